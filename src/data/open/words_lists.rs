use std::collections::{BTreeMap, BTreeSet};

use csv::{ReaderBuilder, StringRecord};

use crate::data::observation::RowSubject;
use crate::model::{Commodity, CommodityId, Form, FormId, Iso3, Stage, Unit};

use super::words_fold::plain;

const MINERALS: &str = include_str!("../../../data/curated/mineral_names.csv");
const MORE_MINERALS: &str = include_str!("../../../data/curated/more_minerals.csv");
const STAGES: &str = include_str!("../../../data/curated/stage_names.csv");
const UNITS: &str = include_str!("../../../data/curated/unit_names.csv");
const COLUMNS: &str = include_str!("../../../data/curated/column_names.csv");
const SUBJECTS: &str = include_str!("../../../data/curated/subject_names.csv");
const GROUPS: &str = include_str!("../../../data/curated/place_groups.csv");
const CODES: &str = include_str!("../../../data/curated/country_codes.csv");

/// The row of words for a total, of whatever it may be.
const TOTAL: &str = "total";

/// A mineral that a name stands for: which form is counted and what is weighed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct MineralName {
    pub(super) commodity: CommodityId,
    pub(super) form: FormId,
    /// What is weighed, where the name says it.
    pub(super) basis: String,
}

/// What the header of a column says that stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ColumnWord {
    CountryCode,
    Country,
    Mineral,
    Stage,
    Year,
    Unit,
    Measure,
    Note,
    /// What a figure is: estimated, withheld, revised.
    Status,
    Value,
    /// Something else, known not to be an amount.
    Beside,
}

/// The lists of words that are kept by hand, folded for comparison.
pub(super) struct Lists {
    pub(super) minerals: BTreeMap<String, MineralName>,
    /// Symbols of elements, with their case: "Co" is no "CO".
    pub(super) symbols: BTreeMap<String, MineralName>,
    pub(super) stages: BTreeMap<String, Stage>,
    /// A unit and how many of it one is.
    pub(super) units: BTreeMap<String, (Unit, f64)>,
    pub(super) columns: BTreeMap<String, ColumnWord>,
    pub(super) subjects: BTreeMap<String, RowSubject>,
    /// Words for the total of a table, which may be of the world or not.
    pub(super) totals: BTreeSet<String>,
    pub(super) groups: BTreeSet<String>,
    /// Codes of two letters and of three digits.
    pub(super) codes: BTreeMap<String, Iso3>,
    pub(super) more_minerals: Vec<(Commodity, Form)>,
}

impl Lists {
    /// Returns the lists that stand in the program. A test holds every row to being understood.
    pub(super) fn embedded() -> Self {
        let mut lists = Self {
            minerals: BTreeMap::new(),
            symbols: BTreeMap::new(),
            stages: BTreeMap::new(),
            units: BTreeMap::new(),
            columns: BTreeMap::new(),
            subjects: BTreeMap::new(),
            totals: BTreeSet::new(),
            groups: BTreeSet::new(),
            codes: BTreeMap::new(),
            more_minerals: rows(MORE_MINERALS).filter_map(|row| more_mineral(&row)).collect(),
        };
        lists.read_minerals();
        for row in rows(STAGES) {
            let Ok(stage) = cell(&row, 0).parse::<Stage>() else { continue };
            lists.stages.extend(words(&row, 1).map(|word| (word, stage)));
        }
        for row in rows(UNITS) {
            let (Ok(unit), Ok(factor)) = (cell(&row, 0).parse::<Unit>(), cell(&row, 1).parse::<f64>()) else {
                continue;
            };
            lists.units.extend(words(&row, 2).map(|word| (word, (unit, factor))));
        }
        for row in rows(COLUMNS) {
            let Some(word) = column_word(cell(&row, 0)) else { continue };
            for name in words(&row, 1) {
                // The first row that has a word counts: "material" is a mineral before it is anything else.
                lists.columns.entry(name).or_insert(word);
            }
        }
        for row in rows(SUBJECTS) {
            if cell(&row, 0) == TOTAL {
                lists.totals.extend(words(&row, 1));
                continue;
            }
            let Ok(subject) = RowSubject::read(cell(&row, 0)) else { continue };
            lists.subjects.extend(words(&row, 1).map(|word| (word, subject)));
        }
        lists.groups.extend(rows(GROUPS).map(|row| plain(cell(&row, 0))));
        for row in rows(CODES) {
            let Ok(iso3) = Iso3::new(cell(&row, 0)) else { continue };
            let codes = [cell(&row, 1), cell(&row, 2)].map(str::to_owned);
            lists.codes.extend(codes.into_iter().filter(|code| !code.is_empty()).map(|code| (code, iso3)));
        }
        lists
    }

