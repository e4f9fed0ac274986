//! Everything that can come on screen or into a file can be set in our one type family.

use std::collections::{BTreeMap, BTreeSet};

use lodescope::analysis::{all_questions, answer, chain, opening_question, reserves_beside};
use lodescope::charts::fonts::missing_glyphs;
use lodescope::charts::shares;
use lodescope::charts::shift::shift;
use lodescope::data::embedded;
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
