//! Everything that grading says of rows, once. The languages of reports say the same in their files.

use super::Saying;

macro_rules! sayings {
    ($($name:ident $id:literal $english:literal;)*) => {
        $(
            #[doc = $english]
            pub const $name: Saying = Saying { id: $id, english: $english };
        )*

        /// All of them.
        pub const ALL: &[Saying] = &[$($name),*];
    };
}

/// The English words of an id.
#[must_use]
pub fn english(id: &str) -> Option<&'static str> {
    ALL.iter().find(|saying| saying.id == id).map(|saying| saying.english)
}

sayings! {
    LIST "list" "{0} and {1}";
    MORE "more" "{0} and {1} more";
    BESIDES "besides" "{0}; {1}";
    NO_TEXT "no-text" "{0} is no text";
    NO_CANDIDATE "no-candidate" "the row names no candidate";
    INVISIBLE "invisible" "{0} holds the invisible character {1}; without it, it would be {2}";
    NO_ID "no-id" "{0} cannot be the id of a candidate";
    WIDTH "width" "the row has {0} cells, the header has {1}";
    LOST_ZEROS "lost-zeros" "{0} may be {1}, too: no id of the file starts with 0, as if a spreadsheet had dropped zeros";
    UNKNOWN "unknown" "the roster has no candidate {0}";
    NOT_FINISHED "not-finished" "the attempt is {0}, not finished";
    SAID_ABSENT "said-absent" "the row says that the candidate was absent ({0}); take it out of the file";
    OTHER_STEM "other-stem" "{0} is not the text of question {1} on form {2}";
    NO_COLUMN "no-column" "form {0} asks question {1}, for which the file has no column";
    NO_ROW_ANSWERS "no-row-answers" "no row answers question {0}";
    CELL "cell" "question {0}: {1} {2}";
    PAST_THE_END "past-the-end" "{0} answers question {1}, but form {2} ends at {3}";
    NOT_ASKED_SO "not-asked-so" "{0} answers question {1}, which form {2} does not ask so";
    NO_HEADER "no-header" "{0} stands in a column without a header";
    THE_ROW "the-row" "the row";
    THE_KEY "the-key" "the key in the file";
    THE_CALL "the-call" "the call";
    THE_ROSTER "the-roster" "the roster";
    THE_ASSIGNMENT "the-assignment" "the assignment";
    NO_SUCH_FORM "no-such-form" "{0} says form {1}, which the exam does not have; {2}";
    ONLY_FORM "only-form" "its only form is {0}";
    FORMS "forms" "its forms are {0}";
    MANY_FORMS "many-forms" "it has {0} forms, {1} to {2}";
    ZEROS_APART "zeros-apart" "{0} ({1} differs only in leading zeros)";
    NO_FORM "no-form" "no form is given";
    FORMS_DIFFER "forms-differ" "{0} says form {1}, {2} says form {3}";
    BEYOND "beyond" "names {0}, but the choices are A to {1}";
    TWICE "twice" "names {0} twice";
    NO_RESPONSE "no-response" "is no response; allowed are letters A to {0}, nothing, * and ?";
    NOT_TEXT "not-text" "is no text";
    CONTROL "control" "holds control characters";
    LONG "long" "is longer than {0} characters";
    FORGOTTEN "forgotten" "has no points, though other criteria of the question have; write 0 if none were earned";
    NO_NUMBER "no-number" "is no number; allowed are digits with a point or a comma, nothing, * and ?";
    AMBIGUOUS "ambiguous" "may be {0} or {1}; write {1}, or {0}0 for the decimal";
    NO_POINTS "no-points" "is no number of points; allowed are numbers with up to two decimals, and nothing";
    OUTSIDE "outside" "is outside the points of this criterion, 0 to {0}";
    NOTHING_TO_MARK "nothing-to-mark" "stands for a question that has no choices to mark";
    NO_BITS "no-bits" "is not five digits 0 and 1; a spreadsheet drops those in front";
    NO_TICKS "no-ticks" "is no list of {0} digits 0 and 1 with ; between";
    NO_CHOICE "no-choice" "is neither the text of a choice nor letters";
    LETTERS_OR_TEXT "letters-or-text" "may be the letters {0} or the text of {1}: nobody can tell";
    TWO_READINGS "two-readings" "may be the choices {0} or {1}: nobody can tell";
    A_NAME "a-name" "name";
    A_FORM "a-form" "form";
    AN_EXAM "an-exam" "exam";
    ROWS_DIFFER "rows-differ" "the rows of this candidate say {0} {1} and {2}";
    NO_QUESTION_NUMBER "no-question-number" "{0} is no number of a question";
    NO_SUCH_QUESTION "no-such-question" "no form has a question {0}";
    NOT_ASKED_AS "not-asked-as" "question {0} is not asked as {1}";
    NEITHER "neither" "{0} is neither {1} nor {2}";
    NOT_BY_PEOPLE "not-by-people" "question {0} of form {1} is not marked by people";
    OF_QUESTION "of-question" "question {0}: {1}";
    FORM_HAS_NOT "form-has-not" "form {0} has no question {1}";
    BOTH_FILES "both-files" "points stand in the answer file and in the file of marks";
    NOBODY "nobody" "nobody marked it";
    APART "apart" "the markers are {0} points apart ({1}), {2} are allowed; add rows of the marker 'decision'";
    NO_MEAN "no-mean" "the mean of {0} markers is no exact number of points; add rows of the marker 'decision'";
    NO_CRITERION "no-criterion" "no criterion";
    CRITERION "criterion" "criterion {0}";
    OTHER_CRITERIA "other-criteria" "{0} marks {1}, the criteria are {2}";
    NO_POINTS_BY "no-points-by" "{0} gives no points by criterion {1}";
    TOO_MANY_BY "too-many-by" "{0} gives {1} points by criterion {2}, which brings {3}";
    ZEROS_OR_CASE "zeros-or-case" "{0} differs only in leading zeros or in case";
    NUMBER_OF "number-of" "a spreadsheet may have made this number of {0}";
    SCIENTIFIC "scientific" "a spreadsheet writes long numbers so: its digits are lost";
    DATE_OF "date-of" "a spreadsheet may have made this date of {0}";
    SIGNS_ONLY "signs-only" "{0} differs only in spaces and signs";
    LOOKS_LIKE_A_DATE "looks-like-a-date" "it looks like a date, which a spreadsheet may have made of an id";
    ON_LINE "on-line" "on line {0}";
    ON_LINE_OF "on-line-of" "on line {0} of {1}";
    REPEATS "repeats" "repeats the row {0}, which is graded";
    CONTRADICTS "contradicts" "another row of this candidate, {0}, is not the same; none is graded";
    REPLACED "replaced" "the row {0} replaces it";
}
