use super::*;
use proptest::prelude::*;
use std::collections::BTreeSet;

/// People named after their seats, one for each place.
struct Class {
    names: Vec<String>,
    seats: Vec<(u16, u16)>,
}

impl Class {
    fn new(seats: impl IntoIterator<Item = (u16, u16)>) -> Self {
        let seats: Vec<(u16, u16)> = seats.into_iter().collect();
        Self { names: seats.iter().map(|(row, column)| format!("c{row}-{column}")).collect(), seats }
    }

    fn sitters(&self, given: &[(usize, usize)]) -> Vec<Sitter<'_>> {
        let given = |index| given.iter().find(|(sitter, _)| *sitter == index).map(|&(_, form)| form);
        let sitter = |(index, &(row, column)): (usize, &(u16, u16))| Sitter {
            identity: self.names[index].as_str(),
            room: "Hall",
            seat: Some(Seat { row, column }),
            given: given(index),
        };
        self.seats.iter().enumerate().map(sitter).collect()
    }

    fn seat(&self, forms: usize, given: &[(usize, usize)]) -> Seating {
        seat(&self.sitters(given), forms, &Seed::new("s")).unwrap()
    }
}

fn grid(rows: u16, columns: u16) -> impl Iterator<Item = (u16, u16)> {
    (1..=rows).flat_map(move |row| (1..=columns).map(move |column| (row, column)))
}

fn alike(seating: &Seating) -> [usize; 3] {
    Direction::ALL.map(|wanted| seating.alike.iter().filter(|(_, direction)| *direction == wanted).count())
}

#[test]
fn a_full_room() {
    let class = Class::new(grid(5, 6));
    assert_eq!(alike(&class.seat(1, &[])), [25, 24, 40], "one form: everybody has it");
    assert_eq!(alike(&class.seat(2, &[])), [0, 0, 40], "two forms: as on a board of chess");
    assert_eq!(alike(&class.seat(3, &[])), [0, 0, 20], "three: half of the diagonals");
    for forms in 4..8 {
        let seating = class.seat(forms, &[]);
        assert_eq!(alike(&seating), [0, 0, 0], "{forms} forms");
        assert_eq!(seating.forms.iter().collect::<BTreeSet<_>>().len(), forms);
    }
}

#[test]
fn every_second_seat_is_next_to_the_other() {
    let class = Class::new((0..4).flat_map(|row| (0..5).map(move |column| (2 * row + 1, 2 * column))));
    assert_eq!(alike(&class.seat(2, &[])), [0, 0, 24]);
    assert_eq!(alike(&class.seat(4, &[])), [0, 0, 0]);
    // Seated as the black fields of a board: only diagonals are left, and two forms part them.
    let chess = Class::new(grid(6, 6).filter(|(row, column)| (row + column) % 2 == 0));
    assert_eq!(alike(&chess.seat(2, &[])), [0, 0, 0]);
}

#[test]
fn rooms_do_not_see_each_other_and_seats_are_taken_once() {
    let mut sitters = vec![
        Sitter { identity: "a", room: "1", seat: Some(Seat { row: 1, column: 1 }), given: Some(0) },
        Sitter { identity: "b", room: "2", seat: Some(Seat { row: 1, column: 2 }), given: Some(0) },
    ];
    let seed = Seed::new("s");
    assert_eq!(seat(&sitters, 2, &seed).unwrap().alike, []);
    sitters[1].room = "1";
    let pair = Pair { first: 0, second: 1 };
    let seating = seat(&sitters, 2, &seed).unwrap();
    assert_eq!((seating.forms, seating.alike), (vec![0, 0], vec![(pair, Direction::Beside)]));
    sitters[1].seat = sitters[0].seat;
    assert_eq!(seat(&sitters, 2, &seed), Err(vec![pair]));
}

