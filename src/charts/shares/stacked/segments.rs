use crate::analysis::{Counted, Figures, SupplierShare};
use crate::charts::bloc_words::bloc_share_words;
use crate::charts::palette::Series;
use crate::charts::stages::{ActorKey, At, Picked, Stage, part_in, short_share};
use crate::charts::wording::{NO_BREAK, bound_mark, bound_of_sum, percent, shown_bound};
use crate::charts::{Looking, Marked};
use crate::model::{BlocId, Bound, Iso3};

/// A supplier's piece of a bar, or that of several.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// What it is of.
    pub key: SegmentKey,
    /// The switched-on bloc in whose stretch of the bar it stands.
    pub in_bloc: Option<BlocId>,
    /// The countries in it.
    pub countries: Vec<Iso3>,
    /// Its name.
    pub label: String,
    /// Short name of its bloc: colour is never the only sign.
    pub bloc: Option<String>,
    /// Its colour's name.
    pub series: Series,
    /// The share of the bar's own total, 0 to 1: of a country in several blocs, the part that counts in this one.
    pub share: f64,
    /// The shares of those left of it.
    pub left: f64,
    /// How it is bounded.
    pub bound: Bound,
    /// As it is said: "≤ 52 %"; with a star where so much can be more or less that it is no more than published.
    pub text: String,
    /// What a hover says.
    pub hover: Vec<(String, String)>,
}

/// What a piece of a bar is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SegmentKey {
    /// A country.
    Country(Iso3),
    /// Small suppliers together.
    More,
    /// What is not attributed to a country.
    Residual,
}

impl Segment {
    /// Returns its stable name in files.
    #[must_use]
    pub fn id(&self) -> String {
        let own = match self.key {
            SegmentKey::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
            SegmentKey::More => "folded-countries".to_owned(),
            SegmentKey::Residual => return "other-countries".to_owned(),
        };
        // Small members are folded bloc by bloc, and a country in several has a piece in each.
        self.in_bloc.as_ref().map_or_else(|| own.clone(), |bloc| format!("{own}-{bloc}"))
    }

    /// Returns what a click on it marks; nothing for what is not one supplier.
    #[must_use]
    pub fn marked(&self) -> Option<Marked> {
        if let SegmentKey::Country(iso3) = self.key { Some(Marked::Country(iso3)) } else { None }
    }

    /// Returns whether it is what a person marked, or in it.
    #[must_use]
    pub fn is_of(&self, looking: &Looking) -> bool {
        let emphasis = looking.emphasis();
        let is_in_bloc = self.in_bloc.as_ref().is_some_and(|bloc| emphasis.has_bloc(bloc));
        is_in_bloc || self.countries.iter().any(|iso3| emphasis.has_country(*iso3))
    }

    /// Returns its name with its number, and with the bloc it stands in.
    #[must_use]
    pub fn full_text(&self) -> String {
        let bloc = self.bloc.as_ref().map_or_else(String::new, |bloc| format!(" ({bloc})"));
        format!("{} {}{bloc}", self.label, self.text)
    }
}

/// What the pieces of all bars have in common.
pub(super) struct Suppliers<'a> {
    /// The countries that have pieces of their own, members of a bloc together.
    pub(super) picked: &'a [Picked],
    /// The switched-on blocs, in order, with their colours.
    pub(super) slots: &'a [(BlocId, Series)],
}

