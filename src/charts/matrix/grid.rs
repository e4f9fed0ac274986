use crate::model::CommodityId;

use super::{ColumnKey, MatrixCell, MatrixColumn, Measure, Scale};

/// Rows and columns with what stands where they meet.
#[derive(Debug, Clone, PartialEq)]
pub struct Grid {
    /// What cells say.
    pub measure: Measure,
    /// The steps of their colours.
    pub scale: Scale,
    /// What the two numbers under the name of a column count.
    pub counted: [&'static str; 2],
    /// What the colours are of, over them.
    pub unit_words: String,
    /// The columns, in order; what is no supplier stands last.
    pub columns: Vec<MatrixColumn>,
    /// The rows, in order; those without shares last.
    pub rows: Vec<MatrixRow>,
}

/// What a row is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RowKey {
    /// A mineral.
    Mineral(CommodityId),
    /// Minerals that did not fit.
    Folded,
}

/// A row.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixRow {
    /// What it is of.
    pub key: RowKey,
    /// Its name.
    pub name: String,
    /// What of its figures is otherwise than asked, such as another year; empty where nothing is.
    pub otherwise: String,
    /// Whether it is the mineral on screen.
    pub is_on: bool,
    /// Its place by concentration, from 0: what comes first is folded last.
    pub rank: usize,
    /// Its HHI; empty without shares.
    pub hhi: String,
    /// What stands in place of cells.
    pub words: Option<String>,
    /// A cell for each column; none where words stand in their place.
    pub cells: Vec<MatrixCell>,
    /// What a hover says of all its cells: pairs of what and how much.
    pub hover: Vec<(String, String)>,
    /// Unit of its quantities.
    pub unit: crate::model::Unit,
}

impl Grid {
    /// Returns the cell where a row meets a column.
    #[must_use]
    pub fn cell(&self, row: usize, column: usize) -> Option<&MatrixCell> {
        self.rows.get(row)?.cells.get(column)
    }

    /// Returns how many columns are countries or blocs.
    #[must_use]
    pub fn supplier_count(&self) -> usize {
        self.columns.iter().filter(|column| column.is_supplier()).count()
    }

    /// Returns whether the numbers of a column are part of the colours.
    #[must_use]
    pub fn is_coloured(&self, column: usize) -> bool {
        self.columns.get(column).is_some_and(|column| column.key != ColumnKey::Reliance)
    }
}

impl MatrixRow {
    /// Returns its stable name in files.
    #[must_use]
    pub fn id(&self) -> String {
        match &self.key {
            RowKey::Mineral(id) => format!("mineral-{id}"),
            RowKey::Folded => "folded-rows".to_owned(),
        }
    }

    /// Returns its name with what is otherwise than asked.
    #[must_use]
    pub fn label(&self) -> String {
        if self.otherwise.is_empty() { self.name.clone() } else { format!("{} ({})", self.name, self.otherwise) }
    }
}
