//! The layouts of publishers in people's own files: recognised without questions, and read with the same care.

use std::path::{Path, PathBuf};

use lodescope::analysis::{Fixed, answer, opening_question, placed};
use lodescope::data::open::{Layout, OpenError, OpenOptions, Opened, Progress, look, open};
use lodescope::data::{IssueKind, Table, TableYear, embedded, read_usgs};
use lodescope::model::{Amount, EditionChoice, Iso3, Question, Stage, Unit};

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

fn opened_at(path: &Path) -> Result<Opened, OpenError> {
    open(path, &OpenOptions::default(), &Progress::default())
}

fn opened(name: &str) -> Opened {
    opened_at(&fixture(name)).unwrap()
}

/// Opens a file of a name and text of its own.
fn written(name: &str, text: &str) -> (Result<Opened, OpenError>, Layout) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    let looked = look(&path, &OpenOptions::default(), &Progress::default()).unwrap();
    (opened_at(&path), looked.sheets[0].guess.layout)
}

fn table<'a>(opened: &'a Opened, form: &str, stage: Stage) -> &'a Table {
    let found = opened.tables.iter().find(|table| table.key.form.as_str() == form && table.key.stage == stage);
    found.unwrap_or_else(|| panic!("{form} {stage}: {:?}", opened.tables.iter().map(|of| &of.key).collect::<Vec<_>>()))
}

fn value(year: &TableYear, iso3: &str) -> Option<f64> {
    let iso3 = Iso3::new(iso3).unwrap();
    year.countries.iter().find(|row| row.country == iso3)?.statement.quantity.value()
}

fn close(one: Option<f64>, other: f64) -> bool {
    one.is_some_and(|one| (one - other).abs() < 1e-9 * other.abs().max(1.0))
}

/// Writes tables without what an opened edition is called.
fn unnamed(tables: &[Table]) -> Vec<String> {
    let text = |table: &Table| {
        let key = (&table.key.commodity, &table.key.form, table.key.stage);
        format!("{key:?} {:?} {} {} {:?}", table.unit, table.basis, table.note, table.years)
    };
    tables.iter().map(text).collect()
}

#[test]
fn the_publishers_files_say_the_same_as_when_the_bundle_is_built_from_them() {
    for (fixture_name, name, year) in [
        ("mcs2026/commodities.csv", "MCS2026_Commodities_Data.csv", "2026"),
        ("mcs2025/MCS2025_World_Data.csv", "MCS2025_World_Data.csv", "2025"),
        ("mcs2024/mcs2024-perli_world.csv", "mcs2024-perli_world.csv", "2024"),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::copy(fixture(fixture_name), &path).unwrap();
        let opened = opened_at(&path).unwrap();
        let read = read_usgs(&path).unwrap();
        assert_eq!(unnamed(&opened.tables), unnamed(&read.tables), "{name}");
        assert_eq!(opened.corrections.len(), read.corrections.len());
        assert_eq!(opened.editions.len(), 1);
        let edition = &opened.editions[0];
        assert!(edition.id.is_own());
        assert_eq!(edition.short_name, format!("USGS MCS {year} (your file)"));
        for (own, known) in opened.corrections.iter().zip(&read.corrections) {
            assert_eq!(own.id.as_str(), format!("{}-{}", edition.id, known.id));
            assert!(own.edition == edition.id && own.table.edition == edition.id);
        }
        assert_eq!(opened.sheets[0].look.guess.layout, Layout::Usgs);
    }
}

