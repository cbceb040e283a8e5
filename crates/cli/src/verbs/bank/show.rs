//! `bank show`: items with everything that belongs to them.

use super::answer;
use super::body::{self, View};
use super::{banks, note_errors, place, source, status_word, version_word};
use crate::args::ShowArgs;
use crate::failure::Failure;
use crate::outcome::Outcome;
use crate::page::Page;
use crate::sources::Sources;
use crate::verbs::check::counted;
use mockexam_bank::{Band, Bank, Concept, Item, Observed, Reading, nearest};
use mockexam_model::Diagnostic;
use serde_json::{Map, Value, json};

pub(super) fn run(args: &ShowArgs, sources: &mut Sources) -> Result<Outcome, Failure> {
    let readings = banks(args.bank.as_deref(), sources)?;
    let mut found = Vec::new();
    let mut missing = Vec::new();
    for id in &args.ids {
        let before = found.len();
        for reading in &readings {
            found.extend(
                reading
                    .bank
                    .items()
                    .filter(|item| item.id().as_str() == id)
                    .map(|item| (&reading.bank, item)),
            );
        }
        if found.len() == before {
            missing.push(unknown(id, &readings));
        }
    }
    if !missing.is_empty() {
        return Err(missing.into());
    }
    let view = if args.no_key { View::Candidate } else { View::Author };
    let mut outcome = Outcome::done();
    let mut observed = Vec::new();
    for (_, item) in &found {
        let history = super::history_beside(item.place().0, sources)?;
        observed.push(history.of(&item.snapshot.id, item.snapshot.rev));
    }
    let with_history =
        || found.iter().zip(&observed).map(|(&(bank, item), observed)| (bank, item, *observed));
    let pages: Vec<String> =
        with_history().map(|(bank, item, observed)| draw(bank, item, observed, sources, view)).collect();
    outcome.text = pages.join(&format!("\n{}\n\n", "-".repeat(40)));
    if view == View::Author {
        note_errors(&mut outcome, &readings);
    }
    let items: Vec<Value> =
        with_history().map(|(bank, item, observed)| json(bank, item, observed, sources, view)).collect();
    outcome.field("items", items);
    Ok(outcome)
}

fn unknown(id: &str, readings: &[Reading]) -> Diagnostic {
    let ids = readings.iter().flat_map(|reading| reading.bank.items()).map(|item| item.id().as_str());
    let near = nearest(id, ids);
    let help = match &near[..] {
        _ if readings.iter().any(Reading::has_errors) && near.is_empty() => {
            "items with errors may be missing: run mockexam check".to_owned()
        }
        [] => "list the items with mockexam bank list".to_owned(),
        near => format!("did you mean {}?", near.join(", ")),
    };
    Diagnostic::error("C01", format!("there is no item '{id}'")).help(help)
}

fn draw(bank: &Bank, item: &Item, observed: Option<Observed>, sources: &Sources, view: View) -> String {
    let snapshot = &item.snapshot;
    let mut page = Page::new();
    let topic = bank.topics.iter().find(|topic| topic.id == snapshot.topic);
    let topic = topic.map_or(snapshot.topic.as_str(), |topic| &topic.name);
    match view {
        View::Author => page.text(&format!("{} rev {}: {topic}", snapshot.id, snapshot.rev)),
        View::Candidate => page.text(snapshot.id.as_str()),
    }
    page.gap();
    if let Some(case) = snapshot.stimulus.as_ref().and_then(|id| bank.case(id)) {
        if !case.stimulus.title.is_empty() {
            page.text(&case.stimulus.title);
        }
        page.hung("  ", &case.stimulus.text.plain());
        page.gap();
    }
    body::draw(&mut page, snapshot, view);
    if view == View::Author {
        if !item.hint.is_empty() {
            page.gap();
            page.hung("Hint: ", &item.hint.plain());
        }
        page.gap();
        page.text("Explanation");
        page.hung("  ", &snapshot.explanation.plain());
        for id in &snapshot.concepts {
            page.gap();
            match bank.concept(id) {
                Some(concept) => draw_concept(&mut page, bank, concept),
                None => page.text(&format!("Concept {id}, which the bank does not have")),
            }
        }
        page.gap();
        draw_variables(&mut page, item);
        draw_notes(&mut page, item, observed, sources);
    }
    page.into_text()
}

fn draw_concept(page: &mut Page, bank: &Bank, concept: &Concept) {
    page.text(&format!("Concept {}: {}", concept.id, concept.name));
    page.hung("  ", &concept.fact);
    for (label, text) in [("tip", &concept.tip), ("example", &concept.example), ("note", &concept.note)] {
        if let Some(text) = text {
            page.hung(&format!("  {label}: "), text);
        }
    }
    for link in &concept.see {
        page.hung("  see: ", &link.to_string());
    }
    let sources: Vec<String> = concept.sources.iter().map(|reference| source(bank, reference)).collect();
    if !sources.is_empty() {
        page.hung("  sources: ", &sources.join("; "));
    }
    if let Ok(id) = mockexam_model::ConceptId::new(&concept.id) {
        for pool in bank.pools_of(&id) {
            page.hung(&format!("  pool {}: ", pool.id), &pool.concepts.join(", "));
        }
    }
}

fn draw_variables(page: &mut Page, item: &Item) {
    for (name, values) in item.variables.described() {
        page.hung(&format!("variable {name}: "), &values);
    }
    for constraint in item.variables.constraints() {
        page.hung("constraint: ", constraint);
    }
    page.gap();
}

