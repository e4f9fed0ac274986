use std::collections::BTreeMap;

use crate::data::open::marks::{Mark, Written};
use crate::data::open::opened::Issues;
use crate::data::{DataIssue, IssueKind};
use crate::model::{Quantity, Stage, Unit};

use super::coder::Coder;
use super::codes::Codes;
use super::decide::Decisions;
use super::fates::{Fate, Fates};
use super::measures::{Measure, measure};
use super::place::{Key, Place, Sum};
use super::silent::Silent;
use super::stated::Stated;
use super::sums::Sums;
use super::totals::{MOST, StatedTotal};

/// Adds up the figures of a sheet by place, in memory bounded by how many places there are.
///
/// Columns are given as codes: [`code_country`](Self::code_country), [`code_mineral`](Self::code_mineral),
/// [`code_stage`](Self::code_stage), [`code_unit`](Self::code_unit) and [`code_measure`](Self::code_measure) say what a
/// text stands for, each once for a value that repeats. Then each row has one fate: [`add`](Self::add) or
/// [`state`](Self::state) for each of its figures and [`count`](Self::count) once. Threads fill accumulators of their
/// own over the same [`Codes`]; [`merge`](Self::merge) joins them, whatever their order, and `decide` takes the
/// figures out of them.
pub(in crate::data::open) struct Accumulator<'a> {
    codes: &'a Codes<'a>,
    decisions: Option<&'a Decisions>,
    countries: Coder<u32>,
    minerals: Coder<u32>,
    stages: Coder<Stage>,
    units: Coder<Unit>,
    measures: Coder<u32>,
    measured: Vec<(Measure, u64)>,
    sums: Sums,
    pub(super) stated: BTreeMap<Key, Stated>,
    pub(super) silent: Silent,
    fates: Fates,
    issues: Issues,
    marks: BTreeMap<(Option<usize>, String), Marked>,
    totals: Vec<StatedTotal>,
    total_names: Coder<()>,
}

/// A mark that stands beside years or figures of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Marked {
    /// What it says.
    pub(super) mark: Mark,
    /// The first row with it, the cell there, and how many figures it stands beside.
    pub(super) row: u64,
    pub(super) cell: String,
    pub(super) figures: u64,
}

/// Different marks that are told apart.
const MARKS: usize = 100;

/// Names of other measures that are told apart.
const OTHER_MEASURES: usize = 1_000;

impl<'a> Accumulator<'a> {
    /// Returns one with nothing in it yet.
    pub(in crate::data::open) fn new(codes: &'a Codes<'a>) -> Self {
        Self {
            codes,
            decisions: None,
            countries: Coder::new(),
            minerals: Coder::new(),
            stages: Coder::new(),
            units: Coder::new(),
            measures: Coder::new(),
            measured: Vec::new(),
            sums: Sums::new(),
            stated: BTreeMap::new(),
            silent: Silent::default(),
            fates: Fates::default(),
            issues: Issues::default(),
            marks: BTreeMap::new(),
            totals: Vec::new(),
            total_names: Coder::new(),
        }
    }

    /// Returns one that adds nothing up and only says of each figure whether it is kept.
    pub(super) fn settling(codes: &'a Codes<'a>, decisions: &'a Decisions) -> Self {
        Self { decisions: Some(decisions), ..Self::new(codes) }
    }

    /// Returns the code of a country, of "Other countries" or of the world; nothing for a name in no list.
    #[inline]
    pub(in crate::data::open) fn code_country(&mut self, name: &str) -> Option<u32> {
        let codes = self.codes;
        self.countries.code(name, |name| codes.subject(name))
    }

    /// Returns whether a person said that a name stands for no country.
    pub(super) fn is_left_out(&self, name: &str) -> bool {
        self.codes.words().is_left_out(name)
    }

    /// Returns the code of a mineral, a new one for a name that the app does not know; nothing for an empty name. `row`
    /// is where it stands.
    #[inline]
    pub(in crate::data::open) fn code_mineral(&mut self, name: &str, row: u64) -> Option<u32> {
        let codes = self.codes;
        self.minerals.code(name, |name| codes.mineral(name, row))
    }

