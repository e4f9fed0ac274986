use crate::model::{
    Bloc, BlocId, BlocKind, Commodity, CommodityId, Confidence, CorrectionId, Country, Edition, EditionId, Form,
    FormId, Iso3, Member, Membership, PartialDate, Source, SourceId, Stage,
};

use super::frame::{TextFrame, TextRow, csv_bytes};
use super::{Correction, DataError, Effect, Printed, RowSubject, TableKey, read_value};

/// A record of one of the published tables: how a row is read and written.
pub(super) trait Record: Sized {
    /// The file's name in the package.
    const FILE: &'static str;
    /// The columns, in order.
    const COLUMNS: &'static [&'static str];
    /// Reads a row.
    fn read(row: TextRow<'_>) -> Result<Self, DataError>;
    /// Returns the cells of a row.
    fn cells(&self) -> Vec<String>;
}

/// Returns the records in a file.
pub(super) fn read_records<R: Record>(bytes: &[u8]) -> Result<Vec<R>, DataError> {
    let frame = TextFrame::read(R::FILE, bytes)?;
    frame.require(R::COLUMNS)?;
    frame.rows().map(R::read).collect()
}

/// Returns a file of records.
pub(super) fn write_records<R: Record>(records: &[R]) -> Result<Vec<u8>, DataError> {
    csv_bytes(R::FILE, R::COLUMNS, &records.iter().map(Record::cells).collect::<Vec<_>>())
}

/// Returns an optional value as a cell.
pub(super) fn optional_text(value: Option<impl ToString>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn owned(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

impl Record for Commodity {
    const FILE: &'static str = "commodities.csv";
    const COLUMNS: &'static [&'static str] =
        &["id", "name", "symbol", "in_sentence", "groups", "use_line", "critical_lists"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            id: row.parse("id", CommodityId::new)?,
            name: row.text("name").to_owned(),
            symbol: owned(row.text("symbol")),
            in_sentence: row.text("in_sentence").to_owned(),
            groups: row.list("groups"),
            use_line: row.text("use_line").to_owned(),
            critical_lists: row.list("critical_lists"),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.name.clone(),
            self.symbol.clone().unwrap_or_default(),
            self.in_sentence.clone(),
            self.groups.join(";"),
            self.use_line.clone(),
            self.critical_lists.join(";"),
        ]
    }
}

impl Record for Form {
    const FILE: &'static str = "forms.csv";
    const COLUMNS: &'static [&'static str] = &["commodity", "id", "name", "in_sentence"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            commodity: row.parse("commodity", CommodityId::new)?,
            id: row.parse("id", FormId::new)?,
            name: row.text("name").to_owned(),
            in_sentence: row.text("in_sentence").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![self.commodity.to_string(), self.id.to_string(), self.name.clone(), self.in_sentence.clone()]
    }
}

impl Record for Country {
    const FILE: &'static str = "countries.csv";
    const COLUMNS: &'static [&'static str] = &["iso3", "name", "region", "parent"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            iso3: row.parse("iso3", Iso3::new)?,
            name: row.text("name").to_owned(),
            region: row.text("region").to_owned(),
            parent: row.optional("parent", Iso3::new)?,
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![self.iso3.to_string(), self.name.clone(), self.region.clone(), optional_text(self.parent)]
    }
}

/// A spelling of a country's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CountryName {
    /// The spelling.
    pub(super) spelling: String,
    /// The country.
    pub(super) iso3: Iso3,
    /// Where the spelling comes from.
    pub(super) note: String,
}

impl Record for CountryName {
    const FILE: &'static str = "country_names.csv";
    const COLUMNS: &'static [&'static str] = &["spelling", "iso3", "note"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            spelling: row.text("spelling").to_owned(),
            iso3: row.parse("iso3", Iso3::new)?,
            note: row.text("note").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![self.spelling.clone(), self.iso3.to_string(), self.note.clone()]
    }
}

impl Record for Bloc {
    const FILE: &'static str = "blocs.csv";
    const COLUMNS: &'static [&'static str] = &["id", "name", "short_name", "kind", "about"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            id: row.parse("id", BlocId::new)?,
            name: row.text("name").to_owned(),
            short_name: row.text("short_name").to_owned(),
            kind: row.parse("kind", str::parse::<BlocKind>)?,
            about: row.text("about").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.name.clone(),
            self.short_name.clone(),
            self.kind.id().to_owned(),
            self.about.clone(),
        ]
    }
}

impl Record for Membership {
    const FILE: &'static str = "bloc_members.csv";
    const COLUMNS: &'static [&'static str] = &["bloc", "member", "joined", "left", "confidence", "source"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            bloc: row.parse("bloc", BlocId::new)?,
            member: row.parse("member", str::parse::<Member>)?,
            joined: row.optional("joined", str::parse::<PartialDate>)?,
            left: row.optional("left", str::parse::<PartialDate>)?,
            confidence: row.parse("confidence", str::parse::<Confidence>)?,
            source: row.text("source").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.bloc.to_string(),
            self.member.to_string(),
            optional_text(self.joined),
            optional_text(self.left),
            self.confidence.id().to_owned(),
            self.source.clone(),
        ]
    }
}

