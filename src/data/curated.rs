use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use crate::model::{
    BlocId, Commodity, CommodityId, CorrectionId, Country, Edition, EditionId, Form, Iso3, Source, Stage,
};

use super::DataError;
use super::TableKey;
use super::figure::Figure;
use super::frame::{TextFrame, TextRow};
use super::observation::RowSubject;
use super::records::{CountryName, Record, table_key};
use super::spelling::{folded, folded_country, folded_detail};

/// What is kept by hand beside the publishers' files: which printed row belongs where, how countries are spelt, what
/// is wrong in print, and what commodities and blocs are.
pub(super) struct Curated {
    pub(super) commodities: Vec<Commodity>,
    pub(super) forms: Vec<Form>,
    pub(super) countries: Vec<Country>,
    pub(super) country_names: Vec<CountryName>,
    pub(super) bloc_words: Vec<BlocWords>,
    pub(super) corrections: Vec<CuratedCorrection>,
    pub(super) editions: Vec<Edition>,
    pub(super) sources: Vec<Source>,
    spellings: BTreeMap<String, Iso3>,
    places: BTreeMap<Heading, Place>,
}

/// What a row is headed in print, folded for comparison.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Heading {
    edition: EditionId,
    chapter: String,
    commodity: String,
    statistic: String,
    detail: String,
}

/// What becomes of the rows under a heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// They belong to a table.
    Table(Placement),
    /// They are left out for good, for a reason.
    LeftOut(String),
}

/// Where the rows under a heading belong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Placement {
    pub(super) key: TableKey,
    pub(super) basis: String,
    pub(super) not_additive: Option<String>,
    /// What sets these rows apart from the others of their table; empty for the main ones.
    pub(super) row_note: String,
}

/// How a bloc is called on charts and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct BlocWords {
    pub(super) order: u32,
    pub(super) id: BlocId,
    pub(super) short_name: String,
    pub(super) about: String,
}

/// What a correction does.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum CorrectionAction {
    /// Multiplies every number of the rows it names.
    Scale(f64),
    /// Puts another year.
    Year(i16),
    /// Puts another text into the field.
    Replace,
    /// Changes nothing and adds the reason to the note.
    Note,
    /// Takes the table out.
    Withdraw,
}

/// A correction as it is kept by hand.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CuratedCorrection {
    pub(super) id: CorrectionId,
    pub(super) key: TableKey,
    pub(super) chapter: String,
    pub(super) country: String,
    pub(super) subject: Option<RowSubject>,
    pub(super) year: Option<i16>,
    pub(super) field: String,
    pub(super) printed: String,
    pub(super) used: String,
    pub(super) action: CorrectionAction,
    pub(super) reason: String,
}

impl CuratedCorrection {
    /// Returns whether it mends what a row is headed: other corrections then mean the row as it is headed rightly.
    pub(super) fn is_of_heading(&self) -> bool {
        self.action == CorrectionAction::Replace && ["country", "detail", "type", "unit"].contains(&self.field.as_str())
    }
}

impl Curated {
    /// Returns the tables that stand in the program.
    pub(super) fn embedded() -> Result<Self, DataError> {
        let country_names: Vec<CountryName> =
            read("country_names.csv", include_bytes!("../../data/curated/country_names.csv"), |row| {
                CountryName::read(row)
            })?;
        let spellings = spellings(&country_names)?;
        let subject = |name: &str| subject(&spellings, name);
        Ok(Self {
            commodities: read(
                "commodities.csv",
                include_bytes!("../../data/curated/commodities.csv"),
                Commodity::read,
            )?,
            forms: read("forms.csv", include_bytes!("../../data/curated/forms.csv"), Form::read)?,
            countries: read("countries.csv", include_bytes!("../../data/curated/countries.csv"), Country::read)?,
            bloc_words: read("blocs.csv", include_bytes!("../../data/curated/blocs.csv"), read_bloc_words)?,
            corrections: read("corrections.csv", include_bytes!("../../data/curated/corrections.csv"), |row| {
                read_correction(row, &subject)
            })?,
            editions: read("editions.csv", include_bytes!("../../data/curated/editions.csv"), Edition::read)?,
            sources: read("sources.csv", include_bytes!("../../data/curated/sources.csv"), Source::read)?,
            places: {
                let mut places = read_places("usgs_tables.csv", include_bytes!("../../data/curated/usgs_tables.csv"))?;
                let earlier = include_bytes!("../../data/curated/usgs_tables_earlier.csv");
                places.extend(read_places("usgs_tables_earlier.csv", earlier)?);
                places
            },
            country_names,
            spellings,
        })
    }