#[test]
fn an_edition_newer_than_the_list_takes_the_headings_of_the_newest_and_no_corrections() {
    let bytes = std::fs::read(fixture("mcs2026/commodities.csv")).unwrap();
    let (text, _, _) = encoding_rs::WINDOWS_1252.decode(&bytes);
    let text = text.replace(",2025,", ",2026,").replace("Is critical mineral 2025", "Is critical mineral 2026")
        + "RARE EARTHS,World Mine Production and Reserves,Rare Earths,China,Production,Sorted ore,metric tons,2026,5,,Yes,\n";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("MCS2027_Commodities_Data.csv");
    std::fs::write(&path, encoding_rs::WINDOWS_1252.encode(&text).0).unwrap();
    let newer = opened_at(&path).unwrap();
    let edition = &newer.editions[0];
    assert_eq!(edition.short_name, "USGS MCS 2027 (your file)");
    assert_eq!(edition.name, "U.S. Geological Survey, Mineral Commodity Summaries 2027 (your file)");
    assert!(newer.corrections.is_empty());
    let mine = table(&newer, "rare-earths", Stage::Mine);
    assert_eq!(mine.key.edition, edition.id);
    assert!(mine.year(2026).is_some());
    let unknown = newer.issues.list.iter().find(|issue| issue.value == "Sorted ore").unwrap();
    assert_eq!(unknown.kind, IssueKind::UnknownTable);
    assert!(unknown.line.contains(&"Sorted ore".to_owned()) && unknown.row > 30, "{unknown:?}");
    // Nothing names the edition: its figures' newest year does.
    let path = folder.path().join("summaries.csv");
    std::fs::write(&path, encoding_rs::WINDOWS_1252.encode(&text).0).unwrap();
    assert_eq!(opened_at(&path).unwrap().editions[0].short_name, "USGS MCS 2027 (your file)");
}

#[test]
fn the_2022_shape_is_read_and_names_a_mineral_that_the_bundle_does_not_have() {
    let opened = opened("open/layouts/mcs2022/germanium_mcs2022-germa_world.csv");
    assert_eq!(opened.editions[0].short_name, "USGS MCS 2022 (your file)");
    assert_eq!(opened.issues.total(), 0, "{:?}", opened.issues.list);
    let table = table(&opened, "germanium", Stage::Refinery);
    assert_eq!(table.unit, Unit::Kilograms);
    let year = table.year(2021).unwrap();
    assert!(close(value(year, "CHN"), 95_000.0));
    assert_eq!(year.countries[0].statement.quantity.amount, Amount::Withheld);
    assert_eq!(opened.commodities.len(), 1);
    let dataset = embedded().unwrap().with([&opened]);
    assert_eq!(dataset.form(&table.key.commodity, &table.key.form).unwrap().name, "Germanium");
}

#[test]
fn a_folder_of_editions_becomes_one_dataset_with_each_of_them() {
    let folder = tempfile::tempdir().unwrap();
    for name in ["mcs2023/mcs2023-zinc_world.csv", "mcs2024/mcs2024-perli_world.csv", "mcs2025/MCS2025_World_Data.csv"]
    {
        std::fs::copy(fixture(name), folder.path().join(name.rsplit('/').next().unwrap())).unwrap();
    }
    std::fs::write(
        folder.path().join("mcs2024-perli_salient.csv"),
        "DataSource,Commodity,Year,Exports_kt\nMCS2024,Perlite,2023,30\n",
    )
    .unwrap();
    let opened = opened_at(folder.path()).unwrap();
    let names: Vec<&str> = opened.editions.iter().map(|edition| edition.short_name.as_str()).collect();
    assert_eq!(names, ["USGS MCS 2025 (your file)", "USGS MCS 2024 (your file)", "USGS MCS 2023 (your file)"]);
    let ids: std::collections::BTreeSet<_> = opened.editions.iter().map(|edition| &edition.id).collect();
    assert_eq!(ids.len(), 3);
    assert!(opened.tables.iter().all(|table| ids.contains(&table.key.edition)));
    let aside = opened.intake.iter().find(|line| line.file.contains("salient")).unwrap();
    assert_eq!((aside.rows_seen, aside.notes, aside.edition.as_ref()), (2, 2, None));
}

