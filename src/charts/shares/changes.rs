use crate::analysis::{Answer, Apart, Figures, Other, ShareInterval, trend};
use crate::charts::pair::Difference;
use crate::charts::table::Cell;
use crate::charts::wording::{NO_BREAK, and_words, bound_mark, percent, share_text};
use crate::data::Dataset;
use crate::model::{Bound, Iso3, quantity_words};

use super::options::Since;
use super::rows::{RowChange, RowKey};

/// Ends of a change that lie further apart say nothing: it is the change of what is published then.
const WIDE: f64 = 0.2;
/// A share below this is not told of where a country is no longer named.
const SEEN: f64 = 5e-4;
/// So many countries are named that are no longer in the table.
const MOST_NAMED: usize = 3;

/// How shares changed since an earlier year.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Changes {
    /// The year that is shown.
    year: i16,
    /// The year that was asked for; nothing for the first one that has figures.
    wanted: Option<i16>,
    /// The answer of the year that is compared with; nothing where no earlier one has figures.
    earlier: Option<Answer>,
    /// Why the two years cannot be compared, where they cannot.
    apart: Option<Apart>,
}

/// What became of a share.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Changed {
    /// It changed by so much.
    By(Difference),
    /// Nobody can tell, and why.
    Words(String),
}

impl Changes {
    /// Returns how the shares of an answer changed since the year that is asked for. Where it has no figures, the nearest
    /// year before it that has some stands for it, or else the first one after it.
    pub(super) fn of(dataset: &Dataset, answer: &Answer, since: Since) -> Self {
        let year = answer.question.year;
        let wanted = since.from(year);
        let trend = trend(dataset, &answer.question);
        let years: Vec<i16> = trend.with_figures().map(|(of, _)| of.year).filter(|of| *of < year).collect();
        let taken = taken(&years, wanted);
        let earlier = trend.years.into_iter().find(|of| Some(of.year) == taken).map(|of| of.answer);
        let apart = match (earlier.as_ref().map(|of| &of.figures), &answer.figures) {
            (Some(Ok(then)), Ok(now)) => Apart::of(then, now),
            _ => None,
        };
        Self { year, wanted, earlier, apart }
    }

    /// Returns the year that is compared with.
    pub(super) fn since(&self) -> Option<i16> {
        self.earlier.as_ref().map(|earlier| earlier.question.year)
    }

    fn then(&self) -> Option<(i16, &Figures)> {
        Some((self.since()?, self.earlier.as_ref()?.figures.as_ref().ok()?))
    }

    /// Returns what became of the share of a row; nothing where there is no earlier year, or the row has no number now.
    pub(super) fn of_row(&self, key: &RowKey, now: &Figures) -> Option<Changed> {
        match key {
            RowKey::Country(iso3) => self.of_country(*iso3, now),
            RowKey::Other => {
                let (year, then) = self.then()?;
                let share = other_share(&now.other)?;
                Some(match (self.apart, other_share(&then.other)) {
                    (Some(_), _) => Changed::Words(not_comparable(year)),
                    (None, Some(before)) => Changed::By(Difference::of_shares(before, share)),
                    (None, None) => Changed::Words(format!("not told in {year}")),
                })
            }
            RowKey::Folded(countries) => self.of_several(countries, now),
            RowKey::Bloc(_) => None,
        }
    }

    fn of_country(&self, iso3: Iso3, now: &Figures) -> Option<Changed> {
        let (year, then) = self.then()?;
        let share = share_of(iso3, now)?;
        if self.apart.is_some() {
            return Some(Changed::Words(not_comparable(year)));
        }
        if let Some(before) = share_of(iso3, then) {
            return Some(Changed::By(Difference::of_shares(before, share)));
        }
        let silent = then.unpublished.iter().find(|of| of.iso3 == iso3);
        let words = silent.map_or_else(|| "not named".to_owned(), |of| quantity_words(&of.quantity, then.unit));
        Some(Changed::Words(format!("{words} in {year}")))
    }

    /// Returns what became of several shares together: nobody can tell where one of them is not known.
    fn of_several(&self, countries: &[Iso3], now: &Figures) -> Option<Changed> {
        let (year, then) = self.then()?;
        let all: Vec<Changed> = countries.iter().filter_map(|iso3| self.of_country(*iso3, now)).collect();
        let in_words = |of: &Changed| matches!(of, Changed::Words(_));
        match all.as_slice() {
            [first, rest @ ..] if rest.iter().all(|of| of == first) && in_words(first) => Some(first.clone()),
            all if all.iter().any(in_words) => Some(Changed::Words(format!("not all told in {year}"))),
            _ => {
                // Of the sums, as they are shown: what was rounded is not added up.
                let sum = |figures| summed(countries.iter().filter_map(|iso3| share_of(*iso3, figures)));
                Some(Changed::By(Difference::of_shares(sum(then)?, sum(now)?)))
            }
        }
    }

