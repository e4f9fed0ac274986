//! Every mineral drawn by one command.

use std::collections::BTreeSet;
use std::path::Path;

use lodescope::data::embedded;
use lodescope::export::{Recipe, make, recipe_in_png};

use super::command_line::{Run, exported, run, run_with};

fn export_all(folder: &Path, arguments: &str) -> Run {
    let words = format!("export --all {arguments} --out").split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    run_with(words.into_iter().chain([folder.to_str().unwrap().to_owned()]))
}

fn names(folder: &Path) -> BTreeSet<String> {
    std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn every_mineral_is_drawn_or_said_to_have_no_figures() {
    let folder = tempfile::tempdir().unwrap();
    let charts = folder.path().join("new").join("charts");
    let run = export_all(&charts, "--format svg --bloc brics --theme print");
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.error);
    let (summary, without) = run.error.split_once('\n').unwrap();
    let minerals = embedded().unwrap().commodities.len();
    let (drawn, skipped) = (names(&charts).len(), without.lines().count());
    assert_eq!(drawn + skipped, minerals);
    assert!(drawn > 60 && skipped > 3, "{drawn} drawn, {skipped} not");
    let expected = format!("{drawn} minerals drawn, {skipped} without figures: ");
    assert!(summary.starts_with(&expected), "{summary}");
    assert!(without.lines().any(|line| line.starts_with("  Boron: Countries") || line.contains("boron products")));
    assert!(!run.error.contains(['\r', '\u{1b}']), "no progress where nobody watches: {:?}", run.error);
    // What one export alone writes, to the byte.
    let alone = exported(folder.path(), "alone.svg", "--mineral cobalt --bloc brics --theme print");
    let name = names(&charts).into_iter().find(|name| name.starts_with("cobalt_mine_")).unwrap();
    assert!(std::fs::read(charts.join(name)).unwrap() == alone);
}

#[test]
fn a_stage_is_drawn_where_it_is_and_files_there_are_replaced() {
    let folder = tempfile::tempdir().unwrap();
    let first = export_all(folder.path(), "--format csv --stage refinery");
    assert_eq!(first.code, 0, "{}", first.error);
    let files = names(folder.path());
    assert!(files.len() > 2 && files.iter().all(|name| name.contains("_refinery_")), "{files:?}");
    assert!(first.error.contains("has no table of refinery production of tin"), "{}", first.error);
    let copper = folder.path().join(files.iter().find(|name| name.starts_with("copper_")).unwrap());
    let figures = std::fs::read(&copper).unwrap();
    std::fs::write(&copper, "old").unwrap();
    assert_eq!(export_all(folder.path(), "--format csv --stage refinery").code, 0);
    assert!(std::fs::read(&copper).unwrap() == figures);
    assert_eq!(names(folder.path()), files, "nothing half-written is left");
}

#[test]
fn words_that_name_nothing_are_said_before_anything_is_written() {
    let folder = tempfile::tempdir().unwrap();
    let charts = folder.path().join("charts");
    for (arguments, code, expected) in [
        ("--format gif", 2, "png, svg, pdf, csv or xlsx"),
        ("", 2, "--format"),
        ("--format svg --mineral cobalt", 2, "--mineral"),
        ("--format svg --bloc atlantis", 2, "no bloc 'atlantis'"),
        ("--format svg --scale 99", 2, "0.1 to 8"),
        ("--charts shares,nonsense", 2, "no chart 'nonsense'"),
        ("--charts shares --chart trend", 2, "--chart"),
        ("--charts editions,shift --set shows=lorenz", 2, "no choice of any of these charts; none of them has any"),
        ("--charts map,stages --set shows=lorenz", 2, "map: shows=share|quantity"),
        ("--charts trend --compare mcs2025", 2, "add shares to --charts"),
        ("--charts shares,compare", 2, "needs what is different in B"),
        ("--charts shares --b-year 2024", 2, "add --chart compare"),
        ("--charts shares --minerals cobald", 2, "did you mean cobalt"),
        ("--charts shares --minerals atlantis", 2, "no mineral or group 'atlantis'"),
        ("--format png --size 16000x16000 --scale 8", 1, "could not be drawn"),
    ] {
        let run = export_all(&charts, arguments);
        assert_eq!(run.code, code, "{arguments}: {}", run.error);
        assert!(run.error.contains(expected), "{arguments}: {}", run.error);
        assert!(!charts.exists() || names(&charts).is_empty(), "{arguments}");
    }
    let file = folder.path().join("file");
    std::fs::write(&file, "kept").unwrap();
    let run = export_all(&file, "--format svg");
    assert_eq!(run.code, 1);
    assert!(run.error.trim_end().ends_with("file"), "the path comes last: {}", run.error);
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "kept");
}

