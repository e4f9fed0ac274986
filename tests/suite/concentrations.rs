//! What the Concentration view draws and says: worked values of real data, and what must hold of any.

use lodescope::analysis::{
    Fixed, Guidelines, all_questions, answer, governed_hhi, inequality, opening_question, placed,
};
use lodescope::charts::concentration::{ConcentrationChart, ContributionKey, Contributions, Picture, StagesPicture};
use lodescope::charts::table::Cell;
use lodescope::charts::{Chart, ChartKind, ChartOptions, chart};
use lodescope::data::{Dataset, embedded};
use lodescope::export::{Recipe, make};
use lodescope::model::{Amount, BlocId, CommodityId, Mode, Question, Stage};

use super::made_up::{Past, World};

/// Returns the chart of a question that shows so, by the words of its choices.
fn of(dataset: &Dataset, question: &Question, shows: &str, thresholds: &str) -> ConcentrationChart {
    let mut options = ChartOptions::default();
    assert!(options.choices.choose(ChartKind::Concentration, "shows", shows));
    assert!(options.choices.choose(ChartKind::Concentration, "thresholds", thresholds));
    match chart(dataset, question, ChartKind::Concentration, &options) {
        Chart::Concentration(chart) => *chart,
        other => panic!("{:?}", other.kind()),
    }
}

fn asked(dataset: &Dataset, mineral: &str, blocs: &[&str]) -> Question {
    let opening = Question {
        commodity: CommodityId::new(mineral).unwrap(),
        stage: Stage::Mine,
        blocs: blocs.iter().map(|id| BlocId::new(*id).unwrap()).collect(),
        ..opening_question(dataset).unwrap()
    };
    placed(dataset, &opening, Fixed::Nothing).unwrap()
}

fn stages(chart: &ConcentrationChart) -> &StagesPicture {
    let Picture::Stages(stages) = &chart.picture else { panic!("{:?}", chart.picture) };
    stages
}

fn contributions(chart: &ConcentrationChart) -> &Contributions {
    let Picture::Contributions(contributions) = &chart.picture else { panic!("{:?}", chart.picture) };
    contributions
}

/// Returns the number and meaning of a measure.
#[track_caller]
fn reading<'a>(chart: &'a ConcentrationChart, id: &str) -> (&'a str, &'a str) {
    let found = chart.readings.iter().find(|reading| reading.id == id).unwrap();
    (&found.now, &found.meaning)
}

#[test]
fn rare_earths_are_told_as_the_design_works_them_out() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "rare-earths", &[]);
    let chart = of(&dataset, &question, "contributions", "2023");
    assert_eq!(chart.title, "China gives 4,810 of the 5,072 HHI points of the world’s rare earths mined in 2025");
    assert!(reading(&chart, "hhi").1.starts_with("Highly concentrated, above 1,800 (US guidelines 2023)"));
    assert_eq!(reading(&chart, "effective-suppliers"), ("2.0", "As if 2.0 equal suppliers shared the market"));
    assert_eq!(reading(&chart, "cr1"), ("69.4\u{a0}%", "From China alone"));
    let acting = asked(&dataset, "rare-earths", &["china_green_minerals", "forge"]);
    let chart = of(&dataset, &acting, "stages", "2023");
    assert_eq!(
        chart.title,
        "With each bloc as one supplier, the HHI of the world’s rare earths mined in 2025 rises from 5,072 to 6,140: \
         highly concentrated"
    );
    let hhi = chart.readings.iter().find(|reading| reading.id == "hhi").unwrap();
    assert_eq!((hhi.before.as_deref(), hhi.now.as_str()), (Some("5,072"), "6,140"));
}

