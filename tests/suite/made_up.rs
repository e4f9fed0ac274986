//! A made-up world: one mineral, countries and blocs, as a test wants them.

use std::collections::BTreeSet;

use jiff::civil::date;
use lodescope::data::{Context, Dataset, Roster, Row, Statement, Table, TableKey, TableYear, Tables};
use lodescope::model::{
    Amount, Bloc, BlocId, BlocKind, Commodity, CommodityId, Confidence, ConfidenceLevel, Country, Denominator, Edition,
    EditionChoice, EditionId, Form, FormId, Iso3, Member, Membership, Mode, Overlap, OwnBloc, PartialDate, Quantity,
    Question, SourceId, Stage, Territories, Unit,
};

const YEAR: i16 = 2025;
/// The newest edition, by its own year.
const NEWEST: i16 = 2026;

/// A world being made up.
#[derive(Default)]
pub struct World {
    countries: Vec<(String, Quantity)>,
    reserves: Vec<Option<Quantity>>,
    blocs: Vec<(String, Vec<usize>)>,
    own: Vec<OwnBloc>,
    /// Places of blocs and of their members who are only reported.
    unsure: Vec<(usize, usize)>,
    other: Option<Quantity>,
    printed: Option<Quantity>,
    not_additive: Option<String>,
    past: Vec<Past>,
    parents: Vec<(usize, usize)>,
}

/// An earlier year of a world.
#[derive(Clone)]
pub struct Past {
    /// The year.
    pub year: i16,
    /// The edition that speaks of it, by its own year.
    pub edition: i16,
    /// What is stated of the countries, by their place; nothing for one that is not listed.
    pub amounts: Vec<Option<Amount>>,
    /// "Other countries".
    pub other: Option<Amount>,
    /// What is weighed.
    pub basis: String,
}

impl Past {
    /// Returns a year in which each country has an exact number of tonnes.
    pub fn exact(year: i16, edition: i16, tonnes: &[f64]) -> Self {
        let amounts = tonnes.iter().map(|tonnes| Some(Amount::Exact(*tonnes))).collect();
        Self { year, edition, amounts, other: None, basis: String::new() }
    }

    /// States another thing of the country at a place.
    pub fn but(mut self, place: usize, amount: impl Into<Option<Amount>>) -> Self {
        self.amounts[place] = amount.into();
        self
    }

    /// States "Other countries".
    pub fn other(mut self, tonnes: f64) -> Self {
        self.other = Some(Amount::Exact(tonnes));
        self
    }
}

impl World {
    /// Returns a world of three countries with names of sixty letters.
    pub fn of_long_names() -> Self {
        Self::default()
            .country("Grand Duchy of Lower Saint Barnabas and the Windward Shallows", 600.0)
            .country("Democratic People’s Federation of the Seventeen Inland Islands", 300.0)
            .country("Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogochland", 100.0)
    }

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

    /// Adds an earlier year.
    pub fn past(mut self, past: Past) -> Self {
        self.past.push(past);
        self
    }

    /// Makes the country at one place a territory of that at another.
    pub fn belonging(mut self, territory: usize, state: usize) -> Self {
        self.parents.push((territory, state));
        self
    }

    /// Adds a bloc, switched on, of the countries at these places.
    pub fn bloc(mut self, name: &str, members: &[usize]) -> Self {
        self.blocs.push((name.to_owned(), members.to_vec()));
        self
    }

    /// Adds a bloc of a person's own in a colour, its members by their places, and switches it on.
    pub fn own_bloc(mut self, name: &str, members: &[usize], slot: u8) -> Self {
        let id = BlocId::new(format!("own_{}", name.to_lowercase())).unwrap();
        let member = |place: &usize| Membership { bloc: id.clone(), ..membership(0, *place) };
        let made = bloc(0, name);
        let bloc = Bloc { id: id.clone(), kind: BlocKind::Own, ..made };
        self.own.push(OwnBloc { bloc, members: members.iter().map(member).collect(), slot: Some(slot) });
        self
    }

    /// Makes a member of a bloc, both by their places, one that is only reported.
    pub fn unsure(mut self, bloc: usize, member: usize) -> Self {
        self.unsure.push((bloc, member));
        self
    }

    /// Returns the question about the world's mines with every bloc on.
    pub fn question(&self) -> Question {
        let own = self.own.iter().map(|own| own.bloc.id.clone());
        Question { blocs: (0..self.blocs.len()).map(bloc_id).chain(own).collect(), ..question(YEAR) }
    }

    /// Returns the world as a dataset.
    pub fn dataset(&self) -> Dataset {
        let mut tables = vec![self.table(Stage::Mine, self.countries.iter().map(|(_, said)| Some(said.clone())))];
        if !self.reserves.is_empty() {
            tables.push(self.table(Stage::Reserves, self.reserves.iter().cloned()));
        }
        tables.extend(self.editions().into_iter().filter(|year| *year != NEWEST).map(|year| self.past_table(year)));
        tables.sort_by(|one, next| one.key.cmp(&next.key));
        let names: Vec<&str> = self.countries.iter().map(|(name, _)| name.as_str()).collect();
        let members = |(place, (_, members)): (usize, &(String, Vec<usize>))| {
            let confidence = |member| {
                if self.unsure.contains(&(place, member)) { Confidence::Reported } else { Confidence::Confirmed }
            };
            let of = |member: &usize| Membership { confidence: confidence(*member), ..membership(place, *member) };
            members.iter().map(of).collect::<Vec<_>>()
        };
        let mut made = made_up_tables(tables, &names);
        for (territory, state) in &self.parents {
            made.countries[*territory].parent = Some(code(*state));
        }
        Dataset::new(Tables {
            bundled: Roster {
                blocs: self.blocs.iter().enumerate().map(|(place, (name, _))| bloc(place, name)).collect(),
                memberships: self.blocs.iter().enumerate().flat_map(members).collect(),
                own: Vec::new(),
            },
            editions: self.editions().into_iter().map(edition).collect(),
            ..made
        })
        .with_blocs(&self.own)
    }