#[test]
fn blanks_of_an_edition_without_zeros_are_not_available_and_said_so() {
    let opened = opened("mcs2025/MCS2025_World_Data.csv");
    let blanks: Vec<_> = opened.issues.list.iter().filter(|issue| issue.kind == IssueKind::BlankValue).collect();
    assert!(blanks.iter().any(|issue| issue.done.contains("never as zero")), "{blanks:?}");
}

#[test]
fn lodescopes_own_tables_come_back_as_they_were_written() {
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let folder = tempfile::tempdir().unwrap();
    for name in [
        "observations.csv",
        "tables.csv",
        "forms.csv",
        "commodities.csv",
        "editions.csv",
        "sources.csv",
        "corrections.csv",
    ] {
        std::fs::copy(package.join(name), folder.path().join(name)).unwrap();
    }
    let opened = opened_at(folder.path()).unwrap();
    let bundled = embedded().unwrap();
    assert_eq!(opened.issues.total(), 0, "{:?}", opened.issues.list.first());
    assert_eq!(opened.editions.len(), bundled.editions.len());
    let sorted = |tables: &[Table]| {
        let mut texts = unnamed(tables);
        texts.sort();
        texts
    };
    assert_eq!(sorted(&opened.tables), sorted(&bundled.tables));
    assert_eq!(opened.corrections.len(), bundled.corrections.len());
    assert!(opened.commodities.is_empty() && opened.forms.is_empty());
}

#[test]
fn observations_alone_keep_their_states_and_faulty_rows_become_issues() {
    let header = "commodity,form,stage,country,year,value,upper,unit,bound,status,text,edition,source,printed,note\n";
    let rows = "cobalt,cobalt,mine,COD,2024,200,,t,exact,reported,,house,house,200,\n\
                cobalt,cobalt,mine,IDN,2024,5,9,t,range,estimated,,house,house,5-9,guess\n\
                cobalt,cobalt,mine,AUS,2024,,,t,,withheld,,house,house,W,\n\
                cobalt,cobalt,mine,ZZZ,2024,3,,t,exact,reported,,house,house,3,\n\
                cobalt,cobalt,mine,CHL,24x,3,,t,exact,reported,,house,house,3,\n\
                unobtainium,unobtainium,mine,CHL,2024,3,,kt,exact,reported,,house,house,3,\n";
    let (opened, layout) = written("observations.csv", &format!("{header}{rows}"));
    let opened = opened.unwrap();
    assert_eq!(layout, Layout::Lodescope);
    let year = table(&opened, "cobalt", Stage::Mine).year(2024).unwrap();
    assert_eq!(year.countries.len(), 3);
    assert_eq!(year.countries[1].statement.quantity.amount, Amount::Range { low: 5.0, high: 9.0 });
    assert_eq!(year.countries[2].statement.quantity.amount, Amount::Withheld);
    let kinds: Vec<IssueKind> = opened.issues.list.iter().map(|issue| issue.kind).collect();
    assert!(kinds.contains(&IssueKind::UnknownCountry) && kinds.contains(&IssueKind::UnknownYear), "{kinds:?}");
    assert_eq!(opened.commodities[0].name, "Unobtainium");
    assert_eq!(opened.editions.len(), 1);
}

#[test]
fn a_sheet_of_world_mining_data_is_known_by_its_shape() {
    let opened = opened("open/layouts/wmd/Rare Earths (REO).csv");
    assert_eq!(opened.sheets[0].look.guess.layout, Layout::WorldMiningData);
    assert_eq!(opened.issues.total(), 0, "{:?}", opened.issues.list);
    let table = table(&opened, "rare-earths", Stage::Mine);
    assert_eq!(table.basis, "rare-earth-oxide equivalent");
    assert_eq!(table.years.len(), 5);
    let year = table.year(2019).unwrap();
    assert!(
        close(value(year, "COD"), 100.0) && close(value(year, "MMR"), 22_000.0) && close(value(year, "RUS"), 2_700.0)
    );
    assert_eq!(year.world.as_ref().unwrap().quantity.value(), Some(177_800.0));
    assert!(value(table.year(2020).unwrap(), "COD").is_none(), "an empty cell is no zero");
}

