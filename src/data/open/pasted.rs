use serde::{Deserialize, Serialize};

use crate::model::{Confidence, Iso3, Member, PartialDate};

use super::MemberNames;

/// What is understood of a text of members that was pasted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pasted {
    /// The members, in the order of the text.
    pub members: Vec<PastedMember>,
    /// What names no member.
    pub unmatched: Vec<Unmatched>,
}

/// A member that a pasted text names, with what else its line says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastedMember {
    /// The member.
    pub member: Member,
    /// When it joined.
    pub joined: Option<PartialDate>,
    /// When it left.
    pub left: Option<PartialDate>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// Where it was read; empty where the text does not say.
    pub source: String,
}

/// A pasted text that names no member.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmatched {
    /// The text.
    pub text: String,
    /// What else its line said, to be kept when a person says who is meant.
    pub joined: Option<PartialDate>,
    /// When it left.
    pub left: Option<PartialDate>,
    /// How sure it is.
    pub confidence: Option<Confidence>,
    /// Where it was read; empty where the text does not say.
    pub source: String,
    /// The countries whose names are like it, the likeliest first.
    pub like: Vec<Iso3>,
}

/// What stands beside a name in its line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Beside {
    joined: Option<PartialDate>,
    left: Option<PartialDate>,
    confidence: Option<Confidence>,
    source: String,
}

/// Columns of a pasted table, by their words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Name,
    Joined,
    Left,
    Confidence,
    Source,
    Other,
}

/// The columns of a table without a header.
const USUAL: [Column; 5] = [Column::Name, Column::Joined, Column::Left, Column::Confidence, Column::Source];
/// A name with commas in it has no more parts than this.
const PARTS: usize = 3;

/// Reads a list of members: codes or names, parted by commas, semicolons, tabs or lines; or lines of a spreadsheet with
/// columns for when a member joined and left and how sure it is.
#[must_use]
pub fn read_pasted(text: &str, names: &MemberNames) -> Pasted {
    let mut pasted = Pasted::default();
    let mut columns: Vec<Column> = USUAL.to_vec();
    for line in text.lines().map(str::trim_end).filter(|line| !line.trim().is_empty()) {
        // A name with a comma in it may be all that the line has.
        if let Some(member) = names.member(unquoted(line)) {
            pasted.push(member, Beside::default());
            continue;
        }
        let separator = ['\t', ';', ','].into_iter().find(|sign| line.contains(*sign)).unwrap_or('\n');
        let cells: Vec<&str> = split(line, &[separator]).into_iter().map(unquoted).collect();
        if let Some(header) = header(&cells, names) {
            columns = header;
            continue;
        }
        match beside(&cells, &columns) {
            Some((name, beside)) => pasted.take(name, beside, names),
            None => {
                for part in split(line, &['\t', ';']) {
                    let cells: Vec<&str> = split(part, &[',']).into_iter().map(unquoted).collect();
                    pasted.take_all(&cells, names);
                }
            }
        }
    }
    pasted
}

impl Pasted {
    fn push(&mut self, member: Member, beside: Beside) {
        let Beside { joined, left, confidence, source } = beside;
        self.members.push(PastedMember { member, joined, left, confidence, source });
    }

    fn take(&mut self, name: &str, beside: Beside, names: &MemberNames) {
        if let Some(member) = names.member(name) {
            return self.push(member, beside);
        }
        let Beside { joined, left, confidence, source } = beside;
        let like = names.like(name);
        self.unmatched.push(Unmatched { text: name.to_owned(), joined, left, confidence, source, like });
    }

    /// Takes every cell for a name; several together where they are one name with commas in it.
    fn take_all(&mut self, cells: &[&str], names: &MemberNames) {
        let mut rest = cells;
        while let Some((first, after)) = rest.split_first() {
            let together = (2..=PARTS.min(rest.len())).rev().find_map(|length| {
                let (run, after) = rest.split_at_checked(length)?;
                Some((names.member(&run.join(", "))?, after))
            });
            if let Some((member, after)) = together {
                self.push(member, Beside::default());
                rest = after;
                continue;
            }
            if !first.is_empty() {
                self.take(first, Beside::default(), names);
            }
            rest = after;
        }
    }
}

/// Returns the cells of a line; a cell in quotation marks may hold the separator.
fn split<'a>(line: &'a str, separators: &[char]) -> Vec<&'a str> {
    let mut cells = Vec::new();
    let (mut start, mut is_quoted) = (0, false);
    for (index, letter) in line.char_indices() {
        if letter == '"' {
            is_quoted = !is_quoted;
        } else if separators.contains(&letter) && !is_quoted {
            cells.push(line.get(start..index).unwrap_or_default());
            start = index + letter.len_utf8();
        }
    }
    cells.push(line.get(start..).unwrap_or_default());
    cells
}

fn unquoted(cell: &str) -> &str {
    let cell = cell.trim();
    cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell).trim()
}

