use jiff::civil::Date;

use crate::analysis::{MembershipChange, Trend, membership_changes};
use crate::charts::change_words::change_words;
use crate::charts::palette::Series;
use crate::data::Dataset;
use crate::model::{BlocId, date_text};

use super::form::BlocEvents;

/// What changed in the switched-on blocs in a year.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventMark {
    /// The year.
    pub year: i16,
    /// The colour of the only bloc that changed.
    pub series: Option<Series>,
    /// What is written, from the longest wording to the shortest; the last one is empty, the flag alone.
    pub texts: Vec<String>,
    /// Every change with its day, for example "1 Jan 2024: Egypt, Ethiopia and Iran join BRICS".
    pub said: Vec<String>,
}

/// When members of the switched-on blocs joined and left.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Events {
    /// What changed between the first and the last year of the picture, ascending by year.
    pub(super) marks: Vec<EventMark>,
    /// What changes in later years.
    pub(super) later: Vec<String>,
    /// How many changes were in earlier years.
    pub(super) earlier: usize,
    /// Whether they are asked for.
    pub(super) are_shown: bool,
}

/// Returns when members of the switched-on blocs joined and left, by the confidence level of the question. Nothing where
/// that is not asked for.
pub(super) fn events(dataset: &Dataset, trend: &Trend, choice: BlocEvents, slots: &[(BlocId, Series)]) -> Events {
    let ends = trend.years.first().zip(trend.years.last());
    let Some((first, last)) = ends.filter(|_| choice == BlocEvents::Shown) else { return Events::default() };
    let question = &trend.question;
    let changes = membership_changes(dataset, &question.blocs, question.confidence);
    let year = |change: &MembershipChange| change.date.year();
    let within: Vec<&MembershipChange> =
        changes.iter().filter(|change| (first.year..=last.year).contains(&year(change))).collect();
    let mut years: Vec<i16> = within.iter().map(|change| year(change)).collect();
    years.dedup();
    let mark = |of: i16| {
        let of_year: Vec<&MembershipChange> = within.iter().filter(|change| year(change) == of).copied().collect();
        event_mark(dataset, of, &of_year, slots)
    };
    Events {
        marks: years.into_iter().map(mark).collect(),
        later: changes.iter().filter(|change| year(change) > last.year).map(|change| said(dataset, change)).collect(),
        earlier: changes.iter().filter(|change| year(change) < first.year).count(),
        are_shown: true,
    }
}

fn said(dataset: &Dataset, change: &MembershipChange) -> String {
    format!("{}: {}", date_text(change.date), change_words(dataset, change))
}

fn event_mark(dataset: &Dataset, year: i16, changes: &[&MembershipChange], slots: &[(BlocId, Series)]) -> EventMark {
    let mut blocs: Vec<&BlocId> = Vec::new();
    for change in changes {
        if !blocs.contains(&&change.bloc) {
            blocs.push(&change.bloc);
        }
    }
    let of_bloc = |bloc: &BlocId| -> Vec<&MembershipChange> {
        changes.iter().filter(|change| change.bloc == *bloc).copied().collect()
    };
    let name = |bloc: &BlocId| dataset.bloc(bloc).map_or(bloc.as_str(), |of| of.short_name.as_str()).to_owned();
    let words: Vec<String> = blocs.iter().map(|bloc| format!("{} {}", name(bloc), sum_words(&of_bloc(bloc)))).collect();
    let shorter = match blocs.as_slice() {
        [only] => sum_words(&of_bloc(only)),
        several => format!("{} blocs", several.len()),
    };
    let series = match blocs.as_slice() {
        [only] => slots.iter().find(|(id, _)| id == *only).map(|(_, series)| *series),
        _ => None,
    };
    let texts = vec![words.join("; "), shorter, String::new()];
    EventMark { year, series, texts, said: changes.iter().map(|change| said(dataset, change)).collect() }
}

/// Returns how many joined and left a bloc in a year, for example "+4" or "+1 −2"; or that it begins or ends.
fn sum_words(changes: &[&MembershipChange]) -> String {
    let begins = changes.first().is_some_and(|change| change.begins());
    let ends = changes.last().is_some_and(|change| change.ends());
    match (begins, ends) {
        (true, true) => return "begins and ends".to_owned(),
        (true, false) => return "begins".to_owned(),
        (false, true) => return "ends".to_owned(),
        (false, false) => {}
    }
    let joined: usize = changes.iter().map(|change| change.joined.len()).sum();
    let left: usize = changes.iter().map(|change| change.left.len()).sum();
    let signed = |sign: &str, count: usize| (count > 0).then(|| format!("{sign}{count}"));
    [signed("+", joined), signed("−", left)].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// More changes than so many are counted in a note.
const MOST_SAID: usize = 4;

impl Events {
    /// Says what changed, and that it does not change the lines.
    pub(super) fn notes(&self, trend: &Trend) -> Vec<String> {
        if !self.are_shown {
            return Vec::new();
        }
        if trend.question.blocs.is_empty() {
            return vec!["No bloc is on, so there are no bloc events".to_owned()];
        }
        let within: Vec<&String> = self.marks.iter().flat_map(|mark| &mark.said).collect();
        let as_of: Date = trend.question.as_of;
        let fixed = format!("figures of blocs are of the members on {} in every year", date_text(as_of));
        let mut notes = vec![if within.is_empty() {
            "In the years shown no member of the blocs that are on joined or left".to_owned()
        } else {
            format!("Flags: blocs that begin or end, members that join or leave; {fixed}. {}", list(&within))
        }];
        if !self.later.is_empty() {
            notes.push(format!("Bloc events after these years: {}", list(&self.later.iter().collect::<Vec<_>>())));
        }
        if self.earlier > 0 {
            let (count, noun) = (self.earlier, if self.earlier == 1 { "bloc event" } else { "bloc events" });
            notes.push(format!("{count} {noun} before these years"));
        }
        notes
    }
}

fn list(said: &[&String]) -> String {
    let more = said.len().saturating_sub(MOST_SAID);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let first: Vec<&str> = said.iter().take(MOST_SAID).map(|words| words.as_str()).collect();
    format!("{}{more}", first.join("; "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Iso3, parse_date};

    fn change(day: &str, joined: &[&str], left: &[&str], members: usize) -> MembershipChange {
        let of = |letters: &[&str]| letters.iter().map(|of| Iso3::new(of).unwrap()).collect();
        let (date, bloc) = (parse_date(day).unwrap(), BlocId::new("pact").unwrap());
        MembershipChange { date, bloc, joined: of(joined), left: of(left), members }
    }

    #[test]
    fn changes_of_a_year_are_summed() {
        let said = |changes: &[MembershipChange]| sum_words(&changes.iter().collect::<Vec<_>>());
        let four = change("2024-01-01", &["EGY", "ETH", "IRN", "ARE"], &[], 9);
        let swapped = change("2024-06-01", &["IDN"], &["EGY", "ETH"], 8);
        assert_eq!(said(std::slice::from_ref(&four)), "+4");
        assert_eq!(said(&[four, swapped.clone()]), "+5 −2");
        assert_eq!(said(&[change("2024-02-01", &[], &["EGY"], 3)]), "−1");
        assert_eq!(said(&[change("2024-02-01", &["EGY", "IDN"], &[], 2), swapped.clone()]), "begins");
        assert_eq!(said(&[swapped, change("2024-09-01", &[], &["IDN"], 0)]), "ends");
    }
}
