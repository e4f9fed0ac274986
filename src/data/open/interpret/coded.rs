use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float64Type, Int16Type, Int32Type, Int64Type};
use arrow_array::{Array, ArrayRef, RecordBatch};
use arrow_schema::DataType;

use crate::data::open::numbers::{short_number, year};
use crate::data::open::parquet::cells::{is_date, is_number, whole, word, write_cell, write_year, year_of};
use crate::data::open::sheet::Repair;
use crate::data::open::{Limits, OpenError};
use crate::model::{Stage, Unit};

use super::accumulate::Accumulator;
use super::codes::Codes;
use super::fates::Fate;
use super::measures::Measure;
use super::place::{Place, YEARS};
use super::plan::{Plan, Slot, Value};
use super::row::{Cells, RowReader};

/// Reads a table that is kept by columns, piece by piece.
///
/// Words that are numbers into a list are looked up once a list, and numbers are taken as they are. A row for which that
/// is not enough is made text and read like any other.
pub(in crate::data::open) struct CodedReader<'a> {
    plan: &'a Plan<'a>,
    reader: RowReader<'a>,
    memory: Memory,
    text: TextRow,
}

/// What the words of the lists met last stand for.
#[derive(Default)]
struct Memory {
    country: Known<u32>,
    mineral: Known<u32>,
    stage: Known<Stage>,
    unit: Known<Unit>,
    year: Known<i16>,
    measure: Known<Said>,
    note: Known<()>,
    value: Known<f64>,
}

/// What the words of a list stand for, as far as they were looked up.
struct Known<T> {
    list: Option<ArrayRef>,
    meanings: Vec<Meaning<T>>,
}

/// What a word stands for.
#[derive(Debug, Clone, Copy)]
enum Meaning<T> {
    /// It was not looked up yet.
    Unasked,
    /// This, or nothing.
    Found(Option<T>),
}

/// What a measure says of a row.
#[derive(Debug, Clone, Copy)]
enum Said {
    Amount,
    Of(Stage),
    Other(u32),
}

/// Where the values of a field come from in a piece.
enum Lane<'p, T> {
    /// The same word for all rows, and what it stands for once that is known.
    Same(&'p str, Meaning<T>),
    /// Numbers into a list of words.
    Words { keys: &'p [i32], nulls: Option<&'p dyn Array>, list: &'p dyn Array, meanings: &'p mut [Meaning<T>] },
    /// A value in each row.
    Slice(&'p [T], Option<&'p dyn Array>),
    /// A value in each row, where it is one.
    Each(Vec<Option<T>>),
    /// What must be read as text.
    Text,
}

/// The fields of a piece.
struct Lanes<'p> {
    country: Lane<'p, u32>,
    mineral: Lane<'p, u32>,
    stage: Lane<'p, Stage>,
    unit: Lane<'p, Unit>,
    year: Lane<'p, i16>,
    measure: Option<Lane<'p, Said>>,
    note: Option<Lane<'p, ()>>,
    value: Lane<'p, f64>,
}

/// A row as text.
#[derive(Default)]
struct TextRow {
    cells: Vec<String>,
}

impl Cells for TextRow {
    fn count(&self) -> usize {
        self.cells.len()
    }

    fn cell(&self, column: usize) -> &str {
        self.cells.get(column).map_or("", String::as_str)
    }
}

impl<'a> CodedReader<'a> {
    /// Returns a reader of rows with so many cells.
    pub(in crate::data::open) fn new(plan: &'a Plan<'a>, accumulator: Accumulator<'a>, width: usize) -> Self {
        let text = TextRow { cells: vec![String::new(); width] };
        Self { plan, reader: RowReader::new(plan, accumulator), memory: Memory::default(), text }
    }

