use foldhash::fast::FixedState;
use hashbrown::HashMap;

use crate::data::IssueKind;
use crate::data::open::Repeats;
use crate::model::{BaseUnit, Quantity, Stage, Unit};

use super::accumulate::Accumulator;
use super::place::{Key, Sum};
use super::stated::{Stated, added};

/// A figure in a table's unit.
#[derive(Debug)]
pub(super) struct Figure {
    pub(super) country: u32,
    pub(super) year: i16,
    pub(super) row: u64,
    pub(super) quantity: Quantity,
    pub(super) note: String,
}

/// The figures of a mineral at a stage, by year, then in the order of the rows.
#[derive(Debug)]
pub(super) struct Figures {
    pub(super) mineral: u32,
    pub(super) stage: Stage,
    pub(super) unit: Unit,
    pub(super) list: Vec<Figure>,
}

/// What was decided once all rows were read: which figures count.
#[derive(Debug, Default)]
pub(super) struct Decisions {
    /// What each table is counted in.
    units: Vec<TableUnit>,
    /// The row that counts of each place; nothing where all of them are added up.
    firsts: Option<HashMap<Key, u64, FixedState>>,
}

#[derive(Debug, Clone, Copy)]
struct TableUnit {
    mineral: u32,
    stage: Stage,
    unit: Unit,
}

/// The figures of a sheet, and what had to be decided for them.
#[derive(Debug, Default)]
pub(super) struct Decided {
    pub(super) figures: Vec<Figures>,
    pub(super) decisions: Decisions,
    pub(super) counts: Counts,
}

/// How many rows were dealt with in a way that is not plain.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Counts {
    places: u64,
    repeated_places: u64,
    /// Rows beyond the first of their place.
    pub(super) repeats: u64,
    /// Rows whose unit cannot be compared with the others of their table.
    pub(super) mixed: u64,
    /// Whether the repeats were added up; else they do not count.
    pub(super) is_added: bool,
    /// Places whose rows say different things.
    differing_places: u64,
}

/// What is said of one place in one unit.
struct Part<'a> {
    key: Key,
    sum: Option<Sum>,
    stated: Option<&'a Stated>,
}

impl Counts {
    /// Returns how many rows do not count.
    pub(super) fn dropped(self) -> u64 {
        self.mixed + if self.is_added { 0 } else { self.repeats }
    }

    /// How often places must repeat for their rows to be parts of an amount: in more than one place of so many.
    const FEW: u64 = 20;
    /// Fewer places than this show no habit.
    const HABIT: u64 = 3;

    /// Places with several different amounts that make a table with few places a list of parts.
    const DIFFERING: u64 = 2;

    fn adds(self, repeats: Repeats) -> bool {
        match repeats {
            Repeats::Add => true,
            Repeats::First => false,
            Repeats::Judge => {
                let is_habit =
                    self.repeated_places >= Self::HABIT && self.repeated_places.saturating_mul(Self::FEW) > self.places;
                // Of a short list most places need not repeat, but what they say must differ: a copy is no part.
                let is_list =
                    self.differing_places >= Self::DIFFERING && self.differing_places.saturating_mul(2) >= self.places;
                is_habit || is_list
            }
        }
    }
}

impl Decisions {
    /// Returns why the figure of a row does not count, if it does not.
    pub(super) fn verdict(&self, key: Key, row: u64) -> Result<(), IssueKind> {
        let place = key.place();
        if self.unit(place.mineral, place.stage).is_some_and(|unit| unit.base() != place.unit.base()) {
            return Err(IssueKind::MixedUnits);
        }
        let first = self.firsts.as_ref().and_then(|firsts| firsts.get(&key.without_unit()));
        if first.is_some_and(|first| *first != row) { Err(IssueKind::Duplicate) } else { Ok(()) }
    }

    /// Returns the unit of a table.
    fn unit(&self, mineral: u32, stage: Stage) -> Option<Unit> {
        let found = self.units.binary_search_by(|table| (table.mineral, table.stage).cmp(&(mineral, stage)));
        found.ok().and_then(|index| self.units.get(index)).map(|table| table.unit)
    }
}

