use std::sync::LazyLock;

use unicode_normalization::char::is_combining_mark;

use super::{Fallback, Weight};

static OURS: LazyLock<[(Weight, Option<ttf_parser::Face<'static>>); 3]> =
    LazyLock::new(|| Weight::ALL.map(|weight| (weight, ttf_parser::Face::parse(weight.face(), 0).ok())));

/// Returns whether our face of a weight has a glyph of its own for a character.
pub(super) fn has_glyph(weight: Weight, character: char) -> bool {
    let face = OURS.iter().find(|(of, _)| *of == weight).and_then(|(_, face)| face.as_ref());
    face.and_then(|face| face.glyph_index(character)).is_some()
}

/// Returns whether our face of a weight draws a character, or nothing is to be drawn for it.
#[must_use]
pub fn covers(weight: Weight, character: char) -> bool {
    is_layout(character) || is_invisible(character) || has_glyph(weight, character)
}

/// Returns whether a character is drawn by the face of the one before it, whatever that is: accents, vowel signs, joiners.
#[must_use]
pub fn continues_cluster(character: char) -> bool {
    is_combining_mark(character) || is_invisible(character)
}

/// Returns the characters of a text, once each and in order, that neither our faces nor the computer's can draw.
#[must_use]
pub fn undrawable(text: &str, fallback: &Fallback) -> Vec<char> {
    let mut missing = Vec::new();
    // Whether the face that draws the last base has a given mark.
    let mut base = Base::Ours;
    for character in text.chars().filter(|&character| !is_layout(character) && !is_invisible(character)) {
        if is_combining_mark(character) {
            if !base.has(character) {
                missing.push(character);
            }
            continue;
        }
        base = if Weight::ALL.into_iter().all(|weight| has_glyph(weight, character)) {
            Base::Ours
        } else {
            fallback.face_for(character).map_or(Base::Nothing, Base::Other)
        };
        if matches!(base, Base::Nothing) {
            missing.push(character);
        }
    }
    missing.sort_unstable();
    missing.dedup();
    missing
}

/// What draws a base character and its marks.
enum Base {
    Ours,
    Other(std::sync::Arc<super::Face>),
    Nothing,
}

impl Base {
    fn has(&self, mark: char) -> bool {
        match self {
            Self::Ours => has_glyph(Weight::Regular, mark),
            Self::Other(face) => face.has(mark),
            // It is the base that is said to be missing.
            Self::Nothing => true,
        }
    }
}

/// Characters that only place others: line breaks, tabs, and thin spaces, which are made from the space.
fn is_layout(character: char) -> bool {
    character.is_control() || matches!(character, '\u{2009}' | '\u{202f}')
}

/// Characters that are never drawn: joiners, direction marks, variation selectors, soft hyphens.
fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{ad}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{e0100}'..='\u{e01ef}'
    )
}
