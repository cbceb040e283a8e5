//! The structure of every file: all that is drawn is tagged or an artifact, and every tag leads there and back.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

#[path = "../../paper/tests/common/mod.rs"]
mod common;

mod samples;

use lopdf::{Dictionary, Document, Object, ObjectId};
use samples::{all_files, files, papers, volume};
use std::collections::{BTreeMap, BTreeSet};

fn dict(file: &Document, id: ObjectId) -> &Dictionary {
    file.get_object(id).unwrap().as_dict().unwrap()
}

fn name(dict: &Dictionary, key: &[u8]) -> String {
    String::from_utf8(dict.get(key).unwrap().as_name().unwrap().to_vec()).unwrap()
}

/// The kids of an element as a list.
fn kids(dict: &Dictionary) -> Vec<Object> {
    match dict.get(b"K") {
        Ok(Object::Array(kids)) => kids.clone(),
        Ok(kid) => vec![kid.clone()],
        Err(_) => Vec::new(),
    }
}

/// Marked content of a page: number and tag, in the order of drawing. All that paints has to be in some, or in an artifact.
fn marked(file: &Document, page: ObjectId) -> Vec<(i64, String)> {
    let painting = ["S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "Tj", "TJ", "'", "\"", "Do", "sh"];
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    for operation in file.get_and_decode_page_content(page).unwrap().operations {
        match operation.operator.as_str() {
            "BMC" | "BDC" => {
                let tag = String::from_utf8(operation.operands[0].as_name().unwrap().to_vec()).unwrap();
                let properties = operation.operands.get(1).map(|p| p.as_dict().unwrap());
                if let Some(number) = properties.and_then(|p| p.get(b"MCID").ok()) {
                    assert!(open.is_empty(), "elements do not nest on a page");
                    found.push((number.as_i64().unwrap(), tag.clone()));
                } else {
                    assert_eq!(open.is_empty(), tag == "Artifact", "{tag} in {open:?}");
                }
                open.push(tag);
            }
            "EMC" => drop(open.pop().unwrap()),
            operator if painting.contains(&operator) => {
                assert!(!open.is_empty(), "{operator} belongs to nothing");
            }
            _ => {}
        }
    }
    assert!(open.is_empty(), "left open: {open:?}");
    found
}

/// The entries of a tree of numbers: keys and what they stand for, one behind the other.
fn keyed(file: &Document, tree: &Dictionary) -> Vec<Object> {
    if let Ok(entries) = tree.get(b"Nums") {
        return entries.as_array().unwrap().clone();
    }
    let mut all = Vec::new();
    for leaf in tree.get(b"Kids").unwrap().as_array().unwrap() {
        let leaf = dict(file, leaf.as_reference().unwrap());
        let entries = keyed(file, leaf);
        let limits = leaf.get(b"Limits").unwrap().as_array().unwrap();
        assert_eq!([&limits[0], &limits[1]], [&entries[0], &entries[entries.len() - 2]]);
        all.extend(entries);
    }
    all
}

/// Every element of the tree with its parent, in reading order.
fn elements(file: &Document) -> Vec<(ObjectId, ObjectId)> {
    fn walk(file: &Document, id: ObjectId, parent: ObjectId, out: &mut Vec<(ObjectId, ObjectId)>) {
        out.push((id, parent));
        for kid in kids(dict(file, id)) {
            if let Object::Reference(kid) = kid {
                walk(file, kid, id, out);
            }
        }
    }
    let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
    let mut out = Vec::new();
    for kid in kids(dict(file, root)) {
        walk(file, kid.as_reference().unwrap(), root, &mut out);
    }
    out
}

#[test]
fn tags_lead_to_the_pages_and_back() {
    for file in all_files() {
        let elements = elements(&file);
        // From the tree to the pages.
        let mut told: BTreeMap<(ObjectId, i64), ObjectId> = BTreeMap::new();
        for &(id, parent) in &elements {
            let element = dict(&file, id);
            assert_eq!(element.get(b"P").unwrap().as_reference().unwrap(), parent);
            for kid in kids(element) {
                let place = match kid {
                    Object::Integer(number) => (element.get(b"Pg").unwrap().as_reference().unwrap(), number),
                    Object::Dictionary(kid) => (
                        kid.get(b"Pg").unwrap().as_reference().unwrap(),
                        kid.get(b"MCID").unwrap().as_i64().unwrap(),
                    ),
                    _ => continue,
                };
                assert_eq!(told.insert(place, id), None, "{place:?} belongs to two elements");
            }
        }
        // From the pages to the tree.
        let root = file.catalog().unwrap().get(b"StructTreeRoot").unwrap().as_reference().unwrap();
        let parents = dict(&file, root).get(b"ParentTree").unwrap().as_dict().unwrap();
        let parents = keyed(&file, parents);
        let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
        assert_eq!(parents.len(), pages.len() * 2);
        let mut seen = BTreeSet::new();
        for (&page, entry) in pages.iter().zip(parents.chunks(2)) {
            let of_page = dict(&file, page);
            assert_eq!(of_page.get(b"StructParents").unwrap(), &entry[0]);
            assert_eq!(name(of_page, b"Tabs"), "S");
            let list = file.get_object(entry[1].as_reference().unwrap()).unwrap().as_array().unwrap();
            let marked = marked(&file, page);
            assert_eq!(list.len(), marked.len());
            for ((number, tag), (index, owner)) in marked.into_iter().zip((0_i64..).zip(list)) {
                assert_eq!(number, index);
                let owner = owner.as_reference().unwrap();
                assert_eq!(told.get(&(page, number)), Some(&owner));
                assert_eq!(name(dict(&file, owner), b"S"), tag);
                seen.insert((page, number));
            }
        }
        assert_eq!(seen.len(), told.len(), "an element names content that is on no page");
    }
}

#[test]
fn the_structure_is_well_formed() {
    for file in all_files() {
        let mut figures = 0;
        for (id, parent) in elements(&file) {
            let element = dict(&file, id);
            let kind = name(element, b"S");
            let parent = dict(&file, parent);
            let parent = if parent.has(b"S") { name(parent, b"S") } else { "root".to_owned() };
            let fits = match kind.as_str() {
                "Document" => parent == "root",
                "LI" => parent == "L",
                "Lbl" | "LBody" => parent == "LI",
                "TR" => parent == "Table",
                "TH" | "TD" => parent == "TR",
                "Part" => parent == "Document",
                "Sect" | "H1" => ["Document", "Part"].contains(&parent.as_str()),
                "Code" => parent == "P",
                "Formula" => ["P", "LBody", "TD"].contains(&parent.as_str()),
                _ => !["L", "LI", "Table", "TR", "P", "H1", "H2", "Lbl"].contains(&parent.as_str()),
            };
            assert!(fits, "{kind} in {parent}");
            assert!(!kids(element).is_empty() || kind == "TD" || kind == "TH", "an empty {kind}");
            if kind == "Figure" {
                figures += 1;
                let alt = element.get(b"Alt").unwrap().as_str().unwrap();
                assert!(
                    lopdf::decode_text_string(&Object::string_literal(alt)).unwrap().starts_with("A plan")
                );
                let layout = element.get(b"A").unwrap().as_dict().unwrap();
                assert_eq!(layout.get(b"BBox").unwrap().as_array().unwrap().len(), 4);
            }
            if kind == "Formula" {
                assert!(element.has(b"Alt"));
            }
            if kind == "TH" {
                assert!(element.get(b"A").unwrap().as_dict().unwrap().has(b"Scope"));
            }
        }
        let images = file.objects.values().filter_map(|object| object.as_stream().ok());
        let has_images = images.filter(|image| image.dict.has(b"BitsPerComponent")).count() > 0;
        assert_eq!(has_images, figures > 0);
        let catalog = file.catalog().unwrap();
        assert_eq!(catalog.get(b"Lang").unwrap().as_str().unwrap(), b"en");
        let preferences = catalog.get(b"ViewerPreferences").unwrap().as_dict().unwrap();
        assert!(preferences.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
        assert!(
            catalog.get(b"MarkInfo").unwrap().as_dict().unwrap().get(b"Marked").unwrap().as_bool().unwrap()
        );
    }
}

/// The list of contents: names and pages.
fn bookmarks(file: &Document) -> String {
    let catalog = file.catalog().unwrap();
    let outlines = dict(file, catalog.get(b"Outlines").unwrap().as_reference().unwrap());
    let mut next = outlines.get(b"First").unwrap().as_reference().ok();
    let mut titles = Vec::new();
    while let Some(id) = next {
        let entry = dict(file, id);
        let title = lopdf::decode_text_string(entry.get(b"Title").unwrap()).unwrap();
        let target = entry.get(b"Dest").unwrap().as_array().unwrap();
        let pages: Vec<ObjectId> = file.get_pages().into_values().collect();
        let page = pages.iter().position(|&page| page == target[0].as_reference().unwrap()).unwrap();
        titles.push(format!("{title}: {}", page + 1));
        next = entry.get(b"Next").ok().map(|next| next.as_reference().unwrap());
    }
    titles.join("\n")
}

#[test]
fn bookmarks_lead_to_questions() {
    insta::assert_snapshot!(bookmarks(&files()[0]));
}

#[test]
fn bookmarks_of_a_volume_lead_to_its_papers() {
    let pages: Vec<usize> = papers().iter().map(|paper| paper.pages.len()).collect();
    let third = 1 + pages[0] + pages[1];
    let expected = format!("Ann (A): 1\nBöll: {third}\nd: {}", third + pages[2]);
    assert_eq!(bookmarks(files().last().unwrap()), expected);
}

/// Threads and what was written before leave no trace.
#[test]
fn the_same_papers_give_the_same_volume() {
    assert_eq!(volume(papers()), volume(papers()));
}

/// A volume shows what its papers show alone: the numbers of glyphs may differ, the texts may not.
#[test]
fn a_volume_has_the_text_of_its_papers() {
    let text = |file: &Document, pages: std::ops::RangeInclusive<u32>| {
        pages.map(|page| file.extract_text(&[page]).unwrap()).collect::<String>()
    };
    let files = files();
    let (volume, papers) = files.split_last().unwrap();
    let mut first = 1;
    for paper in papers {
        let count = u32::try_from(paper.get_pages().len()).unwrap();
        let alone = text(paper, 1..=count);
        assert!(alone.contains("K7Q3MD"), "{alone}");
        assert_eq!(text(volume, first..=first + count - 1), alone);
        first += count;
    }
}

/// Widths that the file states are those of the font program that it embeds, and every code has a text.
#[test]
fn fonts_are_what_the_file_says_of_them() {
    for file in all_files() {
        let fonts: Vec<&Dictionary> = file
            .objects
            .values()
            .filter_map(|object| object.as_dict().ok())
            .filter(|dict| dict.get(b"Subtype").is_ok_and(|kind| kind.as_name().unwrap_or(b"") == b"Type0"))
            .collect();
        assert!(!fonts.is_empty());
        for font in fonts {
            let descendants = font.get(b"DescendantFonts").unwrap().as_array().unwrap();
            let descendant = dict(&file, descendants[0].as_reference().unwrap());
            let descriptor = dict(&file, descendant.get(b"FontDescriptor").unwrap().as_reference().unwrap());
            let program = descriptor.get(b"FontFile2").unwrap().as_reference().unwrap();
            let program =
                file.get_object(program).unwrap().as_stream().unwrap().decompressed_content().unwrap();
            let widths = descendant.get(b"W").unwrap().as_array().unwrap();
            let stated: Vec<i64> =
                widths[1].as_array().unwrap().iter().map(|width| width.as_i64().unwrap()).collect();
            assert_eq!(widths[0].as_i64().unwrap(), 1);
            // Behind the glyphs that are used stand the parts of which some of them are put together.
            assert_eq!(stated, advances(&program)[1..=stated.len()]);
            let map = font.get(b"ToUnicode").unwrap().as_reference().unwrap();
            let map = file.get_object(map).unwrap().as_stream().unwrap().decompressed_content().unwrap();
            let map = String::from_utf8(map).unwrap();
            let told = map
                .lines()
                .filter(|line| line.len() > 9 && line.starts_with('<') && line.as_bytes()[5] == b'>');
            // Each code has one; the line of the range of codes is not one of a code.
            assert_eq!(told.filter(|line| !line.ends_with("<FFFF>")).count(), stated.len(), "{map}");
        }
    }
}

/// Advance widths of a TrueType file.
fn advances(program: &[u8]) -> Vec<i64> {
    let number = |at: usize| usize::from(u16::from_be_bytes([program[at], program[at + 1]]));
    let table = |tag: &[u8; 4]| {
        let record = (0..number(4)).map(|i| 12 + 16 * i).find(|&at| &program[at..at + 4] == tag).unwrap();
        number(record + 8) << 16 | number(record + 10)
    };
    let (maxp, hhea, hmtx) = (table(b"maxp"), table(b"hhea"), table(b"hmtx"));
    let (glyphs, long) = (number(maxp + 4), number(hhea + 34));
    (0..glyphs).map(|glyph| i64::try_from(number(hmtx + 4 * glyph.min(long - 1))).unwrap()).collect()
}

/// A formula stands between the words beside it, and is told as a line of text.
#[test]
fn formulas_stand_between_their_neighbours() {
    let file = &files()[0];
    let mut mixed = Vec::new();
    for (id, _) in elements(file) {
        let kids = kids(dict(file, id));
        if kids.len() > 1 && kids.iter().any(|kid| kid.as_i64().is_ok()) {
            let sorts = kids.iter().map(|kid| match kid {
                Object::Reference(kid) => {
                    let alt = dict(file, *kid).get(b"Alt").unwrap();
                    lopdf::decode_text_string(alt).unwrap()
                }
                _ => "…".to_owned(),
            });
            mixed.push(sorts.collect::<Vec<_>>().join(" "));
        }
    }
    assert_eq!(mixed, ["… (x^2)/2 = |a| … √2 …"]);
    let told = mockexam_pdf::reading(&mockexam_pdf::write(&papers()[0]).unwrap()).unwrap();
    assert!(told.contains(&"Formula ∑_(i = 1)^n i".to_owned()), "{told:#?}");
}