/// Returns the figures that an accumulator holds, and leaves none in it.
pub(super) fn decide(accumulator: &mut Accumulator<'_>, repeats: Repeats) -> Decided {
    let sums = accumulator.take_sums();
    let stated = std::mem::take(&mut accumulator.stated);
    let parts = || Parts { sums: sums.iter().peekable(), stated: stated.iter().peekable() };
    let mut decisions = Decisions { units: units(parts()), firsts: None };
    let mut counts = Counts::default();
    for_each_place(parts(), &decisions, &mut |_, _, parts, mixed| {
        counts.mixed += mixed;
        let rows: u64 = parts.iter().map(Part::rows).sum();
        counts.places += u64::from(rows > 0);
        counts.repeated_places += u64::from(rows > 1);
        counts.repeats += rows.saturating_sub(1);
        counts.differing_places += u64::from(parts.iter().any(Part::differs));
    });
    counts.is_added = counts.adds(repeats);
    let mut firsts = HashMap::with_hasher(FixedState::default());
    let mut figures: Vec<Figures> = Vec::new();
    for_each_place(parts(), &decisions, &mut |key, unit, parts, _| {
        let Some(figure) = figure(parts, unit, counts.is_added) else { return };
        if !counts.is_added && counts.dropped() > 0 {
            firsts.insert(key, figure.row);
        }
        let place = key.place();
        match figures.last_mut() {
            Some(last) if (last.mineral, last.stage) == (place.mineral, place.stage) => last.list.push(figure),
            _ => figures.push(Figures { mineral: place.mineral, stage: place.stage, unit, list: vec![figure] }),
        }
    });
    for of_table in &mut figures {
        of_table.list.sort_by_key(|figure| (figure.year, figure.row, figure.country));
    }
    decisions.firsts = (!counts.is_added).then_some(firsts);
    Decided { figures, decisions, counts }
}

/// A table's mineral and stage, and how many rows each of its units has.
type UnitRows = (u32, Stage, Vec<(Unit, u64)>);

/// Returns the unit of each table: that which most rows have, of those that can be compared with most rows.
fn units(parts: Parts<'_>) -> Vec<TableUnit> {
    let mut tables: Vec<UnitRows> = Vec::new();
    for part in parts {
        let place = part.key.place();
        if tables.last().is_none_or(|(mineral, stage, _)| (*mineral, *stage) != (place.mineral, place.stage)) {
            tables.push((place.mineral, place.stage, Vec::new()));
        }
        let Some((_, _, units)) = tables.last_mut() else { continue };
        match units.iter_mut().find(|(unit, _)| *unit == place.unit) {
            Some((_, rows)) => *rows += part.rows(),
            None => units.push((place.unit, part.rows())),
        }
    }
    let unit = |units: &[(Unit, u64)]| {
        let of_base = |base: BaseUnit| -> u64 {
            units.iter().filter(|(unit, _)| unit.base() == base).map(|(_, rows)| rows).sum()
        };
        // The units are in the order of the first key that has them: the same for the same rows.
        units.iter().rev().max_by_key(|(unit, rows)| (of_base(unit.base()), *rows)).map(|(unit, _)| *unit)
    };
    let table =
        |(mineral, stage, of): (u32, Stage, Vec<(Unit, u64)>)| Some(TableUnit { mineral, stage, unit: unit(&of)? });
    tables.into_iter().filter_map(table).collect()
}

