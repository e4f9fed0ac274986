//! What a person's file does not say is assumed in the open: as an issue, in the source line, and without false words.

use std::collections::BTreeMap;
use std::path::PathBuf;

use lodescope::analysis::{answer, trend};
use lodescope::charts::shares;
use lodescope::charts::trend::{TrendOptions, chart as trend_chart};
use lodescope::data::open::{
    Given, LookedAt, Mapping, OpenError, OpenOptions, Opened, Progress, look, open, open_mapped,
};
use lodescope::data::{Assumed, DataIssue, Dataset, IssueKind, embedded};
use lodescope::model::{CommodityId, EditionChoice, FormId, Question, Stage};

/// A list of purchases as a buyer in Germany keeps it: no stage, a sum at the end, a source below.
const PURCHASES: &str = "Lieferant/Land;Material;Menge in kg;Jahr\nChina;Kobalt;1200;2024\nFinnland;Kobalt;700;2024\n\
    Belgien;Kobalt;66;2024\nSumme;Kobalt;1966;2024\nQuelle: SAP;;;\n";

struct OnDisk {
    _folder: tempfile::TempDir,
    path: PathBuf,
}

impl OnDisk {
    fn new(name: &str, text: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        Self { _folder: folder, path }
    }

    fn opened(&self) -> Opened {
        open(&self.path, &OpenOptions::default(), &Progress::default()).unwrap()
    }

    fn looked(&self) -> LookedAt {
        look(&self.path, &OpenOptions::default(), &Progress::default()).unwrap()
    }

    fn mapped(&self, change: impl FnOnce(&mut Mapping)) -> Opened {
        let mut mapping = self.looked().sheets[0].guess.mapping.clone();
        change(&mut mapping);
        let mapped = BTreeMap::from([(String::new(), mapping)]);
        open_mapped(&self.path, &mapped, &OpenOptions::default(), &Progress::default()).unwrap()
    }

    /// Opens it where no one can be asked, as the command line does.
    fn unasked(&self) -> Result<Opened, OpenError> {
        let options = OpenOptions { leaves_doubtful_out: true, ..OpenOptions::default() };
        open(&self.path, &options, &Progress::default())
    }
}

fn opened(text: &str) -> Opened {
    OnDisk::new("purchases.csv", text).opened()
}

fn issues(opened: &Opened, kind: IssueKind) -> Vec<&DataIssue> {
    opened.issues.list.iter().filter(|issue| issue.kind == kind).collect()
}

/// Returns the bundle with a file beside it, and the question about the file's only mineral.
fn asked(opened: &Opened) -> (Dataset, Question) {
    let dataset = embedded().unwrap().with(std::slice::from_ref(opened));
    let table = &opened.tables[0];
    let question = Question {
        commodity: CommodityId::new(table.key.commodity.as_str()).unwrap(),
        form: FormId::new(table.key.form.as_str()).unwrap(),
        stage: table.key.stage,
        year: table.years.last().unwrap().year,
        edition: EditionChoice::Of(opened.editions[0].id.clone()),
        blocs: Vec::new(),
        ..lodescope::analysis::opening_question(&dataset).unwrap()
    };
    (dataset, question)
}

#[test]
fn a_stage_that_nothing_says_is_an_issue_and_stands_in_the_source_line() {
    let opened = opened(PURCHASES);
    let [issue] = issues(&opened, IssueKind::Assumed)[..] else { panic!("{:?}", opened.issues.list) };
    assert_eq!((issue.row, issue.value.as_str()), (1, "mine production"));
    assert!(issue.mend.contains("on the mapping page"), "{}", issue.mend);
    assert_eq!(opened.tables[0].assumed, Assumed { stage: true, unit: false });
    let (dataset, question) = asked(&opened);
    let chart = shares::chart(&dataset, &answer(&dataset, &question), None);
    let said = "Stage not stated in purchases.csv: mine production assumed.";
    assert!(chart.source_line.contains(said), "{}", chart.source_line);
    let trend = trend_chart(&dataset, &trend(&dataset, &question), TrendOptions::default());
    assert!(trend.source_line.contains(said), "{}", trend.source_line);
}

