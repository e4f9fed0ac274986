use crate::charts::{ChartKind, Choices};
use crate::cli::CliError;
use crate::cli::arguments::{ExportArguments, KindArguments};
use crate::cli::export::{choose, offered_words};
use crate::cli::question::unknown;
use crate::cli::second::SecondArguments;

/// The word for every kind.
const ALL: &str = "all";

/// The words of the command line that one kind of chart takes.
pub struct KindWords {
    /// Which kind, and what is chosen of it.
    pub kind: KindArguments,
    /// What is different in B, for Compare.
    pub second: SecondArguments,
}

/// Returns the kinds to draw, in the order of the view strip, each with the words that it takes: the one of `--chart`, or
/// those of `--charts`.
///
/// # Errors
/// An argument error for a kind that is none, and for words that no kind among them takes.
pub fn kinds(arguments: &ExportArguments) -> Result<Vec<KindWords>, CliError> {
    let ExportArguments { kind, second, many, .. } = arguments;
    if many.charts.is_empty() {
        return Ok(vec![KindWords { kind: kind.clone(), second: second.clone() }]);
    }
    let kinds = named(&many.charts, *second != SecondArguments::default())?;
    check_taken(kind, second, &kinds)?;
    let words = |of: &ChartKind| KindWords {
        kind: KindArguments {
            chart: of.id().to_owned(),
            set: kind.set.iter().filter(|text| takes(*of, text)).cloned().collect(),
            compare: kind.compare.clone().filter(|_| *of == ChartKind::Shares),
            ..kind.clone()
        },
        second: if *of == ChartKind::Pair { second.clone() } else { SecondArguments::default() },
    };
    Ok(kinds.iter().map(words).collect())
}

/// Returns the kinds that words name. Compare is one of all only where there is something to compare with.
fn named(words: &[String], has_second: bool) -> Result<Vec<ChartKind>, CliError> {
    let ids: Vec<&str> = ChartKind::ALL.iter().map(|kind| kind.id()).collect();
    let mut named = Vec::new();
    for word in words.iter().map(|word| word.trim()) {
        if word == ALL {
            named.extend(ChartKind::ALL.iter().filter(|kind| has_second || **kind != ChartKind::Pair));
        } else {
            named.push(word.parse().map_err(|_unknown| unknown("chart", word, &ids))?);
        }
    }
    Ok(ChartKind::ALL.iter().copied().filter(|kind| named.contains(kind)).collect())
}

/// Returns whether a kind offers a choice such as `order=name`.
fn takes(kind: ChartKind, text: &str) -> bool {
    choose(&mut Choices::default(), kind, text)
}

fn check_taken(words: &KindArguments, second: &SecondArguments, kinds: &[ChartKind]) -> Result<(), CliError> {
    if let Some(text) = words.set.iter().find(|text| !kinds.iter().any(|kind| takes(*kind, text))) {
        let offered = kinds.iter().map(|kind| (kind, offered_words(*kind))).filter(|(_, offered)| !offered.is_empty());
        let offered: Vec<String> = offered.map(|(kind, offered)| format!("{kind}: {offered}")).collect();
        let hint =
            if offered.is_empty() { "none of them has any".to_owned() } else { format!("use {}", offered.join("; ")) };
        return Err(CliError::argument(format!("'{text}' is no choice of any of these charts"), hint));
    }
    if words.compare.is_some() && !kinds.contains(&ChartKind::Shares) {
        return Err(CliError::argument("--compare is for the chart shares", "leave it out, or add shares to --charts"));
    }
    let of_second = if kinds.contains(&ChartKind::Pair) { ChartKind::Pair } else { ChartKind::Shares };
    second.check(of_second)
}