    /// Reads the names of the columns as the first row.
    pub(in crate::data::open) fn names<'n>(&mut self, names: impl IntoIterator<Item = &'n str>) {
        for (cell, name) in self.text.cells.iter_mut().zip(names) {
            name.clone_into(cell);
        }
        self.reader.row(1, &self.text, None);
        self.text.cells.iter_mut().for_each(String::clear);
    }

    /// Reads a piece whose first row has the number `first`, and whose columns are these of the sheet. Returns false
    /// when it reaches beyond the limit of rows.
    ///
    /// # Errors
    /// [`OpenError::OverLimit`] when there is more in the sheet than is read.
    pub(in crate::data::open) fn piece(
        &mut self,
        piece: &RecordBatch,
        columns: &[usize],
        first: u64,
        limits: &Limits,
    ) -> Result<bool, OpenError> {
        let Self { plan, reader, memory, text } = self;
        let of = |column: usize| columns.iter().position(|known| *known == column).map(|at| piece.column(at));
        let mut lanes = match plan.values.as_slice() {
            [value] if !value.is_estimated && value.status.is_none() => Some(Lanes::of(plan, value, memory, &of)),
            _ => None,
        };
        for (row, number) in (0..piece.num_rows()).zip(first..) {
            let is_plain = number > plan.header_ends
                && number <= limits.rows
                && lanes
                    .as_mut()
                    .is_some_and(|lanes| lanes.plain(plan, &mut reader.accumulator, row, number).is_some());
            if !is_plain {
                let repair = text.write(plan, piece, columns, row, limits.cell_bytes);
                if !reader.row(number, text, repair) {
                    return Ok(false);
                }
            }
        }
        reader.accumulator.check(limits)?;
        Ok(true)
    }

    /// Returns what was read.
    pub(in crate::data::open) fn finish(self) -> Accumulator<'a> {
        self.reader.accumulator
    }
}

impl TextRow {
    /// Writes a row as a person would have written it under the plan: with its decimal sign, and of a date, where the
    /// year is wanted, the year. Cuts cells that are longer than the limit.
    fn write(
        &mut self,
        plan: &Plan<'_>,
        piece: &RecordBatch,
        columns: &[usize],
        row: usize,
        cell_bytes: usize,
    ) -> Option<Repair> {
        let mut repair = None;
        for (column, cells) in columns.iter().zip(piece.columns()) {
            let Some(text) = self.cells.get_mut(*column) else { continue };
            text.clear();
            if is_date(cells.data_type()) && plan.values.iter().any(|value| value.year.column() == Some(*column)) {
                write_year(cells.as_ref(), row, text);
                continue;
            }
            write_cell(cells.as_ref(), row, text);
            if plan.numbers.decimal != '.' && is_number(cells.data_type()) {
                *text = text.replace('.', plan.numbers.decimal.encode_utf8(&mut [0; 4]));
            }
            if text.len() > cell_bytes {
                text.truncate(text.floor_char_boundary(cell_bytes));
                repair = Some(Repair::CutCell);
            }
        }
        repair
    }
}

impl<'p> Lanes<'p> {
    fn of(
        plan: &'p Plan<'_>,
        value: &'p Value<'_>,
        memory: &'p mut Memory,
        of: &dyn Fn(usize) -> Option<&'p ArrayRef>,
    ) -> Self {
        let at = |slot: Slot<'_>| slot.column().and_then(of);
        let note = plan.mapping.note.map(|column| memory.note.lane(of(column)));
        Self {
            country: memory.country.slot(value.country, at(value.country)),
            mineral: memory.mineral.slot(value.mineral, at(value.mineral)),
            stage: memory.stage.slot(value.stage, at(value.stage)),
            unit: memory.unit.slot(value.unit, at(value.unit)),
            year: years(value, at(value.year), &mut memory.year),
            measure: plan.mapping.measure.map(|column| memory.measure.lane(of(column))),
            note,
            value: values(of(value.column), &mut memory.value),
        }
    }

