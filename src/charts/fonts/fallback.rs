use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, OnceLock, PoisonError};

use egui::epaint::text::{
    FallbackRequest, FontInsert, FontPriority, FontProvider, Fonts, InsertFontFamily, TextOptions,
};
use resvg::usvg::fontdb;

use super::{Face, Faces, Weight, covers, definitions, font, rank};

static SYSTEM: LazyLock<Arc<Fallback>> = LazyLock::new(|| Arc::new(Fallback::from(Place::System)));

/// Where fonts beside ours are taken from, for characters that ours lack.
///
/// Fonts are looked for once, when the first such character comes up, and a file is read when a character needs it. The
/// order in which characters come up changes nothing: each has the best face that has it.
pub struct Fallback {
    place: Place,
    found: OnceLock<Found>,
    known: Mutex<BTreeMap<char, Option<Arc<Face>>>>,
    loaded: Mutex<BTreeMap<usize, Option<Arc<Face>>>>,
}

enum Place {
    System,
    Folders(Vec<PathBuf>),
}

/// The fonts found.
struct Found {
    database: fontdb::Database,
    /// Best first.
    order: Vec<fontdb::ID>,
}

impl From<Place> for Fallback {
    fn from(place: Place) -> Self {
        Self { place, found: OnceLock::new(), known: Mutex::default(), loaded: Mutex::default() }
    }
}

impl Fallback {
    /// Returns the computer's fonts.
    #[must_use]
    pub fn system() -> Arc<Self> {
        Arc::clone(&SYSTEM)
    }

    /// Returns the fonts in some folders and no others.
    #[must_use]
    pub fn from_folders(folders: impl IntoIterator<Item = PathBuf>) -> Self {
        Self::from(Place::Folders(folders.into_iter().collect()))
    }

    /// Returns no fonts: what ours lack stays missing.
    #[must_use]
    pub fn none() -> Self {
        Self::from_folders([])
    }

    /// Returns the best face that has a character, whether or not ours have it too.
    #[must_use]
    pub fn face_for(&self, character: char) -> Option<Arc<Face>> {
        // Locked until it is known, so that two threads don't search for the same character.
        let mut known = unpoisoned(&self.known);
        if let Some(face) = known.get(&character) {
            return face.clone();
        }
        let found = self.found.get_or_init(|| Found::at(&self.place));
        let face = found.order.iter().enumerate().find_map(|(rank, id)| {
            let draws = |bytes: &[u8], index| guarded(|| draws(bytes, index, character)).unwrap_or(false);
            if found.database.with_face_data(*id, draws) == Some(true) {
                self.load(found, rank, *id, character)
            } else {
                None
            }
        });
        known.insert(character, face.clone());
        face
    }

    /// Returns the faces for the characters of texts that ours lack.
    #[must_use]
    pub fn faces_for<'a>(&self, texts: impl IntoIterator<Item = &'a str>) -> Faces {
        let mut seen = BTreeSet::new();
        let mut faces = Faces::default();
        for character in texts.into_iter().flat_map(str::chars) {
            if seen.insert(character)
                && !super::continues_cluster(character)
                && !Weight::ALL.into_iter().all(|weight| covers(weight, character))
                && let Some(face) = self.face_for(character)
            {
                faces.insert(character, face);
            }
        }
        faces
    }

    fn load(&self, found: &Found, rank: usize, id: fontdb::ID, character: char) -> Option<Arc<Face>> {
        let mut loaded = unpoisoned(&self.loaded);
        if let Some(face) = loaded.get(&rank) {
            return face.clone();
        }
        let face = read(&found.database, rank, id).filter(|face| egui_draws(face, character));
        loaded.insert(rank, face.clone());
        face
    }
}

impl std::fmt::Debug for Fallback {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let found = self.found.get().map(|found| found.order.len());
        formatter.debug_struct("Fallback").field("found", &found).finish_non_exhaustive()
    }
}

impl FontProvider for Fallback {
    fn font_for(&self, request: &FallbackRequest<'_>) -> Option<FontInsert> {
        let face = self.face_for(request.cluster.chars().next()?)?;
        Some(insert(&face, [request.family.clone()]))
    }
}

impl Found {
    fn at(place: &Place) -> Self {
        let mut database = fontdb::Database::new();
        match place {
            Place::System => {
                guarded(|| database.load_system_fonts());
            }
            Place::Folders(folders) => folders.iter().for_each(|folder| {
                guarded(|| database.load_fonts_dir(folder));
            }),
        }
        let mut faces: Vec<&fontdb::FaceInfo> = database.faces().filter(|face| rank::is_usable(face)).collect();
        faces.sort_by(|one, other| rank::better_first(one, other));
        // One face a family: a file of SVG names the family, and is to find this face by it.
        let mut families = BTreeSet::new();
        faces.retain(|face| families.insert(rank::family(face)));
        let order = faces.into_iter().map(|face| face.id).collect();
        Self { database, order }
    }
}

/// Returns whether a face has an outline for a character; a space needs none.
fn draws(bytes: &[u8], index: u32, character: char) -> bool {
    let Ok(face) = ttf_parser::Face::parse(bytes, index) else { return false };
    face.glyph_index(character)
        .is_some_and(|glyph| character.is_whitespace() || face.glyph_bounding_box(glyph).is_some())
}

fn read(database: &fontdb::Database, rank: usize, id: fontdb::ID) -> Option<Arc<Face>> {
    let info = database.face(id)?.clone();
    let bytes = database.with_face_data(id, |bytes, _| Arc::new(bytes.to_vec()))?;
    let name = format!("fallback-{rank}-{}", info.post_script_name);
    Some(Arc::new(Face { rank, name, bytes, info }))
}

/// Returns whether egui can read a face. It stops the program on one among its fonts that it can't, while one that is
/// offered for a character it only refuses.
fn egui_draws(face: &Arc<Face>, character: char) -> bool {
    let offered = Arc::clone(face);
    let provider = move |request: &FallbackRequest<'_>| Some(insert(&offered, [request.family.clone()]));
    let drawn = guarded(|| {
        let mut fonts = Fonts::new(TextOptions::default(), definitions()).with_font_providers(vec![Arc::new(provider)]);
        fonts.has_glyph(&font(Weight::Regular, 14.0), character)
    });
    drawn.unwrap_or(false)
}

/// Returns what some work on a file of the computer's comes to; nothing if a broken file makes a library panic. What was
/// found before it stays.
fn guarded<T>(work: impl FnOnce() -> T) -> Option<T> {
    catch_unwind(AssertUnwindSafe(work)).ok()
}

fn insert<const COUNT: usize>(face: &Face, families: [egui::FontFamily; COUNT]) -> FontInsert {
    let lowest = |family| InsertFontFamily { family, priority: FontPriority::Lowest };
    FontInsert::new(face.name(), face.font_data(), families.into_iter().map(lowest).collect())
}

/// A thread that stopped while it held the lock left only what it had found.
fn unpoisoned<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
