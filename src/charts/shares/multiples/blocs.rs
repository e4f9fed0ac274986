use crate::analysis::{Answer, BlocShare, Counted, Figures, answer};
use crate::charts::bloc_words::bloc_share_words;
use crate::charts::shares::MultiplesOf;
use crate::charts::shares::bloc_rows::short_levels;
use crate::charts::shares::model::{ShareChart, chart};
use crate::charts::shares::rows::{BarRow, Mark, RowKey};
use crate::charts::wording::{capitalised, percent};
use crate::data::Dataset;
use crate::model::{BlocId, Iso3, Mode, Question, Status};

use super::{Multiples, Panel, PanelRow, Piece};

/// A member's bar, with its country, what it has in the unit of the answer, and what the publisher says of it.
pub(super) type Member = (PanelRow, Iso3, Option<f64>, Status);

/// What blocs have of a mineral.
pub(super) struct Blocs {
    /// The chart of the answer with the blocs that are on.
    pub(super) chart: ShareChart,
    /// Whether blocs are on; if not, every bloc is shown by itself.
    pub(super) are_on: bool,
    /// The blocs, each with the answer and the bars in which it acts.
    pub(super) list: Vec<(BlocShare, ShareChart)>,
}

impl Blocs {
    pub(super) fn of(dataset: &Dataset, question: &Question) -> Self {
        let chart = chart(dataset, &answer(dataset, question), None);
        let on = chart.answer().figures.as_ref().map(|figures| figures.blocs.clone()).unwrap_or_default();
        let are_on = !on.is_empty();
        let mut list: Vec<(BlocShare, ShareChart)> = if are_on {
            on.into_iter().map(|bloc| (bloc, chart.clone())).collect()
        } else {
            dataset.blocs().iter().filter_map(|bloc| alone(dataset, question, &bloc.id)).collect()
        };
        list.sort_by(|(one, _), (other, _)| other.share.value.total_cmp(&one.share.value));
        Self { chart, are_on, list }
    }

    /// Returns a chart for each bloc that has something or is said to, and the others by the reason why not.
    pub(super) fn multiples(&self) -> Multiples {
        let mut multiples = Multiples { of: MultiplesOf::Bloc, panels: Vec::new(), without: Vec::new() };
        for (bloc, chart) in &self.list {
            let Ok(figures) = &chart.answer().figures else { continue };
            let rows: Vec<PanelRow> = rows(bloc, chart, figures).into_iter().map(|(_, row)| row).collect();
            if rows.is_empty() {
                let reason = capitalised(&bloc_share_words(bloc, figures));
                match multiples.without.iter_mut().find(|(words, _)| *words == reason) {
                    Some((_, names)) => names.push(bloc.name.clone()),
                    None => multiples.without.push((reason, vec![bloc.name.clone()])),
                }
                continue;
            }
            multiples.panels.push(Panel {
                id: format!("bloc-{}", bloc.id),
                name: bloc.name.clone(),
                aside: share_or_levels(bloc, figures),
                opens: None,
                hover: hover(bloc, &rows),
                rows,
            });
        }
        multiples
    }

    /// Returns each bloc with the bars of its members, and of each member what it has of the bloc's and what the publisher
    /// says of it.
    pub(super) fn members(&self) -> Vec<(&BlocShare, Vec<Member>)> {
        let of_bloc = |(bloc, chart): &'_ (BlocShare, ShareChart)| -> Vec<Member> {
            let Ok(figures) = &chart.answer().figures else { return Vec::new() };
            let member = |(iso3, row): (Iso3, PanelRow)| {
                let supplier = figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3);
                if let Some(of) = supplier {
                    return Some((row, iso3, Some(of.value * of.counted.part_in(&bloc.id)), of.quantity.status()));
                }
                let of = figures.unpublished.iter().find(|of| of.iso3 == iso3)?;
                Some((row, iso3, None, of.status()))
            };
            rows(bloc, chart, figures).into_iter().filter_map(member).collect()
        };
        self.list.iter().map(|one| (&one.0, of_bloc(one))).collect()
    }

    /// Returns what stands in place of a bloc's share, where it is said in words.
    pub(super) fn words_of(&self, bloc: &BlocShare) -> Option<String> {
        let (_, chart) = self.list.iter().find(|(of, _)| of.id == bloc.id)?;
        chart.answer().figures.as_ref().ok().map(|figures| bloc_share_words(bloc, figures))
    }

    /// Returns the answer that is shown.
    pub(super) fn answer(&self) -> &Answer {
        self.chart.answer()
    }
}

