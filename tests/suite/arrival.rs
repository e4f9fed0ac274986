//! What a file brings is joined and computed in the background; what is shown when it arrives is what would have been
//! computed there and then, whatever was chosen meanwhile.

use std::path::Path;
use std::sync::Arc;

use lodescope::data::open::{OpenOptions, Opened, Progress, open};
use lodescope::data::{Dataset, embedded};
use lodescope::model::{BlocId, BlocKind, OwnBloc};
use lodescope::session::{Arrival, Command, FileCommand, Joined, News, Results, Session, TakenOver, whole};

/// A tidy table: cobalt, three countries, two years.
const PURCHASES: &str = "country,commodity,stage,year,unit,value\n\
    DR Congo,cobalt,mine,2024,t,20\nIndonesia,cobalt,mine,2024,t,5\nAustralia,cobalt,mine,2024,t,1\n\
    DR Congo,cobalt,mine,2023,t,15\nIndonesia,cobalt,mine,2023,t,5\n";

fn read(folder: &Path) -> Arc<Opened> {
    let path = folder.join("purchases.csv");
    std::fs::write(&path, PURCHASES).unwrap();
    Arc::new(open(&path, &OpenOptions::default(), &Progress::default()).unwrap())
}

fn arrival_of(opened: &Arc<Opened>, show: bool) -> Arrival {
    Arrival { opened: vec![Arc::clone(opened)], news: News::Opened { path: opened.path.clone(), show } }
}

/// Asserts that what is shown is what a session comes to that takes the arrival over at once.
#[track_caller]
fn assert_as_directly(taken: &TakenOver, base: &Dataset, before: &Session, arrival: &Arrival) {
    let dataset = base.with(arrival.opened.iter().map(AsRef::as_ref)).with_blocs(&before.document.own_blocs);
    let mut session = before.clone();
    session.update(&dataset, &Command::File(FileCommand::Take(Box::new(arrival.clone()))));
    let dataset = dataset.with_blocs(&session.document.own_blocs);
    let results = Results::of(&dataset, &session);
    assert_eq!(taken.session, session);
    assert_eq!(*taken.dataset, *dataset);
    assert_eq!(taken.dataset.own_blocs(), dataset.own_blocs());
    assert_eq!(format!("{:?}", taken.results), format!("{results:?}"));
    assert_eq!(taken.news, arrival.news);
}

#[test]
fn what_was_joined_is_taken_over_as_it_is_where_nothing_has_changed() {
    let folder = tempfile::tempdir().unwrap();
    let (base, opened) = (embedded().unwrap(), read(folder.path()));
    let session = Session::opening(&base).unwrap();
    for show in [true, false] {
        let arrival = arrival_of(&opened, show);
        let joined = Joined::of(&base, session.clone(), arrival.clone());
        let taken = joined.taken_over(&session).unwrap();
        assert_as_directly(&taken, &base, &session, &arrival);
        assert_eq!(taken.session.question().edition.to_string().contains("purchases"), show);
        // Closed again, and that is prepared too.
        let news = News::Closed { path: opened.path.clone() };
        let closing = Arrival { opened: Vec::new(), news };
        let joined = Joined::of(&base, taken.session.clone(), closing.clone());
        let closed = joined.taken_over(&taken.session).unwrap();
        assert_as_directly(&closed, &base, &taken.session, &closing);
    }
}

#[test]
fn what_does_not_change_the_results_does_not_hold_an_arrival_up() {
    let folder = tempfile::tempdir().unwrap();
    let (base, opened) = (embedded().unwrap(), read(folder.path()));
    let mut session = Session::opening(&base).unwrap();
    let arrival = arrival_of(&opened, true);
    let joined = Joined::of(&base, session.clone(), arrival.clone());
    session.update(&base, &Command::Filter("cob".to_owned()));
    session.update(&base, &Command::TextLarger);
    let taken = joined.taken_over(&session).unwrap();
    assert_as_directly(&taken, &base, &session, &arrival);
    assert!(taken.session.document.text_scale > 1.0);
}

#[test]
fn what_was_joined_is_prepared_again_for_a_session_that_has_changed_since() {
    let folder = tempfile::tempdir().unwrap();
    let (base, opened) = (embedded().unwrap(), read(folder.path()));
    let before = Session::opening(&base).unwrap();
    let arrival = arrival_of(&opened, false);
    let joined = Joined::of(&base, before.clone(), arrival.clone());
    let mut session = before;
    session.update(&base, &Command::ToggleBlocAt(3));
    let joined = joined.taken_over(&session).unwrap_err();
    let taken = joined.again(session.clone()).taken_over(&session).unwrap();
    assert_as_directly(&taken, &base, &session, &arrival);
}

#[test]
fn an_arrival_waits_for_no_session_that_never_stays_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (base, opened) = (embedded().unwrap(), read(folder.path()));
    let mut session = Session::opening(&base).unwrap();
    let arrival = arrival_of(&opened, true);
    let mut joined = Joined::of(&base, session.clone(), arrival.clone());
    let mut tries = 1;
    let taken = loop {
        session.update(&base, &Command::ToggleBlocAt(tries));
        match joined.taken_over(&session) {
            Ok(taken) => break taken,
            Err(left) => joined = left.again(session.clone()),
        }
        tries += 1;
        assert!(tries < 10, "it never arrives");
    };
    assert!(tries > 1, "it was tried again");
    assert_as_directly(&taken, &base, &session, &arrival);
}

#[test]
fn blocs_of_ones_own_that_were_made_meanwhile_are_there() {
    let folder = tempfile::tempdir().unwrap();
    let (base, opened) = (embedded().unwrap(), read(folder.path()));
    let mut session = Session::opening(&base).unwrap();
    let arrival = arrival_of(&opened, true);
    let joined = Joined::of(&base, session.clone(), arrival.clone());
    let mut own: OwnBloc = whole(&base, &BlocId::new("brics").unwrap()).unwrap();
    own.rename(&BlocId::new("own_mine").unwrap());
    own.bloc.kind = BlocKind::Own;
    session.document.own_blocs = vec![own];
    let joined = joined.taken_over(&session).unwrap_err();
    let taken = joined.again(session.clone()).taken_over(&session).unwrap();
    assert_as_directly(&taken, &base, &session, &arrival);
    assert!(taken.results.blocs.contains_key(&BlocId::new("own_mine").unwrap()));
}
