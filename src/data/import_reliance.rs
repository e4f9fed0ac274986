use std::collections::BTreeSet;

use crate::model::{Amount, ImportReliance, ImportSource, Quantity, Reliance};

use super::curated::Curated;
use super::curated_context::{CuratedContext, Goods, SALIENT};
use super::fault::{Fault, stale_entry};
use super::frame::{TextFrame, TextRow};
use super::intake::{Fate, IntakeLine, Tally};
use super::observation::RowSubject;
use super::spelling::{folded, sentence, tidy};
use super::usgs_words::own_sentences;
use super::value::{Printed, read_value};
use super::{DataError, DataIssue, IssueKind};

const YEAR: i16 = 2025;
const VALUE: &str = "Net_Import_Reliance_pct_2025";
/// What every row of the figure says of its list of sources.
const ORDER: &str = "Descending order of import share.";

/// Rows of one kind, and what became of the others.
pub(super) struct Read<T> {
    pub(super) rows: Vec<T>,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
}

/// Returns the net import reliance of the United States by figure 2, which leaves out net exporters and 20% and less.
///
/// All are estimates: the figure does not say so, the chapters of the same edition do.
pub(super) fn figure_2(file: &str, bytes: &[u8], context: &CuratedContext) -> Result<Read<ImportReliance>, DataError> {
    let columns = ["Commodity", VALUE, "Major_Import_Sources_2021_24", "Notes"];
    read(file, bytes, &columns, |row| {
        let printed = tidy(row.text(VALUE));
        let goods = goods(context, "figure_2", row)?;
        let sources = row.text("Major_Import_Sources_2021_24").split(',').map(tidy);
        let note = tidy(row.text("Notes"));
        let reliance = ImportReliance {
            commodity: goods.commodity.clone(),
            form: goods.form.clone(),
            name: tidy(row.text("Commodity")),
            year: YEAR,
            reliance: reliance(&printed, "Estimated.", VALUE)?,
            printed,
            major_sources: sources.filter(|source| !source.is_empty() && source != "NA").collect(),
            table: "Figure 2".to_owned(),
            note: sentence(note.strip_prefix(ORDER).unwrap_or(&note)),
        };
        Ok((Some(reliance), Fate::Observed("net import reliance of the United States")))
    })
}

/// Returns the sources of imports of the United States by figure 3.
pub(super) fn figure_3(
    file: &str,
    bytes: &[u8],
    context: &CuratedContext,
    curated: &Curated,
) -> Result<Read<ImportSource>, DataError> {
    read(file, bytes, &["Commodity", "Import_Source_2021_24", "Percent"], |row| {
        let fault = |kind, column: &'static str, mend: &'static str| Fault {
            kind,
            column: column.into(),
            value: tidy(row.text(column)),
            mend: mend.into(),
        };
        let goods = goods(context, "figure_3", row)?;
        let printed = tidy(row.text("Import_Source_2021_24"));
        if printed == "NA" {
            return Ok((None, Fate::Dropped("no source named (printed NA)".into())));
        }
        let country = match curated.subject(&printed) {
            Some(RowSubject::Country(iso3)) => Some(iso3),
            Some(RowSubject::Other) => None,
            Some(RowSubject::World) | None => {
                let mend = "Add the spelling to country_names.csv.";
                return Err(fault(IssueKind::UnknownCountry, "Import_Source_2021_24", mend));
            }
        };
        let percent = row
            .text("Percent")
            .parse::<u8>()
            .ok()
            .filter(|percent| *percent <= 100)
            .ok_or_else(|| fault(IssueKind::UnknownValue, "Percent", "Write a whole number from 0 to 100."))?;
        let source = ImportSource {
            commodity: goods.commodity.clone(),
            form: goods.form.clone(),
            name: tidy(row.text("Commodity")),
            country,
            printed,
            percent,
        };
        Ok((Some(source), Fate::Observed("sources of imports of the United States")))
    })
}

