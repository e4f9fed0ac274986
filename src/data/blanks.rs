use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Amount, CommodityId, CorrectionId, Edition, EditionId, FormId, Iso3, Quantity, Stage};

use super::observation::{Observation, RowSubject, TableHead};
use super::records::Record;
use super::usgs_notes::{BLANK, EMPTY};
use super::usgs_reader::EditionRead;
use super::{Correction, DataError, Effect, Statement, TableKey};

/// How the note on a blank that was taken for a zero begins.
const ZERO: &str = "Left blank by the publisher; ";

/// Of what a figure is, whatever the edition.
type Place = (CommodityId, FormId, Stage, Iso3, i16);

/// The blanks of a table that were taken for zeros.
#[derive(Default)]
struct Zeros {
    rows: u32,
    /// The editions that print them.
    editions: BTreeSet<EditionId>,
}

/// Takes for zeros the blanks of countries, without a note, in editions that print no zeros, where another edition of the
/// same publication prints zero for the same country and year, and none anything else. Adds one correction for each
/// table.
///
/// The row "Other countries" stays blank: each edition leaves other countries to it.
pub(super) fn read_zeros(read: &mut EditionRead, editions: &[Edition]) -> Result<(), DataError> {
    let series: BTreeMap<&EditionId, &str> = editions.iter().map(|of| (&of.id, of.series.as_str())).collect();
    let mut print_zeros = BTreeSet::new();
    let mut said: BTreeMap<Place, Vec<(EditionId, Quantity)>> = BTreeMap::new();
    for observation in &read.observations {
        let quantity = &observation.statement.quantity;
        if quantity.amount == Amount::Exact(0.0) {
            print_zeros.insert(observation.key.edition.clone());
        }
        if let Some(place) = place(observation) {
            said.entry(place).or_default().push((observation.key.edition.clone(), quantity.clone()));
        }
    }
    let mut tables: BTreeMap<TableKey, Zeros> = BTreeMap::new();
    for observation in read.observations.iter_mut().filter(|of| is_blank(of)) {
        let edition = &observation.key.edition;
        let Some(place) = place(observation).filter(|_| !print_zeros.contains(edition)) else { continue };
        let elsewhere: Vec<_> = said
            .get(&place)
            .into_iter()
            .flatten()
            .filter(|(other, _)| other != edition && series.get(other) == series.get(edition))
            .collect();
        if elsewhere.is_empty() || elsewhere.iter().any(|(_, of)| of.amount != Amount::Exact(0.0)) {
            continue;
        }
        let printing: BTreeSet<EditionId> = elsewhere.iter().map(|(other, _)| other.clone()).collect();
        observation.statement = Statement {
            quantity: Quantity {
                amount: Amount::Exact(0.0),
                estimated: elsewhere.iter().any(|(_, quantity)| quantity.estimated),
            },
            note: format!("{ZERO}{} zero for this year.", who_prints(&printing)),
        };
        let zeros = tables.entry(observation.key.clone()).or_default();
        zeros.rows += 1;
        zeros.editions.extend(printing);
    }
    for (key, zeros) in tables {
        let correction = correction(key, &zeros, &read.heads)?;
        read.corrections.push(correction);
    }
    Ok(())
}

/// Takes a zero that was read from a blank back.
pub(super) fn take_back(statement: &mut Statement) {
    if statement.note.starts_with(ZERO) && statement.quantity.amount == Amount::Exact(0.0) {
        statement.quantity = Quantity { amount: Amount::NotAvailable, estimated: false };
        BLANK.clone_into(&mut statement.note);
    }
}

/// Returns of what a figure of a country is.
fn place(observation: &Observation) -> Option<Place> {
    let RowSubject::Country(country) = observation.subject else { return None };
    let key = &observation.key;
    Some((key.commodity.clone(), key.form.clone(), key.stage, country, observation.year))
}

/// Returns whether a cell is blank and no note says what that means.
fn is_blank(observation: &Observation) -> bool {
    let Statement { quantity, note } = &observation.statement;
    observation.printed == EMPTY && note == BLANK && quantity.amount == Amount::NotAvailable
}

