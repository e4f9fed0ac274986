//! Builds the data package and the bundle: `lodescope bundle`.

use std::io::Write;
use std::path::Path;

use anyhow::Context;

use crate::data::{BundleReport, build};
use crate::model::counted;

/// Builds the data package and the bundle in `out` from the publishers' files under `from`, and says what was done.
///
/// # Errors
/// When a file cannot be read or written, or one of the app's own tables is wrong.
pub fn run(from: &Path, out: &Path) -> anyhow::Result<()> {
    let report = build(from, out)?;
    say(&report, &mut std::io::stdout().lock()).context("the report could not be printed; the files are written")
}

fn say(report: &BundleReport, to: &mut impl Write) -> std::io::Result<()> {
    for issue in &report.issues {
        writeln!(to, "{issue}")?;
    }
    for line in &report.intake {
        let fate = if line.left_out > 0 { "left out: " } else { "" };
        writeln!(to, "{:>7} rows  {fate}{} ({})", line.rows_seen, line.reason, line.file)?;
    }
    for (name, rows, bytes) in &report.files {
        let rows = rows.map(|rows| format!("{}, ", counted(rows as u64, "row", "rows"))).unwrap_or_default();
        writeln!(to, "{bytes:>9} bytes  {name} ({rows}written)")?;
    }
    writeln!(to, "fingerprint {}", report.fingerprint)
}
