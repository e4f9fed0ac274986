use serde::{Deserialize, Serialize};

/// How much of a file is read. What lies beyond is an issue or an error that names the limit, never read in silence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Limits {
    /// Bytes of a file that must be read as a whole (workbooks, JSON, members of archives).
    pub whole_file_bytes: u64,
    /// Bytes that compressed content may inflate to.
    pub inflated_bytes: u64,
    /// Rows of a sheet.
    pub rows: u64,
    /// Columns of a sheet.
    pub columns: usize,
    /// Bytes of one cell; a longer one is cut.
    pub cell_bytes: usize,
    /// Cells of a sheet that take nothing in its file: empty ones between values, and repeated ones.
    pub gap_cells: u64,
    /// Sheets of a workbook, and members of an archive or a folder.
    pub sheets: usize,
    /// Different places (country × mineral × form × stage × year) of a file.
    pub places: usize,
    /// Bytes of memory of a process that reads on its own.
    pub process_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            whole_file_bytes: 256 << 20,
            inflated_bytes: 1 << 30,
            rows: 1_000_000_000,
            columns: 16_384,
            cell_bytes: 1 << 20,
            gap_cells: 100_000_000,
            sheets: 256,
            places: 2_000_000,
            process_bytes: 2 << 30,
        }
    }
}

impl Limits {
    /// Returns limits `factor` times as wide.
    #[must_use]
    pub fn raised(self, factor: u32) -> Self {
        let (wide, narrow) = (u64::from(factor), usize::try_from(factor).unwrap_or(usize::MAX));
        Self {
            whole_file_bytes: self.whole_file_bytes.saturating_mul(wide),
            inflated_bytes: self.inflated_bytes.saturating_mul(wide),
            rows: self.rows.saturating_mul(wide),
            columns: self.columns.saturating_mul(narrow),
            cell_bytes: self.cell_bytes.saturating_mul(narrow),
            gap_cells: self.gap_cells.saturating_mul(wide),
            sheets: self.sheets.saturating_mul(narrow),
            places: self.places.saturating_mul(narrow),
            process_bytes: self.process_bytes.saturating_mul(wide),
        }
    }

    /// Returns the bytes that the styles of a workbook may have: each takes many times its written size once read.
    pub(super) fn style_bytes(&self) -> u64 {
        self.whole_file_bytes / 32
    }

    /// Returns the bytes between two tags of a workbook, which are held at once.
    pub(super) fn piece_bytes(&self) -> u64 {
        self.whole_file_bytes / 4
    }

    /// Returns how many files a folder or an archive may have, readable or not.
    pub(super) fn members(&self) -> usize {
        self.sheets.saturating_mul(256)
    }
}

/// Returns a number of bytes as a person reads it.
pub(super) fn in_words(bytes: u64) -> String {
    match bytes {
        0..1_024 => format!("{bytes} bytes"),
        1_024..1_048_576 => format!("{} KB", bytes >> 10),
        1_048_576..1_073_741_824 => format!("{} MB", bytes >> 20),
        _ => format!("{}.{} GB", bytes >> 30, ((bytes % (1 << 30)) * 10) >> 30),
    }
}