impl Record for Source {
    const FILE: &'static str = "sources.csv";
    const COLUMNS: &'static [&'static str] = &["id", "publisher", "title", "edition", "date", "licence", "attribution"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            id: row.parse("id", SourceId::new)?,
            publisher: row.text("publisher").to_owned(),
            title: row.text("title").to_owned(),
            edition: row.text("edition").to_owned(),
            date: row.text("date").to_owned(),
            licence: row.text("licence").to_owned(),
            attribution: row.text("attribution").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.publisher.clone(),
            self.title.clone(),
            self.edition.clone(),
            self.date.clone(),
            self.licence.clone(),
            self.attribution.clone(),
        ]
    }
}

impl Record for Edition {
    const FILE: &'static str = "editions.csv";
    const COLUMNS: &'static [&'static str] = &["id", "name", "short_name", "source", "series"];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        Ok(Self {
            id: row.parse("id", EditionId::new)?,
            name: row.text("name").to_owned(),
            short_name: row.text("short_name").to_owned(),
            source: row.parse("source", SourceId::new)?,
            series: row.text("series").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        vec![
            self.id.to_string(),
            self.name.clone(),
            self.short_name.clone(),
            self.source.to_string(),
            self.series.clone(),
        ]
    }
}

/// Returns the key of a table, of which `commodity`, `form`, `stage` and `edition` are columns.
pub(super) fn table_key(row: TextRow<'_>) -> Result<TableKey, DataError> {
    Ok(TableKey {
        commodity: row.parse("commodity", CommodityId::new)?,
        form: row.parse("form", FormId::new)?,
        stage: row.parse("stage", str::parse::<Stage>)?,
        edition: row.parse("edition", EditionId::new)?,
    })
}

impl Record for Correction {
    const FILE: &'static str = "corrections.csv";
    const COLUMNS: &'static [&'static str] = &[
        "id",
        "edition",
        "commodity",
        "form",
        "stage",
        "chapter",
        "country",
        "row",
        "year",
        "field",
        "printed",
        "used",
        "effect",
        "factor",
        "rows",
        "reason",
    ];

    fn read(row: TextRow<'_>) -> Result<Self, DataError> {
        let key = table_key(row)?;
        Ok(Self {
            id: row.parse("id", CorrectionId::new)?,
            effect: read_effect(row)?,
            row: row.optional("row", RowSubject::read)?,
            edition: key.edition.clone(),
            table: key,
            commodity: row.text("chapter").to_owned(),
            country: row.text("country").to_owned(),
            year: row.optional("year", str::parse::<i16>)?,
            field: row.text("field").to_owned(),
            printed: row.text("printed").to_owned(),
            used: row.text("used").to_owned(),
            rows: row.parse("rows", str::parse::<u32>)?,
            reason: row.text("reason").to_owned(),
        })
    }

    fn cells(&self) -> Vec<String> {
        let (effect, factor) = match &self.effect {
            Effect::None => ("none", None),
            Effect::Scale(factor) => ("scale", Some(*factor)),
            Effect::Value(_) => ("value", None),
            Effect::Year(_) => ("year", None),
            Effect::Withdrawn => ("withdrawn", None),
            Effect::Blanks => ("blanks", None),
        };
        vec![
            self.id.to_string(),
            self.edition.to_string(),
            self.table.commodity.to_string(),
            self.table.form.to_string(),
            self.table.stage.to_string(),
            self.commodity.clone(),
            self.country.clone(),
            optional_text(self.row),
            optional_text(self.year),
            self.field.clone(),
            self.printed.clone(),
            self.used.clone(),
            effect.to_owned(),
            optional_text(factor),
            self.rows.to_string(),
            self.reason.clone(),
        ]
    }
}

/// The words of the column `effect` of corrections.
pub(super) const EFFECTS: [&str; 6] = ["none", "scale", "value", "year", "withdrawn", "blanks"];

/// Returns the effect that the columns `effect`, `factor`, `printed` and `used` hold.
fn read_effect(row: TextRow<'_>) -> Result<Effect, DataError> {
    match row.text("effect") {
        "none" => Ok(Effect::None),
        "scale" => row.parse("factor", str::parse::<f64>).map(Effect::Scale),
        "value" => match read_value(row.text("printed"), "") {
            Ok(Printed::Quantity(printed)) => Ok(Effect::Value(printed)),
            _ => Err(row.fault("printed", &"not a value")),
        },
        "year" => row.parse("used", str::parse::<i16>).map(Effect::Year),
        "withdrawn" => Ok(Effect::Withdrawn),
        "blanks" => Ok(Effect::Blanks),
        _ => Err(row.fault("effect", &format!("not one of {}", EFFECTS.join(", ")))),
    }
}
