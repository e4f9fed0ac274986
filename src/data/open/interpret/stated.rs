use crate::model::{Amount, Quantity};

/// Different notes that are kept of a place.
const NOTES: usize = 4;

/// Bytes kept of a note.
const NOTE_BYTES: usize = 400;

/// What the rows of a place say besides plain numbers.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Stated {
    /// What the first row says, among those with a number where there are such.
    pub(super) first: Quantity,
    /// The note of that row.
    pub(super) first_note: String,
    /// That row.
    pub(super) row: u64,
    /// How many rows there are.
    pub(super) rows: u64,
    /// What the rows say together.
    pub(super) together: Quantity,
    /// Their notes, each with its first row.
    notes: Vec<(u64, String)>,
}

impl Stated {
    /// Returns what one row says.
    pub(super) fn of(quantity: Quantity, note: &str, row: u64) -> Self {
        let note = shortened(note.trim());
        let notes = if note.is_empty() { Vec::new() } else { vec![(row, note.to_owned())] };
        Self { together: quantity.clone(), first: quantity, first_note: note.to_owned(), row, rows: 1, notes }
    }

    /// Adds what other rows say.
    pub(super) fn add(&mut self, other: Self) {
        self.together = added(&self.together, &other.together);
        self.rows = self.rows.saturating_add(other.rows);
        // A number counts, wherever it stands; among numbers, and where there is none, the first row.
        let rank = |stated: &Self| (stated.first.value().is_none(), stated.row);
        if rank(&other) < rank(self) {
            self.first = other.first;
            self.first_note = other.first_note;
            self.row = other.row;
        }
        for (row, note) in other.notes {
            match self.notes.iter_mut().find(|(_, known)| *known == note) {
                Some((first, _)) => *first = row.min(*first),
                None => self.notes.push((row, note)),
            }
        }
        self.notes.sort();
        self.notes.truncate(NOTES);
    }

    /// Returns the notes of all rows as one.
    pub(super) fn notes(&self) -> String {
        self.notes.iter().map(|(_, note)| note.as_str()).collect::<Vec<_>>().join(" -- ")
    }
}

/// Returns the start of a note that is long.
fn shortened(note: &str) -> &str {
    if note.len() <= NOTE_BYTES { note } else { note.get(..note.floor_char_boundary(NOTE_BYTES)).unwrap_or_default() }
}

/// Returns what two parts of an amount come to. A part without a number adds nothing to one that has one.
pub(super) fn added(one: &Quantity, other: &Quantity) -> Quantity {
    let (Some(from), Some(more)) = (ends(&one.amount), ends(&other.amount)) else {
        return if ends(&one.amount).is_some() || ends(&other.amount).is_none() { one.clone() } else { other.clone() };
    };
    let low = from.0 + more.0;
    let amount = match (from.1, more.1) {
        (Some(high), Some(further)) if low < high + further => Amount::Range { low, high: high + further },
        (Some(_), Some(_)) => Amount::Exact(low),
        _ => Amount::AtLeast(low),
    };
    let amount = match (&one.amount, &other.amount, amount) {
        // "Less than" stays what it is only beside nothing else.
        (Amount::AtMost(_), Amount::AtMost(_), Amount::Range { low: _, high }) => Amount::AtMost(high),
        (_, _, amount) => amount,
    };
    Quantity { amount, estimated: one.estimated || other.estimated }
}

/// Returns the lower and the upper end of an amount with a number; no upper end for one that has none.
fn ends(amount: &Amount) -> Option<(f64, Option<f64>)> {
    match amount {
        Amount::Exact(value) => Some((*value, Some(*value))),
        Amount::Range { low, high } => Some((*low, Some(*high))),
        Amount::AtMost(value) => Some((0.0, Some(*value))),
        Amount::AtLeast(value) => Some((*value, None)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(amount: Amount) -> Quantity {
        Quantity { amount, estimated: false }
    }

    #[test]
    fn parts_of_an_amount_are_added_within_their_bounds() {
        let sum = |one: Amount, other: Amount| added(&quantity(one), &quantity(other)).amount;
        assert_eq!(sum(Amount::Exact(2.0), Amount::Exact(3.0)), Amount::Exact(5.0));
        assert_eq!(sum(Amount::Exact(2.0), Amount::AtLeast(3.0)), Amount::AtLeast(5.0));
        assert_eq!(sum(Amount::AtMost(2.0), Amount::AtMost(3.0)), Amount::AtMost(5.0));
        assert_eq!(sum(Amount::Exact(2.0), Amount::AtMost(3.0)), Amount::Range { low: 2.0, high: 5.0 });
        assert_eq!(sum(Amount::AtLeast(2.0), Amount::AtMost(3.0)), Amount::AtLeast(2.0));
        assert_eq!(sum(Amount::Withheld, Amount::Exact(3.0)), Amount::Exact(3.0));
        assert_eq!(sum(Amount::Exact(3.0), Amount::Withheld), Amount::Exact(3.0));
        assert_eq!(sum(Amount::Withheld, Amount::NotAvailable), Amount::Withheld);
    }

    #[test]
    fn the_first_row_with_a_number_counts() {
        let mut stated = Stated::of(quantity(Amount::Withheld), "a", 3);
        stated.add(Stated::of(Quantity { amount: Amount::Exact(5.0), estimated: true }, "b", 9));
        stated.add(Stated::of(Quantity { amount: Amount::Exact(7.0), estimated: false }, "a", 5));
        assert_eq!((stated.row, stated.rows, stated.first.value()), (5, 3, Some(7.0)));
        assert_eq!(stated.together, Quantity { amount: Amount::Exact(12.0), estimated: true });
        assert_eq!(stated.notes(), "a -- b");
    }
}
