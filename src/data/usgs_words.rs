use crate::model::Unit;

use super::spelling::sentence;
use super::value::sentences;

/// Returns the unit that a printed name stands for, or its short form in the headers of the older editions.
pub(super) fn unit(printed: &str) -> Option<Unit> {
    match printed.to_lowercase().as_str() {
        "kilograms" | "kg" => Some(Unit::Kilograms),
        "metric tons" | "t" => Some(Unit::Tonnes),
        "thousand metric tons" | "kt" => Some(Unit::ThousandTonnes),
        "million metric tons" | "mmt" | "mt" => Some(Unit::MillionTonnes),
        "thousand metric dry tons" => Some(Unit::ThousandDryTonnes),
        "thousands of carats" | "thousand carats" | "kct" => Some(Unit::ThousandCarats),
        "million carats" | "mct" => Some(Unit::MillionCarats),
        "million liters" => Some(Unit::MillionLitres),
        "million cubic meters" | "mcm" => Some(Unit::MillionCubicMetres),
        _ => None,
    }
}

/// Returns the sentences of a note that say something of this row: its status is kept elsewhere.
pub(super) fn own_sentences(notes: &str) -> impl Iterator<Item = String> {
    sentences(notes).map(sentence).filter(|sentence| {
        let bare = sentence.trim_end_matches(['.', ' ']);
        bare != "Estimated" && bare != "Reported" && !bare.starts_with("See Appendix C")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_keeps_what_is_said_of_the_row() {
        let own = |notes| own_sentences(notes).collect::<Vec<_>>();
        assert!(own("Estimated. -- See Appendix C for resource and reserve definitions.").is_empty());
        assert!(own("Estimated. ").is_empty() && own("Reported.").is_empty() && own("").is_empty());
        assert_eq!(own("Estimated .-- Source: Intelligas."), ["Source: Intelligas."]);
        assert_eq!(own("Estimated from Asian Metal Ltd. -- Estimated."), ["Estimated from Asian Metal Ltd."]);
        assert_eq!(own("Reported. -- includes Puerto Rico"), ["Includes Puerto Rico."]);
    }

    #[test]
    fn only_the_publications_units_are_read() {
        assert_eq!(unit("thousand metric dry tons"), Some(Unit::ThousandDryTonnes));
        assert_eq!(unit("mmt"), Some(Unit::MillionTonnes));
        assert_eq!(unit("kct"), Some(Unit::ThousandCarats));
        assert_eq!(unit("Million carats"), Some(Unit::MillionCarats));
        for printed in ["tons", "short tons", "", "percent", "est", "ore"] {
            assert_eq!(unit(printed), None, "{printed}");
        }
    }
}
