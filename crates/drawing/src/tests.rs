//! Files, and what becomes of them.

use super::*;
use mockexam_model::drawing::Drawing;
use proptest::prelude::*;

fn svg(inside: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="100" height="50">{inside}</svg>"#
    )
}

fn drawn(inside: &str) -> Drawing {
    let image = image(svg(inside).as_bytes()).unwrap();
    assert_eq!((image.width(), image.height()), (100, 50));
    image.drawing().unwrap()
}

#[test]
fn shapes_become_outlines() {
    let cases = [
        (r##"<rect x="1" y="2" width="3" height="4" fill="#12a"/>"##, "#1122aa", "M1 2 L4 2 L4 6 L1 6 Z"),
        (r#"<path d="M0 0h10v.5z" style="fill:red"/>"#, "#ff0000", "M0 0 L10 0 L10 0.5 Z"),
        (
            r#"<g transform="translate(5 5) scale(2)"><path d="M0 0 L1 0 L0 1 Z"/></g>"#,
            "#000000",
            "M5 5 L7 5 L5 7 Z",
        ),
        (r#"<path d="M0 0 Q3 3 6 0 Z"/>"#, "#000000", "M0 0 C2 2 4 2 6 0 Z"),
        (r#"<path d="M0 5 H10" stroke="gray" stroke-width="2"/>"#, "#808080", "M0 4 L10 4 L10 6 L0 6 L0 4 Z"),
        (
            r##"<defs><path id="a" d="M0 0h1v1z"/></defs><use xlink:href="#a" x="9"/>"##,
            "#000000",
            "M9 0 L10 0 L10 1 Z",
        ),
    ];
    for (inside, colour, data) in cases {
        let written = drawn(inside).to_svg();
        assert!(written.contains(&format!("<path fill=\"{colour}\" d=\"{data}\"/>")), "{inside}\n{written}");
    }
}

#[test]
fn clips_opacity_and_dashes_are_kept() {
    let drawing = drawn(
        r##"<clipPath id="a"><rect width="9" height="9" transform="translate(1 1)"/></clipPath>
           <g clip-path="url(#a)" opacity=".5"><rect width="50" height="50" fill-opacity=".5"/></g>
           <path d="M0 0H10" stroke="black" stroke-dasharray="2 3"/>"##,
    );
    let written = drawing.to_svg();
    assert!(
        written.contains("<clipPath id=\"c0\"><path d=\"M1 1 L10 1 L10 10 L1 10 Z\"/></clipPath>"),
        "{written}"
    );
    assert!(
        written.contains("<path clip-path=\"url(#c0)\" fill=\"#000000\" fill-opacity=\"0.250\" d="),
        "{written}"
    );
    assert_eq!(drawing.shapes[1].outline.to_string().matches('M').count(), 2, "{written}");
}

#[test]
fn what_would_be_lost_is_refused() {
    let has = |what| DrawingError::Has { what };
    let gradient = r##"<linearGradient id="a"><stop stop-color="red"/><stop offset="1"/></linearGradient>"##;
    let cases = [
        ("<text>A</text>".to_owned(), DrawingError::Text),
        ("<switch><foreignObject/><text>A</text></switch>".to_owned(), DrawingError::Text),
        ("<image href=\"a.png\"/>".to_owned(), has("an image of pixels")),
        (format!("{gradient}<rect width='9' height='9' fill='url(#a)'/>"), has("a gradient")),
        (
            "<g opacity='.5'><rect width='9' height='9'/><rect width='8' height='8'/></g>".to_owned(),
            has("shapes that are translucent as a whole"),
        ),
        (
            "<mask id='m'><rect width='9' height='9'/></mask><rect mask='url(#m)' width='9' height='9'/>"
                .to_owned(),
            has("a mask"),
        ),
        (
            "<g opacity='.5'><g transform='scale(2)'><rect width='9' height='9'/><rect width='8' height='8'/></g></g>"
                .to_owned(),
            has("shapes that are translucent as a whole"),
        ),
        (
            "<rect opacity='.5' width='9' height='9' stroke='red' stroke-width='4'/>".to_owned(),
            has("shapes that are translucent as a whole"),
        ),
        (String::new(), DrawingError::Empty),
    ];
    for (inside, expected) in cases {
        assert_eq!(image(svg(&inside).as_bytes()), Err(expected), "{inside}");
    }
    assert!(matches!(image(b"<html></html>"), Err(DrawingError::Svg { .. })));
    assert!(matches!(image(b"<svg"), Err(DrawingError::Svg { .. })));
    assert_eq!(image(b"GIF89a"), Err(ImageError::Unknown.into()));
}

/// Definitions that double each other a thousand times over end soon.
#[test]
fn repetition_without_end_is_refused() {
    let mut inside = String::from("<defs><rect id='a0' width='1' height='1'/>");
    for n in 1..60 {
        inside.push_str(&format!("<g id='a{n}'><use href='#a{0}'/><use href='#a{0}'/></g>", n - 1));
    }
    let refused = image(svg(&format!("{inside}</defs><use href='#a59'/>")).as_bytes());
    assert!(refused.is_err(), "{refused:?}");
    let entities: String = (1..30).map(|n| format!("<!ENTITY e{n} '&e{0};&e{0};'>", n - 1)).collect();
    let bomb = format!(
        "<!DOCTYPE svg [<!ENTITY e0 'x'>{entities}]><svg xmlns='http://www.w3.org/2000/svg'>&e29;</svg>"
    );
    assert!(image(bomb.as_bytes()).is_err());
}

proptest! {
    #[test]
    fn any_file_is_read_or_refused(noise in "[ -~]{0,40}", at in 0..200_usize) {
        let whole = svg("<g transform='scale(2)'><circle r='9' stroke='red'/></g>");
        let at = at.min(whole.len());
        let changed = format!("{}{noise}{}", &whole[..at], &whole[at..]);
        if let Ok(image) = image(changed.as_bytes()) {
            prop_assert!(image.drawing().is_some());
        }
    }
}
