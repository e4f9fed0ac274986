use std::cmp::Ordering;

use crate::analysis::{Counted, Figures, Trend};
use crate::charts::palette::{BLOC_COLOURS, Series};
use crate::model::{BlocId, Iso3};

use super::options::{By, Shape, TrendOptions};
use super::series::{Marker, SeriesKey};

/// At most so many countries have a series of their own.
const MOST: usize = 7;

/// At least so many, whatever is on and however small they are.
const LEAST: usize = 2;
/// What has never had this share would be a line along the axis.
const SEEN: f64 = 0.005;

/// A series that is drawn, before its numbers are read.
#[derive(Debug, Clone)]
pub(super) struct Picked {
    pub(super) key: SeriesKey,
    pub(super) label: String,
    /// The bloc that a country is in.
    pub(super) bloc: Option<String>,
    pub(super) series: Series,
    pub(super) marker: Marker,
}

/// A country that has a number above zero in some year.
struct Candidate {
    iso3: Iso3,
    name: String,
    bloc: Option<BlocId>,
    is_member: bool,
    newest: Option<f64>,
    most: f64,
}

/// Returns the series of a trend, in the order in which they are drawn and named: the largest of the newest year first,
/// those that have been large included. Areas stack members of a bloc together, and what is left on top.
pub(super) fn pick(trend: &Trend, options: TrendOptions, slots: &[(BlocId, Series)]) -> Vec<Picked> {
    let by_bloc = options.by == By::Bloc && !slots.is_empty();
    let mut picked = if by_bloc { blocs(trend, options, slots) } else { Vec::new() };
    let mut countries = candidates(trend);
    countries.retain(|country| !(by_bloc && country.is_member));
    let all = countries.len();
    countries.sort_by(|a, b| b.most.total_cmp(&a.most).then_with(|| a.name.cmp(&b.name)));
    countries.truncate(MOST.saturating_sub(picked.len()).max(LEAST));
    let seen = countries.iter().take_while(|country| country.most >= SEEN).count();
    countries.truncate(seen.max(LEAST));
    countries.sort_by(|a, b| descending(a.newest, b.newest).then_with(|| b.most.total_cmp(&a.most)));
    if options.shape == Shape::Stacked {
        let place = |country: &Candidate| {
            let of_bloc = |bloc: &BlocId| slots.iter().position(|(id, _)| id == bloc);
            country.bloc.as_ref().and_then(of_bloc).unwrap_or(slots.len())
        };
        countries.sort_by_key(place);
    }
    let more = all - countries.len();
    for (place, country) in countries.into_iter().enumerate() {
        let own = country.bloc.as_ref().and_then(|bloc| slots.iter().find(|(id, _)| id == bloc));
        let series = match own {
            Some((_, series)) => *series,
            // With no bloc on, colours are free to tell countries apart.
            None if slots.is_empty() && place < BLOC_COLOURS => Series::Bloc(place),
            None => Series::NonMember,
        };
        let bloc = own.and_then(|(id, _)| bloc_name(trend, id));
        let key = SeriesKey::Country(country.iso3);
        picked.push(Picked { key, label: country.name, bloc, series, marker: Marker::Circle });
    }
    if options.shape == Shape::Stacked {
        let rest = |key, label: String, series| Picked { key, label, bloc: None, series, marker: Marker::Circle };
        if more > 0 {
            let countries = if more == 1 { "country" } else { "countries" };
            picked.push(rest(SeriesKey::More, format!("{more} more {countries}"), Series::NonMember));
        }
        let mut others = trend.with_figures().map(|(_, figures)| &figures.other).rev();
        if let Some(other) = others.find(|other| other.value > 0.0) {
            picked.push(rest(SeriesKey::Other, other.name().to_owned(), Series::Residual));
        }
    }
    for (place, picked) in picked.iter_mut().enumerate() {
        picked.marker = Marker::at(place);
    }
    picked
}

fn bloc_name(trend: &Trend, id: &BlocId) -> Option<String> {
    let (_, figures) = trend.newest()?;
    figures.bloc_name(id).map(str::to_owned)
}

fn descending(a: Option<f64>, b: Option<f64>) -> Ordering {
    b.unwrap_or(-1.0).total_cmp(&a.unwrap_or(-1.0))
}

/// Returns the switched-on blocs that have something in some year, the largest of the newest year first. A line of nothing
/// is drawn where the bloc has something at another confidence level: its band shows it.
fn blocs(trend: &Trend, options: TrendOptions, slots: &[(BlocId, Series)]) -> Vec<Picked> {
    let of = |figures: &Figures, id: &BlocId| figures.bloc(id).map(|bloc| (bloc.share.value, bloc.name.clone()));
    let mut found: Vec<(f64, Picked)> = Vec::new();
    for (id, series) in slots {
        let mut years = trend.with_figures().filter_map(|(_, figures)| of(figures, id)).rev();
        let Some((newest, label)) = years.next() else { continue };
        let reaches = |figures: &Figures| {
            figures.certainty.as_ref().is_some_and(|of| of.share_of(id).is_some_and(|of| of.high > 0.0))
        };
        let has_band = || options.shape == Shape::Lines && trend.with_figures().any(|(_, figures)| reaches(figures));
        if newest > 0.0 || years.any(|(share, _)| share > 0.0) || has_band() {
            let key = SeriesKey::Bloc(id.clone());
            let picked = Picked { key, label, bloc: None, series: *series, marker: Marker::Circle };
            found.push((newest, picked));
        }
    }
    found.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    found.into_iter().map(|(_, picked)| picked).collect()
}

fn candidates(trend: &Trend) -> Vec<Candidate> {
    let newest = trend.newest().map(|(year, _)| year.year);
    let mut found: Vec<Candidate> = Vec::new();
    for (year, figures) in trend.with_figures().rev() {
        for supplier in figures.suppliers.iter().filter(|supplier| supplier.value > 0.0) {
            let share = supplier.share.value;
            if let Some(known) = found.iter_mut().find(|known| known.iso3 == supplier.iso3) {
                known.most = known.most.max(share);
                continue;
            }
            found.push(Candidate {
                iso3: supplier.iso3,
                name: supplier.name.clone(),
                bloc: supplier.counted.bloc().cloned(),
                is_member: !matches!(supplier.counted, Counted::Alone | Counted::Contested(_)),
                newest: (Some(year.year) == newest).then_some(share),
                most: share,
            });
        }
    }
    found
}
