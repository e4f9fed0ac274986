use crate::model::Unit;

use super::spelling::sentence;
use super::value::sentences;

/// Returns the unit that a printed name stands for.
pub(super) fn unit(printed: &str) -> Option<Unit> {
    match printed.to_lowercase().as_str() {
        "kilograms" => Some(Unit::Kilograms),
        "metric tons" => Some(Unit::Tonnes),
        "thousand metric tons" => Some(Unit::ThousandTonnes),
        "million metric tons" => Some(Unit::MillionTonnes),
        "thousand metric dry tons" => Some(Unit::ThousandDryTonnes),
        "thousands of carats" => Some(Unit::ThousandCarats),
        "million carats" => Some(Unit::MillionCarats),
        "million liters" => Some(Unit::MillionLitres),
        "million cubic meters" => Some(Unit::MillionCubicMetres),
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
        assert_eq!(unit("Million carats"), Some(Unit::MillionCarats));
        for printed in ["tons", "short tons", "", "percent"] {
            assert_eq!(unit(printed), None, "{printed}");
        }
    }
}