#[test]
fn purchases_are_not_told_as_mined() {
    let (dataset, question) = asked(&opened(PURCHASES));
    let chart = shares::chart(&dataset, &answer(&dataset, &question), None);
    assert_eq!(chart.title, "China has 61\u{a0}% of the cobalt in purchases.csv for 2024");
    assert_eq!(chart.subtitle, "Share of quantity (stage not stated), 1,966\u{a0}kg, 2024");
    let trend = trend_chart(&dataset, &trend(&dataset, &question), TrendOptions::default());
    assert_eq!(trend.title, "China’s share of the cobalt in purchases.csv was 61\u{a0}% in 2024");
    for text in [&chart.title, &chart.subtitle, &chart.description, &trend.title, &trend.subtitle, &trend.description] {
        assert!(!text.contains("mine") && !text.contains("world"), "{text}");
    }
}

#[test]
fn a_unit_that_nothing_says_is_assumed_in_words_too() {
    let opened = opened("Land;Material;Jahr;Menge\nChina;Kobalt;2024;1200\nFinnland;Kobalt;2024;700\n");
    assert_eq!(opened.tables[0].assumed, Assumed { stage: true, unit: true });
    let (dataset, question) = asked(&opened);
    let assumption = answer(&dataset, &question).subject.assumption.unwrap();
    assert_eq!(assumption, "Stage and unit not stated in purchases.csv: mine production and tonnes assumed");
}

#[test]
fn what_a_person_or_a_header_says_is_not_assumed() {
    let file = OnDisk::new("purchases.csv", PURCHASES);
    // As the mapping page and --map give it: what was assumed stays assumed until it is said.
    assert!(file.mapped(|_| {}).tables[0].assumed.stage);
    let said = file.mapped(|mapping| mapping.stage = Given::Same("refinery".to_owned()));
    assert_eq!((said.tables[0].key.stage, said.tables[0].assumed), (Stage::Refinery, Assumed::default()));
    assert!(issues(&said, IssueKind::Assumed).is_empty());
    let (dataset, question) = asked(&said);
    let chart = shares::chart(&dataset, &answer(&dataset, &question), None);
    assert_eq!(chart.title, "China refined 61\u{a0}% of the cobalt in purchases.csv in 2024");
    assert!(!chart.source_line.contains("assumed"), "{}", chart.source_line);
    for text in [
        "country,mineral,year,mine production (t)\nPeru,copper,2024,5\nChile,copper,2024,7\n",
        "country,mineral,year,measure,value,unit\nPeru,copper,2024,mine production,5,t\nChile,copper,2024,mine,7,t\n",
    ] {
        let stated = opened(text);
        assert_eq!(stated.tables[0].assumed, Assumed::default(), "{text}");
        assert!(issues(&stated, IssueKind::Assumed).is_empty(), "{text}");
    }
}

#[test]
fn a_column_of_measures_that_holds_units_says_the_unit() {
    let opened = opened(
        "country,commodity,year,stage,measure,value\nChina,Cobalt,2024,mine,kg,1000\nPeru,Cobalt,2024,mine,t,3\n",
    );
    let (dataset, question) = asked(&opened);
    let figures = answer(&dataset, &question).figures.unwrap();
    // A tonne and three.
    assert!((figures.total * figures.unit.factor() - 4.0).abs() < 1e-9, "{} {:?}", figures.total, figures.unit);
    assert!(issues(&opened, IssueKind::Assumed).is_empty(), "{:?}", opened.issues.list);
    assert!(opened.intake.iter().all(|line| !line.reason.starts_with("another measure")), "{:?}", opened.intake);
}

#[test]
fn an_assumption_is_kept_in_a_mapping_on_file() {
    let mapping = OnDisk::new("purchases.csv", PURCHASES).looked().sheets[0].guess.mapping.clone();
    assert_eq!(mapping.stage, Given::Assumed("mine".to_owned()));
    let text = serde_json::to_string(&mapping).unwrap();
    assert_eq!(serde_json::from_str::<Mapping>(&text).unwrap(), mapping);
    // A mapping kept before totals were told apart.
    let older = text.replace(",\"totals\":\"of_table\"", "");
    assert!(older.len() < text.len());
    assert_eq!(serde_json::from_str::<Mapping>(&older).unwrap(), mapping);
}

