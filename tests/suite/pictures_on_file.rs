//! Holds drawings to pictures on file that a person has looked at.

use std::path::Path;

use lodescope::data::Dataset;
use lodescope::export::{Recipe, make};
use lodescope::model::Question;

/// Returns the recipe of a small slide, with what it was made by left out.
pub fn small_slide(dataset: &Dataset, question: Question) -> Recipe {
    Recipe { width_px: 960, height_px: 540, app_version: "0".to_owned(), ..Recipe::slide(dataset, question) }
}

/// Holds the drawing of a recipe to the picture of its name in a folder beside this file.
#[track_caller]
pub fn assert_recipe(folder: &str, name: &str, dataset: &Dataset, recipe: &Recipe) {
    let made = make(dataset, recipe).unwrap();
    show(&format!("{folder}_{name}"), || made.png().unwrap());
    assert_on_file(folder, name, made.svg());
}

/// Holds an SVG to the one of its name in a folder beside this file. The version is taken out, so that it outlives
/// releases.
#[track_caller]
pub fn assert_on_file(folder: &str, name: &str, svg: &str) {
    let version = env!("CARGO_PKG_VERSION");
    let svg = ['\u{a0}', ' '].iter().fold(svg.to_owned(), |svg, space| {
        svg.replace(&format!("Lodescope{space}{version}"), &format!("Lodescope{space}VERSION"))
    });
    assert!(!svg.contains(&format!("\u{a0}{version}<")), "the version stands elsewhere too");
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(folder);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_binary_snapshot!(&format!("{name}.svg"), svg.into_bytes()));
}

/// Writes a PNG into the folder that the variable `LODESCOPE_PICTURES` names, for a person to look at; does nothing
/// without it.
pub fn show(name: &str, png: impl FnOnce() -> Vec<u8>) {
    if let Some(folder) = std::env::var_os("LODESCOPE_PICTURES") {
        std::fs::write(Path::new(&folder).join(format!("{name}.png")), png()).unwrap();
    }
}

/// Fails when a picture in a folder belongs to no test of `source`, which holds to them by `function`, or when they
/// take more room than they are worth.
#[track_caller]
pub fn assert_none_is_left_over(folder: &str, source: &str, function: &str) {
    let mut bytes = 0;
    for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite").join(folder)).unwrap() {
        let entry = entry.unwrap();
        bytes += entry.metadata().unwrap().len();
        let file = entry.file_name().into_string().unwrap();
        let (name, _) = file.split_once(".snap").unwrap();
        assert!(source.contains(&format!("{function}(\"{name}\"")), "{file} belongs to no test");
    }
    assert!((1..600_000).contains(&bytes), "the pictures take {bytes} bytes");
}
