use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::model::{
    Bloc, BlocId, Commodity, CommodityId, CorrectionId, Country, Edition, EditionId, Form, FormId, Iso3, Membership,
    OwnBloc, Quantity, Source, Stage, Unit,
};

use super::{Context, LeftOut, Roster, RowSubject};

/// Everything the app knows, cheap to share: a clone is a count.
#[derive(Debug, Clone)]
pub struct Dataset {
    tables: Arc<Tables>,
    roster: Arc<Roster>,
    /// Where the memberships of each bloc stand: the panel asks for those of every bloc whenever a date changes.
    spells: Arc<BTreeMap<BlocId, Range<usize>>>,
}

/// The tables of a dataset, each sorted as its field says.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Tables {
    /// SHA-256 of the published tables, in hexadecimal: what a recipe holds to.
    pub fingerprint: String,
    /// The date on which memberships are read unless a person chooses another.
    pub as_of: Date,
    /// Commodities, by name.
    pub commodities: Vec<Commodity>,
    /// Forms, in the order in which a person should be offered them.
    pub forms: Vec<Form>,
    /// Country tables, by commodity, form, stage and edition.
    pub tables: Vec<Table>,
    /// Countries, by code.
    pub countries: Vec<Country>,
    /// The blocs that came with the tables; what a person asks of is [`Dataset::blocs`].
    pub bundled: Roster,
    /// Editions, newest first.
    pub editions: Vec<Edition>,
    /// Sources, by identifier.
    pub sources: Vec<Source>,
    /// Corrections made to published figures.
    pub corrections: Vec<Correction>,
    /// What is known beside amounts by country.
    pub context: Context,
    /// The files of a person's own that are open beside the bundle; never part of a bundle.
    #[serde(skip)]
    pub opened: Vec<OpenedFile>,
}

/// A file of a person's own that is part of a dataset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenedFile {
    /// Its name, without folders.
    pub file_name: String,
    /// SHA-256 of its content, in hexadecimal.
    pub fingerprint: String,
    /// The editions taken from it, its own first.
    pub editions: Vec<EditionId>,
    /// Its rows of which no country has a figure.
    pub left_out: Vec<LeftOut>,
    /// Names of countries in it that a person assigned, as written, and what to.
    pub names: BTreeMap<String, String>,
}

/// What one table of a publication speaks of.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TableKey {
    /// The commodity.
    pub commodity: CommodityId,
    /// The form counted.
    pub form: FormId,
    /// The stage.
    pub stage: Stage,
    /// The edition printed in.
    pub edition: EditionId,
}

/// One table of a publication: a commodity in one form, at one stage, in one edition.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// What it speaks of.
    pub key: TableKey,
    /// The unit its numbers are in.
    pub unit: Unit,
    /// What is weighed, for example "rare-earth-oxide equivalent" or "gross weight"; empty where the publisher is silent.
    pub basis: String,
    /// The publisher's chapter and detail, for a citation, for example "RARE EARTHS, Mine production".
    pub source_label: String,
    /// Why its rows cannot be added up, for a table whose countries report different products; nothing for the others.
    pub not_additive: Option<String>,
    /// What the publisher notes on every row of it; empty for most.
    pub note: String,
    /// What is assumed of it because the file that it is from does not say it; never anything in a bundle.
    #[serde(skip)]
    pub assumed: Assumed,
    /// The years it has, ascending.
    pub years: Vec<TableYear>,
}

/// What is assumed of a table because nothing says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Assumed {
    /// The stage.
    pub stage: bool,
    /// The unit.
    pub unit: bool,
}

/// The unit that is assumed where nothing says one.
const UNIT: &str = "tonnes";

