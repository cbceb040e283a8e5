//! Pages of things at fixed places.

use super::{Column, Setter};
use crate::document::{Align, Plate, PlateMark, TextSize, Tone};
use crate::error::Problem;
use crate::length::{Length, Point, Size};
use crate::page::{Ink, Mark, Placed, Role, Stroke};

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
        for mark in &plate.marks {
            self.plate_mark(mark, &mut boxes);
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

    fn plate_mark(&mut self, mark: &PlateMark, boxes: &mut Vec<Placed>) {
        match mark {
            PlateMark::Text { at, width, text, face, size, tone, align } => {
                let mut style = self.style(*size, *tone).align(*align);
                style.face = *face;
                boxes.extend(self.single(text, style, point(*at), Length::micrometres(*width)).0);
            }
            PlateMark::Block { at, width, text, size } => {
                let corner = point(*at);
                let column = Column::new(corner.x, Length::micrometres(*width));
                let lines = self.text(text, self.style(*size, Tone::Strong), column);
                let block = super::slab::Slab::stack(lines);
                boxes.extend(block.marks.into_iter().map(|placed| placed.moved(corner.y)));
            }
            PlateMark::Bubble { centre, diameter, letter, filled } => {
                self.bubble(*centre, *diameter, letter, *filled, boxes);
            }
            PlateMark::Line { from, to, width } => {
                let stroke = Stroke { width: Length::micrometres(*width), ink: Ink::BLACK };
                boxes
                    .push(self.placed(Role::Body, Mark::Line { from: point(*from), to: point(*to), stroke }));
            }
            PlateMark::Frame { corner, size, width } => {
                let frame = Mark::Rectangle {
                    corner: point(*corner),
                    size: Size { width: Length::micrometres(size.0), height: Length::micrometres(size.1) },
                    fill: None,
                    stroke: Some(Stroke { width: Length::micrometres(*width), ink: Ink::BLACK }),
                };
                boxes.push(self.placed(Role::Body, frame));
            }
            PlateMark::Fiducial { centre, side } => {
                for (modules, ink) in [(7, Ink::BLACK), (5, Ink::WHITE), (3, Ink::BLACK)] {
                    boxes.push(self.placed(Role::Body, square(*centre, side * modules / 7, ink)));
                }
            }
        }
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
        boxes.push(self.placed(Role::Body, circle));
        if letter.is_empty() || filled {
            return;
        }
        // Solid ink: a scanner would see the dots of a printed grey.
        let mut style = self.style(TextSize::Small, Tone::Strong).align(Align::Centre).role(Role::Label);
        // Capitals are two thirds of the type size high: 2.6 mm in a bubble of 4.5 mm would touch the ring, so less.
        style.size = Length::micrometres(diameter * 3 / 4);
        let baseline = middle.y + style.size.units(330);
        boxes.extend(
            self.single(letter, style, Point::new(middle.x, baseline), Length::micrometres(diameter)).0,
        );
    }
}