/// Returns the columns that a header names; nothing for a line that is none.
fn header(cells: &[&str], names: &MemberNames) -> Option<Vec<Column>> {
    if cells.iter().any(|cell| names.member(cell).is_some()) {
        return None;
    }
    let mut columns: Vec<Column> = Vec::new();
    for cell in cells {
        let column = match cell.to_lowercase().as_str() {
            "member" | "country" | "country_iso3" | "iso3" | "iso2" | "code" | "name" => Column::Name,
            "joined" | "since" | "from" | "start" => Column::Joined,
            "left" | "until" | "to" | "end" => Column::Left,
            "confidence" => Column::Confidence,
            "source" => Column::Source,
            _ => Column::Other,
        };
        // Of several columns for one thing, the first counts.
        columns.push(if columns.contains(&column) { Column::Other } else { column });
    }
    columns.contains(&Column::Name).then_some(columns)
}

/// Returns the name of a line and what stands beside it, where the other cells hold nothing but dates and confidence.
fn beside<'a>(cells: &[&'a str], columns: &[Column]) -> Option<(&'a str, Beside)> {
    let mut found = Beside::default();
    let mut name = None;
    let has_more = cells.iter().zip(columns).any(|(cell, column)| *column != Column::Name && !cell.is_empty());
    if !has_more {
        return None;
    }
    for (index, cell) in cells.iter().enumerate() {
        let column = columns.get(index).copied().unwrap_or(Column::Other);
        match column {
            Column::Name => name = Some(*cell),
            _ if cell.is_empty() => {}
            Column::Joined => found.joined = Some(cell.parse().ok()?),
            Column::Left => found.left = Some(cell.parse().ok()?),
            Column::Confidence => found.confidence = Some(cell.to_lowercase().parse().ok()?),
            Column::Source => (*cell).clone_into(&mut found.source),
            Column::Other => {}
        }
    }
    let name = name.filter(|name| !name.is_empty())?;
    Some((name, found))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn read(text: &str) -> Pasted {
        read_pasted(text, &MemberNames::new(&BTreeMap::new()).unwrap())
    }

    fn codes(text: &str) -> (Vec<String>, Vec<String>) {
        let pasted = read(text);
        let members = pasted.members.iter().map(|of| of.member.to_string()).collect();
        (members, pasted.unmatched.into_iter().map(|of| of.text).collect())
    }

    #[track_caller]
    fn assert_reads(text: &str, members: &[&str], unmatched: &[&str]) {
        let own = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        assert_eq!(codes(text), (own(members), own(unmatched)), "{text:?}");
    }

    #[test]
    fn names_are_parted_by_commas_semicolons_tabs_and_lines() {
        assert_reads("CHN, Chile;Peru\tAU\nCongo (Kinshasa)", &["CHN", "CHL", "PER", "AUS", "COD"], &[]);
        assert_reads("CHN, Chile,Peru", &["CHN", "CHL", "PER"], &[]);
        assert_reads("CHN; Chile;;Peru;", &["CHN", "CHL", "PER"], &[]);
        assert_reads("CHN\tAU\nX-EU", &["CHN", "AUS", "X-EU"], &[]);
        assert_reads("", &[], &[]);
    }

    #[test]
    fn a_name_with_commas_stays_together() {
        assert_reads("Korea, Republic of", &["KOR"], &[]);
        assert_reads("Chile, Korea, Republic of, Peru", &["CHL", "KOR", "PER"], &[]);
        assert_reads("\"Korea, Republic of\",Chile", &["KOR", "CHL"], &[]);
    }

    #[test]
    fn what_is_not_matched_is_listed_and_never_guessed() {
        assert_reads("Chlie, Atlantis, Peru, NA", &["PER"], &["Chlie", "Atlantis", "NA"]);
        let like = |text: &str| read(text).unmatched[0].like.iter().map(ToString::to_string).collect::<Vec<_>>();
        assert_eq!(like("Chlie")[0], "CHL");
        assert_eq!(like("NA"), ["NAM"]);
    }

    #[test]
    fn columns_of_a_spreadsheet_are_dates_and_confidence() {
        let pasted = read("China\t2020-01\t\treported\nChile\t2021\t2023-05-01\t\nPeru\t\t\t\nAtlantis\t2020\t\t");
        let line = |of: &PastedMember| {
            let date = |date: Option<PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
            let sure = of.confidence.map(Confidence::id).unwrap_or_default();
            format!("{} {} {} {sure}", of.member, date(of.joined), date(of.left))
        };
        let lines: Vec<String> = pasted.members.iter().map(line).collect();
        assert_eq!(lines, ["CHN 2020-01  reported", "CHL 2021 2023-05-01 ", "PER   "]);
        assert_eq!(pasted.unmatched[0].joined.map(|date| date.to_string()).as_deref(), Some("2020"));
    }

    #[test]
    fn a_header_says_where_the_columns_are() {
        let pasted = read("name,confidence,joined,note\nChina,Confirmed,2020,as said\nPeru,,,\n");
        assert_eq!(pasted.members.len(), 2);
        assert_eq!(pasted.members[0].confidence, Some(Confidence::Confirmed));
        assert_eq!(pasted.members[0].joined.map(|date| date.to_string()).as_deref(), Some("2020"));
        assert!(pasted.unmatched.is_empty());
    }

    #[test]
    fn a_line_of_names_is_no_header() {
        assert_reads("Country, Chile", &["CHL"], &["Country"]);
    }

    #[test]
    fn a_date_that_is_none_is_listed_with_what_is_not_matched() {
        assert_reads("China\t01/02/2020", &["CHN"], &["01/02/2020"]);
    }
}
