//! The rooms of `src` hold to what the design says of them.

use std::collections::BTreeSet;

use super::source_code::{Name, ROOMS, SourceFile, files};

/// Where a crate may be named: a folder (ending in `/`), a file, or a pattern with up to two `*`.
const CRATES: [(&str, &[&str]); 18] = [
    ("polars", &["data/"]),
    ("encoding_rs", &["data/"]),
    ("sha2", &["data/"]),
    ("postcard", &["data/"]),
    // Of `charts`, what draws and what holds looks; models, rows, words, palette and tables hold no pixel.
    ("egui", &[DRAWING, STYLE, FONTS, FRAME, FIT, GROUPS, HOVER_CARD, PATTERN, "export/", "ui/", "app/"]),
    ("egui_plot", &[DRAWING]),
    ("epaint", &["export/"]),
    ("resvg", &[FONTS, "export/"]),
    ("usvg", &["export/"]),
    ("krilla", &["export/"]),
    ("krilla_svg", &["export/"]),
    ("png", &["export/"]),
    ("rustybuzz", &["export/"]),
    ("ttf_parser", &[FONTS, "export/"]),
    ("rfd", &["app/"]),
    ("eframe", &["app/"]),
    ("clap", &["cli/"]),
    ("anyhow", &["app/", "cli/", "main.rs"]),
];
const DRAWING: &str = "charts/*/draw*.rs";
const STYLE: &str = "charts/style.rs";
const FONTS: &str = "charts/fonts/";
const FRAME: &str = "charts/frame.rs";
const FIT: &str = "charts/fit.rs";
const GROUPS: &str = "charts/groups.rs";
const HOVER_CARD: &str = "charts/hover_card.rs";
const PATTERN: &str = "charts/pattern.rs";

/// Rooms that read and write files.
const FILES: [&str; 4] = ["data/", "export/", "cli/", "app/"];

/// Colours outside the token file: file, name, and why it is no choice of colour.
const COLOURS: [(&str, &str, &str); 6] = [
    ("charts/frame.rs", "PLACEHOLDER", "the fallback of a galley whose sections all have a colour"),
    ("ui/present.rs", "BLACK", "a blanked screen is black whatever the theme"),
    ("export/svg/text.rs", "PLACEHOLDER", "what egui marks an unset colour with"),
    ("export/svg/*.rs", "TRANSPARENT", "no fill"),
    ("export/svg/image.rs", "WHITE", "an image without a tint"),
    ("export/svg/mesh.rs", "from_rgba_premultiplied", "the mean of colours that were drawn"),
];

fn matches(pattern: &str, path: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, rest)) => {
            let (middle, end) = rest.split_once('*').unwrap_or(("", rest));
            path.strip_prefix(start).and_then(|path| path.strip_suffix(end)).is_some_and(|path| path.contains(middle))
        }
        None if pattern.ends_with('/') => path.starts_with(pattern),
        None => path == pattern,
    }
}

/// Fails with every fault on a line of its own.
fn assert_none(faults: &[String], rule: &str) {
    assert!(faults.is_empty(), "{rule}\n{}", faults.join("\n"));
}

/// Returns the place of a room in the order of imports.
fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

fn upward(file: &SourceFile) -> Vec<String> {
    let Some(room) = file.room() else { return Vec::new() };
    let own = rank(room).unwrap_or_else(|| panic!("src/{} stands in no room: {ROOMS:?}", file.path));
    file.names
        .iter()
        .filter(|name| name.begins(&["crate"]) && name.words.len() > 1)
        .filter(|name| rank(&name.words[1]).is_none_or(|used| used > own))
        .map(|name| file.says(name))
        .collect()
}

fn out_of_room(file: &SourceFile, name: &Name) -> Option<&'static str> {
    let (known, allowed) = CRATES.iter().find(|(known, _)| name.begins(&[known]))?;
    // A single word is a crate only after `use`; elsewhere it is a variable or a module of that name.
    let is_crate = name.words.len() > 1 || name.imported;
    let elsewhere = is_crate && !allowed.iter().any(|pattern| matches(pattern, &file.path));
    elsewhere.then_some(*known)
}

fn colours(file: &SourceFile) -> impl Iterator<Item = (&Name, &str)> {
    file.names.iter().filter(|name| !name.in_test).filter_map(|name| {
        let [.., of, what] = name.words.as_slice() else { return None };
        let is_literal = what.starts_with("from_") || what.chars().all(|letter| letter.is_uppercase() || letter == '_');
        let is_colour = matches!(of.as_str(), "Color32" | "Rgba" | "Hsva" | "HsvaGamma" | "ecolor");
        (is_colour && is_literal && what != "Color32").then_some((name, what.as_str()))
    })
}

#[test]
fn rooms_are_those_of_the_design() {
    let files = files();
    let rooms: BTreeSet<&str> = files.iter().filter_map(SourceFile::room).collect();
    assert_eq!(rooms, BTreeSet::from(ROOMS));
    assert!(files.len() > 80, "{} files", files.len());
}

#[test]
fn rooms_import_only_downward() {
    let faults: Vec<String> = files().iter().flat_map(upward).collect();
    assert_none(&faults, &format!("A room uses only itself and the rooms before it: {}", ROOMS.join(" → ")));
}

