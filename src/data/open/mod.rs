//! From a path to a dataset of a person's own.
//!
//! In: a path, and what a person decided about it (a [`Mapping`], assigned names, raised limits). Out: an [`Opened`]
//! with the same typed tables as the bundle's, what became of every row, and the issues met. [`Dataset::with`] sets
//! opened datasets beside the bundled one.
//!
//! ```text
//! path ─sheets─▶ Sheet (rows of text) ─guess─▶ Mapping + reasons ─interpret─▶ observations + issues ─▶ Opened
//! ```
//!
//! Nothing here asks or shows anything; reading reports to a [`Progress`] and stops when that says so. The file is
//! opened for reading only, and no link, macro, formula or entity in it is followed.
//!
//! [`Dataset::with`]: super::Dataset::with

mod assigned_names;
mod assumptions;
mod container;
mod country_search;
mod error;
mod file_form;
mod glued;
mod guess;
mod interpret;
mod join;
mod json;
mod layout;
mod limits;
mod mapping;
mod marks;
mod member_names;
#[cfg(test)]
mod mutation_tests;
mod numbers;
#[cfg(test)]
mod open_fuzz;
mod opened;
mod opening;
mod opening_words;
mod parquet;
mod pasted;
mod preview;
mod progress;
mod sheet;
mod sparse;
mod text;
mod words;
mod words_fold;
mod words_lists;
mod workbook;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::curated::Curated;
use layout::LookedSheet;
use sheet::Head;

pub use assigned_names::{assigned_names_file, keep_assigned_names, read_assigned_names};
pub use country_search::{CountryFit, FoundCountry};
pub use error::OpenError;
pub use file_form::{FileForm, FileFormat, LineEnds, Packing, TextEncoding, TextForm};
pub use guess::{Guess, Reason, guess_under};
pub use limits::Limits;
pub use mapping::{Field, Given, Header, Layout, Mapping, Numbers, Repeats, Totals, ValueColumn};
pub use member_names::MemberNames;
pub use opened::{HeadRow, IssueCount, Issues, LookedAt, Opened, SheetLook, SheetReport};
pub use parquet::read_for_another;
pub use pasted::{Pasted, PastedMember, Unmatched, read_pasted};
pub use preview::{Preview, PreviewFigure, PreviewRow, preview};
pub use progress::Progress;

/// What a person decided about opening files.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct OpenOptions {
    /// How much of a file is read.
    pub limits: Limits,
    /// Saved mappings, by the header that they are of ([`Mapping::header_key`]).
    pub mappings: BTreeMap<String, Mapping>,
    /// Names of countries assigned by hand, by the name as folded for comparison ([`assigned_key`]); the value is an
    /// alpha-3 code, `other`, `world` or [`LEFT_OUT`].
    pub names: BTreeMap<String, String>,
    /// Whether a sheet is left out where only a person can say which of its numbers are amounts: where there is no one to
    /// ask.
    pub leaves_doubtful_out: bool,
    /// The program itself, to read in a process of its own what may bring one down; without it, such files are read
    /// here.
    pub program: Option<PathBuf>,
}

/// What a name is assigned to that stands for no country: its rows are left out, and that is no issue.
pub const LEFT_OUT: &str = "none";

/// Returns a name as assigned names are kept.
#[must_use]
pub fn assigned_key(name: &str) -> String {
    super::spelling::folded_country(name)
}

/// Looks at a file: its sheets, their first rows, and what their columns are taken to mean. Reads no further than that.
///
/// # Errors
/// [`OpenError`] when the file cannot be opened or has no table.
pub fn look(path: &Path, options: &OpenOptions, progress: &Progress) -> Result<LookedAt, OpenError> {
    let sheets = container::found(path, options, progress)?.sheets;
    let curated = Curated::shared()?;
    let words = words::Words::new(curated, &options.names);
    let mut looks = Vec::new();
    for sheet in &sheets {
        let head = Head::of(sheet.as_ref(), progress)?;
        let guess = guess::guess(path, sheet.name(), &head, &words, options);
        looks.push(SheetLook::of(sheet.name(), sheet.file_form(), &head, guess));
    }
    Ok(LookedAt { path: path.to_path_buf(), sheets: looks })
}

/// Opens a file, each sheet with its saved or guessed mapping.
///
/// # Errors
/// [`OpenError`] when the file cannot be opened or nothing in it can be used.
pub fn open(path: &Path, options: &OpenOptions, progress: &Progress) -> Result<Opened, OpenError> {
    open_mapped(path, &BTreeMap::new(), options, progress)
}

/// Opens a file, the sheets named with the mappings given and the others with their saved or guessed ones. A mapping
/// without columns of values leaves its sheet out.
///
/// # Errors
/// [`OpenError`] when the file cannot be opened or nothing in it can be used.
pub fn open_mapped(
    path: &Path,
    mapped: &BTreeMap<String, Mapping>,
    options: &OpenOptions,
    progress: &Progress,
) -> Result<Opened, OpenError> {
    let curated = Curated::shared()?;
    let words = words::Words::new(curated, &options.names);
    let mut unread = Vec::new();
    let mut doubtful = Vec::new();
    let mut read_sheets = Vec::new();
    let mut known = Vec::new();
    let fingerprint = opened::beside_fingerprint(&container::files(path, options)?, || {
        let found = container::found(path, options, progress)?;
        unread = found.unread;
        let mut looked = Vec::new();
        for sheet in found.sheets {
            let head = Head::of(sheet.as_ref(), progress)?;
            let guess = match mapped.get(sheet.name()) {
                Some(mapping) => Guess::given(mapping.clone()),
                None => guess::guess(path, sheet.name(), &head, &words, options),
            };
            looked.push(LookedSheet { sheet, head, guess });
        }
        if options.leaves_doubtful_out {
            looked.retain(|of| match &of.guess.doubt {
                Some(doubt) => {
                    doubtful.push((of.sheet.name().to_owned(), doubt.clone()));
                    false
                }
                None => true,
            });
        }
        (known, looked) = layout::apart(looked);
        for of in looked {
            let read = of.interpreted(&words, &options.limits, progress)?;
            read_sheets.push((of.sheet.name().to_owned(), of.sheet.file_form(), of.head, of.guess, read));
        }
        Ok(())
    })?;
    let mut opening = opening::Opening::new(path, fingerprint, &words);
    for unread in unread {
        opening.leave_out(&unread.name, &unread.reason);
    }
    for (name, doubt) in doubtful {
        opening.leave_doubtful_out(&name, &doubt);
    }
    layout::read(&mut opening, known, !read_sheets.is_empty(), progress)?;
    for (name, form, head, guess, read) in read_sheets {
        opening.add(&name, form, &head, guess, read);
    }
    opening.finish()
}