impl Assumed {
    /// Returns what is assumed of either of two tables.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self { stage: self.stage || other.stage, unit: self.unit || other.unit }
    }

    /// What stands behind a word that is assumed, in tables.
    pub const MARK: &str = " (assumed)";

    /// Returns what a file does not say and what is assumed for it, as a sentence without a full stop: "Stage and unit
    /// not stated in purchases.csv: mine production and tonnes assumed". Nothing where all is said.
    #[must_use]
    pub fn words(self, file: &str, stage: Stage) -> Option<String> {
        let (what, taken) = match (self.stage, self.unit) {
            (false, false) => return None,
            (true, false) => ("Stage", stage.in_sentence().to_owned()),
            (false, true) => ("Unit", UNIT.to_owned()),
            (true, true) => ("Stage and unit", format!("{} and {UNIT}", stage.in_sentence())),
        };
        Some(format!("{what} not stated in {file}: {taken} assumed"))
    }
}

/// One year of a table.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TableYear {
    /// The year.
    pub year: i16,
    /// Rows of countries, in the publisher's order.
    pub countries: Vec<Row>,
    /// "Other countries", where the table has it.
    pub other: Option<Statement>,
    /// The world total as printed, where the table has it.
    pub world: Option<Statement>,
}

/// A country's row.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Row {
    /// The country.
    pub country: Iso3,
    /// What the publisher says of it.
    pub statement: Statement,
}

/// A quantity and the publisher's note on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Statement {
    /// The quantity.
    pub quantity: Quantity,
    /// The note, without the sentences that every row carries.
    pub note: String,
}

/// A correction made to a published figure, with its reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its identifier.
    pub id: CorrectionId,
    /// Edition corrected.
    pub edition: EditionId,
    /// The table corrected.
    pub table: TableKey,
    /// Commodity as published: the chapter's heading.
    pub commodity: String,
    /// The country as published, where the correction is of one row; empty for the whole table.
    pub country: String,
    /// The row it is of; nothing for the whole table.
    pub row: Option<RowSubject>,
    /// The year as printed, where the correction is of one year.
    pub year: Option<i16>,
    /// Which field.
    pub field: String,
    /// What is printed.
    pub printed: String,
    /// What is used; empty where a fact is only pointed out and nothing is changed.
    pub used: String,
    /// What it does to figures.
    pub effect: Effect,
    /// How many rows it touched.
    pub rows: u32,
    /// Why.
    pub reason: String,
}

/// What a correction does to figures, and so what switching it off takes back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Effect {
    /// Nothing: it mends a name, a note or a unit's spelling, or only points out a fact.
    None,
    /// Multiplies the numbers by this.
    Scale(f64),
    /// Replaces a quantity; this is the one printed.
    Value(Quantity),
    /// Moves the figures of the printed year to this one.
    Year(i16),
    /// Takes the table out.
    Withdrawn,
    /// Takes blanks for zeros: those whose note says so.
    Blanks,
}

impl Correction {
    /// Returns whether figures change when it is switched off.
    #[must_use]
    pub fn changes_figures(&self) -> bool {
        self.effect != Effect::None
    }
}

impl Dataset {
    /// Returns a dataset over the given tables.
    #[must_use]
    pub fn new(tables: Tables) -> Self {
        let roster = tables.bundled.clone();
        Self::of(Arc::new(tables), roster)
    }

    fn of(tables: Arc<Tables>, roster: Roster) -> Self {
        let mut spells: BTreeMap<BlocId, Range<usize>> = BTreeMap::new();
        for (place, membership) in roster.memberships.iter().enumerate() {
            match spells.get_mut(&membership.bloc) {
                Some(places) => places.end = place + 1,
                None => drop(spells.insert(membership.bloc.clone(), place..place + 1)),
            }
        }
        Self { tables, roster: Arc::new(roster), spells: Arc::new(spells) }
    }

    /// Returns the same tables with these blocs of a person's own beside the bundled ones, in place of any before.
    #[must_use]
    pub fn with_blocs(&self, own: &[OwnBloc]) -> Self {
        Self::of(Arc::clone(&self.tables), self.tables.bundled.with(own))
    }

