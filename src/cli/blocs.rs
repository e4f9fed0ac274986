use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use serde::Serialize;

use crate::analysis::members;
use crate::data::open::MemberNames;
use crate::data::{BlocFault, BlocFile, Dataset, bloc_text, dataset_faults, read_bloc_file};
use crate::model::{Bloc, ConfidenceLevel, OwnBloc, counted};
use crate::session::{member_name, whole};

use super::CliError;
use super::arguments::{BlocsArguments, BlocsTask};
use super::data::shown;
use super::question::bloc as bloc_named;

const UNPRINTED: &str = "the blocs could not be printed";
/// So many faults are told of a file that is not used for them.
const TOLD: usize = 3;

/// Checks, lists or shows blocs.
///
/// # Errors
/// A file that can't be read, or [`CliError::Failed`] when anything is wrong: it has been said then.
pub fn run(arguments: &BlocsArguments, to: &mut impl Write) -> Result<(), CliError> {
    let dataset = crate::data::embedded().context("the embedded data could not be read").map_err(CliError::failed)?;
    match &arguments.task {
        BlocsTask::Check { files, json } => check(&dataset, files, *json, to),
        BlocsTask::List { bloc_files } => list(&dataset.with_blocs(&own_blocs(&dataset, bloc_files)?), to)
            .context(UNPRINTED)
            .map_err(CliError::failed),
        BlocsTask::Show { bloc, format, bloc_files } => {
            let dataset = dataset.with_blocs(&own_blocs(&dataset, bloc_files)?);
            let id = bloc_named(&dataset, bloc)?;
            let Some(whole) = whole(&dataset, &id) else { return Ok(()) };
            let shown = match format {
                Some(format) => write!(to, "{}", bloc_text(std::slice::from_ref(&whole), *format)),
                None => show(&dataset, &whole, to),
            };
            shown.context(UNPRINTED).map_err(CliError::failed)
        }
    }
}

/// Returns the blocs of files, to be put beside the bundled ones.
///
/// # Errors
/// A file that can't be read, has a row that can't be used, or a bloc that another file has otherwise.
pub fn own_blocs(dataset: &Dataset, files: &[PathBuf]) -> Result<Vec<OwnBloc>, CliError> {
    let mut all: Vec<OwnBloc> = Vec::new();
    for path in files {
        let file = read(dataset, path)?;
        let grave: Vec<String> = file.grave().map(ToString::to_string).collect();
        if !grave.is_empty() {
            let said = grave.iter().take(TOLD).cloned().collect::<Vec<_>>().join("; ");
            let more = if grave.len() > TOLD { format!(" and {} more", grave.len() - TOLD) } else { String::new() };
            return Err(CliError::Failed {
                problem: anyhow::anyhow!("{said}{more}: {}", path.display()),
                hint: format!("'lodescope blocs check {}' lists all that is wrong", shown(path)),
            });
        }
        for own in file.blocs {
            match all.iter().find(|known| known.bloc.id == own.bloc.id) {
                Some(known) if *known != own => {
                    return Err(CliError::argument(
                        format!("two files have a bloc '{}', and not the same", own.bloc.id),
                        "give one of them another name in the column bloc",
                    ));
                }
                Some(_) => {}
                None => all.push(own),
            }
        }
    }
    Ok(all)
}

fn read(dataset: &Dataset, path: &Path) -> Result<BlocFile, CliError> {
    let bytes = std::fs::read(path).map_err(|problem| {
        CliError::failed(anyhow::anyhow!("the file could not be read: {problem}: {}", path.display()))
    })?;
    let names = MemberNames::new(&BTreeMap::new()).map_err(CliError::failed)?;
    read_bloc_file(&bytes, dataset, &names)
        .map_err(|problem| CliError::failed(anyhow::anyhow!("{problem}: {}", path.display())))
}

/// What a check of blocs says, as JSON.
#[derive(Serialize)]
struct CheckJson {
    /// The file; nothing for the bundled blocs.
    file: Option<String>,
    blocs: usize,
    memberships: usize,
    /// Why the file can't be read at all.
    problem: Option<String>,
    faults: Vec<FaultJson>,
}

#[derive(Serialize)]
struct FaultJson {
    row: Option<usize>,
    bloc: String,
    member: String,
    kind: &'static str,
    words: String,
}