#[test]
fn crates_stay_in_their_rooms() {
    let files = files();
    let mut faults = Vec::new();
    for file in &files {
        for name in &file.names {
            if let Some(known) = out_of_room(file, name) {
                faults.push(format!("{} ({known})", file.says(name)));
            }
        }
    }
    assert_none(&faults, "A crate is named outside its room");
}

#[test]
fn every_crate_with_a_room_is_in_use() {
    let files = files();
    let named: BTreeSet<&str> =
        files.iter().flat_map(|file| &file.names).flat_map(|name| &name.words).map(String::as_str).collect();
    let unused: Vec<&str> = CRATES.iter().map(|(known, _)| *known).filter(|known| !named.contains(known)).collect();
    assert!(unused.is_empty(), "rules without a crate: {unused:?}");
}

#[test]
fn files_are_touched_only_in_rooms_that_may() {
    let mut faults = Vec::new();
    for file in files().iter().filter(|file| !FILES.iter().any(|room| matches(room, &file.path))) {
        let touches = |name: &&Name| {
            name.begins(&["std", "fs"]) || name.begins(&["tempfile"]) || name.begins(&["fs"]) && name.words.len() > 1
        };
        let touching = file.names.iter().filter(touches);
        faults.extend(touching.map(|name| file.says(name)));
    }
    assert_none(&faults, &format!("Only these rooms touch files: {FILES:?}"));
}

#[test]
fn colours_come_from_the_token_file() {
    let mut faults = Vec::new();
    let mut met = BTreeSet::new();
    for file in files().iter().filter(|file| file.path != STYLE) {
        for (name, what) in colours(file) {
            match COLOURS.iter().find(|(path, allowed, _)| matches(path, &file.path) && *allowed == what) {
                Some((path, allowed, _)) => drop(met.insert((*path, *allowed))),
                None => faults.push(file.says(name)),
            }
        }
        let by_macro = file.macros.iter().filter(|name| !name.in_test && name.text().contains("hex_color"));
        faults.extend(by_macro.map(|name| file.says(name)));
    }
    assert_none(&faults, &format!("Colours are defined in src/{STYLE} alone"));
    let stale: Vec<_> = COLOURS.iter().filter(|(path, what, _)| !met.contains(&(*path, *what))).collect();
    assert!(stale.is_empty(), "exceptions that nothing needs any more: {stale:?}");
}

#[test]
fn nothing_panics_on_purpose() {
    let mut faults = Vec::new();
    for file in &files() {
        let methods = ["unwrap", "expect", "unwrap_err", "expect_err"];
        let macros = ["todo", "unimplemented", "panic", "unreachable"];
        let calls = file.calls.iter().filter(|name| methods.contains(&name.text().as_str()));
        let bangs = file.macros.iter().filter(|name| macros.contains(&name.text().as_str()));
        let found = calls.chain(bangs).filter(|name| !name.in_test);
        faults.extend(found.map(|name| file.says(name)));
    }
    assert_none(&faults, "Code outside tests does not panic: `let … else`, `.get()`, typed errors");
}

#[test]
fn every_room_says_what_comes_in_and_what_goes_out() {
    let faults: Vec<String> = files()
        .iter()
        .filter(|file| file.path.ends_with("/mod.rs") || file.path == "lib.rs" || file.path == "main.rs")
        .filter(|file| !file.text.starts_with("//! "))
        .map(|file| format!("src/{}", file.path))
        .collect();
    assert_none(&faults, "A mod.rs, lib.rs and main.rs begin with `//!`");
}

#[test]
fn a_broken_rule_is_seen() {
    let file = |path: &str, text: &str| SourceFile::read(path, text).0;
    assert_eq!(upward(&file("analysis/a.rs", "use crate::{model::X, charts::Y};")).len(), 1);
    assert_eq!(upward(&file("ui/a/b.rs", "fn f() { super::super::super::app::run() }")).len(), 1);
    assert_eq!(upward(&file("app/a.rs", "use lodescope::cli;")).len(), 1);
    assert_eq!(upward(&file("cli/a.rs", "use crate::{app, ui::window};")).len(), 0);
    let escapes = |path: &str, text: &str| {
        let file = file(path, text);
        file.names.iter().filter(|name| out_of_room(&file, name).is_some()).count()
    };
    assert_eq!(escapes("charts/shares/model.rs", "fn f(ui: &egui::Ui) {}"), 1);
    assert_eq!(escapes("charts/shares/draw.rs", "fn f(ui: &egui::Ui) {}"), 0);
    assert_eq!(escapes("charts/palette.rs", "use egui as e;"), 1);
    assert_eq!(escapes("charts/palette.rs", "use egui::Color32 as C;"), 1);
    assert_eq!(escapes("session/a.rs", "use {anyhow::Context, serde::Serialize};"), 1);
    assert_eq!(escapes("data/a.rs", "fn f(png: u8) -> u8 { png }"), 0);
    let literals = |text: &str| colours(&file("ui/a.rs", text)).count();
    assert_eq!(literals("const A: Color32 = Color32::from_rgb(1, 2, 3); fn f() { egui::Color32::RED; }"), 2);
    assert_eq!(literals("#[cfg(test)] mod tests { const A: Color32 = Color32::RED; }"), 0);
}
