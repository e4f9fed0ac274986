use crate::analysis::{BlocShare, Counted, Figures, ShareInterval, Span, SupplierShare, years_of_reserves};
use crate::charts::palette::Series;
use crate::charts::wording::{bound_words, quantity_in_sentence, uncapitalised};
use crate::model::{BlocId, Bound, Iso3, Quantity, Unit, quantity_words};

use super::axis::Scale;

/// What a mark is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PointKey {
    /// A country.
    Country(Iso3),
    /// A bloc that is on.
    Bloc(BlocId),
}

impl PointKey {
    /// Returns its stable name in files.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
            Self::Bloc(id) => format!("bloc-{id}"),
        }
    }
}

/// What a country or bloc has of production or of reserves.
#[derive(Debug, Clone, PartialEq)]
pub struct Held {
    /// The share of the whole.
    pub share: ShareInterval,
    /// The quantity with its own ends, in `unit`.
    pub quantity: Span,
    /// The quantity's unit.
    pub unit: Unit,
    /// The quantity in words.
    pub words: String,
    /// The word for files that says what kind of statement it is; empty for a bloc.
    pub status: &'static str,
}

impl Held {
    /// Returns the ends of the share that its own bound leaves, all other figures being what they are; nothing for an exact
    /// quantity. An open end is infinite.
    #[must_use]
    pub fn ends(&self) -> Option<(f64, f64)> {
        if self.quantity.bound() == Bound::Exact || self.quantity.value <= 0.0 {
            return None;
        }
        let share = |end: f64| self.share.value * end / self.quantity.value;
        Some((share(self.quantity.low), share(self.quantity.high)))
    }
}

impl Held {
    /// Returns the shares that an axis has to hold for it: the share, and the end that it can reach where one is known.
    pub(super) fn reach(&self) -> impl Iterator<Item = f64> {
        let most = self.ends().map(|(_, high)| high).filter(|high| high.is_finite()).map(|high| high.min(1.0));
        std::iter::once(self.share.value).chain(most)
    }
}

/// A mark of the scatter.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// What it is of.
    pub key: PointKey,
    /// Its name.
    pub name: String,
    /// Its bloc, or those that it is split between or contested by.
    pub bloc: Option<String>,
    /// Its colour.
    pub series: Series,
    /// What it has of reserves: its place across.
    pub reserves: Held,
    /// What it has of production: its height, and the area of its mark.
    pub production: Held,
    /// Its reserves over its yearly production; nothing where it produces nothing.
    pub years: Option<Span>,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
    /// It as it is read aloud.
    pub spoken: String,
}

/// A country or row that has no mark.
#[derive(Debug, Clone, PartialEq)]
pub struct Unplaced {
    /// The country's code; nothing for what is no country.
    pub iso3: Option<Iso3>,
    /// Its name.
    pub name: String,
    /// Why it has none, without a capital or full stop.
    pub reason: String,
    /// What it has of production, where that is a number.
    pub production: Option<Held>,
    /// What it has of reserves, where that is a number.
    pub reserves: Option<Held>,
}

/// Production and reserves of one mineral.
#[derive(Clone, Copy)]
pub(super) struct Sides<'a> {
    pub(super) production: &'a Figures,
    pub(super) reserves: &'a Figures,
    pub(super) scale: Scale,
    pub(super) series_of: &'a dyn Fn(Option<&BlocId>) -> Series,
}

/// What the publisher says of a country on one side.
enum Said {
    Number(Held),
    /// Words in place of a number.
    Words(String),
    /// It is not named.
    Silent,
}