/// Returns the net import reliance that the chapters state and figure 2 leaves out: net exporters, 20% and less, and
/// what cannot be given. The file's other rows are none of this function's; what becomes of them is counted elsewhere.
pub(super) fn salient(
    file: &str,
    bytes: &[u8],
    context: &CuratedContext,
) -> Result<(Vec<ImportReliance>, Vec<DataIssue>), DataError> {
    let frame = TextFrame::read(file, bytes)?;
    let columns = ["MCS chapter", "Commodity", "Statistics", "Statistics_detail", "Year", "Value", "Notes"];
    frame.require(&columns)?;
    let (mut rows, mut issues, mut met) = (Vec::new(), Vec::new(), BTreeSet::new());
    for row in frame.rows().filter(|row| is_reliance_of_the_year(*row)) {
        let [chapter, commodity, detail] =
            ["MCS chapter", "Commodity", "Statistics_detail"].map(|column| folded(row.text(column)));
        let found = context
            .salient
            .iter()
            .enumerate()
            .find(|(_, entry)| entry.chapter == chapter && entry.commodity == commodity && entry.detail == detail);
        let Some((index, entry)) = found else { continue };
        met.insert(index);
        let printed = tidy(row.text("Value"));
        match reliance(&printed, row.text("Notes"), "Value") {
            Ok(reliance) => rows.push(ImportReliance {
                commodity: entry.goods.commodity.clone(),
                form: entry.goods.form.clone(),
                name: entry.name.clone(),
                year: YEAR,
                reliance,
                printed,
                major_sources: Vec::new(),
                table: format!("{}, salient statistics", tidy(row.text("MCS chapter"))),
                note: own_sentences(row.text("Notes")).collect::<Vec<_>>().join(" "),
            }),
            Err(fault) => issues.push(fault.issue(file, row.number())),
        }
    }
    for (index, entry) in context.salient.iter().enumerate().filter(|(index, _)| !met.contains(index)) {
        issues.push(stale_entry(
            file,
            "Statistics_detail",
            entry.name.clone(),
            &format!("{SALIENT}, row {}", index + 2),
        ));
    }
    Ok((rows, issues))
}

/// Returns whether a row of the long file states the reliance of the newest year.
pub(super) fn is_reliance_of_the_year(row: TextRow<'_>) -> bool {
    row.text("Statistics") == "Net import reliance" && row.text("Year") == YEAR.to_string()
}