    /// Returns the tables that stand in the program, read once for all who ask.
    pub(super) fn shared() -> Result<&'static Self, DataError> {
        static SHARED: OnceLock<Curated> = OnceLock::new();
        match SHARED.get() {
            Some(shared) => Ok(shared),
            None => Self::embedded().map(|curated| SHARED.get_or_init(|| curated)),
        }
    }

    /// Returns who a printed name speaks of, or nothing when it is in no list.
    pub(super) fn subject(&self, name: &str) -> Option<RowSubject> {
        subject(&self.spellings, name)
    }

    /// Returns what becomes of the rows under a heading of an edition.
    pub(super) fn place(
        &self,
        edition: &EditionId,
        chapter: &str,
        commodity: &str,
        statistic: &str,
        detail: &str,
    ) -> Option<&Place> {
        self.places.get(&Heading::new(edition.clone(), chapter, commodity, statistic, detail))
    }

    /// Returns the editions whose headings are known, those that the bundle does not have included.
    pub(super) fn headed_editions(&self) -> BTreeSet<EditionId> {
        self.places.keys().map(|heading| heading.edition.clone()).collect()
    }

    /// Returns the stages at which any edition counts a commodity.
    pub(super) fn stages_of(&self, commodity: &CommodityId) -> BTreeSet<Stage> {
        let key = |place: &Place| match place {
            Place::Table(placement) if placement.key.commodity == *commodity => Some(placement.key.stage),
            _ => None,
        };
        self.places.values().filter_map(key).collect()
    }

    /// Returns what to call the chapter of a figure: the commodity's name where the file itself does not say it.
    pub(super) fn chapter_name<'a>(&'a self, figure: &'a Figure, key: &TableKey) -> &'a str {
        let is_slug = figure.chapter.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-');
        let commodity = self.commodities.iter().filter(|_| is_slug).find(|commodity| commodity.id == key.commodity);
        commodity.map_or(&figure.chapter, |commodity| &commodity.name)
    }

    /// Returns an edition by its identifier.
    pub(super) fn edition(&self, id: &str) -> Result<&Edition, DataError> {
        self.editions.iter().find(|edition| edition.id.as_str() == id).ok_or_else(|| DataError::UnknownEdition {
            edition: id.to_owned(),
            file: "data/curated/editions.csv".to_owned(),
        })
    }
}

impl Heading {
    fn new(edition: EditionId, chapter: &str, commodity: &str, statistic: &str, detail: &str) -> Self {
        Self {
            edition,
            chapter: folded(chapter),
            commodity: folded(commodity),
            statistic: folded(statistic),
            detail: folded_detail(detail),
        }
    }
}

/// Returns the records of a file kept by hand, each made by `record`.
pub(super) fn read<T>(
    name: &str,
    bytes: &[u8],
    record: impl Fn(TextRow<'_>) -> Result<T, DataError>,
) -> Result<Vec<T>, DataError> {
    TextFrame::read(&format!("data/curated/{name}"), bytes)?.rows().map(record).collect()
}

fn spellings(names: &[CountryName]) -> Result<BTreeMap<String, Iso3>, DataError> {
    let mut spellings = BTreeMap::new();
    for (index, name) in names.iter().enumerate() {
        let before = spellings.insert(folded_country(&name.spelling), name.iso3);
        if let Some(before) = before.filter(|before| *before != name.iso3) {
            return Err(DataError::BadCell {
                file: "data/curated/country_names.csv".to_owned(),
                row: index + 2,
                column: "iso3".to_owned(),
                value: name.iso3.to_string(),
                reason: format!("'{}' stands for {before} in another row", name.spelling),
            });
        }
    }
    Ok(spellings)
}

fn subject(spellings: &BTreeMap<String, Iso3>, name: &str) -> Option<RowSubject> {
    let name = folded_country(name);
    if name.starts_with("world total") {
        return Some(RowSubject::World);
    }
    if name == "other countries" || name == "other" {
        return Some(RowSubject::Other);
    }
    spellings.get(&name).copied().map(RowSubject::Country)
}

fn read_places(name: &str, bytes: &[u8]) -> Result<BTreeMap<Heading, Place>, DataError> {
    let frame = TextFrame::read(&format!("data/curated/{name}"), bytes)?;
    frame.require(&["chapter", "commodity_printed", "statistic", "detail", "basis", "not_additive", "row_note"])?;
    let mut places: BTreeMap<Heading, Place> = BTreeMap::new();
    let mut heads: BTreeMap<TableKey, (&str, &str)> = BTreeMap::new();
    for row in frame.rows() {
        let heading = Heading::new(
            row.parse("edition", EditionId::new)?,
            row.text("chapter"),
            row.text("commodity_printed"),
            row.text("statistic"),
            row.text("detail"),
        );
        let place = if row.text("commodity") == "-" {
            Place::LeftOut(row.text("row_note").to_owned())
        } else {
            Place::Table(read_placement(row, &mut heads)?)
        };
        if places.insert(heading, place).is_some() {
            return Err(row.fault("detail", &"the same heading stands in another row"));
        }
    }
    Ok(places)
}

fn read_placement<'a>(
    row: TextRow<'a>,
    heads: &mut BTreeMap<TableKey, (&'a str, &'a str)>,
) -> Result<Placement, DataError> {
    let key = table_key(row)?;
    let (basis, not_additive) = (row.text("basis"), row.text("not_additive"));
    if *heads.entry(key.clone()).or_insert((basis, not_additive)) != (basis, not_additive) {
        return Err(row.fault("basis", &"the rows of one table must agree in basis and not_additive"));
    }
    Ok(Placement {
        key,
        basis: basis.to_owned(),
        not_additive: (!not_additive.is_empty()).then(|| not_additive.to_owned()),
        row_note: row.text("row_note").to_owned(),
    })
}

