use super::super::mapping::{Field, Given, Layout, Mapping};
use super::super::words_lists::ColumnWord;
use super::columns::Column;
use super::said::Said;
use super::values::Values;
use super::{Reasons, given};

/// Which columns say of whom, of what, when and how a value is.
#[derive(Debug, Default)]
pub(super) struct Roles {
    pub(super) country: Option<usize>,
    pub(super) year: Option<usize>,
    pub(super) mineral: Option<usize>,
    pub(super) stage: Option<usize>,
    pub(super) unit: Option<usize>,
    pub(super) measure: Option<usize>,
    pub(super) note: Option<usize>,
    pub(super) status: Option<usize>,
}

/// The part of a column's cells that must be of a kind when its name says that they are.
const NAMED: f64 = 0.3;
/// The part that must be when its name says nothing.
const UNNAMED: f64 = 0.6;
/// The part from which on a column is sure to be of a kind.
const SURE: f64 = 0.8;

impl Roles {
    /// Returns the roles of some columns: each has one at most.
    pub(super) fn of(columns: &[Column]) -> Self {
        let mut roles = Self { country: best(columns, country_score), ..Self::default() };
        roles.year = best_free(columns, &roles, |column| {
            let part = column.part(column.years);
            match column.word {
                Some(ColumnWord::Year) => Some(part + 1.0).filter(|_| part >= NAMED || column.filled == 0),
                Some(_) => None,
                None => Some(part).filter(|part| *part >= 0.9),
            }
        });
        roles.mineral = best_free(columns, &roles, |column| {
            let part = column.part(column.minerals);
            match column.word {
                Some(ColumnWord::Mineral) => Some(part + 1.0).filter(|_| !column.is_numeric()),
                Some(ColumnWord::Measure) | None => Some(part).filter(|part| *part >= UNNAMED),
                Some(_) => None,
            }
        });
        roles.stage = best_free(columns, &roles, |column| {
            let part = column.part(column.stages);
            match column.word {
                Some(ColumnWord::Stage) => Some(part + 1.0).filter(|_| !column.is_numeric()),
                None => Some(part).filter(|part| *part >= SURE),
                Some(_) => None,
            }
        });
        roles.unit = best_free(columns, &roles, |column| {
            let part = column.part(column.units);
            match column.word {
                Some(ColumnWord::Unit) => Some(part + 1.0).filter(|_| !column.is_numeric() || column.filled == 0),
                // "Measure" may be what is measured, or what it is measured in.
                Some(ColumnWord::Measure) | None => Some(part).filter(|part| *part >= SURE),
                Some(_) => None,
            }
        });
        roles.measure = best_free(columns, &roles, |column| word(column, ColumnWord::Measure));
        roles.note = best_free(columns, &roles, |column| word(column, ColumnWord::Note));
        roles.status = best_free(columns, &roles, |column| {
            word(column, ColumnWord::Status).filter(|_| column.part(column.flags) >= UNNAMED || column.filled == 0)
        });
        // Whole sentences are notes, whatever they are called.
        roles.note = roles.note.or_else(|| best_free(columns, &roles, |column| word(column, ColumnWord::Status)));
        roles
    }

    /// Returns whether a column has a role.
    pub(super) fn has(&self, index: usize) -> bool {
        [self.country, self.year, self.mineral, self.stage, self.unit, self.measure, self.note, self.status]
            .contains(&Some(index))
    }

    /// Returns where the country stands.
    pub(super) fn country(&self, columns: &[Column], values: &Values, reasons: &mut Reasons) -> Given {
        if values.columns.iter().any(|value| value.country.is_some()) {
            reasons.add(Field::Country, "The names of the columns with values are those of countries");
            return Given::Nowhere;
        }
        let Some((index, column)) = self.country.and_then(|index| Some((index, columns.get(index)?))) else {
            reasons.add(Field::Country, "No column holds names or codes of countries");
            return Given::Nowhere;
        };
        let mut text = column.of_cells(column.countries, "names or codes of countries");
        if column.groups > 0 {
            text = format!("{text}, {} are groups of countries, which are left out", column.groups);
        }
        reasons.add(Field::Country, &text);
        Given::Column(index)
    }

