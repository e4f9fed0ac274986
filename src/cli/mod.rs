//! The command line: arguments become the same questions, charts and exports that the window makes.
//!
//! In: arguments. Out: text on the standard output, files, and an exit code: 0 done, 1 no answer or a failure, 2 an
//! argument that names nothing.

mod answer;
mod answer_json;
mod arguments;
mod blocs;
pub mod bundle;
mod check;
mod check_report;
mod data;
mod error;
mod export;
mod export_all;
mod question;
mod read_parquet;
mod recipe;
mod second;
mod table;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

use crate::app;
use crate::data::{Dataset, embedded};

use arguments::{Arguments, Task};
pub use error::CliError;

/// Runs the program with the process's arguments and returns its exit code. What goes wrong is said once, on the
/// standard error: the message, a hint, the detail.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(problem) => {
            // Help and version are not errors; clap knows which stream and which code.
            let code = u8::try_from(problem.exit_code()).unwrap_or(2);
            return if problem.print().is_ok() { ExitCode::from(code) } else { ExitCode::FAILURE };
        }
    };
    match run(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        // `lodescope answer … | head` reads as much as it wants.
        Err(problem) if problem.is_closed_pipe() => ExitCode::SUCCESS,
        Err(problem) => {
            let mut stderr = std::io::stderr().lock();
            // Nothing is left to do when even the standard error is closed.
            let _closed = writeln!(stderr, "{problem}");
            problem.exit_code()
        }
    }
}

fn run(arguments: Arguments) -> Result<(), CliError> {
    match arguments.task {
        None => {
            // A command misspelt is no file to open a window with.
            if let Some(absent) = arguments.files.iter().find(|file| !file.exists()) {
                let message = format!("there is no file and no command '{}'", absent.display());
                return Err(CliError::argument(message, "'lodescope --help' lists the commands"));
            }
            app::run(dataset()?, arguments.files).map_err(CliError::window)
        }
        Some(Task::Answer(mut answer)) => {
            let dataset = data::joined(&answer.data, &mut answer.question, None)?;
            answer::run(&dataset, &answer, &mut std::io::stdout().lock())
        }
        Some(Task::Export(mut export)) => {
            let dataset = data::joined(&export.data, &mut export.question, export.recipe.as_deref())?;
            export::run(&dataset, &export)
        }
        Some(Task::Table(mut table)) => {
            let dataset = data::joined(&table.data, &mut table.question, None)?;
            table::run(&dataset, &table, &mut std::io::stdout().lock())
        }
        Some(Task::Blocs(blocs)) => blocs::run(&blocs, &mut std::io::stdout().lock()),
        Some(Task::Check(check)) => check::run(&check, &mut std::io::stdout().lock()),
        Some(Task::Recipe { file }) => recipe::run(&file, &mut std::io::stdout().lock()),
        Some(Task::ReadParquet { file }) => read_parquet::run(&file).map_err(CliError::failed),
        Some(Task::Bundle { from, out }) => bundle::run(&from, &out).map_err(CliError::failed),
    }
}

fn dataset() -> Result<Dataset, CliError> {
    embedded().map_err(CliError::failed)
}
