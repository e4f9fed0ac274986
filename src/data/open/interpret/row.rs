use csv::StringRecord;

use crate::data::open::glued::{is_told, read_marked};
use crate::data::open::marks::{Mark, Written, flagged, flags};
use crate::data::open::numbers::{Refusal, short_number, year};
use crate::data::open::sheet::Repair;
use crate::data::spelling::folded;
use crate::data::{DataIssue, IssueKind};
use crate::model::{Amount, Quantity, Stage};

use super::accumulate::Accumulator;
use super::codes::Codes;
use super::fates::Fate;
use super::faults::{Fault, cells_shifted, repaired, table_total};
use super::measures::Measure;
use super::place::{Place, YEARS};
use super::plan::{Plan, Slot, Value};
use super::silent;

/// Cells of a row that an issue keeps, and bytes of each.
const LINE: (usize, usize) = (64, 200);

/// The cells of a row.
pub(in crate::data::open) trait Cells {
    /// Returns how many there are.
    fn count(&self) -> usize;

    /// Returns one, empty beyond the last.
    fn cell(&self, column: usize) -> &str;
}

impl Cells for StringRecord {
    fn count(&self) -> usize {
        self.len()
    }

    fn cell(&self, column: usize) -> &str {
        self.get(column).unwrap_or("")
    }
}

/// Reads rows under a plan into an accumulator: each row gets exactly one fate.
pub(super) struct RowReader<'a> {
    pub(super) plan: &'a Plan<'a>,
    pub(super) accumulator: Accumulator<'a>,
}

/// What a value column has in a row.
enum Found {
    /// An empty cell, of a place where it is known.
    Blank(Option<Place>),
    /// A statement on a place.
    Figure(Place, Quantity),
    /// Something that cannot be used.
    Fault(Fault),
}

impl<'a> RowReader<'a> {
    /// Returns a reader.
    pub(super) fn new(plan: &'a Plan<'a>, accumulator: Accumulator<'a>) -> Self {
        Self { plan, accumulator }
    }

