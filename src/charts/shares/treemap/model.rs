use crate::analysis::{Counted, Figures};
use crate::charts::bloc_words::bloc_share_words;
use crate::charts::palette::Series;
use crate::charts::shares::rows::{BarRow, Mark, RowKey};
use crate::charts::wording::{bound_mark, bound_of_sum, capitalised, percent};
use crate::model::{BlocId, Bound, Iso3, quantity_words};

/// A treemap: rectangles whose areas are shares of the whole.
#[derive(Debug, Clone, PartialEq)]
pub struct Treemap {
    /// Blocs, those in none of them, and what is not attributed: the largest first.
    pub groups: Vec<TreemapGroup>,
    /// What has no area, in words: a sentence each.
    pub without: Vec<String>,
}

/// Rectangles that stand together.
#[derive(Debug, Clone, PartialEq)]
pub struct TreemapGroup {
    /// A stable name for programs.
    pub id: String,
    /// What stands over it: its name and its share; nothing where no bloc is on, and over what is not attributed.
    pub heading: Option<(String, String)>,
    /// The rectangles, the largest first.
    pub tiles: Vec<TreemapTile>,
}

/// A rectangle.
#[derive(Debug, Clone, PartialEq)]
pub struct TreemapTile {
    /// What it is of, as bars show it.
    pub row: BarRow,
    /// A stable name for programs.
    pub id: String,
    /// Its colour.
    pub series: Series,
    /// The share that is its area, above 0 and at most 1: a part of that of its country where it counts in several blocs.
    pub share: f64,
    /// Its text.
    pub text: String,
    /// What it has, with its unit; nothing where the share is only a part.
    pub quantity: Option<String>,
    /// What is said of it besides: lost, limited, contested.
    pub remark: Option<String>,
    /// Which part of it is filled, 0 to 1: what is taken out or lost is an outline.
    pub filled: f64,
}

/// Where a rectangle stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place<'a> {
    Bloc(&'a BlocId),
    Rest,
    NotAttributed,
}

impl TreemapGroup {
    /// Returns the share of the whole that all of it has.
    #[must_use]
    pub fn share(&self) -> f64 {
        self.tiles.iter().map(|tile| tile.share).sum()
    }
}

impl Treemap {
    /// Returns the treemap of the rows of bars.
    pub(super) fn of(rows: &[BarRow], figures: &Figures, rest: Option<&str>) -> Self {
        let has_blocs = !figures.blocs.is_empty();
        let mut places: Vec<Place<'_>> = figures.blocs.iter().map(|bloc| Place::Bloc(&bloc.id)).collect();
        places.push(Place::Rest);
        if has_blocs {
            places.push(Place::NotAttributed);
        }
        let tiles: Vec<(Place<'_>, TreemapTile)> = rows.iter().flat_map(|row| tiles(row, figures)).collect();
        let of_place = |place: &Place<'_>| {
            let is_here = |of: &Place<'_>| of == place || !has_blocs && *of == Place::NotAttributed;
            let own = tiles.iter().filter(|(of, _)| is_here(of)).map(|(_, tile)| tile.clone());
            let mut tiles: Vec<TreemapTile> = own.collect();
            tiles.sort_by(|one, other| other.share.total_cmp(&one.share));
            let heading = heading(*place, figures, rest, &tiles);
            TreemapGroup { id: place.id(), heading, tiles }
        };
        let mut groups: Vec<TreemapGroup> = places.iter().map(of_place).collect();
        groups.retain(|group| !group.tiles.is_empty());
        groups.sort_by(|one, other| other.share().total_cmp(&one.share()));
        Self { groups, without: without(rows) }
    }

    /// Returns the rectangles in their order.
    pub fn tiles(&self) -> impl Iterator<Item = &TreemapTile> {
        self.groups.iter().flat_map(|group| &group.tiles)
    }
}

impl Place<'_> {
    fn id(self) -> String {
        match self {
            Self::Bloc(id) => format!("group-{id}"),
            Self::Rest => "group-rest".to_owned(),
            Self::NotAttributed => "group-not-attributed".to_owned(),
        }
    }
}

