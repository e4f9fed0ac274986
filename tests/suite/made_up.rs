//! A made-up world: one mineral, countries and blocs, as a test wants them.

use std::collections::BTreeSet;

use jiff::civil::date;
use lodescope::data::{Context, Dataset, Row, Statement, Table, TableKey, TableYear, Tables};
use lodescope::model::{
    Amount, Bloc, BlocId, BlocKind, Commodity, CommodityId, Confidence, ConfidenceLevel, Country, Denominator, Edition,
    EditionChoice, EditionId, Form, FormId, Iso3, Member, Membership, Mode, Overlap, PartialDate, Quantity, Question,
    SourceId, Stage, Unit,
};

const YEAR: i16 = 2025;

/// A world being made up.
#[derive(Default)]
pub struct World {
    countries: Vec<(String, Quantity)>,
    reserves: Vec<Option<Quantity>>,
    blocs: Vec<(String, Vec<usize>)>,
    other: Option<Quantity>,
    printed: Option<Quantity>,
    not_additive: Option<String>,
}

impl World {
    /// Adds a country with an exact number of tonnes.
    pub fn country(self, name: &str, tonnes: f64) -> Self {
        self.stating(name, Amount::Exact(tonnes))
    }

    /// Adds a country of which the publisher states something.
    pub fn stating(mut self, name: &str, amount: Amount) -> Self {
        self.countries.push((name.to_owned(), Quantity { amount, estimated: false }));
        self
    }

    /// Marks the last country's number as an estimate.
    pub fn estimated(mut self) -> Self {
        self.countries.last_mut().unwrap().1.estimated = true;
        self
    }

    /// Gives the last country reserves.
    pub fn holding(mut self, amount: Amount) -> Self {
        self.reserves.resize(self.countries.len() - 1, None);
        self.reserves.push(Some(Quantity { amount, estimated: false }));
        self
    }

    /// States "Other countries".
    pub fn other(mut self, amount: Amount) -> Self {
        self.other = Some(Quantity { amount, estimated: false });
        self
    }

    /// Prints a world total.
    pub fn printed(mut self, tonnes: f64) -> Self {
        self.printed = Some(Quantity::exact(tonnes));
        self
    }

    /// Says why the rows can't be added up.
    pub fn not_additive(mut self, reason: &str) -> Self {
        self.not_additive = Some(reason.to_owned());
        self
    }

    /// Adds a bloc, switched on, of the countries at these places.
    pub fn bloc(mut self, name: &str, members: &[usize]) -> Self {
        self.blocs.push((name.to_owned(), members.to_vec()));
        self
    }

    /// Returns the question about the world's mines with every bloc on.
    pub fn question(&self) -> Question {
        Question {
            commodity: CommodityId::new("unobtainium").unwrap(),
            form: FormId::new("unobtainium").unwrap(),
            stage: Stage::Mine,
            year: YEAR,
            edition: EditionChoice::Newest,
            blocs: (0..self.blocs.len()).map(bloc_id).collect(),
            as_of: date(2026, 1, 1),
            confidence: ConfidenceLevel::default(),
            denominator: Denominator::default(),
            mode: Mode::default(),
            overlap: Overlap::default(),
            uncorrected: BTreeSet::new(),
        }
    }

    /// Returns the world as a dataset.
    pub fn dataset(&self) -> Dataset {
        let commodity = CommodityId::new("unobtainium").unwrap();
        let edition = EditionId::new("made-up").unwrap();
        let mut tables = vec![self.table(Stage::Mine, self.countries.iter().map(|(_, said)| Some(said.clone())))];
        if !self.reserves.is_empty() {
            tables.push(self.table(Stage::Reserves, self.reserves.iter().cloned()));
        }
        tables.sort_by(|one, next| one.key.cmp(&next.key));
        Dataset::new(Tables {
            fingerprint: "made up".to_owned(),
            as_of: date(2026, 1, 1),
            commodities: vec![Commodity {
                id: commodity.clone(),
                name: "Unobtainium".to_owned(),
                symbol: None,
                in_sentence: "unobtainium".to_owned(),
                groups: Vec::new(),
                use_line: "Tests".to_owned(),
                critical_lists: Vec::new(),
            }],
            forms: vec![Form {
                commodity,
                id: FormId::new("unobtainium").unwrap(),
                name: "Unobtainium".to_owned(),
                in_sentence: "unobtainium".to_owned(),
            }],
            tables,
            countries: self
                .countries
                .iter()
                .enumerate()
                .map(|(place, (name, _))| Country {
                    iso3: code(place),
                    name: name.clone(),
                    region: "Nowhere".to_owned(),
                    parent: None,
                })
                .collect(),
            blocs: self.blocs.iter().enumerate().map(|(place, (name, _))| bloc(place, name)).collect(),
            memberships: self
                .blocs
                .iter()
                .enumerate()
                .flat_map(|(place, (_, members))| members.iter().map(move |member| membership(place, *member)))
                .collect(),
            editions: vec![Edition {
                id: edition,
                name: "A Made-up Survey, Yearbook 2026".to_owned(),
                short_name: "Yearbook 2026".to_owned(),
                source: SourceId::new("made-up").unwrap(),
                series: "yearbook".to_owned(),
            }],
            sources: Vec::new(),
            corrections: Vec::new(),
            context: Context::default(),
        })
    }

    fn table(&self, stage: Stage, rows: impl Iterator<Item = Option<Quantity>>) -> Table {
        let of_mine = |quantity: &Option<Quantity>| quantity.clone().filter(|_| stage == Stage::Mine).map(statement);
        Table {
            key: TableKey {
                commodity: CommodityId::new("unobtainium").unwrap(),
                form: FormId::new("unobtainium").unwrap(),
                stage,
                edition: EditionId::new("made-up").unwrap(),
            },
            unit: Unit::Tonnes,
            basis: String::new(),
            source_label: format!("UNOBTAINIUM, {}", stage.short_name()),
            not_additive: self.not_additive.clone(),
            note: String::new(),
            years: vec![TableYear {
                year: YEAR,
                countries: rows
                    .enumerate()
                    .filter_map(|(place, said)| Some(Row { country: code(place), statement: statement(said?) }))
                    .collect(),
                other: of_mine(&self.other),
                world: of_mine(&self.printed),
            }],
        }
    }
}

fn statement(quantity: Quantity) -> Statement {
    Statement { quantity, note: String::new() }
}

/// Returns the code of the country at a place, in the order of places.
fn code(place: usize) -> Iso3 {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap());
    Iso3::new(&format!("{}{}{}", letter(place / 676), letter(place / 26), letter(place))).unwrap()
}

fn bloc_id(place: usize) -> BlocId {
    BlocId::new(format!("bloc-{place}")).unwrap()
}

fn bloc(place: usize, name: &str) -> Bloc {
    Bloc {
        id: bloc_id(place),
        name: name.to_owned(),
        short_name: name.to_owned(),
        kind: BlocKind::MineralAlliance,
        about: "Made up".to_owned(),
    }
}

fn membership(place: usize, member: usize) -> Membership {
    Membership {
        bloc: bloc_id(place),
        member: Member::Country(code(member)),
        joined: Some(PartialDate::Year(2020)),
        left: None,
        confidence: Confidence::Confirmed,
        source: String::new(),
    }
}
