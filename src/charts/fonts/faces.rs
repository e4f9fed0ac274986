use std::collections::BTreeMap;
use std::sync::Arc;

use egui::FontData;
use resvg::usvg::fontdb;

/// A face of a font of the computer's.
#[derive(Clone)]
pub struct Face {
    /// Its place among all faces of the computer, best first.
    pub(super) rank: usize,
    pub(super) name: String,
    pub(super) bytes: Arc<Vec<u8>>,
    pub(super) info: fontdb::FaceInfo,
}

impl Face {
    /// Returns the face's family, as SVG and PDF name it.
    #[must_use]
    pub fn family(&self) -> &str {
        self.info.families.first().map_or("", |(name, _)| name)
    }

    /// Returns the name it has among egui's fonts, which no other face has.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Returns its weight as CSS and SVG number it.
    #[must_use]
    pub fn weight(&self) -> u16 {
        self.info.weight.0
    }

    /// Returns the bytes of its file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Returns its place in its file, which may be a collection.
    #[must_use]
    pub fn index(&self) -> u32 {
        self.info.index
    }

    /// Returns whether it has a glyph for a character.
    #[must_use]
    pub fn has(&self, character: char) -> bool {
        ttf_parser::Face::parse(&self.bytes, self.index()).is_ok_and(|face| face.glyph_index(character).is_some())
    }

    /// Returns it as egui takes it.
    pub(super) fn font_data(&self) -> FontData {
        FontData::from_blob(self.bytes.clone(), self.index())
    }

    /// Returns what a font database holds of it: this face alone, of a collection too.
    #[must_use]
    pub fn info(&self) -> fontdb::FaceInfo {
        fontdb::FaceInfo { source: fontdb::Source::Binary(self.bytes.clone()), ..self.info.clone() }
    }
}

impl std::fmt::Debug for Face {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Face").field(&self.name).finish()
    }
}

/// The computer's faces that some characters need, each of which our faces lack.
///
/// A character is drawn by the best face of the computer that has it, whatever else the picture holds.
#[derive(Debug, Clone, Default)]
pub struct Faces {
    by_character: BTreeMap<char, Arc<Face>>,
}

impl Faces {
    /// Returns whether no other face than ours is needed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_character.is_empty()
    }

    /// Returns the face for a character that ours lack.
    #[must_use]
    pub fn of(&self, character: char) -> Option<&Arc<Face>> {
        self.by_character.get(&character)
    }

    /// Returns the faces, best first, once each.
    #[must_use]
    pub fn in_order(&self) -> Vec<&Arc<Face>> {
        let by_rank: BTreeMap<usize, &Arc<Face>> = self.by_character.values().map(|face| (face.rank, face)).collect();
        by_rank.into_values().collect()
    }

    /// Returns whether every face of these is among the others.
    #[must_use]
    pub fn are_within(&self, others: &Self) -> bool {
        let others = others.in_order();
        self.in_order().iter().all(|face| others.iter().any(|other| Arc::ptr_eq(face, other)))
    }

    /// Adds the face for a character.
    pub(super) fn insert(&mut self, character: char, face: Arc<Face>) {
        self.by_character.insert(character, face);
    }

    /// Adds the others.
    pub fn extend(&mut self, others: &Self) {
        self.by_character.extend(others.by_character.iter().map(|(character, face)| (*character, Arc::clone(face))));
    }
}