#[test]
fn contributions_add_up_to_the_hhi_and_the_residual_to_its_interval() {
    let dataset = embedded().unwrap();
    for mineral in ["rare-earths", "cobalt", "copper", "gallium", "nickel", "phosphate-rock", "lithium"] {
        for blocs in [&[][..], &["brics", "forge"]] {
            let question = asked(&dataset, mineral, blocs);
            let figures = answer(&dataset, &question).figures.unwrap();
            let hhi = figures.after.as_ref().unwrap_or(&figures.before).hhi;
            let chart = of(&dataset, &question, "contributions", "2023");
            let rows = &contributions(&chart).rows;
            let sum: f64 = rows.iter().filter_map(|row| row.points.value).sum();
            assert!((sum - hhi.lower).abs() < 1e-6, "{mineral}: {sum} {hhi:?}");
            let other = rows.iter().find(|row| row.key == ContributionKey::Other);
            let most = other.and_then(|row| row.points.most).unwrap_or(0.0);
            assert!((hhi.lower + most - hhi.upper.unwrap_or(hhi.lower)).abs() < 1e-6, "{mineral}: {most} {hhi:?}");
            for count in 2..=rows.len() {
                let folded = contributions(&chart).rows_within(count);
                assert!(folded.len() <= count, "{mineral} {count}");
                let sum: f64 = folded.iter().filter_map(|row| row.points.value).sum();
                assert!((sum - hhi.lower).abs() < 1e-6, "{mineral}: {sum} of {count} rows");
            }
            assert_eq!(chart.table.rows.len(), rows.len());
        }
    }
}

#[test]
fn every_stage_and_year_is_that_of_its_own_question() {
    let dataset = embedded().unwrap();
    for mode in Mode::ALL {
        let question = Question { mode, ..asked(&dataset, "cobalt", &["brics"]) };
        let chart = of(&dataset, &question, "stages", "2023");
        let picture = stages(&chart);
        assert!(picture.stages.iter().any(|line| line.stage == Stage::Reserves && line.years.len() > 2));
        let mut rows = chart.table.rows.iter();
        for line in &picture.stages {
            assert_eq!(line.other_form, None, "{}", line.name);
            for year in &line.years {
                let asked = Question { stage: line.stage, year: year.year, ..question.clone() };
                let figures = answer(&dataset, &asked).figures.unwrap();
                let mark = year.before.unwrap();
                let hhi = figures.before.hhi;
                assert_eq!((mark.lower, mark.upper, mark.published_only), (hhi.lower, hhi.upper, hhi.published_only));
                let after = figures.after.map(|after| after.hhi.lower);
                assert!(
                    year.after.is_none() || year.after.map(|mark| mark.lower) == after,
                    "{} {after:?}",
                    year.spoken
                );
                assert_eq!(rows.next().unwrap()[3], Cell::Number(hhi.lower));
            }
        }
        assert_eq!(rows.next(), None);
        let is_supposed = mode != Mode::One;
        assert_eq!(chart.subtitle.starts_with("HYPOTHETICAL"), is_supposed, "{}", chart.subtitle);
        assert_eq!(picture.after_name.unwrap().contains("HYPOTHETICAL"), is_supposed);
        assert_eq!(chart.heading.contains("HYPOTHETICAL"), is_supposed);
        assert!(chart.title.contains("would be") == is_supposed, "{}", chart.title);
    }
}

#[test]
fn blocs_that_change_nothing_in_a_year_are_drawn_there_all_the_same() {
    let dataset = embedded().unwrap();
    // Of gallium's 2025 each bloc has at most one producer: 900 of 909 t are China's, 6 Russia's and 3 Japan's.
    let question = asked(&dataset, "gallium", &["china_green_minerals", "forge"]);
    let chart = of(&dataset, &question, "stages", "2023");
    let production = stages(&chart).stages.iter().find(|line| line.is_asked).unwrap();
    let last = production.years.last().unwrap();
    assert_eq!(last.year, 2025);
    let hhi = 1e4 * (900.0_f64.powi(2) + 36.0 + 9.0) / 909.0_f64.powi(2);
    assert!((last.before.unwrap().lower - hhi).abs() < 1e-6, "{last:?}");
    assert!((last.after.unwrap().lower - hhi).abs() < 1e-6, "{last:?}");
    // Without a bloc nothing is said of any.
    let without = of(&dataset, &asked(&dataset, "gallium", &[]), "stages", "2023");
    let years = stages(&without).stages.iter().flat_map(|line| &line.years);
    assert!(years.into_iter().all(|year| year.after.is_none() && !year.spoken.contains("bloc")));
}

