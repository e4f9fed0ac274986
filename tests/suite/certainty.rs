//! How far answers rest on memberships that are not sure.

use lodescope::analysis::{all_questions, answer, opening_question};
use lodescope::data::embedded;
use lodescope::model::{BlocId, CommodityId, ConfidenceLevel, Mode, Overlap, Question, Stage};

fn blocs(ids: &[&str]) -> Vec<BlocId> {
    ids.iter().map(|id| BlocId::new(*id).unwrap()).collect()
}

#[test]
fn one_reported_name_moves_the_nickel_of_the_green_minerals_initiative() {
    let dataset = embedded().unwrap();
    let opening = opening_question(&dataset).unwrap();
    let question = all_questions(&dataset, &opening)
        .into_iter()
        .find(|of| of.commodity == CommodityId::new("nickel").unwrap() && of.stage == Stage::Mine && of.year == 2025)
        .unwrap();
    let question = Question { blocs: blocs(&["china_green_minerals"]), ..question };
    let figures = answer(&dataset, &question).figures.unwrap();
    let certainty = figures.certainty.unwrap();
    let span = certainty.share_of(&question.blocs[0]).unwrap();
    assert!((0.025..0.04).contains(&span.low), "{span:?}");
    assert!((0.65..0.75).contains(&span.high), "{span:?}");
    let hhi = certainty.hhi().unwrap();
    assert!(hhi.low < 4_700.0 && hhi.high > 5_000.0, "{hhi:?}");
}

#[test]
fn each_level_is_the_answer_at_that_level_and_the_ends_hold_it() {
    let dataset = embedded().unwrap();
    let opening = opening_question(&dataset).unwrap();
    let on = blocs(&["china_green_minerals", "forge", "brics"]);
    let mut uncertain = 0;
    for asked in all_questions(&dataset, &Question { blocs: on.clone(), ..opening }) {
        for (mode, overlap) in
            [(Mode::One, Overlap::First), (Mode::Withhold, Overlap::Split), (Mode::Only, Overlap::Contested)]
        {
            let asked = Question { mode, overlap, blocs: on.clone(), ..asked.clone() };
            let Ok(figures) = answer(&dataset, &asked).figures else { continue };
            let Some(certainty) = &figures.certainty else { continue };
            uncertain += 1;
            for level in ConfidenceLevel::ALL {
                let alone = answer(&dataset, &Question { confidence: level, ..asked.clone() }).figures.unwrap();
                let at = certainty.at(level).unwrap();
                assert_eq!((&at.blocs, &at.after, &at.scenario), (&alone.blocs, &alone.after, &alone.scenario));
                for bloc in &alone.blocs {
                    if let Some(ends) = certainty.share_of(&bloc.id) {
                        assert!(ends.low <= bloc.share.value && bloc.share.value <= ends.high);
                    }
                }
                if let (Some(ends), Some(after)) = (certainty.hhi(), &alone.after) {
                    assert!(ends.low <= after.hhi.lower && after.hhi.lower <= ends.high);
                }
            }
        }
    }
    assert!(uncertain > 100, "{uncertain}");
}

#[test]
fn nothing_is_uncertain_where_all_memberships_are_confirmed() {
    let dataset = embedded().unwrap();
    let question = Question { blocs: blocs(&["eu"]), ..opening_question(&dataset).unwrap() };
    assert_eq!(answer(&dataset, &question).figures.unwrap().certainty, None);
}