    /// Returns the editions, newest first.
    fn editions(&self) -> Vec<i16> {
        let mut editions: BTreeSet<i16> = self.past.iter().map(|past| past.edition).collect();
        editions.insert(NEWEST);
        editions.into_iter().rev().collect()
    }

    fn past_table(&self, edition: i16) -> Table {
        let mut table = self.table(Stage::Mine, std::iter::empty());
        table.key.edition = edition_id(edition);
        table.years = self.past_years(edition);
        if let Some(past) = self.past.iter().find(|past| past.edition == edition) {
            table.basis.clone_from(&past.basis);
        }
        table
    }

    fn past_years(&self, edition: i16) -> Vec<TableYear> {
        let stated = |amount: &Amount| statement(Quantity { amount: amount.clone(), estimated: false });
        let mut years: Vec<TableYear> = self
            .past
            .iter()
            .filter(|past| past.edition == edition)
            .map(|past| TableYear {
                year: past.year,
                countries: past
                    .amounts
                    .iter()
                    .enumerate()
                    .filter_map(|(place, amount)| {
                        Some(Row { country: code(place), statement: stated(amount.as_ref()?) })
                    })
                    .collect(),
                other: past.other.as_ref().map(stated),
                world: None,
            })
            .collect();
        years.sort_by_key(|year| year.year);
        years
    }

    fn table(&self, stage: Stage, rows: impl Iterator<Item = Option<Quantity>>) -> Table {
        let of_mine = |quantity: &Option<Quantity>| quantity.clone().filter(|_| stage == Stage::Mine).map(statement);
        let earlier = if stage == Stage::Mine { self.past_years(NEWEST) } else { Vec::new() };
        Table {
            key: TableKey { commodity: commodity(), form: form(), stage, edition: edition_id(NEWEST) },
            unit: Unit::Tonnes,
            basis: String::new(),
            source_label: format!("UNOBTAINIUM, {}", stage.short_name()),
            not_additive: self.not_additive.clone(),
            note: String::new(),
            assumed: lodescope::data::Assumed::default(),
            years: earlier
                .into_iter()
                .chain([TableYear {
                    year: YEAR,
                    countries: rows
                        .enumerate()
                        .filter_map(|(place, said)| Some(Row { country: code(place), statement: statement(said?) }))
                        .collect(),
                    other: of_mine(&self.other),
                    world: of_mine(&self.printed),
                }])
                .collect(),
        }
    }
}

fn edition_id(year: i16) -> EditionId {
    EditionId::new(if year == NEWEST { "made-up".to_owned() } else { format!("made-up-{year}") }).unwrap()
}

fn edition(year: i16) -> Edition {
    Edition {
        id: edition_id(year),
        name: format!("A Made-up Survey, Yearbook {year}"),
        short_name: format!("Yearbook {year}"),
        source: SourceId::new("made-up").unwrap(),
        series: "yearbook".to_owned(),
    }
}

pub fn commodity() -> CommodityId {
    CommodityId::new("unobtainium").unwrap()
}

pub fn form() -> FormId {
    FormId::new("unobtainium").unwrap()
}

/// Returns the question about a year of mine production, with no bloc on.
pub fn question(year: i16) -> Question {
    Question {
        commodity: commodity(),
        form: form(),
        stage: Stage::Mine,
        year,
        edition: EditionChoice::Newest,
        blocs: Vec::new(),
        as_of: date(2026, 1, 1),
        confidence: ConfidenceLevel::default(),
        denominator: Denominator::default(),
        mode: Mode::default(),
        overlap: Overlap::default(),
        uncorrected: BTreeSet::new(),
        caps: Vec::new(),
        territories: Territories::default(),
    }
}

/// Returns a dataset's tables of one mineral and countries of these names, without blocs, editions and corrections.
pub fn made_up_tables(tables: Vec<Table>, names: &[impl AsRef<str>]) -> Tables {
    let country = |(place, name): (usize, &_)| Country {
        iso3: code(place),
        name: AsRef::<str>::as_ref(name).to_owned(),
        region: "Nowhere".to_owned(),
        parent: None,
    };
    Tables {
        fingerprint: "made up".to_owned(),
        as_of: date(2026, 1, 1),
        commodities: vec![Commodity {
            id: commodity(),
            name: "Unobtainium".to_owned(),
            symbol: None,
            in_sentence: "unobtainium".to_owned(),
            groups: Vec::new(),
            use_line: "Tests".to_owned(),
            critical_lists: Vec::new(),
        }],
        forms: vec![Form {
            commodity: commodity(),
            id: form(),
            name: "Unobtainium".to_owned(),
            in_sentence: "unobtainium".to_owned(),
        }],
        tables,
        countries: names.iter().enumerate().map(country).collect(),
        bundled: Roster::default(),
        editions: Vec::new(),
        opened: Vec::new(),
        sources: Vec::new(),
        corrections: Vec::new(),
        context: Context::default(),
    }
}

pub fn statement(quantity: Quantity) -> Statement {
    Statement { quantity, note: String::new() }
}

/// Returns the code of the country at a place, in the order of places.
pub fn code(place: usize) -> Iso3 {
    let letter = |number: usize| char::from(b'A' + u8::try_from(number % 26).unwrap());
    Iso3::new(&format!("{}{}{}", letter(place / 676), letter(place / 26), letter(place))).unwrap()
}

pub fn bloc_id(place: usize) -> BlocId {
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
