use crate::analysis::base::Entry;
use crate::analysis::{ShareInterval, Span};

/// What else is known of a row, a bit each.
#[derive(Debug, Clone, Copy, Default)]
struct Marks(u8);

impl Marks {
    const HAS_NUMBER: u8 = 1;
    const IN_OTHER: u8 = 2;
    /// A printed total does not count it, and nobody knows how much it is.
    const LEFT_OUT: u8 = 4;
    /// It may have more than nothing, and no number is published: a limit bounds it and tells none.
    const OPEN: u8 = 8;

    fn of(entry: &Entry<'_>) -> Self {
        let bit = |is_so: bool, bit: u8| if is_so { bit } else { 0 };
        Self(
            bit(entry.statement.quantity.value().is_some(), Self::HAS_NUMBER)
                | bit(entry.is_in_other(), Self::IN_OTHER)
                | bit(entry.is_left_out(), Self::LEFT_OUT)
                | bit(entry.is_open(), Self::OPEN),
        )
    }

    fn has(self, bit: u8) -> bool {
        self.0 & bit != 0
    }
}

/// The rows of all supplies, a column each.
#[derive(Debug, Clone, Default)]
pub(super) struct Columns {
    country: Vec<u16>,
    value: Vec<f64>,
    low: Vec<f64>,
    high: Vec<f64>,
    marks: Vec<Marks>,
}

impl Columns {
    pub(super) fn len(&self) -> usize {
        self.country.len()
    }

    pub(super) fn push(&mut self, country: u16, entry: &Entry<'_>) {
        self.country.push(country);
        self.value.push(entry.span.value);
        self.low.push(entry.span.low);
        self.high.push(entry.span.high);
        self.marks.push(Marks::of(entry));
    }

    /// Returns the rows of a supply.
    pub(super) fn rows(&self, (from, end): (usize, usize)) -> Rows<'_> {
        Rows {
            country: self.country.get(from..end).unwrap_or_default(),
            value: self.value.get(from..end).unwrap_or_default(),
            low: self.low.get(from..end).unwrap_or_default(),
            high: self.high.get(from..end).unwrap_or_default(),
            marks: self.marks.get(from..end).unwrap_or_default(),
        }
    }
}

/// The rows of one supply.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'a> {
    country: &'a [u16],
    value: &'a [f64],
    low: &'a [f64],
    high: &'a [f64],
    marks: &'a [Marks],
}

/// A row: the place of its country, what it has, and what else is known.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row {
    pub(super) country: u16,
    pub(super) span: Span,
    marks: Marks,
}

impl Row {
    /// Returns whether the publisher gives it a number.
    pub(super) fn has_number(self) -> bool {
        self.marks.has(Marks::HAS_NUMBER)
    }
}

impl<'a> Rows<'a> {
    pub(super) fn iter(self) -> impl Iterator<Item = Row> + 'a {
        let spans = self.value.iter().zip(self.low).zip(self.high);
        let spans = spans.map(|((value, low), high)| Span { value: *value, low: *low, high: *high });
        let rows = self.country.iter().zip(spans).zip(self.marks);
        rows.map(|((country, span), marks)| Row { country: *country, span, marks: *marks })
    }

    /// Returns whether producers exist whose figures are not published, among the rows that `is_part` picks.
    pub(super) fn is_open(self, is_part: impl Fn(u16) -> bool) -> bool {
        self.country.iter().zip(self.marks).any(|(country, marks)| marks.has(Marks::OPEN) && is_part(*country))
    }

    /// Returns share and quantity of the parts of rows that `part_of` gives, 0 to 1 each, as
    /// [`Base`](crate::analysis::base::Base) does.
    pub(super) fn part(self, whole: &Whole, part_of: impl Fn(u16) -> f64) -> (ShareInterval, Span) {
        let (mut part, mut rest, mut in_other) = (Span::ZERO, whole.other, false);
        for row in self.iter() {
            let weight = part_of(row.country);
            part = part.plus(row.span.times(weight));
            rest = rest.plus(row.span.times(1.0 - weight));
            in_other |= weight > 0.0 && row.marks.has(Marks::IN_OTHER);
        }
        let quantity = part;
        if in_other {
            // Some of "Other countries", and at most all of it, is the part's.
            part.high += whole.other.high;
            rest.low -= whole.other.low;
        }
        let share = match whole.printed {
            None => ShareInterval::of_parts(part, rest),
            Some(printed) => {
                let left_out = self.marks.iter().zip(self.high).filter(|(marks, _)| marks.has(Marks::LEFT_OUT));
                let high = printed.high + left_out.map(|(_, high)| high).sum::<f64>();
                ShareInterval::of_whole(part, Span { high, ..printed })
            }
        };
        (share.unwrap_or(ShareInterval::ZERO), quantity)
    }
}

/// What shares of a supply are taken of.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Whole {
    pub(super) total: f64,
    pub(super) other: Span,
    /// The printed total, when it was chosen.
    pub(super) printed: Option<Span>,
}
