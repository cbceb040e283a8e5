//! Lists for those who hand out and supervise: who sits where, with which form.

use super::holder::Holder;
use crate::document::{
    Align, Cells, Document, Furniture, Masthead, Metadata, Node, Table, TableColumn, TextSize,
};
use crate::language::{Language, Phrase};
use mockexam_model::{Emphasis, FormCode, RichText};
use std::collections::{BTreeMap, BTreeSet};

/// A candidate with what is handed out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sitting {
    /// Who.
    pub holder: Holder,
    /// The form.
    pub form: FormCode,
    /// Time allowed, in minutes.
    pub minutes: u32,
    /// What is unlike the others' papers, such as large print; may be empty.
    pub special: String,
    /// Numbers of row and seat, where they are known.
    pub spot: Option<(u16, u16)>,
}

/// An exam and those who sit it, room by room in the order in which papers are handed out.
#[derive(Debug, Clone, Copy)]
pub struct Session<'a> {
    /// Title of the exam.
    pub title: &'a str,
    /// Code of the exam.
    pub code: &'a str,
    /// Those who sit it.
    pub sittings: &'a [Sitting],
}

/// Most seats beside each other in a plan; wider rooms have several.
const PLAN_WIDTH: usize = 7;

fn cell(text: &str) -> RichText {
    RichText::literal(text)
}

fn bold(text: &str) -> RichText {
    if text.is_empty() { RichText::default() } else { RichText::emphasized(text, Emphasis::Bold) }
}

/// Name above number.
fn person(holder: &Holder) -> RichText {
    RichText::stacked([bold(&holder.name), cell(&holder.candidate)])
}

const fn column(share: u16) -> TableColumn {
    TableColumn { share, align: Align::Left, cells: Cells::Values }
}

impl<'a> Session<'a> {
    /// The rooms with those who sit in them.
    fn rooms(&self) -> impl Iterator<Item = &'a [Sitting]> + use<'a> {
        self.sittings.chunk_by(|one, next| one.holder.room == next.holder.room)
    }

    fn document(&self, title: &Phrase, language: &Language) -> Document {
        let title = title.as_str();
        let mut document = Document::new(Metadata {
            title: format!("{title} – {}", self.title),
            language: language.tag.clone(),
            subject: language.run.staff.as_str().to_owned(),
        });
        document.header = Furniture {
            left: format!("{title} · {}", self.title),
            centre: String::new(),
            right: language.run.staff.as_str().to_owned(),
        };
        document.footer = Furniture {
            left: self.code.to_owned(),
            centre: String::new(),
            right: language.page.page_of.fill(&[("page", &"{page}"), ("pages", &"{pages}")]),
        };
        document.nodes.push(Node::Masthead(Masthead {
            title: title.to_owned(),
            subtitle: format!("{} · {}", self.title, self.code),
            badge_label: String::new(),
            badge: String::new(),
        }));
        document
    }

    /// The attendance list: a line for the signature of everybody.
    #[must_use]
    pub fn attendance_list(&self, language: &Language) -> Document {
        let words = &language.run;
        let mut document = self.document(&words.attendance, language);
        for room in self.rooms() {
            document.nodes.extend(head_of(room, language));
            let head = [&words.place, &words.name, &language.cover.form, &words.signature];
            let row = |sitting: &Sitting| {
                let spot = sitting.holder.spot(language).join(", ");
                vec![cell(&spot), person(&sitting.holder), bold(sitting.form.as_str()), RichText::default()]
            };
            document.nodes.push(Node::Table(Table {
                columns: [3, 6, 2, 6].map(column).into(),
                head: head.map(|word| cell(word.as_str())).into(),
                rows: room.iter().map(row).collect(),
                size: TextSize::Body,
            }));
            document.nodes.push(Node::PageBreak);
        }
        document
    }

    /// The distribution list: who gets what.
    #[must_use]
    pub fn distribution_list(&self, language: &Language) -> Document {
        let words = &language.run;
        let mut document = self.document(&words.distribution, language);
        for room in self.rooms() {
            document.nodes.extend(head_of(room, language));
            let mut counts: BTreeMap<&FormCode, usize> = BTreeMap::new();
            for sitting in room {
                *counts.entry(&sitting.form).or_default() += 1;
            }
            // With personal forms everybody has one.
            if counts.len() < room.len() {
                let counts: Vec<String> = counts
                    .iter()
                    .map(|(form, count)| format!("{} × {count}", language.page.form.fill(&[("form", form)])))
                    .collect();
                document.nodes.push(Node::paragraph(cell(&counts.join(" · "))));
            }
            let head = [&words.place, &words.number, &words.name, &language.cover.form, &language.cover.time];
            let head = head.into_iter().map(Phrase::as_str).chain([words.special.as_str()]);
            let row = |sitting: &Sitting| {
                let minutes = language.cover.minutes.fill(&[("minutes", &sitting.minutes)]);
                vec![
                    cell(&sitting.holder.spot(language).join(", ")),
                    cell(&sitting.holder.candidate),
                    cell(&sitting.holder.name),
                    bold(sitting.form.as_str()),
                    cell(&minutes),
                    cell(&sitting.special),
                ]
            };
            document.nodes.push(Node::Table(Table {
                columns: [4, 4, 6, 2, 4, 4].map(column).into(),
                head: head.map(cell).collect(),
                rows: room.iter().map(row).collect(),
                size: TextSize::Small,
            }));
            document.nodes.push(Node::PageBreak);
        }
        document
    }

