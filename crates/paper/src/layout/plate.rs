//! Pages of things at fixed places.

use super::{Column, Setter, Style};
use crate::document::{Align, Plate, PlateMark, TextSize, Tone};
use crate::error::Problem;
use crate::font::Direction;
use crate::length::{Length, Point, Size};
use crate::page::{Ink, Mark, Placed, Stroke};
use crate::structure::{ElementId, ElementKind, Numbering};

/// Thickness of a bubble's outline, in thousandths of a millimetre.
const OUTLINE: i64 = 280;

fn point((x, y): (i64, i64)) -> Point {
    Point::new(Length::micrometres(x), Length::micrometres(y))
}

fn square(centre: (i64, i64), side: i64, ink: Ink) -> Mark {
    Mark::Rectangle {
        corner: point((centre.0 - side / 2, centre.1 - side / 2)),
        size: Size { width: Length::micrometres(side), height: Length::micrometres(side) },
        fill: Some(ink),
        stroke: None,
    }
}

impl Setter<'_> {
    pub(super) fn plate(&mut self, plate: &Plate) -> Vec<Placed> {
        let mut boxes = Vec::new();
        let mut list = None;
        for mark in &plate.marks {
            self.plate_mark(mark, &mut list, &mut boxes);
        }
        self.check_paper(&boxes);
        boxes
    }

    /// What a scanner is to find may not lie beside the paper.
    fn check_paper(&mut self, boxes: &[Placed]) {
        let mut needed = Size::default();
        for placed in boxes {
            let far = match &placed.mark {
                Mark::Text(run) => Point::new(run.origin.x + run.visible_width(), run.origin.y),
                Mark::Line { from, to, .. } => Point::new(from.x.max(to.x), from.y.max(to.y)),
                Mark::Rectangle { corner, size, .. } => {
                    Point::new(corner.x + size.width, corner.y + size.height)
                }
                Mark::Image { corner, size, .. } => Point::new(corner.x + size.width, corner.y + size.height),
                Mark::Circle { centre, radius, .. } => Point::new(centre.x + *radius, centre.y + *radius),
            };
            needed.width = needed.width.max(far.x);
            needed.height = needed.height.max(far.y);
        }
        let paper = self.template.paper();
        if needed.width > paper.width || needed.height > paper.height {
            let mm = |size: Size| (size.width.whole_mm(), size.height.whole_mm());
            let (width, height) = mm(needed);
            let needed_mm = (width + 1, height + 1);
            self.problems.insert(Problem::OffPage { needed_mm, paper_mm: mm(paper) });
        }
    }

    /// Type at fixed places has fixed sizes, whatever the template says.
    fn plate_style(&self, size: TextSize, tone: Tone) -> Style {
        let (points, percent) = match size {
            TextSize::Tiny => (7, 132),
            TextSize::Small => (9, 128),
            TextSize::Body => (11, 132),
            TextSize::Heading => (13, 118),
            TextSize::Title => (26, 118),
            TextSize::Display => (52, 118),
        };
        let size_pt = Length::points(points);
        Style { size: size_pt, leading: size_pt * percent / 100, ..self.style(size, tone) }
    }

    /// Sets text as an element of its own, unless it is already within one that holds text.
    fn leaf<T>(&mut self, kind: ElementKind, set: impl FnOnce(&mut Self) -> T) -> T {
        if self.holds_text() { set(self) } else { self.within(kind, set) }
    }

    /// Sets a mark; `list` is the list of the page, once it has one.
    fn plate_mark(&mut self, mark: &PlateMark, list: &mut Option<ElementId>, boxes: &mut Vec<Placed>) {
        match mark {
            PlateMark::Text { at, width, text, face, size, tone, align } => {
                let mut style = self.plate_style(*size, *tone).align(*align);
                style.face = face.of(self.template.font);
                let room = Length::micrometres(*width);
                let set = |setter: &mut Self| setter.single(text, style, point(*at), room).0;
                boxes.extend(self.leaf(ElementKind::Paragraph, set));
            }
            PlateMark::Title { at, width, text } => {
                let style = self.plate_style(TextSize::Heading, Tone::Strong).bold();
                let element = self.add_named(ElementKind::Title, text);
                let room = Length::micrometres(*width);
                boxes.extend(self.inside(element, |setter| setter.single(text, style, point(*at), room).0));
            }
            PlateMark::Bar { corner, size } => {
                let bar = Mark::Rectangle {
                    corner: point(*corner),
                    size: Size { width: Length::micrometres(size.0), height: Length::micrometres(size.1) },
                    fill: Some(Ink::BLACK),
                    stroke: None,
                };
                boxes.push(self.placed(bar));
            }
            PlateMark::Block { at, width, text, size } => {
                let corner = point(*at);
                let column = Column::new(corner.x, Length::micrometres(*width));
                let lines = self.text(text, self.plate_style(*size, Tone::Strong), column);
                let block = super::slab::Slab::stack(lines);
                boxes.extend(block.marks.into_iter().map(|placed| placed.moved(corner.y)));
            }
            PlateMark::Entry { label, body } => self.entry(label, body, list, boxes),
            PlateMark::Bubble { centre, diameter, letter, filled } => {
                self.bubble(*centre, *diameter, letter, *filled, boxes);
            }
            PlateMark::Line { from, to, width } => {
                let stroke = Stroke { width: Length::micrometres(*width), ink: Ink::BLACK };
                boxes.push(self.placed(Mark::Line { from: point(*from), to: point(*to), stroke }));
            }
            PlateMark::Frame { corner, size, width } => {
                let frame = Mark::Rectangle {
                    corner: point(*corner),
                    size: Size { width: Length::micrometres(size.0), height: Length::micrometres(size.1) },
                    fill: None,
                    stroke: Some(Stroke { width: Length::micrometres(*width), ink: Ink::BLACK }),
                };
                boxes.push(self.placed(frame));
            }
            PlateMark::Fiducial { centre, side } => {
                for (modules, ink) in [(7, Ink::BLACK), (5, Ink::WHITE), (3, Ink::BLACK)] {
                    boxes.push(self.placed(square(*centre, side * modules / 7, ink)));
                }
            }
        }
    }

    /// Sets an entry of the page's list.
    fn entry(
        &mut self,
        label: &PlateMark,
        body: &[PlateMark],
        list: &mut Option<ElementId>,
        boxes: &mut Vec<Placed>,
    ) {
        let list = *list.get_or_insert_with(|| self.add(ElementKind::List(Numbering::Numbers)));
        let item = self.inside(list, |setter| setter.add(ElementKind::Item));
        let (marker, text) =
            self.inside(item, |setter| (setter.add(ElementKind::Label), setter.add(ElementKind::ItemText)));
        self.inside(marker, |setter| setter.plate_mark(label, &mut None, boxes));
        self.inside(text, |setter| {
            body.iter().for_each(|mark| setter.plate_mark(mark, &mut None, boxes));
        });
    }

    fn bubble(
        &mut self,
        centre: (i64, i64),
        diameter: i64,
        letter: &str,
        filled: bool,
        boxes: &mut Vec<Placed>,
    ) {
        let middle = point(centre);
        let circle = Mark::Circle {
            centre: middle,
            radius: Length::micrometres((diameter - OUTLINE) / 2),
            fill: filled.then_some(Ink::BLACK),
            stroke: Some(Stroke { width: Length::micrometres(OUTLINE), ink: Ink::BLACK }),
        };
        boxes.push(self.placed(circle));
        if letter.is_empty() || filled {
            return;
        }
        // Solid ink: a scanner would see the dots of a printed grey.
        let mut style = self.plate_style(TextSize::Small, Tone::Strong).align(Align::Centre);
        // Capitals are two thirds of the type size high: 2.6 mm in a bubble of 4.5 mm would touch the ring, so less.
        style.size = Length::micrometres(diameter * 3 / 4);
        let baseline = middle.y + style.size.units(330);
        let room = Length::micrometres(diameter);
        let (mut placed, _) = self.single(letter, style, Point::new(middle.x, baseline), room);
        // Letters beside each other are words of their own, also for those who only hear them.
        let space = self.shape(style.face, Direction::Right, " ");
        if let Some(Mark::Text(run)) = placed.last_mut().map(|placed| &mut placed.mark) {
            run.words.push(space);
        }
        boxes.extend(placed);
    }
}
