use crate::charts::facts::reliance_words;
use crate::data::Dataset;
use crate::model::{Amount, CommodityId, FormId, ImportReliance, Reliance};

use super::cells::{Detail, MatrixCell};
use super::{ColumnKey, MatrixColumn};

/// Returns the column of the reliance of the United States on imports.
pub(super) fn column() -> MatrixColumn {
    MatrixColumn {
        key: ColumnKey::Reliance,
        name: "US import reliance".to_owned(),
        series: None,
        rank: usize::MAX,
        counts: None,
    }
}

/// Returns how far the United States live on imports of a form of a mineral: of the row that names the form, else of the
/// one that names none.
pub(super) fn cell(dataset: &Dataset, commodity: &CommodityId, form: &FormId) -> MatrixCell {
    let rows: Vec<&ImportReliance> = dataset.import_reliance_of(commodity).collect();
    let of_form = rows.iter().find(|row| row.form.as_ref() == Some(form));
    let row = of_form.or_else(|| rows.iter().find(|row| row.form.is_none()));
    let words = reliance_words(dataset, commodity, None).into_iter();
    let detail = Detail::Words(words.map(|words| ("US net import reliance".to_owned(), words)).collect());
    let Some(row) = row else {
        // Other forms have one, and a hover says which.
        return if rows.is_empty() { MatrixCell::default() } else { MatrixCell::without_number("…", detail) };
    };
    let (value, text) = match &row.reliance {
        Reliance::NetExporter => (None, "E".to_owned()),
        Reliance::Share(quantity) => match &quantity.amount {
            Amount::AtLeast(value) => (Some(*value), format!(">{value}")),
            Amount::AtMost(value) => (Some(*value), format!("<{value}")),
            Amount::Range { low, high } => (Some(f64::midpoint(*low, *high)), format!("{low}–{high}")),
            Amount::Exact(value) => (Some(*value), value.to_string()),
            _ => (None, super::cells::status_mark(quantity.status()).to_owned()),
        },
    };
    let bound = if let Reliance::Share(quantity) = &row.reliance { quantity.bound() } else { None };
    MatrixCell { value, bound, text, step: None, is_without_number: false, detail }
}
