//! Many papers in one file, written as they come.

use crate::PdfError;
use crate::bind::{Bound, Entry, Within, bind, numbers_of};
use crate::closing::{Contents, Roots, close};
use crate::content::points;
use crate::file::{FileWriter, Numbers, ObjectId, Parcel, text};
use crate::font::Fonts;
use crate::press::Kept;
use crate::structure::list;
use mockexam_model::Images;
use mockexam_paper::{Metadata, Paper};
use std::io::Write;
use std::thread;

/// A file of many papers, one behind the other. Papers are written as they are added, and only the places of their parts
/// are kept, so that memory hardly grows with their number. Fonts and images are in the file once.
pub struct Volume<W> {
    file: FileWriter<W>,
    numbers: Numbers,
    roots: Roots,
    metadata: Metadata,
    fonts: Fonts,
    images: Images,
    /// Objects that wait for company.
    parcel: Parcel,
    nodes: Vec<ObjectId>,
    parts: Vec<ObjectId>,
    parents: Vec<ObjectId>,
    entries: Vec<Entry>,
    depth: Depth,
    pages: usize,
}

/// What the list of contents of a volume names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Depth {
    /// Its papers.
    #[default]
    Papers,
    /// Its papers, and below each its headings and questions.
    Parts,
}

/// What a paper is in its volume.
#[derive(Clone, Copy)]
struct Part {
    node: ObjectId,
    element: ObjectId,
    within: Within,
}

impl<W: Write> Volume<W> {
    /// Starts a volume with this title and language.
    ///
    /// # Errors
    /// [`PdfError::Write`].
    pub fn new(out: W, metadata: Metadata) -> Result<Self, PdfError> {
        let mut numbers = Numbers::new();
        let roots = Roots::new(&mut numbers);
        Ok(Self {
            file: FileWriter::new(out)?,
            numbers,
            roots,
            metadata,
            fonts: Fonts::default(),
            images: Images::new(),
            parcel: Parcel::default(),
            nodes: Vec::new(),
            parts: Vec::new(),
            parents: Vec::new(),
            entries: Vec::new(),
            depth: Depth::Papers,
            pages: 0,
        })
    }

    /// The volume with a list of contents as deep as this.
    #[must_use]
    pub fn listing(self, depth: Depth) -> Self {
        Self { depth, ..self }
    }

    /// Pages so far.
    #[must_use]
    pub const fn pages(&self) -> usize {
        self.pages
    }

    /// Adds papers, each under a name in the list of contents; those with an empty name are not listed. They are drawn side
    /// by side on all processors, and written in order: the bytes are the same on any number of them.
    ///
    /// # Errors
    /// As [`Press::write`](crate::Press::write).
    pub fn add(&mut self, papers: &[(String, Paper)]) -> Result<(), PdfError> {
        let mut jobs = Vec::with_capacity(papers.len());
        for (_, paper) in papers {
            self.fonts.collect(paper)?;
            self.images.extend(paper.images.iter().map(|(name, file)| (name.clone(), file.clone())));
            let [node, element] = [(); 2].map(|()| self.numbers.take());
            let resources = self.roots.resources;
            let within = Within { pages: node, resources, element, first_key: self.pages };
            self.pages += paper.pages.len();
            let aside = self.numbers.set_aside(numbers_of(paper));
            jobs.push((paper, Part { node, element, within }, aside));
        }
        let parts: Vec<Part> = jobs.iter().map(|(_, part, _)| *part).collect();
        let bound = drawn(jobs, &self.fonts);
        for (((name, paper), part), bound) in papers.iter().zip(parts).zip(bound) {
            self.append(name, paper, part, bound?)?;
        }
        Ok(())
    }

    fn append(&mut self, name: &str, paper: &Paper, part: Part, bound: Bound) -> Result<(), PdfError> {
        let Bound { parcel, pages, parents, top, entries } = bound;
        self.file.write(parcel)?;
        if let Some(&page) = pages.first().filter(|_| !name.is_empty()) {
            self.entries.push(Entry { name: name.into(), page, top: points(paper.size.height), depth: 0 });
        }
        if self.depth == Depth::Parts {
            // The title of the paper is its name.
            let parts = entries.into_iter().filter(|entry| *entry.name != *name);
            self.entries.extend(parts.map(|entry| Entry { depth: 1, ..entry }));
        }
        let numbers = &mut self.numbers;
        let (tree, kids, count) = (self.roots.pages, list(&pages), pages.len());
        let node = format_args!("<</Type/Pages/Parent {tree}/Count {count}/Kids{kids}>>");
        self.parcel.packed(numbers, part.node, node)?;
        let (document, kids) = (self.roots.document, list(&top));
        let title = if name.is_empty() { String::new() } else { format!("/T{}", text(name)) };
        let element = format_args!("<</S/Part/P {document}{title}/K{kids}>>");
        self.parcel.packed(numbers, part.element, element)?;
        let first = part.within.first_key;
        let last = first + pages.len().saturating_sub(1);
        let keyed = list((first..).zip(&parents).map(|(key, id)| format!("{key} {id}")));
        let leaf = numbers.take();
        self.parcel.packed(numbers, leaf, format_args!("<</Limits[{first} {last}]/Nums{keyed}>>"))?;
        self.nodes.push(part.node);
        self.parts.push(part.element);
        self.parents.push(leaf);
        self.file.write_ready(&mut self.parcel)
    }

    /// Ends the volume with everything that its papers share.
    ///
    /// # Errors
    /// As [`Press::write`](crate::Press::write).
    pub fn finish(mut self) -> Result<W, PdfError> {
        self.parcel.close(&mut self.numbers)?;
        self.file.write(self.parcel)?;
        let contents = Contents {
            metadata: &self.metadata,
            images: &self.images,
            fonts: &self.fonts,
            pages: self.nodes,
            page_count: self.pages,
            elements: self.parts,
            parents: format!("/Kids{}", list(&self.parents)),
            entries: self.entries,
        };
        close(self.file, self.numbers, self.roots, &contents, &Kept::default())
    }
}

/// Draws papers on as many threads as there are processors, and gives them back in their order.
fn drawn(jobs: Vec<(&Paper, Part, Numbers)>, fonts: &Fonts) -> Vec<Result<Bound, PdfError>> {
    let threads = thread::available_parallelism().map_or(1, usize::from).min(jobs.len());
    let draw =
        |(paper, part, mut numbers): (&Paper, Part, Numbers)| bind(paper, fonts, part.within, &mut numbers);
    if threads < 2 {
        return jobs.into_iter().map(draw).collect();
    }
    let share = jobs.len().div_ceil(threads);
    let mut jobs = jobs.into_iter();
    thread::scope(|scope| {
        let mut running = Vec::with_capacity(threads);
        while jobs.len() > 0 {
            let mine: Vec<_> = jobs.by_ref().take(share).collect();
            running.push(scope.spawn(move || mine.into_iter().map(draw).collect::<Vec<_>>()));
        }
        let done = running.into_iter().map(|thread| thread.join());
        done.flat_map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}
