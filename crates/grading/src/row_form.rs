//! Which form a row answers: what the row, the call, the roster and the assignment say must agree.

use crate::header::FormKind;
use crate::plan::FormPlan;
use crate::record::Record;
use crate::row::{RowFault, RowReader};
use crate::shown::shown;
use mockexam_model::fact::{Fact, Part, Saying, sayings as say};
use mockexam_model::{FormCode, RowState};

impl RowReader<'_> {
    /// The one form that row, caller and roster agree on. An exam with a single form needs nobody to name it.
    pub(crate) fn form(&self, record: &Record, account: u32) -> Result<usize, RowFault> {
        let column = self.header.form.map(|cell| cell.column);
        let fault = |message| Err(RowFault::new(RowState::UnknownForm, column, message));
        let written = column.map(|column| record.text(column).unwrap_or("\u{fffd}")).unwrap_or_default();
        let in_row = match written {
            "" => None,
            text => match self.written_form(text) {
                Some(form) => Some(form),
                None => return fault(self.no_such_form(say::THE_ROW, text)),
            },
        };
        let named = |who: Saying, code: Option<&FormCode>| match code {
            None => Ok(None),
            Some(code) => match form_index(self.forms, code) {
                Some(form) => Ok(Some(form)),
                None => Err(self.no_such_form(who, code.as_str())),
            },
        };
        let in_roster =
            match named(say::THE_ROSTER, self.entry(account).and_then(|entry| entry.form.as_ref())) {
                Ok(form) => form,
                Err(message) => return fault(message),
            };
        let assigned =
            match named(say::THE_ASSIGNMENT, self.roster.and_then(|roster| roster.assigned(account))) {
                Ok(form) => form,
                Err(message) => return fault(message),
            };
        let sources = [
            (say::THE_ROW, in_row),
            (say::THE_KEY, self.header.form_of_key),
            (say::THE_CALL, self.form),
            (say::THE_ROSTER, in_roster),
            (say::THE_ASSIGNMENT, assigned),
        ];
        let mut named = sources.into_iter().filter_map(|(who, form)| Some((who, form?)));
        let Some((first, form)) = named.next() else {
            let may_lack = self.header.form.is_none_or(|cell| cell.kind == FormKind::CodeOrNothing);
            return match (self.forms, may_lack) {
                ([_], true) => Ok(0),
                _ => fault(say::NO_FORM.fact()),
            };
        };
        match named.find(|(_, other)| *other != form) {
            None => Ok(form),
            Some((second, other)) => fault(say::FORMS_DIFFER.of([
                first.fact().into(),
                self.code(form).into(),
                second.fact().into(),
                self.code(other).into(),
            ])),
        }
    }

    /// The form that a cell names.
    fn written_form(&self, text: &str) -> Option<usize> {
        let whole = written_form(self.forms, text);
        if whole.is_some() || self.header.form.is_none_or(|cell| cell.kind != FormKind::SheetId) {
            return whole;
        }
        const NUMBER: usize = 5;
        let number = text.get(text.len().checked_sub(NUMBER)?..)?.parse::<u32>().ok()?;
        self.forms.iter().position(|form| form.code.as_str().parse() == Ok(number))
    }

    pub(crate) fn code(&self, form: usize) -> String {
        self.forms.get(form).map(|form| form.code.to_string()).unwrap_or_default()
    }

    fn no_such_form(&self, who: Saying, text: &str) -> Fact {
        const MOST: usize = 12;
        let code = |form: &FormPlan| Part::from(form.code.as_str());
        let known = match self.forms {
            [only] => say::ONLY_FORM.of([code(only)]),
            [first, .., last] if self.forms.len() > MOST => {
                say::MANY_FORMS.of([self.forms.len().into(), code(first), code(last)])
            }
            few => say::FORMS.of([Fact::list(few.iter().map(|form| &form.code))]),
        };
        let message = say::NO_SUCH_FORM.of([who.fact().into(), shown(text).into(), known.into()]);
        let folded = |code: &str| code.trim_start_matches('0').to_ascii_uppercase();
        match self.forms.iter().find(|form| folded(form.code.as_str()) == folded(text)) {
            Some(similar) => say::ZEROS_APART.of([message.into(), code(similar)]),
            None => message,
        }
    }
}

/// The index of a form by its code.
pub(crate) fn form_index(forms: &[FormPlan], code: &FormCode) -> Option<usize> {
    // Of ten thousand personal forms, each mostly stands where its number says.
    let expected = code.personal_index().map(usize::from);
    expected
        .filter(|&index| forms.get(index).is_some_and(|form| form.code == *code))
        .or_else(|| forms.iter().position(|form| form.code == *code))
}

/// The index of a form by its code as it is written in a row.
fn written_form(forms: &[FormPlan], text: &str) -> Option<usize> {
    const MANY: usize = 64;
    if forms.len() < MANY {
        return forms.iter().position(|form| text.eq_ignore_ascii_case(form.code.as_str()));
    }
    form_index(forms, &FormCode::new(&text.to_ascii_uppercase()).ok()?)
}
