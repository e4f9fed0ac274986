//! What stands beside the tables of the summaries: refining by the IEA, governance, export controls, reliance on imports.

use lodescope::analysis::answer;
use lodescope::data::{Dataset, TableKey, embedded};
use lodescope::model::{
    CommodityId, ControlKind, EditionChoice, EditionId, FormId, GovernanceDimension, Iso3, Question, Reliance, Stage,
};

use super::made_up::question;

fn iso3(code: &str) -> Iso3 {
    Iso3::new(code).unwrap()
}

fn commodity(id: &str) -> CommodityId {
    CommodityId::new(id).unwrap()
}

fn refining(commodity: &str, form: &str) -> TableKey {
    TableKey {
        commodity: CommodityId::new(commodity).unwrap(),
        form: FormId::new(form).unwrap(),
        stage: Stage::Refinery,
        edition: EditionId::new("iea2025").unwrap(),
    }
}

/// Returns a country's amount and the sum of all rows, in kt.
fn part_and_sum(dataset: &Dataset, key: &TableKey, country: &str) -> (f64, f64) {
    let year = dataset.table(key).unwrap().year(2024).unwrap();
    let amount = |statement: &lodescope::data::Statement| statement.quantity.value().unwrap();
    let of_country = year.countries.iter().find(|row| row.country == iso3(country)).unwrap();
    let named: f64 = year.countries.iter().map(|row| amount(&row.statement)).sum();
    (amount(&of_country.statement), named + year.other.as_ref().map_or(0.0, amount))
}

#[test]
fn china_refines_most_cobalt_and_nearly_all_rare_earths_for_magnets() {
    let dataset = embedded().unwrap();
    for (key, amount, total, percent) in [
        (refining("cobalt", "cobalt"), 196.14, 250.15, 78.4),
        (refining("rare-earths", "magnet-rare-earths"), 73.76, 80.81, 91.3),
    ] {
        let (of_china, sum) = part_and_sum(&dataset, &key, "CHN");
        let world = dataset.table(&key).unwrap().year(2024).unwrap().world.as_ref().unwrap().quantity.value().unwrap();
        assert!((of_china - amount).abs() < 1e-9, "{of_china}");
        assert!((world - total).abs() < 1e-9, "{world}");
        assert!((sum - world).abs() < 0.05, "{sum}");
        assert!((of_china / sum * 100.0 - percent).abs() < 0.05, "{}", of_china / sum);
        let question = Question {
            commodity: key.commodity.clone(),
            form: key.form.clone(),
            stage: key.stage,
            edition: EditionChoice::Of(key.edition.clone()),
            ..question(2024)
        };
        let figures = answer(&dataset, &question).figures.unwrap();
        let largest = figures.suppliers.first().unwrap();
        assert_eq!(largest.iso3, iso3("CHN"));
        assert!((largest.share.value * 100.0 - percent).abs() < 0.05, "{:?}", largest.share);
    }
}

#[test]
fn six_minerals_are_refined_in_2024_alone() {
    let dataset = embedded().unwrap();
    let tables: Vec<_> = dataset.tables.iter().filter(|table| table.key.edition.as_str() == "iea2025").collect();
    let forms: Vec<_> = tables.iter().map(|table| table.key.form.as_str()).collect();
    assert_eq!(forms, ["cobalt", "copper", "battery-graphite", "lithium", "nickel", "magnet-rare-earths"]);
    for table in tables {
        assert_eq!(table.key.stage, Stage::Refinery);
        assert_eq!(table.years.iter().map(|year| year.year).collect::<Vec<_>>(), [2024]);
    }
    let graphite = dataset.table(&refining("graphite", "battery-graphite")).unwrap().year(2024).unwrap();
    let canada = graphite.countries.iter().find(|row| row.country == iso3("CAN")).unwrap();
    assert_eq!(canada.statement.quantity.value(), Some(0.0));
    assert_ne!(dataset.editions.first().unwrap().id.as_str(), "iea2025");
}

#[test]
fn governance_is_known_under_todays_codes() {
    let dataset = embedded().unwrap();
    // The file says ZAR.
    let of_congo = dataset.governance_of(iso3("COD"));
    assert_eq!(of_congo.len(), 25);
    assert!(of_congo.is_sorted_by(|one, next| one.year > next.year));
    let newest = of_congo.first().unwrap();
    assert_eq!((newest.year, newest.iso3), (2023, iso3("COD")));
    assert!(newest.score(GovernanceDimension::Law).unwrap().value() < -1.0);
    assert!(!dataset.governance_of(iso3("XKX")).is_empty() && !dataset.governance_of(iso3("TWN")).is_empty());
    assert!(dataset.governance_of(iso3("NCL")).is_empty());
    assert_eq!(dataset.governance_in(iso3("COD"), 2025).unwrap().year, 2023);
    assert_eq!(dataset.governance_in(iso3("COD"), 1999).unwrap().year, 1998);
    assert!(dataset.governance_in(iso3("COD"), 1995).is_none());
    for of in &dataset.context.governance {
        assert!(dataset.country(of.iso3).is_some(), "{of:?}");
        assert!(of.dimensions.iter().any(Option::is_some), "{of:?}");
    }
    assert!(dataset.governance_source().unwrap().licence.contains("CC BY 4.0"));
}

#[test]
fn indonesia_bans_the_export_of_nickel_ore() {
    let dataset = embedded().unwrap();
    let nickel = commodity("nickel");
    let (control, named) =
        dataset.export_controls_on(&nickel).find(|(control, _)| control.country == iso3("IDN")).unwrap();
    assert_eq!((control.kind, named.year, named.words.as_str()), (ControlKind::Ban, 2020, "nickel ore"));
    assert!(control.printed.contains("nickel ore (2020)"));
    let tajikistan: Vec<_> = dataset.export_controls_of(iso3("TJK")).collect();
    assert_eq!(tajikistan.len(), 1);
    assert!(tajikistan[0].commodities.is_empty());
    assert_eq!(dataset.context.export_controls.len(), 19);
    for control in &dataset.context.export_controls {
        assert!(dataset.country(control.country).is_some(), "{control:?}");
        for of in &control.commodities {
            assert!(dataset.commodity(&of.commodity).is_some(), "{control:?}");
        }
    }
}

#[test]
fn reliance_on_imports_runs_from_all_to_net_exporter() {
    let dataset = embedded().unwrap();
    let said = |id: &str| dataset.import_reliance_of(&commodity(id)).map(|of| of.reliance.text()).collect::<Vec<_>>();
    assert_eq!(said("arsenic"), ["100\u{a0}%"]);
    assert_eq!(said("barite"), ["more than 75\u{a0}%"]);
    assert_eq!(said("cadmium"), ["less than 25\u{a0}%"]);
    assert_eq!(said("boron"), ["net exporter"]);
    assert_eq!(said("zinc"), ["73\u{a0}%", "net exporter"]);
    assert!(dataset.import_reliance_of(&commodity("boron")).all(|of| of.reliance == Reliance::NetExporter));
    for of in &dataset.context.import_reliance {
        assert!(of.commodity.as_ref().is_none_or(|id| dataset.commodity(id).is_some()), "{of:?}");
    }
    let copper = commodity("copper");
    let sources: Vec<_> =
        dataset.import_sources_of(&copper).map(|of| (of.country.map(|iso3| iso3.to_string()), of.percent)).collect();
    assert_eq!(sources.first(), Some(&(Some("CHL".to_owned()), 68)));
    assert_eq!(sources.last(), Some(&(None, 3)));
}