/// Returns what stands over a group.
fn heading(place: Place<'_>, figures: &Figures, rest: Option<&str>, tiles: &[TreemapTile]) -> Option<(String, String)> {
    match place {
        Place::Bloc(id) => figures.bloc(id).map(|bloc| (bloc.name.clone(), bloc_share_words(bloc, figures))),
        Place::Rest => {
            let bound = bound_of_sum(tiles.iter().filter_map(|tile| bound(&tile.row)));
            let share: f64 = tiles.iter().map(|tile| tile.share).sum();
            rest.map(|rest| (capitalised(rest), format!("{}{}", bound_mark(bound), percent(share))))
        }
        Place::NotAttributed => None,
    }
}

fn bound(row: &BarRow) -> Option<Bound> {
    if let Mark::Bar { bound, .. } = row.mark { Some(bound) } else { None }
}

/// Returns the rectangles of a row, each with where it stands: one for each bloc that its country counts in.
fn tiles<'a>(row: &BarRow, figures: &'a Figures) -> Vec<(Place<'a>, TreemapTile)> {
    let Mark::Bar { text, parts, share: whole, .. } = &row.mark else { return Vec::new() };
    let supplier = match row.key {
        RowKey::Country(iso3) => figures.suppliers.iter().find(|supplier| supplier.iso3 == iso3),
        _ => None,
    };
    let counted = supplier.map(|supplier| &supplier.counted);
    let blocs = counted.map_or(&[][..], Counted::blocs);
    let other = if matches!(row.key, RowKey::Other) { Place::NotAttributed } else { Place::Rest };
    let quantity = match supplier {
        Some(supplier) => Some(&supplier.quantity),
        None => figures.other.quantity.as_ref(),
    };
    let is_split = parts.len() > 1;
    let remark = [
        row.taken_out.map(str::to_owned),
        row.limited.as_ref().map(|limited| limited.words.clone()),
        counted.filter(|of| matches!(of, Counted::Contested(_))).map(|_| "contested".to_owned()),
    ];
    let remark: Vec<String> = remark.into_iter().flatten().collect();
    let tile = |(place, (series, share)): (usize, &(Series, f64))| {
        let bloc = blocs.get(place);
        let id = match (&row.key, bloc.filter(|_| is_split)) {
            (RowKey::Country(iso3), Some(bloc)) => format!("{}-in-{bloc}", country_id(*iso3)),
            (RowKey::Country(iso3), None) => country_id(*iso3),
            _ => "other-countries".to_owned(),
        };
        let tile = TreemapTile {
            row: row.clone(),
            id,
            series: *series,
            share: *share,
            text: if is_split { format!("{} of {text}", percent(*share)) } else { text.clone() },
            quantity: quantity.filter(|_| !is_split).map(|of| quantity_words(of, figures.unit)),
            remark: (!remark.is_empty()).then(|| remark.join(", ")),
            filled: filled(row, *whole),
        };
        (bloc.map_or(other, Place::Bloc), tile)
    };
    parts.iter().enumerate().filter(|(_, (_, share))| *share > 0.0).map(tile).collect()
}

fn country_id(iso3: Iso3) -> String {
    format!("country-{}", iso3.as_str().to_lowercase())
}

fn filled(row: &BarRow, whole: f64) -> f64 {
    match (&row.limited, row.taken_out) {
        (_, Some(_)) => 0.0,
        (Some(limited), None) if whole > 0.0 => (limited.share / whole).clamp(0.0, 1.0),
        _ => 1.0,
    }
}

/// Returns what has no area, in sentences.
fn without(rows: &[BarRow]) -> Vec<String> {
    let is_listed = |row: &&BarRow| !matches!(row.key, RowKey::Bloc(_));
    let (mut silent, mut none, mut negative) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows.iter().filter(is_listed) {
        match &row.mark {
            Mark::Words(words) => silent.push(format!("{}, {words}", row.label)),
            Mark::Bar { share, text, .. } if *share < 0.0 => negative.push(format!("{}, {text}", row.label)),
            Mark::Bar { share, bound: Bound::Exact, .. } if *share == 0.0 => none.push(row.label.clone()),
            Mark::Bar { share, text, .. } if *share == 0.0 => silent.push(format!("{}, {text}", row.label)),
            Mark::Bar { .. } | Mark::Band { .. } => {}
        }
    }
    let sentence =
        |lead: &str, of: Vec<String>, between: &str| (!of.is_empty()).then(|| format!("{lead}: {}", of.join(between)));
    [sentence("No number", silent, "; "), sentence("Zero", none, ", "), sentence("Below zero", negative, "; ")]
        .into_iter()
        .flatten()
        .collect()
}
