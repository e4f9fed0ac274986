use std::str::FromStr as _;

use crate::analysis::{Fixed, opening_question, placed};
use crate::data::Dataset;
use crate::model::{
    Bloc, BlocId, Cap, CapLimit, Commodity, CommodityId, Country, EditionChoice, FormId, Iso3, Question, Stage,
};

use super::CliError;
use super::arguments::{QuestionArguments, Switch};

/// Names less alike than this are not offered as what was meant.
const LIKENESS: f64 = 0.75;
/// So many of them are offered at most.
const MOST_OFFERED: usize = 3;

/// Returns the question that the arguments ask.
///
/// # Errors
/// An argument error that names the valid words when a name is not in the dataset.
pub fn question(dataset: &Dataset, arguments: &QuestionArguments) -> Result<Question, CliError> {
    let mut question = rules(dataset, arguments)?;
    let opening_year = question.year;
    let Some(mineral) = &arguments.mineral else {
        return Err(CliError::argument("--mineral is missing", "write for example --mineral rare-earths, or --all"));
    };
    question.commodity = commodity(dataset, mineral)?.id.clone();
    // The newest, unless a year is given: no table has this one.
    question.year = arguments.year.unwrap_or(i16::MAX);
    let form = arguments.form.as_ref().map(|text| form(dataset, &question, text)).transpose()?;
    let fixed = match (&form, arguments.stage) {
        (None, None) => Fixed::Nothing,
        (Some(_), _) => Fixed::Form,
        (None, Some(_)) => Fixed::Stage,
    };
    question.form = form.clone().unwrap_or(question.form);
    question.stage = arguments.stage.unwrap_or(question.stage);
    // Where there is no such table, the year is that of another of the mineral, and if there is none of what opens first.
    let nearest = placed(dataset, &question, fixed)
        .or_else(|| placed(dataset, &question, Fixed::Nothing))
        .unwrap_or_else(|| Question { year: opening_year, ..question.clone() });
    let caps = caps(dataset, &arguments.caps, &nearest.commodity, arguments.stage.unwrap_or(nearest.stage))?;
    // What is given stays as given, even where the answer will be that there is no such table or year.
    Ok(Question {
        form: form.unwrap_or(nearest.form),
        stage: arguments.stage.unwrap_or(nearest.stage),
        year: arguments.year.unwrap_or(nearest.year),
        caps,
        ..nearest
    })
}

/// Returns the form of a question's mineral that a text names.
///
/// # Errors
/// An argument error with the forms there are.
pub fn form(dataset: &Dataset, question: &Question, text: &str) -> Result<FormId, CliError> {
    let of_mineral = dataset.forms.iter().filter(|form| form.commodity == question.commodity);
    let forms: Vec<&str> = of_mineral.map(|form| form.id.as_str()).collect();
    FormId::new(text.to_lowercase().replace([' ', '_'], "-"))
        .ok()
        .filter(|id| forms.contains(&id.as_str()))
        .ok_or_else(|| unknown("form", text, &forms))
}

/// Returns a question with the arguments' edition, blocs, date and rules, about whatever the app opens on.
///
/// # Errors
/// An argument error when the edition or a bloc is not in the dataset.
pub fn rules(dataset: &Dataset, arguments: &QuestionArguments) -> Result<Question, CliError> {
    let mut question = opening_question(dataset)
        .ok_or_else(|| CliError::failed(anyhow::anyhow!("the dataset has no table to answer from")))?;
    if let Some(text) = &arguments.edition {
        question.edition = edition(dataset, text)?;
    }
    question.blocs = arguments.blocs.iter().map(|text| bloc(dataset, text)).collect::<Result<_, _>>()?;
    question.as_of = arguments.as_of.unwrap_or(dataset.as_of);
    question.confidence = arguments.confidence;
    question.denominator = arguments.denominator;
    question.mode = arguments.mode;
    if question.mode.is_hypothetical() && question.blocs.is_empty() {
        return Err(CliError::argument(
            format!("--mode {} supposes something of blocs, and none is given", question.mode.id()),
            "add --bloc, for example --bloc brics",
        ));
    }
    question.overlap = arguments.overlap;
    question.territories = arguments.territories;
    if arguments.corrections == Switch::Off {
        question.uncorrected = dataset.corrections.iter().map(|correction| correction.id.clone()).collect();
    }
    Ok(question)
}

/// Returns the limits that arguments name, on a mineral's stage.
fn caps(dataset: &Dataset, arguments: &[String], commodity: &CommodityId, stage: Stage) -> Result<Vec<Cap>, CliError> {
    let mut caps: Vec<Cap> = Vec::new();
    for text in arguments {
        let Some((name, limit)) = text.split_once('=') else {
            return Err(CliError::argument(
                format!("--cap {text} has no limit"),
                "write a country and its limit, for example --cap COD=100000t or --cap COD=50%",
            ));
        };
        let country = country(dataset, name)?;
        let limit = CapLimit::from_str(limit)
            .map_err(|problem| CliError::argument(problem.to_string(), format!("for example --cap {name}=100000t")))?;
        if caps.iter().any(|known| known.country == country) {
            return Err(CliError::argument(
                format!("--cap limits {} twice", dataset.country_name(country)),
                "give each country once",
            ));
        }
        caps.push(Cap { country, commodity: commodity.clone(), stage, limit });
    }
    Ok(caps)
}