/// Returns the rows of a file that `understand` makes something of; it also says what each is counted as.
fn read<T>(
    file: &str,
    bytes: &[u8],
    columns: &[&str],
    understand: impl Fn(TextRow<'_>) -> Result<(Option<T>, Fate), Fault>,
) -> Result<Read<T>, DataError> {
    let frame = TextFrame::read(file, bytes)?;
    frame.require(columns)?;
    let (mut rows, mut issues, mut tally) = (Vec::new(), Vec::new(), Tally::default());
    for row in frame.rows() {
        let fate = understand(row).map(|(understood, fate)| {
            rows.extend(understood);
            fate
        });
        tally.settle(fate, (file, row.number()), &mut issues);
    }
    Ok(Read { rows, issues, intake: tally.lines(file, None, bytes) })
}

fn goods<'a>(context: &'a CuratedContext, table: &str, row: TextRow<'_>) -> Result<&'a Goods, Fault> {
    context.goods(table, row.text("Commodity")).ok_or_else(|| Fault {
        kind: IssueKind::UnknownTable,
        column: "Commodity".into(),
        value: tidy(row.text("Commodity")),
        mend: "Add a row for it to data/curated/us_trade_names.csv.".into(),
    })
}

/// Returns what a cell of per cent says of reliance.
fn reliance(printed: &str, note: &str, column: &'static str) -> Result<Reliance, Fault> {
    let fault =
        |kind, mend: &'static str| Fault { kind, column: column.into(), value: printed.to_owned(), mend: mend.into() };
    match printed {
        "E" => return Ok(Reliance::NetExporter),
        // The footnote says that no meaningful number can be given.
        "s" => return Ok(Reliance::Share(Quantity { amount: Amount::NotAvailable, estimated: false })),
        _ => {}
    }
    let mend = "Write per cent, a bound such as >75, E for a net exporter or NA.";
    let Ok(read) = read_value(printed, note) else { return Err(fault(IssueKind::UnknownValue, mend)) };
    let Printed::Quantity(quantity) = read else { return Err(fault(IssueKind::BlankValue, mend)) };
    if quantity.value().is_some_and(|value| value > 100.0) {
        return Err(fault(IssueKind::UnknownValue, mend));
    }
    Ok(Reliance::Share(quantity))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn context() -> CuratedContext {
        CuratedContext::embedded().unwrap()
    }

    fn said(rows: &[ImportReliance]) -> Vec<(&str, String)> {
        rows.iter().map(|row| (row.name.as_str(), row.reliance.text())).collect()
    }

    #[test]
    fn reliance_keeps_its_bound_and_its_sources() {
        let bytes = include_bytes!("../../tests/fixtures/mcs2026/import_reliance.csv");
        let read = figure_2("fig2.csv", bytes, &context()).unwrap();
        assert_eq!(
            said(&read.rows),
            [
                ("ARSENIC, all forms", "100\u{a0}%".to_owned()),
                ("XENON", "98\u{a0}%".to_owned()),
                ("NEPHELINE SYENITE", "more than 95\u{a0}%".to_owned()),
                ("CHROMIUM, all forms", "79\u{a0}%".to_owned()),
                ("MICA (NATURAL), scrap and flake", "34\u{a0}%".to_owned()),
                ("BROMINE", "less than 25\u{a0}%".to_owned()),
            ]
        );
        let arsenic = &read.rows[0];
        assert_eq!(arsenic.commodity.as_ref().unwrap().as_str(), "arsenic");
        assert_eq!(arsenic.major_sources, ["China", "Malaysia", "Morocco"]);
        assert_eq!(arsenic.note, "Imports from Hong Kong are included with China.");
        assert!(read.rows[1].major_sources.is_empty() && read.rows[1].note.is_empty());
        assert_eq!(read.rows[2].commodity, None);
        assert_eq!(read.rows[4].form.as_ref().unwrap().as_str(), "scrap-and-flake");
        let issues: Vec<_> = read.issues.iter().map(|issue| (issue.row, issue.kind, issue.value.as_str())).collect();
        assert_eq!(
            issues,
            [
                (8, IssueKind::UnknownTable, "UNOBTAINIUM"),
                (9, IssueKind::UnknownValue, "175"),
                (10, IssueKind::UnknownValue, "?1"),
                (11, IssueKind::BlankValue, ""),
            ]
        );
        assert_eq!(read.intake.iter().map(|line| line.rows_seen).sum::<u32>(), 10);
    }

    #[test]
    fn sources_of_imports_are_countries_or_the_others() {
        let bytes = include_bytes!("../../tests/fixtures/mcs2026/import_sources.csv");
        let read = figure_3("fig3.csv", bytes, &context(), &Curated::embedded().unwrap()).unwrap();
        let rows: Vec<_> = read
            .rows
            .iter()
            .map(|row| (row.name.as_str(), row.country.map(|iso3| iso3.to_string()).unwrap_or_default(), row.percent))
            .collect();
        let row = |name, country: &str, percent| (name, country.to_owned(), percent);
        assert_eq!(
            rows,
            [
                row("Copper, refined", "CHL", 68),
                row("Copper, refined", "", 32),
                row("Bismuth", "KOR", 22),
                row("Germanium", "BEL", 41),
            ]
        );
        assert_eq!(read.rows[3].commodity, None);
        let issues: Vec<_> = read.issues.iter().map(|issue| (issue.row, issue.kind, issue.value.as_str())).collect();
        assert_eq!(issues, [(7, IssueKind::UnknownCountry, "Atlantis"), (8, IssueKind::UnknownValue, "101")]);
        assert_eq!(read.intake.iter().map(|line| line.left_out).sum::<u32>(), 3);
    }

    #[test]
    fn net_exporters_are_found_in_the_chapters() {
        let head = "MCS chapter,Section,Commodity,Country,Statistics,Statistics_detail,Unit,Year,Value,Notes\n";
        let row = |chapter: &str, value: &str, year: &str, note: &str| {
            format!(
                "{},Salient Statistics\u{2014}United States,{chapter},United States,Net import reliance,\
                 Net import reliance as a percentage of apparent consumption,percent,{year},{value},{note}\n",
                chapter.to_uppercase()
            )
        };
        let gold = "GOLD,Salient Statistics,Gold,United States,Net import reliance,\
            Net import reliance as a percentage of reported consumption,percent,2025,s,\
            Estimated. -- Large purchases preclude a meaningful net import reliance.\n";
        let text = [
            head,
            &row("Boron", "E", "2025", "Estimated. -- Defined as imports – exports."),
            &row("Boron", "E", "2024", "Defined as imports – exports."),
            &row("Lime", "<1", "2025", "Estimated."),
            &row("Aluminum", "60", "2025", "Estimated."),
            gold,
        ]
        .concat();
        let (rows, issues) = salient("long.csv", text.as_bytes(), &context()).unwrap();
        assert_eq!(
            said(&rows),
            [
                ("Boron", "net exporter".to_owned()),
                ("Lime", "less than 1\u{a0}%".to_owned()),
                ("Gold", "not available".to_owned()),
            ]
        );
        assert_eq!(rows[0].table, "BORON, salient statistics");
        assert_eq!(rows[0].note, "Defined as imports – exports.");
        assert_eq!(issues.len(), context().salient.len() - 3);
    }
}
