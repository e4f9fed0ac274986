//! Everything that can come on screen or into a file can be set in our one type family.

use std::collections::{BTreeMap, BTreeSet};

use std::path::{Path, PathBuf};

use lodescope::analysis::{Fixed, all_questions, answer, chain, opening_question, placed, reserves_beside};
use lodescope::charts::fonts::{Fallback, missing_glyphs};
use lodescope::charts::shares;
use lodescope::charts::shift::shift;
use lodescope::data::embedded;
use lodescope::data::open::{OpenOptions, Progress, open};
use lodescope::export::{Made, Recipe, make_with};
use lodescope::model::{Commodity, CommodityId, EditionChoice, Form, FormId, Question};
use lodescope::session::Command;
use serde_json::Value;

use super::source_code::{SourceFile, files};

/// Characters without a glyph, each with where it was met first.
#[derive(Default)]
struct Missing {
    seen: BTreeSet<char>,
    places: BTreeMap<char, String>,
}

impl Missing {
    fn look(&mut self, place: &str, text: &str) {
        let new: String = text.chars().filter(|character| self.seen.insert(*character)).collect();
        for character in missing_glyphs(&new) {
            self.places.insert(character, format!("{place}: {text}"));
        }
    }

    #[track_caller]
    fn assert_none(&self) {
        let list: Vec<String> = self
            .places
            .iter()
            .map(|(character, place)| format!("{character:?} U+{:04X} in {place}", u32::from(*character)))
            .collect();
        assert!(list.is_empty(), "no glyph for\n{}", list.join("\n"));
    }
}

/// Looks at every text in a value and returns how many there are.
fn look_through(value: &Value, place: &str, missing: &mut Missing) -> usize {
    match value {
        Value::String(text) => {
            missing.look(place, text);
            1
        }
        Value::Array(all) => all.iter().map(|value| look_through(value, place, missing)).sum(),
        Value::Object(fields) => {
            fields.iter().map(|(name, value)| look_through(value, &format!("{place}.{name}"), missing)).sum()
        }
        _ => 0,
    }
}

#[test]
fn every_text_of_the_bundle_has_glyphs() {
    let tables = serde_json::to_value(&*embedded().unwrap()).unwrap();
    let mut missing = Missing::default();
    let texts = look_through(&tables, "bundle", &mut missing);
    missing.assert_none();
    assert!(texts > 10_000, "{texts} texts");
}

#[test]
fn every_text_of_every_chart_has_glyphs() {
    let dataset = embedded().unwrap();
    let like = opening_question(&dataset).unwrap();
    let mut missing = Missing::default();
    for question in all_questions(&dataset, &like) {
        let answered = answer(&dataset, &question);
        let reserves = reserves_beside(&dataset, &question).ok();
        let chart = shares::chart(&dataset, &answered, reserves.as_ref());
        let place = format!("{} {} {}", question.commodity, question.stage, question.year);
        let around = [&chart.title, &chart.subtitle, &chart.source_line, &chart.description];
        for text in around.into_iter().chain(&chart.notes) {
            missing.look(&place, text);
        }
        for (what, value) in chart.rows.iter().flat_map(|row| &row.hover) {
            missing.look(&place, what);
            missing.look(&place, value);
        }
        for tile in shift(&answered, &chain(&dataset, &question)).tiles {
            missing.look(&place, &tile.spoken());
            missing.look(&place, tile.gloss);
        }
    }
    missing.assert_none();
}

#[test]
fn every_command_has_glyphs() {
    let mut missing = Missing::default();
    for command in Command::simple() {
        missing.look("a command", &command.text());
        missing.look("a command", command.tooltip());
        for shortcut in command.shortcuts() {
            missing.look("a shortcut", &shortcut.text());
        }
    }
    missing.assert_none();
}

#[test]
fn every_text_written_in_the_source_has_glyphs() {
    let mut missing = Missing::default();
    let mut texts = 0;
    // `data` speaks with publishers' files. In `export/png.rs` the replacement character goes into metadata.
    let shown = |file: &&SourceFile| file.room().is_some_and(|room| room != "data") && file.path != "export/png.rs";
    for file in files().iter().filter(shown) {
        for literal in &file.literals {
            missing.look(&format!("src/{}", file.path), &unescaped(literal));
            texts += 1;
        }
    }
    missing.assert_none();
    assert!(texts > 500, "{texts} texts");
}

/// Returns a literal with the characters that it writes by number; other escapes stay as they are.
fn unescaped(literal: &str) -> String {
    let mut parts = literal.split("\\u{");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (number, rest) = part.split_once('}').unwrap();
        text.push(char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap());
        text.push_str(rest);
    }
    text
}

#[test]
fn a_missing_glyph_is_told_with_its_place() {
    let mut missing = Missing::default();
    missing.look("here", &unescaped("\"\\u{65e5} and ☃\""));
    missing.look("there", "☃");
    assert_eq!(missing.places.keys().copied().collect::<Vec<_>>(), ['☃', '日']);
    assert!(missing.places[&'☃'].starts_with("here: "));
}

fn fixture(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(path)
}

