//! From bytes to a [`Dataset`].
//!
//! In: the embedded bundle, publishers' files. Out: a [`Dataset`] of typed tables, cheap to share, and what was seen in
//! each file and left out of it.
//!
//! The chain: bytes are decoded and split into a frame of text, a publisher's layout is parted into figures (one cell
//! each, whatever the layout), each figure is placed by the tables kept by hand in
//! `data/curated`, its value is read by the publisher's own vocabulary, corrections on file are applied and counted,
//! and what cannot be read becomes a [`DataIssue`] with its place. Once all editions are read, blanks that others print
//! as zero become zeros. People's own files take the road of [`open`] and end in the same tables. [`build`] writes all of it as a Frictionless data package and as one binary, which
//! [`embedded`] gives back without parsing.

mod atomic;
mod blanks;
mod bloc_fault;
mod bloc_file;
mod blocs;
mod bundle;
mod collect_context;
mod context;
mod context_records;
mod context_schema;
mod correct;
mod curated;
mod curated_context;
mod dataset;
mod describe;
mod error;
mod export_controls;
mod fault;
mod figure;
mod frame;
mod governance;
mod iea;
mod import_reliance;
mod intake;
mod issue;
mod left_out;
mod lookup;
pub mod map;
mod observation;
pub mod open;
mod package;
mod records;
mod roster;
mod schema;
mod spelling;
mod usgs;
mod usgs_groups;
mod usgs_long;
mod usgs_notes;
mod usgs_own;
mod usgs_reader;
mod usgs_seen;
mod usgs_wide;
mod usgs_words;
mod value;

pub use atomic::{stream_atomically, write_atomically};
pub use bloc_fault::{BlocFault, BlocFaultKind, bloc_faults, dataset_faults, spell_faults};
pub use bloc_file::{BlocFile, BlocFileError, BlocFormat, bloc_text, is_bloc_file, own_id, read_bloc_file};
pub use bundle::{AS_OF, BundleReport, build, embedded};
pub use context::Context;
pub use dataset::{
    Assumed, Correction, Dataset, Effect, OpenedFile, Row, Statement, Table, TableKey, TableYear, Tables,
};
pub use error::DataError;
pub use intake::IntakeLine;
pub use issue::{DataIssue, IssueKind, Severity};
pub use left_out::LeftOut;
pub use observation::RowSubject;
pub use package::from_package;
pub use roster::Roster;
pub use usgs::{OpenedTables, read_usgs};
pub use value::{Printed, UnreadableValue, read_value};