fn read_bloc_words(row: TextRow<'_>) -> Result<BlocWords, DataError> {
    Ok(BlocWords {
        order: row.parse("order", str::parse::<u32>)?,
        id: row.parse("id", BlocId::new)?,
        short_name: row.text("short_name").to_owned(),
        about: row.text("about").to_owned(),
    })
}

fn read_correction(
    row: TextRow<'_>,
    subject: &dyn Fn(&str) -> Option<RowSubject>,
) -> Result<CuratedCorrection, DataError> {
    let action = match row.text("action") {
        "scale" => CorrectionAction::Scale(row.parse("factor", str::parse::<f64>)?),
        "year" => CorrectionAction::Year(row.parse("used", str::parse::<i16>)?),
        "replace" => CorrectionAction::Replace,
        "note" => CorrectionAction::Note,
        "withdraw" => CorrectionAction::Withdraw,
        _ => return Err(row.fault("action", &"not one of scale, year, replace, note, withdraw")),
    };
    if !["value", "unit", "year", "country", "detail", "type", "notes", "critical"].contains(&row.text("field")) {
        return Err(row.fault("field", &"not one of value, unit, year, country, detail, type, notes, critical"));
    }
    Ok(CuratedCorrection {
        id: row.parse("id", CorrectionId::new)?,
        key: table_key(row)?,
        chapter: row.text("chapter").to_owned(),
        country: row.text("country").to_owned(),
        subject: row.optional("country", |name| subject(name).ok_or("not a country in country_names.csv"))?,
        year: row.optional("year", str::parse::<i16>)?,
        field: row.text("field").to_owned(),
        printed: row.text("printed").to_owned(),
        used: row.text("used").to_owned(),
        action,
        reason: row.text("reason").to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hand_kept_tables_are_sound() {
        let curated = Curated::embedded().unwrap();
        let forms: Vec<_> = curated.forms.iter().map(|form| (&form.commodity, &form.id)).collect();
        for place in curated.places.values() {
            let Place::Table(placement) = place else { continue };
            // Germanium has figures only in an edition that the bundle does not have.
            let is_known = forms.contains(&(&placement.key.commodity, &placement.key.form));
            assert!(is_known || placement.key.commodity.as_str() == "germanium", "{:?}", placement.key);
        }
        for form in &curated.forms {
            assert!(curated.commodities.iter().any(|commodity| commodity.id == form.commodity), "{form:?}");
        }
        for name in &curated.country_names {
            assert!(curated.countries.iter().any(|country| country.iso3 == name.iso3), "{name:?}");
        }
        for edition in &curated.editions {
            assert!(curated.sources.iter().any(|source| source.id == edition.source), "{edition:?}");
        }
    }

    #[test]
    fn names_are_matched_exactly_or_not_at_all() {
        let curated = Curated::embedded().unwrap();
        let code = |name| curated.subject(name).map(|subject| subject.to_string());
        assert_eq!(code("Congo (Kinshasa)").as_deref(), Some("COD"));
        assert_eq!(code("Côte d’Ivoire").as_deref(), Some("CIV"));
        assert_eq!(code("United\u{a0}States1").as_deref(), Some("USA"));
        assert_eq!(code("World total (rounded)").as_deref(), Some("world"));
        assert_eq!(code("Other Countries6").as_deref(), Some("other"));
        for name in ["Congo", "Atlantis", "", "Korea", "China, Germany, and Russia", "Others"] {
            assert_eq!(code(name), None, "{name}");
        }
    }
}
