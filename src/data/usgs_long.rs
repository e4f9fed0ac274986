use std::rc::Rc;

use super::correct::Cells;
use super::fault::Fault;
use super::figure::{Columns, Figure, Found, Wording};
use super::frame::{TextFrame, TextRow};
use super::import_reliance::is_reliance_of_the_year;
use super::spelling::tidy;
use super::{DataError, IssueKind};

const COLUMNS: [&str; 11] = [
    "MCS chapter",
    "Section",
    "Commodity",
    "Country",
    "Statistics",
    "Statistics_detail",
    "Unit",
    "Year",
    "Value",
    "Notes",
    "Is critical mineral 2025",
];

/// Returns whether a table has the long layout, in which the publisher prints all statistics since 2026.
pub(super) fn is_long(frame: &TextFrame) -> bool {
    frame.columns().any(|column| column == "MCS chapter")
}

/// Returns what stands in a file of the long layout, one row a figure: figures of world tables, everything else aside.
pub(super) fn figures(frame: &TextFrame) -> Result<Vec<Found>, DataError> {
    frame.require(&COLUMNS)?;
    let columns = Rc::new(Columns {
        country: "Country".to_owned(),
        detail: "Statistics_detail".to_owned(),
        unit: "Unit".to_owned(),
        year: "Year".to_owned(),
        value: "Value".to_owned(),
    });
    Ok(frame.rows().map(|row| found(row, &columns)).collect())
}

fn found(row: TextRow<'_>, columns: &Rc<Columns>) -> Found {
    let section = tidy(row.text("Section"));
    if section.starts_with("Salient Statistics") {
        if is_reliance_of_the_year(row) {
            return Found::Aside("net import reliance of the United States, taken where figure 2 leaves it out");
        }
        return Found::Aside("salient statistics of the United States");
    }
    if section == "Import Sources" {
        return Found::Aside("import sources of the United States");
    }
    if !section.starts_with("World") {
        let fault = Fault {
            kind: IssueKind::UnknownSection,
            column: "Section".into(),
            value: section,
            mend: "Expected are World…, Salient Statistics… and Import Sources.".into(),
        };
        return Found::Fault { row: row.number(), fault };
    }
    let text = |column| tidy(row.text(column));
    Found::Figure(Box::new(Figure {
        row: row.number(),
        columns: Rc::clone(columns),
        chapter: text("MCS chapter"),
        commodity: text("Commodity"),
        statistic: text("Statistics"),
        cells: Cells {
            country: text("Country"),
            detail: text("Statistics_detail"),
            unit: text("Unit"),
            year: text("Year"),
            value: text("Value"),
            notes: text("Notes"),
            critical: text("Is critical mineral 2025"),
        },
        wording: Wording::OneFigure,
    }))
}