/// What is done for a place.
type Act<'a> = &'a mut dyn FnMut(Key, Unit, &[Part<'_>], u64);

/// Calls `act` for each place with its key, its table's unit, what is said of it in units that can be compared, and how
/// many rows say something in others.
fn for_each_place(parts: Parts<'_>, decisions: &Decisions, act: Act<'_>) {
    let mut parts = parts.peekable();
    let mut of_place: Vec<Part<'_>> = Vec::new();
    while let Some(part) = parts.next() {
        let key = part.key.without_unit();
        let place = key.place();
        let unit = decisions.unit(place.mineral, place.stage).unwrap_or(Unit::Tonnes);
        let mut mixed = 0;
        of_place.clear();
        let mut next = Some(part);
        while let Some(part) = next {
            if part.key.place().unit.base() == unit.base() {
                of_place.push(part);
            } else {
                mixed += part.rows();
            }
            next = parts.next_if(|part| part.key.without_unit() == key);
        }
        act(key, unit, &of_place, mixed);
    }
}

/// Returns the figure of a place in its table's unit: its rows added up, or the first with a number.
fn figure(parts: &[Part<'_>], unit: Unit, is_added: bool) -> Option<Figure> {
    let place = parts.first()?.key.place();
    let converted = |part: &Part<'_>, quantity: &Quantity| {
        let from = part.key.place().unit;
        // A number in the table's own unit stays as written, to its last digit.
        if from == unit { quantity.clone() } else { quantity.scaled(from.factor() / unit.factor()) }
    };
    let mut best: Option<((bool, u64), Quantity, String)> = None;
    let mut total: Option<Quantity> = None;
    let mut notes: Vec<String> = Vec::new();
    for part in parts {
        let stated = part.stated.map(|stated| (&stated.first, stated.row, stated.first_note.as_str()));
        let exact = part.sum.map(|sum| (Quantity::exact(sum.first()), sum.row()));
        let exact = exact.as_ref().map(|(quantity, row)| (quantity, *row, ""));
        for (quantity, row, note) in exact.into_iter().chain(stated) {
            let rank = (quantity.value().is_none(), row);
            if best.as_ref().is_none_or(|(before, ..)| rank < *before) {
                best = Some((rank, converted(part, quantity), note.to_owned()));
            }
        }
        let sums = part.sum.map(|sum| Quantity::exact(sum.total()));
        for quantity in sums.iter().chain(part.stated.map(|stated| &stated.together)) {
            let quantity = converted(part, quantity);
            total = Some(total.map_or_else(|| quantity.clone(), |before| added(&before, &quantity)));
        }
        notes.extend(part.stated.map(Stated::notes).filter(|note| !note.is_empty()));
    }
    let ((_, row), first, note) = best?;
    let rows: u64 = parts.iter().map(Part::rows).sum();
    let (quantity, note) = match total {
        Some(total) if is_added && rows > 1 && total.value().is_some() => (total, notes.join(" -- ")),
        _ => (first, note),
    };
    Some(Figure { country: place.country, year: place.year, row, quantity, note })
}

impl Part<'_> {
    fn rows(&self) -> u64 {
        self.sum.map_or(0, |sum| sum.rows()) + self.stated.map_or(0, |stated| stated.rows)
    }

    /// Returns whether its plain numbers are not all the same.
    fn differs(&self) -> bool {
        #[expect(clippy::cast_precision_loss, reason = "rows are counted to 24 bits")]
        self.sum.is_some_and(|sum| (sum.total() - sum.first() * sum.rows() as f64).abs() > 1e-9 * sum.total())
    }
}

/// What is said of each place in each unit, in order.
struct Parts<'a> {
    sums: std::iter::Peekable<std::slice::Iter<'a, (Key, Sum)>>,
    stated: std::iter::Peekable<std::collections::btree_map::Iter<'a, Key, Stated>>,
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let sum = self.sums.peek().map(|(key, _)| *key);
        let stated = self.stated.peek().map(|(key, _)| **key);
        let key = match (sum, stated) {
            (Some(sum), Some(stated)) => sum.min(stated),
            (sum, stated) => sum.or(stated)?,
        };
        let sum = self.sums.next_if(|(of, _)| *of == key).map(|(_, sum)| *sum);
        let stated = self.stated.next_if(|(of, _)| **of == key).map(|(_, stated)| stated);
        Some(Part { key, sum, stated })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_repeats_are_faults_and_many_are_parts() {
        let counts = |places, repeated_places| Counts { places, repeated_places, ..Counts::default() };
        assert!(!counts(100, 5).adds(Repeats::Judge) && counts(100, 6).adds(Repeats::Judge));
        assert!(!counts(4, 2).adds(Repeats::Judge) && counts(4, 3).adds(Repeats::Judge));
        let differing = |places, differing_places| Counts {
            places,
            repeated_places: differing_places,
            differing_places,
            ..Counts::default()
        };
        assert!(differing(4, 2).adds(Repeats::Judge) && !differing(5, 2).adds(Repeats::Judge));
        assert!(!differing(2, 1).adds(Repeats::Judge));
        assert!(counts(100, 1).adds(Repeats::Add) && !counts(4, 4).adds(Repeats::First));
    }
}
