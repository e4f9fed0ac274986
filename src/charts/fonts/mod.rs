//! The one type family, for the window and for every export; and the computer's own fonts for characters it lacks.
//!
//! In: texts. Out: the faces that draw them, the same ones on screen and in files, and the characters nothing can draw.
//! The computer's fonts are looked up only when a character asks for it, so a text that our family covers looks the
//! same on every computer.

mod cover;
mod faces;
mod fallback;
mod rank;

use std::sync::Arc;

use egui::{FontData, FontDefinitions, FontFamily, FontId};

pub use cover::{continues_cluster, covers, undrawable};
pub use faces::{Face, Faces};
pub use fallback::Fallback;

/// The family's name as SVG and PDF state it.
pub const FAMILY: &str = "Source Sans 3";

const REGULAR: &[u8] = include_bytes!("../../../assets/fonts/SourceSans3-Regular.ttf");
const MEDIUM: &[u8] = include_bytes!("../../../assets/fonts/SourceSans3-Medium.ttf");
const BOLD: &[u8] = include_bytes!("../../../assets/fonts/SourceSans3-Bold.ttf");

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

/// Returns the fonts egui is to use: ours and no other, so that a picture of a text they cover never depends on the
/// computer.
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

/// Returns the fonts egui is to use for a picture that needs others beside ours: these come after ours in every family.
#[must_use]
pub fn definitions_with(faces: &Faces) -> FontDefinitions {
    let mut definitions = definitions();
    for face in faces.in_order() {
        definitions.font_data.insert(face.name().to_owned(), Arc::new(face.font_data()));
        for family in definitions.families.values_mut() {
            family.push(face.name().to_owned());
        }
    }
    definitions
}

/// Returns the characters of a text, once each and in order, that some face of ours has no glyph for.
///
/// Line breaks are layout and never missing.
#[must_use]
pub fn missing_glyphs(text: &str) -> Vec<char> {
    let mut missing: Vec<char> = text
        .chars()
        .filter(|&character| character != '\n')
        .filter(|&character| Weight::ALL.into_iter().any(|weight| !cover::has_glyph(weight, character)))
        .collect();
    missing.sort_unstable();
    missing.dedup();
    missing
}

#[cfg(test)]
mod tests;
