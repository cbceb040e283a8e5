//! The words themselves, part by part.

use super::phrase::{Check, Phrase};
use crate::error::PaperError;
use serde::Deserialize;

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty = [$($hole:literal),*],)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
        #[serde(deny_unknown_fields)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
        }

        impl $name {
            pub(super) fn check(&self) -> Result<(), PaperError> {
                $(self.$field.check(&[$($hole),*])?;)*
                Ok(())
            }
        }
    };
}

words! {
    /// Words of running lines.
    PageWords {
        /// `{page}`, `{pages}`
        page_of: Phrase = ["page", "pages"],
        /// `{form}`
        form: Phrase = ["form"],
        /// On a page that is there only to fill a sheet.
        blank: Phrase = [],
    }
}

words! {
    /// Words of the cover.
    CoverWords {
        /// Above the letter of the form.
        form: Phrase = [],
        /// How many questions there are.
        questions: Phrase = [],
        /// How long it may take.
        time: Phrase = [],
        /// `{minutes}`
        minutes: Phrase = ["minutes"],
        /// The most points.
        points: Phrase = [],
        /// What is needed to pass.
        pass: Phrase = [],
        /// `{cut}`, `{maximum}`
        pass_with: Phrase = ["cut", "maximum"],
        /// The code of the exam.
        code: Phrase = [],
        /// Heading of the instructions.
        instructions: Phrase = [],
        /// The instructions where each question is answered by one letter; markup allowed. `{form}`, `{questions}`,
        /// `{minutes}`
        rules: Vec<Phrase> = ["form", "questions", "minutes"],
        /// The instructions where some questions are answered in another way.
        rules_mixed: Vec<Phrase> = ["form", "questions", "minutes"],
        /// Labels of the lines to fill in, by row.
        fields: Vec<Vec<Phrase>> = [],
        /// Last line of the paper.
        end: Phrase = [],
        /// Subject of the document, for readers and catalogues. `{form}`
        subject: Phrase = ["form"],
    }
}

words! {
    /// Words within questions.
    QuestionWords {
        /// A question in the list of contents of a document. `{number}`
        name: Phrase = ["number"],
        /// What is said for the gap of a missing word, where it is not seen.
        gap: Phrase = [],
        /// Between the last two of several statements: "1 and 4".
        and: Phrase = [],
        /// Choice of a true-false question.
        truth: Phrase = [],
        /// Choice of a true-false question.
        falsehood: Phrase = [],
        /// Points of a question, where they are not one. `{points}`
        points: Phrase = ["points"],
        /// Above a case. `{questions}`
        scope: Phrase = ["questions"],
        /// Above a case with a single question. `{question}`
        scope_one: Phrase = ["question"],
        /// An item and its revision. `{item}`, `{rev}`
        item: Phrase = ["item", "rev"],
        /// Below rows that each want the letter of a choice. `{first}`, `{last}`
        rows: Phrase = ["first", "last"],
        /// Below steps to be put into order. `{first}`, `{second}`, `{last}`
        places: Phrase = ["first", "second", "last"],
        /// Below a question with several right choices. `{count}`
        choose: Phrase = ["count"],
        /// The same where wrong marks cost what right ones earn. `{count}`
        per_option: Phrase = ["count"],
        /// Above the lines for a long answer. `{target}`, `{max}`
        words: Phrase = ["target", "max"],
    }
}

words! {
    /// Words of answer sheets.
    SheetWords {
        /// Title.
        title: Phrase = [],
        /// Above the grid for the candidate's number.
        number: Phrase = [],
        /// Labels of the lines to fill in: two rows of two.
        fields: Vec<Vec<Phrase>> = [],
        /// How to fill bubbles where each question has one answer; markup allowed.
        rules: Phrase = [],
        /// The same where some questions are answered in another way.
        rules_mixed: Phrase = [],
        /// Beside the drawn example of a filled bubble.
        right: Phrase = [],
        /// Beside the drawn example of wrong marks.
        wrong: Phrase = [],
        /// In place of bubbles where a question is answered by a number, which has a grid.
        in_grid: Phrase = [],
        /// Above such grids: how to fill them; markup allowed.
        grid_rules: Phrase = [],
        /// In place of bubbles where a question is answered on the paper.
        on_paper: Phrase = [],
        /// Subject of the document. `{form}`
        subject: Phrase = ["form"],
    }
}

words! {
    /// Words of papers with a name, and of the lists that go with them.
    RunWords {
        /// Name of a candidate.
        name: Phrase = [],
        /// Number of a candidate.
        number: Phrase = [],
        /// Where somebody sits.
        place: Phrase = [],
        /// `{room}`
        room: Phrase = ["room"],
        /// `{row}`
        row: Phrase = ["row"],
        /// `{seat}`
        seat: Phrase = ["seat"],
        /// In place of the first instruction, on a paper that names its candidate; markup allowed. `{form}`
        check: Phrase = ["form"],
        /// On every page of the lists.
        staff: Phrase = [],
        /// Title of the list to sign.
        attendance: Phrase = [],
        /// Where to sign.
        signature: Phrase = [],
        /// Title of the list of what is handed out.
        distribution: Phrase = [],
        /// What is unlike the others' papers.
        special: Phrase = [],
        /// Title of the plan.
        plan: Phrase = [],
        /// Above the first row of a plan.
        front: Phrase = [],
        /// How many sit in a room. `{count}`
        count: Phrase = ["count"],
        /// Title of the pages between the piles of papers.
        separator: Phrase = [],
        /// Above the number of papers in a pile.
        papers: Phrase = [],
    }
}

