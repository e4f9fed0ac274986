use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::*;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fonts")
}

fn fallback() -> Fallback {
    Fallback::from_folders([folder()])
}

fn family_for(fallback: &Fallback, character: char) -> Option<String> {
    fallback.face_for(character).map(|face| face.family().to_owned())
}

#[test]
fn a_character_gets_the_face_that_has_it_from_a_collection_too() {
    let fallback = fallback();
    assert_eq!(family_for(&fallback, '稀').as_deref(), Some("Droid Sans Fallback"));
    assert_eq!(family_for(&fallback, 'ل').as_deref(), Some("Noto Sans Arabic"));
    assert_eq!(family_for(&fallback, 'थ').as_deref(), Some("Noto Sans Devanagari"));
    assert_eq!(fallback.face_for('थ').unwrap().index(), 1);
    assert_eq!(family_for(&fallback, '한'), None);
    assert_eq!(family_for(&Fallback::none(), '稀'), None);
}

#[test]
fn faces_are_taken_only_for_what_ours_lack_and_in_one_order() {
    let fallback = fallback();
    assert!(fallback.faces_for(["Cobalt, Кобальт, κοβάλτιο – K₂O\n"]).is_empty());
    let names = |texts: &[&str]| -> Vec<String> {
        fallback.faces_for(texts.iter().copied()).in_order().iter().map(|face| face.family().to_owned()).collect()
    };
    assert_eq!(names(&["稀土", "ليثيوم", "लिथियम"]), names(&["लिथियम", "稀土", "ليثيوم"]));
    assert_eq!(names(&["稀土 and ليثيوم"]), ["Noto Sans Arabic", "Droid Sans Fallback"]);
    assert_eq!(names(&["한국"]), Vec::<String>::new());
}

#[test]
fn what_nothing_draws_is_named_once() {
    let fallback = fallback();
    assert_eq!(undrawable("稀土, लिथियम", &fallback), Vec::<char>::new());
    assert_eq!(undrawable("稀土, लिथियम", &Fallback::none()), ['थ', 'म', 'य', 'ल', '土', '稀']);
    assert_eq!(undrawable("한국 국\u{200b}\u{fe0f}\t\n", &fallback), ['국', '한']);
    // A vowel sign is drawn by the face of its letter, which has to have it.
    assert_eq!(undrawable("稀\u{93f}", &fallback), ['\u{93f}']);
    assert_eq!(undrawable("e\u{301}", &fallback), Vec::<char>::new());
}

#[test]
fn the_window_is_given_the_face_when_a_character_asks_for_it() {
    use egui::epaint::text::{Fonts, TextOptions};
    let mut fonts = Fonts::new(TextOptions::default(), definitions()).with_font_providers(vec![Arc::new(fallback())]);
    for weight in Weight::ALL {
        let id = font(weight, 14.0);
        assert!(fonts.has_glyphs(&id, "Cobalt 稀土 ليثيوم लिथियम"), "{weight:?}");
        assert!(!fonts.has_glyph(&id, '한'));
    }
}

#[test]
fn the_better_face_of_several_is_taken() {
    let face = |family: &str, weight: u16, is_monospaced: bool| resvg::usvg::fontdb::FaceInfo {
        id: resvg::usvg::fontdb::ID::dummy(),
        source: resvg::usvg::fontdb::Source::Binary(Arc::new(Vec::new())),
        index: 0,
        families: vec![(family.to_owned(), resvg::usvg::fontdb::Language::English_UnitedStates)],
        post_script_name: family.replace(' ', ""),
        style: resvg::usvg::fontdb::Style::Normal,
        weight: resvg::usvg::fontdb::Weight(weight),
        stretch: resvg::usvg::fontdb::Stretch::Normal,
        monospaced: is_monospaced,
    };
    let best_first = [
        face("Noto Sans CJK SC", 400, false),
        face("Noto Sans CJK JP", 400, false),
        face("Noto Sans CJK SC", 700, false),
        face("Open Sans", 400, false),
        face("WenQuanYi Micro Hei", 400, false),
        face("AR PL SungtiL", 700, false),
        face("Noto Serif CJK SC", 400, false),
        face("Noto Sans Mono", 400, true),
        face("GNU Unifont", 400, false),
    ];
    let mut shuffled = best_first.clone();
    shuffled.reverse();
    shuffled.sort_by(rank::better_first);
    let names = |faces: &[resvg::usvg::fontdb::FaceInfo]| -> Vec<String> {
        faces.iter().map(|face| format!("{} {}", rank::family(face), face.weight.0)).collect()
    };
    assert_eq!(names(&shuffled), names(&best_first));
    for family in ["Last Resort", "Adobe Blank", "It's", "Source Sans 3", " "] {
        assert!(!rank::is_usable(&face(family, 400, false)), "{family}");
    }
}

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
