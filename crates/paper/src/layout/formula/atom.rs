//! White space between the parts of a formula (The TeXbook, chapter 18).

use super::Scale;
use mockexam_model::{Class, Math};

/// Eighteenths of an em: between large signs and what they apply to, beside operators, beside relations.
const THIN: i64 = 167;
const MEDIUM: i64 = 222;
const THICK: i64 = 278;

/// What a part is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Atom {
    Ordinary,
    Function,
    Operator,
    Relation,
    Open,
    Close,
    Comma,
    Inner,
}

/// What each part is; a sign between two things that has nothing at one of its sides belongs to the other, as in −1.
fn atoms(parts: &[Math]) -> Vec<Atom> {
    let mut atoms: Vec<Atom> = parts.iter().map(atom).collect();
    for at in 0..atoms.len() {
        let before = at.checked_sub(1).map(|at| atoms[at]);
        let leads = matches!(
            before,
            None | Some(Atom::Operator | Atom::Function | Atom::Relation | Atom::Open | Atom::Comma)
        );
        let trails = matches!(atoms.get(at + 1), None | Some(Atom::Relation | Atom::Close | Atom::Comma));
        if atoms[at] == Atom::Operator && (leads || trails) {
            atoms[at] = Atom::Ordinary;
        }
    }
    atoms
}

fn atom(part: &Math) -> Atom {
    match part {
        Math::Sign { text, .. } if text == "/" => Atom::Ordinary,
        Math::Sign { class, .. } => match class {
            Class::Variable | Class::Number | Class::Words => Atom::Ordinary,
            Class::Name | Class::Large => Atom::Function,
            Class::Operator => Atom::Operator,
            Class::Relation => Atom::Relation,
            Class::Open => Atom::Open,
            Class::Close => Atom::Close,
            Class::Comma => Atom::Comma,
        },
        Math::Fraction { .. } | Math::Fence { .. } => Atom::Inner,
        Math::Root { .. } | Math::Bar(_) => Atom::Ordinary,
        Math::Scripts { base, .. } => base.last().map_or(Atom::Ordinary, atom),
    }
}

/// White space before each part.
pub(super) fn gaps(parts: &[Math], scale: Scale) -> Vec<i64> {
    let atoms = atoms(parts);
    let between = atoms.windows(2).map(|pair| scale.of(gap(pair[0], pair[1], scale.percent < 100)));
    std::iter::once(0).chain(between).take(parts.len()).collect()
}

/// White space between two neighbours. In indices and exponents there is none but beside functions.
const fn gap(left: Atom, right: Atom, small: bool) -> i64 {
    use Atom::{Close, Comma, Function, Inner, Open, Operator, Ordinary, Relation};
    match (left, right) {
        (Function, Ordinary | Function) | (Ordinary | Close | Inner, Function) => THIN,
        _ if small => 0,
        (Open, _) | (_, Close | Comma) | (Relation, Relation) => 0,
        (Operator, _) | (_, Operator) => MEDIUM,
        (Relation, _) | (_, Relation) => THICK,
        (Comma, _) | (Inner, _) => THIN,
        (Function | Ordinary | Close, Inner) => THIN,
        (Function | Ordinary | Close, _) => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use mockexam_model::Formula;

    #[test]
    fn signs_belong_to_one_side_or_stand_between_two() {
        use Atom::{Function, Inner, Open, Operator, Ordinary, Relation};
        let cases: [(&str, &[Atom]); 5] = [
            ("-a+b", &[Ordinary, Ordinary, Operator, Ordinary]),
            ("a=-b", &[Ordinary, Relation, Ordinary, Ordinary]),
            (r"2\sin x", &[Ordinary, Function, Ordinary]),
            (r"(\frac{1}{2}", &[Open, Inner]),
            (r"a/b+", &[Ordinary, Ordinary, Ordinary, Ordinary]),
        ];
        for (source, expected) in cases {
            assert_eq!(atoms(Formula::parse(source).unwrap().parts()), expected, "{source}");
        }
    }
}