/// Returns the editions as the subject of a sentence, with its verb.
fn who_prints(editions: &BTreeSet<EditionId>) -> String {
    let years: Vec<&str> =
        editions.iter().map(|id| id.as_str().trim_start_matches(|letter: char| !letter.is_ascii_digit())).collect();
    if let [year] = years[..] {
        format!("the {year} edition prints")
    } else {
        format!("the {} editions print", years.join(" and "))
    }
}

fn correction(key: TableKey, zeros: &Zeros, heads: &[TableHead]) -> Result<Correction, DataError> {
    let TableKey { commodity, form, stage, edition } = &key;
    let names_commodity = form.as_str().starts_with(commodity.as_str());
    let name = if names_commodity { form.to_string() } else { format!("{commodity}-{form}") };
    let id = format!("{edition}-{name}-{stage}-blanks");
    let id = CorrectionId::new(&id).map_err(|fault| DataError::BadCell {
        file: Correction::FILE.to_owned(),
        row: 0,
        column: "id".to_owned(),
        value: id,
        reason: fault.to_string(),
    })?;
    // A label begins with the chapter.
    let label = heads.iter().find(|head| head.key == key).map(|head| head.source_label.as_str()).unwrap_or_default();
    let chapter = label.split_once(", ").map_or(label, |(chapter, _)| chapter);
    let whom = if zeros.rows == 1 { "this country and year" } else { "these countries and years" };
    Ok(Correction {
        id,
        edition: edition.clone(),
        commodity: chapter.to_owned(),
        country: String::new(),
        row: None,
        year: None,
        field: "value".to_owned(),
        printed: EMPTY.to_owned(),
        used: "0".to_owned(),
        effect: Effect::Blanks,
        rows: zeros.rows,
        reason: format!("This edition prints no zeros; {} zero for {whom}", who_prints(&zeros.editions)),
        table: key,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{SourceId, Unit};

    fn edition(id: &str, series: &str) -> Edition {
        Edition {
            id: EditionId::new(id).unwrap(),
            name: id.to_owned(),
            short_name: id.to_owned(),
            source: SourceId::new("s").unwrap(),
            series: series.to_owned(),
        }
    }

    fn key(edition: &str) -> TableKey {
        TableKey {
            commodity: CommodityId::new("tin").unwrap(),
            form: FormId::new("tin").unwrap(),
            stage: Stage::Mine,
            edition: EditionId::new(edition).unwrap(),
        }
    }

    fn observation(edition: &str, whom: &str, amount: Amount) -> Observation {
        let is_blank = amount == Amount::NotAvailable;
        Observation {
            key: key(edition),
            subject: RowSubject::read(whom).unwrap(),
            year: 2023,
            statement: Statement {
                quantity: Quantity { amount, estimated: false },
                note: if is_blank { BLANK.to_owned() } else { String::new() },
            },
            unit: Unit::Tonnes,
            source: SourceId::new("s").unwrap(),
            printed: if is_blank { EMPTY.to_owned() } else { "x".to_owned() },
        }
    }

    /// Reads a blank of the edition of 2025 beside what other editions say; "other" stands for another publication.
    fn read(elsewhere: &[(&str, Amount)]) -> EditionRead {
        let blank = observation("mcs2025", "CAN", Amount::NotAvailable);
        read_beside(blank, elsewhere)
    }

    fn read_beside(blank: Observation, elsewhere: &[(&str, Amount)]) -> EditionRead {
        let whom = blank.subject.to_string();
        let mut observations = vec![blank];
        observations.extend(elsewhere.iter().map(|(of, amount)| observation(of, &whom, amount.clone())));
        let head = TableHead {
            key: key("mcs2025"),
            unit: Unit::Tonnes,
            basis: String::new(),
            not_additive: None,
            source_label: "Tin, Mine production, tin content".to_owned(),
            note: String::new(),
        };
        let mut read = EditionRead { heads: vec![head], observations, ..EditionRead::default() };
        let editions = ["mcs2023", "mcs2024", "mcs2025", "mcs2026"].map(|id| edition(id, "mcs"));
        read_zeros(&mut read, &[&editions[..], &[edition("other2025", "other")]].concat()).unwrap();
        read
    }

    fn zero() -> Amount {
        Amount::Exact(0.0)
    }

    #[test]
    fn a_blank_is_zero_where_another_edition_prints_zero() {
        let one = read(&[("mcs2024", zero())]);
        let of = &one.observations[0];
        assert_eq!(of.statement.quantity, Quantity { amount: zero(), estimated: false });
        assert_eq!(of.statement.note, "Left blank by the publisher; the 2024 edition prints zero for this year.");
        assert_eq!(of.printed, "(blank)");
        let [correction] = &one.corrections[..] else { panic!("{:?}", one.corrections) };
        assert_eq!(correction.id.as_str(), "mcs2025-tin-mine-blanks");
        assert_eq!((correction.commodity.as_str(), correction.rows), ("Tin", 1));
        assert_eq!(
            correction.reason,
            "This edition prints no zeros; the 2024 edition prints zero for this country and year"
        );

        let two = read(&[("mcs2024", zero()), ("mcs2026", zero())]);
        let note = "Left blank by the publisher; the 2024 and 2026 editions print zero for this year.";
        assert_eq!(two.observations[0].statement.note, note);
    }

    #[test]
    fn a_zero_is_an_estimate_where_it_is_one_elsewhere() {
        let blank = observation("mcs2025", "CAN", Amount::NotAvailable);
        let mut zero = observation("mcs2024", "CAN", zero());
        zero.statement.quantity.estimated = true;
        let mut read = EditionRead { observations: vec![blank, zero], ..EditionRead::default() };
        read_zeros(&mut read, &[edition("mcs2024", "mcs"), edition("mcs2025", "mcs")]).unwrap();
        assert!(read.observations[0].statement.quantity.estimated);
    }

    #[test]
    fn any_other_blank_is_left() {
        let half = Amount::Range { low: 0.0, high: 0.5 };
        for elsewhere in [
            &[][..],
            &[("mcs2024", Amount::Exact(5.0))],
            &[("mcs2024", Amount::Withheld)],
            &[("mcs2024", Amount::NotAvailable)],
            &[("mcs2024", half)],
            &[("mcs2024", zero()), ("mcs2026", Amount::Exact(5.0))],
            &[("mcs2024", zero()), ("mcs2026", Amount::Withheld)],
            &[("other2025", zero())],
        ] {
            let read = read(elsewhere);
            assert_eq!(read.observations[0], observation("mcs2025", "CAN", Amount::NotAvailable), "{elsewhere:?}");
            assert!(read.corrections.is_empty(), "{elsewhere:?}");
        }
        let elsewhere = [("mcs2024", zero())];
        let mut blanks = ["CAN", "CAN", "CAN", "other"].map(|whom| observation("mcs2025", whom, Amount::NotAvailable));
        blanks[0].statement.note = "Crude ore.".to_owned();
        blanks[1].printed = "NA".to_owned();
        blanks[2].key.edition = EditionId::new("mcs2023").unwrap();
        for blank in &blanks[..2] {
            assert_eq!(read_beside(blank.clone(), &elsewhere).observations[0], *blank);
        }
        assert_eq!(read_beside(blanks[3].clone(), &elsewhere).observations[0], blanks[3], "Other countries");
        let prints_zeros = [("mcs2024", zero()), ("mcs2023", zero())];
        assert_eq!(
            read_beside(blanks[2].clone(), &prints_zeros).observations[0],
            blanks[2],
            "a blank is no zero there"
        );
    }

    #[test]
    fn what_another_year_says_is_no_matter() {
        let blank = observation("mcs2025", "CAN", Amount::NotAvailable);
        let mut before = observation("mcs2024", "CAN", zero());
        before.year = 2022;
        let mut read = EditionRead { observations: vec![blank.clone(), before], ..EditionRead::default() };
        read_zeros(&mut read, &[edition("mcs2024", "mcs"), edition("mcs2025", "mcs")]).unwrap();
        assert_eq!(read.observations[0], blank);
    }

    #[test]
    fn a_zero_read_from_a_blank_is_taken_back_and_no_other() {
        let mut read = read(&[("mcs2024", zero())]);
        let statement = &mut read.observations[0].statement;
        take_back(statement);
        assert_eq!(*statement, observation("mcs2025", "CAN", Amount::NotAvailable).statement);
        let printed = &mut read.observations[1].statement;
        take_back(printed);
        assert_eq!(printed.quantity.amount, zero());
    }
}