#[test]
fn a_total_row_checks_its_table_and_is_not_the_worlds() {
    for name in ["Summe", "Total", "Gesamt", "Grand total", "Всего", "合计"] {
        let opened = opened(&PURCHASES.replace("Summe", name));
        let year = &opened.tables[0].years[0];
        assert!(year.world.is_none() && year.countries.len() == 3, "{name}: {year:?}");
        let [issue] = issues(&opened, IssueKind::TableTotal)[..] else { panic!("{name}: {:?}", opened.issues.list) };
        assert_eq!((issue.row, issue.value.as_str()), (5, name));
        assert!(issues(&opened, IssueKind::TotalDiffers).is_empty(), "{name}: {:?}", opened.issues.list);
        let aside: u32 = opened.intake.iter().filter(|line| line.reason.contains("totals of")).map(|of| of.notes).sum();
        assert_eq!(aside, 1, "{name}");
    }
    for name in ["World", "Welt", "World total", "Total mondial"] {
        let opened = opened(&PURCHASES.replace("Summe", name));
        assert!(opened.tables[0].years[0].world.is_some(), "{name}");
        assert!(issues(&opened, IssueKind::TableTotal).is_empty(), "{name}");
    }
}

#[test]
fn a_total_that_differs_from_its_rows_is_an_issue() {
    let differing = opened(&PURCHASES.replace("1966", "2066"));
    let [issue] = issues(&differing, IssueKind::TotalDiffers)[..] else { panic!("{:?}", differing.issues.list) };
    assert_eq!((issue.row, issue.value.as_str(), issue.column.as_str()), (5, "2066", "Menge in kg"));
    assert!(issue.done.contains("1,966 kg"), "{}", issue.done);
    // Neither a mineral nor a year in the row of the total, and a name that stands elsewhere than in the country's column.
    for total in ["Summe;;1966;", ";Summe;1966;", "Summe;alle;1966;"] {
        let opened = opened(&PURCHASES.replace("Summe;Kobalt;1966;2024", total));
        assert_eq!(issues(&opened, IssueKind::TotalDiffers).len(), 0, "{total}: {:?}", opened.issues.list);
        assert!(
            opened.issues.list.iter().all(|issue| issue.kind.severity() == lodescope::data::Severity::Note),
            "{total}"
        );
        let off = PURCHASES.replace("Summe;Kobalt;1966;2024", &total.replace("1966", "1000"));
        let expected = usize::from(!total.contains("alle"));
        assert_eq!(issues(&self::opened(&off), IssueKind::TotalDiffers).len(), expected, "{total}");
    }
}

#[test]
fn totals_of_blocks_and_of_columns_are_checked_by_themselves() {
    let blocks = "country,mineral,year,amount (t)\nPeru,copper,2023,5\nChile,copper,2023,7\nTotal,,,12\n\
        Peru,copper,2024,6\nChile,copper,2024,8\nTotal,,,14\nGrand total,,,26\n";
    let opened = opened(blocks);
    assert_eq!(issues(&opened, IssueKind::TableTotal).len(), 3);
    assert!(issues(&opened, IssueKind::TotalDiffers).is_empty(), "{:?}", opened.issues.list);
    let wide = self::opened(
        "country,mineral,unit,2023,2024\nPeru,copper,kt,5,6\nChile,copper,kt,7,8\nTotal,copper,kt,12,15\n",
    );
    let [issue] = issues(&wide, IssueKind::TotalDiffers)[..] else { panic!("{:?}", wide.issues.list) };
    assert_eq!((issue.row, issue.column.as_str(), issue.value.as_str()), (4, "2024", "15"));
    let crossed = self::opened("year,mineral,unit,Peru,Chile,Total\n2023,copper,t,5,7,12\n2024,copper,t,6,8,15\n");
    assert!(crossed.tables[0].years.iter().all(|year| year.world.is_none()));
    assert_eq!(issues(&crossed, IssueKind::TableTotal).len(), 1);
    let [issue] = issues(&crossed, IssueKind::TotalDiffers)[..] else { panic!("{:?}", crossed.issues.list) };
    assert_eq!((issue.row, issue.column.as_str()), (3, "Total"));
}

