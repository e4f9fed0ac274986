use crate::charts::palette::Series;
use crate::model::{BlocId, Iso3};

/// What a column is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ColumnKey {
    /// A country.
    Country(Iso3),
    /// A bloc.
    Bloc(BlocId),
    /// So many countries without a column of their own.
    Folded(usize),
    /// What belongs to no named country.
    NotAttributed,
    /// How far the United States live on imports.
    Reliance,
}

/// A column.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixColumn {
    /// What it is of.
    pub key: ColumnKey,
    /// Its name.
    pub name: String,
    /// The colour of the bloc that is on and that it is, or is a member of.
    pub series: Option<Series>,
    /// Its place by what it leads, from 0: what comes first is folded last.
    pub rank: usize,
    /// The numbers under its name: of how many minerals it is first, and over 30 % of how many; nothing for one that is
    /// no supplier.
    pub counts: Option<(usize, usize)>,
}

impl MatrixColumn {
    /// Returns whether it is a country or bloc.
    #[must_use]
    pub fn is_supplier(&self) -> bool {
        matches!(self.key, ColumnKey::Country(_) | ColumnKey::Bloc(_))
    }

    /// Returns its stable name in files.
    #[must_use]
    pub fn id(&self) -> String {
        match &self.key {
            ColumnKey::Country(iso3) => format!("country-{}", iso3.as_str().to_lowercase()),
            ColumnKey::Bloc(id) => format!("bloc-{id}"),
            ColumnKey::Folded(_) => "others".to_owned(),
            ColumnKey::NotAttributed => "not-attributed".to_owned(),
            ColumnKey::Reliance => "us-net-import-reliance".to_owned(),
        }
    }
}