#[test]
fn a_download_of_our_world_in_data_leaves_groups_aside() {
    let opened = opened("open/layouts/owid/copper-production.csv");
    assert_eq!(opened.sheets[0].look.guess.layout, Layout::OurWorldInData);
    let kinds: Vec<IssueKind> = opened.issues.list.iter().map(|issue| issue.kind).collect();
    assert_eq!(kinds, [IssueKind::Assumed], "nothing says the unit: {:?}", opened.issues.list);
    let year = table(&opened, "copper", Stage::Mine).year(2020).unwrap();
    assert_eq!(year.countries.len(), 3);
    assert!(close(value(year, "XKX"), 10.0));
    assert_eq!(year.world.as_ref().unwrap().quantity.value(), Some(20_600_000.0));
    let aside: u32 =
        opened.intake.iter().filter(|line| line.reason.contains("continents")).map(|line| line.notes).sum();
    assert_eq!(aside, 2);
    assert_eq!(opened.intake.iter().map(|line| u64::from(line.rows_seen)).sum::<u64>(), opened.sheets[0].rows_seen);
}

#[test]
fn shares_are_no_amounts() {
    let error = opened_at(&fixture("open/layouts/owid/share-of-global-copper.csv")).unwrap_err().to_string();
    assert!(error.contains("shares only") && error.contains("quantities"), "{error}");
}

#[test]
fn wide_tables_with_titles_several_header_rows_and_decimal_commas_are_read() {
    let (wide, layout) = written(
        "statistik.csv",
        "Copper mine production by country;;;\nEinheit: kt;;;\nLand;2019;2020;2021\nChile;5.787,4;5.733,1;5.600\n\
         Südkorea;..;0;0\nWelt;20.400;20.600;21.000\n",
    );
    let wide = wide.unwrap();
    assert_eq!(layout, Layout::WideYears);
    let copper = table(&wide, "copper", Stage::Mine);
    assert_eq!(copper.unit, Unit::ThousandTonnes);
    let year = copper.year(2019).unwrap();
    assert!(close(value(year, "CHL"), 5_787.4), "{year:?}");
    assert_eq!(copper.year(2021).unwrap().world.as_ref().unwrap().quantity.value(), Some(21_000.0));
    let (two, layout) = written(
        "two rows.csv",
        "Lithium,,,,\n,Production (t),,Reserves (kt),\nProducer,2019,2020,2019,2020\nChile,10,11,100,110\nAustralia,20,21,200,210\n",
    );
    let two = two.unwrap();
    assert_eq!(layout, Layout::WideYears);
    assert!(close(value(table(&two, "lithium", Stage::Mine).year(2020).unwrap(), "AUS"), 21.0));
    let reserves = table(&two, "lithium", Stage::Reserves);
    assert_eq!(reserves.unit, Unit::ThousandTonnes);
    assert!(close(value(reserves.year(2019).unwrap(), "CHL"), 100.0));
}

#[test]
fn each_way_to_name_a_year_is_read() {
    for header in ["2019,2020", "Y2019,Y2020", "Prod_2019,Prod_2020", "2019 (t),2020 (t)", "\"2019\",\"2020\""] {
        let (opened, layout) = written("zinc.csv", &format!("Country,{header}\nChina,1,2\nPeru,3,4\n"));
        assert_eq!(layout, Layout::WideYears, "{header}");
        let opened = opened.unwrap();
        assert!(close(value(table(&opened, "zinc", Stage::Mine).year(2020).unwrap(), "PER"), 4.0), "{header}");
    }
}

#[test]
fn units_are_converted_at_reading() {
    let (opened, layout) = written(
        "gold.csv",
        "Country,Commodity,Year,Stage,Unit,Value\nGhana,Gold,2023,mine,kg,100\nPeru,Gold,2023,mine,troy ounces,1000\n",
    );
    assert_eq!(layout, Layout::Tidy);
    let opened = opened.unwrap();
    let gold = table(&opened, "gold", Stage::Mine);
    assert_eq!(gold.unit, Unit::Kilograms);
    assert!(close(value(gold.year(2023).unwrap(), "PER"), 31.103_476_8));
}

