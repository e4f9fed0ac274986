use crate::analysis::{Acting, KeptSteps, MineralSteps, Refusal, Shift, Step, Supply};
use crate::charts::editions::edition_names;
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::source_line::{bloc_name, membership_of, program_words, shares_words, uncorrected_words};
use crate::charts::table::{Cell, ChartTable};
use crate::charts::wording::{and_words, known_words, percent_that_holds, uncapitalised};
use crate::data::Dataset;
use crate::model::{BlocId, EditionChoice, Mode, Question, date_text};

use super::model::{LadderChart, LadderColumn, scale_of};
use super::rows::{LadderCell, LadderKey, LadderRow};
use super::table::{SHIFT_COLUMNS, shift_cells};
use super::words::{OF_PUBLISHED, change_text, change_words, has_star, hover_of, none_words, share_cell_text};
use super::{LadderOptions, LadderSort};

/// A mineral with what the blocs shift of it.
struct Rung<'a> {
    steps: &'a MineralSteps,
    name: String,
    at: [At<'a>; 3],
}

/// What is known of a step.
enum At<'a> {
    /// No table speaks of it.
    NoTable,
    /// It cannot be put into shares.
    NoShares(&'a Supply, &'a Refusal),
    /// It has shares, but no member has a number.
    NoNumber(&'a Supply, &'static str),
    /// What the blocs shift.
    Shifts(&'a Supply, Shift),
}

/// What the ladder is made from.
struct Source<'a> {
    dataset: &'a Dataset,
    question: &'a Question,
    kept: &'a KeptSteps,
    acting: Acting,
    /// The blocs that are on, with their series, in order.
    on: Vec<(BlocId, Series)>,
    sort: LadderSort,
}

/// Returns the ladder of every mineral, for the blocs that are on.
pub(super) fn chart(dataset: &Dataset, question: &Question, options: LadderOptions, kept: &KeptSteps) -> LadderChart {
    let mut known: Vec<BlocId> = Vec::new();
    for id in question.blocs.iter().filter(|id| dataset.bloc(id).is_some()) {
        if !known.contains(id) {
            known.push(id.clone());
        }
    }
    let source = Source {
        dataset,
        question,
        kept,
        acting: kept.supplies.acting(dataset, question),
        on: bloc_slots(dataset, &known),
        sort: options.sorted_by(question.mode),
    };
    let mut chart = LadderChart { options, source_line: source.source_line(), ..LadderChart::default() };
    if let Some(reason) = source.nothing_to_rank() {
        "Minerals by how much blocs shift them".clone_into(&mut chart.title);
        "Reserves, mining and refining of every mineral".clone_into(&mut chart.subtitle);
        chart.empty = Some(reason);
        return chart;
    }
    let rungs = source.rungs();
    chart.title = source.title(&rungs);
    chart.subtitle = source.subtitle();
    chart.columns = source.columns(&rungs);
    chart.rows = rungs.iter().map(|rung| source.row(rung)).collect();
    chart.legend = source.legend(&chart.rows);
    chart.on.clone_from(&source.on);
    if chart.rows.iter().any(has_star) {
        chart.notes.push(OF_PUBLISHED.to_owned());
    }
    chart.notes.push("Where no refinery production is published: that of smelters, else of other plants".to_owned());
    if kept.supplies.list().iter().any(|supply| supply.has_left_out) {
        let left_out = "Rows of some minerals were left out when the file was read: their own charts say which";
        chart.notes.push(left_out.to_owned());
    }
    chart.table = source.table(&rungs, &chart.source_line);
    chart
}

impl<'a> Source<'a> {
    /// Returns whether bars are changes of the HHI, and not shares.
    fn is_by_hhi(&self) -> bool {
        match self.sort {
            LadderSort::Hhi => true,
            LadderSort::Name => self.question.mode == Mode::One,
            LadderSort::Share | LadderSort::Quantity => false,
        }
    }

    fn names(&self) -> Vec<&str> {
        self.on.iter().filter_map(|(id, _)| Some(self.dataset.bloc(id)?.short_name.as_str())).collect()
    }

