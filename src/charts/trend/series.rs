use crate::analysis::{BlocShare, Figures, ShareInterval, Span, SupplierShare, Trend, TrendYear};
use crate::charts::bloc_words::no_number_words;
use crate::charts::palette::Series;
use crate::charts::wording::{bound_mark, bound_of_sum, is_open, percent, share_text, shown_bound};
use crate::charts::{Looking, Marked};
use crate::model::{BlocId, Bound, Iso3, Unit, quantity_text, quantity_words};

use super::options::Measure;

/// A line or an area.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendSeries {
    /// What it is of.
    pub key: SeriesKey,
    /// Its name.
    pub label: String,
    /// What it is in the newest year, for the label at its end.
    pub end_text: String,
    /// Short name of the switched-on bloc that a country is in: colour is never the only sign.
    pub bloc: Option<String>,
    /// The switched-on bloc that a country is in.
    pub member_of: Option<BlocId>,
    /// Its colour's name.
    pub series: Series,
    /// The shape of its marks: colour is never the only sign.
    pub marker: Marker,
    /// Its numbers, ascending by year.
    pub points: Vec<TrendPoint>,
    /// Years in which it is named and has no place in the picture, ascending.
    pub absent: Vec<Absent>,
    /// Places of numbers that a line joins, as year and value; a run of one has only its mark.
    pub runs: Vec<Vec<[f64; 2]>>,
    /// The same as areas, where areas are stacked.
    pub bands: Vec<Band>,
    /// How far a bloc reaches over the confidence levels of its memberships, as areas; none where that is the same at all.
    pub reach: Vec<Band>,
    /// All of it in words.
    pub spoken: String,
}

/// What a series is of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SeriesKey {
    /// A country.
    Country(Iso3),
    /// A switched-on bloc.
    Bloc(BlocId),
    /// The countries that have no series of their own.
    More,
    /// What is not attributed to a country.
    Other,
}

/// The shape of a mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marker {
    /// A disc.
    Circle,
    /// A square on its side.
    Square,
    /// A square on its corner.
    Diamond,
    /// A triangle that points up.
    Up,
    /// A triangle that points down.
    Down,
    /// A triangle that points left.
    Left,
    /// A triangle that points right.
    Right,
    /// An upright cross.
    Plus,
    /// A slanted cross.
    Cross,
    /// A star of three strokes.
    Star,
}

/// One number of a series.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendPoint {
    /// The year.
    pub year: i16,
    /// The number: a share from 0 to 1, or a quantity in the chart's unit.
    pub value: f64,
    /// The ends it can lie between, where they are near enough to be shown.
    pub ends: Option<(f64, f64)>,
    /// The least and the most that a bloc has over the confidence levels of its memberships; nothing where it is the same.
    pub reach: Option<(f64, f64)>,
    /// How it is bounded; a mark that is not exact is hollow.
    pub bound: Bound,
    /// As it is said.
    pub text: String,
}

/// What stands in place of a number that has no place in the picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Absent {
    /// The year.
    pub year: i16,
    /// What is said.
    pub words: String,
    /// Whether there is a number all the same, which has no place as it is zero.
    pub is_zero: bool,
}

/// A stretch of an area: year, lower and upper edge.
pub type Band = Vec<[f64; 3]>;

impl TrendSeries {
    /// Returns what a click on it marks; nothing for what is not one supplier.
    #[must_use]
    pub fn mark(&self) -> Option<Marked> {
        match &self.key {
            SeriesKey::Country(iso3) => Some(Marked::Country(*iso3)),
            SeriesKey::Bloc(bloc) => Some(Marked::Bloc(bloc.clone())),
            SeriesKey::More | SeriesKey::Other => None,
        }
    }

    /// Returns whether it is what a person marked, or a member of the bloc that is marked.
    #[must_use]
    pub fn is_of(&self, marked: &Marked) -> bool {
        let is_member = matches!(marked, Marked::Bloc(bloc) if self.member_of.as_ref() == Some(bloc));
        is_member || self.mark().as_ref() == Some(marked)
    }