    /// Returns whether two datasets have the same tables, whatever blocs of a person's own they have.
    #[must_use]
    pub fn has_tables_of(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.tables, &other.tables)
    }

    /// Returns all blocs: the bundled ones in the order of the panel, then a person's own.
    #[must_use]
    pub fn blocs(&self) -> &[Bloc] {
        &self.roster.blocs
    }

    /// Returns all memberships, by bloc in the order of [`Dataset::blocs`].
    #[must_use]
    pub fn memberships(&self) -> &[Membership] {
        &self.roster.memberships
    }

    /// Returns a person's own blocs.
    #[must_use]
    pub fn own_blocs(&self) -> &[OwnBloc] {
        &self.roster.own
    }

    /// Returns the place among the colours that a person gave one of their own blocs.
    #[must_use]
    pub fn slot(&self, id: &BlocId) -> Option<u8> {
        self.own_blocs().iter().find(|own| own.bloc.id == *id).and_then(|own| own.slot)
    }

    /// Returns the bloc with this identifier.
    #[must_use]
    pub fn bloc(&self, id: &BlocId) -> Option<&Bloc> {
        self.blocs().iter().find(|bloc| bloc.id == *id)
    }

    /// Returns the memberships of a bloc.
    pub fn memberships_of<'a>(&'a self, id: &'a BlocId) -> impl Iterator<Item = &'a Membership> {
        let places = self.spells.get(id).cloned().unwrap_or_default();
        let among = self.memberships().get(places).unwrap_or_default();
        among.iter().filter(move |membership| membership.bloc == *id)
    }

    /// Returns the table for a key, as corrected.
    #[must_use]
    pub fn table(&self, key: &TableKey) -> Option<&Table> {
        self.tables
            .tables
            .binary_search_by(|table| table.key.cmp(key))
            .ok()
            .and_then(|index| self.tables.tables.get(index))
    }

    /// Returns the commodity with this identifier.
    #[must_use]
    pub fn commodity(&self, id: &CommodityId) -> Option<&Commodity> {
        self.tables.commodities.iter().find(|commodity| commodity.id == *id)
    }

    /// Returns the form of a commodity.
    #[must_use]
    pub fn form(&self, commodity: &CommodityId, id: &FormId) -> Option<&Form> {
        self.tables.forms.iter().find(|form| form.commodity == *commodity && form.id == *id)
    }

    /// Returns the country with this code.
    #[must_use]
    pub fn country(&self, iso3: Iso3) -> Option<&Country> {
        self.tables
            .countries
            .binary_search_by_key(&iso3, |country| country.iso3)
            .ok()
            .and_then(|index| self.tables.countries.get(index))
    }

    /// Returns the country's name, or its code where it has none.
    #[must_use]
    pub fn country_name(&self, iso3: Iso3) -> String {
        self.country(iso3).map_or_else(|| iso3.to_string(), |country| country.name.clone())
    }

    /// Returns the open file that an edition was taken from; nothing for bundled editions.
    #[must_use]
    pub fn opened_file(&self, edition: &EditionId) -> Option<&OpenedFile> {
        self.tables.opened.iter().find(|file| file.editions.contains(edition))
    }

    /// Returns the edition with this identifier.
    #[must_use]
    pub fn edition(&self, id: &EditionId) -> Option<&Edition> {
        self.tables.editions.iter().find(|edition| edition.id == *id)
    }
}

impl std::ops::Deref for Dataset {
    type Target = Tables;

    fn deref(&self) -> &Tables {
        &self.tables
    }
}

impl Tables {
    /// Returns how many observations each edition has, counting rows of countries, of "Other countries" and of totals.
    #[must_use]
    pub fn observation_counts(&self) -> BTreeMap<EditionId, usize> {
        let mut counts = BTreeMap::new();
        for table in &self.tables {
            let rows: usize = table
                .years
                .iter()
                .map(|year| {
                    year.countries.len() + usize::from(year.other.is_some()) + usize::from(year.world.is_some())
                })
                .sum();
            *counts.entry(table.key.edition.clone()).or_insert(0) += rows;
        }
        counts
    }
}

impl Table {
    /// Returns one year of the table.
    #[must_use]
    pub fn year(&self, year: i16) -> Option<&TableYear> {
        self.years.iter().find(|of| of.year == year)
    }

    /// Returns whether any year names a country.
    #[must_use]
    pub fn has_countries(&self) -> bool {
        self.years.iter().any(|year| !year.countries.is_empty())
    }
}