/// A picture file as rows of three bytes a pixel.
struct Image {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

impl Image {
    fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap();
        let mut reader = png::Decoder::new(std::io::Cursor::new(&bytes)).read_info().unwrap();
        let mut rgb = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut rgb).unwrap();
        assert_eq!(info.color_type, png::ColorType::Rgb);
        Self { width: info.width as usize, height: info.height as usize, rgb }
    }

    /// Returns the pixels of a part.
    fn part(&self, (left, top): (usize, usize), (width, height): (usize, usize)) -> Vec<[u8; 3]> {
        let pixel = |x: usize, y: usize| {
            let start = 3 * (y * self.width + x);
            [self.rgb[start], self.rgb[start + 1], self.rgb[start + 2]]
        };
        (top..top + height).flat_map(|y| (left..left + width).map(move |x| pixel(x, y))).collect()
    }
}

const THUMBNAIL_PX: (usize, usize) = (480, 270);

#[test]
fn minerals_and_kinds_stand_on_a_contact_sheet_each_in_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let charts = folder.path().join("charts");
    let words = "--minerals Ga,cobalt --charts matrix,scatter,shares --size 960x540 --contact-sheet";
    let run = export_all(&charts, words);
    assert_eq!((run.code, run.out.as_str()), (0, ""), "{}", run.error);
    let (summary, without) = run.error.split_once('\n').unwrap();
    let expected = "4 pictures and 1 page of a contact sheet drawn, 1 without figures: ";
    assert!(summary.starts_with(expected), "{summary}");
    assert_eq!(without, "  Gallium (Scatter): No reserves are published for this form\n");
    let pictures = [
        "all-minerals_mine_2025_matrix.png",
        "cobalt_2025_scatter.png",
        "cobalt_mine_2025.png",
        "contact-sheet-1.png",
        "contact-sheet.pdf",
    ];
    let files = names(&charts);
    assert!(files.len() == 6 && pictures.iter().all(|name| files.contains(*name)), "{files:?}");

    // Two blocks of one mineral below the row of all minerals, worked out by hand: margins of 28 points, title 84, heads
    // of columns 30 and of rows 132, thumbnails of 240 x 135 with gaps of 12; 2 pixels to a point.
    let sheet = Image::read(&charts.join("contact-sheet-1.png"));
    let block = 132 + 2 * (240 + 12);
    assert_eq!(sheet.width, 2 * (2 * 28 + 2 * (block + 12) - 2 * 12));
    let (first_row, second_row) = (28 + 84 + 30, 28 + 84 + 30 + 135 + 12 + 30);
    assert_eq!(sheet.height, 2 * (second_row + 135 + 28));
    let of_cobalt = 28 + 132;
    let of_gallium = of_cobalt + block + 12;
    let places = [
        ("all-minerals_mine_2025_matrix.png", of_cobalt, first_row),
        ("cobalt_mine_2025.png", of_cobalt, second_row),
        ("cobalt_2025_scatter.png", of_cobalt + 252, second_row),
        ("gallium", of_gallium, second_row),
    ];
    for (name, left, top) in places {
        let file = files.iter().find(|file| file.starts_with(name)).unwrap();
        let recipe = Recipe::read(&recipe_in_png(&std::fs::read(charts.join(file)).unwrap()).unwrap()).unwrap();
        let small = make(&embedded().unwrap(), &recipe).unwrap().preview(480.0, 270.0).unwrap();
        let expected: Vec<[u8; 3]> = small.rgba.chunks_exact(4).map(|pixel| [pixel[0], pixel[1], pixel[2]]).collect();
        let found = sheet.part((2 * left, 2 * top), THUMBNAIL_PX);
        assert!(found == expected, "{name} is not in its place");
        let colours: BTreeSet<[u8; 3]> = found.into_iter().collect();
        assert!(colours.len() > 50, "{name} is blank: {} colours", colours.len());
    }
    // Words in place of the scatter of gallium: greys on one ground.
    let words = sheet.part((2 * (of_gallium + 252), 2 * second_row), THUMBNAIL_PX);
    let ground = words[0];
    let written = words.iter().filter(|pixel| **pixel != ground).count();
    assert!((500..20_000).contains(&written), "{written} pixels of words");
    assert!(std::fs::read(charts.join("contact-sheet.pdf")).unwrap().starts_with(b"%PDF"));
}