    /// Reads a row of the plain kind; nothing, and reads nothing, for any other.
    #[inline]
    fn plain(&mut self, plan: &Plan<'_>, accumulator: &mut Accumulator<'_>, row: usize, number: u64) -> Option<()> {
        if let Some(note) = &mut self.note {
            note.get(row, Some(()), |note| note.is_empty().then_some(()))?;
        }
        let said = match &mut self.measure {
            None => Said::Amount,
            Some(measure) => measure.get(row, None, |word| said(word, accumulator))?,
        };
        if let Said::Other(code) = said {
            accumulator.count_other_measure(code);
            return Some(());
        }
        let amount = self.value.get(row, None, |text| short_number(text, plan.numbers))?;
        // What else a number can be is for the rules to say.
        if !(0.0..=1e18).contains(&amount) {
            return None;
        }
        let country = self.country.get(row, None, |name| accumulator.code_country(name))?;
        let mineral = self.mineral.get(row, None, |name| accumulator.code_mineral(name, number))?;
        let stage = match said {
            Said::Of(stage) => stage,
            _ => self.stage.get(row, None, |word| accumulator.code_stage(word))?,
        };
        let unit = self.unit.get(row, None, |word| accumulator.code_unit(word))?;
        let year = self.year.get(row, None, year).filter(|year| YEARS.contains(year))?;
        // Makes zero of a zero below zero.
        accumulator.add(Place { country, mineral, stage, year, unit }, amount + 0.0, number).ok()?;
        if country == Codes::WORLD {
            accumulator.count(Fate::Total);
        } else {
            accumulator.count_used();
        }
        Some(())
    }
}

/// Returns what a measure says; nothing for one that only the whole row tells.
fn said(word: &str, accumulator: &mut Accumulator<'_>) -> Option<Said> {
    let code = accumulator.code_measure(word);
    match accumulator.measure(code)? {
        Measure::Amount => Some(Said::Amount),
        Measure::Of(stage) => Some(Said::Of(*stage)),
        Measure::Other(_) if !word.trim().is_empty() => Some(Said::Other(code)),
        _ => None,
    }
}

impl<T: Copy> Meaning<T> {
    /// Returns what is known, found by `find` when it is asked for first.
    #[inline]
    fn or_find(&mut self, find: impl FnOnce() -> Option<T>) -> Option<T> {
        if let Self::Found(known) = self {
            return *known;
        }
        let found = find();
        *self = Self::Found(found);
        found
    }
}

impl<T: Copy> Lane<'_, T> {
    /// Returns the value in a row: `null` for one that is null, and for a word what `find` says it stands for.
    #[inline]
    fn get(&mut self, row: usize, null: Option<T>, find: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        match self {
            Self::Same(word, meaning) => meaning.or_find(|| find(word)),
            Self::Words { keys, nulls, list, meanings } => {
                if nulls.is_some_and(|nulls| nulls.is_null(row)) {
                    return null;
                }
                let key = usize::try_from(*keys.get(row)?).ok()?;
                let meaning = meanings.get_mut(key)?;
                meaning.or_find(|| if list.is_null(key) { null } else { find(&word(*list, key)) })
            }
            Self::Slice(values, nulls) => {
                if nulls.is_some_and(|nulls| nulls.is_null(row)) {
                    return null;
                }
                values.get(row).copied()
            }
            Self::Each(values) => values.get(row).copied().flatten(),
            Self::Text => None,
        }
    }
}

