use crate::data::{Statement, TableYear};
use crate::model::{Amount, Bound, Denominator, Iso3, Status};

use super::limits::Left;
use super::{Other, ShareInterval, Span};

/// A country's row with its span.
#[derive(Clone)]
pub(super) struct Entry<'a> {
    pub(super) iso3: Iso3,
    pub(super) statement: &'a Statement,
    pub(super) span: Span,
    /// Where the row is counted, when it is in another.
    inside: Option<Inside>,
}

/// The row that a country's figure is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Inside {
    /// "Other countries".
    Other,
    /// The printed world total alone.
    World,
    /// A row that is not in this table.
    Elsewhere,
}

impl Inside {
    /// Returns what the publisher's note says of where a row is counted.
    fn of(statement: &Statement) -> Option<Self> {
        if statement.quantity.amount != Amount::IncludedElsewhere {
            return None;
        }
        let note = statement.note.to_lowercase();
        Some(if note.contains("other countries") {
            Self::Other
        } else if note.contains("world total") {
            Self::World
        } else {
            Self::Elsewhere
        })
    }
}

impl Entry<'_> {
    /// Returns whether the row is counted in "Other countries".
    pub(super) fn is_in_other(&self) -> bool {
        self.inside == Some(Inside::Other)
    }

    /// Returns whether a printed total leaves the row out: nobody knows how much it is.
    pub(super) fn is_left_out(&self) -> bool {
        self.inside != Some(Inside::World) && self.statement.quantity.value().is_none()
    }

    /// Returns whether the row may have more than nothing and no number is published; a limit bounds it and tells none.
    pub(super) fn is_open(&self) -> bool {
        let is_silent = self.span.high > 0.0 && self.statement.quantity.value().is_none();
        self.span.high.is_infinite() || is_silent
    }
}

pub(super) fn entries(year: &TableYear) -> Vec<Entry<'_>> {
    year.countries
        .iter()
        .map(|row| {
            let inside = Inside::of(&row.statement);
            // What is in "Other countries" is in the sum already and adds nothing of its own.
            let span = if inside == Some(Inside::Other) { Span::ZERO } else { Span::of(&row.statement.quantity) };
            Entry { iso3: row.country, statement: &row.statement, span, inside }
        })
        .collect()
}

/// Returns the span of what is not attributed to a named country: "Other countries", and anything at all where the
/// publisher gives the world no number or only a least one.
pub(super) fn unattributed(year: &TableYear) -> Span {
    let other = year.other.as_ref().map_or(Span::ZERO, |other| Span::of(&other.quantity));
    let is_open = year.world.as_ref().is_some_and(|world| {
        let words = matches!(world.quantity.status(), Status::NotAvailable | Status::Qualitative);
        words || matches!(world.quantity.amount, Amount::AtLeast(_))
    });
    if is_open { other.plus(Span::UNKNOWN) } else { other }
}

/// A smaller share of "Other countries" hides no member: printed totals are rounded to two or three digits.
pub(super) const LEAST_HIDING: f64 = 0.01;

/// What shares are taken of, and the rows they are taken from.
pub(super) struct Base<'a> {
    pub(super) entries: Vec<Entry<'a>>,
    pub(super) other: Span,
    /// The printed total, when it was chosen.
    pub(super) printed: Option<Span>,
    pub(super) total: f64,
}

impl<'a> Base<'a> {
    pub(super) fn of(denominator: Denominator, entries: Vec<Entry<'a>>, other: Span, year: &TableYear) -> Option<Self> {
        let printed = match denominator {
            Denominator::Sum => None,
            Denominator::Printed => Some(Span::of(&year.world.as_ref()?.quantity)),
        };
        Self::whole(entries, other, printed)
    }