#[test]
fn every_kind_is_drawn_and_what_only_some_take_is_for_those() {
    let folder = tempfile::tempdir().unwrap();
    let words = "--minerals cobalt --charts all --format csv --set shows=lorenz --compare mcs2025 --b-year 2024";
    let run = export_all(folder.path(), words);
    assert_eq!(run.code, 0, "{}", run.error);
    let kinds: Vec<&str> = lodescope::charts::ChartKind::ALL.iter().map(|kind| kind.id()).collect();
    let files = names(folder.path());
    assert_eq!(files.len(), kinds.len(), "{files:?}");
    for kind in kinds.into_iter().filter(|kind| *kind != "shares") {
        assert!(files.iter().any(|file| file.ends_with(&format!("_{kind}.csv"))), "{kind}: {files:?}");
    }
    let without_b = export_all(&folder.path().join("other"), "--minerals cobalt --charts all --format csv");
    assert_eq!(without_b.code, 0, "{}", without_b.error);
    assert!(!names(&folder.path().join("other")).iter().any(|file| file.ends_with("_compare.csv")));
}

#[test]
fn a_group_is_named_in_place_of_its_minerals() {
    let folder = tempfile::tempdir().unwrap();
    let run = export_all(folder.path(), "--minerals battery,gold --format csv");
    assert_eq!(run.code, 0, "{}", run.error);
    let dataset = embedded().unwrap();
    let battery = dataset.commodities.iter().filter(|of| of.groups.iter().any(|group| group == "Battery")).count();
    let lines = run.error.lines().count() - 1;
    assert!(battery > 3);
    assert_eq!(names(folder.path()).len() + lines, battery + 1, "{}", run.error);
}

#[test]
fn a_picture_that_fails_costs_no_other_one_and_is_told_at_the_end() {
    let folder = tempfile::tempdir().unwrap();
    // Nothing can be written where a folder with something in it stands.
    let taken = folder.path().join("cobalt_mine_2025.svg");
    std::fs::create_dir(&taken).unwrap();
    std::fs::write(taken.join("kept"), "kept").unwrap();
    let run =
        export_all(folder.path(), "--minerals cobalt,nickel,copper --charts shares,trend --format svg --contact-sheet");
    assert_eq!(run.code, 1, "{}", run.error);
    assert!(run.error.starts_with("5 pictures and 1 page of a contact sheet drawn, 0 without"), "{}", run.error);
    let last = run.error.split_once("error: ").unwrap().1;
    assert!(last.starts_with("1 of 6 pictures could not be drawn\n  Cobalt, Shares: "), "{last}");
    let files = names(folder.path());
    assert!(files.len() == 8 && files.iter().any(|file| file.starts_with("nickel_mine_")), "{files:?}");
    assert_eq!(names(&taken).into_iter().collect::<Vec<_>>(), ["kept"]);
}

#[test]
fn what_is_for_many_pictures_needs_all() {
    for words in ["--charts all", "--minerals cobalt", "--contact-sheet"] {
        let run = run(&format!("export --mineral cobalt {words} --out x.png"));
        assert_eq!(run.code, 2, "{words}");
        assert!(run.error.contains("is for --all"), "{words}: {}", run.error);
    }
}