/// Returns what a bloc has when it alone is on.
fn alone(dataset: &Dataset, question: &Question, id: &BlocId) -> Option<(BlocShare, ShareChart)> {
    // A mode supposes nothing while no bloc is on.
    let asked = Question { blocs: vec![id.clone()], mode: Mode::One, ..question.clone() };
    let chart = chart(dataset, &answer(dataset, &asked), None);
    let bloc = chart.answer().figures.as_ref().ok()?.blocs.first()?.clone();
    Some((bloc, chart))
}

/// Returns a bar for each member that counts in a bloc and has a number above zero, and the words of those without one.
fn rows(bloc: &BlocShare, chart: &ShareChart, figures: &Figures) -> Vec<(Iso3, PanelRow)> {
    let mut rows: Vec<(Iso3, PanelRow)> = chart
        .rows
        .iter()
        .filter_map(|row| {
            let RowKey::Country(iso3) = row.key else { return None };
            let part = counted(figures, iso3)?.part_in(&bloc.id);
            let drawn = (part > 0.0).then(|| member(bloc, figures, row, iso3, part)).flatten()?;
            Some((iso3, drawn))
        })
        .collect();
    // The part of one that counts in several blocs may be less than the share of the next.
    rows.sort_by(|(_, one), (_, other)| other.share().total_cmp(&one.share()));
    rows
}

fn counted(figures: &Figures, iso3: Iso3) -> Option<&Counted> {
    let supplier = figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3).map(|supplier| &supplier.counted);
    supplier.or_else(|| figures.unpublished.iter().find(|of| of.iso3 == iso3).map(|of| &of.counted))
}

fn member(bloc: &BlocShare, figures: &Figures, row: &BarRow, iso3: Iso3, part: f64) -> Option<PanelRow> {
    let id = format!("bloc-{}-{}", bloc.id, iso3.as_str().to_lowercase());
    let done = row.taken_out.map(str::to_owned).or_else(|| row.limited.as_ref().map(|limited| limited.words.clone()));
    let aside = done.or_else(|| doubt_of(row).map(str::to_owned)).unwrap_or_default();
    let (pieces, text, bound) = match &row.mark {
        Mark::Words(words) => (Vec::new(), words.clone(), None),
        Mark::Band { .. } => return None,
        Mark::Bar { share, .. } if *share <= 0.0 => return None,
        Mark::Bar { share, text, bound, parts } => {
            // Parts stand in the order of the blocs that it counts in.
            let place = counted(figures, iso3)?.blocs().iter().position(|id| *id == bloc.id)?;
            let (series, of_bloc) = *parts.get(place)?;
            let left = match (&row.limited, row.taken_out) {
                (_, Some(_)) => 0.0,
                (Some(limited), None) => (limited.share / share).clamp(0.0, 1.0),
                _ => 1.0,
            };
            let piece = |part: f64, is_filled| Piece { series, share: of_bloc * part, is_filled };
            let pieces = [piece(left, true), piece(1.0 - left, false)];
            let text = if part < 1.0 { format!("{} of {text}", percent(of_bloc)) } else { text.clone() };
            (pieces.into_iter().filter(|piece| piece.share > 0.0).collect(), text, Some(*bound))
        }
    };
    let countries = if let RowKey::Country(iso3) = row.key { vec![iso3] } else { Vec::new() };
    Some(PanelRow { id, label: row.label.clone(), pieces, text, bound, aside, countries })
}

/// Returns what a bloc has; where that is not sure, at each confidence level.
fn share_or_levels(bloc: &BlocShare, figures: &Figures) -> String {
    let certainty = figures.certainty.as_ref().filter(|certainty| certainty.share_of(&bloc.id).is_some());
    certainty.map_or_else(|| bloc_share_words(bloc, figures), |certainty| short_levels(&bloc.id, certainty))
}

/// Returns the word for a membership that is not confirmed, which stands behind the names of blocs.
fn doubt_of(row: &BarRow) -> Option<&str> {
    let (_, word) = row.bloc.as_deref()?.rsplit_once(", ")?;
    matches!(word, "reported" | "unclear").then_some(word)
}

fn hover(bloc: &BlocShare, rows: &[PanelRow]) -> Vec<(String, String)> {
    const MOST: usize = 12;
    let members = match bloc.members.len() {
        1 => "1 country".to_owned(),
        count => format!("{count} countries"),
    };
    let mut pairs = vec![("Members".to_owned(), members)];
    if bloc.unnamed {
        pairs.push((
            "Unnamed".to_owned(),
            "members exist that are not named in public; they count in no sum".to_owned(),
        ));
    }
    let row = |row: &PanelRow| {
        let aside = if row.aside.is_empty() { String::new() } else { format!(", {}", row.aside) };
        (row.label.clone(), format!("{}{aside}", row.text))
    };
    pairs.extend(rows.iter().take(MOST).map(row));
    if rows.len() > MOST {
        pairs.push(("More".to_owned(), format!("{} countries", rows.len() - MOST)));
    }
    pairs
}
