use std::borrow::Cow;

use super::{DataIssue, IssueKind};

/// Why a row is left out.
pub(super) struct Fault {
    pub(super) kind: IssueKind,
    pub(super) column: Cow<'static, str>,
    pub(super) value: String,
    pub(super) mend: Cow<'static, str>,
}

impl Fault {
    /// Returns the fault as an issue of a row that was left out.
    pub(super) fn issue(self, file: &str, row: usize) -> DataIssue {
        DataIssue {
            file: file.to_owned(),
            sheet: String::new(),
            row,
            column: self.column.into_owned(),
            value: self.value,
            kind: self.kind,
            done: "The row was left out.".to_owned(),
            mend: self.mend.into_owned(),
            line: Vec::new(),
        }
    }
}

/// Returns the issue that says an entry kept by hand met no printed row.
pub(super) fn stale_entry(file: &str, column: &str, value: String, list: &str) -> DataIssue {
    DataIssue {
        file: file.to_owned(),
        sheet: String::new(),
        row: 0,
        column: column.to_owned(),
        value,
        kind: IssueKind::StaleEntry,
        done: "Nothing was made of it.".to_owned(),
        mend: format!("No row prints this: take it out of data/curated/{list}."),
        line: Vec::new(),
    }
}
