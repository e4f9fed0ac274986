//! Delimited text of any damage.
//!
//! In: a file or bytes. Out: rows of cells, from the top, in blocks that several threads may read at once. Encoding and
//! dialect are found in the first bytes; rows that cannot be read as they stand are mended, and say so. A text is never
//! in memory as a whole.

mod blocks;
mod dialect;
mod encoding;
mod quotes;
mod rows;

use std::fs::File;
use std::io::{Cursor, Read, Seek, SeekFrom};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use csv::StringRecord;

use super::interpret::Cells;
use super::sheet::{RowSink, Sheet, SheetRow};
use super::{FileForm, FileFormat, Limits, LineEnds, OpenError, Progress, TextEncoding, TextForm};

pub(super) use blocks::{Block, Blocks};

use dialect::Dialect;
use encoding::{Decoding, Encoding, Met, NoText};

/// Bytes by which encoding and dialect are found.
const HEAD: u64 = 64 << 10;

/// A table of delimited text.
pub(super) struct TextSheet {
    name: String,
    path: PathBuf,
    content: Content,
    bytes: u64,
    encoding: Encoding,
    met: Arc<Met>,
    mark: usize,
    dialect: Dialect,
    written: (Option<char>, Option<LineEnds>),
    limits: Limits,
}

/// Where the bytes of a table are.
enum Content {
    /// In the file.
    File,
    /// Here.
    Bytes(SharedBytes),
}

/// Bytes that readers share.
#[derive(Clone)]
struct SharedBytes(Arc<Vec<u8>>);

impl AsRef<[u8]> for SharedBytes {
    fn as_ref(&self) -> &[u8] {
        self.0.as_slice()
    }
}

impl Content {
    fn reader(&self, path: &Path, from: usize) -> Result<Box<dyn Read + Send>, OpenError> {
        let fault = |source| OpenError::Read { path: path.to_path_buf(), source };
        let from = u64::try_from(from).unwrap_or(u64::MAX);
        match self {
            Self::File => {
                let mut file = File::open(path).map_err(fault)?;
                if from > 0 {
                    file.seek(SeekFrom::Start(from)).map_err(fault)?;
                }
                Ok(Box::new(file))
            }
            Self::Bytes(bytes) => {
                let mut cursor = Cursor::new(bytes.clone());
                cursor.set_position(from);
                Ok(Box::new(cursor))
            }
        }
    }
}

impl TextSheet {
    /// Returns the table in a file of text.
    pub(super) fn open(path: &Path, limits: &Limits) -> Result<Self, OpenError> {
        let fault = |source| OpenError::Read { path: path.to_path_buf(), source };
        let bytes = std::fs::metadata(path).map_err(fault)?.len();
        Self::of(String::new(), path.to_path_buf(), Content::File, bytes, limits)
    }

    /// Returns the table in the bytes of a member of an archive or folder.
    pub(super) fn of_bytes(name: String, path: PathBuf, bytes: Vec<u8>, limits: &Limits) -> Result<Self, OpenError> {
        let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        Self::of(name, path, Content::Bytes(SharedBytes(Arc::new(bytes))), length, limits)
    }

    fn of(name: String, path: PathBuf, content: Content, bytes: u64, limits: &Limits) -> Result<Self, OpenError> {
        let mut head = Vec::new();
        content
            .reader(&path, 0)?
            .take(HEAD)
            .read_to_end(&mut head)
            .map_err(|source| OpenError::Read { path: path.clone(), source })?;
        if head.is_empty() {
            return Err(OpenError::Empty { path });
        }
        let is_whole = u64::try_from(head.len()).unwrap_or(u64::MAX) < HEAD;
        let damaged = |NoText(detail)| OpenError::Damaged {
            path: path.clone(),
            kind: "delimited text",
            detail: detail.to_owned(),
        };
        let (encoding, mark) = Encoding::detect(&head, is_whole).map_err(damaged)?;
        let mut text = String::new();
        let mut decoding = Decoding::new(encoding);
        decoding.push(head.get(mark..).unwrap_or_default(), is_whole, &mut text);
        let met = Arc::new(Met::default());
        decoding.tell(&met);
        let rows = blocks::whole_rows(&text, is_whole);
        if rows.trim().is_empty() && is_whole {
            return Err(OpenError::Empty { path });
        }
        if Dialect::is_aligned(rows) {
            return Err(damaged(NoText("its columns are parted by blanks, not by a sign")));
        }
        let dialect = Dialect::detect(rows);
        let written = dialect.written(rows);
        Ok(Self { name, path, content, bytes, encoding, met, mark, dialect, written, limits: *limits })
    }

    /// Returns the file that it is in.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Returns how many bytes the text has.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes
    }

    /// Returns the text in blocks of whole rows, from the top.
    pub(super) fn blocks(&self) -> Result<Blocks, OpenError> {
        let source = self.content.reader(&self.path, self.mark)?;
        let encoding = (self.encoding, Arc::clone(&self.met));
        Ok(Blocks::new(source, self.path.clone(), encoding, self.dialect, &self.limits))
    }
}

impl Sheet for TextSheet {
    fn name(&self) -> &str {
        &self.name
    }

    fn file_form(&self) -> FileForm {
        let (delimiter, line_ends) = self.written;
        let met = self.met.encoding(self.encoding);
        // A mark says what a text is in which no other letter does.
        let is_marked = self.mark > 0 && met == TextEncoding::Ascii;
        let encoding = if is_marked { TextEncoding::Utf8 } else { met };
        let text = TextForm { encoding, byte_order_mark: self.mark > 0, delimiter, line_ends };
        FileForm { text: Some(text), ..FileForm::of(FileFormat::Csv) }
    }

    fn read(&self, sink: &mut dyn RowSink, progress: &Progress) -> Result<(), OpenError> {
        let mut blocks = self.blocks()?;
        let reading = blocks.reading();
        let mut block = Block::default();
        let mut cells = StringRecord::new();
        while blocks.next(&mut block)? {
            if progress.is_cancelled() {
                return Err(OpenError::Cancelled);
            }
            let mut rows = reading.rows(&block);
            while let Some(row) = rows.next() {
                cells.clear();
                for column in 0..row.count() {
                    cells.push_field(row.cell(column));
                }
                let row = SheetRow { number: row.number, cells: &cells, repair: row.repair };
                if sink.row(row) == ControlFlow::Break(()) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    fn as_text(&self) -> Option<&TextSheet> {
        Some(self)
    }
}
