use std::rc::Rc;

use super::correct::Cells;
use super::fault::Fault;
use super::figure::{Columns, Figure, Found, Wording};
use super::frame::{TextFrame, TextRow};
use super::import_reliance::is_reliance_of_the_year;
use super::spelling::tidy;
use super::{DataError, IssueKind};

const COLUMNS: [&str; 10] = [
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
];

/// How the header of the column begins that says whether a mineral is critical; the year of the list follows.
const CRITICAL: &str = "Is critical mineral";

/// Returns whether a table has the long layout, in which the publisher prints all statistics since 2026.
pub(super) fn is_long(frame: &TextFrame) -> bool {
    frame.columns().any(|column| column == "MCS chapter")
}

/// Returns whether a table has all columns of the long layout that figures are read from.
pub(super) fn is_whole(frame: &TextFrame) -> bool {
    frame.require(&COLUMNS).is_ok()
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
    let critical = frame.columns().find(|column| column.starts_with(CRITICAL)).unwrap_or(CRITICAL);
    Ok(frame.rows().map(|row| found(row, &columns, critical)).collect())
}

fn found(row: TextRow<'_>, columns: &Rc<Columns>, critical: &str) -> Found {
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
            critical: text(critical),
        },
        wording: Wording::OneFigure,
    }))
}
