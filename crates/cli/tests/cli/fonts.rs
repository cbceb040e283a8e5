//! Fonts and logos that the user brings along.

use crate::support::{Place, small, text_of, with_tool};

const FONT: &[u8] = include_bytes!("../../../paper/fonts/SourceCodePro-Regular.ttf");

/// An exam whose title has a sign that no shipped font has.
fn exam() -> Place {
    let place = Place::copy_of(small());
    let blueprint = "title = \"Sign \u{2000b}\"\nbank = \"safety-basics\"\nquestions = 3\nminutes = 5\n\
        [topics]\nfirst-aid = 1\nfire = 1\nsafe-work = 1\n";
    place.write("templates/blueprints/sign.toml", blueprint);
    place.ok("assemble sign --seed 7 --forms 1 --name sign");
    place
}

/// A shipped font in which another sign stands at the end of the table of characters.
fn font_with_the_sign() -> Vec<u8> {
    let (robot, sign) = ([0, 1, 0xf9, 0x16].repeat(2), [0, 2, 0, 0x0b].repeat(2));
    let mut font = FONT.to_vec();
    let places: Vec<usize> =
        font.windows(8).enumerate().filter(|(_, w)| *w == robot).map(|(at, _)| at).collect();
    assert!(!places.is_empty());
    for at in places {
        font[at..at + 8].copy_from_slice(&sign);
    }
    font
}

#[test]
fn a_folder_of_fonts_brings_what_the_shipped_ones_lack() {
    let place = exam();
    let run = place.run("print sign").ends(2);
    assert!(run.err.contains("(U+2000B)") && run.err.contains("--fonts"), "{run}");
    assert!(run.err.contains("Noto Sans JP, SC, TC or KR"), "{run}");
    place.write("fonts/Sign.ttf", font_with_the_sign());
    place.ok("print sign --fonts fonts");
    with_tool("pdftotext", || {
        let text = text_of(&place.path("exams/sign/papers/form-A.pdf"));
        assert!(text.contains("Sign \u{2000b}"), "{text}");
    });
    let run = place.run("verify sign").ends(1);
    assert!(run.out.contains("was printed with fonts of a folder; name it with --fonts"), "{run}");
    place.ok("verify sign --fonts fonts");
    place.write("fonts/Other.ttf", FONT);
    place.run("verify sign --fonts fonts").ends(1);
    // What the folder does not change is the same with it and without.
    place.ok("print quiz --fonts fonts --only papers");
    let with = place.bytes("exams/quiz/papers/form-A.pdf");
    place.ok("print quiz --only papers");
    assert!(with == place.bytes("exams/quiz/papers/form-A.pdf"));
}

#[test]
fn reports_and_study_aids_take_them_as_papers_do() {
    let place = Place::copy_of(small());
    place.write("key.csv", "item,key,options\nq1,A,3\n");
    place.write("answers.csv", "candidate,name,1\nc1,Ann \u{2000b},B\n");
    place.ok("grade --key key.csv answers.csv --out graded");
    place.ok("report graded");
    let run = place.run("report graded --format pdf").ends(2);
    assert!(run.err.contains("(U+2000B) in 'Ann \u{2000b}'"), "{run}");
    place.write("fonts/Sign.ttf", font_with_the_sign());
    place.ok("report graded --format pdf --fonts fonts");
    with_tool("pdftotext", || {
        let text = text_of(&place.path("graded/reports/class.pdf"));
        assert!(text.contains("Ann \u{2000b}"), "{text}");
    });
    place.ok("cards --from items --out cards.pdf --fonts fonts");
    place.run("cards --from items --out others.pdf --fonts nowhere").ends(2);
}

#[test]
fn what_is_no_font_is_refused_by_name() {
    let place = exam();
    place.write("fonts/readme.txt", "none");
    let run = place.run("print sign --fonts fonts").ends(2);
    assert!(run.err.contains("there is no font in fonts"), "{run}");
    for (bytes, fact) in [
        (b"not a font".to_vec(), "it is no TrueType font"),
        (FONT[..2000].to_vec(), "font Bad cannot be used"),
        (Vec::new(), "it is no TrueType font"),
    ] {
        place.write("fonts/Bad.ttf", bytes);
        let run = place.run("print sign --fonts fonts").ends(2);
        assert!(run.err.contains(fact) && run.err.contains("C05"), "{run}");
    }
    place.run("print sign --fonts nowhere").ends(2);
    assert!(!place.path("exams/sign/papers").exists());
}

/// The smallest start of a JPEG file that counts as one.
const LOGO: &[u8] = b"\xff\xd8\xff\xc0\x00\x08\x08\x00\x02\x00\x02\x01\xff\xda\x00\x02\x07\xff\xd9";

#[test]
fn a_template_may_have_a_logo() {
    let place = Place::copy_of(small());
    let a4 = include_str!("../../../../templates/papers/a4.toml");
    place.write("templates/papers/ours.toml", format!("logo = \"logo.jpg\"\n{a4}"));
    let run = place.run("print quiz --template ours").ends(2);
    assert!(run.err.contains("the logo logo.jpg cannot be read") && run.err.contains("ours.toml"), "{run}");
    place.write("templates/papers/logo.jpg", LOGO);
    place.ok("print quiz --template ours --only papers,html");
    let has = |name: &str, part: &[u8]| place.bytes(name).windows(part.len()).any(|window| window == part);
    assert!(has("exams/quiz/papers/form-A.pdf", LOGO));
    assert!(has("exams/quiz/papers/form-A.html", b"class=\"logo\""));
    place.ok("verify quiz");
    place.write("templates/papers/logo.jpg", [LOGO, b"\n"].concat());
    let run = place.run("verify quiz").ends(1);
    assert!(run.out.contains("form-A.pdf was printed with another template"), "{run}");
}
