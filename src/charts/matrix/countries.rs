use std::collections::BTreeMap;

use crate::analysis::{Figures, members};
use crate::charts::palette::Series;
use crate::data::Dataset;
use crate::model::{BlocId, Iso3, Overlap, Question};

use super::cells::{Detail, MatrixCell, OfCountry, status_mark};
use super::lines::Shared;
use super::{ColumnKey, MatrixColumn, Measure, Scale};

/// What a country has of all minerals.
#[derive(Default)]
struct Tally<'a> {
    name: &'a str,
    /// How many minerals it is the largest supplier of.
    leads: usize,
    /// Of how many it has over 30 %.
    over: usize,
    /// The sum of its shares.
    sum: f64,
}

/// From here on, a share counts as large.
const LARGE: f64 = 0.30;

/// Returns a column for each country, by what it leads, and the cells of each mineral under them; for shares also what
/// belongs to no named country.
pub(super) fn countries(
    (dataset, question): (&Dataset, &Question),
    minerals: &[Option<Shared<'_>>],
    measure: Measure,
    on: &[(BlocId, Series)],
) -> (Vec<MatrixColumn>, Vec<Vec<MatrixCell>>) {
    let tallies = tallies(minerals);
    let mut order: Vec<(&Iso3, &Tally<'_>)> = tallies.iter().collect();
    order.sort_by(|(_, one), (_, other)| {
        let of = |tally: &Tally<'_>| (tally.leads, tally.sum);
        let ((leads, sum), (other_leads, other_sum)) = (of(one), of(other));
        other_leads.cmp(&leads).then(other_sum.total_cmp(&sum)).then_with(|| one.name.cmp(other.name))
    });
    let series = series_of_members(dataset, question, on);
    let column = |(rank, (iso3, tally)): (usize, &(&Iso3, &Tally<'_>))| MatrixColumn {
        key: ColumnKey::Country(**iso3),
        name: tally.name.to_owned(),
        series: series.get(*iso3).copied(),
        rank,
        counts: Some((tally.leads, tally.over)),
    };
    let mut columns: Vec<MatrixColumn> = order.iter().enumerate().map(column).collect();
    let places: BTreeMap<Iso3, usize> = order.iter().enumerate().map(|(place, (iso3, _))| (**iso3, place)).collect();
    let scale = Scale::of(measure);
    let mut cells: Vec<Vec<MatrixCell>> = minerals
        .iter()
        .map(|shared| shared.map_or_else(Vec::new, |of| cells_of(of.figures, &places, &scale)))
        .collect();
    let has_other = |of: &Shared<'_>| of.figures.other.quantity.is_some() || of.figures.other.value != 0.0;
    if measure == Measure::Share && minerals.iter().flatten().any(has_other) {
        columns.push(MatrixColumn {
            key: ColumnKey::NotAttributed,
            name: "Not attributed".to_owned(),
            series: None,
            rank: usize::MAX,
            counts: None,
        });
        for (row, shared) in cells.iter_mut().zip(minerals) {
            row.extend(shared.map(|of| other_cell(of.figures, &scale)));
        }
    }
    (columns, cells)
}

fn tallies<'a>(minerals: &[Option<Shared<'a>>]) -> BTreeMap<Iso3, Tally<'a>> {
    let mut tallies: BTreeMap<Iso3, Tally<'a>> = BTreeMap::new();
    for Shared { figures, .. } in minerals.iter().flatten() {
        let most = figures.suppliers.first().map_or(0.0, |first| first.share.value);
        for supplier in &figures.suppliers {
            let tally = tallies.entry(supplier.iso3).or_default();
            let share = supplier.share.value;
            tally.name = &supplier.name;
            tally.sum += share;
            // Where more belongs to no named country, nobody can say who is first.
            tally.leads += usize::from(share > 0.0 && share >= most && share >= figures.other.share);
            tally.over += usize::from(share > LARGE);
        }
        for unpublished in &figures.unpublished {
            tallies.entry(unpublished.iso3).or_default().name = &unpublished.name;
        }
    }
    tallies
}

/// Returns the colour of each member of blocs that are on: that of the first of them, or none where it is contested.
fn series_of_members(dataset: &Dataset, question: &Question, on: &[(BlocId, Series)]) -> BTreeMap<Iso3, Series> {
    let mut found: BTreeMap<Iso3, Vec<Series>> = BTreeMap::new();
    for (id, series) in on {
        for iso3 in members(dataset, id, question.as_of, question.confidence).countries.keys() {
            found.entry(*iso3).or_default().push(*series);
        }
    }
    let is_told = |(_, series): &(Iso3, Vec<Series>)| series.len() == 1 || question.overlap != Overlap::Contested;
    found.into_iter().filter(is_told).filter_map(|(iso3, series)| Some((iso3, *series.first()?))).collect()
}

fn cells_of(figures: &Figures, places: &BTreeMap<Iso3, usize>, scale: &Scale) -> Vec<MatrixCell> {
    let mut cells = vec![MatrixCell::default(); places.len()];
    let mut put = |iso3: &Iso3, cell: MatrixCell| {
        if let Some(slot) = places.get(iso3).and_then(|place| cells.get_mut(*place)) {
            *slot = cell;
        }
    };
    for (place, supplier) in figures.suppliers.iter().enumerate() {
        // Equals share a place.
        let larger = figures.suppliers.iter().take(place).filter(|of| of.share.value > supplier.share.value).count();
        let detail = Detail::Country(Box::new(OfCountry {
            quantity: supplier.quantity.clone(),
            share: Some(supplier.share),
            rank: (supplier.value > 0.0).then_some(larger + 1),
            note: supplier.note.clone(),
        }));
        put(&supplier.iso3, MatrixCell::of_share(supplier.share, scale.step(supplier.share.value), detail));
    }
    for unpublished in &figures.unpublished {
        let detail = Detail::Country(Box::new(OfCountry {
            quantity: unpublished.quantity.clone(),
            share: None,
            rank: None,
            note: unpublished.note.clone(),
        }));
        put(&unpublished.iso3, MatrixCell::without_number(status_mark(unpublished.status()), detail));
    }
    cells
}

/// Returns the cell of what belongs to no named country.
fn other_cell(figures: &Figures, scale: &Scale) -> MatrixCell {
    let other = &figures.other;
    let detail = Detail::Words(vec![(
        "What it is".to_owned(),
        if other.quantity.is_some() {
            "“Other countries”, as published"
        } else {
            "what the named countries leave of the printed total"
        }
        .to_owned(),
    )]);
    if !other.has_number() {
        let mark = other.quantity.as_ref().map_or("?", |quantity| status_mark(quantity.status()));
        return MatrixCell::without_number(mark, detail);
    }
    if other.quantity.is_none() && other.value == 0.0 {
        return MatrixCell::default();
    }
    let number = super::cells::share_number(other.share);
    let sign = if number.starts_with('<') { "" } else { super::cells::bound_sign(other.bound) };
    MatrixCell {
        value: Some(other.share),
        bound: Some(other.bound),
        text: format!("{sign}{number}"),
        step: scale.step(other.share),
        is_without_number: false,
        detail,
    }
}