    /// Returns the layout that the columns make up.
    pub(super) fn layout(&self, columns: &[Column], values: &Values, mapping: &Mapping, said: &Said) -> Layout {
        let sure = |role: Option<usize>, count: fn(&Column) -> usize| {
            role.and_then(|index| columns.get(index))
                .is_some_and(|column| column.part(count(column)) >= if column.word.is_some() { UNNAMED } else { SURE })
        };
        let has_mineral = match &mapping.mineral {
            Given::Nowhere => values.columns.iter().all(|value| value.mineral.is_some()),
            Given::Same(_) | Given::Assumed(_) => true,
            Given::Column(_) => {
                // A name in no list is a mineral of its own where the header says that minerals stand there.
                sure(self.mineral, |column| column.minerals)
                    || self.mineral.and_then(|index| columns.get(index)).is_some_and(|column| column.word.is_some())
            }
        };
        let is_named =
            |index: usize, name: &str| columns.get(index).is_some_and(|of| of.name.eq_ignore_ascii_case(name));
        let is_owid = is_named(0, "Entity") && is_named(1, "Code") && is_named(2, "Year");
        if is_owid && has_mineral && !values.columns.is_empty() {
            return Layout::OurWorldInData;
        }
        let is_british = columns.iter().filter(|column| column.name.starts_with("bgs_")).count() >= 2;
        if is_british && has_mineral && !values.columns.is_empty() {
            return Layout::BritishGeologicalSurvey;
        }
        let has_country = sure(self.country, |column| column.countries + column.groups);
        if !has_country || !has_mineral || values.columns.is_empty() || !values.is_sure || mapping.header.rows == 0 {
            return Layout::Guessed;
        }
        if values.is_wide {
            let has_unit = matches!(mapping.unit, Given::Column(_));
            return if has_unit && said.is_world_mining_data(columns) {
                Layout::WorldMiningData
            } else {
                Layout::WideYears
            };
        }
        let is_plain = values.columns.len() == 1;
        let has_year = match mapping.year {
            Given::Nowhere => false,
            Given::Same(_) | Given::Assumed(_) => true,
            Given::Column(_) => sure(self.year, |column| column.years),
        };
        if has_year && is_plain { Layout::Tidy } else { Layout::Guessed }
    }

    /// Returns where the year stands.
    pub(super) fn year(&self) -> Given {
        given(self.year)
    }
}

/// Returns how likely a column holds countries. Codes come before names that are as well known.
fn country_score(column: &Column) -> Option<f64> {
    // Of all rows: a code that groups do not have says less than a name that they have.
    let known = column.part_of_rows(column.countries + column.groups) - 0.001 * column.part(column.groups);
    let part = column.part(column.countries + column.groups);
    match column.word {
        Some(ColumnWord::CountryCode) => Some(known + 0.205).filter(|_| part >= NAMED),
        Some(ColumnWord::Country) => Some(known + 0.2).filter(|_| part >= NAMED),
        None => Some(known).filter(|_| part >= UNNAMED && column.minerals * 2 <= column.countries),
        Some(_) => None,
    }
}

fn word(column: &Column, word: ColumnWord) -> Option<f64> {
    (column.word == Some(word)).then_some(1.0)
}

/// Returns the column with the highest score, of several the first.
fn best(columns: &[Column], score: impl Fn(&Column) -> Option<f64>) -> Option<usize> {
    best_free(columns, &Roles::default(), score)
}

fn best_free(columns: &[Column], roles: &Roles, score: impl Fn(&Column) -> Option<f64>) -> Option<usize> {
    let mut best: Option<(usize, f64)> = None;
    for (index, column) in columns.iter().enumerate().filter(|(index, _)| !roles.has(*index)) {
        if let Some(score) = score(column)
            && best.is_none_or(|(_, highest)| score > highest)
        {
            best = Some((index, score));
        }
    }
    best.map(|(index, _)| index)
}
