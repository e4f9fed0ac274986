use super::curated::{CorrectionAction, CuratedCorrection};
use super::observation::RowSubject;
use super::spelling::{folded_country, sentence, tidy};
use super::usgs_words::unit;
use super::{Correction, DataIssue, Effect, IssueKind, Printed, read_value};

/// What is printed of one figure, tidied, as far as corrections may change it.
#[derive(Clone)]
pub(super) struct Cells {
    pub(super) country: String,
    pub(super) detail: String,
    pub(super) unit: String,
    pub(super) year: String,
    pub(super) value: String,
    pub(super) notes: String,
    pub(super) critical: String,
}

impl Cells {
    /// Returns the cell that a correction names.
    fn field(&mut self, name: &str) -> Option<&mut String> {
        match name {
            "country" => Some(&mut self.country),
            // The older editions head that column "Type".
            "detail" | "type" => Some(&mut self.detail),
            "unit" => Some(&mut self.unit),
            "year" => Some(&mut self.year),
            "value" => Some(&mut self.value),
            "notes" => Some(&mut self.notes),
            "critical" => Some(&mut self.critical),
            _ => None,
        }
    }

    /// Returns whether the cells, as printed, are those that a correction of their table and subject means.
    pub(super) fn are_meant_by(&mut self, correction: &CuratedCorrection) -> bool {
        correction.year.is_none_or(|year| self.year == year.to_string())
            && self.field(&correction.field).is_some_and(|text| *text == tidy(&correction.printed))
    }

    /// Returns whether a correction is of everybody, or of whom the cells speak.
    ///
    /// A name with a bracket means the row under that very name: the United States stand in two rows of one table.
    pub(super) fn are_of_whom(&self, correction: &CuratedCorrection, subject: Option<RowSubject>) -> bool {
        let name = &correction.country;
        let is_of_subject = !name.contains('(') && correction.subject.is_some() && correction.subject == subject;
        name.is_empty() || is_of_subject || folded_country(name) == folded_country(&self.country)
    }
}

/// Changes the cells as the corrections say; returns what to multiply numbers by and what to add to the notes.
pub(super) fn correct<'a>(
    cells: &mut Cells,
    corrections: impl IntoIterator<Item = &'a CuratedCorrection>,
) -> (f64, Vec<String>) {
    let (mut factor, mut remarks) = (1.0, Vec::new());
    for correction in corrections {
        match correction.action {
            CorrectionAction::Scale(by) => factor *= by,
            CorrectionAction::Year(year) => cells.year = year.to_string(),
            CorrectionAction::Replace => {
                if let Some(field) = cells.field(&correction.field) {
                    field.clone_from(&correction.used);
                }
            }
            CorrectionAction::Note => remarks.push(sentence(&correction.reason)),
            CorrectionAction::Withdraw => {}
        }
    }
    (factor, remarks)
}

/// Returns a correction as it is published, with the number of rows that it touched.
pub(super) fn applied(correction: &CuratedCorrection, rows: u32) -> Correction {
    Correction {
        id: correction.id.clone(),
        row: correction.subject,
        effect: effect(correction),
        edition: correction.key.edition.clone(),
        table: correction.key.clone(),
        commodity: correction.chapter.clone(),
        country: correction.country.clone(),
        year: correction.year,
        field: correction.field.clone(),
        printed: correction.printed.clone(),
        used: correction.used.clone(),
        rows,
        reason: correction.reason.clone(),
    }
}

/// Returns what a correction does to figures.
fn effect(correction: &CuratedCorrection) -> Effect {
    match correction.action {
        CorrectionAction::Scale(factor) => Effect::Scale(factor),
        CorrectionAction::Year(used) => Effect::Year(used),
        CorrectionAction::Replace if correction.field == "value" => match read_value(&correction.printed, "") {
            Ok(Printed::Quantity(printed)) => Effect::Value(printed),
            _ => Effect::None,
        },
        CorrectionAction::Replace if correction.field == "unit" => {
            match (unit(&correction.printed), unit(&correction.used)) {
                (Some(printed), Some(used)) if printed.base() == used.base() && printed != used => {
                    Effect::Scale(used.factor() / printed.factor())
                }
                _ => Effect::None,
            }
        }
        CorrectionAction::Withdraw => Effect::Withdrawn,
        CorrectionAction::Replace | CorrectionAction::Note => Effect::None,
    }
}

/// Returns the issue that says a correction met nothing to correct.
pub(super) fn stale(file: &str, correction: &CuratedCorrection) -> DataIssue {
    DataIssue {
        file: file.to_owned(),
        sheet: String::new(),
        row: 0,
        column: correction.field.clone(),
        value: correction.printed.clone(),
        kind: IssueKind::StaleCorrection,
        done: "Nothing was changed.".to_owned(),
        mend: format!("No row of {} prints this: take the correction out.", correction.chapter),
        line: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::curated::Curated;

    #[test]
    fn a_unit_put_right_is_a_factor_that_can_be_taken_back() {
        let curated = Curated::embedded().unwrap();
        let of = |id: &str| effect(curated.corrections.iter().find(|of| of.id.as_str() == id).unwrap());
        // Printed in thousand tons, meant in tons and in kilograms.
        assert_eq!(of("mcs2024-selenium-reserves-unit"), Effect::Scale(1e-3));
        assert_eq!(of("mcs2023-rhenium-reserves-unit"), Effect::Scale(1e-6));
        assert_eq!(of("mcs2024-talc-reserves-unit"), Effect::Scale(1e3));
        // A blank unit, a misspelt one and another basis leave the numbers as they are.
        assert_eq!(of("mcs2025-titanium-rutile-production-unit-sierra-leone"), Effect::None);
        assert_eq!(of("mcs2026-cesium-reserves-unit"), Effect::None);
        assert_eq!(of("mcs2024-bauxite-production-unit"), Effect::None);
        assert_eq!(of("mcs2025-indium-reserves-withdrawn"), Effect::Withdrawn);
    }

    #[test]
    fn a_name_with_a_bracket_means_the_row_under_that_name() {
        let curated = Curated::embedded().unwrap();
        let cells = |country: &str| Cells {
            country: country.to_owned(),
            detail: String::new(),
            unit: String::new(),
            year: String::new(),
            value: String::new(),
            notes: String::new(),
            critical: String::new(),
        };
        let means = |id: &str, country: &str| {
            let correction = curated.corrections.iter().find(|of| of.id.as_str() == id).unwrap();
            cells(country).are_of_whom(correction, curated.subject(country))
        };
        let cliffside = "mcs2025-helium-production-cliffside-field";
        assert!(means(cliffside, "United States (from Cliffside Field)"));
        assert!(!means(cliffside, "United States (extracted from natural gas)"));
        assert!(means("mcs2025-kaolin-world", "World total (rounded)2"));
        assert!(!means("mcs2025-kaolin-world", "China"));
        assert!(means("mcs2025-vanadium-reserves-unit", "Atlantis"));
    }
}