    /// Returns the stage that a word stands for.
    #[inline]
    pub(in crate::data::open) fn code_stage(&mut self, word: &str) -> Option<Stage> {
        let codes = self.codes;
        self.stages.code(word, |word| codes.words().stage(word))
    }

    /// Returns the unit that a word stands for.
    #[inline]
    pub(in crate::data::open) fn code_unit(&mut self, word: &str) -> Option<Unit> {
        let codes = self.codes;
        self.units.code(word, |word| codes.words().unit(word))
    }

    /// Returns the unit in which figures in a unit are kept, and how many of it one is.
    pub(super) fn measured(&self, word: &str) -> Option<(Unit, f64)> {
        self.codes.words().measured(word)
    }

    /// Returns the code of a measure, for [`measure`](Self::measure) and [`count_other_measure`](Self::count_other_measure).
    #[inline]
    pub(in crate::data::open) fn code_measure(&mut self, word: &str) -> u32 {
        let (codes, measured) = (self.codes, &mut self.measured);
        let found = self.measures.code(word, |word| {
            let mut meant = measure(word, codes.words());
            if measured.len() >= OTHER_MEASURES && matches!(meant, Measure::Other(_)) {
                meant = Measure::Other("others".to_owned());
            }
            if let Some(known) = measured.iter().position(|(known, _)| *known == meant) {
                return u32::try_from(known).ok();
            }
            let code = u32::try_from(measured.len()).ok();
            measured.push((meant, 0));
            code
        });
        found.unwrap_or(u32::MAX)
    }

    /// Returns what a measure is.
    #[inline]
    pub(in crate::data::open) fn measure(&self, code: u32) -> Option<&Measure> {
        self.measured.get(usize::try_from(code).ok()?).map(|(measure, _)| measure)
    }

    /// Counts a row that holds another measure.
    #[inline]
    pub(in crate::data::open) fn count_other_measure(&mut self, code: u32) {
        if let Some((_, rows)) = usize::try_from(code).ok().and_then(|code| self.measured.get_mut(code)) {
            *rows += 1;
        }
    }

    /// Adds a plain number to a place.
    ///
    /// # Errors
    /// Why the figure is not kept, when that was decided.
    #[inline]
    pub(in crate::data::open) fn add(&mut self, place: Place, value: f64, row: u64) -> Result<(), IssueKind> {
        let key = place.key();
        if let Some(decisions) = self.decisions {
            return decisions.verdict(key, row);
        }
        self.sums.add(key, value, row);
        Ok(())
    }

    /// Adds anything else that is said of a place: a bound, an estimate, "withheld", or a number with a note.
    ///
    /// # Errors
    /// Why the figure is not kept, when that was decided.
    pub(in crate::data::open) fn state(
        &mut self,
        place: Place,
        quantity: Quantity,
        note: &str,
        row: u64,
    ) -> Result<(), IssueKind> {
        let key = place.key();
        if let Some(decisions) = self.decisions {
            return decisions.verdict(key, row);
        }
        let stated = Stated::of(quantity, note, row);
        match self.stated.get_mut(&key) {
            Some(before) => before.add(stated),
            None => {
                self.stated.insert(key, stated);
            }
        }
        Ok(())
    }

    /// Counts a row from which figures were taken.
    #[inline]
    pub(in crate::data::open) fn count_used(&mut self) {
        self.fates.used();
    }

    /// Counts a row that met a fate.
    pub(in crate::data::open) fn count(&mut self, fate: Fate) {
        self.fates.count(fate, 1);
    }

    /// Counts a mark beside a figure; `cell` is what stands in the column with it.
    pub(super) fn mark(&mut self, column: Option<usize>, (token, mark): Written, cell: &str, row: u64) {
        let key = (column, token);
        if let Some(known) = self.marks.get_mut(&key) {
            known.add(&Marked { mark, row, cell: cell.to_owned(), figures: 1 });
        } else if self.marks.len() < MARKS {
            self.marks.insert(key, Marked { mark, row, cell: cell.to_owned(), figures: 1 });
        }
    }

    /// Returns the marks met, and leaves none.
    pub(super) fn take_marks(&mut self) -> BTreeMap<(Option<usize>, String), Marked> {
        std::mem::take(&mut self.marks)
    }

