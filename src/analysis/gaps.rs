use std::collections::BTreeMap;

use crate::data::Dataset;
use crate::model::{Amount, BlocId, Mode, Question, Status, date_text, quantity_words};

use super::{BlocShare, Counted, Figures, Limit, LimitEffect};

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
        let open: Vec<&str> =
            figures.blocs.iter().filter(|bloc| bloc.share.can_be_more()).map(|bloc| bloc.name.as_str()).collect();
        let more =
            if open.is_empty() { String::new() } else { format!(", and more is possible for {}", open.join(", ")) };
        let ends = if figures.suppliers.iter().any(|supplier| supplier.share.can_be_more()) {
            " and some figures are open, so a country can have more or less than"
        } else {
            ", so a country has at most"
        };
        problems.push(format!("Shares are of what is published{ends} what is shown{more}"));
        problems.push(HHI_OF_PUBLISHED.to_owned());
    }
    if figures.other.value < 0.0 {
        problems.push(
            "The named countries add up to more than the printed world total, so the rest is negative".to_owned(),
        );
    }
}

/// What is said of the HHI where producers exist whose figures are not published; pictures without an HHI leave it out.
pub const HHI_OF_PUBLISHED: &str = "The HHI is that of published producers and has no interval";

/// Says what each limit on a country does, above all where it does nothing.
pub(super) fn describe_limits(figures: &Figures, problems: &mut Vec<String>) {
    problems.extend(figures.limits.iter().map(|limit| limit_sentence(figures, limit)));
    let gap = figures.scenario.as_ref().and_then(|scenario| scenario.gap.as_ref());
    if gap.is_some_and(|gap| gap.growth.is_none()) {
        problems.push("No named supplier is left that could fill what is lost".to_owned());
    }
}

/// Returns what a limit on a country does, as a sentence.
#[must_use]
pub fn limit_sentence(figures: &Figures, limit: &Limit) -> String {
    let (name, text) = (&limit.name, limit.cap.limit.text());
    let published = || {
        let suppliers = figures.suppliers.iter().map(|row| (row.iso3, &row.quantity));
        let silent = figures.unpublished.iter().map(|row| (row.iso3, &row.quantity));
        let quantity = suppliers.chain(silent).find(|(iso3, _)| *iso3 == limit.cap.country);
        quantity.map_or_else(String::new, |(_, quantity)| quantity_words(quantity, figures.unit))
    };
    match &limit.effect {
        LimitEffect::Leaves { .. } => format!("Supposed limit on {name}: {text}, published is {}", published()),
        LimitEffect::Unneeded => {
            format!("The limit of {text} on {name} changes nothing: published is {}", published())
        }
        LimitEffect::Gone => format!("The limit of {text} on {name} changes nothing: all of it is taken out"),
        LimitEffect::NoRow { may_hide: false } => {
            format!("The limit of {text} on {name} changes nothing: it has no row here")
        }
        LimitEffect::NoRow { may_hide: true } => format!(
            "The limit of {text} on {name} is in no number: it has no row here, and “Other countries” may hold it, so the \
             loss can be more"
        ),
        LimitEffect::CountsWithState => {
            format!("The limit of {text} on {name} changes nothing: it counts with its state here")
        }
        LimitEffect::NoMass => format!(
            "The limit of {text} on {name} is left out: the figures are in {}, which is no mass; give it in per cent",
            figures.unit.base().symbol()
        ),
    }
}

/// Returns the words for countries whose figures have a status, at the start of a sentence that lists them.
#[must_use]
pub fn gap_words(status: Status) -> &'static str {
    match status {
        Status::Withheld => "Withheld by the publisher",
        Status::NotAvailable => "Not available",
        Status::NotApplicable => "Not applicable",
        Status::IncludedElsewhere => "Counted in another row",
        Status::Qualitative => "Given in words only",
        Status::Reported | Status::Estimated => "Given in another form",
    }
}