    /// Returns the change as it stands at a bar.
    pub(super) fn at_bar(&self, changed: &Changed) -> RowChange {
        match changed {
            Changed::By(difference) => RowChange {
                text: points_text(*difference),
                since: self.since().map(|year| format!("since{NO_BREAK}{year}")),
            },
            Changed::Words(words) => RowChange { text: words.clone(), since: None },
        }
    }

    /// Returns what a hover says of the change of a row.
    pub(super) fn hover(&self, key: &RowKey, changed: &Changed) -> Vec<(String, String)> {
        let mut lines = Vec::new();
        if let (RowKey::Country(iso3), Some((year, then))) = (key, self.then())
            && let Some(share) = share_of(*iso3, then)
        {
            lines.push((format!("In {year}"), share_text(share)));
        }
        let change = self.at_bar(changed);
        lines.push(("Change".to_owned(), change.whole()));
        lines
    }

    /// Returns the columns of the table that tell of the change.
    pub(super) fn columns(&self) -> Vec<String> {
        let Some(year) = self.since() else { return Vec::new() };
        vec![
            format!("Share, {year}"),
            format!("Bound of share, {year}"),
            format!("Change of share since {year}"),
            "Bound of change".to_owned(),
        ]
    }

    /// Returns the cells of these columns for a row.
    pub(super) fn cells(&self, key: &RowKey, now: &Figures) -> Vec<Cell> {
        let Some((_, then)) = self.then() else { return Vec::new() };
        let before = match key {
            RowKey::Country(iso3) => share_of(*iso3, then),
            RowKey::Other => other_share(&then.other),
            RowKey::Folded(countries) => summed(countries.iter().filter_map(|iso3| share_of(*iso3, then))),
            RowKey::Bloc(_) => None,
        };
        let mut cells = before.map_or_else(
            || vec![Cell::Empty, Cell::Empty],
            |share| vec![Cell::Number(share.value), Cell::text(share.bound().id())],
        );
        cells.extend(match self.of_row(key, now) {
            Some(Changed::By(difference)) => [Cell::Number(difference.exact), Cell::text(difference.bound().id())],
            Some(Changed::Words(words)) => [Cell::text(words), Cell::Empty],
            None => [Cell::Empty, Cell::Empty],
        });
        cells
    }

    /// Returns what the subtitle says of the year that is compared with.
    pub(super) fn subtitle_words(&self) -> String {
        let Some(year) = self.since() else {
            return "no earlier year has figures to tell a change by".to_owned();
        };
        let why = match self.wanted {
            Some(wanted) if wanted != year => format!(", as {wanted} has no figures"),
            Some(_) => String::new(),
            None => ", the first year with figures".to_owned(),
        };
        format!("change of share in percentage points (pp) since {year}{why}")
    }

    /// Returns what a reader must know of the year that is compared with.
    pub(super) fn notes(&self, answer: &Answer) -> Vec<String> {
        let (Ok(now), Some((since, then))) = (&answer.figures, self.then()) else { return Vec::new() };
        let year = self.year;
        if let Some(apart) = self.apart {
            let why = match apart {
                Apart::Unit => "they are counted in different units",
                Apart::Basis => "different things are weighed",
                Apart::NoFigures | Apart::YearsMissing => "one of them has no figures",
            };
            return vec![format!("{since} and {year} are not compared: {why}")];
        }
        let mut notes = Vec::new();
        let editions = [self.earlier.as_ref(), Some(answer)].map(|of| of.and_then(|of| of.subject.edition.as_ref()));
        if let [Some(before), Some(after)] = editions
            && before.id != after.id
        {
            notes.push(format!(
                "Figures of {since} are after {}: publishers revise, so both years are not strictly comparable",
                before.short_name
            ));
        }
        notes.extend(no_longer_named(now, then, since, year));
        notes
    }
}

/// Returns the year among those that have figures, ascending and all before the one shown, that stands for the one that
/// is wanted: itself, the nearest before it, or the first after it; the first where none is wanted.
fn taken(years: &[i16], wanted: Option<i16>) -> Option<i16> {
    let wanted = wanted.unwrap_or(i16::MIN);
    years.iter().rfind(|year| **year <= wanted).or(years.first()).copied()
}

