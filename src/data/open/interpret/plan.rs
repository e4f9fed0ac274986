use std::collections::BTreeSet;
use std::ops::ControlFlow;

use crate::data::open::marks::{Mark, Written, header_marks};
use crate::data::open::sheet::{RowSink, Sheet, SheetRow};
use crate::data::open::{Field, Given, Limits, Mapping, Numbers, OpenError, Progress, ValueColumn};
use crate::data::spelling::folded;

/// What the columns of a sheet mean, made ready for many rows.
pub(in crate::data::open) struct Plan<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) limits: &'a Limits,
    /// The sheet's name.
    pub(super) sheet: String,
    /// The names of the columns; of several header rows, joined.
    pub(super) names: Vec<String>,
    /// How many columns the header has; none where there is no header.
    pub(super) width: usize,
    /// The number of the last row above the header.
    pub(super) above_ends: u64,
    /// The number of the last row of the header.
    pub(super) header_ends: u64,
    /// What means missing, folded.
    pub(super) missing: Vec<String>,
    pub(super) numbers: Numbers,
    pub(super) values: Vec<Value<'a>>,
    /// The marks that headers have beside their years, each with its column.
    pub(super) header_marks: Vec<(usize, Written)>,
    /// Columns of values that say the same as one before them.
    pub(super) repeated: Vec<usize>,
    /// What no column says, where nothing can be read for it.
    pub(super) lacks: Option<Field>,
}

/// A column of values: where it stands and where the rest of its place does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value<'a> {
    pub(super) column: usize,
    pub(super) country: Slot<'a>,
    pub(super) mineral: Slot<'a>,
    pub(super) stage: Slot<'a>,
    pub(super) unit: Slot<'a>,
    pub(super) year: Slot<'a>,
    /// The year that the column is of.
    pub(super) of_year: Option<i16>,
    /// Whether its header says that its figures are estimated.
    pub(super) is_estimated: bool,
    /// The column that says what its figures are.
    pub(super) status: Option<usize>,
}

/// Where a word stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum Slot<'a> {
    Nowhere,
    Same(&'a str),
    Column(usize),
}

impl<'a> Slot<'a> {
    fn of(own: Option<&'a String>, given: &'a Given) -> Self {
        match (own, given) {
            (Some(own), _) => Self::Same(own),
            (None, Given::Nowhere) => Self::Nowhere,
            (None, Given::Same(word) | Given::Assumed(word)) => Self::Same(word),
            (None, Given::Column(column)) => Self::Column(*column),
        }
    }

    /// Returns the column, where it is one.
    pub(super) fn column(self) -> Option<usize> {
        if let Self::Column(column) = self { Some(column) } else { None }
    }

    fn is_nowhere(self) -> bool {
        matches!(self, Self::Nowhere)
    }
}

impl<'a> Value<'a> {
    fn of(mapping: &'a Mapping, value: &'a ValueColumn) -> Self {
        Self {
            column: value.column,
            country: Slot::of(value.country.as_ref(), &mapping.country),
            mineral: Slot::of(value.mineral.as_ref(), &mapping.mineral),
            stage: Slot::of(value.stage.as_ref(), &mapping.stage),
            unit: Slot::of(value.unit.as_ref(), &mapping.unit),
            year: Slot::of(None, &mapping.year),
            of_year: value.year,
            is_estimated: false,
            status: value.status,
        }
    }

    /// Notes what its header has beside the year, and returns it.
    fn marked(&mut self, names: &[String], mapping: &Mapping) -> Vec<(usize, Written)> {
        let Some((year, name)) = self.of_year.zip(names.get(self.column)) else { return Vec::new() };
        let marks = header_marks(name, year, &mapping.estimated);
        self.is_estimated = marks.iter().any(|(_, mark)| *mark == Mark::Estimated);
        marks.into_iter().map(|mark| (self.column, mark)).collect()
    }

