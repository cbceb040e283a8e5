//! Images of pages.

use crate::support::{Place, small, tree};

fn pictures(place: &Place) -> Vec<String> {
    let all = tree(&place.path("exams/quiz")).into_keys();
    all.filter(|name| name.ends_with(".png")).collect()
}

#[test]
fn pages_are_drawn_beside_their_documents() {
    let place = Place::copy_of(small());
    let run = place.ok("print quiz --only papers,keys --png");
    assert!(run.out.contains("papers/form-A-01.png") && run.out.contains("secret/key-A-01.png"), "{run}");
    let drawn = pictures(&place);
    assert!(drawn.contains(&"papers/form-A-02.png".to_owned()), "{drawn:?}");
    assert!(drawn.iter().all(|name| !name.contains("sheet")), "{drawn:?}");
    let page = place.bytes("exams/quiz/papers/form-A-01.png");
    assert!(page.starts_with(b"\x89PNG"));
    place.ok("verify quiz");
    // The same again, whatever else is printed meanwhile.
    place.ok("print quiz --only sheets");
    assert_eq!(pictures(&place), drawn);
    place.ok("print quiz --only papers,keys --png");
    assert!(page == place.bytes("exams/quiz/papers/form-A-01.png"));
    // Images of an earlier printing go with their document.
    place.ok("print quiz --only papers");
    assert!(pictures(&place).iter().all(|name| name.starts_with("secret/")), "{:?}", pictures(&place));
    place.ok("print quiz");
    assert_eq!(pictures(&place), [""; 0]);
}

#[test]
fn papers_with_names_are_not_drawn() {
    let place = Place::copy_of(small());
    let run = place.run("print quiz --png --roster class.csv").ends(2);
    assert!(run.err.contains("--png") && run.err.contains("--roster"), "{run}");
}
