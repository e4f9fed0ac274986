//! Pictures for paper: PDF as other programs read it, A4, black and white.

use std::collections::BTreeSet;
use std::process::Command;

use lodescope::analysis::opening_question;
use lodescope::charts::palette::Theme;
use lodescope::data::{Dataset, embedded};
use lodescope::export::{A4_LANDSCAPE_PX, A4_PORTRAIT_PX, Recipe, make};

fn recipe(dataset: &Dataset, (width_px, height_px): (u32, u32)) -> Recipe {
    let question = opening_question(dataset).unwrap();
    Recipe { width_px, height_px, ..Recipe::slide(dataset, question) }
}

/// Returns what a program of poppler prints of a PDF, or nothing where it is not installed.
fn poppler(program: &str, arguments: &[&str], pdf: &[u8]) -> Option<Vec<u8>> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("chart.pdf");
    std::fs::write(&path, pdf).unwrap();
    // Without a name, pdftoppm writes where pdftotext wants to be told to.
    let to = (program == "pdftotext").then_some("-");
    let output = Command::new(program).args(arguments).arg(&path).args(to).output();
    match output {
        Ok(output) => {
            assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
            Some(output.stdout)
        }
        Err(problem) if problem.kind() == std::io::ErrorKind::NotFound => {
            eprintln!("{program} is not installed, so that a PDF is not looked at; .ci/run installs poppler-utils");
            None
        }
        Err(problem) => panic!("{program}: {problem}"),
    }
}

fn text_of(pdf: &[u8]) -> Option<String> {
    // In the order of the file, which is the order of reading.
    poppler("pdftotext", &["-raw", "-enc", "UTF-8"], pdf).map(|text| String::from_utf8(text).unwrap())
}

/// Fails unless the texts stand in the page in this order.
#[track_caller]
fn assert_in_order(page: &str, texts: &[&str]) {
    let mut rest = page;
    for text in texts {
        let place = rest.find(text).unwrap_or_else(|| panic!("{text:?} is not there, or not in its place:\n{page}"));
        rest = &rest[place + text.len()..];
    }
}

#[test]
fn text_in_a_pdf_can_be_selected_in_the_order_of_reading() {
    let dataset = embedded().unwrap();
    let made = make(&dataset, &recipe(&dataset, (1920, 1080))).unwrap();
    let Some(page) = text_of(&made.pdf().unwrap()) else { return };
    let page = page.replace('\u{a0}', " ");
    let texts = [
        "China mined 69 % of the world’s rare earths in 2025",
        "Share of world mine production",
        "FORGE, 21.3 %",
        "China 69.4 %",
        "Other countries",
        "How concentrated (HHI)",
        "6,140",
        "Works like",
        "Source: U.S. Geological Survey",
        "Lodescope",
    ];
    assert_in_order(&page, &texts);
}

#[test]
fn markup_in_a_title_is_text() {
    let dataset = embedded().unwrap();
    let title = "<b>Bold</b> & \"quoted\" (1\\2) <script>alert(1)</script>";
    let recipe =
        Recipe { title: Some(title.to_owned()), note: Some("<i>".to_owned()), ..recipe(&dataset, (1920, 1080)) };
    let made = make(&dataset, &recipe).unwrap();
    assert!(made.svg().contains("&lt;b&gt;Bold&lt;/b&gt; &amp; "));
    assert!(!made.svg().contains("<b>") && !made.svg().contains("<script"));
    if let Some(page) = text_of(&made.pdf().unwrap()) {
        assert_in_order(&page, &[title, "<i>"]);
    }
}

