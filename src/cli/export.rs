use crate::data::Dataset;

use super::CliError;
use super::arguments::ExportArguments;

pub fn run(_dataset: &Dataset, _arguments: &ExportArguments) -> Result<(), CliError> {
    Ok(())
}
