use sha2::{Digest, Sha256};

use crate::model::{Bloc, Commodity, Country, Edition, Form, Membership, Source};

use super::describe::description;
use super::intake::{IntakeLine, hexadecimal};
use super::observation::{Observation, TableHead, assemble, sort};
use super::records::{CountryName, Record, read_records, write_records};
use super::{AS_OF, Context, Correction, DataError, Roster, Tables};

/// Everything that is published: the tables of the data package.
pub(super) struct Package {
    pub(super) heads: Vec<TableHead>,
    pub(super) observations: Vec<Observation>,
    pub(super) commodities: Vec<Commodity>,
    pub(super) forms: Vec<Form>,
    pub(super) countries: Vec<Country>,
    pub(super) country_names: Vec<CountryName>,
    pub(super) blocs: Vec<Bloc>,
    pub(super) memberships: Vec<Membership>,
    pub(super) corrections: Vec<Correction>,
    pub(super) intake: Vec<IntakeLine>,
    pub(super) editions: Vec<Edition>,
    pub(super) sources: Vec<Source>,
    pub(super) context: Context,
}

/// A file of the package.
pub(super) struct PackageFile {
    pub(super) name: &'static str,
    pub(super) bytes: Vec<u8>,
    /// How many records it holds, for a table.
    pub(super) rows: Option<usize>,
}

impl Package {
    /// Returns the files of the package, its description last.
    pub(super) fn files(mut self) -> Result<Vec<PackageFile>, DataError> {
        sort(&mut self.heads, &mut self.observations);
        self.countries.sort_by_key(|country| country.iso3);
        self.commodities.sort_by(|one, other| one.name.cmp(&other.name));
        self.sources.sort_by(|one, other| one.id.cmp(&other.id));
        self.editions.sort_by(|one, other| other.id.cmp(&one.id));
        let description = description(&self.sources)?;
        Ok(vec![
            file(&self.observations)?,
            file(&self.heads)?,
            file(&self.commodities)?,
            file(&self.forms)?,
            file(&self.countries)?,
            file(&self.country_names)?,
            file(&self.blocs)?,
            file(&self.memberships)?,
            file(&self.corrections)?,
            file(&self.intake)?,
            file(&self.editions)?,
            file(&self.sources)?,
            file(&self.context.governance)?,
            file(&self.context.export_controls)?,
            file(&self.context.import_reliance)?,
            file(&self.context.import_sources)?,
            file(&self.context.jumps)?,
            PackageFile { name: "datapackage.json", bytes: description, rows: None },
        ])
    }
}

fn file<R: Record>(records: &[R]) -> Result<PackageFile, DataError> {
    Ok(PackageFile { name: R::FILE, bytes: write_records(records)?, rows: Some(records.len()) })
}

/// Returns the tables that a package holds; `read` gives the bytes of a file of the package by its name.
///
/// The fingerprint is the SHA-256 over the files that the tables come from, each with its name and length before it.
///
/// # Errors
/// What `read` says, and what is wrong with a file: not a table, a column missing, a cell that cannot be used, an
/// observation of a table that is not listed.
pub fn from_package(read: &dyn Fn(&str) -> Result<Vec<u8>, DataError>) -> Result<Tables, DataError> {
    let mut reader = PackageReader { read, hasher: Sha256::new() };
    let observations: Vec<Observation> = reader.records()?;
    let heads: Vec<TableHead> = reader.records()?;
    check_heads(&observations, &heads)?;
    Ok(Tables {
        tables: assemble(&heads, observations),
        commodities: reader.records()?,
        forms: reader.records()?,
        countries: reader.records()?,
        bundled: Roster { blocs: reader.records()?, memberships: reader.records()?, own: Vec::new() },
        corrections: reader.records()?,
        editions: reader.records()?,
        sources: reader.records()?,
        context: Context {
            governance: reader.records()?,
            export_controls: reader.records()?,
            import_reliance: reader.records()?,
            import_sources: reader.records()?,
            jumps: reader.records()?,
        },
        as_of: AS_OF,
        opened: Vec::new(),
        fingerprint: hexadecimal(&reader.hasher.finalize()),
    })
}

struct PackageReader<'a> {
    read: &'a dyn Fn(&str) -> Result<Vec<u8>, DataError>,
    hasher: Sha256,
}

impl PackageReader<'_> {
    fn records<R: Record>(&mut self) -> Result<Vec<R>, DataError> {
        let bytes = (self.read)(R::FILE)?;
        self.hasher.update(format!("{} {}\n", R::FILE, bytes.len()));
        self.hasher.update(&bytes);
        read_records(&bytes)
    }
}

fn check_heads(observations: &[Observation], heads: &[TableHead]) -> Result<(), DataError> {
    let is_listed = |observation: &Observation| {
        heads.binary_search_by(|head| head.key.cmp(&observation.key)).ok().and_then(|index| heads.get(index)).is_some()
    };
    let lost = observations.iter().position(|observation| !is_listed(observation));
    lost.and_then(|index| observations.get(index).map(|of| (index, of))).map_or(Ok(()), |(index, of)| {
        Err(DataError::BadCell {
            file: Observation::FILE.to_owned(),
            row: index + 2,
            column: "form".to_owned(),
            value: format!("{} {}", of.key.form, of.key.stage),
            reason: format!("the table is not in {}", TableHead::FILE),
        })
    })
}
