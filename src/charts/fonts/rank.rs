use std::cmp::Ordering;

use resvg::usvg::fontdb;

/// Families that have a picture of a box, or nothing at all, for every character.
const WITHOUT_LETTERS: [&str; 4] = ["last resort", "lastresort", "adobe blank", "adobeblank"];
/// Words in the name of a family that is drawn with serifs or brushes.
const WITH_SERIFS: [&str; 11] =
    ["serif", "song", "sung", "ming", "mincho", "batang", "myeongjo", "times", "roman", "naskh", "kai"];
/// Words in the name of a family made for something else than running text.
const FOR_DISPLAY: [&str; 11] = [
    "unifont",
    "condensed",
    "narrow",
    "display",
    "symbols",
    "script",
    "handwriting",
    "looped",
    "rounded",
    "kufi",
    "nastaliq",
];
/// Ends of the names of a pan-Asian family's variants: the one for China comes first, as names of minerals without kana
/// are mostly Chinese.
const REGIONAL_VARIANTS: [&str; 6] = ["jp", "kr", "tc", "hk", "mo", "tw"];

/// Returns whether a face can be named in SVG and may hold letters.
pub(super) fn is_usable(face: &fontdb::FaceInfo) -> bool {
    face.families.first().is_some_and(|(family, _)| {
        let lower = family.to_lowercase();
        family != super::FAMILY
            && !family.trim().is_empty()
            && !family.contains(['\'', '"', '\\', ','])
            && !family.chars().any(char::is_control)
            && !WITHOUT_LETTERS.iter().any(|name| lower.contains(name))
    })
}

/// Compares two faces: the one that goes better with ours comes first. No two faces are equal but copies of one.
pub(super) fn better_first(one: &fontdb::FaceInfo, other: &fontdb::FaceInfo) -> Ordering {
    key(one).cmp(&key(other))
}

fn key(face: &fontdb::FaceInfo) -> impl Ord {
    let family = family(face).to_lowercase();
    let regional = family.split_whitespace().last().is_some_and(|last| REGIONAL_VARIANTS.contains(&last));
    (
        tier(&family, face.monospaced),
        face.style != fontdb::Style::Normal,
        face.stretch != fontdb::Stretch::Normal,
        face.weight.0.abs_diff(super::Weight::Regular.css()),
        regional,
        family,
        face.post_script_name.clone(),
        face.index,
    )
}

/// Returns a face's family.
pub(super) fn family(face: &fontdb::FaceInfo) -> &str {
    face.families.first().map_or("", |(name, _)| name)
}

fn tier(family: &str, is_monospaced: bool) -> u8 {
    let has = |words: &[&str]| family.split_whitespace().any(|word| words.contains(&word));
    if has(&FOR_DISPLAY) {
        return 5;
    }
    if is_monospaced || has(&["mono"]) {
        return 4;
    }
    if has(&WITH_SERIFS) {
        return 3;
    }
    match (family.starts_with("noto sans"), has(&["sans"]) && !has(&["fallback"])) {
        (true, _) => 0,
        (false, true) => 1,
        (false, false) => 2,
    }
}
