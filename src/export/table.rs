use std::path::Path;

use crate::charts::listing::{Listing, Of, status_title};
use crate::charts::table::Separated;
use crate::charts::{ChartKind, ChartOptions};
use crate::data::Dataset;
use crate::model::{EditionChoice, Question};

use super::write::stream_atomically;
use super::xlsx::to_xlsx;
use super::{ExportError, FileFormat, SOFTWARE, file_stem, write_atomically};

/// A table to be saved, as it is narrowed and sorted, with what it is.
#[derive(Debug, Clone)]
pub struct TableFile {
    listing: Listing,
    about: Vec<(String, String)>,
}

impl TableFile {
    /// Returns a table with what it is: its title, how it was narrowed, where its figures are from.
    #[must_use]
    pub fn new(dataset: &Dataset, title: &str, listing: Listing) -> Self {
        let rows = if listing.len() == listing.total() {
            format!("All {}", listing.total())
        } else {
            format!("{} of {}", listing.len(), listing.total())
        };
        let choice = listing.choice();
        let mut about = vec![("Table".to_owned(), title.to_owned()), ("Rows".to_owned(), rows)];
        let mut add = |what: &str, how: String| about.push((what.to_owned(), how));
        if !choice.text.trim().is_empty() {
            add("Rows that hold", choice.text.trim().to_owned());
        }
        if let Some(status) = choice.status {
            add("Status", status_title(status).to_owned());
        }
        if let Some((column, descending)) = listing.sorted_by(choice) {
            let first = if descending { "largest first" } else { "smallest first" };
            add("Sorted by", format!("{}, {first}", listing.heads().get(column).map_or("", |head| &head.name)));
        }
        for (name, source) in listing.sources() {
            add(&name, source);
        }
        add("Dataset", dataset.fingerprint.clone());
        add("Program", SOFTWARE.to_owned());
        Self { listing, about }
    }

    /// Writes the table whole or not at all, as CSV, or as XLSX with what it is on a second sheet.
    ///
    /// # Errors
    /// [`ExportError`] when the table does not fit into a sheet or the file cannot be written.
    pub fn write(&self, path: &Path, format: FileFormat) -> Result<(), ExportError> {
        let names = self.listing.names();
        let names = || names.iter().map(String::as_str);
        if format == FileFormat::Xlsx {
            let bytes = to_xlsx(&names().collect::<Vec<_>>(), self.listing.whole_rows(), &self.about)?;
            return write_atomically(path, &bytes);
        }
        stream_atomically(path, |file| Separated::Commas.write(names(), self.listing.whole_rows(), file))
    }

    /// Writes the table as text.
    ///
    /// # Errors
    /// The writer's own.
    pub fn print(&self, separated: Separated, to: &mut dyn std::io::Write) -> std::io::Result<()> {
        let names = self.listing.names();
        separated.write(names.iter().map(String::as_str), self.listing.whole_rows(), to)
    }
}

/// Returns the name of a table's file without its ending, safe on every system.
#[must_use]
pub fn table_stem(question: &Question, kind: ChartKind, options: &ChartOptions, of: Of) -> String {
    let edition = match &question.edition {
        EditionChoice::Newest => String::new(),
        EditionChoice::Of(id) => format!("_{id}"),
    };
    match of {
        Of::Chart => file_stem(question, kind, options),
        Of::Mineral => format!("{}_all-figures{edition}", question.commodity),
        Of::Everything => format!("all-figures{edition}"),
    }
}