#[test]
fn people_without_a_seat_share_the_forms_evenly() {
    let names: Vec<String> = (0..60).map(|n| format!("c{n}")).collect();
    let sitter = |identity| Sitter { identity, room: "", seat: None, given: None };
    let all: Vec<Sitter<'_>> = names.iter().map(|name| sitter(name)).collect();
    for (forms, seed) in [1, 2, 3, 5].into_iter().flat_map(|forms| (0..10).map(move |seed| (forms, seed))) {
        let seed = Seed::new(&seed.to_string());
        let of = |sitters: &[Sitter<'_>]| seat(sitters, forms, &seed).unwrap().forms;
        for people in [1, 7, 24, 60] {
            let mut counts = vec![0_usize; forms];
            of(&all[..people]).into_iter().for_each(|form| counts[form] += 1);
            assert!(counts.iter().max().unwrap() - counts.iter().min().unwrap() <= 1, "{counts:?}");
        }
        let whole = of(&all);
        let mut backwards = all.clone();
        backwards.reverse();
        assert_eq!(of(&backwards).into_iter().rev().collect::<Vec<_>>(), whole, "the order says nothing");
        for gone in 0..all.len() {
            let after = of(&[&all[..gone], &all[gone + 1..]].concat());
            let before = [&whole[..gone], &whole[gone + 1..]].concat();
            let moved = before.iter().zip(&after).filter(|(a, b)| a != b).count();
            assert!(moved <= forms, "{forms} forms: {moved} people moved");
        }
    }
}

#[test]
fn what_people_without_a_seat_were_given_stays() {
    let names: Vec<String> = (0..10).map(|n| format!("c{n}")).collect();
    let given = |n: usize| (n < 7).then_some(0);
    let all: Vec<Sitter<'_>> =
        (0..10).map(|n| Sitter { identity: &names[n], room: "", seat: None, given: given(n) }).collect();
    let forms = seat(&all, 3, &Seed::new("s")).unwrap().forms;
    assert_eq!(forms[..7], [0; 7]);
    assert!(forms[7..].iter().all(|&form| form != 0), "{forms:?}");
}

/// The least number of equal neighbours, by trying everything.
fn by_brute_force(class: &Class, forms: usize, given: &[(usize, usize)]) -> [usize; 3] {
    let people = class.seats.len();
    let cost = |drawn: &[usize]| {
        let mut cost = [0; 3];
        for (i, &(row, column)) in class.seats.iter().enumerate() {
            for (j, &(other_row, other_column)) in class.seats.iter().enumerate().skip(i + 1) {
                let (down, right) = (row.abs_diff(other_row), column.abs_diff(other_column));
                if drawn[i] == drawn[j] && down <= 1 && right <= 1 {
                    cost[if down == 0 {
                        0
                    } else if right == 0 {
                        1
                    } else {
                        2
                    }] += 1;
                }
            }
        }
        cost
    };
    (0..forms.pow(u32::try_from(people).unwrap()))
        .map(|mut code| (0..people).map(|_| (code % forms, code /= forms).0).collect::<Vec<usize>>())
        .filter(|drawn| given.iter().all(|&(sitter, form)| drawn[sitter] == form))
        .map(|drawn| cost(&drawn))
        .min()
        .unwrap()
}

/// Seats of a small or large room, some of them taken.
fn seats(rows: u16, columns: u16, least: usize) -> impl Strategy<Value = Vec<(u16, u16)>> {
    let all: Vec<(u16, u16)> = grid(rows, columns).collect();
    let most = all.len();
    proptest::sample::subsequence(all, least..=most).prop_shuffle()
}

/// A corner whose rows and columns follow each other, so that nobody takes every second seat for every seat.
const CORNER: [(u16, u16); 4] = [(1, 1), (1, 2), (2, 1), (2, 2)];

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn with_four_forms_neighbours_never_share(taken in seats(9, 9, 1), forms in 4_usize..7, seed: u16) {
        let class = Class::new(taken);
        let seating = seat(&class.sitters(&[]), forms, &Seed::new(&seed.to_string())).unwrap();
        prop_assert_eq!(seating.alike, []);
        prop_assert!(seating.forms.iter().all(|&form| form < forms));
    }

    #[test]
    fn with_two_forms_only_diagonals_may_share(taken in seats(8, 8, 1)) {
        let found = alike(&Class::new(taken).seat(2, &[]));
        prop_assert_eq!((found[0], found[1]), (0, 0));
    }

    #[test]
    fn who_comes_later_moves_nobody(taken in seats(8, 8, 1), forms in 4_usize..7) {
        let mut all = CORNER.to_vec();
        all.extend(taken.into_iter().filter(|seat| !CORNER.contains(seat)));
        let class = Class::new(all.clone());
        let earlier = Class::new(all[..all.len().max(5) - 1].to_vec());
        let before = earlier.seat(forms, &[]).forms;
        prop_assert_eq!(&class.seat(forms, &[]).forms[..before.len()], before);
    }

    #[test]
    fn the_order_of_the_roster_says_nothing(taken in seats(5, 5, 2), forms in 2_usize..5) {
        let class = Class::new(taken.clone());
        let sorted = Class::new(taken.iter().copied().collect::<BTreeSet<_>>());
        let by_name = |class: &Class| -> BTreeSet<(String, usize)> {
            class.names.iter().cloned().zip(class.seat(forms, &[]).forms).collect()
        };
        prop_assert_eq!(by_name(&class), by_name(&sorted));
    }

    #[test]
    fn what_was_given_stays_and_what_can_be_parted_is(
        taken in seats(3, 3, 4),
        forms in 2_usize..5,
        given in proptest::collection::btree_map(0_usize..4, 0_usize..2, 0..3),
    ) {
        let given: Vec<(usize, usize)> = given.into_iter().collect();
        let mut all: Vec<(u16, u16)> = CORNER.to_vec();
        all.extend(taken.into_iter().filter(|seat| !CORNER.contains(seat)).take(3));
        let class = Class::new(all);
        let seating = class.seat(forms, &given);
        for &(sitter, form) in &given {
            prop_assert_eq!(seating.forms[sitter], form);
        }
        let least = by_brute_force(&class, forms, &given);
        let found = alike(&seating);
        // Where all can be parted, or all but the diagonals, they are.
        if (least[0], least[1]) == (0, 0) {
            prop_assert_eq!((found[0], found[1]), (0, 0), "{:?} {:?}", least, found);
        }
        if least == [0, 0, 0] {
            prop_assert_eq!(found, [0, 0, 0]);
        }
    }
}
