use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Country, Governance, GovernanceScore, Iso3};

use super::fault::Fault;
use super::frame::{TextFrame, TextRow};
use super::intake::{Fate, IntakeLine, Tally};
use super::{DataError, DataIssue, IssueKind};

/// The publisher's words for the dimensions, in the order of [`crate::model::GovernanceDimension::ALL`].
const INDICATORS: [&str; 6] = ["va", "pv", "ge", "rq", "rl", "cc"];
/// Codes that the World Bank used before it took over those of ISO 3166.
const OLD_CODES: [(&str, &str); 6] =
    [("ADO", "AND"), ("ROM", "ROU"), ("ZAR", "COD"), ("TMP", "TLS"), ("WBG", "PSE"), ("KSV", "XKX")];
/// The Netherlands Antilles, which were dissolved in 2010 and have no successor in the file.
const DISSOLVED: &str = "ANT";
/// What the publisher prints where it has no estimate.
const MISSING: &str = "..";

/// What the Worldwide Governance Indicators say.
pub(super) struct Governances {
    /// By country, then the newest year first.
    pub(super) governance: Vec<Governance>,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
}

type Estimates = BTreeMap<(Iso3, Reverse<i16>), [Option<GovernanceScore>; 6]>;

/// Returns the estimates of the file, one row a country and year; years without any estimate have none.
pub(super) fn read(file: &str, bytes: &[u8], countries: &[Country]) -> Result<Governances, DataError> {
    let frame = TextFrame::read(file, bytes)?;
    frame.require(&["code", "year", "indicator", "estimate"])?;
    let known: BTreeSet<Iso3> = countries.iter().map(|country| country.iso3).collect();
    let (mut estimates, mut issues, mut tally) = (Estimates::new(), Vec::new(), Tally::default());
    for row in frame.rows() {
        tally.settle(estimate(row, &known, &mut estimates), (file, row.number()), &mut issues);
    }
    let governance = estimates
        .into_iter()
        .map(|((iso3, Reverse(year)), dimensions)| Governance { iso3, year, dimensions })
        .collect();
    Ok(Governances { governance, issues, intake: tally.lines(file, None, bytes) })
}

fn estimate(row: TextRow<'_>, known: &BTreeSet<Iso3>, estimates: &mut Estimates) -> Result<Fate, Fault> {
    let fault = |kind, column: &'static str, mend: &'static str| Fault {
        kind,
        column: column.into(),
        value: row.text(column).to_owned(),
        mend: mend.into(),
    };
    if row.text("code") == DISSOLVED {
        return Ok(Fate::Dropped("former Netherlands Antilles, which the list of countries does not have".into()));
    }
    let iso3 = country(row.text("code"))
        .filter(|iso3| known.contains(iso3))
        .ok_or_else(|| fault(IssueKind::UnknownCountry, "code", "Use a code that data/curated/countries.csv has."))?;
    let year = row
        .text("year")
        .parse::<i16>()
        .map_err(|_not_a_year| fault(IssueKind::UnknownYear, "year", "Write the year as four digits."))?;
    let place = INDICATORS
        .iter()
        .position(|indicator| *indicator == row.text("indicator"))
        .ok_or_else(|| fault(IssueKind::UnknownTable, "indicator", "Expected are va, pv, ge, rq, rl and cc."))?;
    if row.text("estimate") == MISSING {
        return Ok(Fate::Aside("no estimate: left empty"));
    }
    let score = row.text("estimate").parse::<GovernanceScore>().map_err(|_not_a_score| {
        fault(IssueKind::UnknownValue, "estimate", "Write a number such as -1.29, or .. for none.")
    })?;
    let of_year = estimates.entry((iso3, Reverse(year))).or_default();
    match of_year.get_mut(place) {
        Some(free @ None) => *free = Some(score),
        _ => return Err(fault(IssueKind::Duplicate, "code", "Keep one row an indicator and year.")),
    }
    Ok(Fate::Observed("estimates of governance"))
}

/// Returns the country that a code of the World Bank stands for.
fn country(code: &str) -> Option<Iso3> {
    let new = OLD_CODES.iter().find(|(old, _)| *old == code).map_or(code, |(_, new)| *new);
    Iso3::new(new).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::curated::Curated;
    use crate::model::GovernanceDimension;

    #[test]
    fn estimates_become_rows_of_countries_and_years() {
        let bytes = include_bytes!("../../tests/fixtures/wgi.csv");
        let read = read("wgi.csv", bytes, &Curated::embedded().unwrap().countries).unwrap();
        let rows: Vec<_> = read.governance.iter().map(|of| (of.iso3.as_str(), of.year)).collect();
        assert_eq!(rows, [("AFG", 2023), ("AFG", 1996), ("COD", 2023)]);
        let congo = read.governance[2];
        let score = |dimension| congo.score(dimension).map(|score| score.to_string());
        assert_eq!(score(GovernanceDimension::Voice).as_deref(), Some("-1.22"));
        assert_eq!(score(GovernanceDimension::Stability).as_deref(), Some("-2.00"));
        assert_eq!(score(GovernanceDimension::Law), None);
        let issues: Vec<_> = read.issues.iter().map(|issue| (issue.row, issue.kind, issue.value.as_str())).collect();
        assert_eq!(
            issues,
            [
                (9, IssueKind::UnknownCountry, "QQQ"),
                (10, IssueKind::UnknownValue, "-1.234"),
                (11, IssueKind::Duplicate, "ZAR"),
                (12, IssueKind::UnknownTable, "gdp"),
                (13, IssueKind::UnknownYear, "2023e"),
            ]
        );
        let sum = |count: fn(&IntakeLine) -> u32| read.intake.iter().map(count).sum::<u32>();
        assert_eq!((sum(|line| line.rows_seen), sum(|line| line.observations)), (12, 4));
        assert_eq!((sum(|line| line.notes), sum(|line| line.left_out)), (2, 6));
    }
}
