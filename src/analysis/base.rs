use crate::data::{Statement, TableYear};
use crate::model::{Amount, Denominator, Iso3, Status};

use super::{Other, ShareInterval, Span};

/// A country's row with its span.
pub(super) struct Entry<'a> {
    pub(super) iso3: Iso3,
    pub(super) statement: &'a Statement,
    pub(super) span: Span,
}

pub(super) fn entries(year: &TableYear) -> Vec<Entry<'_>> {
    year.countries
        .iter()
        .map(|row| Entry { iso3: row.country, statement: &row.statement, span: row_span(&row.statement) })
        .collect()
}

/// Returns the span of what is not attributed to a named country: "Other countries", and anything at all where the
/// publisher could not give the world a number.
pub(super) fn unattributed(year: &TableYear) -> Span {
    let other = year.other.as_ref().map_or(Span::ZERO, |other| Span::of(&other.quantity));
    let world = year.world.as_ref().map(|world| world.quantity.status());
    if matches!(world, Some(Status::NotAvailable | Status::Qualitative)) { other.plus(Span::UNKNOWN) } else { other }
}

/// Returns the span of a country's row. One that is counted in "Other countries" adds nothing of its own.
pub(super) fn row_span(statement: &Statement) -> Span {
    let inside_other = matches!(statement.quantity.amount, Amount::IncludedElsewhere)
        && statement.note.to_lowercase().contains("other countries");
    if inside_other { Span::ZERO } else { Span::of(&statement.quantity) }
}

/// What shares are taken of, and the rows they are taken from.
pub(super) struct Base<'a> {
    pub(super) entries: &'a [Entry<'a>],
    pub(super) other: Span,
    /// The printed total, when it was chosen.
    pub(super) printed: Option<Span>,
    pub(super) total: f64,
}

impl<'a> Base<'a> {
    pub(super) fn of(
        denominator: Denominator,
        entries: &'a [Entry<'a>],
        other: Span,
        year: &TableYear,
    ) -> Option<Self> {
        let (printed, total) = match denominator {
            Denominator::Sum => (None, Span::sum(entries.iter().map(|entry| entry.span)).plus(other).value),
            Denominator::Printed => {
                let whole = Span::of(&year.world.as_ref()?.quantity);
                (Some(whole), whole.value)
            }
        };
        (total > 0.0).then_some(Self { entries, other, printed, total })
    }

    /// Returns the share of the rows that `is_part` picks by their position.
    pub(super) fn share(&self, is_part: impl Fn(usize, &Entry<'_>) -> bool) -> ShareInterval {
        let (mut part, mut rest) = (Span::ZERO, self.other);
        for (index, entry) in self.entries.iter().enumerate() {
            let side = if is_part(index, entry) { &mut part } else { &mut rest };
            *side = side.plus(entry.span);
        }
        match self.printed {
            None => ShareInterval::of_parts(part, rest),
            Some(whole) => ShareInterval::of_whole(part, whole),
        }
        .unwrap_or(ShareInterval::ZERO)
    }

    /// Returns the residual: "Other countries", or what is left of the printed total.
    pub(super) fn residual(&self, year: &TableYear) -> Other {
        let value = match self.printed {
            None => self.other.value,
            Some(whole) => whole.value - self.entries.iter().map(|entry| entry.span.value).sum::<f64>(),
        };
        Other { quantity: year.other.as_ref().map(|other| other.quantity.clone()), value, share: value / self.total }
    }
}
