//! Items as written: decoded, but not yet known to be sound. The checks look at drafts.

use crate::document::{Document, RawTable, decode};
use crate::header::{self, Header};
use crate::kind::{self, Body, Kind, Lowered};
use crate::source::{AtSpot, SourceFile, Spot};
use mockexam_model::{Diagnostic, Severity};
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
        let header: Option<Header> = decode(file, Spanned::new(span.clone(), shared), out);
        let body = kind.read(file, Spanned::new(span, own), out);
        Some(Self { header: header?, kind, body: body?, spot, lowered: OnceCell::new() })
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
