//! Images in files.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use lopdf::{Dictionary, Object, Stream};
use mockexam_model::{ImageFile, Images, RichText};
use mockexam_paper::{Document, FontBook, Metadata, Node, Paper, Template, layout};
use mockexam_pdf::PdfError;
use png::{BitDepth, ColorType};

/// A PNG file of two by two pixels.
fn png(color: ColorType, bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, 2, 2);
    encoder.set_color(color);
    encoder.set_depth(BitDepth::Eight);
    if color == ColorType::Indexed {
        encoder.set_palette(vec![1, 2, 3, 4, 5, 6]);
    }
    encoder.write_header().unwrap().write_image_data(bytes).unwrap();
    out
}

/// What a JPEG file of two by two pixels has around its picture.
fn jpeg(channels: u8) -> Vec<u8> {
    [&b"\xff\xd8\xff\xc0\x00\x08\x08\x00\x02\x00\x02"[..], &[channels], b"\xff\xda\x00\x02\x07\xff\xd9"]
        .concat()
}

/// A paper with an image, and one that the document brings along without need.
fn paper(image: &[u8]) -> Paper {
    let metadata = Metadata { title: "T".into(), language: "en".into(), subject: String::new() };
    let file = |bytes: &[u8]| ImageFile::read(bytes).unwrap();
    let spare = png(ColorType::Grayscale, &[9; 4]);
    let images: Images = [("a.png".to_owned(), file(image)), ("spare.png".to_owned(), file(&spare))].into();
    let text = RichText::parse("See:\n\n![A (plan) — of it](a.png)\n\n![A (plan) — of it](a.png)").unwrap();
    let document = Document { nodes: vec![Node::paragraph(text)], images, ..Document::new(metadata) };
    layout(&document, &Template::a4().unwrap(), &FontBook::shipped().unwrap()).unwrap()
}

fn images(file: &lopdf::Document) -> Vec<&Stream> {
    let is_image = |dict: &Dictionary| name(dict, b"Subtype") == Some(b"Image".as_slice());
    file.objects.values().filter_map(|object| object.as_stream().ok()).filter(|s| is_image(&s.dict)).collect()
}

fn name<'a>(dict: &'a Dictionary, key: &[u8]) -> Option<&'a [u8]> {
    dict.get(key).ok().and_then(|object| object.as_name().ok())
}

#[test]
fn png_files_become_rows_of_opaque_pixels() {
    type Bytes = &'static [u8];
    let cases: [(ColorType, Bytes, Bytes, Bytes); 5] = [
        (ColorType::Grayscale, &[1, 2, 3, 4], b"DeviceGray", &[1, 2, 3, 4]),
        (ColorType::Rgb, &[7; 12], b"DeviceRGB", &[7; 12]),
        (ColorType::Indexed, &[0, 1, 1, 0], b"DeviceRGB", &[1, 2, 3, 4, 5, 6, 4, 5, 6, 1, 2, 3]),
        (ColorType::GrayscaleAlpha, &[0, 0, 0, 255, 9, 255, 9, 0], b"DeviceGray", &[255, 0, 9, 255]),
        (ColorType::Rgba, &[0; 16], b"DeviceRGB", &[255; 12]),
    ];
    for (color, pixels, space, expected) in cases {
        let bytes = mockexam_pdf::write(&paper(&png(color, pixels))).unwrap();
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let found = images(&file);
        assert_eq!(found.len(), 1, "{color:?}: embedded once, and nothing that no page shows");
        assert_eq!(name(&found[0].dict, b"ColorSpace"), Some(space), "{color:?}");
        let content = match found[0].dict.has(b"Filter") {
            true => found[0].decompressed_content().unwrap(),
            false => found[0].content.clone(),
        };
        assert_eq!(content, expected, "{color:?}");
    }
}

