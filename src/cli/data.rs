use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::path::Path;

use anyhow::Context as _;
use serde_json::Value;

use crate::charts::fonts::Fallback;
use crate::charts::note_missing_glyphs;
use crate::data::Dataset;
use crate::data::open::{
    Mapping, OpenError, OpenOptions, Opened, Progress, assigned_key, assigned_names_file, look, open_mapped,
    read_assigned_names,
};
use crate::model::EditionId;

use super::CliError;
use super::arguments::{DataArguments, OpeningArguments, QuestionArguments};
use super::blocs::own_blocs;

/// How files are opened: with which limits and which mappings.
pub struct Opening {
    options: OpenOptions,
    maps: Maps,
}

/// What a mapping file holds.
#[derive(Debug, Clone, PartialEq, Default)]
struct Maps {
    /// A mapping for every sheet.
    every: Option<Mapping>,
    /// Mappings by the name of a sheet, or by the key of a header.
    by_name: BTreeMap<String, Mapping>,
}

impl Opening {
    /// Returns how the arguments say that files are opened.
    ///
    /// # Errors
    /// A mapping file that cannot be read, or holds none.
    pub fn of(arguments: &OpeningArguments) -> Result<Self, CliError> {
        Self::with(arguments, names(arguments.names.as_deref())?)
    }

    fn with(arguments: &OpeningArguments, names: BTreeMap<String, String>) -> Result<Self, CliError> {
        let maps = arguments.map.as_deref().map(Maps::read).transpose()?.unwrap_or_default();
        let limits = crate::data::open::Limits::default().raised(arguments.limits);
        // Without it, what may bring a process down is read in this one.
        let program = std::env::current_exe().ok();
        let options = OpenOptions { limits, mappings: maps.by_name.clone(), names, program, leaves_doubtful_out: true };
        Ok(Self { options, maps })
    }

    /// Returns the options, for a look at a file.
    pub fn options(&self) -> &OpenOptions {
        &self.options
    }

    /// Opens a file.
    ///
    /// # Errors
    /// As [`open_mapped`].
    pub fn open(&self, file: &Path) -> Result<Opened, OpenError> {
        let progress = Progress::default();
        let mapped = if self.maps == Maps::default() { BTreeMap::new() } else { self.of_sheets(file, &progress)? };
        let mut opened = open_mapped(file, &mapped, &self.options, &progress)?;
        tell_names(&opened.names);
        note_missing_glyphs(&mut opened, &Fallback::system());
        Ok(opened)
    }

    /// Returns the mappings that are given for the sheets of a file.
    fn of_sheets(&self, file: &Path, progress: &Progress) -> Result<BTreeMap<String, Mapping>, OpenError> {
        let sheets = look(file, &self.options, progress)?.sheets;
        let given = |name: &str| self.maps.by_name.get(name).or(self.maps.every.as_ref()).cloned();
        Ok(sheets.into_iter().filter_map(|sheet| Some((sheet.name.clone(), given(&sheet.name)?))).collect())
    }
}

/// Returns the names that are assigned: those of a file, or those assigned in the window; none where a file is "off".
fn names(file: Option<&Path>) -> Result<BTreeMap<String, String>, CliError> {
    let Some(file) = file else {
        // What the window left there is a help, never a condition.
        let kept = assigned_names_file().and_then(|file| std::fs::read_to_string(file).ok());
        return Ok(kept.and_then(|text| read_assigned_names(&text).ok()).unwrap_or_default());
    };
    if file == Path::new("off") {
        return Ok(BTreeMap::new());
    }
    let text = std::fs::read_to_string(file).map_err(|problem| {
        CliError::failed(anyhow::anyhow!("the names could not be read: {problem}: {}", file.display()))
    })?;
    read_assigned_names(&text).map_err(|problem| CliError::Failed {
        problem: anyhow::anyhow!("there are no names in {}: {problem}", file.display()),
        hint: "write them as {\"Kongo-Léo\": \"COD\"}, or name a workspace".to_owned(),
    })
}

