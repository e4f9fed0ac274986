use crate::analysis::{Concentration, Figures, SupplierName};
use crate::charts::palette::Series;
use crate::charts::wording::{percent, share_text};
use crate::model::{BlocId, Iso3, whole_text};

use super::setting::Setting;

/// What each supplier contributes to the HHI.
#[derive(Debug, Clone, PartialEq)]
pub struct Contributions {
    /// The suppliers, largest first, then what is not attributed.
    pub rows: Vec<ContributionRow>,
    /// The largest share, at which the bars of shares end, 0 to 1.
    pub most_share: f64,
    /// The largest contribution, at which the bars of contributions end, on the 0–10,000 scale.
    pub most_points: f64,
    /// Heads of the two columns.
    pub heads: (String, String),
}

/// Whom a row is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContributionKey {
    /// A country.
    Country(Iso3),
    /// A bloc that acts as one.
    Bloc(BlocId),
    /// What is not attributed to a supplier.
    Other,
    /// The smaller suppliers that a page has no room for.
    Folded,
}

/// A supplier's row.
#[derive(Debug, Clone, PartialEq)]
pub struct ContributionRow {
    /// Whom it is of.
    pub key: ContributionKey,
    /// Its name.
    pub name: String,
    /// Its colour's name.
    pub series: Series,
    /// Its share of supply.
    pub share: ContributionBar,
    /// Its contribution to the HHI.
    pub points: ContributionBar,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
}

/// A number of a row.
#[derive(Debug, Clone, PartialEq)]
pub struct ContributionBar {
    /// What it is for sure; a share from 0 to 1, or points on the 0–10,000 scale. Nothing where words stand for it.
    pub value: Option<f64>,
    /// The most it can be, where that is more: hatched.
    pub most: Option<f64>,
    /// As it is said.
    pub text: String,
}

impl ContributionRow {
    /// Returns the row as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        format!("{}: share {}, {} of the HHI", self.name, self.share.text, self.points.text)
    }
}

/// Returns what suppliers contribute once blocs act; nothing where nothing is left.
pub(super) fn contributions(setting: Setting<'_>, slots: &[(BlocId, Series)]) -> Option<Contributions> {
    let now = setting.now()?;
    let mut rows: Vec<ContributionRow> = Vec::with_capacity(now.largest.len() + 1);
    for supplier in &now.largest {
        let share = supplier.share.value;
        let points = 1e4 * share * share;
        rows.push(ContributionRow {
            key: match &supplier.name {
                SupplierName::Country { iso3, .. } => ContributionKey::Country(*iso3),
                SupplierName::Bloc { id, .. } => ContributionKey::Bloc(id.clone()),
            },
            name: supplier.name.text().to_owned(),
            series: series_of(&supplier.name, setting.figures, slots),
            share: ContributionBar { value: Some(share), most: None, text: share_text(supplier.share) },
            points: ContributionBar { value: Some(points), most: None, text: points_text(points) },
            hover: hover(setting, now, &supplier.name, (share, points)),
        });
    }
    rows.extend(residual_row(setting, now));
    let most = |of: fn(&ContributionRow) -> &ContributionBar| {
        rows.iter().map(of).map(|bar| bar.most.or(bar.value).unwrap_or(0.0)).fold(0.0, f64::max)
    };
    let of = if now.hhi.published_only { " of published producers" } else { "" };
    Some(Contributions {
        most_share: most(|row| &row.share),
        most_points: most(|row| &row.points),
        heads: (
            format!("Share{of}"),
            format!("Points of the HHI: share squared; {} in all", whole_text(now.hhi.lower)),
        ),
        rows,
    })
}

