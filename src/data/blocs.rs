use std::collections::BTreeMap;

use crate::model::{Bloc, BlocId, BlocKind, Confidence, Member, Membership, PartialDate};

use super::curated::BlocWords;
use super::frame::TextFrame;
use super::intake::{Fate, IntakeLine, Tally};
use super::{DataError, DataIssue, IssueKind};

/// The blocs and their members, as collected from public material.
pub(super) struct BlocsRead {
    pub(super) blocs: Vec<Bloc>,
    pub(super) memberships: Vec<Membership>,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
}

/// Returns what the collection of blocs says, in the order of the panel that `words` give.
pub(super) fn read(file: &str, bytes: &[u8], words: &[BlocWords]) -> Result<BlocsRead, DataError> {
    let frame = TextFrame::read(file, bytes)?;
    frame.require(&["bloc_id", "bloc_name", "kind", "country_iso3", "joined", "left", "source", "confidence"])?;
    let words: BTreeMap<&BlocId, &BlocWords> = words.iter().map(|words| (&words.id, words)).collect();
    let mut blocs: BTreeMap<(u32, usize), Bloc> = BTreeMap::new();
    let mut places: BTreeMap<BlocId, (u32, usize)> = BTreeMap::new();
    let mut members: Vec<((u32, usize), Membership)> = Vec::new();
    let mut issues = Vec::new();
    let mut tally = Tally::default();
    for row in frame.rows() {
        let id = row.parse("bloc_id", BlocId::new)?;
        let place = if let Some(place) = places.get(&id) {
            *place
        } else {
            let of = words.get(&id);
            // Blocs that nobody has described come last, in the order of the file.
            let place = (of.map_or(u32::MAX, |words| words.order), row.number());
            let name = row.text("bloc_name").to_owned();
            if of.is_none() {
                issues.push(undescribed(file, row.number(), id.as_str()));
            }
            let bloc = Bloc {
                id: id.clone(),
                short_name: of.map_or_else(|| name.clone(), |words| words.short_name.clone()),
                name,
                kind: row.parse("kind", str::parse::<BlocKind>)?,
                about: of.map(|words| words.about.clone()).unwrap_or_default(),
            };
            blocs.insert(place, bloc);
            places.insert(id.clone(), place);
            place
        };
        members.push((
            place,
            Membership {
                bloc: id,
                member: row.parse("country_iso3", str::parse::<Member>)?,
                joined: row.optional("joined", str::parse::<PartialDate>)?,
                left: row.optional("left", str::parse::<PartialDate>)?,
                confidence: row.parse("confidence", str::parse::<Confidence>)?,
                source: row.text("source").to_owned(),
            },
        ));
        tally.count(Fate::Observed("memberships of blocs"));
    }
    // Stable: members stay in the order of the file.
    members.sort_by_key(|(place, _)| *place);
    Ok(BlocsRead {
        blocs: blocs.into_values().collect(),
        memberships: members.into_iter().map(|(_, membership)| membership).collect(),
        issues,
        intake: tally.lines(file, None, bytes),
    })
}

fn undescribed(file: &str, row: usize, id: &str) -> DataIssue {
    DataIssue {
        file: file.to_owned(),
        sheet: String::new(),
        row,
        column: "bloc_id".to_owned(),
        value: id.to_owned(),
        kind: IssueKind::UnknownBloc,
        done: "The bloc was put last, under its full name.".to_owned(),
        mend: "Add a row for it to data/curated/blocs.csv.".to_owned(),
        line: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocs_stand_in_the_order_of_the_panel() {
        let bytes = b"bloc_id,bloc_name,kind,country_iso3,joined,left,source,confidence\n\
            eu,European Union,union,FRA,1958-01-01,,[K],confirmed\n\
            new,New bloc,proposal,X-EU,,,[K],reported\n\
            msp,Minerals Security Partnership,mineral_alliance,USA,2022-06,2026-02-04,[K],confirmed\n";
        let words = [
            BlocWords { order: 1, id: BlocId::new("msp").unwrap(), short_name: "MSP".into(), about: "It was".into() },
            BlocWords { order: 2, id: BlocId::new("eu").unwrap(), short_name: "EU".into(), about: "It is".into() },
        ];
        let read = read("blocs.csv", bytes, &words).unwrap();
        let names: Vec<_> = read.blocs.iter().map(|bloc| bloc.short_name.as_str()).collect();
        assert_eq!(names, ["MSP", "EU", "New bloc"]);
        let members: Vec<_> = read.memberships.iter().map(|of| of.member.to_string()).collect();
        assert_eq!(members, ["USA", "FRA", "X-EU"]);
        assert_eq!(read.issues.len(), 1);
        assert_eq!(read.intake.iter().map(|line| line.rows_seen).sum::<u32>(), 3);
    }

    #[test]
    fn a_wrong_date_is_named_with_its_place() {
        let bytes = b"bloc_id,bloc_name,kind,country_iso3,joined,left,source,confidence\n\
            eu,European Union,union,FRA,1958-13,,[K],confirmed\n";
        let error = read("blocs.csv", bytes, &[]).err().unwrap().to_string();
        assert!(error.starts_with("row 2, column 'joined': '1958-13'"), "{error}");
    }
}