    /// The seating plan of the rooms whose rows and seats are known; `None` where there is none.
    #[must_use]
    pub fn seating_plan(&self, language: &Language) -> Option<Document> {
        let mut document = self.document(&language.run.plan, language);
        let mut found = false;
        for room in self.rooms() {
            let seats: BTreeSet<u16> = room.iter().filter_map(|sitting| Some(sitting.spot?.1)).collect();
            let seats: Vec<u16> = seats.into_iter().collect();
            for part in seats.chunks(PLAN_WIDTH) {
                found = true;
                document.nodes.extend(head_of(room, language));
                document.nodes.push(Node::note(language.run.front.rich()));
                document.nodes.push(plan(room, part, language));
                document.nodes.push(Node::PageBreak);
            }
        }
        found.then_some(document)
    }

    /// The page between the papers of a room or row and those of the one before.
    #[must_use]
    pub fn separator(&self, of: &[Sitting], language: &Language) -> Document {
        let words = &language.run;
        let mut document = self.document(&words.separator, language);
        document.nodes.clear();
        let first = of.first().map(|sitting| &sitting.holder);
        let row = first.filter(|first| of.iter().all(|sitting| sitting.holder.row == first.row));
        let place = Holder {
            room: first.map(|first| first.room.clone()).unwrap_or_default(),
            row: row.map(|first| first.row.clone()).unwrap_or_default(),
            ..Holder::default()
        };
        let place = place.place(language);
        document.nodes.push(Node::Masthead(Masthead {
            title: if place.is_empty() { self.title.to_owned() } else { place },
            subtitle: format!("{} · {}", self.title, self.code),
            badge_label: words.papers.as_str().to_owned(),
            badge: of.len().to_string(),
        }));
        document.nodes.push(Node::Space(1));
        let row = |sitting: &Sitting| {
            let holder = &sitting.holder;
            let [spot, number, name] =
                [&holder.spot(language).join(", "), &holder.candidate, &holder.name].map(|text| cell(text));
            vec![spot, number, name, bold(sitting.form.as_str()), cell(&sitting.special)]
        };
        document.nodes.push(Node::Table(Table {
            columns: [4, 4, 6, 2, 4].map(column).into(),
            head: Vec::new(),
            rows: of.iter().map(row).collect(),
            size: TextSize::Small,
        }));
        document
    }
}

/// Heading of a room, where rooms have names.
fn head_of(room: &[Sitting], language: &Language) -> Option<Node> {
    let name = room.first().map(|sitting| &sitting.holder.room).filter(|name| !name.is_empty())?;
    let name = language.run.room.fill(&[("room", name)]);
    let count = language.run.count.fill(&[("count", &room.len())]);
    Some(Node::Heading(cell(&format!("{name} · {count}"))))
}

/// Rows from the front to the back, with these seats from left to right.
fn plan(room: &[Sitting], seats: &[u16], language: &Language) -> Node {
    let mut rows: BTreeMap<u16, Vec<RichText>> = BTreeMap::new();
    for sitting in room {
        let Some((row, seat)) = sitting.spot else { continue };
        let name = || cell(&language.run.row.fill(&[("row", &sitting.holder.row)]));
        let cells = rows.entry(row).or_insert_with(|| {
            std::iter::once(name()).chain(seats.iter().map(|_| RichText::default())).collect()
        });
        let place = seats.iter().position(|&known| known == seat).and_then(|place| cells.get_mut(place + 1));
        if let Some(place) = place {
            let form = bold(&format!("{} · {}", sitting.holder.seat, sitting.form));
            *place = RichText::stacked([form, cell(&sitting.holder.name), cell(&sitting.holder.candidate)]);
        }
    }
    let first = TableColumn { cells: Cells::Names, ..column(3) };
    Node::Table(Table {
        columns: std::iter::once(first).chain(seats.iter().map(|_| column(4))).collect(),
        head: Vec::new(),
        rows: rows.into_values().collect(),
        size: TextSize::Small,
    })
}