#[test]
fn effective_suppliers_by_entropy_are_never_fewer_than_the_least_by_the_hhi() {
    let dataset = embedded().unwrap();
    let blocs = ["china_green_minerals", "forge"].map(|id| BlocId::new(id).unwrap()).to_vec();
    let like = Question { blocs, ..opening_question(&dataset).unwrap() };
    let mut open = 0;
    for question in all_questions(&dataset, &like) {
        let Ok(figures) = answer(&dataset, &question).figures else { continue };
        for of in [Some(&figures.before), figures.after.as_ref()].into_iter().flatten() {
            let Some(least) = of.effective_suppliers.least else { continue };
            open += usize::from(of.residual.joined > 0.0);
            // Rényi: of one distribution the number of order one is no smaller than that of order two.
            assert!(of.effective_suppliers.shannon > least - 1e-9, "{question:?}: {of:?}");
        }
    }
    assert!(open > 10, "{open}");
    let copper = of(&dataset, &asked(&dataset, "copper", &["china_green_minerals", "forge"]), "stages", "2023");
    assert_eq!(reading(&copper, "effective-suppliers").0, "6.0 to 8.5");
    assert!(reading(&copper, "effective-suppliers-shannon").0.starts_with("≥\u{a0}"));
}

#[test]
fn of_published_producers_no_interval_is_claimed() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "lithium", &[]);
    let chart = of(&dataset, &question, "stages", "2023");
    assert!(chart.title.starts_with("The HHI of published producers of the world’s lithium mined in 2025 is 2,047"));
    assert_eq!(chart.heading, "In numbers: mine production, 2025 of published producers: no interval");
    assert!(chart.notes.iter().any(|note| note.starts_with("Hollow marks")));
    let mine = stages(&chart).stages.iter().find(|line| line.stage == Stage::Mine).unwrap();
    let newest = mine.years.last().unwrap();
    assert!(newest.is_asked && newest.before.unwrap().published_only && newest.before.unwrap().seen_upper().is_none());
}

#[test]
fn thresholds_are_those_that_were_chosen() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "lithium", &[]);
    let band = |thresholds| {
        let chart = of(&dataset, &question, "stages", thresholds);
        (stages(&chart).thresholds, reading(&chart, "hhi").1.split(',').next().unwrap().to_owned())
    };
    assert_eq!(band("2023"), ((1000.0, 1800.0), "Highly concentrated".to_owned()));
    assert_eq!(band("2010"), ((1500.0, 2500.0), "Moderately concentrated".to_owned()));
    assert_eq!(Guidelines::Of2010.band(1500.0), lodescope::analysis::Band::Low);
}

#[test]
fn one_supplier_has_no_curve_and_measures_say_why() {
    let world = World::default().country("Atlantis", 10.0);
    let (dataset, question) = (world.dataset(), world.question());
    let chart = of(&dataset, &question, "lorenz", "2023");
    assert!(chart.empty.unwrap().starts_with("One supplier alone has all"));
    let chart = of(&dataset, &question, "contributions", "2023");
    assert_eq!(chart.title, "Atlantis gives all 10,000 HHI points of the world’s unobtainium mined in 2025");
    for id in ["gini", "theil", "evenness"] {
        assert_eq!(reading(&chart, id), ("–", "Not defined: one supplier alone is unequal to nobody"));
    }
}

#[test]
fn a_curve_ends_at_all_and_has_a_step_for_each_supplier_with_more_than_nothing() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "rare-earths", &["china_green_minerals", "forge"]);
    let figures = answer(&dataset, &question).figures.unwrap();
    let chart = of(&dataset, &question, "lorenz", "2023");
    let Picture::Lorenz(lorenz) = &chart.picture else { panic!("{:?}", chart.picture) };
    let all = [&figures.before, figures.after.as_ref().unwrap()];
    assert_eq!(lorenz.curves.len(), 2);
    for (curve, of) in lorenz.curves.iter().zip(all) {
        assert_eq!(curve.steps.len(), of.suppliers);
        assert_eq!(curve.steps.last().unwrap().to, (1.0, 1.0));
        assert!(curve.steps.windows(2).all(|pair| pair[0].share() <= pair[1].share() + 1e-12));
        assert!(curve.label.contains(&format!("{:.2}", inequality(of).unwrap().gini)), "{}", curve.label);
    }
    let steps: usize = lorenz.curves.iter().map(|curve| curve.steps.len()).sum();
    assert_eq!(chart.table.rows.len(), steps);
}

