use std::fs::File;
use std::path::{Path, PathBuf};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Field, Fields, Schema};
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder, RowSelection,
};
use parquet::errors::ParquetError;

use crate::data::open::{Limits, OpenError};

/// What a file of this kind is called in messages.
pub(super) const KIND: &str = "Parquet";

/// Single rows that are decoded at a time.
const ROWS_CHOSEN_A_PIECE: usize = 256;

/// A Parquet file that is open in this process.
pub(super) struct ParquetFile {
    path: PathBuf,
    metadata: ArrowReaderMetadata,
    columns: Vec<Column>,
    left_out: Vec<LeftOut>,
}

/// A column with one value a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Column {
    pub(super) name: String,
    /// Its place among the file's outermost columns.
    root: usize,
}

/// A column that holds no single value a row, and what it holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LeftOut {
    pub(super) name: String,
    pub(super) holds: &'static str,
}

/// Some of the columns of one row group, piece by piece.
pub(super) struct Pieces {
    reader: ParquetRecordBatchReader,
    /// For each column asked for, where it stands in a piece.
    places: Vec<usize>,
    rows_left: u64,
    path: PathBuf,
}

impl ParquetFile {
    /// Opens a file and reads its end, where it says what it holds.
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, OpenError> {
        let file = opened(path)?;
        // What Arrow adds to a file would be one more thing to be damaged; the file's own types suffice.
        let options = || ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let plain = ArrowReaderMetadata::load(&file, options()).map_err(|problem| damaged(path, &problem))?;
        let (columns, left_out) = sorted_out(plain.schema().fields());
        if columns.len() > limits.columns {
            return Err(OpenError::OverLimit {
                path: path.to_path_buf(),
                what: format!("the number of columns ({})", columns.len()),
                limit: limits.columns.to_string(),
            });
        }
        // Words stay the numbers that they are in the file. Where that is refused, they are read as they come.
        let coded = options().with_schema(coded_words(plain.schema()).into());
        let metadata = ArrowReaderMetadata::try_new(plain.metadata().clone(), coded).unwrap_or(plain);
        let file = Self { path: path.to_path_buf(), metadata, columns, left_out };
        file.check_rows()?;
        Ok(file)
    }

    fn check_rows(&self) -> Result<(), OpenError> {
        let stated = self.metadata.metadata().file_metadata().num_rows();
        let groups = self.metadata.metadata().row_groups();
        let counts: Option<Vec<u64>> = groups.iter().map(|group| u64::try_from(group.num_rows()).ok()).collect();
        let sum = counts.and_then(|counts| counts.into_iter().try_fold(0_u64, u64::checked_add));
        if sum.is_none() || sum != u64::try_from(stated).ok() {
            let detail = "it states another number of rows than its parts have".to_owned();
            return Err(OpenError::Damaged { path: self.path.clone(), kind: KIND, detail });
        }
        Ok(())
    }

    /// Returns the columns with one value a row, in order.
    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// Returns the columns that cannot be shown as such.
    pub(super) fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    /// Returns how many rows each row group has.
    pub(super) fn group_rows(&self) -> Vec<u64> {
        let rows = |group: &parquet::file::metadata::RowGroupMetaData| u64::try_from(group.num_rows()).unwrap_or(0);
        self.metadata.metadata().row_groups().iter().map(rows).collect()
    }

    /// Returns how many bytes of the file some of the columns take in a row group.
    pub(super) fn group_bytes(&self, group: usize, columns: &[usize]) -> u64 {
        let schema = self.metadata.parquet_schema();
        let Some(group) = self.metadata.metadata().row_groups().get(group) else { return 0 };
        let roots = self.roots(columns);
        let leaves = group.columns().iter().take(schema.num_columns()).enumerate();
        leaves
            .filter(|(leaf, _)| roots.contains(&schema.get_column_root_idx(*leaf)))
            .map(|(_, chunk)| u64::try_from(chunk.compressed_size()).unwrap_or(0))
            .sum()
    }

    /// Returns some of the columns of a row group, in pieces of so many rows.
    pub(super) fn pieces(&self, group: usize, columns: &[usize], rows_a_piece: usize) -> Result<Pieces, OpenError> {
        let (rows, reader) = self.reader(group, columns)?;
        self.built(reader.with_batch_size(rows_a_piece), columns, rows)
    }

    /// Returns some of the rows of a row group, by their numbers in it, in order.
    pub(super) fn chosen(&self, group: usize, columns: &[usize], rows: &[usize]) -> Result<Pieces, OpenError> {
        let (all, reader) = self.reader(group, columns)?;
        let all = usize::try_from(all).unwrap_or(usize::MAX);
        let chosen = rows.iter().filter(|row| **row < all).map(|row| *row..row.saturating_add(1));
        let selection = RowSelection::from_consecutive_ranges(chosen, all);
        let count = u64::try_from(selection.row_count()).unwrap_or(u64::MAX);
        self.built(reader.with_row_selection(selection).with_batch_size(ROWS_CHOSEN_A_PIECE), columns, count)
    }

