use crate::model::{
    Bloc, Bound, Commodity, Confidence, Country, Edition, Form, Membership, Source, Stage, Status, Unit,
};

use super::Correction;
use super::context_schema;
use super::intake::IntakeLine;
use super::observation::{Observation, TableHead};
use super::records::{CountryName, EFFECTS, Record};

/// What a published table holds.
pub(super) struct Resource {
    pub(super) file: &'static str,
    pub(super) title: &'static str,
    pub(super) description: &'static str,
    pub(super) fields: Vec<Field>,
    pub(super) primary_key: &'static [&'static str],
    /// Columns, the table they point to and its columns.
    pub(super) foreign_keys: &'static [(&'static [&'static str], &'static str, &'static [&'static str])],
}

/// What a column holds.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
    pub(super) description: &'static str,
}

/// The values of a column.
pub(super) enum Kind {
    Text,
    Pattern(&'static str),
    OneOf(Vec<&'static str>),
    /// A number that is not negative.
    Amount,
    /// A number of either sign.
    Score,
    /// A whole number that is not negative.
    Count,
    Year,
}

pub(super) const ISO3: Kind = Kind::Pattern("^[A-Z]{3}$");
pub(super) const ID: Kind = Kind::Pattern("^[a-z0-9_-]+$");
const DATE: Kind = Kind::Pattern("^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$");

pub(super) const STATUSES: [Status; 7] = [
    Status::Reported,
    Status::Estimated,
    Status::Withheld,
    Status::NotAvailable,
    Status::NotApplicable,
    Status::IncludedElsewhere,
    Status::Qualitative,
];
pub(super) const BOUNDS: [Bound; 4] = [Bound::Exact, Bound::AtLeast, Bound::AtMost, Bound::Range];
const UNITS: [Unit; 9] = [
    Unit::Kilograms,
    Unit::Tonnes,
    Unit::ThousandTonnes,
    Unit::MillionTonnes,
    Unit::ThousandDryTonnes,
    Unit::ThousandCarats,
    Unit::MillionCarats,
    Unit::MillionLitres,
    Unit::MillionCubicMetres,
];

pub(super) fn must(name: &'static str, kind: Kind, description: &'static str) -> Field {
    Field { name, kind, required: true, description }
}

pub(super) fn may(name: &'static str, kind: Kind, description: &'static str) -> Field {
    Field { name, kind, required: false, description }
}

pub(super) fn stage() -> Field {
    must("stage", Kind::OneOf(Stage::ALL.map(Stage::id).to_vec()), "Step of the supply chain, or kind of stock")
}

fn unit() -> Field {
    let words = Kind::OneOf(UNITS.map(Unit::id).to_vec());
    must("unit", words, "Unit of the numbers: kg, t (metric tons), kt, Mt, kt_dry, kct, Mct (carats), ML, Mm3")
}

/// Returns what each published table holds, in the order of the package.
pub(super) fn resources() -> Vec<Resource> {
    let mut resources = vec![
        observations(),
        tables(),
        commodities(),
        forms(),
        countries(),
        country_names(),
        blocs(),
        bloc_members(),
        corrections(),
        intake(),
        editions(),
        sources(),
    ];
    resources.extend(context_schema::resources());
    resources
}

fn observations() -> Resource {
    let bounds = Kind::OneOf(BOUNDS.map(Bound::id).to_vec());
    let statuses = Kind::OneOf(STATUSES.map(Status::id).to_vec());
    Resource {
        file: Observation::FILE,
        title: "Observations",
        description: "What a publisher says of a commodity in one form, at one stage, in a country and year. Rows \
            stand in the publisher's order. A country stands twice where it reports two products.",
        fields: vec![
            must("commodity", ID, "Commodity"),
            must("form", ID, "Form of the commodity: what exactly is counted; forms are never added up"),
            stage(),
            must(
                "country",
                Kind::Pattern("^([A-Z]{3}|other|world)$"),
                "Country (ISO 3166-1 alpha-3), other (the row \"Other countries\") or world (the printed total)",
            ),
            must("year", Kind::Year, "Year of production, or the year reserves and capacity are given for"),
            may("value", Kind::Amount, "The number, the bound or the lower end of a range, in unit; empty for none"),
            may("upper", Kind::Amount, "The upper end of a range, in unit"),
            unit(),
            may("bound", bounds, "How value bounds the true number; empty where there is none"),
            must("status", statuses, "What kind of statement it is; only reported and estimated have a number"),
            may("text", Kind::Text, "The word that stands for an amount, for example Large"),
            must("edition", ID, "Edition it is printed in"),
            must("source", ID, "Source it is taken from"),
            must(
                "printed",
                Kind::Text,
                "The value as printed, before any correction; what is known of a cell left blank, in brackets",
            ),
            may("note", Kind::Text, "The publisher's note on it, and what the correction of it says"),
        ],
        primary_key: &[],
        foreign_keys: &[
            (&["commodity", "form", "stage", "edition"], "tables", &["commodity", "form", "stage", "edition"]),
            (&["commodity", "form"], "forms", &["commodity", "id"]),
            (&["edition"], "editions", &["id"]),
            (&["source"], "sources", &["id"]),
        ],
    }
}

fn tables() -> Resource {
    Resource {
        file: TableHead::FILE,
        title: "Tables",
        description: "What holds for all observations of a commodity in one form, at one stage, in one edition.",
        fields: vec![
            must("commodity", ID, "Commodity"),
            must("form", ID, "Form of the commodity"),
            stage(),
            must("edition", ID, "Edition it is printed in"),
            unit(),
            may(
                "basis",
                Kind::Text,
                "What is weighed, for example lithium content; empty where the publisher is silent",
            ),
            may("not_additive", Kind::Text, "Why its rows cannot be added up; empty where they can"),
            must("source_label", Kind::Text, "The publisher's chapter and heading, for a citation"),
            may("note", Kind::Text, "What the publisher notes on every row of it"),
        ],
        primary_key: &["commodity", "form", "stage", "edition"],
        foreign_keys: &[(&["commodity", "form"], "forms", &["commodity", "id"]), (&["edition"], "editions", &["id"])],
    }
}

fn commodities() -> Resource {
    Resource {
        file: Commodity::FILE,
        title: "Commodities",
        description: "Mineral commodities as a person would look for them.",
        fields: vec![
            must("id", ID, "Identifier"),
            must("name", Kind::Text, "Name"),
            may("symbol", Kind::Text, "Chemical symbol"),
            must("in_sentence", Kind::Text, "Name inside a sentence"),
            may("groups", Kind::Text, "Groups it belongs to, parted by semicolons"),
            may("use_line", Kind::Text, "What it is used for"),
            may("critical_lists", Kind::Text, "Lists of critical minerals it stands on, parted by semicolons"),
        ],
        primary_key: &["id"],
        foreign_keys: &[],
    }
}

fn forms() -> Resource {
    Resource {
        file: Form::FILE,
        title: "Forms",
        description: "What exactly is counted of a commodity, in the order in which to offer it.",
        fields: vec![
            must("commodity", ID, "Commodity"),
            must("id", ID, "Identifier within the commodity"),
            must("name", Kind::Text, "Name"),
            must("in_sentence", Kind::Text, "Name inside a sentence"),
        ],
        primary_key: &["commodity", "id"],
        foreign_keys: &[(&["commodity"], "commodities", &["id"])],
    }
}

fn countries() -> Resource {
    Resource {
        file: Country::FILE,
        title: "Countries",
        description: "Countries and territories with a code of their own.",
        fields: vec![
            must("iso3", ISO3, "ISO 3166-1 alpha-3 code; XKX for Kosovo"),
            must("name", Kind::Text, "Short English name"),
            may("region", Kind::Text, "United Nations M49 region"),
            may("parent", ISO3, "The state a territory belongs to"),
        ],
        primary_key: &["iso3"],
        foreign_keys: &[(&["parent"], "", &["iso3"])],
    }
}

fn country_names() -> Resource {
    Resource {
        file: CountryName::FILE,
        title: "Names of countries",
        description: "Every spelling that is recognised. Names are compared without case, kind of apostrophe and \
            footnote digits, and never guessed.",
        fields: vec![
            must("spelling", Kind::Text, "Spelling"),
            must("iso3", ISO3, "Country"),
            may("note", Kind::Text, "Where the spelling comes from"),
        ],
        primary_key: &["spelling"],
        foreign_keys: &[(&["iso3"], "countries", &["iso3"])],
    }
}

fn blocs() -> Resource {
    Resource {
        file: Bloc::FILE,
        title: "Blocs",
        description: "Groups of states, in the order in which to offer them.",
        fields: vec![
            must("id", ID, "Identifier"),
            must("name", Kind::Text, "Full name"),
            must("short_name", Kind::Text, "Name short enough for a chart"),
            must("kind", ID, "Sort of group"),
            may("about", Kind::Text, "What it is"),
        ],
        primary_key: &["id"],
        foreign_keys: &[],
    }
}

fn bloc_members() -> Resource {
    let confidences = Kind::OneOf(Confidence::ALL.map(Confidence::id).to_vec());
    Resource {
        file: Membership::FILE,
        title: "Members of blocs",
        description: "Spells of membership. A date of a year or month means its first day.",
        fields: vec![
            must("bloc", ID, "Bloc"),
            must(
                "member",
                Kind::Pattern("^([A-Z]{3}|X-.+)$"),
                "Country (ISO 3166-1 alpha-3), X-EU for the Union's members on the same date, X-UNKNOWN for members \
                 not named in public, or X- and an organisation",
            ),
            may("joined", DATE, "First day; empty where the date was not found: a member since the bloc began"),
            may("left", DATE, "First day of no longer being a member"),
            must("confidence", confidences, "How sure the membership is"),
            may("source", Kind::Text, "Where it was read: [L] at the address given, [K] general knowledge"),
        ],
        primary_key: &[],
        foreign_keys: &[(&["bloc"], "blocs", &["id"])],
    }
}

fn corrections() -> Resource {
    Resource {
        file: Correction::FILE,
        title: "Corrections",
        description: "Corrections made to published figures, and facts pointed out about them.",
        fields: vec![
            must("id", ID, "Identifier"),
            must("edition", ID, "Edition corrected"),
            must("commodity", ID, "Commodity"),
            must("form", ID, "Form"),
            stage(),
            must("chapter", Kind::Text, "Chapter as published"),
            may("country", Kind::Text, "Row as published; empty for the whole table"),
            may("row", Kind::Pattern("^([A-Z]{3}|other|world)$"), "Row in observations; empty for the whole table"),
            may("year", Kind::Year, "Year as printed; empty for all years"),
            must("field", Kind::Text, "Column corrected"),
            may("printed", Kind::Text, "What is printed"),
            may("used", Kind::Text, "What is used instead; empty where nothing is"),
            must("effect", Kind::OneOf(EFFECTS.to_vec()), "What it does to figures, and switching it off takes back"),
            may("factor", Kind::Amount, "What numbers are multiplied by, for the effect scale"),
            must("rows", Kind::Count, "How many rows it touched"),
            must("reason", Kind::Text, "Why"),
        ],
        primary_key: &["id"],
        foreign_keys: &[(
            &["commodity", "form", "stage", "edition"],
            "tables",
            &["commodity", "form", "stage", "edition"],
        )],
    }
}

fn intake() -> Resource {
    Resource {
        file: IntakeLine::FILE,
        title: "Intake",
        description: "What became of every row of every file read, and of every cell of a row that holds several \
            figures: in each line rows_seen is the sum of observations, totals, notes and left_out, and the lines of a \
            file add up to its rows.",
        fields: vec![
            must("file", Kind::Text, "File read"),
            may("edition", ID, "Edition it is"),
            must("sha256", Kind::Pattern("^[0-9a-f]{64}$"), "SHA-256 of the file"),
            must("rows_seen", Kind::Count, "Rows of this line; in JSON, entries for a country or a total"),
            must("observations", Kind::Count, "Rows taken as observations, memberships or entries of another table"),
            must("totals", Kind::Count, "Rows taken as printed world totals"),
            must("notes", Kind::Count, "Rows that are no part of a table by country"),
            must("left_out", Kind::Count, "Rows left out"),
            must("reason", Kind::Text, "What the rows are, or why they were left out"),
        ],
        primary_key: &["file", "reason"],
        foreign_keys: &[(&["edition"], "editions", &["id"])],
    }
}

fn editions() -> Resource {
    Resource {
        file: Edition::FILE,
        title: "Editions",
        description: "Editions of yearly publications, newest first.",
        fields: vec![
            must("id", ID, "Identifier"),
            must("name", Kind::Text, "Name on a chart"),
            must("short_name", Kind::Text, "Short name"),
            must("source", ID, "Source it belongs to"),
            must("series", ID, "Publication that it is an edition of; series of figures never join two of them"),
        ],
        primary_key: &["id"],
        foreign_keys: &[(&["source"], "sources", &["id"])],
    }
}

fn sources() -> Resource {
    Resource {
        file: Source::FILE,
        title: "Sources",
        description: "Publishers' products, with their licence and the words they ask for.",
        fields: vec![
            must("id", ID, "Identifier"),
            must("publisher", Kind::Text, "Publisher"),
            must("title", Kind::Text, "Title"),
            may("edition", Kind::Text, "Edition or release"),
            may("date", DATE, "Date of publication, as far as known"),
            must("licence", Kind::Text, "Licence, in words"),
            must("attribution", Kind::Text, "Text to cite"),
        ],
        primary_key: &["id"],
        foreign_keys: &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_schemas_name_the_columns_that_are_written() {
        let written: [(&str, &[&str]); 12] = [
            (Observation::FILE, Observation::COLUMNS),
            (TableHead::FILE, TableHead::COLUMNS),
            (Commodity::FILE, Commodity::COLUMNS),
            (Form::FILE, Form::COLUMNS),
            (Country::FILE, Country::COLUMNS),
            (CountryName::FILE, CountryName::COLUMNS),
            (Bloc::FILE, Bloc::COLUMNS),
            (Membership::FILE, Membership::COLUMNS),
            (Correction::FILE, Correction::COLUMNS),
            (IntakeLine::FILE, IntakeLine::COLUMNS),
            (Edition::FILE, Edition::COLUMNS),
            (Source::FILE, Source::COLUMNS),
        ];
        for ((file, columns), resource) in written.into_iter().zip(resources()) {
            assert_eq!(resource.file, file);
            let described: Vec<_> = resource.fields.iter().map(|field| field.name).collect();
            assert_eq!(described, columns, "{file}");
        }
    }
}
