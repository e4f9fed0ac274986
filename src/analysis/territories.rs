use std::borrow::Cow;

use crate::data::{Dataset, Row, Statement, Table, TableYear};
use crate::model::{Amount, Iso3, Quantity, Question, Territories, quantity_words};

use super::Span;

/// Returns a table with one row for each country that counts by itself: several rows of one country are parts of it and are
/// added, as are dependent territories to their states, where the question counts them there; else the table as it is.
pub(super) fn by_country<'a>(dataset: &Dataset, question: &Question, table: Cow<'a, Table>) -> Cow<'a, Table> {
    let is_own = question.territories.is_own();
    // What may not be added up has no sum of a country either.
    let has_parts = |year: &TableYear| table.not_additive.is_none() && has_country_twice(year);
    let has_territories = |year: &TableYear| year.countries.iter().any(|row| state_of(dataset, row.country).is_some());
    if !table.years.iter().any(|year| has_parts(year) || (!is_own && has_territories(year))) {
        return table;
    }
    let mut table = table.into_owned();
    let unit = table.unit;
    for year in &mut table.years {
        let words = |quantity: &Quantity| quantity_words(quantity, unit);
        let counts_as = |iso3: Iso3| if is_own { iso3 } else { state_of(dataset, iso3).unwrap_or(iso3) };
        year.countries = folded(dataset, std::mem::take(&mut year.countries), counts_as, words);
    }
    Cow::Owned(table)
}

/// Returns whether several rows of a year are of one country, such as helium from natural gas and from a store.
fn has_country_twice(year: &TableYear) -> bool {
    let mut countries: Vec<Iso3> = year.countries.iter().map(|row| row.country).collect();
    countries.sort_unstable();
    countries.windows(2).any(|pair| matches!(pair, [one, next] if one == next))
}

/// Returns the state that a country belongs to, for a dependent territory.
pub(super) fn state_of(dataset: &Dataset, iso3: Iso3) -> Option<Iso3> {
    dataset.country(iso3).and_then(|country| country.parent)
}

/// Returns whether a country counts by itself under a question's rule, so that it can be a supplier or a member.
pub(super) fn counts_by_itself(dataset: &Dataset, question: &Question, iso3: Iso3) -> bool {
    question.territories == Territories::Own || state_of(dataset, iso3).is_none()
}

/// Returns rows with those added that count as one country, each where its first part stood.
fn folded(
    dataset: &Dataset,
    rows: Vec<Row>,
    counts_as: impl Fn(Iso3) -> Iso3,
    words: impl Fn(&Quantity) -> String,
) -> Vec<Row> {
    let mut states: Vec<(Iso3, Vec<Row>)> = Vec::new();
    for row in rows {
        let state = counts_as(row.country);
        match states.iter_mut().find(|(known, _)| *known == state) {
            Some((_, parts)) => parts.push(row),
            None => states.push((state, vec![row])),
        }
    }
    states.into_iter().map(|(state, parts)| joined(dataset, state, parts, &words)).collect()
}

/// Returns the row of a state from its own, where it has any, and those of its territories.
fn joined(dataset: &Dataset, state: Iso3, mut parts: Vec<Row>, words: impl Fn(&Quantity) -> String) -> Row {
    parts.sort_by_key(|row| row.country != state);
    if let [only] = parts.as_slice()
        && only.country == state
    {
        return only.clone();
    }
    let note_of = |row: &Row| row.statement.note.trim_end_matches('.').to_owned();
    let (own, territories): (Vec<&Row>, Vec<&Row>) = parts.iter().partition(|row| row.country == state);
    let mut notes = Vec::new();
    if !territories.is_empty() {
        let with_amount =
            |row: &&Row| format!("{} ({})", dataset.country_name(row.country), words(&row.statement.quantity));
        let names: Vec<String> = territories.iter().map(with_amount).collect();
        let lead = if own.is_empty() { "No row of its own; is" } else { "Includes" };
        notes.push(format!("{lead} {}", names.join(", ")));
    }
    match own.as_slice() {
        [] => {}
        [only] => notes.extend(Some(note_of(only)).filter(|note| !note.is_empty())),
        several => {
            let part = |row: &&Row| match note_of(row) {
                note if note.is_empty() => words(&row.statement.quantity),
                note => format!("{} ({note})", words(&row.statement.quantity)),
            };
            let sums: Vec<String> = several.iter().map(part).collect();
            notes.push(format!("Sum of the publisher’s {} rows: {}", several.len(), sums.join(", ")));
        }
    }
    let of_territories = territories.iter().filter(|row| !row.statement.note.is_empty());
    notes.extend(of_territories.map(|row| format!("{}: {}", dataset.country_name(row.country), note_of(row))));
    let quantity = parts.into_iter().map(|row| row.statement.quantity).reduce(sum);
    let quantity = quantity.unwrap_or(Quantity { amount: Amount::NotApplicable, estimated: false });
    Row { country: state, statement: Statement { quantity, note: notes.join(". ") } }
}

/// Returns the sum of two quantities, no state of which is lost: a number and something unknown are at least the number,
/// and an estimate makes the sum one.
fn sum(one: Quantity, other: Quantity) -> Quantity {
    let estimated = one.estimated || other.estimated;
    let span = |amount: &Amount| Span::of(&Quantity { amount: amount.clone(), estimated: false });
    let amount = match (one.amount, other.amount) {
        (Amount::NotApplicable, amount) | (amount, Amount::NotApplicable) => amount,
        (Amount::Exact(one), Amount::Exact(other)) => Amount::Exact(one + other),
        (one, other) => match span(&one).plus(span(&other)) {
            // Nothing is known of the sum: what stands in place of the unknown part stays.
            Span { low, high, .. } if low <= 0.0 && high.is_infinite() => {
                if span(&one).high.is_infinite() {
                    one
                } else {
                    other
                }
            }
            Span { low, high, .. } if high.is_infinite() => Amount::AtLeast(low),
            Span { low, high, .. } if low <= 0.0 => Amount::AtMost(high),
            Span { low, high, .. } => Amount::Range { low, high },
        },
    };
    Quantity { amount, estimated }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(amount: Amount) -> Quantity {
        Quantity { amount, estimated: false }
    }

    #[test]
    fn no_state_of_a_part_is_lost_in_the_sum() {
        use Amount::{AtLeast, AtMost, Exact, NotApplicable, NotAvailable, Range, Withheld};
        for (one, other, expected) in [
            (Exact(3.0), Exact(4.0), Exact(7.0)),
            (Exact(3.0), Withheld, AtLeast(3.0)),
            (Exact(0.0), Withheld, Withheld),
            (AtMost(5.0), NotAvailable, NotAvailable),
            (Withheld, NotAvailable, Withheld),
            (Exact(3.0), AtLeast(4.0), AtLeast(7.0)),
            (Exact(3.0), AtMost(4.0), Range { low: 3.0, high: 7.0 }),
            (Range { low: 1.0, high: 2.0 }, AtMost(4.0), Range { low: 1.0, high: 6.0 }),
            (NotApplicable, Withheld, Withheld),
            (NotApplicable, Exact(2.0), Exact(2.0)),
        ] {
            assert_eq!(sum(said(one.clone()), said(other.clone())).amount, expected, "{one:?} and {other:?}");
        }
        let estimate = Quantity { amount: Exact(1.0), estimated: true };
        assert!(sum(said(Exact(1.0)), estimate).estimated);
    }
}
