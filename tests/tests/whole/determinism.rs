//! The same seed gives the same bytes: again, after other work, and on several threads at once.

use crate::shipped::{exam, pdfs};
use mockexam_assembly::Mode;
use mockexam_paper::FontBook;

/// Records and PDFs of an exam, in order.
fn everything(seed: &str, fonts: &FontBook) -> Vec<Vec<u8>> {
    let exam = exam(seed, 2, Mode::Disjoint);
    let key = &exam.secret.key;
    let mut files = vec![exam.public.to_toml().into_bytes(), exam.secret.to_toml().into_bytes()];
    files.extend(key.forms().iter().flat_map(|form| pdfs(key, form, fonts)));
    files
}

#[test]
fn twice_in_one_process_and_on_two_threads() {
    let fonts = FontBook::shipped().unwrap();
    let first = everything("same", &fonts);
    assert_eq!(first.len(), 10);
    let other = everything("other", &fonts);
    assert!(first.iter().zip(&other).all(|(one, other)| one != other), "another seed gives other files");
    let (left, right) = std::thread::scope(|scope| {
        let left = scope.spawn(|| everything("same", &fonts));
        let right = scope.spawn(|| {
            let fresh = FontBook::shipped().unwrap();
            everything("same", &fresh)
        });
        (left.join().unwrap(), right.join().unwrap())
    });
    for (index, bytes) in first.iter().enumerate() {
        assert!(*bytes == left[index] && *bytes == right[index], "file {index} differs");
    }
}
