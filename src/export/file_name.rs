use crate::charts::ChartKind;
use crate::charts::ladder::LadderOf;
use crate::model::{EditionChoice, Mode, Question};

/// Blocs beyond so many are not named in a file's name.
const MOST_BLOCS: usize = 3;

/// Returns the name of a picture's file without its ending: mineral, form, stage, year or kind of chart, a chosen edition,
/// what the blocs do, whether countries are limited and territories count with their states, blocs and date of
/// membership. A Shift of every mineral names none, and no form or stage: it has all of them.
///
/// It is safe on every system: of lower-case letters, digits, `-` and `_`, as identifiers are, it never differs from
/// another one by case alone; with a year or a kind of chart in it, it is never one of the names that Windows keeps for devices.
#[must_use]
pub fn file_stem(question: &Question, kind: ChartKind, ladder: LadderOf) -> String {
    let is_of_all = kind == ChartKind::Shift && ladder == LadderOf::Minerals;
    let mut parts = if is_of_all { vec!["all-minerals".to_owned()] } else { subject(question) };
    if kind != ChartKind::Trend {
        parts.push(question.year.to_string());
    }
    if kind != ChartKind::Shares {
        parts.push(kind.id().to_owned());
    }
    if question.edition != EditionChoice::Newest {
        parts.push(question.edition.to_string());
    }
    if question.mode != Mode::One && !question.blocs.is_empty() {
        parts.push(question.mode.id().to_owned());
    }
    let is_limited = if is_of_all { !question.caps.is_empty() } else { question.caps_here().next().is_some() };
    if is_limited {
        parts.push("limited".to_owned());
    }
    if !question.territories.is_own() {
        parts.push("with-states".to_owned());
    }
    parts.extend(question.blocs.iter().take(MOST_BLOCS).map(|bloc| bloc.to_string().replace('_', "-")));
    if !question.blocs.is_empty() {
        parts.push(question.as_of.to_string());
    }
    parts.join("_")
}

/// Returns the mineral, its form where that has a name of its own, and the stage.
fn subject(question: &Question) -> Vec<String> {
    let form = (question.form.as_str() != question.commodity.as_str()).then(|| question.form.to_string());
    [question.commodity.to_string()].into_iter().chain(form).chain([question.stage.to_string()]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{all_questions, opening_question};
    use crate::data::embedded;
    use crate::model::CommodityId;

    #[test]
    fn names_are_safe_on_every_system() {
        let dataset = embedded().unwrap();
        let like = opening_question(&dataset).unwrap();
        let mut stems: Vec<String> = ChartKind::ALL
            .into_iter()
            .flat_map(|kind| {
                let all = all_questions(&dataset, &like);
                all.into_iter().map(move |of| file_stem(&of, kind, LadderOf::Blocs))
            })
            .collect();
        for device in ["con", "nul", "aux", "com1"] {
            stems.push(file_stem(
                &Question { commodity: CommodityId::new(device).unwrap(), ..like.clone() },
                ChartKind::Trend,
                LadderOf::Blocs,
            ));
        }
        stems.push(file_stem(&like, ChartKind::Shift, LadderOf::Minerals));
        for stem in &stems {
            let is_safe = |sign: char| sign.is_ascii_lowercase() || sign.is_ascii_digit() || matches!(sign, '-' | '_');
            assert!(stem.chars().all(is_safe), "{stem}");
            assert!(stem.matches('_').count() >= 2 && stem.len() < 120, "{stem}");
        }
    }
    #[test]
    fn a_shift_of_every_mineral_is_named_after_none() {
        let dataset = embedded().unwrap();
        let mut question = opening_question(&dataset).unwrap();
        question.blocs.truncate(1);
        let stem = |kind, of| file_stem(&question, kind, of);
        assert_eq!(
            stem(ChartKind::Shift, LadderOf::Minerals),
            "all-minerals_2025_shift_china-green-minerals_2026-11-24"
        );
        assert!(stem(ChartKind::Shift, LadderOf::Blocs).starts_with("rare_earths_mine_production_2025_shift_"));
        assert!(stem(ChartKind::Shares, LadderOf::Minerals).starts_with("rare_earths_mine_production_2025_"));
    }
}