/// Passes on what the publisher notes on the table and on its total.
pub(super) fn describe_notes(figures: &Figures, table_note: &str, problems: &mut Vec<String>) {
    /// Said of many totals, and shown by the source line's own difference.
    const ROUNDING: &str = "Data may not add to totals shown because of independent rounding.";
    let total = figures.printed.as_ref().map(|printed| printed.note.replace(ROUNDING, "")).unwrap_or_default();
    for (what, note) in [("table", table_note), ("world total", total.trim())] {
        if !note.is_empty() {
            problems.push(format!("Publisher’s note on the {what}: {}", note.trim_end_matches('.')));
        }
    }
}

/// Says which countries are in two switched-on blocs, and where they count then.
pub(super) fn describe_overlap(dataset: &Dataset, question: &Question, figures: &Figures, problems: &mut Vec<String>) {
    let bloc_names = |blocs: &[BlocId]| {
        let name = |id: &BlocId| dataset.bloc(id).map_or_else(|| id.to_string(), |bloc| bloc.short_name.clone());
        blocs.iter().map(name).collect::<Vec<_>>().join(" and ")
    };
    let (mut split, mut contested) = (Vec::new(), Vec::new());
    for supplier in figures.suppliers.iter().filter(|supplier| supplier.value > 0.0) {
        match &supplier.counted {
            Counted::Split(blocs) => split.push(format!("{} ({})", supplier.name, bloc_names(blocs))),
            Counted::Contested(blocs) => contested.push(format!("{} ({})", supplier.name, bloc_names(blocs))),
            Counted::Alone | Counted::In(_) => {}
        }
    }
    if !split.is_empty() {
        let hhi = if question.mode == Mode::One {
            "; blocs’ changes of the HHI then don’t add up, and it may fall"
        } else {
            ""
        };
        problems.push(format!("Counted in equal parts in each of its blocs: {}{hhi}", split.join(", ")));
    }
    if !contested.is_empty() {
        let own = if question.mode == Mode::One {
            "Contested, so a supplier of its own"
        } else {
            "A member of several blocs, counted in none of them, and a member all the same"
        };
        problems.push(format!("{own}: {}", contested.join(", ")));
    }
}

/// Says which blocs have nothing to fold, and why.
pub(super) fn describe_blocs(question: &Question, figures: &Figures, problems: &mut Vec<String>) {
    let (without_members, with_members): (Vec<&BlocShare>, Vec<&BlocShare>) =
        figures.blocs.iter().partition(|bloc| bloc.members.is_empty());
    let names = |blocs: &[&BlocShare]| blocs.iter().map(|bloc| bloc.name.as_str()).collect::<Vec<_>>().join(", ");
    if !without_members.is_empty() {
        problems.push(format!(
            "{} {} no members on {} among {}",
            names(&without_members),
            if without_members.len() == 1 { "has" } else { "have" },
            date_text(question.as_of),
            question.confidence.in_sentence()
        ));
    }
    let idle = with_members.into_iter().filter(|bloc| bloc.producers.is_empty());
    let (counted, idle): (Vec<&BlocShare>, Vec<&BlocShare>) =
        idle.partition(|bloc| figures.has_members_elsewhere(bloc));
    if !counted.is_empty() {
        problems.push(format!("All members with a number here count in a bloc before it: {}", names(&counted)));
    }
    if !idle.is_empty() {
        problems.push(format!("No member has a published number above zero here: {}", names(&idle)));
    }
    let hidden: Vec<&str> = figures.blocs.iter().filter(|bloc| bloc.may_hide).map(|bloc| bloc.name.as_str()).collect();
    if !hidden.is_empty() {
        problems.push(format!(
            "Members without a row may be among “Other countries”, so a share is at least what is named: {}",
            hidden.join(", ")
        ));
    }
    let unnamed: Vec<&str> = figures.blocs.iter().filter(|bloc| bloc.unnamed).map(|bloc| bloc.name.as_str()).collect();
    if !unnamed.is_empty() {
        problems.push(format!("Members that are not named in public count in no sum: {}", unnamed.join(", ")));
    }
}