/// Makes the picture of a mineral of a person's own that has this name.
fn made(name: &str, fallback: &Fallback) -> Made {
    let mut opened = open(&fixture("open/tidy.csv"), &OpenOptions::default(), &Progress::default()).unwrap();
    let commodity = CommodityId::new("own").unwrap();
    let form = FormId::new("own").unwrap();
    let like = embedded().unwrap().commodity(&CommodityId::new("cobalt").unwrap()).unwrap().clone();
    opened.commodities.push(Commodity {
        id: commodity.clone(),
        name: name.to_owned(),
        in_sentence: name.to_owned(),
        ..like
    });
    opened.forms.push(Form {
        commodity: commodity.clone(),
        id: form.clone(),
        name: name.to_owned(),
        in_sentence: name.to_owned(),
    });
    for table in &mut opened.tables {
        table.key.commodity = commodity.clone();
        table.key.form = form.clone();
    }
    let dataset = embedded().unwrap().with([&opened]);
    let edition = EditionChoice::Of(opened.editions[0].id.clone());
    let question = Question { commodity, edition, ..opening_question(&dataset).unwrap() };
    let question = placed(&dataset, &question, Fixed::Nothing).unwrap();
    let recipe = Recipe { title: Some(format!("{name}, the title")), ..Recipe::slide(&dataset, question) };
    make_with(&dataset, &recipe, fallback).unwrap()
}

/// Returns the texts of an SVG, each with the first family it asks for; nothing where that is ours.
fn families(svg: &str) -> Vec<(Option<String>, String)> {
    let text = |element: &str| {
        let (tag, rest) = element.split_once('>')?;
        let family = tag.split_once("font-family=\"'").and_then(|(_, rest)| rest.split_once('\''));
        Some((family.map(|(family, _)| family.to_owned()), rest.split_once("</text>")?.0.to_owned()))
    };
    svg.split("<text ").skip(1).filter_map(text).collect()
}

#[test]
fn names_in_other_scripts_are_drawn_with_the_face_that_has_them() {
    let fallback = Fallback::from_folders([fixture("fonts")]);
    for (name, family, post_script) in [
        ("稀土", "Droid Sans Fallback", "DroidSansFallback"),
        ("ليثيوم", "Noto Sans Arabic", "NotoSansArabic-Regular"),
        ("लिथियम", "Noto Sans Devanagari", "NotoSansDevanagari-Regular"),
    ] {
        let made = made(name, &fallback);
        let families = families(made.svg());
        // The name is in the order it is written, whatever the order of its glyphs; where vowels are glyphs before their
        // letters, a text a syllable.
        let of_name: String =
            families.iter().filter(|(of, _)| of.as_deref() == Some(family)).map(|(_, text)| text.as_str()).collect();
        assert!(of_name.contains(name), "{name}: {families:?}");
        let is_whole = families.contains(&(Some(family.to_owned()), name.to_owned()));
        assert_eq!(is_whole, family != "Noto Sans Devanagari", "{name}: {families:?}");
        assert!(families.contains(&(None, ", the title".to_owned())), "{name}: {families:?}");
        assert!(families.iter().all(|(of, text)| of.is_some() || missing_glyphs(text).is_empty()), "{families:?}");
        let pdf = String::from_utf8_lossy(&made.pdf().unwrap()).into_owned();
        assert!(pdf.contains(post_script), "{name}: the PDF has its letters");
        let without = self::made(name, &Fallback::none());
        assert!(made.png().unwrap() != without.png().unwrap(), "{name}: boxes are drawn only without the face");
        assert!(!String::from_utf8_lossy(&without.pdf().unwrap()).contains(post_script));
    }
}

#[test]
fn a_picture_in_other_scripts_owes_nothing_to_the_ones_before_it() {
    let svg = |name: &str| made(name, &Fallback::from_folders([fixture("fonts")])).svg().to_owned();
    let shared = Fallback::from_folders([fixture("fonts")]);
    for name in ["稀土", "ليثيوم", "लिथियम", "稀土", "Кобальт"] {
        let fresh = std::thread::scope(|scope| scope.spawn(|| svg(name)).join().unwrap());
        assert!(made(name, &shared).svg() == fresh, "{name}");
    }
}

#[test]
fn a_text_that_our_faces_cover_asks_for_no_other() {
    let made = made("Кобальт", &Fallback::from_folders([fixture("fonts")]));
    assert!(made.picture().faces.is_empty());
    assert!(families(made.svg()).iter().all(|(family, _)| family.is_none()));
}

#[test]
fn broken_files_among_the_fonts_are_passed_over() {
    let broken = tempfile::tempdir().unwrap();
    let whole = std::fs::read(fixture("fonts/han.ttf")).unwrap();
    std::fs::write(broken.path().join("a.ttf"), b"no font").unwrap();
    std::fs::write(broken.path().join("b.ttf"), &whole[..whole.len() / 3]).unwrap();
    std::fs::write(broken.path().join("c.ttc"), b"ttcf\0\x01\0\0\xff\xff\xff\xff").unwrap();
    for (place, name) in (0..whole.len()).step_by(97).zip(0..) {
        let mut flipped = whole.clone();
        flipped[place] ^= 0xff;
        std::fs::write(broken.path().join(format!("d{name}.otf")), flipped).unwrap();
    }
    let fallback = Fallback::from_folders([broken.path().to_path_buf(), fixture("fonts")]);
    let faces = fallback.faces_for(["稀土铂金锂日本钴"]);
    assert!(faces.of('稀').is_some());
    let context = egui::Context::default();
    context.set_fonts(lodescope::charts::fonts::definitions_with(&faces));
    context
        .run_ui(egui::RawInput::default(), |ui| {
            ui.label("稀土铂金锂日本钴");
        })
        .textures_delta
        .clear();
}