impl Suppliers<'_> {
    /// Returns the pieces of a bar from the left: bloc by bloc, then who is in none, then what no country has. The small
    /// suppliers of a bloc are one piece at its end. What has nothing has no piece.
    pub(super) fn segments(&self, stage: &Stage<'_>) -> Vec<Segment> {
        let Some(figures) = stage.figures else { return Vec::new() };
        let groups = self.slots.iter().map(Some).chain([None]);
        let mut segments: Vec<Segment> = groups.flat_map(|group| self.group(stage, figures, group)).collect();
        segments.extend(self.residual(stage, figures));
        let mut left = 0.0;
        for segment in &mut segments {
            segment.left = left;
            left += segment.share;
        }
        segments
    }

    fn group(&self, stage: &Stage<'_>, figures: &Figures, group: Option<&(BlocId, Series)>) -> Vec<Segment> {
        let members = figures.suppliers.iter().filter(|supplier| supplier.value > 0.0);
        let members: Vec<(&SupplierShare, f64)> = members
            .map(|supplier| (supplier, part_in(&supplier.counted, group.map(|(id, _)| id))))
            .filter(|(_, part)| *part > 0.0)
            .collect();
        let place = |supplier: &SupplierShare| {
            self.picked.iter().position(|picked| picked.key == ActorKey::Country(supplier.iso3))
        };
        let (mut own, small): (Vec<_>, Vec<_>) =
            members.into_iter().partition(|(supplier, _)| place(supplier).is_some());
        own.sort_by_key(|(supplier, _)| place(supplier));
        let piece = |of: &(&SupplierShare, f64)| self.country(stage, figures, *of, group);
        let mut segments: Vec<Segment> = own.iter().map(piece).collect();
        match small.as_slice() {
            [] => {}
            [only] => segments.push(piece(only)),
            several => segments.push(folded(figures, several, group)),
        }
        segments
    }

    fn country(
        &self,
        stage: &Stage<'_>,
        figures: &Figures,
        (supplier, part): (&SupplierShare, f64),
        group: Option<&(BlocId, Series)>,
    ) -> Segment {
        let key = ActorKey::Country(supplier.iso3);
        let mut hover = match stage.at(&key, self.picked) {
            At::Share(read) => read.hover,
            _ => Vec::new(),
        };
        let is_part = part < 1.0 - 1e-9;
        let bound = shown_bound(supplier.share);
        let share = supplier.share.value * part;
        let text =
            if is_part { format!("{}{}", bound_mark(bound), percent(share)) } else { short_share(supplier.share) };
        if is_part {
            hover.push(("This piece".to_owned(), format!("{text}: it counts in each of its blocs with an equal part")));
        }
        if let Counted::Contested(blocs) = &supplier.counted {
            let names: Vec<&str> = blocs.iter().filter_map(|id| figures.bloc_name(id)).collect();
            hover.push(("Counts in".to_owned(), format!("none: it is in {}", names.join(" and "))));
        }
        hover.extend(bloc_row(figures, group));
        let own = self.picked.iter().find(|picked| picked.key == key).map(|picked| picked.series);
        let series = match group {
            Some((_, series)) => *series,
            // With no bloc on, colours are free to tell countries apart.
            None if self.slots.is_empty() => own.unwrap_or(Series::NonMember),
            None => Series::NonMember,
        };
        let bloc = if matches!(supplier.counted, Counted::Contested(_)) {
            Some("contested".to_owned())
        } else {
            bloc_name(figures, group)
        };
        Segment {
            key: SegmentKey::Country(supplier.iso3),
            in_bloc: group.map(|(id, _)| id.clone()),
            countries: vec![supplier.iso3],
            label: if is_part { format!("{}, part", supplier.name) } else { supplier.name.clone() },
            bloc,
            series,
            share,
            left: 0.0,
            bound,
            text,
            hover,
        }
    }

    fn residual(&self, stage: &Stage<'_>, figures: &Figures) -> Option<Segment> {
        let At::Share(read) = stage.at(&ActorKey::Residual, self.picked) else { return None };
        Some(Segment {
            key: SegmentKey::Residual,
            in_bloc: None,
            countries: Vec::new(),
            label: figures.other.name().to_owned(),
            bloc: None,
            series: Series::Residual,
            share: read.share,
            left: 0.0,
            bound: read.bound,
            text: read.text,
            hover: read.hover,
        })
    }
}

fn bloc_name(figures: &Figures, group: Option<&(BlocId, Series)>) -> Option<String> {
    group.and_then(|(id, _)| figures.bloc_name(id)).map(str::to_owned)
}

/// Returns what the bloc of a stretch has together, for a hover.
fn bloc_row(figures: &Figures, group: Option<&(BlocId, Series)>) -> Option<(String, String)> {
    let bloc = figures.bloc(&group?.0)?;
    Some((format!("{} together", bloc.name), bloc_share_words(bloc, figures)))
}

/// Returns the piece of several small suppliers.
fn folded(figures: &Figures, several: &[(&SupplierShare, f64)], group: Option<&(BlocId, Series)>) -> Segment {
    let share: f64 = several.iter().map(|(supplier, part)| supplier.share.value * part).sum();
    let bound = bound_of_sum(several.iter().map(|(supplier, _)| shown_bound(supplier.share)));
    let name = |(supplier, part): &(&SupplierShare, f64)| {
        format!("{} {}", supplier.name, percent(supplier.share.value * part))
    };
    let names: Vec<String> = several.iter().map(name).collect();
    let text = format!("{}{}", bound_mark(bound), percent(share));
    let mut hover = vec![("Share".to_owned(), text.clone()), ("Countries".to_owned(), names.join(", "))];
    hover.extend(bloc_row(figures, group));
    Segment {
        key: SegmentKey::More,
        in_bloc: group.map(|(id, _)| id.clone()),
        countries: several.iter().map(|(supplier, _)| supplier.iso3).collect(),
        label: format!("{}{NO_BREAK}more", several.len()),
        bloc: bloc_name(figures, group),
        series: group.map_or(Series::NonMember, |(_, series)| *series),
        share,
        left: 0.0,
        bound,
        text,
        hover,
    }
}
