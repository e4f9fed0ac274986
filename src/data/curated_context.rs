use std::collections::BTreeMap;

use crate::model::{CommodityId, FormId, Jump};

use super::curated::read;
use super::frame::TextRow;
use super::records::{Record as _, table_key};
use super::spelling::folded;
use super::{DataError, TableKey};

/// Names that a table of the U.S. Geological Survey prints for what is imported.
pub(super) const NAMES: &str = "us_trade_names.csv";
/// What the table of export controls names, row by row.
pub(super) const CONTROLS: &str = "export_control_commodities.csv";
/// Statistics of the United States that state a reliance figure 2 leaves out.
pub(super) const SALIENT: &str = "us_salient_reliance.csv";
/// Minerals of the Critical Minerals Data Explorer.
pub(super) const IEA: &str = "iea_tables.csv";

/// What is kept by hand for the files beside the tables by country.
pub(super) struct CuratedContext {
    pub(super) iea_tables: Vec<IeaTable>,
    pub(super) controls: Vec<ControlEntry>,
    pub(super) salient: Vec<SalientEntry>,
    pub(super) jumps: Vec<Jump>,
    names: BTreeMap<(String, String), Goods>,
}

/// Where the refining figures of a mineral belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct IeaTable {
    pub(super) mineral: String,
    pub(super) key: TableKey,
    pub(super) basis: String,
    pub(super) note: String,
}

/// A commodity that a row of the table of export controls names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ControlEntry {
    /// The country and the kind of control as printed, which together find the row.
    pub(super) country: String,
    pub(super) printed_kind: String,
    pub(super) commodity: CommodityId,
    pub(super) year: i16,
    pub(super) words: String,
}

/// What is imported, in the app's own words; neither where the app has no such commodity.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Goods {
    pub(super) commodity: Option<CommodityId>,
    pub(super) form: Option<FormId>,
}

/// A row of the statistics of the United States whose reliance is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SalientEntry {
    pub(super) chapter: String,
    pub(super) commodity: String,
    pub(super) detail: String,
    pub(super) name: String,
    pub(super) goods: Goods,
}

impl CuratedContext {
    /// Returns the tables that stand in the program.
    pub(super) fn embedded() -> Result<Self, DataError> {
        let names = read(NAMES, include_bytes!("../../data/curated/us_trade_names.csv"), |row| {
            Ok(((row.text("table").to_owned(), folded(row.text("name"))), goods(row)?))
        })?;
        Ok(Self {
            iea_tables: read(IEA, include_bytes!("../../data/curated/iea_tables.csv"), iea_table)?,
            controls: read(CONTROLS, include_bytes!("../../data/curated/export_control_commodities.csv"), control)?,
            salient: read(SALIENT, include_bytes!("../../data/curated/us_salient_reliance.csv"), salient)?,
            jumps: read(Jump::FILE, include_bytes!("../../data/curated/jumps.csv"), Jump::read)?,
            names: names.into_iter().collect(),
        })
    }

    /// Returns what a table (`figure_2`, `figure_3`) means by a name, or nothing when the name is in no list.
    pub(super) fn goods(&self, table: &str, name: &str) -> Option<&Goods> {
        self.names.get(&(table.to_owned(), folded(name)))
    }
}

fn goods(row: TextRow<'_>) -> Result<Goods, DataError> {
    Ok(Goods { commodity: row.optional("commodity", CommodityId::new)?, form: row.optional("form", FormId::new)? })
}

fn iea_table(row: TextRow<'_>) -> Result<IeaTable, DataError> {
    Ok(IeaTable {
        mineral: row.text("mineral_printed").to_owned(),
        key: table_key(row)?,
        basis: row.text("basis").to_owned(),
        note: row.text("note").to_owned(),
    })
}

fn control(row: TextRow<'_>) -> Result<ControlEntry, DataError> {
    Ok(ControlEntry {
        country: row.text("country").to_owned(),
        printed_kind: row.text("printed_kind").to_owned(),
        commodity: row.parse("commodity", CommodityId::new)?,
        year: row.parse("year", str::parse::<i16>)?,
        words: row.text("words").to_owned(),
    })
}

fn salient(row: TextRow<'_>) -> Result<SalientEntry, DataError> {
    Ok(SalientEntry {
        chapter: folded(row.text("chapter")),
        commodity: folded(row.text("commodity_printed")),
        detail: folded(row.text("detail")),
        name: row.text("name").to_owned(),
        goods: goods(row)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::curated::Curated;

    #[test]
    fn the_hand_kept_tables_name_commodities_and_forms_that_exist() {
        let (context, curated) = (CuratedContext::embedded().unwrap(), Curated::embedded().unwrap());
        let is_known = |id: &CommodityId| curated.commodities.iter().any(|commodity| commodity.id == *id);
        let check = |goods: &Goods| {
            assert!(goods.commodity.as_ref().is_none_or(is_known), "{goods:?}");
            let Some(id) = &goods.form else { return };
            let is_form =
                |form: &&crate::model::Form| goods.commodity.as_ref() == Some(&form.commodity) && form.id == *id;
            assert_eq!(curated.forms.iter().filter(is_form).count(), 1, "{goods:?}");
        };
        context.names.values().for_each(check);
        context.salient.iter().for_each(|entry| check(&entry.goods));
        for table in &context.iea_tables {
            check(&Goods { commodity: Some(table.key.commodity.clone()), form: Some(table.key.form.clone()) });
            assert!(curated.edition(table.key.edition.as_str()).is_ok());
        }
        for entry in &context.controls {
            assert!(is_known(&entry.commodity), "{entry:?}");
            assert!(curated.subject(&entry.country).is_some(), "{entry:?}");
        }
    }
}
