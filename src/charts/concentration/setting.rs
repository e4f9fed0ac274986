use crate::analysis::{Answer, Concentration, Figures, ScenarioKind};
use crate::charts::shares::{supply_words, whole_words};
use crate::model::Question;

/// The figures of the question's own stage and year, with what blocs do.
#[derive(Clone, Copy)]
pub(super) struct Setting<'a> {
    pub(super) answer: &'a Answer,
    pub(super) figures: &'a Figures,
}

impl<'a> Setting<'a> {
    pub(super) fn of(answer: &'a Answer) -> Option<Self> {
        answer.figures.as_ref().ok().map(|figures| Self { answer, figures })
    }

    pub(super) fn question(self) -> &'a Question {
        &self.answer.question
    }

    /// Returns the concentration once blocs act, where that makes a difference or is only supposed; nothing is left to
    /// concentrate in a scenario that takes all.
    pub(super) fn after(self) -> Option<&'a Concentration> {
        after(self.figures)
    }

    /// Returns the concentration that is spoken of: once blocs act, or of countries by themselves where none does. Nothing
    /// where nothing is left.
    pub(super) fn now(self) -> Option<&'a Concentration> {
        match (self.after(), &self.figures.scenario) {
            (Some(after), _) => Some(after),
            (None, Some(_)) => None,
            (None, None) => Some(&self.figures.before),
        }
    }

    /// Returns what the measures are of, for example "the world’s rare earths mined in 2025".
    pub(super) fn supply(self) -> String {
        let question = self.question();
        let whole =
            whole_words(self.answer, self.figures, &supply_words(question.stage, &self.answer.subject.in_sentence));
        match self.answer.subject.stage.stated() {
            Some(stage) if stage.is_flow() => format!("{whole} {} in {}", stage.verb(), question.year),
            Some(_) => format!("{whole} in {}", question.year),
            None => format!("{whole} for {}", question.year),
        }
    }

    /// Returns what the measures are of once blocs act: of what is left, or covered, in a scenario.
    pub(super) fn supply_now(self) -> String {
        let supply = self.supply();
        match self.figures.scenario.as_ref().map(|scenario| scenario.kind) {
            None => supply,
            Some(ScenarioKind::Lost) => format!("what would be left of {supply}"),
            Some(ScenarioKind::Covered) => format!("what would be covered of {supply}"),
        }
    }
}

/// Returns the concentration once blocs act, where it differs from that of countries by themselves by as much as a picture
/// tells, or is only supposed.
pub(super) fn after(figures: &Figures) -> Option<&Concentration> {
    let after = figures.after.as_ref()?;
    let apart = |one: f64, other: f64| (one - other).abs() >= 0.5;
    let ends = after.hhi.upper.zip(figures.before.hhi.upper);
    let differs = figures.scenario.is_some()
        || apart(after.hhi.lower, figures.before.hhi.lower)
        || ends.is_some_and(|(after, before)| apart(after, before))
        || after.suppliers != figures.before.suppliers;
    differs.then_some(after)
}

/// Returns what is called what once blocs act.
pub(super) fn after_name(kind: Option<ScenarioKind>) -> &'static str {
    match kind {
        None => "Each bloc as one supplier",
        Some(ScenarioKind::Lost) => "What is left, HYPOTHETICAL",
        Some(ScenarioKind::Covered) => "What is covered, HYPOTHETICAL",
    }
}

/// What suppliers are called while no bloc acts.
pub(super) const BEFORE_NAME: &str = "Countries by themselves";
