use std::io;
use std::path::Path;

use crate::data::open::read_for_another;

/// Reads a Parquet file for the process that started this one, which hears on the standard output what is in it.
pub fn run(file: &Path) -> io::Result<()> {
    read_for_another(file, io::stdin(), io::stdout())
}
