use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::error::with_causes;
use crate::export::{ContactSheet, ExportError, SheetCell, SheetPdf, write_atomically};

/// The title of the PDF of all pages.
const TITLE: &str = "Contact sheet";

/// The pages of a contact sheet, each written as soon as all that stands on it has come, so that no more thumbnails are
/// kept than those of pages begun; in the PDF they are packed.
pub struct Pages<'a> {
    sheet: &'a ContactSheet,
    folder: &'a Path,
    /// What has come for pages that are not whole yet.
    waiting: BTreeMap<usize, SheetCell>,
    pdf: SheetPdf,
    written: usize,
    failed: Vec<String>,
}

impl<'a> Pages<'a> {
    /// Returns the pages of a sheet, to be written to a folder.
    pub fn new(sheet: &'a ContactSheet, folder: &'a Path) -> Self {
        let (waiting, pdf) = (BTreeMap::new(), SheetPdf::default());
        Self { sheet, folder, waiting, pdf, written: 0, failed: Vec::new() }
    }

    /// Takes what stands in a cell, and writes the page that is whole with it.
    pub fn take(&mut self, at: usize, cell: SheetCell) {
        self.waiting.insert(at, cell);
        let page = self.sheet.page_of(at);
        let cells = self.sheet.cells_of(page);
        if !cells.clone().all(|cell| self.waiting.contains_key(&cell)) {
            return;
        }
        let cells = cells.filter_map(|cell| self.waiting.remove(&cell)).collect();
        if let Err(problem) = self.write(page, cells) {
            self.fail(&format!("page {}", page + 1), problem);
        } else {
            self.written += 1;
        }
    }

    /// Writes the PDF. Returns how many pages are written, and what could not be.
    pub fn finish(mut self) -> (usize, Vec<String>) {
        if self.written > 0 {
            let pdf = std::mem::take(&mut self.pdf);
            let written = pdf.finish(TITLE);
            let written = written.and_then(|bytes| write_atomically(&self.folder.join("contact-sheet.pdf"), &bytes));
            if let Err(problem) = written {
                self.fail("PDF", problem);
            }
        }
        (self.written, self.failed)
    }

    fn write(&mut self, page: usize, cells: Vec<SheetCell>) -> Result<(), ExportError> {
        let drawn = self.sheet.page(page, cells)?;
        write_atomically(&self.folder.join(format!("contact-sheet-{}.png", page + 1)), &drawn.png()?)?;
        self.pdf.push(&drawn)
    }

    fn fail(&mut self, what: &str, problem: ExportError) {
        self.failed.push(format!("Contact sheet, {what}: {}", with_causes(&anyhow::Error::from(problem))));
    }
}