    fn read_minerals(&mut self) {
        for row in rows(MINERALS) {
            let spelling = cell(&row, 0);
            let (Ok(commodity), Ok(form)) = (CommodityId::new(cell(&row, 1)), FormId::new(cell(&row, 2))) else {
                continue;
            };
            let name = MineralName { commodity, form, basis: cell(&row, 3).to_owned() };
            if spelling.len() <= 2 && spelling.starts_with(|letter: char| letter.is_ascii_uppercase()) {
                self.symbols.insert(spelling.to_owned(), name);
            } else {
                self.minerals.insert(plain(spelling), name);
            }
        }
    }
}

fn rows(text: &'static str) -> impl Iterator<Item = StringRecord> {
    ReaderBuilder::new().from_reader(text.as_bytes()).into_records().filter_map(Result::ok)
}

fn cell(row: &StringRecord, column: usize) -> &str {
    row.get(column).unwrap_or("")
}

/// Returns the words of a cell that holds several, folded.
fn words(row: &StringRecord, column: usize) -> impl Iterator<Item = String> {
    cell(row, column).split('|').map(plain).collect::<Vec<_>>().into_iter()
}

fn column_word(word: &str) -> Option<ColumnWord> {
    Some(match word {
        "country_code" => ColumnWord::CountryCode,
        "country" => ColumnWord::Country,
        "mineral" => ColumnWord::Mineral,
        "stage" => ColumnWord::Stage,
        "year" => ColumnWord::Year,
        "unit" => ColumnWord::Unit,
        "measure" => ColumnWord::Measure,
        "note" => ColumnWord::Note,
        "status" => ColumnWord::Status,
        "value" => ColumnWord::Value,
        "beside" => ColumnWord::Beside,
        _ => return None,
    })
}

fn more_mineral(row: &StringRecord) -> Option<(Commodity, Form)> {
    let (name, in_sentence) = (cell(row, 2).to_owned(), cell(row, 3).to_owned());
    let id = CommodityId::new(cell(row, 0)).ok()?;
    let form = Form { commodity: id.clone(), id: FormId::new(cell(row, 1)).ok()?, name: name.clone(), in_sentence };
    Some((own_commodity(id, &form, Some(cell(row, 4)).filter(|symbol| !symbol.is_empty())), form))
}

/// Returns a commodity that the bundle does not have, with the words of its form.
fn own_commodity(id: CommodityId, form: &Form, symbol: Option<&str>) -> Commodity {
    // Forms of one commodity share a name that is the commodity's own.
    let is_main = form.id.as_str() == id.as_str();
    let titled = |text: &str| {
        let mut letters = text.chars();
        letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str())).unwrap_or_default()
    };
    Commodity {
        name: if is_main { form.name.clone() } else { titled(id.as_str()) },
        in_sentence: if is_main { form.in_sentence.clone() } else { id.to_string() },
        id,
        symbol: symbol.map(str::to_owned),
        groups: Vec::new(),
        use_line: String::new(),
        critical_lists: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::curated::Curated;

    #[test]
    fn every_row_of_the_lists_is_understood() {
        let lists = Lists::embedded();
        let curated = Curated::embedded().unwrap();
        let has = |name: &MineralName| {
            let is = |form: &Form| form.commodity == name.commodity && form.id == name.form;
            curated.forms.iter().any(is) || lists.more_minerals.iter().any(|(_, form)| is(form))
        };
        for (name, mineral) in lists.minerals.iter().chain(&lists.symbols) {
            assert!(has(mineral), "{name}: {mineral:?}");
        }
        assert_eq!(lists.more_minerals.len(), rows(MORE_MINERALS).count());
        for row in rows(STAGES) {
            cell(&row, 0).parse::<Stage>().unwrap();
        }
        for row in rows(UNITS) {
            cell(&row, 0).parse::<Unit>().unwrap();
            assert!(cell(&row, 1).parse::<f64>().unwrap() > 0.0);
        }
        for row in rows(COLUMNS) {
            assert!(column_word(cell(&row, 0)).is_some(), "{row:?}");
        }
        for row in rows(SUBJECTS).filter(|row| cell(row, 0) != TOTAL) {
            RowSubject::read(cell(&row, 0)).unwrap();
        }
        assert!(!lists.totals.is_empty());
        for iso3 in lists.codes.values() {
            assert!(curated.countries.iter().any(|country| country.iso3 == *iso3), "{iso3}");
        }
    }

    #[test]
    fn no_word_stands_for_two_units_or_stages() {
        for (list, of) in [(UNITS, 2), (STAGES, 1), (SUBJECTS, 1)] {
            let mut seen: BTreeMap<String, String> = BTreeMap::new();
            for row in rows(list) {
                let meaning = format!("{} {}", cell(&row, 0), if of == 2 { cell(&row, 1) } else { "" });
                for word in words(&row, of) {
                    let before = seen.insert(word.clone(), meaning.clone());
                    assert!(
                        before.as_ref().is_none_or(|before| *before == meaning),
                        "{word}: {before:?} and {meaning}"
                    );
                }
            }
        }
    }
}
