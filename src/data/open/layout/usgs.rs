use crate::data::observation::Observation;
use crate::data::spelling::folded;
use crate::data::usgs_notes::EMPTY;
use crate::data::usgs_own::{self, UsgsFile};
use crate::data::{DataIssue, IssueKind, usgs};
use crate::model::{Amount, EditionId};

use super::super::opening::{Known, Opening};
use super::super::sheet::Head;
use super::super::{OpenError, Progress};
use super::edition::OwnNames;
use super::{LookedSheet, SheetTable, headed};

/// Returns whether a header's cell is one that the publisher's headers begin with.
pub(super) fn opens(name: &str) -> bool {
    name == "MCS chapter" || folded(name) == "country"
}

/// Returns where the header stands of a sheet that is a world table of the Mineral Commodity Summaries.
pub(in super::super) fn is_usgs(name: &str, head: &Head) -> Option<usize> {
    headed(name, head).find_map(|(above, _, frame)| usgs_own::edition_year(name, &frame?).map(|_| above))
}

/// Returns whether a file belongs to the publication by its name.
pub(super) fn is_beside(name: &str) -> bool {
    usgs::edition_in(name.rsplit('/').next().unwrap_or(name)).is_some()
}

/// Reads sheets of the Mineral Commodity Summaries.
pub(super) fn read(opening: &mut Opening<'_>, sheets: Vec<LookedSheet>, progress: &Progress) -> Result<(), OpenError> {
    let (mut files, mut looked) = (Vec::new(), Vec::new());
    for of in sheets {
        let name = opening.shown_name(of.sheet.name());
        let table = SheetTable::of(of.sheet.as_ref(), of.guess.mapping.header.above, progress)?;
        let frame = table.frame(&name)?;
        let Some(year) = usgs_own::edition_year(&name, &frame) else { continue };
        files.push((UsgsFile { name, frame, sha256: opening.fingerprint().to_owned() }, year));
        looked.push((of, table));
    }
    let read = usgs_own::read(&files, opening.curated())?;
    let ids: Vec<&EditionId> = read.editions.iter().map(|(edition, _)| &edition.id).collect();
    let names = OwnNames::new(opening.prefix(), ids.iter().copied(), ids.len() == 1 && !opening.has_more_editions());
    let mut tables = read.read;
    let mut issues: Vec<DataIssue> = tables.issues.into_iter().map(for_a_person).collect();
    issues.extend(blanks(
        &tables.observations,
        &read.editions.iter().map(|(of, _)| &of.id).collect::<Vec<_>>(),
        &read.files,
        &files,
    ));
    names.heads(&mut tables.heads);
    names.observations(&mut tables.observations);
    names.corrections(&mut tables.corrections);
    for line in &mut tables.intake {
        line.edition = line.edition.as_ref().and_then(|edition| names.own(edition));
    }
    for issue in &mut issues {
        let table =
            looked.iter().zip(&files).find(|(_, (file, _))| file.name == issue.file).map(|((_, table), _)| table);
        issue.line = table.map(|table| table.line(issue.row)).unwrap_or_default();
    }
    opening.known(Known {
        editions: read.editions.iter().filter_map(|(edition, source)| names.edition(edition, source)).collect(),
        heads: tables.heads,
        observations: tables.observations,
        corrections: tables.corrections,
        issues,
        intake: tables.intake,
        commodities: Vec::new(),
        forms: Vec::new(),
    });
    for ((of, table), (_, used)) in looked.into_iter().zip(&read.files) {
        opening.report(of, table.seen, used.len() as u64);
    }
    Ok(())
}

/// Returns an issue with what a person can do about it who cannot change the app's own lists.
fn for_a_person(issue: DataIssue) -> DataIssue {
    let mend = match issue.kind {
        IssueKind::UnknownTable => {
            "This heading is in no edition that the app knows: map the columns by hand to use these rows.".to_owned()
        }
        IssueKind::UnknownCountry => "Assign the name to a country.".to_owned(),
        IssueKind::Duplicate => "Keep one row for each country and year.".to_owned(),
        _ => issue.mend,
    };
    DataIssue { mend, ..issue }
}

/// Returns one issue for each edition with blank cells that nothing says are zero: they are not available, never zero.
fn blanks(
    observations: &[Observation],
    editions: &[&EditionId],
    of_files: &[(EditionId, std::collections::BTreeSet<usize>)],
    files: &[(UsgsFile, i16)],
) -> Vec<DataIssue> {
    let is_blank = |of: &&Observation| of.printed == EMPTY && of.statement.quantity.amount == Amount::NotAvailable;
    let issue = |edition: &&EditionId| {
        let count = observations.iter().filter(|of| of.key.edition == **edition).filter(is_blank).count();
        let file = of_files.iter().zip(files).find(|((of, _), _)| of == *edition).map(|(_, (file, _))| &file.name)?;
        (count > 0).then(|| DataIssue {
            file: file.clone(),
            sheet: String::new(),
            row: 0,
            column: String::new(),
            value: String::new(),
            kind: IssueKind::BlankValue,
            done: format!(
                "{count} blank cells are kept as not available, never as zero: this edition prints no zeros, and nothing \
                 beside it says which blanks are zero."
            ),
            mend: "Put it into one folder with the edition before or after it, and open the folder.".to_owned(),
            line: Vec::new(),
        })
    };
    editions.iter().filter_map(issue).collect()
}