    /// Returns how much of a sheet is read.
    pub(super) fn limits(&self) -> &'a crate::data::open::Limits {
        self.plan.limits
    }

    /// Reads a row; returns false, and reads nothing, beyond the limit of rows.
    #[inline]
    pub(super) fn row(&mut self, number: u64, cells: &impl Cells, repair: Option<Repair>) -> bool {
        if number > self.plan.limits.rows {
            return false;
        }
        if let Some(repair) = repair {
            self.fault(number, cells, repaired(repair));
        }
        if number <= self.plan.header_ends || !self.plain_row(number, cells) {
            self.any_row(number, cells);
        }
        true
    }

    /// Reads a row of the plain kind: one value, a short number, and words that are known. Returns false, and reads
    /// nothing, for any other.
    #[inline]
    fn plain_row(&mut self, number: u64, cells: &impl Cells) -> bool {
        let plan = self.plan;
        let [value] = plan.values.as_slice() else { return false };
        if cells.count() > plan.width && (plan.width..cells.count()).any(|column| !cells.cell(column).is_empty()) {
            return false;
        }
        let is_said = |column: Option<usize>| column.is_some_and(|column| !cells.cell(column).is_empty());
        if is_said(plan.mapping.note) || is_said(value.status) || value.is_estimated {
            return false;
        }
        let mut said = None;
        if let Some(column) = plan.mapping.measure {
            let word = cells.cell(column);
            let code = self.accumulator.code_measure(word);
            match self.accumulator.measure(code) {
                Some(Measure::Amount) => {}
                Some(Measure::Of(stage)) => said = Some(*stage),
                Some(Measure::Other(_)) if !word.trim().is_empty() => {
                    self.accumulator.count_other_measure(code);
                    return true;
                }
                _ => return false,
            }
        }
        self.plain_figure(number, cells, value, said).is_some()
    }

    #[inline]
    fn plain_figure(&mut self, number: u64, cells: &impl Cells, value: &Value<'_>, said: Option<Stage>) -> Option<()> {
        let amount = short_number(cells.cell(value.column), self.plan.numbers)?;
        let country = self.accumulator.code_country(text(value.country, cells))?;
        let mineral = self.accumulator.code_mineral(text(value.mineral, cells), number)?;
        let stage = match said {
            Some(stage) => stage,
            None => self.accumulator.code_stage(text(value.stage, cells))?,
        };
        let unit = self.accumulator.code_unit(text(value.unit, cells))?;
        let year = match value.of_year {
            Some(year) => Some(year).filter(|year| YEARS.contains(year))?,
            None => year(text(value.year, cells))?,
        };
        self.accumulator.add(Place { country, mineral, stage, year, unit }, amount, number).ok()?;
        if country == Codes::WORLD {
            self.accumulator.count(Fate::Total);
        } else {
            self.accumulator.count_used();
        }
        Some(())
    }

    /// Reads a row of any kind.
    fn any_row(&mut self, number: u64, cells: &impl Cells) {
        if let Some(fate) = self.fate_without_values(number, cells) {
            if fate == Fate::NoValue {
                self.blank(number, cells);
            }
            return self.accumulator.count(fate);
        }
        let plan = self.plan;
        let said = match self.measure(cells) {
            Ok(said) => said,
            Err(code) => return self.accumulator.count_other_measure(code),
        };
        if let Some(fault) = cells_shifted(plan, cells) {
            let (kind, is_left_out) = (fault.kind, fault.kind != IssueKind::ShiftedCells);
            self.fault(number, cells, fault);
            if is_left_out {
                self.accumulator.silent.fault(silent::Fault { table: None, year: None, kind }, "", number);
                return self.accumulator.count(Fate::LeftOut(kind));
            }
        }
        let note = plan.mapping.note.map_or("", |note| cells.cell(note));
        let (mut used, mut totals, mut faults): (u64, u64, Vec<Fault>) = (0, 0, Vec::new());
        let mut sums: Option<Option<usize>> = None;
        let (mut blanks, mut stated, mut silent) = (Vec::new(), Vec::new(), Vec::new());
        for value in &plan.values {
            if !cells.cell(value.column).trim().is_empty() && self.is_table_total(cells, value) {
                self.keep_total(number, cells, value, said.as_ref());
                sums = Some(sums.flatten().or(value.country.column()));
                continue;
            }
            let fault = match self.found(number, cells, value, said.as_ref(), note) {
                Found::Blank(place) => {
                    blanks.extend(place);
                    continue;
                }
                Found::Fault(fault) => fault,
                Found::Figure(place, quantity) => match self.keep(place, quantity, note, number) {
                    Ok(()) => {
                        stated.push((place.country, place.year));
                        let count = if place.country == Codes::WORLD { &mut totals } else { &mut used };
                        *count += 1;
                        continue;
                    }
                    Err(kind) => Fault::dropped(kind, value.column, cells.cell(value.column)),
                },
            };
            let fault = self.silent(number, cells, value, said.as_ref(), (note, fault), &mut silent);
            // A country that is not known is one fault, however many columns of values follow it.
            if !faults.iter().any(|known| known.is_same(&fault)) {
                faults.push(fault);
            }
        }
        for place in blanks.into_iter().filter(|place| !stated.contains(&(place.country, place.year))) {
            self.accumulator.silent.place(place.key(), false);
        }
        self.accumulator.count(match faults.first() {
            _ if used > 0 => Fate::Used,
            _ if totals > 0 => Fate::Total,
            Some(fault) => Fate::LeftOut(fault.kind),
            None if sums.is_some() => Fate::TableTotal,
            None => Fate::NoValue,
        });
        if let Some(Some(column)) = sums {
            self.fault(number, cells, table_total(column, cells.cell(column)));
        }
        for mut fault in faults {
            fault.is_of_value = used + totals > 0;
            self.fault(number, cells, fault);
        }
    }

    /// Returns what becomes of a row that has no figures to read.
    fn fate_without_values(&mut self, number: u64, cells: &impl Cells) -> Option<Fate> {
        let plan = self.plan;
        if number <= plan.above_ends {
            return Some(Fate::AboveHeader);
        }
        if number <= plan.header_ends {
            return Some(Fate::Header);
        }
        if (0..cells.count()).all(|column| cells.cell(column).trim().is_empty()) {
            return Some(Fate::Blank);
        }
        if plan.lacks.is_some() {
            return Some(Fate::LeftOut(IssueKind::MissingColumn));
        }
        let is_named = |column: usize| {
            let cell = cells.cell(column).trim();
            !cell.is_empty() && plan.names.get(column).is_some_and(|name| folded(name) == folded(cell))
        };
        let columns = |value: &Value<'_>| [value.country.column(), Some(value.column)].into_iter().flatten();
        if plan.values.iter().flat_map(columns).all(is_named) {
            return Some(Fate::Header);
        }
        if plan.values.iter().all(|value| self.accumulator.is_left_out(text(value.country, cells))) {
            return Some(Fate::NoCountry);
        }
        let is_said = |column: usize| !cells.cell(column).trim().is_empty();
        let has_value = plan.values.iter().any(|value| is_said(value.column) || value.status.is_some_and(is_said));
        let has_country = plan.values.iter().any(|value| self.country(cells, value).is_some());
        if has_value && !has_country && plan.values.iter().any(|value| self.is_group(cells, value)) {
            return Some(Fate::Group);
        }
        match (has_value, has_country) {
            (true, _) => None,
            (false, true) => Some(Fate::NoValue),
            (false, false) => Some(Fate::Note),
        }
    }

    fn is_group(&self, cells: &impl Cells, value: &Value<'_>) -> bool {
        let words = self.accumulator.codes().words();
        value.country.column().is_some_and(|column| words.is_group(cells.cell(column)))
    }

    fn country(&mut self, cells: &impl Cells, value: &Value<'_>) -> Option<u32> {
        // A country that is the same for all rows says nothing of this one.
        value.country.column().and_then(|column| self.accumulator.code_country(cells.cell(column)))
    }

    /// Returns what the measure says of the stage, or the code of another measure.
    pub(super) fn measure(&mut self, cells: &impl Cells) -> Result<Option<Measure>, u32> {
        let Some(column) = self.plan.mapping.measure else { return Ok(None) };
        let code = self.accumulator.code_measure(cells.cell(column));
        match self.accumulator.measure(code) {
            Some(Measure::Other(_)) | None => Err(code),
            Some(measure) => Ok(Some(measure.clone())),
        }
    }

    fn found(
        &mut self,
        number: u64,
        cells: &impl Cells,
        value: &Value<'_>,
        said: Option<&Measure>,
        note: &str,
    ) -> Found {
        let plan = self.plan;
        let cell = cells.cell(value.column);
        let flags = value.status.map_or_else(Vec::new, |column| flags(cells.cell(column), &plan.mapping.estimated));
        let says_none = flags.iter().any(|(_, mark)| mark.amount().is_some());
        if flags.iter().any(|(_, mark)| *mark == Mark::NoRow) {
            return Found::Blank(None);
        }
        if cell.trim().is_empty() && !says_none {
            return Found::Blank(self.known(number, cells, value, said).place());
        }
        let read = self.place(number, cells, value, said).and_then(|(place, factor, marks)| {
            let read = read_marked(cell, note, plan.numbers, &plan.missing, &plan.mapping.estimated);
            let refused = |Refusal { kind, mend }| Fault::of(kind, Some(value.column), cell, mend);
            let (quantity, glued) = read.map_err(refused)?;
            let quantity = flagged(quantity, &flags);
            let is_estimated = value.is_estimated || marks.iter().any(|(_, mark)| *mark == Mark::Estimated);
            Ok(quantity.map(|mut quantity| {
                quantity.estimated |= is_estimated && quantity.value().is_some();
                (place, in_unit(quantity, factor), marks, glued)
            }))
        });
        match read {
            Ok(Some((place, quantity, marks, glued))) => {
                self.mark(value.year, cells, marks, number);
                let of_figures = value.status.map_or(Slot::Nowhere, Slot::Column);
                self.mark(of_figures, cells, flags.into_iter().filter(is_told).collect(), number);
                self.mark(Slot::Column(value.column), cells, glued.into_iter().filter(is_told).collect(), number);
                Found::Figure(place, quantity)
            }
            Ok(None) => Found::Blank(self.known(number, cells, value, said).place()),
            Err(fault) => Found::Fault(fault),
        }
    }

    /// Counts the marks that stand beside a year, or in a column of marks.
    fn mark(&mut self, slot: Slot<'_>, cells: &impl Cells, marks: Vec<Written>, number: u64) {
        for mark in marks {
            self.accumulator.mark(slot.column(), mark, text(slot, cells), number);
        }
    }

    fn keep(&mut self, place: Place, quantity: Quantity, note: &str, number: u64) -> Result<(), IssueKind> {
        match quantity {
            Quantity { amount: Amount::Exact(value), estimated: false } if note.trim().is_empty() => {
                self.accumulator.add(place, value, number)
            }
            quantity => self.accumulator.state(place, quantity, note, number),
        }
    }

    fn fault(&mut self, number: u64, cells: &impl Cells, fault: Fault) {
        let plan = self.plan;
        self.accumulator.issue(fault.kind, || DataIssue {
            file: String::new(),
            sheet: plan.sheet.clone(),
            row: usize::try_from(number).unwrap_or(usize::MAX),
            column: plan.name(fault.column),
            done: fault.done(),
            value: shortened(&fault.value).to_owned(),
            kind: fault.kind,
            mend: fault.mend,
            line: line(cells),
        });
    }
}

/// Returns a quantity in the unit that it is kept in.
pub(super) fn in_unit(quantity: Quantity, factor: f64) -> Quantity {
    // Most are written in it; a factor would only blur their last digit.
    if (factor - 1.0).abs() < f64::EPSILON { quantity } else { quantity.scaled(factor) }
}

/// Returns what stands in a slot.
#[inline]
pub(super) fn text<'c>(slot: Slot<'c>, cells: &'c impl Cells) -> &'c str {
    match slot {
        Slot::Nowhere => "",
        Slot::Same(word) => word,
        Slot::Column(column) => cells.cell(column),
    }
}

/// Returns the cells of a row as an issue keeps them.
pub(in crate::data::open) fn line(cells: &impl Cells) -> Vec<String> {
    (0..cells.count().min(LINE.0)).map(|column| shortened(cells.cell(column)).to_owned()).collect()
}

pub(super) fn shortened(cell: &str) -> &str {
    if cell.len() <= LINE.1 { cell } else { cell.get(..cell.floor_char_boundary(LINE.1)).unwrap_or_default() }
}
