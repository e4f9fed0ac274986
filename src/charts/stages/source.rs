use crate::charts::source_line::{membership_words, printed_words, program_words, shares_words, uncorrected_words};
use crate::charts::supposed::territories_words;
use crate::charts::wording::uncapitalised;
use crate::model::{Denominator, Question};

use super::columns::stage_name;
use super::parts::Stage;

/// Returns the line that every picture carries: the source of each stage, denominator, blocs, date, rule, program.
pub(in crate::charts) fn source_line(question: &Question, stages: &[Stage<'_>]) -> String {
    let answers = || stages.iter().filter_map(|stage| stage.answer);
    let mut sources: Vec<(&str, Vec<String>)> = Vec::new();
    for answer in answers() {
        let Some(edition) = &answer.subject.edition else { continue };
        let stage = uncapitalised(stage_name(answer).trim_end_matches(','));
        match sources.iter_mut().find(|(name, _)| *name == edition.name) {
            Some((_, stages)) => stages.push(stage),
            None => sources.push((&edition.name, vec![stage])),
        }
    }
    let several = sources.len() > 1;
    let words = |(name, stages): (&str, Vec<String>)| {
        if several { format!("{name} ({})", stages.join(", ")) } else { name.to_owned() }
    };
    let sources: Vec<String> = sources.into_iter().map(words).collect();
    let mut parts = Vec::new();
    if !sources.is_empty() {
        parts.push(format!("Source: {}", sources.join("; ")));
    }
    let mut assumed: Vec<String> = answers().filter_map(|answer| answer.subject.assumption.clone()).collect();
    assumed.dedup();
    parts.extend(assumed);
    if let Some(figures) = stages.iter().find_map(|stage| stage.figures) {
        let of = |stage: &Stage<'_>| {
            let printed = printed_words(stage.figures?)?;
            Some(format!("{} {printed}", uncapitalised(stage_name(stage.answer?).trim_end_matches(','))))
        };
        let printed: Vec<String> = stages.iter().filter_map(of).collect();
        let printed = if printed.is_empty() || question.denominator == Denominator::Printed {
            String::new()
        } else {
            format!("; printed world totals: {}", printed.join(", "))
        };
        parts.push(format!("{}{printed}", shares_words(question.denominator)));
        parts.extend(membership_words("Blocs", question, figures));
    }
    parts.extend(territories_words(question));
    parts.extend(uncorrected_words(question));
    parts.push(program_words());
    parts.join(". ")
}