    /// Returns what nothing says of it. A stage may be said by the measure.
    fn lacks(&self, has_measure: bool) -> Option<Field> {
        let year = self.of_year.is_none() && self.year.is_nowhere();
        [
            (Field::Country, self.country.is_nowhere()),
            (Field::Mineral, self.mineral.is_nowhere()),
            (Field::Stage, self.stage.is_nowhere() && !has_measure),
            (Field::Year, year),
            (Field::Unit, self.unit.is_nowhere()),
        ]
        .into_iter()
        .find_map(|(field, lacks)| lacks.then_some(field))
    }
}

impl<'a> Plan<'a> {
    /// Returns the plan for a sheet, whose header is read for it.
    pub(super) fn of(
        sheet: &dyn Sheet,
        mapping: &'a Mapping,
        limits: &'a Limits,
        progress: &Progress,
    ) -> Result<Self, OpenError> {
        let mut header = HeaderRows { above: mapping.header.above, rows: mapping.header.rows, ..HeaderRows::default() };
        if header.above > 0 || header.rows > 0 {
            sheet.read(&mut header, progress)?;
        }
        let mut values: Vec<Value<'a>> = Vec::new();
        let mut repeated = Vec::new();
        for (index, value) in mapping.values.iter().enumerate() {
            let before = mapping.values.iter().take(index);
            let is_same = |other: &ValueColumn| ValueColumn { column: value.column, ..other.clone() } == *value;
            if before.into_iter().any(is_same) {
                repeated.push(value.column);
            } else {
                values.push(Value::of(mapping, value));
            }
        }
        let has_measure = mapping.measure.is_some();
        let lacking = values.iter().map(|value| value.lacks(has_measure)).collect::<Vec<_>>();
        let lacks = if lacking.iter().any(Option::is_none) {
            None
        } else {
            Some(lacking.into_iter().flatten().next().unwrap_or(Field::Values))
        };
        values.retain(|value| value.lacks(has_measure).is_none());
        let header_marks = values.iter_mut().flat_map(|value| value.marked(&header.names, mapping)).collect();
        Ok(Self {
            mapping,
            limits,
            sheet: sheet.name().to_owned(),
            width: header.width,
            names: header.names,
            above_ends: header.above_ends,
            header_ends: header.header_ends,
            missing: mapping.missing.iter().map(|word| folded(word)).filter(|word| !word.is_empty()).collect(),
            numbers: mapping.numbers,
            values,
            header_marks,
            repeated,
            lacks,
        })
    }

    /// Returns the columns that are read, of so many that there are, in order.
    pub(in crate::data::open) fn columns(&self, width: usize) -> Vec<usize> {
        let of = |value: &Value<'_>| {
            let slots = [value.country, value.mineral, value.stage, value.unit, value.year];
            slots.into_iter().filter_map(Slot::column).chain([value.column]).chain(value.status).collect::<Vec<_>>()
        };
        let columns: BTreeSet<usize> =
            self.values.iter().flat_map(of).chain(self.mapping.measure).chain(self.mapping.note).collect();
        columns.into_iter().filter(|column| *column < width).collect()
    }

    /// Returns the name of a column, as an issue says it.
    pub(super) fn name(&self, column: Option<usize>) -> String {
        let Some(column) = column else { return String::new() };
        match self.names.get(column) {
            Some(name) if !name.is_empty() => name.clone(),
            _ => format!("column {}", column.saturating_add(1)),
        }
    }
}

/// Takes the rows of a header.
#[derive(Default)]
struct HeaderRows {
    above: usize,
    rows: usize,
    seen: usize,
    names: Vec<String>,
    width: usize,
    above_ends: u64,
    header_ends: u64,
}

impl RowSink for HeaderRows {
    fn row(&mut self, row: SheetRow<'_>) -> ControlFlow<()> {
        if self.seen >= self.above.saturating_add(self.rows) {
            return ControlFlow::Break(());
        }
        self.header_ends = row.number;
        if self.seen < self.above {
            self.above_ends = row.number;
        } else {
            self.width = self.width.max(row.cells.len());
            self.names.resize(self.width, String::new());
            for (name, cell) in self.names.iter_mut().zip(row.cells) {
                let cell = cell.trim();
                if !name.is_empty() && !cell.is_empty() {
                    name.push(' ');
                }
                name.push_str(cell);
            }
        }
        self.seen += 1;
        ControlFlow::Continue(())
    }
}
