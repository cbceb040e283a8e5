//! Why counts that hold one by one do not hold together: a smallest set of them, and what would help.

mod relax;

use crate::select::{Ask, Draft};
use mockexam_model::{Diagnostic, Place};
use mockexam_selection::{Sort, Verdict, judge};

/// What is said where neither a selection nor a proof that there is none was found.
pub(crate) const NOT_FOUND: &str = "were not found within the limit of steps";

/// Asks that cannot hold together, each with its counts, or the honest word that nothing is known.
pub(crate) fn reasons(draft: &Draft<'_>) -> Vec<Diagnostic> {
    // What would help is tried for the counts. Forms that are also close to each other would be a search each.
    reasons_as_far(draft, if draft.blueprint.parallel.is_empty() { "" } else { " without [parallel]" })
}

/// The same for the one form that anchors come from: the others are not there yet.
pub(crate) fn reasons_of_anchors(draft: &Draft<'_>) -> Vec<Diagnostic> {
    reasons_as_far(draft, " for a first form, from which the anchors come")
}

fn reasons_as_far(draft: &Draft<'_>, as_far: &str) -> Vec<Diagnostic> {
    let verdict = |asks: &[Ask]| judge(&draft.problem(asks.iter()), &draft.ranks);
    let at = |ask: &Ask, message: String| {
        let span = ask.span.clone().into();
        Diagnostic::error("P02", message).at(&draft.blueprint.file, Place::Span(span), "")
    };
    match verdict(&draft.asks) {
        Verdict::Impossible => {}
        Verdict::Possible if !draft.blueprint.parallel.is_empty() => return vec![too_far_apart(draft)],
        Verdict::Possible | Verdict::Open => {
            let forms = draft.forms;
            let what = if forms == 1 { "a form".to_owned() } else { format!("{forms} forms") };
            let message = format!("the questions of {what} {NOT_FOUND}");
            let fewer = if forms == 1 { "" } else { "make fewer forms, " };
            let help = format!("{fewer}try another seed, widen a range, or write more items");
            return vec![at(&draft.asks[0], message).help(help)];
        }
    }
    let core = core(&draft.asks, &verdict);
    let remedies = relax::remedies(draft, &core, as_far);
    let names: Vec<String> = core.iter().map(|ask| format!("{} ({})", ask.name, ask.amount)).collect();
    core.iter()
        .enumerate()
        .map(|(index, ask)| {
            let others: Vec<&str> = names
                .iter()
                .enumerate()
                .filter(|(i, _)| *i != index)
                .map(|(_, name)| name.as_str())
                .collect();
            let mut message = format!("{}: {}{}", ask.name, ask.amount, supply(draft, ask));
            if !others.is_empty() {
                message.push_str(&format!(", cannot be met together with {}", listed(&others)));
            }
            at(ask, message).help(remedies.clone())
        })
        .collect()
}

fn listed(names: &[&str]) -> String {
    match names {
        [.., _, _] if names.len() > 8 => {
            format!("{} and {} others", names[..6].join(", "), names.len() - 6)
        }
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        _ => names.concat(),
    }
}

/// How many questions of the pool an ask counts.
fn supply(draft: &Draft<'_>, ask: &Ask) -> String {
    if ask.bound.sort == Sort::Sum {
        return String::new();
    }
    let eligible: i64 = ask.bound.members.iter().map(|&(_, weight)| weight).sum();
    let forms = if draft.forms > 1 { format!(" on each of {} forms", draft.forms) } else { String::new() };
    format!("{forms}, {eligible} eligible")
}

/// Leaves out one ask after the other as long as the rest still cannot be met.
fn core(asks: &[Ask], verdict: &impl Fn(&[Ask]) -> Verdict) -> Vec<Ask> {
    let mut kept = asks.to_vec();
    for index in (0..asks.len()).rev() {
        let mut without = kept.clone();
        without.remove(index);
        if verdict(&without) == Verdict::Impossible {
            kept = without;
        }
    }
    kept
}

fn too_far_apart(draft: &Draft<'_>) -> Diagnostic {
    let parallel = &draft.blueprint.parallel[0];
    let message = format!("forms as close to each other as asked {NOT_FOUND}");
    let help = relax::wider_parallel(draft).unwrap_or_else(|| {
        "widen the tolerance between forms, make fewer forms, or try another seed".to_owned()
    });
    Diagnostic::error("P02", message)
        .at(&draft.blueprint.file, Place::Span(parallel.span.clone().into()), "")
        .help(help)
}
