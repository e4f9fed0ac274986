use std::collections::BTreeMap;

use super::*;
use crate::data::embedded;
use crate::model::{Bloc, BlocKind, Confidence, Member, Membership};

fn names() -> MemberNames {
    MemberNames::new(&BTreeMap::new()).unwrap()
}

fn read(text: &str) -> BlocFile {
    read_bloc_file(text.as_bytes(), &embedded().unwrap(), &names()).unwrap()
}

fn bloc() -> OwnBloc {
    let id = BlocId::new("own_test_bloc").unwrap();
    let of = |member: &str, joined: &str, left: &str, confidence, source: &str| Membership {
        bloc: id.clone(),
        member: member.parse().unwrap(),
        joined: joined.parse().ok(),
        left: left.parse().ok(),
        confidence,
        source: source.to_owned(),
    };
    OwnBloc {
        bloc: Bloc {
            id: id.clone(),
            name: "A bloc, “for\ntests”".to_owned(),
            short_name: "=Test; \"bloc\"".to_owned(),
            kind: BlocKind::Own,
            about: "'What it is".to_owned(),
        },
        members: vec![
            of("CHL", "2020-01", "2022", Confidence::Confirmed, "[A] https://example.org/?a=1,2"),
            of("CHL", "2023-05-06", "", Confidence::Reported, "+1"),
            of("X-EU", "", "", Confidence::Unknown, ""),
            of("X-OECD", "", "", Confidence::Confirmed, "''"),
            of("X-UNKNOWN", "2020", "", Confidence::Confirmed, "a\nb"),
        ],
        slot: Some(6),
    }
}

#[test]
fn blocs_come_back_from_both_formats_as_they_were() {
    let second = OwnBloc {
        bloc: Bloc { id: BlocId::new("own_two").unwrap(), name: "Two".into(), short_name: "2".into(), ..bloc().bloc },
        members: vec![Membership { bloc: BlocId::new("own_two").unwrap(), ..bloc().members[0].clone() }],
        slot: None,
    };
    let blocs = [bloc(), second];
    for format in BlocFormat::ALL {
        let text = bloc_text(&blocs, format);
        assert!(is_bloc_file(text.as_bytes()), "{text}");
        let file = read(&text);
        assert_eq!(file.blocs, blocs, "{text}");
        assert_eq!((file.rows, file.grave().count()), (6, 0), "{:?}", file.faults);
        assert_eq!(bloc_text(&file.blocs, format), text);
    }
}

#[test]
fn a_bundled_bloc_becomes_one_of_ones_own_and_every_member_survives() {
    let dataset = embedded().unwrap();
    for bloc in dataset.blocs() {
        let members: Vec<Membership> = dataset.memberships_of(&bloc.id).cloned().collect();
        let own = OwnBloc { bloc: bloc.clone(), members, slot: None };
        for format in BlocFormat::ALL {
            let file = read(&bloc_text(std::slice::from_ref(&own), format));
            assert_eq!(file.faults, [], "{}", bloc.id);
            let [back] = file.blocs.as_slice() else { panic!("{}", bloc.id) };
            assert_eq!(back.bloc.id.as_str(), format!("own_{}", bloc.id));
            assert_eq!((&back.bloc.name, back.bloc.kind), (&bloc.name, BlocKind::Own));
            let of = |of: &Membership| (of.member.clone(), of.joined, of.left, of.confidence, of.source.clone());
            assert_eq!(back.members.iter().map(of).collect::<Vec<_>>(), own.members.iter().map(of).collect::<Vec<_>>());
        }
    }
}

#[test]
fn a_table_by_hand_is_read_with_other_signs_and_names() {
    let file = read("\u{feff}Bloc;Name;Member;Joined;Source\nmine;My bloc;Congo (Kinshasa);2020;said\nmine;;EU;;\n");
    let [own] = file.blocs.as_slice() else { panic!("{file:?}") };
    assert_eq!((own.bloc.id.as_str(), own.bloc.short_name.as_str()), ("own_mine", "My bloc"));
    assert_eq!(own.members[1].member, Member::EuropeanUnion);
    assert_eq!(own.members[1].confidence, Confidence::Confirmed);
    let ids: Vec<&str> = file.faults.iter().map(|fault| fault.kind.id()).collect();
    assert_eq!(ids, ["no_confidence", "no_confidence", "no_source"]);
    assert_eq!(file.grave().count(), 0);
}

#[test]
fn each_fault_is_said_with_its_row_and_only_that_row_is_left_out() {
    let file = read(
        "bloc,member,joined,left,confidence,source\n\
         a,CHN,2020,,confirmed,s\n\
         a,Chlie,2020,,confirmed,s\n\
         a,PER,yesterday,,confirmed,s\n\
         a,AUS,2022,2021,confirmed,s\n\
         a,CHN,2021,,confirmed,s\n\
         a,USA,,,perhaps,s\n\
         ,JPN,,,confirmed,s\n\
         a,,2020,,confirmed,s\n",
    );
    let found: Vec<(Option<usize>, &str)> = file.faults.iter().map(|fault| (fault.row, fault.kind.id())).collect();
    let expected = [
        (Some(3), "unknown_member"),
        (Some(4), "wrong_date"),
        (Some(5), "left_before_joined"),
        (Some(6), "overlap"),
        (Some(7), "wrong_confidence"),
        (Some(8), "no_bloc"),
        (Some(9), "no_member"),
    ];
    assert_eq!(found, expected);
    assert!(file.faults[0].to_string().contains("did you mean Chile"), "{}", file.faults[0]);
    let members: Vec<String> = file.blocs[0].members.iter().map(|of| of.member.to_string()).collect();
    assert_eq!((members, file.rows), (vec!["CHN".to_owned()], 8));
}

#[test]
fn files_are_known_by_their_content() {
    for text in ["bloc,member\n", "\n\"bloc_id\";\"country_iso3\"\n", "{ \"lodescope_blocs\": 1, \"blocs\": [] }"] {
        assert!(is_bloc_file(text.as_bytes()), "{text}");
    }
    for text in
        ["", "country,value\n", "bloc,member,year,value\n", "{\"bloc\": 1}", "bloc\n", "{\"recipe_version\": 1}"]
    {
        assert!(!is_bloc_file(text.as_bytes()), "{text}");
    }
}

#[test]
fn what_is_no_file_of_blocs_is_refused_with_what_to_do() {
    let dataset = embedded().unwrap();
    for (text, said) in [
        ("a,b\n1,2\n", "the columns bloc and member"),
        ("bloc,member\n", "no bloc in this file"),
        ("{\"lodescope_blocs\": 1}", "damaged"),
        ("{\"lodescope_blocs\": 9, \"new\": true}", "newer Lodescope"),
        ("{", "damaged"),
    ] {
        let problem = read_bloc_file(text.as_bytes(), &dataset, &names()).err().unwrap().to_string();
        assert!(problem.contains(said), "{text:?}: {problem}");
    }
}

#[test]
fn identifiers_come_from_names_and_are_never_taken_twice() {
    let none = |_: &BlocId| false;
    assert_eq!(own_id("Côte d’Or & Co.", none).as_str(), "own_cote_d_or_co");
    assert_eq!(own_id("own_mine", none).as_str(), "own_mine");
    assert_eq!(own_id("中国", none).as_str(), "own_bloc");
    assert_eq!(own_id("A", |id| id.as_str() == "own_a").as_str(), "own_a_2");
}
