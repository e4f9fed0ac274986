use std::sync::{Arc, LazyLock};

use resvg::usvg::{self, fontdb};

use super::ExportError;
use crate::charts::fonts::{self, Faces};

/// Our faces and no other: the same picture on every computer, and nothing to search for.
static FONTS: LazyLock<Arc<fontdb::Database>> = LazyLock::new(|| {
    let mut database = fontdb::Database::new();
    for (_, bytes) in fonts::faces() {
        database.load_font_source(fontdb::Source::Binary(Arc::new(bytes)));
    }
    database.set_sans_serif_family(fonts::FAMILY);
    Arc::new(database)
});

/// Reads SVG with our fonts, and others for what those lack.
pub(super) fn parse(svg: &str, faces: &Faces) -> Result<usvg::Tree, ExportError> {
    let mut fontdb = Arc::clone(&FONTS);
    for face in faces.in_order() {
        Arc::make_mut(&mut fontdb).push_face_info(face.info());
    }
    let options = usvg::Options { font_family: fonts::FAMILY.to_owned(), fontdb, ..usvg::Options::default() };
    usvg::Tree::from_str(svg, &options).map_err(|source| ExportError::Svg { source })
}