fn draw_notes(page: &mut Page, item: &Item, observed: Option<Observed>, sources: &Sources) {
    let snapshot = &item.snapshot;
    let (file, line) = place(item, sources);
    let about = &item.about;
    let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "not stated".into());
    let list = |words: Vec<&str>| if words.is_empty() { "none".into() } else { words.join(", ") };
    let band = Band::of(item.difficulty);
    let rows = [
        ("level", snapshot.level.to_string()),
        ("style", snapshot.style.to_string()),
        ("type", item.kind.to_owned()),
        ("version", version_word(item).to_owned()),
        ("difficulty", format!("{:.2} ({band})", item.share())),
        ("seconds", item.seconds.to_string()),
        ("points", snapshot.points.to_string()),
        ("scoring", answer::scoring(&snapshot.task).to_owned()),
        ("status", status_word(item)),
        ("author", or_none(&about.author)),
        ("reviewer", or_none(&about.reviewer)),
        ("created", or_none(&about.created)),
        ("reviewed", or_none(&about.reviewed)),
        ("tags", list(about.tags.iter().map(String::as_str).collect())),
        ("enemies", list(item.enemies.iter().map(|id| id.as_str()).collect())),
        ("family", item.family.as_ref().map_or_else(|| "none".into(), ToString::to_string)),
        ("file", line.map_or_else(|| file.clone(), |line| format!("{file}:{line}"))),
    ];
    if let Some(told) = observed.and_then(|observed| told(&observed, item)) {
        page.hung(&format!("{:<12}", "observed"), &told);
    }
    for (name, value) in rows {
        page.hung(&format!("{name:<12}"), &value);
    }
}

/// What sittings say of an item: "0.67 of 24 candidates in 1 sitting; with the estimate 0.69".
fn told(observed: &Observed, item: &Item) -> Option<String> {
    let facility = observed.facility()?;
    let n = usize::try_from(observed.n).unwrap_or(usize::MAX);
    let sittings = usize::try_from(observed.sittings).unwrap_or(usize::MAX);
    Some(format!(
        "{facility:.2} of {} in {}; with the estimate {:.2}",
        counted(n, "candidate"),
        counted(sittings, "sitting"),
        f64::from(observed.drawn_to(item.difficulty)) / 1000.0
    ))
}

fn json(bank: &Bank, item: &Item, observed: Option<Observed>, sources: &Sources, view: View) -> Value {
    let snapshot = &item.snapshot;
    let case = snapshot.stimulus.as_ref().and_then(|id| bank.case(id)).map(|case| {
        json!({
            "id": case.stimulus.id.as_str(),
            "title": case.stimulus.title,
            "text": case.stimulus.text.to_markup(),
        })
    });
    let mut told = json!({
        "bank": bank.id,
        "id": snapshot.id.as_str(),
        "case": case,
        "body": body::json(snapshot, view),
    });
    if let (View::Author, Some(fields), Value::Object(more)) =
        (view, told.as_object_mut(), author_json(bank, item, sources))
    {
        fields.extend(more);
        let history = observed.map(|observed| {
            json!({
                "sittings": observed.sittings,
                "n": observed.n,
                "facility": observed.facility(),
                "with_estimate": f64::from(observed.drawn_to(item.difficulty)) / 1000.0,
            })
        });
        fields.insert("observed".to_owned(), history.into());
    }
    told
}

fn author_json(bank: &Bank, item: &Item, sources: &Sources) -> Value {
    let snapshot = &item.snapshot;
    let (file, line) = place(item, sources);
    json!({
        "rev": snapshot.rev,
        "topic": snapshot.topic.as_str(),
        "hint": item.hint.to_markup(),
        "explanation": snapshot.explanation.to_markup(),
        "concepts": snapshot.concepts.iter().filter_map(|id| bank.concept(id)).map(concept_json).collect::<Vec<_>>(),
        "level": snapshot.level.as_str(),
        "style": snapshot.style.as_str(),
        "type": item.kind,
        "version": item.version.map(mockexam_bank::Version::as_str),
        "difficulty": item.share(),
        "band": Band::of(item.difficulty).as_str(),
        "seconds": item.seconds,
        "points": snapshot.points.to_string(),
        "variables": item.variables.described().map(|(name, values)| (name.to_owned(), values.into())).collect::<Map<_, _>>(),
        "constraints": item.variables.constraints(),
        "status": item.status.as_str(),
        "eligibility": item.eligibility.to_string(),
        "author": item.about.author,
        "reviewer": item.about.reviewer,
        "created": item.about.created,
        "reviewed": item.about.reviewed,
        "tags": item.about.tags,
        "enemies": item.enemies.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        "family": item.family.as_ref().map(ToString::to_string),
        "file": file,
        "line": line,
    })
}

fn concept_json(concept: &Concept) -> Value {
    let sources: Vec<Value> = concept
        .sources
        .iter()
        .map(|reference| json!({ "source": reference.source, "section": reference.section }))
        .collect();
    let see: Vec<Value> =
        concept.see.iter().map(|link| json!({ "title": link.title, "address": link.address })).collect();
    json!({
        "id": concept.id,
        "name": concept.name,
        "fact": concept.fact,
        "tip": concept.tip,
        "example": concept.example,
        "see": see,
        "note": concept.note,
        "sources": sources,
    })
}