#[test]
fn jpeg_files_go_in_as_they_are() {
    for (channels, space) in [(1, b"DeviceGray".as_slice()), (3, b"DeviceRGB"), (4, b"DeviceCMYK")] {
        let bytes = mockexam_pdf::write(&paper(&jpeg(channels))).unwrap();
        let file = lopdf::Document::load_mem(&bytes).unwrap();
        let found = images(&file);
        assert_eq!(found[0].content, jpeg(channels));
        assert_eq!(name(&found[0].dict, b"Filter"), Some(b"DCTDecode".as_slice()));
        assert_eq!(name(&found[0].dict, b"ColorSpace"), Some(space));
        assert_eq!(found[0].dict.has(b"Decode"), channels == 4);
    }
}

/// Lines stay lines: a form without pixels, of one by one unit, in its colours.
#[test]
fn drawings_stay_lines() {
    let drawing = b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"3\" viewBox=\"0 0 8 3\">\n\
        <clipPath id=\"c0\"><path d=\"M0 0 L8 0 L8 1.5 Z\"/></clipPath>\n\
        <path clip-path=\"url(#c0)\" fill=\"#ff8000\" fill-opacity=\"0.250\" fill-rule=\"evenodd\" d=\"M0 0 L2.5 0 C3 3 2 3 1 1 Z\"/>\n</svg>\n";
    let bytes = mockexam_pdf::write(&paper(drawing)).unwrap();
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    assert_eq!(images(&file).len(), 0);
    let mut forms = file.objects.values().filter_map(|object| object.as_stream().ok());
    let form = forms.find(|stream| name(&stream.dict, b"Subtype") == Some(b"Form")).unwrap();
    let matrix = form.dict.get(b"Matrix").unwrap().as_array().unwrap();
    assert_eq!([0, 3].map(|at| matrix[at].as_float().unwrap()), [1.0 / 8.0, 1.0 / 3.0]);
    let content = form.decompressed_content().unwrap_or_else(|_| form.content.clone());
    assert_eq!(
        String::from_utf8(content).unwrap().lines().collect::<Vec<_>>().join(" "),
        "0.01 0 0 -0.01 0 3 cm q 0 0 m 800 0 l 800 150 l h W n 1 0.502 0.000 rg /o250 gs \
         0 0 m 250 0 l 300 300 200 300 100 100 c h f* Q"
    );
}

#[test]
fn an_image_says_what_it_shows() {
    let bytes = mockexam_pdf::write(&paper(&png(ColorType::Grayscale, &[0; 4]))).unwrap();
    let file = lopdf::Document::load_mem(&bytes).unwrap();
    let page = file.get_pages().into_values().next().unwrap();
    let content = file.get_and_decode_page_content(page).unwrap();
    let dicts = file.objects.values().filter_map(|object| object.as_dict().ok());
    let alts: Vec<String> = dicts
        .filter(|dict| name(dict, b"S") == Some(b"Figure"))
        .map(|dict| lopdf::decode_text_string(dict.get(b"Alt").unwrap()).unwrap())
        .collect();
    assert_eq!(alts, ["A (plan) — of it", "A (plan) — of it"]);
    // 1.5 points wide and high: two pixels of 96 to the inch.
    let placed = content.operations.iter().find(|operation| operation.operator == "cm").unwrap();
    let scales = [0, 3].map(|at| placed.operands[at].as_float().unwrap());
    assert_eq!(scales, [1.5, 1.5]);
    assert!(matches!(placed.operands[1], Object::Real(_) | Object::Integer(0)));
}

#[test]
fn the_same_image_gives_the_same_bytes_and_another_one_others() {
    let write = |pixel| mockexam_pdf::write(&paper(&png(ColorType::Grayscale, &[pixel; 4]))).unwrap();
    assert_eq!(write(1), write(1));
    assert_ne!(write(1), write(2));
}

#[test]
fn a_damaged_image_is_named() {
    let whole = png(ColorType::Rgb, &[7; 12]);
    for length in 40..whole.len() - 12 {
        let refused = mockexam_pdf::write(&paper(&whole[..length]));
        assert!(matches!(refused, Err(PdfError::Image { name, .. }) if name == "a.png"), "{length}");
    }
}
