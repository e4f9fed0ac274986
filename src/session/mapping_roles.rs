use crate::data::open::{Field, Given, Mapping, ValueColumn};

/// What a column can be for. A column of values can have no other role.
pub const COLUMN_ROLES: [Field; 9] = [
    Field::Country,
    Field::Mineral,
    Field::Stage,
    Field::Year,
    Field::Unit,
    Field::Measure,
    Field::Note,
    Field::Status,
    Field::Values,
];

/// Returns what a column is for under a mapping; nothing for one that is not used.
#[must_use]
pub fn roles_of(mapping: &Mapping, column: usize) -> Vec<Field> {
    let is_of = |field: &Field| match field {
        Field::Measure => mapping.measure == Some(column),
        Field::Note => mapping.note == Some(column),
        Field::Status => mapping.values.iter().any(|value| value.status == Some(column)),
        Field::Values => mapping.values.iter().any(|value| value.column == column),
        field => given(mapping, *field) == Some(&Given::Column(column)),
    };
    COLUMN_ROLES.into_iter().filter(is_of).collect()
}

/// Gives a column one role and takes all others from it; without one it is not used.
pub fn give_role(mapping: &mut Mapping, column: usize, role: Option<Field>) {
    for field in roles_of(mapping, column) {
        if Some(field) != role {
            take_role(mapping, column, field);
        }
    }
    match role {
        Some(Field::Measure) => mapping.measure = Some(column),
        Some(Field::Note) => mapping.note = Some(column),
        Some(Field::Status) => mapping.values.iter_mut().for_each(|value| value.status = Some(column)),
        Some(Field::Values) => add_value(mapping, column),
        Some(field) => {
            if let Some(given) = given_mut(mapping, field) {
                *given = Given::Column(column);
            }
        }
        None => {}
    }
}

/// Adds a column to those of values, in the order of the sheet; no word is read from it any more.
pub fn add_value(mapping: &mut Mapping, column: usize) {
    for field in roles_of(mapping, column).into_iter().filter(|field| *field != Field::Values) {
        take_role(mapping, column, field);
    }
    if let Err(at) = mapping.values.binary_search_by_key(&column, |value| value.column) {
        mapping.values.insert(at, ValueColumn::plain(column));
    }
}

fn take_role(mapping: &mut Mapping, column: usize, field: Field) {
    match field {
        Field::Measure => mapping.measure = None,
        Field::Note => mapping.note = None,
        Field::Status => {
            let of = mapping.values.iter_mut().filter(|value| value.status == Some(column));
            of.for_each(|value| value.status = None);
        }
        Field::Values => mapping.values.retain(|value| value.column != column),
        field => {
            if let Some(given) = given_mut(mapping, field) {
                *given = Given::Nowhere;
            }
        }
    }
}

/// Gives a mapping all that another one has otherwise than it was guessed: what a person set.
pub(super) fn keep_set(next: &mut Mapping, set: &Mapping, guessed: &Mapping) {
    fn keep<T: Clone + PartialEq>(next: &mut T, set: &T, guessed: &T) {
        if set != guessed {
            next.clone_from(set);
        }
    }
    keep(&mut next.country, &set.country, &guessed.country);
    keep(&mut next.mineral, &set.mineral, &guessed.mineral);
    keep(&mut next.stage, &set.stage, &guessed.stage);
    keep(&mut next.year, &set.year, &guessed.year);
    keep(&mut next.unit, &set.unit, &guessed.unit);
    keep(&mut next.measure, &set.measure, &guessed.measure);
    keep(&mut next.note, &set.note, &guessed.note);
    keep(&mut next.values, &set.values, &guessed.values);
    keep(&mut next.numbers, &set.numbers, &guessed.numbers);
    keep(&mut next.missing, &set.missing, &guessed.missing);
    keep(&mut next.repeats, &set.repeats, &guessed.repeats);
    keep(&mut next.estimated, &set.estimated, &guessed.estimated);
}

/// Returns the column that says what all figures are; nothing where there is none, or one beside each column of values.
#[must_use]
pub fn shared_status(mapping: &Mapping) -> Option<usize> {
    let mut statuses = mapping.values.iter().map(|value| value.status);
    let first = statuses.next().flatten()?;
    statuses.all(|status| status == Some(first)).then_some(first)
}

/// Returns where the word of a field stands; nothing for a field that is no word.
#[must_use]
pub fn given(mapping: &Mapping, field: Field) -> Option<&Given> {
    match field {
        Field::Country => Some(&mapping.country),
        Field::Mineral => Some(&mapping.mineral),
        Field::Stage => Some(&mapping.stage),
        Field::Year => Some(&mapping.year),
        Field::Unit => Some(&mapping.unit),
        _ => None,
    }
}

/// Returns where the word of a field stands, to be changed.
pub fn given_mut(mapping: &mut Mapping, field: Field) -> Option<&mut Given> {
    match field {
        Field::Country => Some(&mut mapping.country),
        Field::Mineral => Some(&mut mapping.mineral),
        Field::Stage => Some(&mut mapping.stage),
        Field::Year => Some(&mut mapping.year),
        Field::Unit => Some(&mut mapping.unit),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::open::{Header, Numbers, Repeats, Totals};

    fn mapping() -> Mapping {
        Mapping {
            header: Header { above: 0, rows: 1 },
            country: Given::Column(0),
            mineral: Given::Same("cobalt".to_owned()),
            stage: Given::Nowhere,
            year: Given::Column(1),
            unit: Given::Nowhere,
            measure: None,
            note: Some(4),
            values: vec![ValueColumn::plain(3)],
            numbers: Numbers::default(),
            missing: Vec::new(),
            repeats: Repeats::Judge,
            estimated: Vec::new(),
            totals: Totals::OfTable,
        }
    }

    #[test]
    fn a_column_has_the_role_it_was_given_last_and_no_other() {
        let mut mapping = mapping();
        give_role(&mut mapping, 1, Some(Field::Values));
        assert_eq!(roles_of(&mapping, 1), [Field::Values]);
        assert_eq!(mapping.year, Given::Nowhere);
        assert_eq!(mapping.values.iter().map(|value| value.column).collect::<Vec<_>>(), [1, 3]);
        give_role(&mut mapping, 3, Some(Field::Year));
        assert_eq!((roles_of(&mapping, 3), &mapping.year), (vec![Field::Year], &Given::Column(3)));
        give_role(&mut mapping, 2, Some(Field::Country));
        assert_eq!((roles_of(&mapping, 0), roles_of(&mapping, 2)), (Vec::new(), vec![Field::Country]));
        give_role(&mut mapping, 4, None);
        assert_eq!(mapping.note, None);
        assert_eq!(mapping.mineral, Given::Same("cobalt".to_owned()), "what no column says is left alone");
    }
}
