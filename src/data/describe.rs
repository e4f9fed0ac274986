use serde::Serialize;

use crate::model::Source;

use super::schema::{Field, Kind, Resource, resources};
use super::{AS_OF, DataError};

/// The description of the package, as the Tabular Data Package profile of Frictionless wants it.
#[derive(Serialize)]
struct Descriptor<'a> {
    profile: &'static str,
    name: &'static str,
    title: &'static str,
    description: &'static str,
    /// Not part of the profile: the date on which memberships are read.
    as_of: String,
    licenses: [Licence; 3],
    contributors: [Contributor; 2],
    sources: Vec<SourceDescriptor<'a>>,
    resources: Vec<ResourceDescriptor>,
}

#[derive(Serialize)]
struct Licence {
    name: &'static str,
    title: &'static str,
    path: &'static str,
}

#[derive(Serialize)]
struct Contributor {
    title: &'static str,
    role: &'static str,
}

#[derive(Serialize)]
struct SourceDescriptor<'a> {
    title: String,
    description: &'a str,
    license: &'a str,
}

#[derive(Serialize)]
struct ResourceDescriptor {
    profile: &'static str,
    name: String,
    path: &'static str,
    title: &'static str,
    description: &'static str,
    format: &'static str,
    mediatype: &'static str,
    encoding: &'static str,
    schema: Schema,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Schema {
    fields: Vec<FieldDescriptor>,
    missing_values: [&'static str; 1],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    primary_key: &'static [&'static str],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    foreign_keys: Vec<ForeignKeyDescriptor>,
}

#[derive(Serialize)]
struct FieldDescriptor {
    name: &'static str,
    r#type: &'static str,
    description: &'static str,
    #[serde(skip_serializing_if = "Constraints::is_empty")]
    constraints: Constraints,
}

#[derive(Serialize, PartialEq, Default)]
struct Constraints {
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    required: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    minimum: Option<i32>,
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    words: Vec<&'static str>,
}

#[derive(Serialize)]
struct ForeignKeyDescriptor {
    fields: &'static [&'static str],
    reference: Reference,
}

#[derive(Serialize)]
struct Reference {
    resource: &'static str,
    fields: &'static [&'static str],
}

impl Constraints {
    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Returns the text of `datapackage.json`.
pub(super) fn description(sources: &[Source]) -> Result<Vec<u8>, DataError> {
    let descriptor = Descriptor {
        profile: "tabular-data-package",
        name: "lodescope-mineral-dependence",
        title: "Mineral reserves and production by country, and blocs of countries",
        description: "Statements of the U.S. Geological Survey on reserves, production and capacity by country, each \
            with its unit, bound, status and note, and dated memberships of blocs; refining by country of the \
            International Energy Agency, the World Bank's governance indicators, export controls and the United States' \
            reliance on imports. Amounts are in the unit of their \
            table (column unit: kg kilograms, t metric tons, kt thousand t, Mt million t, kt_dry thousand t dry \
            weight, kct thousand carats, Mct million carats, ML million litres, Mm3 million cubic metres). A number \
            that is missing is never zero: status says what is known of it; a cell left blank is zero only where \
            another edition prints zero for the same year. Outlines of countries for maps stand beside the tables in \
            map.json (TopoJSON).",
        as_of: AS_OF.to_string(),
        licenses: [
            Licence {
                name: "other-pd",
                title: "Public domain (works of the U.S. Geological Survey; facts on blocs, compiled for Lodescope)",
                path: "https://www.usgs.gov/information-policies-and-instructions/copyrights-and-credits",
            },
            Licence {
                name: "ODC-PDDL-1.0",
                title: "Open Data Commons Public Domain Dedication and Licence 1.0 (country codes, names and regions)",
                path: "https://opendatacommons.org/licenses/pddl/1-0/",
            },
            Licence {
                name: "CC-BY-4.0",
                title: "Creative Commons Attribution 4.0 (refining figures of the IEA; governance indicators of the \
                    World Bank)",
                path: "https://creativecommons.org/licenses/by/4.0/",
            },
        ],
        contributors: [
            Contributor { title: "U.S. Geological Survey, National Minerals Information Center", role: "author" },
            Contributor { title: "Lodescope contributors", role: "wrangler" },
        ],
        sources: sources.iter().map(source).collect(),
        resources: resources().into_iter().map(resource).collect(),
    };
    let mut text = serde_json::to_vec_pretty(&descriptor).map_err(|source| DataError::Describe { source })?;
    text.push(b'\n');
    Ok(text)
}

fn source(source: &Source) -> SourceDescriptor<'_> {
    SourceDescriptor {
        title: format!("{}, {}", source.publisher, source.title),
        description: &source.attribution,
        license: &source.licence,
    }
}

fn resource(resource: Resource) -> ResourceDescriptor {
    ResourceDescriptor {
        profile: "tabular-data-resource",
        name: resource.file.trim_end_matches(".csv").to_owned(),
        path: resource.file,
        title: resource.title,
        description: resource.description,
        format: "csv",
        mediatype: "text/csv",
        encoding: "utf-8",
        schema: Schema {
            fields: resource.fields.into_iter().map(field).collect(),
            missing_values: [""],
            primary_key: resource.primary_key,
            foreign_keys: resource
                .foreign_keys
                .iter()
                .map(|(fields, resource, of)| ForeignKeyDescriptor {
                    fields,
                    reference: Reference { resource, fields: of },
                })
                .collect(),
        },
    }
}

fn field(field: Field) -> FieldDescriptor {
    let (r#type, pattern, minimum, words) = match field.kind {
        Kind::Text => ("string", None, None, Vec::new()),
        Kind::Pattern(pattern) => ("string", Some(pattern), None, Vec::new()),
        Kind::OneOf(words) => ("string", None, None, words),
        Kind::Amount => ("number", None, Some(0), Vec::new()),
        Kind::Score => ("number", None, None, Vec::new()),
        Kind::Count => ("integer", None, Some(0), Vec::new()),
        Kind::Year => ("year", None, None, Vec::new()),
    };
    FieldDescriptor {
        name: field.name,
        r#type,
        description: field.description,
        constraints: Constraints { required: field.required, pattern, minimum, words },
    }
}