    fn nothing_to_rank(&self) -> Option<String> {
        if self.on.is_empty() {
            return Some(
                "No bloc is on. Switch blocs on, and minerals are ranked here by how much these shift them".to_owned(),
            );
        }
        if self.acting.member_count() == 0 {
            let (names, date) = (self.names(), date_text(self.question.as_of));
            let has = if names.len() == 1 { "has" } else { "have" };
            return Some(format!("{} {has} no members on {date}", and_words(&names)));
        }
        let is_shared = |supply: &Supply| supply.before.is_ok();
        let none = !self.kept.supplies.list().iter().any(is_shared);
        none.then(|| "No reserves, mining or refining of any mineral can be put into shares here".to_owned())
    }

    fn at(&self, place: Option<usize>) -> At<'a> {
        let Some(supply) = place.and_then(|place| self.kept.supplies.list().get(place)) else { return At::NoTable };
        match (&supply.before, self.kept.supplies.shift(supply, &self.acting, self.question.mode)) {
            (Err(refusal), _) => At::NoShares(supply, refusal),
            (Ok(_), None) => At::NoTable,
            (Ok(_), Some(shift)) => match none_words(&shift) {
                Some(words) => At::NoNumber(supply, words),
                None => At::Shifts(supply, shift),
            },
        }
    }

    /// Returns the number that a step is ranked by.
    fn measure(&self, at: &At<'_>) -> Option<f64> {
        let At::Shifts(_, shift) = at else { return None };
        if self.is_by_hhi() { shift.change().map(|(change, _)| change) } else { Some(shift.share.value) }
    }

    /// Returns the minerals in order: by their largest number, or by name; those without a number last.
    fn rungs(&self) -> Vec<Rung<'a>> {
        let rung = |steps: &'a MineralSteps| {
            let commodity = self.dataset.commodity(&steps.commodity);
            Rung {
                name: commodity.map_or_else(|| steps.commodity.to_string(), |of| of.name.clone()),
                at: steps.places.map(|place| self.at(place)),
                steps,
            }
        };
        let mut rungs: Vec<Rung<'a>> = self.kept.minerals.iter().map(rung).collect();
        let largest = |rung: &Rung<'_>| {
            if self.sort == LadderSort::Name {
                return 0.0;
            }
            rung.at.iter().filter_map(|at| self.measure(at)).fold(f64::NEG_INFINITY, f64::max)
        };
        let name = |rung: &Rung<'_>| rung.name.to_lowercase();
        rungs.sort_by(|one, other| largest(other).total_cmp(&largest(one)).then_with(|| name(one).cmp(&name(other))));
        rungs
    }

    fn title(&self, rungs: &[Rung<'a>]) -> String {
        let names = and_words(&self.names());
        let mut most: Option<(f64, &Rung<'a>, &Supply, &Shift)> = None;
        for rung in rungs {
            for at in &rung.at {
                let (Some(measure), At::Shifts(supply, shift)) = (self.measure(at), at) else { continue };
                if most.is_none_or(|(most, ..)| measure > most) {
                    most = Some((measure, rung, supply, shift));
                }
            }
        }
        let Some((_, rung, supply, shift)) = most else {
            return format!("No member of {names} has a published number of any mineral");
        };
        let of = supply.told.of(&uncapitalised(&rung.name));
        let share = known_words(shift.share, percent_that_holds);
        match (self.question.mode, self.is_by_hhi()) {
            (Mode::One, true) => format!("Most shifted by {names}: {of}, {}", change_words(shift)),
            (Mode::One, false) => format!("Largest share of {names}: {of}, {share}"),
            (Mode::Withhold, false) => format!("Lost most without {names}: {of}, {share}"),
            (Mode::Only, false) => format!("Covered most by {names} alone: {of}, {share}"),
            (Mode::Withhold, true) => {
                format!("What is left shifts most without {names}: {of}, {}", change_words(shift))
            }
            (Mode::Only, true) => format!("What {names} alone cover shifts most: {of}, {}", change_words(shift)),
        }
    }

    fn subtitle(&self) -> String {
        let question = self.question;
        let several = self.on.len() > 1;
        let what = match (question.mode, self.is_by_hhi()) {
            (Mode::One, true) if several => "Change of the HHI with each bloc as one supplier",
            (Mode::One, true) => "Change of the HHI with the bloc as one supplier",
            (Mode::One, false) if several => "Share of the blocs together",
            (Mode::One, false) => "Share of the bloc",
            (Mode::Withhold, false) => "Lost share",
            (Mode::Only, false) => "Covered share",
            (Mode::Withhold, true) => "Change of the HHI, of what is left",
            (Mode::Only, true) => "Change of the HHI, of what is covered",
        };
        let mark = if question.mode.is_hypothetical() || !question.caps.is_empty() { "HYPOTHETICAL: " } else { "" };
        let figures = if question.edition == EditionChoice::Newest { ", newest edition of each figure" } else { "" };
        format!("{mark}{what}; every mineral, {} or the nearest year{figures}", question.year)
    }

    fn legend(&self, rows: &[LadderRow]) -> Vec<(Series, String)> {
        let name = |(id, series): &(BlocId, Series)| Some((*series, self.dataset.bloc(id)?.short_name.clone()));
        let mut legend: Vec<(Series, String)> = self.on.iter().filter_map(name).collect();
        let cells = || rows.iter().flat_map(|row| &row.cells);
        let is_rest = |cell: &LadderCell| cell.parts.iter().any(|(series, _)| *series == Series::NonMember);
        let is_whole = |cell: &LadderCell| matches!(cell.parts.as_slice(), [(Series::NonMember, _)]);
        if cells().any(is_whole) {
            legend.push((Series::NonMember, "all of them together".to_owned()));
        } else if cells().any(is_rest) {
            legend.push((Series::NonMember, "contested".to_owned()));
        }
        legend
    }

    fn columns(&self, rungs: &[Rung<'a>]) -> Vec<LadderColumn> {
        // One scale for all, so that lengths can be compared.
        let scale = scale_of(rungs.iter().flat_map(|rung| &rung.at).filter_map(|at| self.measure(at)));
        let column = |step: Step| LadderColumn {
            head: step.name().to_owned(),
            is_ranked_by: self.sort != LadderSort::Name,
            scale: Some(scale),
        };
        Step::ALL.map(column).to_vec()
    }

    fn row(&self, rung: &Rung<'a>) -> LadderRow {
        let mut hover = Vec::new();
        for (step, at) in Step::ALL.into_iter().zip(&rung.at) {
            let of = |supply: &Supply| {
                let form = self.dataset.form(&supply.commodity, &supply.form);
                let form = form.filter(|_| supply.form.as_str() != supply.commodity.as_str());
                let form = form.map_or_else(String::new, |form| format!(", {}", form.in_sentence));
                let edition = supply.edition.as_ref().and_then(|id| self.dataset.edition(id));
                let edition = edition.map_or_else(String::new, |edition| format!(", {}", edition.short_name));
                let stage = supply.told.stated().map_or("Stage not stated,", |stage| stage.short_name());
                format!("{stage} {}{form}{edition}", supply.year)
            };
            match at {
                At::NoTable => hover.push((step.name().to_owned(), "no table".to_owned())),
                At::NoShares(supply, refusal) => hover.push((of(supply), refusal.to_string())),
                At::NoNumber(supply, words) => hover.push((of(supply), (*words).to_owned())),
                At::Shifts(supply, shift) => {
                    let words = hover_of(shift, supply.unit, self.question.mode);
                    let words: Vec<String> =
                        words.into_iter().take(2).map(|(what, value)| format!("{what} {value}")).collect();
                    hover.push((of(supply), words.join("; ")));
                }
            }
        }
        LadderRow {
            key: LadderKey::Mineral(rung.steps.commodity.clone()),
            label: rung.name.clone(),
            is_on: rung.steps.commodity == self.question.commodity,
            cells: rung.at.iter().map(|at| self.cell(at)).collect(),
            words: None,
            hover,
        }
    }

    fn cell(&self, at: &At<'_>) -> LadderCell {
        match at {
            At::NoTable => LadderCell::words("no table"),
            At::NoShares(..) => LadderCell::words("no shares"),
            At::NoNumber(_, words) => LadderCell::words(words),
            At::Shifts(supply, shift) => {
                let value = self.measure(at);
                LadderCell {
                    text: if self.is_by_hhi() { change_text(shift) } else { share_cell_text(shift) },
                    parts: value.map_or_else(Vec::new, |value| self.parts(supply, value)),
                    value,
                }
            }
        }
    }

    /// Returns the colours of a bar: what each bloc adds to it, where that can be told, else one colour for all.
    fn parts(&self, supply: &Supply, value: f64) -> Vec<(Series, f64)> {
        const LEAST: f64 = 1e-9;
        if let [(_, only)] = self.on.as_slice() {
            return vec![(*only, value)];
        }
        let whole = vec![(Series::NonMember, value)];
        if self.is_by_hhi() && self.question.mode != Mode::One {
            return whole;
        }
        let parts = self.kept.supplies.parts(supply, &self.acting);
        let of = parts.iter().map(|part| if self.is_by_hhi() { part.hhi } else { part.share });
        let mut parts: Vec<(Series, f64)> = self.on.iter().map(|(_, series)| *series).zip(of).collect();
        if parts.iter().any(|(_, part)| *part < -LEAST) {
            return whole;
        }
        // What is contested counts in none of them.
        let rest = value - parts.iter().map(|(_, part)| part).sum::<f64>();
        parts.push((Series::NonMember, rest));
        parts.retain(|(_, part)| *part > LEAST);
        parts
    }

    fn source_line(&self) -> String {
        let used: Vec<_> = self.kept.supplies.list().iter().filter(|of| of.before.is_ok()).collect();
        let is_used = |id| used.iter().any(|supply| supply.edition.as_ref() == Some(id));
        let editions: Vec<_> = self.dataset.editions.iter().rev().filter(|edition| is_used(&edition.id)).collect();
        let of_series = editions.chunk_by(|one, next| one.series == next.series);
        let names: Vec<String> = of_series.map(|editions| edition_names(editions.iter().copied())).collect();
        let mut parts =
            vec![format!("Source: {}", names.join("; ")), shares_words(self.question.denominator).to_owned()];
        let lead = match self.question.mode {
            Mode::One => "Blocs",
            Mode::Withhold => "Blocs that stop selling",
            Mode::Only => "Blocs bought from alone",
        };
        let name = |(id, _): &(BlocId, Series)| Some(bloc_name(id, &self.dataset.bloc(id)?.short_name));
        let names: Vec<String> = self.on.iter().filter_map(name).collect();
        parts.extend(membership_of(lead, self.question, &names));
        let mut assumed: Vec<String> = used.iter().filter_map(|supply| supply.assumption.clone()).collect();
        assumed.sort();
        assumed.dedup();
        parts.extend(assumed);
        parts.extend(uncorrected_words(self.question));
        parts.push(program_words());
        parts.join(". ")
    }

    fn table(&self, rungs: &[Rung<'a>], source_line: &str) -> ChartTable {
        let mut columns =
            ["Mineral", "Id", "Step", "Stage", "Form", "Year", "Edition", "Unit"].map(str::to_owned).to_vec();
        columns.extend(SHIFT_COLUMNS.map(str::to_owned));
        columns.push("Remark".to_owned());
        let row = |rung: &Rung<'a>, step: Step, at: &At<'a>| {
            let mut row =
                vec![Cell::text(&rung.name), Cell::text(rung.steps.commodity.as_str()), Cell::text(step.name())];
            let (supply, shift, remark) = match at {
                At::NoTable => (None, None, "no table".to_owned()),
                At::NoShares(supply, refusal) => (Some(supply), None, refusal.to_string()),
                At::NoNumber(supply, words) => (Some(supply), None, (*words).to_owned()),
                At::Shifts(supply, shift) => (Some(supply), Some(shift), String::new()),
            };
            row.extend(match supply {
                None => [Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty],
                Some(supply) => [
                    Cell::text(supply.told.id_words()),
                    Cell::text(supply.form.as_str()),
                    Cell::Number(f64::from(supply.year)),
                    supply.edition.as_ref().map_or(Cell::Empty, |edition| Cell::text(edition.as_str())),
                    Cell::text(supply.unit.id()),
                ],
            });
            row.extend(shift_cells(shift));
            row.push(Cell::text(remark));
            row
        };
        let rows = rungs
            .iter()
            .flat_map(|rung| Step::ALL.into_iter().zip(&rung.at).map(move |(step, at)| row(rung, step, at)));
        let context = [
            ("Blocs", Cell::text(self.names().join("; "))),
            ("Mode", Cell::text(self.question.mode.id())),
            ("Source", Cell::text(source_line)),
        ];
        ChartTable {
            columns,
            rows: rows.collect(),
            context: context.map(|(name, cell)| (name.to_owned(), cell)).to_vec(),
        }
    }
}
