use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use crate::data::open::{Limits, OpenError};

use super::dialect::Dialect;
use super::encoding::{Decoding, Encoding, Met};
use super::quotes::{is_line_end, last_row_end, line_ends};
use super::rows::{Rows, Text, Widths};

/// Bytes read at a time.
const PIECE: usize = 1 << 20;

/// A row longer than this is cut, but never a cell within its limit.
const ROW_BYTES: usize = 8 << 20;

/// What is left of a long row is looked through for its end for so many bytes.
const SKIPPED: u64 = 256 << 20;

/// Reads a text in blocks of whole rows, in memory that does not depend on its size.
pub(in crate::data::open) struct Blocks {
    source: Box<dyn Read + Send>,
    path: PathBuf,
    decoding: Decoding,
    met: Arc<Met>,
    dialect: Dialect,
    widths: Widths,
    piece: Vec<u8>,
    /// The start of the row that the last block ended before.
    carry: String,
    line: u64,
    has_ended: bool,
    is_broken: bool,
}

/// A block of whole rows.
#[derive(Debug, Default)]
pub(in crate::data::open) struct Block {
    text: String,
    first_line: u64,
    is_broken: bool,
    is_cut: bool,
    /// Bytes of the file that were read for it.
    pub(in crate::data::open) bytes: u64,
}

impl Blocks {
    /// Returns the blocks of a text, whose mark of its encoding is read already; what is met of that is told as well.
    pub(super) fn new(
        source: Box<dyn Read + Send>,
        path: PathBuf,
        (encoding, met): (Encoding, Arc<Met>),
        dialect: Dialect,
        limits: &Limits,
    ) -> Self {
        Self {
            source,
            path,
            decoding: Decoding::new(encoding),
            met,
            dialect,
            widths: Widths { columns: limits.columns, cell_bytes: limits.cell_bytes },
            piece: vec![0; PIECE],
            carry: String::new(),
            line: 1,
            has_ended: false,
            is_broken: false,
        }
    }

    /// Reads the next block; returns false at the end.
    pub(in crate::data::open) fn next(&mut self, block: &mut Block) -> Result<bool, OpenError> {
        block.text.clear();
        block.bytes = 0;
        block.is_cut = false;
        // What was carried over may be broken as well.
        block.is_broken = self.is_broken;
        block.text.push_str(&self.carry);
        self.carry.clear();
        let longest = ROW_BYTES.max(self.widths.cell_bytes.saturating_mul(2));
        loop {
            self.fill(block)?;
            if self.line == 1 && self.dialect.skips_line && !self.skip_first_line(block) {
                continue;
            }
            if let Some(end) = last_row_end(block.text.as_bytes(), self.dialect, self.has_ended) {
                self.carry.push_str(block.text.get(end..).unwrap_or_default());
                block.text.truncate(end);
                break;
            }
            if block.text.len() > longest {
                self.cut(block, longest)?;
                break;
            }
        }
        block.first_line = self.line;
        let lines = line_ends(block.text.as_bytes()) + usize::from(block.is_cut);
        self.line += u64::try_from(lines).unwrap_or(0);
        self.is_broken = block.is_broken && !self.carry.is_empty();
        Ok(!block.text.is_empty())
    }

    /// Adds a piece of the text to a block.
    fn fill(&mut self, block: &mut Block) -> Result<(), OpenError> {
        if self.has_ended {
            return Ok(());
        }
        let fault = |source| OpenError::Read { path: self.path.clone(), source };
        let mut filled = 0;
        while let Some(room) = self.piece.get_mut(filled..).filter(|room| !room.is_empty()) {
            match self.source.read(room) {
                Ok(0) => {
                    self.has_ended = true;
                    break;
                }
                Ok(read) => filled += read,
                Err(problem) if problem.kind() == std::io::ErrorKind::Interrupted => {}
                Err(problem) => return Err(fault(problem)),
            }
        }
        block.bytes += u64::try_from(filled).unwrap_or(0);
        let piece = self.piece.get(..filled).unwrap_or_default();
        block.is_broken |= self.decoding.push(piece, self.has_ended, &mut block.text);
        self.decoding.tell(&self.met);
        Ok(())
    }

    /// Takes out the line that only names the sign between cells; returns false when more must be read for it.
    fn skip_first_line(&mut self, block: &mut Block) -> bool {
        let Some(end) = block.text.find(['\n', '\r']) else {
            if self.has_ended {
                block.text.clear();
                self.line = 2;
            }
            return self.has_ended;
        };
        let after = end + if block.text.get(end..end + 2) == Some("\r\n") { 2 } else { 1 };
        block.text.drain(..after);
        self.line = 2;
        true
    }

    /// Cuts a block that is one row too long to keep, and passes over the rest of it.
    fn cut(&mut self, block: &mut Block, longest: usize) -> Result<(), OpenError> {
        block.is_cut = true;
        let end = block.text.floor_char_boundary(longest);
        let mut rest = block.text.split_off(end);
        let mut skipped = 0_u64;
        loop {
            if let Some(found) = rest.find(['\n', '\r']) {
                let is_pair = rest.get(found..found + 2) == Some("\r\n");
                self.carry.push_str(rest.get(found + 1 + usize::from(is_pair)..).unwrap_or_default());
                return Ok(());
            }
            if self.has_ended {
                // No line follows that the row's end could part it from.
                return Ok(());
            }
            skipped += u64::try_from(rest.len()).unwrap_or(u64::MAX);
            if skipped > SKIPPED {
                return Err(OpenError::OverLimit {
                    path: self.path.clone(),
                    what: format!("the length of row {}", self.line),
                    limit: format!("{} MB", SKIPPED >> 20),
                });
            }
            let text = std::mem::take(&mut block.text);
            self.fill(block)?;
            rest = std::mem::replace(&mut block.text, text);
        }
    }

    /// Returns how rows are read from a block.
    pub(in crate::data::open) fn reading(&self) -> Reading {
        Reading { dialect: self.dialect, widths: self.widths }
    }
}

/// How rows are read from a block.
#[derive(Debug, Clone, Copy)]
pub(in crate::data::open) struct Reading {
    dialect: Dialect,
    widths: Widths,
}

impl Reading {
    /// Returns the rows of a block.
    pub(in crate::data::open) fn rows(self, block: &Block) -> Rows<'_> {
        let Block { text, first_line, is_broken, is_cut, .. } = block;
        let text = Text { letters: text, first_line: *first_line, is_broken: *is_broken, is_cut: *is_cut };
        Rows::new(text, self.dialect, self.widths)
    }
}

/// Returns the rows that are whole in the first bytes of a text.
pub(super) fn whole_rows(head: &str, is_whole: bool) -> &str {
    let end = head.bytes().rposition(is_line_end).filter(|_| !is_whole);
    end.and_then(|end| head.get(..=end)).unwrap_or(head)
}