impl<T: Copy> Known<T> {
    /// Returns where the values of a slot come from.
    fn slot<'p>(&'p mut self, slot: Slot<'p>, column: Option<&'p ArrayRef>) -> Lane<'p, T> {
        if let Slot::Same(word) = slot { Lane::Same(word, Meaning::Unasked) } else { self.lane(column) }
    }

    /// Returns where the values of a column of words come from.
    fn lane<'p>(&'p mut self, column: Option<&'p ArrayRef>) -> Lane<'p, T> {
        let Some(words) = column.and_then(|column| column.as_dictionary_opt::<Int32Type>()) else { return Lane::Text };
        let list = words.values();
        if !self.list.as_ref().is_some_and(|known| is_same(known.as_ref(), list.as_ref())) {
            self.meanings.clear();
            self.meanings.resize(list.len(), Meaning::Unasked);
            // Kept, so that no other list comes to stand where it stood.
            self.list = Some(list.clone());
        }
        let nulls = (words.keys().null_count() > 0).then_some(words.keys() as &dyn Array);
        Lane::Words { keys: words.keys().values(), nulls, list: list.as_ref(), meanings: &mut self.meanings }
    }
}

impl<T> Default for Known<T> {
    fn default() -> Self {
        Self { list: None, meanings: Vec::new() }
    }
}

/// Returns whether two lists of words stand in the same place in memory.
fn is_same(one: &dyn Array, other: &dyn Array) -> bool {
    let place = |list: &dyn Array| match list.data_type() {
        DataType::Utf8 => list.as_string_opt::<i32>().map(|list| (list.value_data().as_ptr(), list.offsets().as_ptr())),
        DataType::Binary => {
            list.as_binary_opt::<i32>().map(|list| (list.value_data().as_ptr(), list.offsets().as_ptr()))
        }
        _ => None,
    };
    one.len() == other.len() && place(one).is_some() && place(one) == place(other)
}

fn years<'p>(value: &'p Value<'_>, column: Option<&'p ArrayRef>, known: &'p mut Known<i16>) -> Lane<'p, i16> {
    if let Some(year) = value.of_year {
        return Lane::Same("", Meaning::Found(Some(year)));
    }
    let Some(cells) = column else { return known.slot(value.year, None) };
    let rows = 0..cells.len();
    let at = |year: Option<i128>| year.and_then(|year| i16::try_from(year).ok());
    match cells.data_type() {
        DataType::Dictionary(..) => known.lane(column),
        DataType::Int16 if cells.null_count() == 0 => {
            cells.as_primitive_opt::<Int16Type>().map_or(Lane::Text, |years| Lane::Slice(years.values(), None))
        }
        DataType::Int32 if cells.null_count() == 0 => {
            each(cells.as_primitive_opt::<Int32Type>().map(|of| &of.values()[..]))
        }
        DataType::Int64 if cells.null_count() == 0 => {
            each(cells.as_primitive_opt::<Int64Type>().map(|of| &of.values()[..]))
        }
        of if is_date(of) => Lane::Each(rows.map(|row| year_of(cells.as_ref(), row)).collect()),
        of if of.is_integer() => {
            let year = |row| if cells.is_null(row) { None } else { at(whole(cells.as_ref(), row)) };
            Lane::Each(rows.map(year).collect())
        }
        _ => Lane::Text,
    }
}

fn each<'p, T: Copy>(values: Option<&[T]>) -> Lane<'p, i16>
where
    i16: TryFrom<T>,
{
    values.map_or(Lane::Text, |values| Lane::Each(values.iter().map(|value| i16::try_from(*value).ok()).collect()))
}

fn values<'p>(column: Option<&'p ArrayRef>, known: &'p mut Known<f64>) -> Lane<'p, f64> {
    let Some(cells) = column else { return Lane::Text };
    let nulls = (cells.null_count() > 0).then_some(cells.as_ref());
    if let Some(numbers) = cells.as_primitive_opt::<Float64Type>() {
        return Lane::Slice(numbers.values(), nulls);
    }
    if !is_number(cells.data_type()) {
        return known.lane(column);
    }
    let mut text = String::new();
    let read = |row: usize| {
        // The number that is printed counts, as it does in text: one tenth in 32 bits is one tenth.
        text.clear();
        write_cell(cells.as_ref(), row, &mut text);
        text.parse().ok()
    };
    Lane::Each((0..cells.len()).map(read).collect())
}
