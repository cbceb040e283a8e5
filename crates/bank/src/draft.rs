//! Items as written: decoded, but not yet known to be sound. The checks look at drafts.

use crate::document::{Document, RawTable, decode};
use crate::header::{self, Header};
use crate::kind::{self, Body, Kind, Lowered};
use crate::nearest::nearest;
use crate::source::{AtSpot, SourceFile, Spot};
use mockexam_model::{Diagnostic, Points, Severity};
use serde::Deserialize;
use std::cell::OnceCell;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// An item as written.
pub(crate) struct Draft {
    pub(crate) header: Header,
    pub(crate) kind: &'static dyn Kind,
    pub(crate) body: Box<dyn Body>,
    pub(crate) spot: Spot,
    lowered: OnceCell<Lowered>,
}

/// A case as written.
pub(crate) struct CaseDraft {
    pub(crate) file: CaseFile,
    pub(crate) spot: Spot,
}

/// `[[stimulus]]` as written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseFile {
    pub(crate) id: Spanned<String>,
    #[serde(default)]
    pub(crate) title: String,
    #[serde(rename = "use")]
    pub(crate) set_use: crate::item::SetUse,
    pub(crate) text: Spanned<String>,
}

impl Draft {
    /// Decodes an item: shared fields here, the rest by its kind.
    pub(crate) fn read(
        file: &SourceFile,
        defaults: &DeTable<'_>,
        table: RawTable<'_>,
        out: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let span = table.span();
        let mut fields = table.into_inner();
        for (name, value) in defaults {
            if !fields.contains_key(name) {
                fields.insert(name.clone(), value.clone());
            }
        }
        let id_span = fields.get("id").map_or(span.clone(), Spanned::span);
        let kind = read_kind(file, &span, &mut fields, out)?;
        let mut shared = DeTable::new();
        let mut own = DeTable::new();
        for (name, value) in fields {
            let shared_field = header::FIELDS.contains(&name.get_ref().as_ref());
            // `shuffle` may come from [defaults] although the item's kind has nothing to shuffle.
            if name.get_ref() == "shuffle" && !kind.fields().contains(&"shuffle") {
                continue;
            }
            if shared_field { &mut shared } else { &mut own }.insert(name, value);
        }
        let spot = Spot::new(&file.name, id_span);
        let slips = take_slips(file, kind, &mut own, out);
        let told = out.len();
        let header: Option<Header> = decode(file, Spanned::new(span.clone(), shared), out);
        out.iter_mut().skip(told).for_each(may_be_default);
        let body = kind.read(file, Spanned::new(span, own), out);
        let draft = Self { header: header?, kind, body: body?, spot, lowered: OnceCell::new() };
        if slips > 0 {
            return None;
        }
        out.extend(draft.header_faults());
        Some(draft)
    }

    /// What no item can have in its shared fields.
    fn header_faults(&self) -> Vec<Diagnostic> {
        let Header { rev, seconds, points, .. } = self.header;
        let hint = self.header.hint.as_ref().map(|hint| hint.get_ref().as_str()).unwrap_or_default();
        let varies = self.header.variables().is_ok_and(|variables| !variables.is_empty());
        let faults = [
            (rev == 0, "rev is 0", "count revisions from 1"),
            (seconds == 0, "seconds is 0", "write the seconds that a candidate needs, or remove the line"),
            (points < Points::ZERO, "points are below 0", "write what a full answer earns"),
            (
                varies && hint.contains('{'),
                "the hint names a variable, which forms do not fill in there",
                "say it without the number of a form",
            ),
        ];
        let faults = faults.into_iter().filter(|(is_fault, ..)| *is_fault);
        faults.map(|(_, fault, help)| self.finding("T02", Severity::Error, fault).help(help)).collect()
    }

    /// The body in closed vocabularies. Checks and bank need it, and it takes parsing all texts.
    pub(crate) fn lowered(&self) -> &Lowered {
        self.lowered.get_or_init(|| self.body.lower())
    }

    pub(crate) fn id(&self) -> &str {
        self.header.id.get_ref()
    }

    /// A finding that points at the item.
    pub(crate) fn finding(
        &self,
        code: &'static str,
        severity: Severity,
        message: impl Into<String>,
    ) -> Diagnostic {
        self.finding_at(code, severity, message, &self.spot)
    }

    /// A finding that points at a stretch of the item.
    pub(crate) fn finding_at(
        &self,
        code: &'static str,
        severity: Severity,
        message: impl Into<String>,
        spot: &Spot,
    ) -> Diagnostic {
        let message = format!("item {}: {}", self.id(), message.into());
        Diagnostic { severity, ..Diagnostic::error(code, message) }.spot(spot, "")
    }
}

/// Takes fields out that neither all items nor those of the kind have but that are near to one, and tells which was meant.
/// The rest is left to the reader of the kind, which names the fields that there are.
fn take_slips(file: &SourceFile, kind: &dyn Kind, own: &mut DeTable<'_>, out: &mut Vec<Diagnostic>) -> usize {
    let known = || kind.fields().iter().chain(header::FIELDS).chain(&["type"]).copied();
    let before = out.len();
    for (name, value) in std::mem::take(own) {
        let written = name.get_ref().as_ref();
        let near = nearest(written, known());
        let Some(near) = near.first().filter(|_| !kind.fields().contains(&written)) else {
            own.insert(name, value);
            continue;
        };
        out.push(
            Diagnostic::error("T02", format!("unknown field '{written}'"))
                .spot(&Spot::new(&file.name, name.span()), "")
                .help(format!("did you mean '{near}'?")),
        );
    }
    out.len() - before
}

/// Says so where a field that is missing may be set for all items of the file.
fn may_be_default(finding: &mut Diagnostic) {
    let missing = finding.message.strip_prefix("missing field '").and_then(|rest| rest.strip_suffix('\''));
    if missing.is_some_and(|field| header::DEFAULTS.contains(&field)) {
        finding.help = Some("add the field to this table, or to [defaults] of the file".to_owned());
    }
}

fn read_kind(
    file: &SourceFile,
    span: &std::ops::Range<usize>,
    fields: &mut DeTable<'_>,
    out: &mut Vec<Diagnostic>,
) -> Option<&'static dyn Kind> {
    let names = kind::KINDS.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
    let Some(value) = fields.remove("type") else {
        let end = file.text.get(span.clone()).and_then(|t| t.find('\n')).map_or(span.end, |n| span.start + n);
        out.push(
            Diagnostic::error("T02", "missing field 'type'")
                .spot(&Spot::new(&file.name, span.start..end), "")
                .help(format!("add type = \"…\", one of: {names}")),
        );
        return None;
    };
    let found = match value.get_ref() {
        DeValue::String(name) => kind::KINDS.iter().find(|kind| kind.name() == name.as_ref()),
        _ => None,
    };
    if found.is_none() {
        out.push(
            Diagnostic::error("T03", "unknown kind of item")
                .spot(&Spot::new(&file.name, value.span()), "")
                .help(format!("this version knows: {names}")),
        );
    }
    found.copied()
}

/// Complains about defaults that no item can take.
pub(crate) fn check_defaults(document: &Document<'_>, out: &mut Vec<Diagnostic>) {
    for name in document.defaults.keys() {
        if !header::DEFAULTS.contains(&name.get_ref().as_ref()) {
            out.push(
                Diagnostic::error("T02", format!("'{}' cannot have a default", name.get_ref()))
                    .spot(&Spot::new(&document.file.name, name.span()), "")
                    .help(format!("[defaults] takes: {}", header::DEFAULTS.join(", "))),
            );
        }
    }
}