#[test]
fn countries_and_minerals_as_columns_are_guessed_and_asked_about() {
    let (opened, layout) = written("cobalt mine.csv", "year,China,Chile,Rest of world\n2019,10,20,3\n2020,11,21,4\n");
    assert_eq!(layout, Layout::Guessed);
    let year = table(opened.as_ref().unwrap(), "cobalt", Stage::Mine).year(2020).unwrap();
    assert!(close(value(year, "CHL"), 21.0));
    assert_eq!(year.other.as_ref().unwrap().quantity.value(), Some(4.0));
    let (opened, layout) = written(
        "mix.csv",
        "Country,Year,Cobalt (t),Copper mine production (kt),Population\nChile,2020,0,5700,19\nChina,2020,2300,1700,1400\n",
    );
    assert_eq!(layout, Layout::Guessed);
    let opened = opened.unwrap();
    assert!(close(value(table(&opened, "copper", Stage::Mine).year(2020).unwrap(), "CHL"), 5_700.0));
    assert!(close(value(table(&opened, "cobalt", Stage::Mine).year(2020).unwrap(), "CHN"), 2_300.0));
}

#[test]
fn a_name_that_may_mean_two_countries_is_an_issue_with_an_offer() {
    let (opened, _) = written(
        "tin.csv",
        "Country,Commodity,Year,Value\nPeru,Tin,2023,1\nChina,Tin,2023,2\nBolivia,Tin,2023,2\nCongo,Tin,2023,3\nBrasilia,Tin,2023,4\n",
    );
    let opened = opened.unwrap();
    let unknown: Vec<_> = opened.issues.list.iter().filter(|issue| issue.kind == IssueKind::UnknownCountry).collect();
    assert_eq!(unknown.iter().map(|issue| issue.value.as_str()).collect::<Vec<_>>(), ["Congo", "Brasilia"]);
    assert!(unknown[0].mend.contains("Congo") && unknown[1].mend.contains("Brazil"), "{unknown:?}");
    assert_eq!(table(&opened, "tin", Stage::Mine).year(2023).unwrap().countries.len(), 3);
}

#[test]
fn a_newer_edition_answers_like_the_bundle() {
    let opened = opened("mcs2026/commodities.csv");
    let dataset = embedded().unwrap().with([&opened]);
    let table = table(&opened, "rare-earths", Stage::Mine);
    let question = Question {
        commodity: table.key.commodity.clone(),
        edition: EditionChoice::Of(table.key.edition.clone()),
        ..opening_question(&dataset).unwrap()
    };
    let question = placed(&dataset, &question, Fixed::Nothing).unwrap();
    let answer = answer(&dataset, &question);
    assert_eq!(answer.subject.edition.unwrap().short_name, "USGS MCS 2026 (your file)");
}

/// Names that headers have in people's tables, by field.
const HEADERS: [(&str, [&str; 6]); 6] = [
    ("country", ["Country", "Land", "País", "pays", "producer", "country_name"]),
    ("mineral", ["commodity", "Rohstoff", "Mineral", "matière première", "material", "Metal"]),
    ("year", ["year", "Jahr", "Année", "Año", "Ano", "reference year"]),
    ("stage", ["stage", "Stufe", "étape", "Etapa", "production stage", "process"]),
    ("unit", ["unit", "Einheit", "Unité", "Unidad", "UOM", "units"]),
    ("value", ["value", "Menge (t)", "Quantité", "Cantidad", "amount", "tonnage"]),
];

mod random {
    use proptest::prelude::*;