#[test]
fn what_is_not_known_of_governance_makes_an_interval() {
    let world = World::default().country("Atlantis", 3.0).country("Brobdingnag", 1.0);
    let (dataset, question) = (world.dataset(), world.question());
    let figures = answer(&dataset, &question).figures.unwrap();
    let found = governed_hhi(&dataset, &figures, question.year);
    // No country of a made-up world is rated: from nothing up to all points of the HHI.
    assert_eq!((found.lower, found.unknown.len(), found.years), (0.0, 2, None));
    assert!((found.upper - figures.before.hhi.lower).abs() < 1e-9);
    let chart = of(&dataset, &question, "stages", "2023");
    let (number, meaning) = reading(&chart, "governance-weighted-hhi");
    assert_eq!(number, "0 to 6,250");
    assert!(meaning.contains("2 not rated: from 0 to 1"), "{meaning}");
}

#[test]
fn years_without_figures_and_editions_are_told_apart() {
    let world = World::default()
        .country("Atlantis", 600.0)
        .country("Brobdingnag", 400.0)
        .other(Amount::Exact(200.0))
        .past(Past::exact(2024, 2026, &[500.0, 500.0]))
        .past(Past::exact(2023, 2025, &[300.0, 700.0]).other(500.0))
        .past(Past::exact(2022, 2025, &[0.0, 0.0]));
    let chart = of(&world.dataset(), &world.question(), "stages", "2023");
    let [mine] = stages(&chart).stages.as_slice() else { panic!("{:?}", stages(&chart).stages) };
    let of_years = |of: fn(&lodescope::charts::concentration::StageYear) -> bool| -> Vec<i16> {
        mine.years.iter().filter(|year| of(year)).map(|year| year.year).collect()
    };
    assert_eq!(of_years(|year| year.before.is_none()), [2022]);
    assert_eq!(of_years(|year| year.is_break), [2024]);
    assert_eq!(of_years(|year| year.is_asked), [2025]);
    assert!(chart.notes.iter().any(|note| note.starts_with("Mine 2022: ")), "{:?}", chart.notes);
    let upper = mine.years.last().unwrap().before.unwrap();
    // Shares of 1/2, 1/3 and 1/6: 3,611 without the last, 3,889 with it.
    assert_eq!(upper.text(), "3,611 to 3,889");
}

#[test]
fn nothing_that_is_left_is_said() {
    let world = World::default().country("Atlantis", 3.0).country("Brobdingnag", 1.0).bloc("All of them", &[0, 1]);
    let question = Question { mode: Mode::Withhold, ..world.question() };
    let chart = of(&world.dataset(), &question, "contributions", "2023");
    assert!(chart.empty.unwrap().contains("nothing would be left"));
    let chart = of(&world.dataset(), &question, "stages", "2023");
    assert_eq!((chart.readings.len(), chart.empty), (0, None));
    assert!(chart.no_readings.unwrap().contains("nothing would be left"));
    assert!(chart.title.ends_with("nothing would be left"), "{}", chart.title);
}

#[test]
fn a_recipe_keeps_what_is_shown() {
    let dataset = embedded().unwrap();
    let question = asked(&dataset, "cobalt", &["brics"]);
    let mut recipe = Recipe { chart: ChartKind::Concentration, ..Recipe::slide(&dataset, question) };
    assert!(recipe.choices.choose(ChartKind::Concentration, "shows", "lorenz"));
    assert!(recipe.choices.choose(ChartKind::Concentration, "thresholds", "2010"));
    let read = Recipe::read(&recipe.to_pretty_json().unwrap()).unwrap();
    assert_eq!((read.chart, &read.choices), (recipe.chart, &recipe.choices));
    assert_eq!(make(&dataset, &read).unwrap().svg(), make(&dataset, &recipe).unwrap().svg());
}