impl Sides<'_> {
    /// Returns the blocs that are on and have a number on both sides, then the countries, largest producer first, and what
    /// cannot be placed, in the same order.
    pub(super) fn points(&self) -> (Vec<Point>, Vec<Unplaced>) {
        let (mut points, mut unplaced) = (Vec::new(), Vec::new());
        for bloc in &self.production.blocs {
            match self.bloc(bloc) {
                Ok(point) => points.push(point),
                Err(of) => unplaced.push(*of),
            }
        }
        for (iso3, name, counted) in self.countries() {
            match self.country(iso3, &name, &counted) {
                Ok(point) => points.push(point),
                Err(of) => unplaced.push(*of),
            }
        }
        unplaced.extend(self.other());
        (points, unplaced)
    }

    /// Returns the countries that either side names: by production, then by reserves, then those without a number.
    fn countries(&self) -> Vec<(Iso3, String, Counted)> {
        let mut all: Vec<(Iso3, String, Counted)> = Vec::new();
        let mut add = |iso3: Iso3, name: &str, counted: &Counted| {
            if !all.iter().any(|(known, ..)| *known == iso3) {
                all.push((iso3, name.to_owned(), counted.clone()));
            }
        };
        for figures in [self.production, self.reserves] {
            figures.suppliers.iter().for_each(|of| add(of.iso3, &of.name, &of.counted));
        }
        for figures in [self.production, self.reserves] {
            figures.unpublished.iter().for_each(|of| add(of.iso3, &of.name, &of.counted));
        }
        all
    }

    fn country(&self, iso3: Iso3, name: &str, counted: &Counted) -> Result<Point, Box<Unplaced>> {
        let (production, reserves) = (said(self.production, iso3), said(self.reserves, iso3));
        let bloc = bloc_words(self.production, counted);
        let series = (self.series_of)(counted.bloc());
        self.placed(PointKey::Country(iso3), name, (bloc, series), (production, reserves))
    }

    fn bloc(&self, bloc: &BlocShare) -> Result<Point, Box<Unplaced>> {
        let side = |figures: &Figures| match figures.bloc(&bloc.id) {
            Some(of) if !of.producers.is_empty() => Said::Number(held_by_bloc(of, figures.unit)),
            _ => Said::Words("not published for any member".to_owned()),
        };
        if bloc.members.is_empty() {
            let (name, reason) = (bloc.name.clone(), "no members".to_owned());
            return Err(Box::new(Unplaced { iso3: None, name, reason, production: None, reserves: None }));
        }
        let series = (self.series_of)(Some(&bloc.id));
        let key = PointKey::Bloc(bloc.id.clone());
        self.placed(key, &bloc.name, (None, series), (side(self.production), side(self.reserves)))
    }

    fn placed(
        &self,
        key: PointKey,
        name: &str,
        (bloc, series): (Option<String>, Series),
        sides: (Said, Said),
    ) -> Result<Point, Box<Unplaced>> {
        let reason = self.reason(&sides);
        match (sides, reason) {
            ((Said::Number(production), Said::Number(reserves)), None) => {
                let years =
                    years_of_reserves((reserves.quantity, reserves.unit), (production.quantity, production.unit));
                let (name, hover, spoken) = (name.to_owned(), Vec::new(), String::new());
                Ok(Point { key, name, bloc, series, reserves, production, years, hover, spoken })
            }
            ((production, reserves), reason) => {
                let number = |said: Said| if let Said::Number(held) = said { Some(held) } else { None };
                Err(Box::new(Unplaced {
                    iso3: if let PointKey::Country(iso3) = key { Some(iso3) } else { None },
                    name: name.to_owned(),
                    reason: reason.unwrap_or_default(),
                    production: number(production),
                    reserves: number(reserves),
                }))
            }
        }
    }

    /// Returns why something has no place; nothing where it has one.
    fn reason(&self, sides: &(Said, Said)) -> Option<String> {
        let missing = |said: &Said, what: &str| match said {
            Said::Number(_) => None,
            Said::Words(words) => Some(format!("{what} {}", uncapitalised(words))),
            Said::Silent => Some(format!("no {what} named")),
        };
        let zero = |said: &Said, what: &str| match said {
            Said::Number(held) if self.scale == Scale::Log && held.share.value <= 0.0 => {
                Some(format!("{what} of zero, which a log scale does not have"))
            }
            _ => None,
        };
        let (production, reserves) = sides;
        let all = [missing(production, "production"), missing(reserves, "reserves")];
        let missing: Vec<String> = all.into_iter().flatten().collect();
        if !missing.is_empty() {
            return Some(missing.join(", "));
        }
        match (zero(production, "production"), zero(reserves, "reserves")) {
            (Some(_), Some(_)) => Some("production and reserves of zero, which a log scale does not have".to_owned()),
            (one, other) => one.or(other),
        }
    }

    /// Returns what no country is named for.
    fn other(&self) -> Option<Unplaced> {
        let held = |figures: &Figures| {
            let other = &figures.other;
            let has_any = other.has_number() && other.value > 0.0;
            has_any.then(|| Held {
                share: ShareInterval { value: other.share, low: other.share, high: other.share },
                quantity: Span { value: other.value, low: other.value, high: other.value },
                unit: figures.unit,
                words: quantity_words(&Quantity::exact(other.value), figures.unit),
                status: other.quantity.as_ref().map_or("", |quantity| quantity.status().id()),
            })
        };
        let (production, reserves) = (held(self.production), held(self.reserves));
        let is_any = production.is_some() || reserves.is_some();
        is_any.then(|| Unplaced {
            iso3: None,
            name: self.production.other.name().to_owned(),
            reason: "not attributed to a country".to_owned(),
            production,
            reserves,
        })
    }
}

fn said(figures: &Figures, iso3: Iso3) -> Said {
    if let Some(of) = figures.suppliers.iter().find(|of| of.iso3 == iso3) {
        return Said::Number(held_by_country(of, figures.unit));
    }
    let without = figures.unpublished.iter().find(|of| of.iso3 == iso3);
    without.map_or(Said::Silent, |of| Said::Words(quantity_words(&of.quantity, figures.unit)))
}

fn held_by_country(of: &SupplierShare, unit: Unit) -> Held {
    Held {
        share: of.share,
        quantity: Span::of(&of.quantity),
        unit,
        words: quantity_words(&of.quantity, unit),
        status: of.quantity.status().id(),
    }
}

fn held_by_bloc(of: &BlocShare, unit: Unit) -> Held {
    let quantity = of.quantity;
    let words = quantity_in_sentence(quantity.value, unit);
    let words = format!("{}{words}", bound_words(quantity.bound()));
    Held { share: of.share, quantity, unit, words, status: "" }
}

/// Returns where a country counts, by the names of blocs.
fn bloc_words(figures: &Figures, counted: &Counted) -> Option<String> {
    let names: Vec<&str> = counted.blocs().iter().filter_map(|id| figures.bloc_name(id)).collect();
    match (names.as_slice(), counted) {
        ([], _) => None,
        (_, Counted::Contested(_)) => Some(format!("contested: {}", names.join(", "))),
        _ => Some(names.join(", ")),
    }
}