fn not_comparable(year: i16) -> String {
    format!("not comparable with {year}")
}

/// Returns a change with its sign and unit, for example "+3.1 pp"; where it could be almost anything, or more as well as
/// less, that of what is published.
fn points_text(difference: Difference) -> String {
    let bound = difference.bound();
    let says_nothing = difference.sign().is_none() || difference.high - difference.low > WIDE;
    match bound {
        Bound::Range if says_nothing => format!("{}{NO_BREAK}pp of what is published", difference.value_text()),
        Bound::Range => format!("{}{NO_BREAK}pp", difference.text()),
        _ => format!("{}{}{NO_BREAK}pp", bound_mark(bound), difference.value_text()),
    }
}

fn share_of(iso3: Iso3, figures: &Figures) -> Option<ShareInterval> {
    figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3).map(|supplier| supplier.share)
}

/// Returns the share of what is not attributed to a country, where it is told and a number.
fn other_share(other: &Other) -> Option<ShareInterval> {
    let is_told = other.has_number() && (other.quantity.is_some() || other.value != 0.0);
    let value = other.share;
    let (low, high) = match other.bound {
        Bound::Exact => (value, value),
        Bound::AtLeast => (value, 1.0),
        Bound::AtMost => (0.0, value),
        Bound::Range => (0.0, 1.0),
    };
    is_told.then_some(ShareInterval { value, low, high })
}

/// Returns the sum of shares, no more than the whole at most; nothing of none.
fn summed(shares: impl Iterator<Item = ShareInterval>) -> Option<ShareInterval> {
    let sum = |sum: ShareInterval, of: ShareInterval| ShareInterval {
        value: sum.value + of.value,
        low: sum.low + of.low,
        high: sum.high + of.high,
    };
    shares.reduce(sum).map(|sum| ShareInterval { high: sum.high.min(sum.value.max(1.0)), ..sum })
}

/// Names who had a share and has no row any more.
fn no_longer_named(now: &Figures, then: &Figures, since: i16, year: i16) -> Option<String> {
    let is_named =
        |iso3: Iso3| now.suppliers.iter().any(|of| of.iso3 == iso3) || now.unpublished.iter().any(|of| of.iso3 == iso3);
    let gone: Vec<String> = then
        .suppliers
        .iter()
        .filter(|of| of.share.value >= SEEN && !is_named(of.iso3))
        .map(|of| format!("{} ({})", of.name, percent(of.share.value)))
        .collect();
    let mut names: Vec<String> = gone.iter().take(MOST_NAMED).cloned().collect();
    if gone.len() > names.len() {
        names.push(format!("{} more", gone.len() - names.len()));
    }
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    (!names.is_empty()).then(|| format!("Named for {since} and not for {year}: {}", and_words(&names)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn share(value: f64, low: f64, high: f64) -> ShareInterval {
        ShareInterval { value, low, high }
    }

    fn exact(value: f64) -> ShareInterval {
        share(value, value, value)
    }

    #[test]
    fn the_year_wanted_is_taken_or_the_nearest_before_it_or_else_the_first() {
        let years = [2012, 2015, 2021, 2022];
        for (wanted, expected) in [
            (Some(2021), 2021),
            (Some(2020), 2015),
            (Some(2014), 2012),
            (Some(2010), 2012),
            (Some(2030), 2022),
            (None, 2012),
        ] {
            assert_eq!(taken(&years, wanted), Some(expected), "{wanted:?}");
        }
        assert_eq!(taken(&[], Some(2020)), None);
    }

    #[test]
    fn a_change_has_its_sign_its_bound_and_its_unit() {
        let text = |before, now| points_text(Difference::of_shares(before, now)).replace(NO_BREAK, " ");
        assert_eq!(text(exact(0.25), exact(0.281)), "+3.1 pp");
        assert_eq!(text(exact(0.281), exact(0.25)), "−3.1 pp");
        assert_eq!(text(exact(0.25), exact(0.25)), "0 pp");
        // At least so much now is at least such a gain; at least so much before is at most such a gain.
        assert_eq!(text(exact(0.25), share(0.281, 0.281, 1.0)), "≥ +3.1 pp");
        assert_eq!(text(share(0.25, 0.25, 1.0), exact(0.281)), "≤ +3.1 pp");
        assert_eq!(text(share(0.25, 0.24, 0.26), share(0.281, 0.271, 0.291)), "+1.1 to +5.1 pp");
        // Beside a withheld producer in both years it may be anything.
        assert_eq!(text(share(0.25, 0.0, 0.25), share(0.281, 0.0, 0.281)), "+3.1 pp of what is published");
    }
}
