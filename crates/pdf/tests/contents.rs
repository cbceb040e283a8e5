//! The list of contents of a volume: papers, and what is in them.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use lopdf::{Dictionary, Document, ObjectId};
use mockexam_model::RichText;
use mockexam_paper::{FontBook, Metadata, Node, Paper, Template, layout};
use mockexam_pdf::{Depth, Volume};
use std::fmt::Write;

fn paper(title: &str, headings: &[&str]) -> Paper {
    let metadata = Metadata { title: title.into(), language: "en".into(), subject: String::new() };
    let mut document = mockexam_paper::Document::new(metadata);
    let heading = |text: &&str| [Node::Heading(RichText::literal(text)), Node::PageBreak];
    document.nodes.extend(headings.iter().flat_map(heading));
    document.nodes.push(Node::paragraph(RichText::literal("End")));
    layout(&document, &Template::a4().unwrap(), &FontBook::shipped().unwrap()).unwrap()
}

/// A volume of three papers, the first of which starts with its own name.
fn volume(depth: Depth) -> Document {
    let papers = [("Fire", &["Fire", "fi-1", "fi-2"][..]), ("None", &[][..]), ("Water", &["wa-1"][..])];
    let papers: Vec<(String, Paper)> =
        papers.iter().map(|(name, headings)| ((*name).to_owned(), paper(name, headings))).collect();
    let title = Metadata { title: "All".into(), language: "en".into(), subject: String::new() };
    let mut volume = Volume::new(Vec::new(), title).unwrap().listing(depth);
    volume.add(&papers).unwrap();
    Document::load_mem(&volume.finish().unwrap()).unwrap()
}

fn dict(file: &Document, id: ObjectId) -> &Dictionary {
    file.get_object(id).unwrap().as_dict().unwrap()
}

/// Entries with the pages where they lead, each below its parent; all links among them are followed.
fn contents(file: &Document, parent: ObjectId, depth: usize, out: &mut String) {
    let to = |dict: &Dictionary, key: &[u8]| dict.get(key).ok().map(|id| id.as_reference().unwrap());
    let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
    let above = dict(file, parent);
    let (mut next, mut before, mut count) = (to(above, b"First"), None, 0);
    while let Some(id) = next {
        let entry = dict(file, id);
        assert_eq!((to(entry, b"Parent"), to(entry, b"Prev")), (Some(parent), before));
        let title = lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap();
        let target = entry.get(b"Dest").unwrap().as_array().unwrap()[0].as_reference().unwrap();
        let page = pages.iter().position(|&page| page == target).unwrap() + 1;
        writeln!(out, "{}{title}: {page}", "  ".repeat(depth)).unwrap();
        contents(file, id, depth + 1, out);
        (before, count) = (Some(id), count + 1);
        next = to(entry, b"Next");
    }
    assert_eq!(to(above, b"Last"), before);
    let told = above.get(b"Count").map_or(0, |count| count.as_i64().unwrap());
    assert_eq!(told, if depth == 0 { count } else { -count }, "only the first level is open");
}

#[test]
fn parts_stand_below_their_papers_where_they_are_wanted() {
    for (depth, expected) in [
        (Depth::Papers, "Fire: 1\nNone: 5\nWater: 6\n"),
        (Depth::Parts, "Fire: 1\n  fi-1: 2\n  fi-2: 3\nNone: 5\nWater: 6\n  wa-1: 6\n"),
    ] {
        let file = volume(depth);
        let root = file.catalog().unwrap().get(b"Outlines").unwrap().as_reference().unwrap();
        let mut told = String::new();
        contents(&file, root, 0, &mut told);
        assert_eq!(told, expected);
    }
}
