use std::str::FromStr;

use clap::Args;

use crate::charts::ChartKind;
use crate::data::Dataset;
use crate::model::{ConfidenceLevel, Denominator, Mode, Overlap, Question, Stage, parse_date};

use super::CliError;
use super::arguments::QuestionArguments;
use super::question::question;

/// The word for no bloc at all.
const NONE: &str = "none";

/// What is different in B, with --chart compare. What is not given is as in A.
#[derive(Debug, Clone, Default, PartialEq, Args)]
#[command(next_help_heading = "B, with --chart compare (what is not given is as in A)")]
pub struct SecondArguments {
    /// Mineral of B
    #[arg(long = "b-mineral", id = "b_mineral", value_name = "MINERAL")]
    pub mineral: Option<String>,
    /// Form of B
    #[arg(long = "b-form", id = "b_form", value_name = "FORM")]
    pub form: Option<String>,
    /// Stage of B
    #[arg(long = "b-stage", id = "b_stage", value_name = "STAGE", value_parser = Stage::from_str)]
    pub stage: Option<Stage>,
    /// Year of B
    #[arg(long = "b-year", id = "b_year", value_name = "YEAR")]
    pub year: Option<i16>,
    /// Edition of B
    #[arg(long = "b-edition", id = "b_edition", value_name = "EDITION")]
    pub edition: Option<String>,
    /// Bloc that is switched on in B, in place of those of A; may be given several times; none for no bloc
    #[arg(long = "b-bloc", id = "b_bloc", value_name = "BLOC")]
    pub blocs: Vec<String>,
    /// Date on which membership is read in B
    #[arg(long = "b-as-of", id = "b_as_of", value_name = "DATE", value_parser = parse_date)]
    pub as_of: Option<jiff::civil::Date>,
    /// Memberships that count in B
    #[arg(long = "b-confidence", id = "b_confidence", value_name = "LEVEL", value_parser = ConfidenceLevel::from_str)]
    pub confidence: Option<ConfidenceLevel>,
    /// What shares are taken of in B
    #[arg(long = "b-denominator", id = "b_denominator", value_name = "WHAT", value_parser = Denominator::from_str)]
    pub denominator: Option<Denominator>,
    /// What the blocs do in B
    #[arg(long = "b-mode", id = "b_mode", value_name = "MODE", value_parser = Mode::from_str)]
    pub mode: Option<Mode>,
    /// Where a country in two blocs counts in B
    #[arg(long = "b-overlap", id = "b_overlap", value_name = "RULE", value_parser = Overlap::from_str)]
    pub overlap: Option<Overlap>,
}

impl SecondArguments {
    /// Returns an error unless B is given for the chart that has one, and for no other.
    ///
    /// # Errors
    /// An argument error that says what to write.
    pub fn check(&self, chart: ChartKind) -> Result<(), CliError> {
        match (chart == ChartKind::Pair, *self == Self::default()) {
            (true, true) => Err(CliError::argument(
                "--chart compare needs what is different in B",
                "add for example --b-as-of 2025-11-23 or --b-stage refinery",
            )),
            (false, false) => {
                Err(CliError::argument("what is given for B is for --chart compare", "add --chart compare"))
            }
            _ => Ok(()),
        }
    }

    /// Returns the question of B, beside that of A and the words it was asked with.
    ///
    /// # Errors
    /// As for A, for what names nothing.
    pub fn question(&self, dataset: &Dataset, a: &Question, words: &QuestionArguments) -> Result<Question, CliError> {
        let is_other_mineral = self.mineral.is_some();
        let blocs = match self.blocs.as_slice() {
            [] => words.blocs.clone(),
            [only] if only.trim().eq_ignore_ascii_case(NONE) => Vec::new(),
            blocs => blocs.to_vec(),
        };
        let merged = QuestionArguments {
            mineral: self.mineral.clone().or_else(|| words.mineral.clone()),
            form: self.form.clone().or_else(|| words.form.clone().filter(|_| !is_other_mineral)),
            stage: self.stage.or(words.stage),
            year: self.year.or(words.year),
            edition: self.edition.clone().or_else(|| words.edition.clone()),
            blocs,
            as_of: self.as_of.or(words.as_of),
            confidence: self.confidence.unwrap_or(words.confidence),
            denominator: self.denominator.unwrap_or(words.denominator),
            mode: self.mode.unwrap_or(words.mode),
            overlap: self.overlap.unwrap_or(words.overlap),
            ..words.clone()
        };
        let b = question(dataset, &merged)?;
        if merged.year.is_some() {
            return Ok(b);
        }
        // The year of A where B has it: nobody asked for another one.
        let years = dataset.years_of(&b);
        Ok(Question { year: if years.contains(&a.year) { a.year } else { b.year }, ..b })
    }
}
