use crate::data::IssueKind;
use crate::data::open::glued::read_marked;
use crate::data::open::marks::{Written, marked_year};
use crate::model::{Quantity, Stage, Unit};

use super::codes::Codes;
use super::faults::Fault;
use super::measures::Measure;
use super::place::{Place, YEARS};
use super::plan::{Slot, Value};
use super::row::{Cells, RowReader, in_unit, shortened, text};
use super::silent;

/// As much as a row says of where a value belongs.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    country: Option<u32>,
    mineral: Option<u32>,
    stage: Option<Stage>,
    year: Option<i16>,
    /// The unit, and how many of it one of the unit written is.
    unit: Option<(Unit, f64)>,
}

impl Known {
    /// Returns the place, whatever the unit.
    pub(super) fn place(self) -> Option<Place> {
        let unit = self.unit.map_or(Unit::Tonnes, |(unit, _)| unit);
        Some(Place { country: self.country?, mineral: self.mineral?, stage: self.stage?, year: self.year?, unit })
    }
}

impl RowReader<'_> {
    /// Returns as much as a row says of where a value belongs.
    pub(super) fn known(
        &mut self,
        number: u64,
        cells: &impl Cells,
        value: &Value<'_>,
        said: Option<&Measure>,
    ) -> Known {
        let word = text(value.stage, cells);
        let stage = match said {
            Some(Measure::Of(stage)) => Some(*stage),
            Some(Measure::Else(stage)) if word.trim().is_empty() => Some(*stage),
            Some(Measure::Amount) if word.trim().is_empty() => Some(Stage::Production),
            // "cobalt, mine" says the stage behind the mineral; "bauxite" says none.
            _ if value.stage.column().is_some() && value.stage.column() == value.mineral.column() => {
                self.accumulator.code_stage(word).or(Some(Stage::Production))
            }
            _ => self.accumulator.code_stage(word),
        };
        let word = text(value.unit, cells);
        Known {
            country: self.accumulator.code_country(text(value.country, cells)),
            mineral: self.accumulator.code_mineral(text(value.mineral, cells), number),
            stage,
            year: self.year(cells, value).map(|(year, _)| year),
            unit: self.accumulator.code_unit(word).map(|unit| (unit, 1.0)).or_else(|| self.accumulator.measured(word)),
        }
    }

    /// Returns the year of a value, and the marks beside it.
    fn year(&self, cells: &impl Cells, value: &Value<'_>) -> Option<(i16, Vec<Written>)> {
        match value.of_year {
            Some(year) => Some((year, Vec::new())).filter(|(year, _)| YEARS.contains(year)),
            None => marked_year(text(value.year, cells), &self.plan.mapping.estimated),
        }
    }

    /// Returns the place of a value, how many of its unit one of the unit written is, and the marks beside the year.
    pub(super) fn place(
        &mut self,
        number: u64,
        cells: &impl Cells,
        value: &Value<'_>,
        said: Option<&Measure>,
    ) -> Result<(Place, f64, Vec<Written>), Fault> {
        let unknown = |kind, slot: Slot<'_>| Fault::unknown(kind, slot.column(), text(slot, cells));
        let known = self.known(number, cells, value, said);
        let country = known.country.ok_or_else(|| unknown(IssueKind::UnknownCountry, value.country))?;
        let mineral = known.mineral.ok_or_else(|| unknown(IssueKind::UnknownTable, value.mineral))?;
        let stage = known.stage.ok_or_else(|| {
            let mend = "Write reserves, mine, smelter, refinery, production or capacity";
            let word = text(value.stage, cells);
            Fault::of(IssueKind::UnknownTable, value.stage.column(), word, mend.to_owned())
        })?;
        let (unit, factor) = known.unit.ok_or_else(|| unknown(IssueKind::UnknownUnit, value.unit))?;
        let (year, marks) = self.year(cells, value).ok_or_else(|| unknown(IssueKind::UnknownYear, value.year))?;
        Ok((Place { country, mineral, stage, year, unit }, factor, marks))
    }

    /// Takes down the places of a row that has no value.
    pub(super) fn blank(&mut self, number: u64, cells: &impl Cells) {
        let Ok(said) = self.measure(cells) else { return };
        let plan = self.plan;
        for value in &plan.values {
            if let Some(place) = self.known(number, cells, value, said.as_ref()).place() {
                self.accumulator.silent.place(place.key(), false);
            }
        }
    }

    /// Takes down what is known of a value with a fault: which table and year lack it, whose figure is not available
    /// then, and, where only the country is not known, the amount. `silent` has what was taken down of this row before.
    pub(super) fn silent(
        &mut self,
        number: u64,
        cells: &impl Cells,
        value: &Value<'_>,
        said: Option<&Measure>,
        (note, mut fault): (&str, Fault),
        silent: &mut Vec<silent::Fault>,
    ) -> Fault {
        let known = self.known(number, cells, value, said);
        let table = known.mineral.zip(known.stage);
        if fault.kind == IssueKind::UnknownCountry
            && let (Some(table), Some(year)) = (table, known.year)
            && let Some(amount) = self.amount(cells, value, note, known.unit)
            && !fault.value.trim().is_empty()
        {
            self.accumulator.silent.unmatched((table, year), shortened(&fault.value), amount, number);
            fault.mended = Some(Self::COUNTED);
            return fault;
        }
        let of = silent::Fault { table, year: known.year, kind: fault.kind };
        if !silent.contains(&of) {
            silent.push(of);
            // A number that stands twice is understood.
            let written = if fault.kind == IssueKind::Duplicate { "" } else { shortened(&fault.value) };
            self.accumulator.silent.fault(of, written, number);
        }
        if let Some(place) = known.place().filter(|_| fault.kind != IssueKind::Duplicate)
            && place.country != Codes::WORLD
        {
            self.accumulator.silent.place(place.key(), true);
        }
        fault
    }

    /// What is done with the amount of a country that is not recognised.
    pub(super) const COUNTED: &'static str = "Its amount counts in “Other countries”.";

    /// Returns what a value states, in its unit.
    fn amount(
        &self,
        cells: &impl Cells,
        value: &Value<'_>,
        note: &str,
        unit: Option<(Unit, f64)>,
    ) -> Option<(Unit, Quantity)> {
        let (unit, factor) = unit?;
        let plan = self.plan;
        let cell = cells.cell(value.column);
        let read = read_marked(cell, note, plan.numbers, &plan.missing, &plan.mapping.estimated);
        read.ok().and_then(|(quantity, _)| quantity).map(|quantity| (unit, in_unit(quantity, factor)))
    }
}