    /// Counts an issue and keeps it, made by `make`, unless there are many of its kind.
    pub(in crate::data::open) fn issue(&mut self, kind: IssueKind, make: impl FnOnce() -> DataIssue) {
        if self.issues.count(kind, 1) <= Issues::KEPT_OF_A_KIND {
            self.issues.list.push(make());
        }
    }

    /// Returns whether a name is that of a total of its table, which is no figure.
    pub(super) fn is_table_total(&mut self, name: &str) -> bool {
        let codes = self.codes;
        self.total_names.code(name, |name| codes.is_table_total(name).then_some(())).is_some()
    }

    /// Keeps a total that the table states of itself.
    pub(super) fn keep_total(&mut self, total: StatedTotal) {
        if self.totals.len() < MOST {
            self.totals.push(total);
        }
    }

    /// Returns the totals that the table states of itself, in the order of the rows, and leaves none.
    pub(super) fn take_totals(&mut self) -> Vec<StatedTotal> {
        let mut totals = std::mem::take(&mut self.totals);
        totals.sort_by_key(|total| (total.row, total.column));
        totals
    }

    /// Adds figures that wait to be added.
    pub(super) fn settle(&mut self) {
        self.sums.settle();
    }

    /// Returns what the plain numbers of each place come to, by place, and leaves none.
    pub(super) fn take_sums(&mut self) -> Vec<(Key, Sum)> {
        std::mem::replace(&mut self.sums, Sums::new()).sorted()
    }

    /// Returns how many places there are, but for figures that wait.
    pub(in crate::data::open) fn places(&self) -> usize {
        self.sums.len() + self.stated.len() + self.silent.len()
    }

    /// Adds what another one holds, which read other rows.
    pub(in crate::data::open) fn merge(&mut self, other: Self) {
        let mut other = other;
        let fates = other.take_fates();
        self.fates.append(fates);
        self.sums.merge(other.sums);
        self.totals.append(&mut other.totals);
        for (key, stated) in other.stated {
            match self.stated.get_mut(&key) {
                Some(before) => before.add(stated),
                None => {
                    self.stated.insert(key, stated);
                }
            }
        }
        for (key, marked) in other.marks {
            match self.marks.get_mut(&key) {
                Some(known) => known.add(&marked),
                None => {
                    self.marks.insert(key, marked);
                }
            }
        }
        self.silent.merge(other.silent);
        let mine = std::mem::take(&mut self.issues);
        self.issues = in_file_order([mine, other.issues]);
    }

    /// Returns what became of the rows, and leaves none.
    pub(super) fn take_fates(&mut self) -> Fates {
        let mut fates = std::mem::take(&mut self.fates);
        for (measure, rows) in &mut self.measured {
            if let Measure::Other(name) = measure {
                fates.count(Fate::OtherMeasure(name.clone()), std::mem::take(rows));
            }
        }
        fates
    }

    /// Returns the issues met, and leaves none.
    pub(super) fn take_issues(&mut self) -> Issues {
        std::mem::take(&mut self.issues)
    }

    /// Returns the codes.
    pub(super) fn codes(&self) -> &'a Codes<'a> {
        self.codes
    }
}

impl Marked {
    fn add(&mut self, other: &Self) {
        self.figures = self.figures.saturating_add(other.figures);
        if other.row < self.row {
            self.row = other.row;
            self.cell.clone_from(&other.cell);
        }
    }
}

/// Returns the issues of parts of a sheet as one list, in the order of the rows: of each kind the first.
fn in_file_order(parts: [Issues; 2]) -> Issues {
    let mut joined = Issues::default();
    let mut list = Vec::new();
    for part in parts {
        for count in &part.counts {
            joined.count(count.kind, count.count);
        }
        list.extend(part.list);
    }
    list.sort_by_key(|issue| issue.row);
    let mut kept: BTreeMap<IssueKind, u64> = BTreeMap::new();
    list.retain(|issue| {
        let of_kind = kept.entry(issue.kind).or_insert(0);
        *of_kind += 1;
        *of_kind <= Issues::KEPT_OF_A_KIND
    });
    joined.list = list;
    joined
}
