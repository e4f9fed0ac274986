//! People's own files, from a path to an answer.

use std::path::Path;

use lodescope::analysis::{Fixed, answer, opening_question, placed};
use lodescope::data::embedded;
use lodescope::data::open::{OpenOptions, Progress, open};
use lodescope::model::{CommodityId, EditionChoice, Question};

#[test]
fn a_tidy_file_answers_like_the_bundle() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/tidy.csv");
    let opened = open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
    assert_eq!(opened.issues.total(), 1, "{:?}", opened.issues.list);
    let dataset = embedded().unwrap().with([&opened]);
    let question = Question {
        commodity: CommodityId::new("cobalt").unwrap(),
        edition: EditionChoice::Of(opened.editions[0].id.clone()),
        ..opening_question(&dataset).unwrap()
    };
    let question = placed(&dataset, &question, Fixed::Nothing).unwrap();
    let figures = answer(&dataset, &question).figures.unwrap();
    let worked = (100.0 * 20.0 / 26.0_f64).powi(2) + (100.0 * 5.0 / 26.0_f64).powi(2);
    assert!((figures.before.hhi.lower - worked).abs() < 1e-6, "{:?}", figures.before.hhi);
}
