//! Every mineral drawn by one command.

use std::collections::BTreeSet;
use std::path::Path;

use lodescope::data::embedded;

use super::command_line::{Run, exported, run_with};

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
        ("--format png --size 16000x16000 --scale 8", 1, "could not be drawn, after 0 of"),
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
