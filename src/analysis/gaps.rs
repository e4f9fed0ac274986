use std::collections::BTreeMap;

use crate::model::{Amount, Question, Status, date_text};

use super::Figures;

/// Says what is missing from the figures, so that no gap is silent.
pub(super) fn describe_gaps(figures: &Figures, published_only: bool, problems: &mut Vec<String>) {
    let mut by_status: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
    for unpublished in &figures.unpublished {
        by_status.entry(gap_words(unpublished.status())).or_default().push(&unpublished.name);
    }
    for (words, names) in by_status {
        problems.push(format!("{words}: {}", names.join(", ")));
    }
    if let Some(quantity) = &figures.other.quantity
        && quantity.value().is_none()
    {
        problems.push(format!("{}: other countries", gap_words(quantity.status())));
    }
    if let Some(printed) = &figures.printed
        && matches!(printed.quantity.status(), Status::NotAvailable | Status::Qualitative)
    {
        let words = match &printed.quantity.amount {
            Amount::Qualitative(word) => format!("the word “{word}”"),
            _ => "no number".to_owned(),
        };
        problems.push(format!("The publisher gives {words} for the world, so producers may be missing"));
    }
    if published_only {
        problems.push(
            "Shares are of what is published, so at most what is shown; the HHI is that of published producers and has no interval"
                .to_owned(),
        );
    }
    if figures.other.value < 0.0 {
        problems.push(
            "The named countries add up to more than the printed world total, through its rounding; the rest is negative"
                .to_owned(),
        );
    }
}

pub(super) fn gap_words(status: Status) -> &'static str {
    match status {
        Status::Withheld => "Withheld by the publisher",
        Status::NotAvailable => "Not available",
        Status::NotApplicable => "Not applicable",
        Status::IncludedElsewhere => "Counted in another row",
        Status::Qualitative => "Given in words only",
        Status::Reported | Status::Estimated => "Given in another form",
    }
}

/// Says which blocs have nothing to fold, and why.
pub(super) fn describe_blocs(question: &Question, figures: &Figures, problems: &mut Vec<String>) {
    for bloc in &figures.blocs {
        let name = &bloc.name;
        if bloc.members.is_empty() {
            problems.push(format!(
                "{name} has no members on {} among {}",
                date_text(question.as_of),
                question.confidence.in_sentence()
            ));
        } else if bloc.producers.is_empty() {
            problems.push(format!("No member that counts in {name} has a published number here"));
        }
    }
    let unnamed: Vec<&str> = figures.blocs.iter().filter(|bloc| bloc.unnamed).map(|bloc| bloc.name.as_str()).collect();
    if !unnamed.is_empty() {
        problems.push(format!("Members that are not named in public count in no sum: {}", unnamed.join(", ")));
    }
}