/// Returns the names that a picture was made with.
fn names_of_recipe(file: &Path) -> Result<BTreeMap<String, String>, CliError> {
    let names = super::recipe::read(file)?.own.map(|own| own.names).unwrap_or_default();
    Ok(names.into_iter().map(|(name, subject)| (assigned_key(&name), subject)).collect())
}

/// Says on the standard error which assigned names a file has.
fn tell_names(names: &BTreeMap<String, String>) {
    /// Names that are said one by one.
    const SAID: usize = 8;
    let said: Vec<String> = names.iter().take(SAID).map(|(name, subject)| format!("{name} → {subject}")).collect();
    let (count, more) = (names.len(), if names.len() > SAID { ", …" } else { "" });
    let words = if count == 1 { "1 name".to_owned() } else { format!("{count} names") };
    if count > 0 {
        // Nothing is left to do when even the standard error is closed.
        let _closed = writeln!(std::io::stderr(), "{words} assigned earlier: {}{more}", said.join(", "));
    }
}

impl Maps {
    fn read(file: &Path) -> Result<Self, CliError> {
        let text = std::fs::read_to_string(file).map_err(|problem| {
            CliError::failed(anyhow::anyhow!("the mapping could not be read: {problem}: {}", file.display()))
        })?;
        Self::parse(&text).map_err(|problem| CliError::Failed {
            problem: anyhow::anyhow!("there is no mapping in {}: {problem}", file.display()),
            hint: "write one as 'lodescope check FILE --json' prints it under \"mapping\": for every sheet, or as an \
                   object with a mapping for each sheet by name"
                .to_owned(),
        })
    }

    fn parse(text: &str) -> serde_json::Result<Self> {
        let mut value: Value = serde_json::from_str(text.trim_start_matches('\u{feff}'))?;
        // A workspace keeps its mappings under this name.
        if let Some(mappings) = value.get_mut("mappings") {
            value = mappings.take();
        }
        if value.get("values").is_some() {
            return Ok(Self { every: Some(serde_json::from_value(value)?), ..Self::default() });
        }
        Ok(Self { by_name: serde_json::from_value(value)?, ..Self::default() })
    }
}

/// A person's own data that a question is asked of.
pub struct OwnData {
    opened: Vec<Opened>,
}

impl OwnData {
    /// Opens the files that the arguments name, and says on the standard error how many issues each has.
    ///
    /// # Errors
    /// A file that cannot be opened or used, or a mapping that is none.
    pub fn open(arguments: &DataArguments, recipe: Option<&Path>) -> Result<Self, CliError> {
        let mut opened = Vec::new();
        if arguments.files.is_empty() && arguments.opening.map.is_none() {
            return Ok(Self { opened });
        }
        if arguments.files.is_empty() {
            return Err(CliError::argument("--map is given and no file that it is of", "add --data FILE"));
        }
        let opening = match recipe.filter(|_| arguments.opening.names.is_none()) {
            // A picture is made again with the names that it was made with.
            Some(recipe) => Opening::with(&arguments.opening, names_of_recipe(recipe)?)?,
            None => Opening::of(&arguments.opening)?,
        };
        for file in &arguments.files {
            if is_of_blocs(file) {
                return Err(CliError::argument(
                    format!("this is a file of blocs and not of figures: {}", file.display()),
                    format!("write --bloc-file {}", shown(file)),
                ));
            }
            let of_file = opening.open(file).map_err(|problem| CliError::Failed {
                problem: problem.into(),
                hint: format!("'lodescope check {}' says what was understood", shown(file)),
            })?;
            tell_issues(file, of_file.issues.total());
            opened.push(of_file);
        }
        Ok(Self { opened })
    }

    /// Returns a dataset with this data beside it.
    pub fn beside(&self, dataset: &Dataset) -> Dataset {
        if self.opened.is_empty() { dataset.clone() } else { dataset.with(&self.opened) }
    }

