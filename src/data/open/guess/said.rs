use crate::model::Stage;

use super::super::mapping::{Field, Given, Header};
use super::super::sheet::Head;
use super::super::words::Words;
use super::super::words_fold::{plain, year_in};
use super::columns::Column;
use super::roles::Roles;
use super::values::Values;
use super::{Reasons, given};

/// What is said of a sheet outside its columns: in the rows above it, by its name and by its file's.
pub(super) struct Said {
    /// The texts, each with where it stands, as the subject of a sentence; the nearest first.
    texts: Vec<(&'static str, String)>,
    mineral: Option<(&'static str, String)>,
    stage: Option<(&'static str, Stage)>,
    unit: Option<(&'static str, String)>,
    year: Option<(&'static str, i16)>,
}

/// The stages that are assumed where nothing says one, the likeliest first.
const LIKELY: [Stage; 4] = [Stage::Mine, Stage::Production, Stage::Refinery, Stage::Smelter];

impl Said {
    /// Returns what is said of a sheet.
    pub(super) fn of(file: &str, sheet: &str, head: &Head, header: Header, words: &Words<'_>) -> Self {
        let above: Vec<String> = head
            .rows
            .iter()
            .take(header.above)
            .flat_map(|(_, cells)| cells.iter())
            .map(|cell| cell.trim().to_owned())
            .filter(|cell| !cell.is_empty())
            .collect();
        let mut texts = Vec::new();
        let bare_sheet = sheet.rsplit('/').next().unwrap_or(sheet);
        if !bare_sheet.is_empty() {
            texts.push(("the sheet's name", stem(bare_sheet).to_owned()));
        }
        texts.extend(above.into_iter().map(|text| ("the title", text)));
        texts.push(("the file's name", stem(file).to_owned()));
        let mineral = |text: &str| {
            let alone = words.mineral_name(text).map(|_| text.to_owned());
            alone.or_else(|| words.mineral_in(text))
        };
        let is_year = |text: &str| year_in(text);
        Self {
            mineral: first(&texts, mineral),
            stage: first(&texts, |text| words.stage_in(text)),
            unit: first(&texts, |text| words.unit_in(text)),
            year: first(&texts, is_year),
            texts,
        }
    }

    /// Returns where the mineral stands.
    pub(super) fn mineral(&self, columns: &[Column], roles: &Roles, values: &Values, reasons: &mut Reasons) -> Given {
        if let Some((index, column)) = of(columns, roles.mineral) {
            let known = column.of_cells(column.minerals, "names of minerals that the app knows");
            reasons.add(Field::Mineral, &known);
            return Given::Column(index);
        }
        if !values.columns.is_empty() && values.columns.iter().all(|value| value.mineral.is_some()) {
            reasons.add(Field::Mineral, "The header of each column with values names a mineral");
            // The same mineral in every column is that of the sheet.
            let mut names = values.columns.iter().filter_map(|value| value.mineral.as_deref());
            let one = names.next().filter(|one| names.all(|name| name == *one));
            return one.map_or(Given::Nowhere, |one| Given::Same(one.to_owned()));
        }
        if let Some((place, name)) = &self.mineral {
            reasons.add(Field::Mineral, &format!("No column says the mineral; {place} says “{name}”"));
            return Given::Same(name.clone());
        }
        reasons.add(Field::Mineral, "Neither a column nor a title nor a name says which mineral it is");
        Given::Nowhere
    }

    /// Returns where the year stands.
    pub(super) fn year(&self, columns: &[Column], roles: &Roles, values: &Values, reasons: &mut Reasons) -> Given {
        if values.is_wide {
            reasons.add(Field::Year, "Each column with values is named after its year");
            return Given::Nowhere;
        }
        if let Some((_, column)) = of(columns, roles.year) {
            reasons.add(Field::Year, &column.of_cells(column.years, "years"));
            return roles.year();
        }
        if let Some((place, year)) = self.year {
            reasons.add(Field::Year, &format!("No column says the year; {place} says {year}"));
            return Given::Same(year.to_string());
        }
        reasons.add(Field::Year, "Neither a column nor a title nor a name says the year");
        Given::Nowhere
    }

    /// Returns where the stage stands. Where nothing says it, the one at which the mineral is mostly counted is assumed.
    pub(super) fn stage(
        &self,
        columns: &[Column],
        roles: &Roles,
        values: &Values,
        mineral: &Given,
        words: &Words<'_>,
        reasons: &mut Reasons,
    ) -> Given {
        if let Some((index, column)) = of(columns, roles.stage) {
            reasons.add(Field::Stage, &column.of_cells(column.stages, "stages"));
            return Given::Column(index);
        }
        let of_values: Vec<Option<&str>> = values.columns.iter().map(|value| value.stage.as_deref()).collect();
        if !of_values.is_empty() && of_values.iter().all(Option::is_some) {
            reasons.add(Field::Stage, "The header of each column with values says it");
            return given(None);
        }
        if let Some((place, stage)) = self.stage {
            reasons.add(Field::Stage, &format!("No column says the stage; {place} says {}", stage.in_sentence()));
            return Given::Same(stage.id().to_owned());
        }
        let stage = match mineral {
            Given::Same(name) => {
                let usual = words.usual_stages(name);
                LIKELY.into_iter().find(|stage| usual.contains(stage)).unwrap_or(Stage::Mine)
            }
            _ => Stage::Mine,
        };
        let text = format!("Nothing says the stage; {} is assumed: change it where it is another", stage.in_sentence());
        reasons.add(Field::Stage, &text);
        Given::Assumed(stage.id().to_owned())
    }

    /// Returns where the unit stands. Where nothing says it, tonnes are assumed.
    pub(super) fn unit(
        &self,
        columns: &[Column],
        roles: &Roles,
        values: &Values,
        words: &Words<'_>,
        reasons: &mut Reasons,
    ) -> Given {
        if let Some((index, column)) = of(columns, roles.unit) {
            reasons.add(Field::Unit, &column.of_cells(column.units, "units"));
            return Given::Column(index);
        }
        if !values.columns.is_empty() && values.columns.iter().all(|value| value.unit.is_some()) {
            reasons.add(Field::Unit, "The header of each column with values says it");
            return Given::Nowhere;
        }
        // The header of a further column may say it: "unit: kt".
        let in_header = columns.iter().filter(|column| !column.is_numeric()).find_map(|column| {
            let (name, unit) = column.name.split_once(':')?;
            (words.column(name).is_some()).then(|| words.unit_in(unit)).flatten()
        });
        if let Some(unit) = in_header {
            reasons.add(Field::Unit, &format!("The header says “{unit}”"));
            return Given::Same(unit);
        }
        if let Some((place, unit)) = &self.unit {
            reasons.add(Field::Unit, &format!("No column says the unit; {place} says “{unit}”"));
            return Given::Same(unit.clone());
        }
        reasons.add(Field::Unit, "Nothing says the unit; tonnes are assumed: change it where it is another");
        Given::Assumed("t".to_owned())
    }

    /// Returns whether a sheet with years side by side is one of World Mining Data: its name or title is a mineral's, and
    /// a column says where each row comes from, or a text says the publication.
    pub(super) fn is_world_mining_data(&self, columns: &[Column]) -> bool {
        let says = |(_, text): &(&str, String)| {
            let text = plain(text);
            text.contains("world mining data") || text.contains("production of mineral raw materials")
        };
        let has_source = columns.iter().any(|column| {
            let name = plain(&column.name);
            name.starts_with("data source") || name == "source"
        });
        self.mineral.is_some() && (has_source || self.texts.iter().any(says))
    }
}

/// Returns why rows called only "Total" are taken for the sums of their table; nothing where the first rows have none.
pub(super) fn of_totals(head: &Head, first: usize, words: &Words<'_>) -> String {
    let row = head.rows.iter().skip(first).find(|(_, cells)| cells.iter().any(|cell| words.is_total(cell)));
    row.map_or_else(String::new, |(number, _)| {
        format!("Row {number} is called “Total”; nothing says that the table lists the whole world")
    })
}

fn of(columns: &[Column], role: Option<usize>) -> Option<(usize, &Column)> {
    role.and_then(|index| Some((index, columns.get(index)?)))
}

/// Returns what the first text says that says anything, with where it stands.
fn first<T>(texts: &[(&'static str, String)], find: impl Fn(&str) -> Option<T>) -> Option<(&'static str, T)> {
    texts.iter().find_map(|(place, text)| Some((*place, find(text)?)))
}

/// Returns a file's name without what it ends in: "copper.csv.gz" is called "copper".
fn stem(name: &str) -> &str {
    let mut stem = name;
    while let Some((head, ending)) = stem.rsplit_once('.') {
        let is_ending = (1..=7).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if !is_ending || head.is_empty() || ending.bytes().all(|byte| byte.is_ascii_digit()) {
            break;
        }
        stem = head;
    }
    stem
}
