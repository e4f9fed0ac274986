use std::io::Write;
use std::path::Path;

use anyhow::Context as _;

use crate::data::open::{Progress, look};

use super::CliError;
use super::arguments::CheckArguments;
use super::check_report::{ChecksJson, FileReport, year_words};
use super::data::{Opening, is_of_blocs, shown};

/// Examples of a kind of issue that are printed.
const EXAMPLES: usize = 3;
/// Names of a list that are printed.
const NAMES: usize = 12;

/// Prints what is understood of each file, and its issues.
///
/// # Errors
/// A mapping that is none, or [`CliError::Failed`] when no file can be used: each has been said then.
pub fn run(arguments: &CheckArguments, to: &mut impl Write) -> Result<(), CliError> {
    let opening = Opening::of(&arguments.opening)?;
    let mut reports = Vec::new();
    if let Some(file) = arguments.files.iter().find(|file| is_of_blocs(file)) {
        return Err(CliError::argument(
            format!("this is a file of blocs and not of figures: {}", file.display()),
            format!("'lodescope blocs check {}' checks it", shown(file)),
        ));
    }
    for (index, file) in arguments.files.iter().enumerate() {
        let report = match opening.open(file) {
            Ok(opened) => FileReport::of(file, &opened),
            Err(problem) => {
                let sheets = look(file, opening.options(), &Progress::default()).map(|seen| seen.sheets);
                FileReport::unusable(file, &problem, &sheets.unwrap_or_default())
            }
        };
        if !arguments.json {
            let gap = if index > 0 { "\n" } else { "" };
            write!(to, "{gap}").and_then(|()| print(&report, to)).context(UNPRINTED).map_err(CliError::failed)?;
        }
        reports.push(report);
    }
    let usable = reports.iter().filter(|report| report.usable).count();
    if arguments.json {
        let json = ChecksJson { usable, files: &reports };
        serde_json::to_writer_pretty(&mut *to, &json).context(UNPRINTED).map_err(CliError::failed)?;
        writeln!(to).context(UNPRINTED).map_err(CliError::failed)?;
    }
    to.flush().context(UNPRINTED).map_err(CliError::failed)?;
    if usable > 0 {
        return Ok(());
    }
    let problem = match arguments.files.as_slice() {
        [file] => anyhow::anyhow!("the file cannot be used: {}", shown(file)),
        files => anyhow::anyhow!("none of the {} files can be used", files.len()),
    };
    Err(CliError::failed(problem))
}

const UNPRINTED: &str = "the check could not be printed";

fn print(report: &FileReport, to: &mut impl Write) -> std::io::Result<()> {
    writeln!(to, "{}", Path::new(&report.file).display())?;
    if let Some(problem) = &report.problem {
        writeln!(to, "  Cannot be used: {problem}")?;
    }
    let mut before = None;
    for sheet in &report.sheets {
        let name = if sheet.name.is_empty() { String::new() } else { format!("Sheet '{}': ", sheet.name) };
        writeln!(to, "  {name}{}{}", sheet.layout_name, rows_words(sheet.rows_seen, sheet.rows_used))?;
        // The sheets of a workbook have one form.
        if before.replace(sheet.file_form) != Some(sheet.file_form) {
            writeln!(to, "    Format: {}", sheet.file_form.words())?;
        }
        for (what, column) in sheet.columns() {
            writeln!(to, "    {what}: {column}")?;
        }
        for reason in &sheet.reasons {
            writeln!(to, "    {}: {}", reason.field, reason.text)?;
        }
    }
    let lists = [
        ("Minerals", &report.minerals),
        ("Stages", &report.stages),
        ("Countries", &report.countries),
        ("Years", &year_words(&report.years)),
        ("Units", &report.units),
    ];
    for (what, names) in lists.into_iter().filter(|(_, names)| !names.is_empty()) {
        writeln!(to, "  {what}: {}", listed(names))?;
    }
    for table in &report.tables {
        writeln!(to, "  Table: {}", table.words())?;
    }
    for line in &report.rows {
        let rows = if line.count == 1 { "row" } else { "rows" };
        writeln!(to, "  {}: {} {rows}, {}", line.what, line.count, line.reason)?;
    }
    print_issues(report, to)
}

fn rows_words(seen: Option<u64>, used: Option<u64>) -> String {
    match (seen, used) {
        (Some(seen), Some(used)) if seen == used => {
            if seen == 1 {
                ", its only row used".to_owned()
            } else {
                format!(", all {seen} rows used")
            }
        }
        (Some(seen), Some(used)) => format!(", {used} of {seen} {} used", if seen == 1 { "row" } else { "rows" }),
        _ => String::new(),
    }
}

fn print_issues(report: &FileReport, to: &mut impl Write) -> std::io::Result<()> {
    match report.issues.total {
        0 if report.usable => return writeln!(to, "  No issues"),
        0 => return Ok(()),
        1 => writeln!(to, "  1 issue")?,
        total => writeln!(to, "  {total} issues")?,
    }
    for kind in &report.issues.kinds {
        writeln!(to, "    {}: {}", kind.title, kind.count)?;
        let of_kind = report.issues.list.iter().filter(|issue| issue.kind == kind.kind);
        for issue in of_kind.clone().take(EXAMPLES) {
            writeln!(to, "      {}", issue.words())?;
        }
        if kind.count > EXAMPLES as u64 {
            writeln!(to, "      and {} more; --json lists them", kind.count - EXAMPLES as u64)?;
        }
    }
    Ok(())
}

/// Returns names in a line; of many only the first.
fn listed(names: &[String]) -> String {
    let shown = names.iter().take(NAMES).map(String::as_str).collect::<Vec<_>>().join(", ");
    if names.len() > NAMES { format!("{} ({shown}, …)", names.len()) } else { shown }
}
