use std::path::PathBuf;

/// Why a picture could not be made or written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The page has no area or is not a number.
    #[error("A page of {width_pt} × {height_pt} points cannot be drawn. Choose a width and height above zero")]
    PageSize {
        /// The width asked for, in points.
        width_pt: f32,
        /// The height asked for, in points.
        height_pt: f32,
    },
    /// The recipe could not be written down.
    #[error("The recipe of the picture could not be written. This is a fault of the program: please report it")]
    Recipe {
        /// Why.
        source: serde_json::Error,
    },
    /// What should be a recipe is none.
    #[error("This is no recipe of a picture: {source}")]
    NoRecipe {
        /// What the reader found.
        source: serde_json::Error,
    },
    /// The recipe was written by a program from the future.
    #[error(
        "The recipe is of version {version}, and this program knows versions up to {known}. Open it with a newer \
         Lodescope: it was made by {app_version}"
    )]
    RecipeNewer {
        /// The recipe's version.
        version: u64,
        /// The newest version known here.
        known: u32,
        /// The version of the program that wrote it.
        app_version: String,
    },
    /// A number of the recipe is one that no picture is made with.
    #[error("The recipe has {name} {value}, which is out of range. Use {least} to {most}")]
    RecipeRange {
        /// The recipe's word for it.
        name: &'static str,
        /// The number.
        value: f64,
        /// The least possible.
        least: f64,
        /// The most possible.
        most: f64,
    },
    /// The figures are of a person's own file, which is not open.
    #[error(
        "The picture shows figures of “{name}”, which is not open. Open that file first{}",
        content_words(fingerprint)
    )]
    NotOpen {
        /// The file's name.
        name: String,
        /// SHA-256 of its content, in hexadecimal; empty where it is not known.
        fingerprint: String,
    },
    /// The PNG would have more pixels than one is made with.
    #[error(
        "A PNG of {width_px} × {height_px} pixels is too large. At most {side_px} a side and {megapixels} million in \
         all are possible: choose a smaller size or scale, or export SVG or PDF, which have no pixels"
    )]
    TooManyPixels {
        /// The width asked for, in pixels.
        width_px: f64,
        /// The height asked for, in pixels.
        height_px: f64,
        /// The longest side possible, in pixels.
        side_px: u32,
        /// The largest area possible, in millions of pixels.
        megapixels: u32,
    },
    /// The drawing holds something that exists only on a graphics card or in code.
    #[error("The drawing holds {what}, which a file cannot show. This is a fault of the program: please report it")]
    Untranslatable {
        /// What was met.
        what: &'static str,
    },
    /// An image's pixels are not there to be embedded.
    #[error(
        "The image {texture} was painted, but its pixels are unknown. This is a fault of the program: please report it"
    )]
    UnknownImage {
        /// egui's name of the texture.
        texture: String,
    },
    /// Our own SVG could not be read back to make a PNG or PDF from it.
    #[error(
        "The drawing could not be read back to make the file. This is a fault of the program: please report it. {source}"
    )]
    Svg {
        /// What the reader found.
        source: resvg::usvg::Error,
    },
    /// The PNG could not be encoded.
    #[error("The PNG could not be made. {source}")]
    Png {
        /// What the encoder found.
        source: png::EncodingError,
    },
    /// The PDF could not be made.
    #[error("The PDF could not be made. Export SVG instead. {detail}")]
    Pdf {
        /// What the PDF writer found.
        detail: String,
    },
    /// The table has more rows than a sheet of a workbook can hold.
    #[error(
        "A sheet of an XLSX file holds {limit} rows, and the table has {rows}. Narrow the table with a filter, or save it \
         as CSV, which has no such limit"
    )]
    TooManyRows {
        /// The rows of the table.
        rows: usize,
        /// The most that a sheet can hold beside the header.
        limit: u32,
    },
    /// The workbook could not be made.
    #[error("The XLSX file could not be made. Save the table as CSV instead. {source}")]
    Xlsx {
        /// What the writer found.
        source: rust_xlsxwriter::XlsxError,
    },
    /// The path names no file in a folder.
    #[error("The file name is missing. Choose a folder and a name: {path}", path = path.display())]
    NoFileName {
        /// The path given.
        path: PathBuf,
    },
    /// A file could not be written; the one before it, if any, is as it was.
    #[error(
        "The file could not be written: {detail}. {hint}. A file of that name is as it was before: {path}",
        path = path.display()
    )]
    Write {
        /// What to do about it.
        hint: &'static str,
        /// What the system said.
        detail: String,
        /// The file that was to be written.
        path: PathBuf,
    },
}

/// Returns how to know the right file.
fn content_words(fingerprint: &str) -> String {
    fingerprint.get(..8).map_or_else(String::new, |start| format!("; its fingerprint begins with {start}"))
}