    /// Asks the question of the first of the files, unless an edition is given.
    pub fn ask(&self, question: &mut QuestionArguments) {
        if question.edition.is_none() {
            question.edition = self.edition().map(ToString::to_string);
        }
    }

    /// Returns the edition that the first of the files is.
    pub fn edition(&self) -> Option<&EditionId> {
        self.opened.first().and_then(|opened| opened.editions.first()).map(|edition| &edition.id)
    }
}

/// Returns a path as it can be typed again.
pub fn shown(file: &Path) -> String {
    let text = file.display().to_string();
    let is_plain = |sign: char| sign.is_alphanumeric() || "/._-+:\\".contains(sign);
    if !text.is_empty() && text.chars().all(is_plain) { text } else { format!("'{}'", text.replace('\'', "'\\''")) }
}

/// Returns whether a file is one of blocs, by its first bytes.
pub fn is_of_blocs(file: &Path) -> bool {
    const HEAD: u64 = 16 << 10;
    let is_file = std::fs::metadata(file).is_ok_and(|metadata| metadata.is_file());
    let mut head = Vec::new();
    let read = |file: std::fs::File| file.take(HEAD).read_to_end(&mut head);
    is_file && std::fs::File::open(file).and_then(read).is_ok() && crate::data::is_bloc_file(&head)
}

fn tell_issues(file: &Path, count: u64) {
    let words = match count {
        0 => return,
        1 => "1 issue; 'lodescope check".to_owned(),
        count => format!("{count} issues; 'lodescope check"),
    };
    let shows = if count == 1 { "it" } else { "them" };
    // Nothing is left to do when even the standard error is closed.
    let _closed = writeln!(std::io::stderr(), "{}: {words} {}' shows {shows}", file.display(), shown(file));
}

/// Asks the question of a person's own data, where some is given, and returns the dataset with it. Names are assigned as
/// in a picture's recipe, where one is given to be made again.
///
/// # Errors
/// As [`OwnData::open`], or when there is no dataset at all.
pub fn joined(
    data: &DataArguments,
    question: &mut QuestionArguments,
    recipe: Option<&Path>,
) -> Result<Dataset, CliError> {
    let own = OwnData::open(data, recipe)?;
    own.ask(question);
    let bundled = crate::data::embedded().context("the embedded data could not be read").map_err(CliError::failed)?;
    let blocs = own_blocs(&bundled, &data.bloc_files)?;
    Ok(own.beside(&bundled).with_blocs(&blocs))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAPPING: &str = r#"{"header": {"above": 0, "rows": 1}, "country": {"column": 0}, "mineral": {"same": "cobalt"},
        "stage": {"same": "mine"}, "year": "nowhere", "unit": {"same": "t"}, "measure": null, "note": null,
        "values": [{"column": 1, "year": 2024}], "numbers": {"decimal": ".", "thousands": ","}, "missing": [],
        "repeats": "judge"}"#;

    #[test]
    fn a_mapping_is_for_every_sheet_or_for_those_named() {
        let every = Maps::parse(MAPPING).unwrap();
        let mapping = every.every.clone().unwrap();
        assert!(every.by_name.is_empty());
        let named = Maps::parse(&format!(r#"{{"Sheet 1": {MAPPING}}}"#)).unwrap();
        assert_eq!((named.every, named.by_name.get("Sheet 1")), (None, Some(&mapping)));
        let workspace =
            Maps::parse(&format!("\u{feff}{{\"version\": 1, \"mappings\": {{\"a\": {MAPPING}}}}}")).unwrap();
        assert_eq!(workspace.by_name.get("a"), Some(&mapping));
        for other in ["", "[]", "{\"a\": 1}", "7"] {
            assert!(Maps::parse(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_path_is_shown_as_it_can_be_typed() {
        assert_eq!(shown(Path::new("a/b-1.csv")), "a/b-1.csv");
        assert_eq!(shown(Path::new("my file.csv")), "'my file.csv'");
        assert_eq!(shown(Path::new("it's.csv")), r"'it'\''s.csv'");
    }
}