impl Contributions {
    /// Returns the rows for a page that has room for `count`: the smallest suppliers are folded into one.
    #[must_use]
    pub fn rows_within(&self, count: usize) -> Vec<ContributionRow> {
        if self.rows.len() <= count {
            return self.rows.clone();
        }
        let (others, named): (Vec<_>, Vec<_>) =
            self.rows.iter().cloned().partition(|row| row.key == ContributionKey::Other);
        let shown = count.saturating_sub(1 + others.len());
        let rest = named.get(shown..).unwrap_or_default();
        let sum =
            |of: fn(&ContributionRow) -> &ContributionBar| rest.iter().filter_map(|row| of(row).value).sum::<f64>();
        let (share, points) = (sum(|row| &row.share), sum(|row| &row.points));
        let folded = ContributionRow {
            key: ContributionKey::Folded,
            name: format!("{} smaller suppliers", rest.len()),
            series: Series::NonMember,
            share: ContributionBar { value: Some(share), most: None, text: percent(share) },
            points: ContributionBar { value: Some(points), most: None, text: points_text(points) },
            hover: Vec::new(),
        };
        named.iter().take(shown).cloned().chain((!rest.is_empty()).then_some(folded)).chain(others).collect()
    }
}

/// Returns points of the HHI as they are said.
pub(super) fn points_text(points: f64) -> String {
    if points > 0.0 && points < 0.5 { "under 1".to_owned() } else { whole_text(points) }
}

fn hover(
    setting: Setting<'_>,
    now: &Concentration,
    name: &SupplierName,
    (share, points): (f64, f64),
) -> Vec<(String, String)> {
    let of_all = percent(points / now.hhi.lower);
    let square = 100.0 * share;
    let mut hover = vec![
        ("Points".to_owned(), format!("{square:.1} × {square:.1} = {}", points_text(points))),
        ("Of the HHI".to_owned(), of_all),
    ];
    let SupplierName::Bloc { id, .. } = name else { return hover };
    if setting.figures.scenario.is_some() {
        return hover;
    }
    // What acting as one adds: the pairs of its members, 2 sᵢ sⱼ.
    let parts = setting.figures.suppliers.iter().map(|supplier| supplier.share.value * supplier.counted.part_in(id));
    let alone: f64 = parts.map(|part| 1e4 * part * part).sum();
    hover.push(("Members by themselves".to_owned(), format!("{} points", points_text(alone))));
    hover
}

/// Returns the row of what is not attributed: its points lie between none, split among countless suppliers, and those of one
/// supplier, or of one with the largest that may have it.
fn residual_row(setting: Setting<'_>, now: &Concentration) -> Option<ContributionRow> {
    let other = &setting.figures.other;
    let share = if now.residual.share > 0.0 { now.residual.share } else { return None };
    let most = now.hhi.upper.map(|upper| upper - now.hhi.lower);
    let points = match most {
        Some(most) => {
            let text = if most < 0.5 { "under 1".to_owned() } else { format!("0 to {}", whole_text(most)) };
            ContributionBar { value: Some(0.0), most: Some(most), text }
        }
        None => ContributionBar { value: None, most: None, text: "not known".to_owned() },
    };
    let words = match most {
        Some(_) => "0 if split among countless suppliers; the most if it is one",
        None => "No interval is claimed: figures of producers are not published",
    };
    Some(ContributionRow {
        key: ContributionKey::Other,
        name: other.name().to_owned(),
        series: Series::Residual,
        share: ContributionBar { value: Some(share), most: None, text: percent(share) },
        points,
        hover: vec![("Points".to_owned(), words.to_owned())],
    })
}

/// Returns the colour of a supplier: of the bloc that it is or counts in.
pub(super) fn series_of(name: &SupplierName, figures: &Figures, slots: &[(BlocId, Series)]) -> Series {
    let bloc = match name {
        SupplierName::Bloc { id, .. } => Some(id),
        SupplierName::Country { iso3, .. } => {
            figures.suppliers.iter().find(|supplier| supplier.iso3 == *iso3).and_then(|of| of.counted.bloc())
        }
    };
    bloc.and_then(|id| slots.iter().find(|(slot, _)| slot == id)).map_or(Series::NonMember, |(_, series)| *series)
}
