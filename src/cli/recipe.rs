use std::io::Write;
use std::path::Path;

use anyhow::Context as _;

use crate::export::{Recipe, recipe_in};

use super::CliError;

/// Prints the recipe that a picture carries.
///
/// # Errors
/// A file that cannot be read, that carries no recipe, or one that this program does not know.
pub fn run(file: &Path, to: &mut impl Write) -> Result<(), CliError> {
    let json = read(file)?.to_pretty_json().map_err(CliError::failed)?;
    writeln!(to, "{json}").context("the recipe could not be printed").map_err(CliError::failed)
}

/// Returns the recipe of a picture, or of a file that is one.
///
/// # Errors
/// As [`run`].
pub fn read(file: &Path) -> Result<Recipe, CliError> {
    let bytes = std::fs::read(file).map_err(|problem| {
        CliError::failed(anyhow::anyhow!("the file could not be read: {problem}: {}", file.display()))
    })?;
    let json = recipe_in(&bytes).or_else(|| as_json(&bytes)).ok_or_else(|| CliError::Failed {
        problem: anyhow::anyhow!("there is no recipe in {}", file.display()),
        hint: "PNG, SVG and PDF files made by Lodescope carry one, unless another program has saved them without"
            .to_owned(),
    })?;
    Recipe::read(&json).map_err(CliError::failed)
}

/// Returns a file's text where it is an object of JSON.
fn as_json(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}').trim();
    text.starts_with('{').then(|| text.to_owned())
}
