use std::collections::BTreeSet;

use crate::model::{ControlKind, ControlledCommodity, ExportControl};

use super::curated::Curated;
use super::curated_context::{CONTROLS, ControlEntry};
use super::fault::{Fault, stale_entry};
use super::frame::{TextFrame, TextRow};
use super::intake::{Fate, IntakeLine, Tally};
use super::observation::RowSubject;
use super::spelling::{folded, sentence, tidy};
use super::{DataError, DataIssue, IssueKind};

/// What the table of countries' export controls says.
pub(super) struct ExportControls {
    pub(super) controls: Vec<ExportControl>,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
}

/// How the kinds of control are printed, the longer beginnings first.
const KINDS: [(&str, ControlKind); 4] = [
    ("temporary export ban", ControlKind::TemporaryBan),
    ("export ban", ControlKind::Ban),
    ("export quota", ControlKind::Quota),
    ("export licensing requirement", ControlKind::Licence),
];

/// Returns the table in the publisher's order, each row with the commodities that `entries` find named in it.
pub(super) fn read(
    file: &str,
    bytes: &[u8],
    curated: &Curated,
    entries: &[ControlEntry],
) -> Result<ExportControls, DataError> {
    let frame = TextFrame::read(file, bytes)?;
    frame.require(&["Country", "Control_Type", "Commodity_Year", "Data_source", "Notes"])?;
    let (mut controls, mut issues, mut tally) = (Vec::new(), Vec::new(), Tally::default());
    let mut met = BTreeSet::new();
    for row in frame.rows() {
        let fate = control(row, curated, entries, &mut met).map(|control| {
            controls.push(control);
            Fate::Observed("export controls")
        });
        tally.settle(fate, (file, row.number()), &mut issues);
    }
    for (index, entry) in entries.iter().enumerate().filter(|(index, _)| !met.contains(index)) {
        let value = format!("{}: {} ({})", entry.country, entry.words, entry.year);
        issues.push(stale_entry(file, "Commodity_Year", value, &format!("{CONTROLS}, row {}", index + 2)));
    }
    Ok(ExportControls { controls, issues, intake: tally.lines(file, None, bytes) })
}

fn control(
    row: TextRow<'_>,
    curated: &Curated,
    entries: &[ControlEntry],
    met: &mut BTreeSet<usize>,
) -> Result<ExportControl, Fault> {
    let fault = |kind, column: &'static str, mend: &'static str| Fault {
        kind,
        column: column.into(),
        value: tidy(row.text(column)),
        mend: mend.into(),
    };
    let Some(RowSubject::Country(country)) = curated.subject(row.text("Country")) else {
        return Err(fault(IssueKind::UnknownCountry, "Country", "Add the spelling to country_names.csv."));
    };
    let printed_kind = folded(row.text("Control_Type"));
    let (_, kind) = KINDS.into_iter().find(|(words, _)| printed_kind.starts_with(words)).ok_or_else(|| {
        fault(IssueKind::UnknownValue, "Control_Type", "Expected are export bans, quotas and licensing requirements.")
    })?;
    let printed = tidy(row.text("Commodity_Year"));
    if printed.is_empty() {
        return Err(fault(IssueKind::BlankValue, "Commodity_Year", "Say what is restricted."));
    }
    let text = folded(&printed);
    let mut commodities = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let is_row =
            folded(&entry.country) == folded(row.text("Country")) && folded(&entry.printed_kind) == printed_kind;
        // Nothing is said of a row that its text does not say.
        if is_row && text.contains(&folded(&entry.words)) && text.contains(&entry.year.to_string()) {
            met.insert(index);
            commodities.push(ControlledCommodity {
                commodity: entry.commodity.clone(),
                year: entry.year,
                words: entry.words.clone(),
            });
        }
    }
    Ok(ExportControl {
        country,
        kind,
        printed_kind: tidy(row.text("Control_Type")),
        printed,
        commodities,
        link: tidy(row.text("Data_source")),
        note: sentence(row.text("Notes")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::Severity;
    use crate::data::curated_context::CuratedContext;

    fn fixture() -> ExportControls {
        let (curated, context) = (Curated::embedded().unwrap(), CuratedContext::embedded().unwrap());
        let bytes = include_bytes!("../../tests/fixtures/mcs2026/export_controls.csv");
        read("export_controls.csv", bytes, &curated, &context.controls).unwrap()
    }

    #[test]
    fn a_row_names_the_commodities_that_its_text_names() {
        let read = fixture();
        let named = |control: &ExportControl| {
            control
                .commodities
                .iter()
                .map(|of| format!("{} {} {}", of.commodity, of.year, of.words))
                .collect::<Vec<_>>()
        };
        let rows: Vec<_> = read.controls.iter().map(|of| (of.country.as_str(), of.kind)).collect();
        assert_eq!(
            rows,
            [
                ("IDN", ControlKind::Ban),
                ("TJK", ControlKind::Ban),
                ("COD", ControlKind::Quota),
                ("ARM", ControlKind::TemporaryBan),
                ("MAR", ControlKind::Licence),
            ]
        );
        assert_eq!(
            named(&read.controls[0]),
            ["bauxite 2023 Bauxite", "copper 2023 copper concentrates", "nickel 2020 nickel ore"]
        );
        assert!(named(&read.controls[1]).is_empty());
        assert_eq!(read.controls[1].printed, "Metal waste and scrap (2020).");
        assert_eq!(read.controls[3].printed_kind, "Temporary export ban");
        // The fixture prints another year for the ingots: they are not taken for named.
        assert_eq!(named(&read.controls[4]), ["copper 2025 Copper (refined and alloys)"]);
        assert_eq!(read.controls[4].link, "https://example.org/morocco,114626.html");
    }

    #[test]
    fn rows_that_cannot_be_read_and_entries_without_a_row_are_issues() {
        let read = fixture();
        let found = |severity| read.issues.iter().filter(move |issue| issue.severity() == severity);
        let lost: Vec<_> =
            found(Severity::Warning).map(|issue| (issue.row, issue.kind, issue.value.as_str())).collect();
        assert_eq!(lost, [(7, IssueKind::UnknownCountry, "Atlantis"), (8, IssueKind::UnknownValue, "Export tax")]);
        assert!(found(Severity::Note).any(|issue| issue.value == "Morocco: aluminum ingots (2025)"));
        let seen: u32 = read.intake.iter().map(|line| line.rows_seen).sum();
        assert_eq!(seen, 7);
    }
}