impl CheckJson {
    fn is_sound(&self) -> bool {
        self.problem.is_none() && self.faults.is_empty()
    }

    fn name(&self) -> &str {
        self.file.as_deref().unwrap_or("The bundled blocs")
    }
}

fn faults_json(faults: &[BlocFault]) -> Vec<FaultJson> {
    let json = |fault: &BlocFault| FaultJson {
        row: fault.row,
        bloc: fault.bloc.clone(),
        member: fault.member.clone(),
        kind: fault.kind.id(),
        words: fault.to_string(),
    };
    faults.iter().map(json).collect()
}

fn check(dataset: &Dataset, files: &[PathBuf], json: bool, to: &mut impl Write) -> Result<(), CliError> {
    let mut checks = Vec::new();
    for path in files {
        let file = Some(path.display().to_string());
        checks.push(match read(dataset, path) {
            Ok(read) => CheckJson {
                file,
                blocs: read.blocs.len(),
                memberships: read.rows,
                problem: None,
                faults: faults_json(&read.faults),
            },
            Err(problem) => {
                let problem = problem.to_string();
                let problem = Some(problem.strip_prefix("error: ").unwrap_or(&problem).to_owned());
                CheckJson { file, blocs: 0, memberships: 0, problem, faults: Vec::new() }
            }
        });
    }
    if files.is_empty() {
        checks.push(CheckJson {
            file: None,
            blocs: dataset.blocs().len(),
            memberships: dataset.memberships().len(),
            problem: None,
            faults: faults_json(&dataset_faults(dataset)),
        });
    }
    if json {
        serde_json::to_writer_pretty(&mut *to, &checks).context(UNPRINTED).map_err(CliError::failed)?;
        writeln!(to).context(UNPRINTED).map_err(CliError::failed)?;
    } else {
        checks.iter().try_for_each(|check| print(check, to)).context(UNPRINTED).map_err(CliError::failed)?;
    }
    match checks.iter().filter(|check| !check.is_sound()).count() {
        0 => Ok(()),
        _ if checks.len() == 1 => Err(CliError::failed(anyhow::anyhow!("the table of blocs is not sound"))),
        faulty => Err(CliError::failed(anyhow::anyhow!("{faulty} of {} tables of blocs are not sound", checks.len()))),
    }
}

fn print(check: &CheckJson, to: &mut impl Write) -> std::io::Result<()> {
    if let Some(problem) = &check.problem {
        return writeln!(to, "{}\n  Cannot be read: {problem}", check.name());
    }
    let blocs = counted(check.blocs as u64, "bloc", "blocs");
    let memberships = counted(check.memberships as u64, "membership", "memberships");
    writeln!(to, "{}: {blocs}, {memberships}", check.name())?;
    if check.faults.is_empty() {
        return writeln!(
            to,
            "  Sound: every member is known, dates are in order, no spell meets another, and each has a source and a \
             confidence"
        );
    }
    check.faults.iter().try_for_each(|fault| writeln!(to, "  {}", fault.words))
}

fn list(dataset: &Dataset, to: &mut impl Write) -> std::io::Result<()> {
    for bloc in dataset.blocs() {
        let now = members(dataset, &bloc.id, dataset.as_of, ConfidenceLevel::default());
        let count = now.countries.len();
        writeln!(to, "{:<28} {count:>3} countries  {}", bloc.id.as_str(), named(bloc))?;
    }
    Ok(())
}

fn named(bloc: &Bloc) -> String {
    if bloc.name == bloc.short_name { bloc.name.clone() } else { format!("{}: {}", bloc.short_name, bloc.name) }
}

fn show(dataset: &Dataset, own: &OwnBloc, to: &mut impl Write) -> std::io::Result<()> {
    writeln!(to, "{}\n{}\n{}", own.bloc.name, own.bloc.kind.name(), own.bloc.about)?;
    for of in &own.members {
        let joined = of.joined.map_or_else(|| "date not found".to_owned(), |date| format!("since {date}"));
        let left = of.left.map(|date| format!(", until {date}")).unwrap_or_default();
        let name = member_name(dataset, &of.member);
        writeln!(to, "  {}  {name}, {joined}{left}, {}  {}", of.member, of.confidence.id(), of.source)?;
    }
    Ok(())
}
