use crate::charts::palette::Series;
use crate::model::{BlocId, CommodityId};

/// What a row is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LadderKey {
    /// A bloc.
    Bloc(BlocId),
    /// A mineral.
    Mineral(CommodityId),
    /// Rows that did not fit, folded into one.
    Folded,
}

/// A row of the ladder.
#[derive(Debug, Clone, PartialEq)]
pub struct LadderRow {
    /// What it is of.
    pub key: LadderKey,
    /// Its name.
    pub label: String,
    /// Whether it is of a bloc that is on, or of the mineral on screen.
    pub is_on: bool,
    /// What stands in each column; none where words stand in place of all.
    pub cells: Vec<LadderCell>,
    /// What stands in place of all columns.
    pub words: Option<String>,
    /// What a hover says: pairs of what and how much.
    pub hover: Vec<(String, String)>,
}

/// What stands in a column of a row.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LadderCell {
    /// The number, where there is one: the length of its bar.
    pub value: Option<f64>,
    /// Its text, or the words in place of a number.
    pub text: String,
    /// The bar's colours, each with the length it stands for; none where the column has no bars.
    pub parts: Vec<(Series, f64)>,
}

impl LadderCell {
    /// Returns words in place of a number.
    pub(super) fn words(text: &str) -> Self {
        Self { text: text.to_owned(), ..Self::default() }
    }
}

impl LadderRow {
    /// Returns whether it has any number.
    #[must_use]
    pub fn has_number(&self) -> bool {
        self.cells.iter().any(|cell| cell.value.is_some())
    }

    /// Returns the row as it is read aloud, under these heads of columns.
    #[must_use]
    pub fn spoken(&self, heads: &[String]) -> String {
        if let Some(words) = &self.words {
            return format!("{}: {words}", self.label);
        }
        let cells: Vec<String> = heads
            .iter()
            .zip(&self.cells)
            .filter(|(_, cell)| !cell.text.is_empty())
            .map(|(head, cell)| format!("{} {}", head.to_lowercase().replace("hhi", "HHI"), cell.text))
            .collect();
        format!("{}: {}", self.label, cells.join(", "))
    }
}

/// Returns rows for a page that has room for `count`: those that are on and the first of the others in their order, the
/// rest in one row that says how many they are and the most they have. `noun` is what rows are of, in the plural.
pub(super) fn folded(rows: &[LadderRow], count: usize, noun: &str) -> Vec<LadderRow> {
    if rows.len() <= count {
        return rows.to_vec();
    }
    let room = count.saturating_sub(1);
    let on = rows.iter().filter(|row| row.is_on).count().min(room);
    let (mut left_on, mut left) = (on, room - on);
    let mut shown = Vec::with_capacity(count);
    let mut rest: Vec<&LadderRow> = Vec::new();
    for row in rows {
        let room = if row.is_on { &mut left_on } else { &mut left };
        if *room > 0 {
            *room -= 1;
            shown.push(row.clone());
        } else {
            rest.push(row);
        }
    }
    shown.push(fold(&rest, noun));
    shown
}

fn fold(rest: &[&LadderRow], noun: &str) -> LadderRow {
    let columns = rest.iter().map(|row| row.cells.len()).max().unwrap_or(0);
    let without = rest.iter().filter(|row| !row.has_number()).count();
    let cell = |column: usize| {
        let cells = rest.iter().filter_map(|row| row.cells.get(column));
        let largest = cells.filter(|cell| cell.value.is_some()).max_by(|one, other| {
            one.value.unwrap_or(f64::NEG_INFINITY).total_cmp(&other.value.unwrap_or(f64::NEG_INFINITY))
        });
        largest.map_or_else(LadderCell::default, |most| LadderCell {
            text: match most.text.trim_start_matches(['≤', '≥', '≈', '\u{a0}']) {
                small if small.starts_with("under") => format!("all {small}"),
                most => format!("up to {most}"),
            },
            ..LadderCell::default()
        })
    };
    let count = rest.len();
    let (label, words) = if without == count {
        (format!("{count} more {noun}"), Some("without a number".to_owned()))
    } else if without > 0 {
        (format!("{count} more, {without} without a number"), None)
    } else {
        (format!("{count} more {noun}"), None)
    };
    LadderRow {
        key: LadderKey::Folded,
        label,
        is_on: false,
        cells: if words.is_some() { Vec::new() } else { (0..columns).map(cell).collect() },
        words,
        hover: Vec::new(),
    }
}