#[test]
fn a_pdf_says_what_it_is_and_is_tagged() {
    let dataset = embedded().unwrap();
    let pdf = make(&dataset, &recipe(&dataset, (1920, 1080))).unwrap().pdf().unwrap();
    let bytes = String::from_utf8_lossy(&pdf);
    for part in ["/Lang", "/StructTreeRoot", "/S/H1", "/S/Figure", "/S/P", "/Alt"] {
        assert!(bytes.contains(part) || bytes.replace("/S /", "/S/").contains(part), "{part}");
    }
    let Some(info) = poppler("pdfinfo", &[], &pdf) else { return };
    let info = String::from_utf8(info).unwrap();
    for part in
        ["Title:           China mined", "Creator:         Lodescope", "Tagged:          yes", "Pages:           1"]
    {
        assert!(info.contains(part), "{part} is not in\n{info}");
    }
    assert!(info.contains("Page size:       960 x 540 pts"), "{info}");
}

#[test]
fn a4_is_a4_in_every_format() {
    let dataset = embedded().unwrap();
    for (size, paper) in [(A4_LANDSCAPE_PX, "841.89 x 595.276"), (A4_PORTRAIT_PX, "595.276 x 841.89")] {
        let made = make(&dataset, &recipe(&dataset, size)).unwrap();
        let png = made.png().unwrap();
        let info = png::Decoder::new(std::io::Cursor::new(&png)).read_info().unwrap().info().clone();
        assert_eq!((info.width, info.height), size);
        let density = info.pixel_dims.unwrap();
        // 300 dots an inch of 25.4 mm.
        assert_eq!((density.xppu, density.yppu, density.unit), (11_811, 11_811, png::Unit::Meter));
        assert_eq!(info.color_type, png::ColorType::Rgb, "the paper is covered to its edges");
        let pdf = made.pdf().unwrap();
        let (width, height) = paper.split_once(" x ").unwrap();
        assert!(
            String::from_utf8_lossy(&pdf).contains(&format!("/MediaBox[0 0 {width} {height}]"))
                || String::from_utf8_lossy(&pdf).contains(&format!("/MediaBox [0 0 {width} {height}]"))
        );
        // Points of the layout are three quarters of a point on paper: notes of 9 pt, body text of 10.5 pt.
        let body = made.svg().match_indices("font-size=\"14\"").count();
        assert!(body > 10, "{body} texts in body type");
        assert!((made.picture().page.width_pt * 0.75 - width.parse::<f32>().unwrap()).abs() < 0.1);
    }
}

/// Returns the grey values of a rendered page.
fn pixels(pdf: &[u8], mode: &str) -> Option<Vec<u8>> {
    let image = poppler("pdftoppm", &["-r", "50", mode], pdf)?;
    // Three lines of text, then pixels.
    let start = image.iter().enumerate().filter(|(_, byte)| **byte == b'\n').nth(2).unwrap().0 + 1;
    Some(image[start..].to_vec())
}

#[test]
fn a_pdf_is_not_blank() {
    let dataset = embedded().unwrap();
    let pdf = make(&dataset, &recipe(&dataset, A4_LANDSCAPE_PX)).unwrap().pdf().unwrap();
    let Some(pixels) = pixels(&pdf, "-gray") else { return };
    let dark = pixels.iter().filter(|pixel| **pixel < 128).count();
    assert!(dark > pixels.len() / 100 && dark < pixels.len() / 2, "{dark} of {} pixels are dark", pixels.len());
}

#[test]
fn print_has_no_colour() {
    let dataset = embedded().unwrap();
    let recipe = Recipe { theme: Theme::Print, ..recipe(&dataset, (1920, 1080)) };
    let made = make(&dataset, &recipe).unwrap();
    let colours: BTreeSet<&str> = made.svg().match_indices("=\"#").map(|(at, _)| &made.svg()[at + 3..at + 9]).collect();
    assert!(colours.contains("000000") && colours.contains("ffffff"), "{colours:?}");
    for colour in colours {
        assert!(colour[..2] == colour[2..4] && colour[..2] == colour[4..], "#{colour} is no grey");
    }
    assert!(!made.svg().contains("opacity"), "greys are greys, not thin black");
}