words! {
    /// Words of key sheets.
    KeyWords {
        /// Title.
        title: Phrase = [],
        /// On every page.
        confidential: Phrase = [],
        /// Heading of the grid of letters.
        grid: Phrase = [],
        /// Heading of the table.
        table: Phrase = [],
        /// Column of numbers.
        number: Phrase = [],
        /// Column of letters.
        letter: Phrase = [],
        /// Column of texts.
        text: Phrase = [],
        /// Column of items.
        item: Phrase = [],
        /// What is needed to pass. `{cut}`, `{maximum}`
        pass: Phrase = ["cut", "maximum"],
    }
}

words! {
    /// Words of rationales.
    RationaleWords {
        /// Title.
        title: Phrase = [],
        /// In front of the right choice.
        right: Phrase = [],
        /// In front of the explanation.
        explanation: Phrase = [],
        /// In front of the topic.
        topic: Phrase = [],
        /// In front of the concepts.
        concepts: Phrase = [],
        /// In front of an answer that earns all points.
        model_answer: Phrase = [],
        /// In front of typical errors. `{value}`
        near_miss: Phrase = ["value"],
        /// In front of what earns the points of a criterion. `{points}`
        award: Phrase = ["points"],
        /// In front of what does not earn them.
        reject: Phrase = [],
        /// A number that is right, and how far off it may be. `{answer}`, `{tolerance}`, `{unit}`
        within: Phrase = ["answer", "tolerance", "unit"],
    }
}

words! {
    /// Words of booklets for markers.
    MarkingWords {
        /// Title.
        title: Phrase = [],
        /// How many questions there are to mark.
        questions: Phrase = [],
        /// How many points there are to award.
        points: Phrase = [],
        /// Those points, and the points of the whole form. `{points}`, `{maximum}`
        points_of: Phrase = ["points", "maximum"],
        /// Points of a criterion that brings one.
        point: Phrase = [],
        /// Heading of the rules.
        how: Phrase = [],
        /// Rules for whoever marks; markup allowed.
        rules: Vec<Phrase> = [],
        /// Rules about answers that are marked by criteria.
        rules_open: Vec<Phrase> = [],
        /// Rules about numbers and words.
        rules_short: Vec<Phrase> = [],
        /// Below words that count however they are spelt.
        fold: Phrase = [],
        /// Below words that count only as they are.
        exact: Phrase = [],
        /// Column of criteria.
        criterion: Phrase = [],
        /// Column of the most points.
        most: Phrase = [],
        /// Whoever marks. `{number}`
        marker: Phrase = ["number"],
        /// What both agree upon.
        agreed: Phrase = [],
        /// Sum of marks.
        total: Phrase = [],
        /// Sum of the marks of a page.
        page: Phrase = [],
        /// Heading of the marks of all questions.
        marks: Phrase = [],
    }
}

words! {
    /// Words of booklets for reviewers.
    ReviewWords {
        /// Title.
        title: Phrase = [],
        /// In front of the id of the bank.
        bank: Phrase = [],
        /// How many items there are.
        items: Phrase = [],
        /// Items of the booklet, and of the whole bank. `{count}`, `{all}`
        items_of: Phrase = ["count", "all"],
        /// Which items were asked for, where that is not all.
        selection: Phrase = [],
        /// Heading of the rules.
        how: Phrase = [],
        /// Rules for whoever reviews; markup allowed.
        rules: Vec<Phrase> = [],
        /// Labels of the lines to fill in on the cover, by row.
        fields: Vec<Vec<Phrase>> = [],
        /// Heading of the list of topics.
        topics: Phrase = [],
        /// What a reviewer may say, each behind a box.
        boxes: Vec<Phrase> = [],
        /// In front of the lines for remarks.
        remarks: Phrase = [],
        /// In front of the status.
        status: Phrase = [],
        /// In front of the level.
        level: Phrase = [],
        /// In front of the style.
        style: Phrase = [],
        /// In front of the kind.
        kind: Phrase = [],
        /// In front of the difficulty.
        difficulty: Phrase = [],
        /// In front of the version of the framework.
        version: Phrase = [],
        /// In front of the points.
        points: Phrase = [],
        /// In front of who wrote it.
        author: Phrase = [],
        /// In front of who read it.
        reviewer: Phrase = [],
        /// In front of a hint.
        hint: Phrase = [],
        /// In front of the values of variables.
        variables: Phrase = [],
        /// In front of a concept.
        concept: Phrase = [],
        /// In front of what reviewers should know.
        note: Phrase = [],
        /// In front of where a fact is stated.
        references: Phrase = [],
    }
}