    /// Returns whether it stands out: as [`Self::is_of`], or as a member of a bloc that is marked and not on.
    #[must_use]
    pub fn stands_out(&self, looking: &Looking) -> bool {
        let is_of = looking.marked.as_ref().is_some_and(|marked| self.is_of(marked));
        is_of || self.mark().is_some_and(|mark| looking.emphasis().has(&mark))
    }
}

impl SeriesKey {
    /// Returns the stable name of the series in files.
    #[must_use]
    pub fn id(&self) -> String {
        match self {
            Self::Country(iso3) => format!("series-{}", iso3.as_str().to_lowercase()),
            Self::Bloc(bloc) => format!("series-bloc-{bloc}"),
            Self::More => "series-more".to_owned(),
            Self::Other => "series-other".to_owned(),
        }
    }
}

impl Marker {
    /// All of them, the plainest first.
    pub const ALL: [Self; 10] = [
        Self::Circle,
        Self::Square,
        Self::Diamond,
        Self::Up,
        Self::Down,
        Self::Left,
        Self::Right,
        Self::Plus,
        Self::Cross,
        Self::Star,
    ];

    /// Returns the mark of the series at a place in the order.
    #[must_use]
    pub fn at(place: usize) -> Self {
        Self::ALL.get(place % Self::ALL.len()).copied().unwrap_or(Self::Circle)
    }
}

/// What a year says of a series.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reading {
    /// A number.
    Number(TrendPoint),
    /// What stands in its place.
    Words(String),
}

impl Reading {
    /// Returns the number, where it is one.
    pub(super) fn point(&self) -> Option<&TrendPoint> {
        if let Self::Number(point) = self { Some(point) } else { None }
    }

    /// Returns what is said of it.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Number(point) => &point.text,
            Self::Words(words) => words,
        }
    }
}

/// Reads series off the years of a trend.
pub(super) struct Reader<'a> {
    pub(super) trend: &'a Trend,
    pub(super) measure: Measure,
    /// The unit of quantities.
    pub(super) unit: Unit,
    /// The series that have a line of their own: what is left is in [`SeriesKey::More`].
    pub(super) drawn: Vec<SeriesKey>,
    /// Whether members of blocs are in their blocs.
    pub(super) by_bloc: bool,
}

