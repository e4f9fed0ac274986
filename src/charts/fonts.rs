//! The one type family, for the window and for every export.

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

/// The family's name as SVG and PDF state it.
pub const FAMILY: &str = "Source Sans 3";

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/SourceSans3-Regular.ttf");
const MEDIUM: &[u8] = include_bytes!("../../assets/fonts/SourceSans3-Medium.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/SourceSans3-Bold.ttf");

/// How heavy a text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Weight {
    /// Running text and labels.
    #[default]
    Regular,
    /// Names and numbers that lead.
    Medium,
    /// Titles.
    Bold,
}

impl Weight {
    /// All weights, lightest first.
    pub const ALL: [Self; 3] = [Self::Regular, Self::Medium, Self::Bold];

    /// Returns the weight as CSS and SVG number it.
    #[must_use]
    pub const fn css(self) -> u16 {
        match self {
            Self::Regular => 400,
            Self::Medium => 500,
            Self::Bold => 700,
        }
    }

    /// Returns the egui family that holds this weight, as [`definitions`] declares it.
    #[must_use]
    pub fn egui_family(self) -> FontFamily {
        match self {
            Self::Regular => FontFamily::Proportional,
            Self::Medium => FontFamily::Name("medium".into()),
            Self::Bold => FontFamily::Name("bold".into()),
        }
    }

    /// Returns the bytes of this weight's face.
    #[must_use]
    pub const fn face(self) -> &'static [u8] {
        match self {
            Self::Regular => REGULAR,
            Self::Medium => MEDIUM,
            Self::Bold => BOLD,
        }
    }

    const fn face_name(self) -> &'static str {
        match self {
            Self::Regular => "source-sans-3-regular",
            Self::Medium => "source-sans-3-medium",
            Self::Bold => "source-sans-3-bold",
        }
    }
}

/// Returns the fonts egui is to use: ours and no other, so that a picture never depends on the computer.
#[must_use]
pub fn definitions() -> FontDefinitions {
    let mut definitions = FontDefinitions::empty();
    for weight in Weight::ALL {
        let name = weight.face_name().to_owned();
        definitions.font_data.insert(name.clone(), Arc::new(FontData::from_static(weight.face())));
        definitions.families.insert(weight.egui_family(), vec![name]);
    }
    // Figures are tabular in every face, so no second family is needed to line numbers up.
    definitions.families.insert(FontFamily::Monospace, vec![Weight::Regular.face_name().to_owned()]);
    definitions
}

/// Returns the font of this weight at a size in points.
#[must_use]
pub fn font(weight: Weight, size_pt: f32) -> FontId {
    FontId::new(size_pt, weight.egui_family())
}

/// Returns every face with its weight, lightest first.
#[must_use]
pub fn faces() -> [(Weight, &'static [u8]); 3] {
    Weight::ALL.map(|weight| (weight, weight.face()))
}

/// Returns the weight an egui family stands for; a family that is not ours is regular, as egui draws it.
#[must_use]
pub fn weight_of(family: &FontFamily) -> Weight {
    Weight::ALL.into_iter().find(|weight| weight.egui_family() == *family).unwrap_or_default()
}

/// Returns the characters of a text, once each and in order, that some face has no glyph for.
///
/// Line breaks are layout and never missing.
#[must_use]
pub fn missing_glyphs(text: &str) -> Vec<char> {
    let parsed: Vec<Option<ttf_parser::Face<'_>>> =
        faces().iter().map(|(_, bytes)| ttf_parser::Face::parse(bytes, 0).ok()).collect();
    let mut missing: Vec<char> = text
        .chars()
        .filter(|&character| character != '\n')
        .filter(|&character| {
            parsed.iter().any(|face| face.as_ref().and_then(|face| face.glyph_index(character)).is_none())
        })
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_is_the_family_and_weight_it_claims() {
        for (weight, bytes) in faces() {
            let face = ttf_parser::Face::parse(bytes, 0).unwrap();
            let family = face
                .names()
                .into_iter()
                .filter(|name| name.name_id == ttf_parser::name_id::TYPOGRAPHIC_FAMILY)
                .chain(face.names().into_iter().filter(|name| name.name_id == ttf_parser::name_id::FAMILY))
                .find_map(|name| name.to_string());
            assert_eq!(family.as_deref(), Some(FAMILY), "{weight:?}");
            assert_eq!(face.weight().to_number(), weight.css());
        }
    }

    #[test]
    fn the_words_of_the_field_have_glyphs() {
        assert_eq!(missing_glyphs("Côte d’Ivoire – K₂O, 69.4 % → ≥ ≤ − ×\nTürkiye „São Tomé“ … ·"), Vec::<char>::new());
    }

    #[test]
    fn a_missing_glyph_is_named_once() {
        assert_eq!(missing_glyphs("日本 日"), vec!['日', '本']);
    }

    #[test]
    fn a_family_leads_back_to_its_weight() {
        for weight in Weight::ALL {
            assert_eq!(weight_of(&font(weight, 14.0).family), weight);
        }
        assert_eq!(weight_of(&FontFamily::Monospace), Weight::Regular);
        assert_eq!(weight_of(&FontFamily::Name("someone else's".into())), Weight::Regular);
    }

    #[test]
    fn figures_are_as_wide_as_each_other() {
        for (weight, bytes) in faces() {
            let face = ttf_parser::Face::parse(bytes, 0).unwrap();
            let widths: Vec<_> =
                ('0'..='9').map(|digit| face.glyph_hor_advance(face.glyph_index(digit).unwrap()).unwrap()).collect();
            assert!(widths.iter().all(|width| width == &widths[0]), "{weight:?}: {widths:?}");
        }
    }
}