    /// Returns a reader of some of the columns of a row group, and how many rows that has.
    fn reader(
        &self,
        group: usize,
        columns: &[usize],
    ) -> Result<(u64, ParquetRecordBatchReaderBuilder<File>), OpenError> {
        let rows = self.group_rows().get(group).copied().unwrap_or(0);
        let mask = ProjectionMask::roots(self.metadata.parquet_schema(), self.roots(columns));
        // A handle of its own: handles made of one another share their place in the file.
        let file = opened(&self.path)?;
        let reader = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.metadata.clone());
        Ok((rows, reader.with_row_groups(vec![group]).with_projection(mask)))
    }

    fn roots(&self, columns: &[usize]) -> Vec<usize> {
        columns.iter().filter_map(|column| Some(self.columns.get(*column)?.root)).collect()
    }

    fn built(
        &self,
        reader: ParquetRecordBatchReaderBuilder<File>,
        columns: &[usize],
        rows: u64,
    ) -> Result<Pieces, OpenError> {
        let reader = reader.build().map_err(|problem| damaged(&self.path, &problem))?;
        let roots = self.roots(columns);
        let mut in_file = roots.clone();
        in_file.sort_unstable();
        in_file.dedup();
        let places = roots.iter().filter_map(|root| in_file.binary_search(root).ok()).collect();
        Ok(Pieces { reader, places, rows_left: rows, path: self.path.clone() })
    }
}

impl Pieces {
    /// Returns the next piece; nothing after the last. No row that the file states is left out without an error.
    pub(super) fn next(&mut self) -> Result<Option<RecordBatch>, OpenError> {
        let damaged = |detail: String| OpenError::Damaged { path: self.path.clone(), kind: KIND, detail };
        let Some(piece) = self.reader.next() else {
            if self.rows_left > 0 {
                return Err(damaged(format!("{} rows that it states are missing", self.rows_left)));
            }
            return Ok(None);
        };
        let piece = piece.map_err(|problem| damaged(problem.to_string()))?;
        let rows = u64::try_from(piece.num_rows()).unwrap_or(u64::MAX);
        self.rows_left =
            self.rows_left.checked_sub(rows).ok_or_else(|| damaged("it has more rows than it states".to_owned()))?;
        let piece = piece.project(&self.places).map_err(|problem| damaged(problem.to_string()))?;
        Ok(Some(piece))
    }
}

fn opened(path: &Path) -> Result<File, OpenError> {
    File::open(path).map_err(|source| OpenError::Read { path: path.to_path_buf(), source })
}

fn damaged(path: &Path, problem: &ParquetError) -> OpenError {
    OpenError::Damaged { path: path.to_path_buf(), kind: KIND, detail: problem.to_string() }
}

/// Returns the columns with one value a row and the others.
fn sorted_out(fields: &Fields) -> (Vec<Column>, Vec<LeftOut>) {
    let mut columns = Vec::new();
    let mut left_out = Vec::new();
    for (root, field) in fields.iter().enumerate() {
        let name = field.name().clone();
        match what_is_no_cell(field.data_type()) {
            None => columns.push(Column { name, root }),
            Some(holds) => left_out.push(LeftOut { name, holds }),
        }
    }
    (columns, left_out)
}

/// Returns what values of a type are that are no cells.
fn what_is_no_cell(of: &DataType) -> Option<&'static str> {
    match of {
        DataType::Null
        | DataType::Boolean
        | DataType::Int8
        | DataType::Int16
        | DataType::Int32
        | DataType::Int64
        | DataType::UInt8
        | DataType::UInt16
        | DataType::UInt32
        | DataType::UInt64
        | DataType::Float16
        | DataType::Float32
        | DataType::Float64
        | DataType::Decimal32(..)
        | DataType::Decimal64(..)
        | DataType::Decimal128(..)
        | DataType::Decimal256(..)
        | DataType::Date32
        | DataType::Date64
        | DataType::Timestamp(..)
        | DataType::Time32(_)
        | DataType::Time64(_)
        | DataType::Utf8
        | DataType::LargeUtf8
        | DataType::Binary
        | DataType::LargeBinary => None,
        DataType::List(_) | DataType::LargeList(_) | DataType::FixedSizeList(..) => Some("lists"),
        DataType::Struct(_) | DataType::Map(..) => Some("nested values"),
        DataType::Interval(_) | DataType::Duration(_) => Some("spans of time"),
        _ => Some("bytes that are no text"),
    }
}

/// Returns a schema in which words are numbers into a list of them.
fn coded_words(schema: &Schema) -> Schema {
    let coded = |field: &Field| match field.data_type() {
        DataType::Utf8 | DataType::Binary => {
            let of = Box::new(field.data_type().clone());
            field.clone().with_data_type(DataType::Dictionary(Box::new(DataType::Int32), of))
        }
        _ => field.clone(),
    };
    let fields: Vec<Field> = schema.fields().iter().map(|field| coded(field)).collect();
    Schema::new_with_metadata(fields, schema.metadata().clone())
}