#[test]
fn a_basis_is_said_only_where_a_name_states_it() {
    let of = |names: [&str; 2]| {
        let [one, other] = names;
        opened(&format!("country,mineral,year,amount (t)\nChina,{one},2024,5\nMalaysia,{other},2024,7\n")).tables[0]
            .basis
            .clone()
    };
    assert_eq!(of(["Seltene Erden", "rare earths"]), "");
    assert_eq!(of(["REO", "Rare Earths (REO)"]), "rare-earth-oxide equivalent");
    assert_eq!(of(["REO", "rare earths"]), "", "what one row states is not stated of the other");
    assert_eq!(of(["Lithium", "Lithium"]), "");
}

#[test]
fn money_is_no_amount() {
    for name in ["Umsatz (EUR)", "Purchase value (USD million)", "Betrag in €", "Amount (US$)", "Menge Umsatz TEUR"] {
        let file = OnDisk::new(
            "sales.csv",
            &format!("Land;Rohstoff;Jahr;{name}\nChina;Kobalt;2024;500\nPeru;Kobalt;2024;3\n"),
        );
        let why = file.unasked().unwrap_err().to_string();
        assert!(why.contains(&format!("“{name}” holds money")) && why.contains("--map"), "{why}");
        // In the window the page on which columns are mapped is shown.
        assert!(!file.looked().sheets[0].guess.layout.is_known(), "{name}");
        assert!(open(&file.path, &OpenOptions::default(), &Progress::default()).is_err(), "{name}");
    }
    let beside = OnDisk::new(
        "sales.csv",
        "Land;Rohstoff;Jahr;Menge_kg;Betrag EUR\nChina;Kobalt;2024;500;9\nPeru;Kobalt;2024;3;8\n",
    );
    assert_eq!(beside.unasked().unwrap().tables[0].years[0].countries[0].statement.quantity.value(), Some(500.0));
}

#[test]
fn numbers_that_nothing_names_are_refused_where_no_one_can_be_asked() {
    let text = "a,b,c,v\nPeru,Copper,2022,2450\nChile,Copper,2022,5330\n";
    let file = OnDisk::new("odd.csv", text);
    let why = file.unasked().unwrap_err().to_string();
    assert!(why.contains("“v” holds numbers") && why.contains("“Amount (t)”"), "{why}");
    let two = OnDisk::new("odd.csv", &text.replace("c,v", "c,v,w").replace("0\n", "0,17\n"));
    let why = two.unasked().unwrap_err().to_string();
    assert!(why.contains("“v”, “w” hold numbers"), "{why}");
    // Said by a person, it is read.
    let mapping = file.looked().sheets[0].guess.mapping.clone();
    let options = OpenOptions { leaves_doubtful_out: true, ..OpenOptions::default() };
    let mapped = BTreeMap::from([(String::new(), mapping)]);
    assert!(open_mapped(&file.path, &mapped, &options, &Progress::default()).is_ok());
    assert!(file.opened().tables[0].assumed.unit, "in the window it is said to be assumed");
}

#[test]
fn cells_are_counted_of_the_table_alone() {
    let file = OnDisk::new(
        "purchases.csv",
        "Land;Rohstoff;Jahr;Menge (t)\nChina;Kobalt;2024;5\nFinnland;Kobalt;2024;3\n\n\
        Anmerkung: Mengen gerundet;;;\nQuelle: SAP;;;\n",
    );
    let guess = file.looked().sheets[0].guess.clone();
    let reasons: Vec<&str> = guess.reasons.iter().map(|reason| reason.text.as_str()).collect();
    assert!(reasons.contains(&"2 of 2 cells are names or codes of countries"), "{reasons:?}");
}