    /// Returns the share of the rows that `is_part` picks by their position.
    pub(super) fn share(&self, is_part: impl Fn(usize, &Entry<'_>) -> bool) -> ShareInterval {
        self.share_of_parts(|index, entry| if is_part(index, entry) { 1.0 } else { 0.0 })
    }

    /// Returns the share of the parts of rows that `part_of` gives, 0 to 1 each.
    pub(super) fn share_of_parts(&self, part_of: impl Fn(usize, &Entry<'_>) -> f64) -> ShareInterval {
        self.share_of(|index, entry| {
            let weight = part_of(index, entry);
            (entry.span.times(weight), entry.span.times(1.0 - weight), weight > 0.0)
        })
    }

    /// Returns the share of what is left of the rows.
    pub(super) fn share_kept(&self, left_of: impl Fn(usize, &Entry<'_>) -> Left) -> ShareInterval {
        self.share_of(|index, entry| {
            let left = left_of(index, entry);
            (left.kept(entry.span), left.lost(entry.span), left != Left::NOTHING)
        })
    }

    /// Returns the share of what is lost of the rows.
    pub(super) fn share_lost(&self, left_of: impl Fn(&Entry<'_>) -> Left) -> ShareInterval {
        self.share_of(|_, entry| {
            let left = left_of(entry);
            (left.lost(entry.span), left.kept(entry.span), left != Left::ALL)
        })
    }

    /// Returns the share of parts of rows: of each row its part, its rest, and whether it has a part at all.
    fn share_of(&self, halves: impl Fn(usize, &Entry<'_>) -> (Span, Span, bool)) -> ShareInterval {
        let (mut part, mut rest, mut in_other) = (Span::ZERO, self.other, false);
        for (index, entry) in self.entries.iter().enumerate() {
            let (of_part, of_rest, has_part) = halves(index, entry);
            part = part.plus(of_part);
            rest = rest.plus(of_rest);
            in_other |= has_part && entry.is_in_other();
        }
        if in_other {
            // Some of "Other countries", and at most all of it, is the part's.
            part.high += self.other.high;
            rest.low -= self.other.low;
        }
        match self.printed {
            None => ShareInterval::of_parts(part, rest),
            Some(whole) => ShareInterval::of_whole(part, self.opened(whole)),
        }
        .unwrap_or(ShareInterval::ZERO)
    }

    /// Returns whether "Other countries" may hold some of these countries: one of them has no row, and there is more than
    /// rounding to hold.
    pub(super) fn may_hide(&self, countries: &[Iso3]) -> bool {
        let has_row = |iso3: &Iso3| self.entries.iter().any(|entry| entry.iso3 == *iso3);
        self.printed.is_none()
            && self.other.value / self.total >= LEAST_HIDING
            && countries.iter().any(|iso3| !has_row(iso3))
    }

    /// Returns share and quantity of the parts of rows that `part_of` gives, 0 to 1 each; with an upper end that "Other
    /// countries" adds to where it may hide members.
    pub(super) fn part_with_hidden(
        &self,
        part_of: impl Fn(&Entry<'_>) -> f64,
        is_hidden: bool,
    ) -> (ShareInterval, Span) {
        let share = self.share_of_parts(|_, entry| part_of(entry));
        let quantity = Span::sum(self.entries.iter().map(|entry| entry.span.times(part_of(entry))));
        self.with_hidden(share, quantity, if is_hidden { self.other.high } else { 0.0 })
    }

    /// Returns a share and a quantity with upper ends to which "Other countries" adds so much at most, in the table's unit.
    pub(super) fn with_hidden(
        &self,
        mut share: ShareInterval,
        mut quantity: Span,
        hidden: f64,
    ) -> (ShareInterval, Span) {
        if hidden > 0.0 {
            share.high = (share.high + self.other.value.min(hidden) / self.total).min(1.0);
            quantity.high += hidden;
        }
        (share, quantity)
    }

    /// Returns the base of what is left of the rows; nothing when nothing is left.
    pub(super) fn left(&self, left_of: impl Fn(&Entry<'_>) -> Left) -> Option<Self> {
        let gone = Span::sum(self.entries.iter().map(|entry| left_of(entry).lost(entry.span)));
        let printed = self.printed.map(|whole| Span {
            value: whole.value - gone.value,
            low: (whole.low - gone.high).max(0.0),
            high: whole.high - gone.low,
        });
        Self::whole(self.kept(left_of), self.other, printed)
    }

    /// Returns the base of what is left of the rows alone, without "Other countries"; nothing when they have nothing.
    pub(super) fn only(&self, left_of: impl Fn(&Entry<'_>) -> Left) -> Option<Self> {
        Self::whole(self.kept(left_of), Span::ZERO, None)
    }

    /// Returns the rows of which something is left, with what is left of them.
    fn kept(&self, left_of: impl Fn(&Entry<'_>) -> Left) -> Vec<Entry<'a>> {
        let left = self.entries.iter().map(|entry| (entry, left_of(entry)));
        let left = left.filter(|(_, left)| *left != Left::NOTHING);
        left.map(|(entry, left)| Entry { span: left.kept(entry.span), ..entry.clone() }).collect()
    }

    fn whole(entries: Vec<Entry<'a>>, other: Span, printed: Option<Span>) -> Option<Self> {
        let sum = Span::sum(entries.iter().map(|entry| entry.span)).plus(other).value;
        let total = printed.map_or(sum, |printed| printed.value);
        (total > 0.0).then_some(Self { entries, other, printed, total })
    }

    /// Returns whether producers exist whose figures are not published; a limit bounds them and tells no number.
    pub(super) fn is_open(&self) -> bool {
        self.other.high.is_infinite() || self.entries.iter().any(Entry::is_open)
    }

    /// Returns the printed total with its upper end open where it leaves producers out: it then is less than the world.
    fn opened(&self, whole: Span) -> Span {
        let left_out =
            self.entries.iter().filter(|entry| entry.is_left_out()).map(|entry| entry.span.high).sum::<f64>();
        Span { high: whole.high + left_out, ..whole }
    }

    /// Returns the residual: "Other countries", or what is left of the printed total.
    pub(super) fn residual(&self, year: &TableYear) -> Other {
        let value = match self.printed {
            None => self.other.value,
            Some(whole) => whole.value - self.entries.iter().map(|entry| entry.span.value).sum::<f64>(),
        };
        let named = Span::sum(self.entries.iter().map(|entry| entry.span));
        let bound = match self.printed {
            None => ShareInterval::of_parts(self.other, named).map_or(Bound::Exact, ShareInterval::bound),
            Some(_) if self.is_open() => Bound::AtMost,
            Some(_) => Bound::Exact,
        };
        // Over a printed total the residual is more or less than the publisher's own row.
        let row = year.other.as_ref().filter(|_| self.printed.is_none());
        Other { quantity: row.map(|other| other.quantity.clone()), value, share: value / self.total, bound }
    }
}