impl Reader<'_> {
    /// Returns what a year says of a series; nothing where the year has no figures.
    pub(super) fn reading(&self, year: &TrendYear, key: &SeriesKey) -> Option<Reading> {
        let figures = year.figures()?;
        if self.measure == Measure::Quantity && figures.unit.base() != self.unit.base() {
            return Some(Reading::Words("in another unit".to_owned()));
        }
        Some(match key {
            SeriesKey::Country(iso3) => self.country(year.year, figures, *iso3),
            SeriesKey::Bloc(id) => match figures.bloc(id) {
                Some(bloc) => self.bloc(year.year, figures, bloc),
                None => Reading::Words("no such bloc".to_owned()),
            },
            SeriesKey::More => {
                let rest: Vec<_> = figures.suppliers.iter().filter(|supplier| self.is_rest(supplier)).collect();
                let (value, share) = rest.iter().fold((0.0, 0.0), |(value, share), supplier| {
                    (value + supplier.value, share + supplier.share.value)
                });
                let bound = bound_of_sum(rest.iter().map(|supplier| supplier.share.bound()));
                self.plain(year.year, figures, (value, share), bound)
            }
            SeriesKey::Other => match &figures.other.quantity {
                Some(quantity) if quantity.value().is_none() => Reading::Words(quantity_words(quantity, figures.unit)),
                // Rounding can make it negative: nothing then.
                _ => {
                    let (value, share) = (figures.other.value.max(0.0), figures.other.share.max(0.0));
                    self.plain(year.year, figures, (value, share), figures.other.bound)
                }
            },
        })
    }

    /// Returns the number of a series in a year, where it has one.
    pub(super) fn point(&self, year: &TrendYear, key: &SeriesKey) -> Option<TrendPoint> {
        match self.reading(year, key) {
            Some(Reading::Number(point)) => Some(point),
            _ => None,
        }
    }

    /// Returns whether a country has no series of its own and is in no bloc's.
    pub(super) fn is_rest(&self, supplier: &SupplierShare) -> bool {
        let in_bloc = self.by_bloc && supplier.counted.is_member();
        !in_bloc && !self.drawn.contains(&SeriesKey::Country(supplier.iso3))
    }

    fn country(&self, year: i16, figures: &Figures, iso3: Iso3) -> Reading {
        if let Some(supplier) = figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3) {
            let bound = supplier.quantity.bound().unwrap_or(Bound::Exact);
            let span = Span::of(&supplier.quantity);
            return Reading::Number(self.number(year, figures, supplier.share, span, bound));
        }
        let unpublished = figures.unpublished.iter().find(|unpublished| unpublished.iso3 == iso3);
        Reading::Words(
            unpublished.map_or_else(
                || "not listed".to_owned(),
                |unpublished| quantity_words(&unpublished.quantity, figures.unit),
            ),
        )
    }

    fn bloc(&self, year: i16, figures: &Figures, bloc: &BlocShare) -> Reading {
        if let Some(words) = no_number_words(bloc, figures) {
            return Reading::Words(words.to_owned());
        }
        let quantity = bloc.quantity;
        let point = self.number(year, figures, bloc.share, quantity, quantity.bound());
        let text = if bloc.members.is_empty() { "no members".to_owned() } else { point.text };
        Reading::Number(TrendPoint { reach: self.reach(figures, &bloc.id), text, ..point })
    }

    fn number(&self, year: i16, figures: &Figures, share: ShareInterval, span: Span, bound: Bound) -> TrendPoint {
        match self.measure {
            Measure::Share => {
                let bound = shown_bound(share);
                let near = bound != Bound::Exact && share.low > 0.0 && !is_open(share);
                let ends = near.then_some((share.low, share.high));
                TrendPoint { year, value: share.value, ends, reach: None, bound, text: share_text(share) }
            }
            Measure::Quantity => {
                let factor = figures.unit.factor() / self.unit.factor();
                let ends =
                    (bound == Bound::Range && span.high.is_finite()).then_some((span.low * factor, span.high * factor));
                let text = format!("{}{}", bound_mark(bound), quantity_text(span.value, figures.unit));
                TrendPoint { year, value: span.value * factor, ends, reach: None, bound, text }
            }
        }
    }

    /// Returns a quantity and its share, which is bounded so, as a number.
    fn plain(&self, year: i16, figures: &Figures, (value, share): (f64, f64), bound: Bound) -> Reading {
        let (value, bound, text) = match self.measure {
            Measure::Share => (share, bound, format!("{}{}", bound_mark(bound), percent(share))),
            Measure::Quantity => {
                let factor = figures.unit.factor() / self.unit.factor();
                (value * factor, Bound::Exact, quantity_text(value, figures.unit))
            }
        };
        Reading::Number(TrendPoint { year, value, ends: None, reach: None, bound, text })
    }
}

/// Returns the places that lines join: numbers of neighbouring years between which nothing is missing and nothing
/// changes that would make them incomparable.
pub(super) fn runs<T>(trend: &Trend, points: impl IntoIterator<Item = (i16, T)>) -> Vec<Vec<T>> {
    let place = |year: i16| trend.years.iter().position(|known| known.year == year);
    let mut runs: Vec<Vec<T>> = Vec::new();
    let mut last: Option<i16> = None;
    for (year, point) in points {
        let follows = last.is_some_and(|last| {
            let next_to = place(last).zip(place(year)).is_some_and(|(before, now)| now == before + 1);
            next_to && trend.joins(last, year)
        });
        match runs.last_mut().filter(|_| follows) {
            Some(run) => run.push(point),
            None => runs.push(vec![point]),
        }
        last = Some(year);
    }
    runs
}