/// Returns the country that a text names: its code or its name.
fn country(dataset: &Dataset, text: &str) -> Result<Iso3, CliError> {
    let wanted = text.trim().to_lowercase();
    let is_meant =
        |country: &&Country| country.iso3.as_str().to_lowercase() == wanted || country.name.to_lowercase() == wanted;
    let found = dataset.countries.iter().find(is_meant).map(|country| country.iso3);
    found.ok_or_else(|| {
        let names: Vec<String> = dataset.countries.iter().map(|country| country.name.to_lowercase()).collect();
        match alike(&wanted, &names.iter().map(String::as_str).collect::<Vec<_>>()).as_slice() {
            [] => CliError::argument(
                format!("no country '{text}'"),
                "write its code, for example COD, or its English name",
            ),
            names => {
                let known = |name: &str| dataset.countries.iter().find(|country| country.name.to_lowercase() == name);
                let shown = |name: &&str| {
                    known(name).map_or_else(|| (*name).to_owned(), |of| format!("{} ({})", of.name, of.iso3))
                };
                let names: Vec<String> = names.iter().take(MOST_OFFERED).map(shown).collect();
                CliError::argument(format!("no country '{text}'"), format!("did you mean {}?", names.join(" or ")))
            }
        }
    })
}

/// Returns the mineral that a text names.
///
/// # Errors
/// An argument error with the minerals that are most like it.
pub fn commodity<'a>(dataset: &'a Dataset, text: &str) -> Result<&'a Commodity, CliError> {
    let wanted = text.trim().to_lowercase();
    let id = CommodityId::new(wanted.replace([' ', '_'], "-")).ok();
    dataset
        .commodities
        .iter()
        .find(|commodity| Some(&commodity.id) == id.as_ref() || commodity.name.to_lowercase() == wanted)
        .or_else(|| dataset.commodities.iter().find(|commodity| commodity.symbol.as_deref() == Some(text.trim())))
        .ok_or_else(|| {
            let ids: Vec<&str> = dataset.commodities.iter().map(|commodity| commodity.id.as_str()).collect();
            unknown("mineral", text, &ids)
        })
}

/// Returns the bloc that a text names: by its identifier, or by its short name.
///
/// # Errors
/// An argument error with the blocs that are most like it.
pub fn bloc(dataset: &Dataset, text: &str) -> Result<BlocId, CliError> {
    let wanted = text.trim().to_lowercase();
    let id = wanted.replace(['-', ' '], "_");
    let named = |bloc: &&Bloc| bloc.id.as_str() == id || bloc.short_name.to_lowercase() == wanted;
    // What a file calls a bloc, without the mark of those of one's own.
    let own = |bloc: &&Bloc| bloc.id.as_str().strip_prefix(BlocId::OWN) == Some(&id);
    let blocs = || dataset.blocs().iter();
    blocs().find(named).or_else(|| blocs().find(own)).map(|bloc| bloc.id.clone()).ok_or_else(|| {
        let ids: Vec<&str> = dataset.blocs().iter().map(|bloc| bloc.id.as_str()).collect();
        unknown("bloc", text, &ids)
    })
}

fn edition(dataset: &Dataset, text: &str) -> Result<EditionChoice, CliError> {
    const NEWEST: &str = "newest";
    if text.trim().to_lowercase() == NEWEST {
        return Ok(EditionChoice::Newest);
    }
    let mut ids = vec![NEWEST];
    ids.extend(dataset.editions.iter().map(|edition| edition.id.as_str()));
    dataset
        .editions
        .iter()
        .find(|edition| edition.id.as_str() == text.trim().to_lowercase())
        .or_else(|| dataset.editions.iter().find(|edition| edition.id.is_own() && is_file(&edition.short_name, text)))
        .map(|edition| EditionChoice::Of(edition.id.clone()))
        .ok_or_else(|| unknown("edition", text, &ids))
}

/// Returns whether a text names a person's own file: as it is called, or where it is.
fn is_file(name: &str, text: &str) -> bool {
    text == name || std::path::Path::new(text).file_name().is_some_and(|file| file.to_string_lossy() == name)
}

/// Returns the error for a name that is not there: what is most like it, or all there are.
pub fn unknown(what: &str, text: &str, valid: &[&str]) -> CliError {
    let hint = match alike(&text.to_lowercase(), valid).as_slice() {
        [] => format!("the valid ones are {}", valid.join(", ")),
        several => {
            let names: Vec<&str> = several.iter().take(MOST_OFFERED).copied().collect();
            format!("did you mean {}?", names.join(" or "))
        }
    };
    CliError::argument(format!("no {what} '{text}'"), hint)
}

/// Returns the names that are like a text in lower case, the likest first.
fn alike<'a>(wanted: &str, valid: &[&'a str]) -> Vec<&'a str> {
    let likeness = |id: &str| {
        let contains = if wanted.len() > 2 && id.contains(wanted) { 0.9 } else { 0.0 };
        strsim::jaro_winkler(wanted, id).max(contains)
    };
    let mut alike: Vec<(f64, &str)> =
        valid.iter().map(|id| (likeness(id), *id)).filter(|(likeness, _)| *likeness >= LIKENESS).collect();
    alike.sort_by(|(a, _), (b, _)| b.total_cmp(a));
    alike.into_iter().map(|(_, id)| id).collect()
}
