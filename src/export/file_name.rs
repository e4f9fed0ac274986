use crate::charts::{ChartKind, ChartOptions};
use crate::model::{EditionChoice, Mode, Question};

/// Blocs beyond so many are not named in a file's name.
const MOST_BLOCS: usize = 3;

/// Returns the name of a picture's file without its ending: mineral, form, stage, year or kind of chart, a chosen edition,
/// what the blocs do, whether countries are limited and territories count with their states, blocs and date of
/// membership. A chart of every mineral names none.
///
/// It is safe on every system: of lower-case letters, digits, `-` and `_`, as identifiers are, it never differs from
/// another one by case alone; with a year or a kind of chart in it, it is never one of the names that Windows keeps for devices.
#[must_use]
pub fn file_stem(question: &Question, kind: ChartKind, options: &ChartOptions) -> String {
    let scope = kind.scope(options);
    let mut parts = Vec::new();
    if scope.mineral {
        parts.push(question.commodity.to_string());
        if question.form.as_str() != question.commodity.as_str() {
            parts.push(question.form.to_string());
        }
    } else {
        parts.push("all-minerals".to_owned());
    }
    if scope.stage {
        parts.push(question.stage.to_string());
    }
    if scope.year {
        parts.push(question.year.to_string());
    }
    if kind != ChartKind::Shares {
        parts.push(kind.id().to_owned());
    }
    // Forms of shares are different pictures.
    parts.extend(
        options.choices.chosen(ChartKind::Shares, "form").filter(|_| kind == ChartKind::Shares).map(str::to_owned),
    );
    if question.edition != EditionChoice::Newest {
        parts.push(question.edition.to_string());
    }
    if question.mode != Mode::One && !question.blocs.is_empty() {
        parts.push(question.mode.id().to_owned());
    }
    let is_limited = if scope.mineral { question.caps_here().next().is_some() } else { !question.caps.is_empty() };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{all_questions, opening_question};
    use crate::charts::ladder::{LadderOf, LadderOptions};
    use crate::data::embedded;
    use crate::model::CommodityId;

    #[test]
    fn names_are_safe_on_every_system() {
        let dataset = embedded().unwrap();
        let like = opening_question(&dataset).unwrap();
        let options = ChartOptions::default();
        let questions = all_questions(&dataset, &like);
        let of_kind = |kind: &ChartKind| questions.iter().map(|of| file_stem(of, *kind, &options)).collect::<Vec<_>>();
        let mut stems: Vec<String> = ChartKind::ALL.iter().flat_map(of_kind).collect();
        for device in ["con", "nul", "aux", "com1"] {
            stems.push(file_stem(
                &Question { commodity: CommodityId::new(device).unwrap(), ..like.clone() },
                ChartKind::Trend,
                &options,
            ));
        }
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
        let stem = |kind, of| {
            let ladder = LadderOptions { of, ..LadderOptions::default() };
            file_stem(&question, kind, &ChartOptions { ladder, ..ChartOptions::default() })
        };
        let all = stem(ChartKind::Shift, LadderOf::Minerals);
        assert!(all.starts_with("all-minerals_2025_shift_") && all.ends_with("_2026-11-24"), "{all}");
        for (kind, of) in [(ChartKind::Shift, LadderOf::Blocs), (ChartKind::Shares, LadderOf::Minerals)] {
            assert!(stem(kind, of).starts_with("rare-earths_"), "{}", stem(kind, of));
        }
    }
}
