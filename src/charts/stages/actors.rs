use crate::charts::palette::{BLOC_COLOURS, Series};
use crate::charts::{Looking, Marked};
use crate::model::{BlocId, Bound, Iso3};

use super::Of;
use super::parts::Stage;

/// A supplier, or several folded into one, at every stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Actor {
    /// What it is.
    pub key: ActorKey,
    /// Its name.
    pub label: String,
    /// Short name of the switched-on bloc that a country is in: colour is never the only sign.
    pub bloc: Option<String>,
    /// That bloc.
    pub in_bloc: Option<BlocId>,
    /// Its colour's name.
    pub series: Series,
    /// What it has at each stage, in the order of columns.
    pub at: Vec<At>,
}

/// What an actor is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActorKey {
    /// A switched-on bloc.
    Bloc(BlocId),
    /// A country.
    Country(Iso3),
    /// The suppliers that are not drawn by themselves: members of a switched-on bloc, or who is in none.
    Others(Option<BlocId>),
    /// What is not attributed to a country.
    Residual,
}

/// What an actor has at a stage.
#[derive(Debug, Clone, PartialEq)]
pub enum At {
    /// A share.
    Share(Part),
    /// What stands in place of a number.
    Words(String),
    /// Nothing is said of it.
    NotListed,
    /// The stage has no shares.
    NoStage,
}

/// A share at a stage.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The share, 0 to 1.
    pub share: f64,
    /// The shares of those above it in the stack.
    pub above: f64,
    /// How it is bounded; a mark that is not exact is hollow or hatched.
    pub bound: Bound,
    /// What it is called here, where that differs from stage to stage: "2 others".
    pub name: Option<String>,
    /// As it is said: "≤ 52 %"; with a star where so much can be more or less that it is no more than published.
    pub text: String,
    /// What a hover says.
    pub hover: Vec<(String, String)>,
}

impl ActorKey {
    /// Returns the stable name of the actor in files.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
            Self::Bloc(bloc) => format!("bloc-{bloc}"),
            Self::Others(None) => "others".to_owned(),
            Self::Others(Some(bloc)) => format!("others-{bloc}"),
            Self::Residual => "not-attributed".to_owned(),
        }
    }

    /// Returns what a click on it marks.
    #[must_use]
    pub fn marked(&self) -> Option<Marked> {
        match self {
            Self::Country(iso3) => Some(Marked::Country(*iso3)),
            Self::Bloc(bloc) => Some(Marked::Bloc(bloc.clone())),
            Self::Others(_) | Self::Residual => None,
        }
    }

    /// Returns whether it is a supplier of its own.
    #[must_use]
    pub fn is_supplier(&self) -> bool {
        matches!(self, Self::Country(_) | Self::Bloc(_))
    }
}

impl At {
    /// Returns the share, where there is one.
    #[must_use]
    pub fn part(&self) -> Option<&Part> {
        if let Self::Share(part) = self { Some(part) } else { None }
    }

    /// Returns it as it is said.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Share(part) => &part.text,
            Self::Words(words) => words,
            Self::NotListed => "not listed",
            Self::NoStage => "no shares",
        }
    }
}

impl Actor {
    /// Returns its share at a stage; 0 where there is none.
    #[must_use]
    pub fn share(&self, stage: usize) -> f64 {
        self.at.get(stage).and_then(At::part).map_or(0.0, |part| part.share)
    }

    /// Returns what it is called at a stage.
    #[must_use]
    pub fn name_at(&self, stage: usize) -> &str {
        self.at.get(stage).and_then(At::part).and_then(|part| part.name.as_deref()).unwrap_or(&self.label)
    }

    /// Returns whether it is what a person marked, or in it.
    #[must_use]
    pub fn is_marked(&self, looking: &Looking) -> bool {
        let emphasis = looking.emphasis();
        let is_member = self.in_bloc.as_ref().is_some_and(|bloc| emphasis.has_bloc(bloc));
        is_member || self.key.marked().is_some_and(|own| emphasis.has(&own))
    }

    /// Returns its name with the bloc it is in.
    #[must_use]
    pub fn full_name(&self) -> String {
        self.with_bloc(&self.label)
    }

    /// Returns what it is called at a stage, with the bloc it is in.
    #[must_use]
    pub fn full_name_at(&self, stage: usize) -> String {
        self.with_bloc(self.name_at(stage))
    }