    use super::{HEADERS, close, table, value, written};
    use lodescope::data::open::{Given, Layout, OpenOptions, Progress, look};
    use lodescope::model::Stage;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(32))]

        /// A tidy table with any order of columns and any of the known names is mapped as it was meant.
        #[test]
        fn the_mapping_of_a_tidy_table_is_found(
            order in Just((0..6_usize).collect::<Vec<_>>()).prop_shuffle(),
            names in prop::array::uniform6(0..6_usize),
            separator in prop::sample::select(vec![',', ';', '\t', '|']),
            amounts in prop::collection::vec(1..100_000_u32, 8),
            first_year in 1990..2020_i32,
        ) {
            let countries = ["China", "Perú", "Congo, D.R.", "USA", "Südafrika", "AUS", "Chile", "Kazakhstan"];
            let minerals = ["Copper", "Kobalt", "Zinc", "litio"];
            let stages = ["mine", "Raffinade", "mine production", "refined"];
            let mut text = String::new();
            let line = |text: &mut String, cells: [String; 6]| {
                let quoted = |cell: &String| if cell.contains(separator) { format!("\"{cell}\"") } else { cell.clone() };
                let cells: Vec<String> = order.iter().map(|field| quoted(&cells[*field])).collect();
                text.push_str(&cells.join(&separator.to_string()));
                text.push('\n');
            };
            let header = std::array::from_fn(|field| HEADERS[field].1[names[field]].to_owned());
            line(&mut text, header);
            for (index, amount) in amounts.iter().enumerate() {
                line(&mut text, [
                    countries[index].to_owned(),
                    minerals[index % 4].to_owned(),
                    (first_year + i32::try_from(index).unwrap() / 4).to_string(),
                    stages[index % 4].to_owned(),
                    "t".to_owned(),
                    amount.to_string(),
                ]);
            }
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("table.csv");
            std::fs::write(&path, &text).unwrap();
            let looked = look(&path, &OpenOptions::default(), &Progress::default()).unwrap();
            let mapping = &looked.sheets[0].guess.mapping;
            let at = |field: usize| order.iter().position(|of| *of == field).unwrap();
            prop_assert_eq!(&mapping.country, &Given::Column(at(0)), "{}", text);
            prop_assert_eq!(&mapping.mineral, &Given::Column(at(1)), "{}", text);
            prop_assert_eq!(&mapping.year, &Given::Column(at(2)), "{}", text);
            prop_assert_eq!(&mapping.stage, &Given::Column(at(3)), "{}", text);
            prop_assert_eq!(&mapping.unit, &Given::Column(at(4)), "{}", text);
            prop_assert_eq!(mapping.values.iter().map(|value| value.column).collect::<Vec<_>>(), vec![at(5)], "{}", text);
            let (opened, layout) = written("table.csv", &text);
            prop_assert_eq!(layout, Layout::Tidy);
            let opened = opened.unwrap();
            prop_assert_eq!(opened.sheets[0].rows_used, 8, "{:?}", opened.issues.list);
            let year = i16::try_from(first_year).unwrap();
            let copper = table(&opened, "copper", Stage::Mine).year(year).unwrap();
            prop_assert!(close(value(copper, "CHN"), f64::from(amounts[0])));
        }

        /// Whatever stands in a file, a mapping never points beyond it and opening ends in a result or a sentence.
        #[test]
        fn any_text_gets_a_guess(text in "[A-Za-z0-9,;\"\n .()%–-]{1,400}") {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("any.csv");
            std::fs::write(&path, &text).unwrap();
            let Ok(looked) = look(&path, &OpenOptions::default(), &Progress::default()) else { return Ok(()) };
            for sheet in &looked.sheets {
                let width = sheet.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
                prop_assert!(sheet.guess.mapping.values.iter().all(|value| value.column < width));
                prop_assert!(sheet.guess.mapping.header.above <= sheet.rows.len());
            }
            if let Err(error) = lodescope::data::open::open(&path, &OpenOptions::default(), &Progress::default()) {
                prop_assert!(error.to_string().len() > 20);
            }
        }
    }
}
