use std::path::Path;

/// The file formats of a picture, and of its numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileFormat {
    /// Pixels.
    Png,
    /// Vectors with real text.
    Svg,
    /// A page with text that can be selected.
    Pdf,
    /// The numbers drawn, or a table, as comma-separated values.
    Csv,
    /// The same as a workbook.
    Xlsx,
}

impl FileFormat {
    /// All formats, pictures first.
    pub const ALL: [Self; 5] = [Self::Png, Self::Svg, Self::Pdf, Self::Csv, Self::Xlsx];
    /// The formats of a table.
    pub const OF_TABLES: [Self; 2] = [Self::Csv, Self::Xlsx];

    /// Returns whether it holds numbers and no picture.
    #[must_use]
    pub fn is_table(self) -> bool {
        Self::OF_TABLES.contains(&self)
    }

    /// Returns the ending of its files.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }

    /// Returns its name as shown.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Pdf => "PDF",
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
        }
    }

    /// Returns the format that a file name asks for by its ending, or nothing.
    #[must_use]
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.extension() == extension)
    }
}