    fn with_bloc(&self, name: &str) -> String {
        self.bloc.as_ref().map_or_else(|| name.to_owned(), |bloc| format!("{name} ({bloc})"))
    }
}

/// At most so many suppliers are drawn by themselves.
const MOST: usize = 7;
/// At least so many countries, whatever is on and however small they are.
const LEAST: usize = 2;
/// What never has this share would be no more than a line.
const SEEN: f64 = 0.005;

/// An actor before its shares are read.
#[derive(Debug, Clone)]
pub(in crate::charts) struct Picked {
    pub(in crate::charts) key: ActorKey,
    pub(in crate::charts) label: String,
    pub(in crate::charts) bloc: Option<BlocId>,
    pub(in crate::charts) series: Series,
    /// Its largest share at any stage.
    most: f64,
}

/// Returns the suppliers that are drawn by themselves, top down: blocs, or countries with members of a bloc together, the
/// one with the largest share at any stage first.
pub(in crate::charts) fn pick(stages: &[Stage<'_>], of: Of, slots: &[(BlocId, Series)]) -> Vec<Picked> {
    let by_bloc = of == Of::Blocs && !slots.is_empty();
    let mut picked = if by_bloc { blocs(stages, slots) } else { Vec::new() };
    let mut countries = countries(stages, by_bloc);
    let seen = countries.iter().take_while(|country| country.most >= SEEN).count();
    let kept = seen.min(MOST.saturating_sub(picked.len())).max(LEAST);
    // One that would be folded alone, of all or of a bloc, is drawn as well.
    if countries.len() > kept + 1 {
        let folded = countries.split_off(kept);
        let is_alone =
            |of: &Picked| of.bloc.is_some() && folded.iter().filter(|other| other.bloc == of.bloc).count() == 1;
        countries.extend(folded.iter().filter(|of| is_alone(of)).cloned());
    }
    let place_of = |bloc: &Option<BlocId>| {
        let place = bloc.as_ref().and_then(|bloc| slots.iter().position(|(id, _)| id == bloc));
        place.unwrap_or(slots.len())
    };
    countries.sort_by_key(|country| place_of(&country.bloc));
    for (place, country) in countries.iter_mut().enumerate() {
        country.series = match slots.get(place_of(&country.bloc)) {
            Some((_, series)) => *series,
            // With no bloc on, colours are free to tell countries apart.
            None if slots.is_empty() && place < BLOC_COLOURS => Series::Bloc(place),
            None => Series::NonMember,
        };
    }
    picked.extend(countries);
    picked
}

fn by_share(picked: &mut [Picked]) {
    picked.sort_by(|a, b| b.most.total_cmp(&a.most).then_with(|| a.label.cmp(&b.label)));
}

/// Returns the switched-on blocs that have something at some stage.
fn blocs(stages: &[Stage<'_>], slots: &[(BlocId, Series)]) -> Vec<Picked> {
    let mut found = Vec::new();
    for (id, series) in slots {
        let mut shares = stages.iter().filter_map(|stage| stage.figures?.bloc(id));
        let most = shares.clone().map(|bloc| bloc.share.value).fold(0.0, f64::max);
        if let Some(bloc) = shares.next_back().filter(|_| most > 0.0) {
            let (key, label) = (ActorKey::Bloc(id.clone()), bloc.name.clone());
            found.push(Picked { key, label, bloc: None, series: *series, most });
        }
    }
    by_share(&mut found);
    found.truncate(MOST);
    found
}

/// Returns the countries that have something at some stage, or those of them that are in no bloc.
fn countries(stages: &[Stage<'_>], without_members: bool) -> Vec<Picked> {
    let mut found: Vec<Picked> = Vec::new();
    for figures in stages.iter().filter_map(|stage| stage.figures) {
        for supplier in figures.suppliers.iter().filter(|supplier| supplier.value > 0.0) {
            if without_members && supplier.counted.is_in_bloc() {
                continue;
            }
            let (key, share) = (ActorKey::Country(supplier.iso3), supplier.share.value);
            match found.iter_mut().find(|known| known.key == key) {
                Some(known) => known.most = known.most.max(share),
                None => found.push(Picked {
                    key,
                    label: supplier.name.clone(),
                    bloc: supplier.counted.bloc().cloned(),
                    series: Series::NonMember,
                    most: share,
                }),
            }
        }
    }
    by_share(&mut found);
    found
}
