use crate::analysis::{Change, Compared, EditionColumn, Estimates, RevisedRow, Revision, Revisions, biggest_revisions};
use crate::charts::source_line::{label_words, program_words, uncorrected_words};
use crate::charts::supposed::{supposed_context, territories_words};
use crate::charts::table::{Cell, ChartTable};
use crate::charts::wording::{capitalised, name_in_sentence, quantity_in_sentence};
use crate::data::{Dataset, RowSubject, TableKey};
use crate::model::{Edition, EditionChoice, Question, Stage, Unit};

use super::listed::{ListedRevision, listed};
use super::rows::{Dot, EditionRow, dot_of, folded, row};
use super::table::table;
use super::words::{clause, edition_names};

/// The Editions chart: everything that is drawn, in words and order, and no pixel.
#[derive(Debug, Clone, PartialEq)]
pub struct EditionsChart {
    /// What the data say.
    pub title: String,
    /// Stage, basis, editions, how many figures were revised.
    pub subtitle: String,
    /// The editions, oldest first.
    pub columns: Vec<ColumnHead>,
    /// The countries, largest first, then "Other countries".
    pub rows: Vec<EditionRow>,
    /// The world total as printed, which stands apart.
    pub world: Option<EditionRow>,
    /// Unit of the axis.
    pub unit: Unit,
    /// What stands over the list of revisions.
    pub listed_heading: String,
    /// The biggest revisions of the mineral, over all its forms, stages and years.
    pub listed: Vec<ListedRevision>,
    /// The sentence in place of rows, where there are none.
    pub empty: Option<String>,
    /// Source with all editions, and the program.
    pub source_line: String,
    /// What a reader must know.
    pub notes: Vec<String>,
    /// The chart in words.
    pub description: String,
    /// The chart as a table.
    pub table: ChartTable,
}

/// The head of an edition's column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnHead {
    /// The edition's short name.
    pub name: String,
    /// What it says under the name: the year of a statement, whether its figures are estimates.
    pub about: String,
    /// How its numbers are drawn.
    pub dot: Dot,
}

/// Returns the chart of a figure in every edition, with the biggest revisions of its mineral.
#[must_use]
pub fn chart(dataset: &Dataset, revisions: &Revisions, question: &Question) -> EditionsChart {
    let biggest = biggest_revisions(dataset, question);
    let estimates: Vec<Estimates> = (0..revisions.columns.len()).map(|place| estimated(revisions, place)).collect();
    let all: Vec<bool> = estimates.iter().map(|of| *of == Estimates::All).collect();
    let rows = revisions.countries.iter().chain(&revisions.other).map(|of| row(of, revisions, &all)).collect();
    let mut chart = EditionsChart {
        title: title(revisions, question),
        subtitle: subtitle(dataset, revisions, question),
        columns: heads(revisions, &estimates),
        rows,
        world: revisions.world.as_ref().map(|of| row(of, revisions, &all)),
        unit: revisions.unit,
        listed_heading: format!("Biggest revisions of {}", mineral_in_sentence(dataset, question)),
        listed: biggest.iter().map(|revision| listed(dataset, revision, question)).collect(),
        empty: revisions.columns.is_empty().then(|| no_figures(revisions, question)),
        source_line: source_line(revisions, &biggest, question),
        notes: own_file_words(dataset, question).into_iter().chain(notes(revisions)).collect(),
        description: String::new(),
        table: table(dataset, revisions, question, &biggest),
    };
    chart.description = description(&chart);
    chart.table.context = vec![
        ("Mineral".to_owned(), Cell::text(&revisions.subject.name)),
        ("Source".to_owned(), Cell::text(&chart.source_line)),
    ];
    chart.table.context.extend(supposed_context(question, None));
    chart
}

impl EditionsChart {
    /// Returns the rows for a page that has room for `count`, the smallest ones folded into one row.
    #[must_use]
    pub fn rows_within(&self, count: usize) -> Vec<EditionRow> {
        folded(&self.rows, count, |sum| quantity_in_sentence(sum, self.unit))
    }

    /// Returns the names of the columns, for a row that is read aloud.
    #[must_use]
    pub fn column_names(&self) -> Vec<String> {
        self.columns.iter().map(|head| head.name.clone()).collect()
    }
}

fn mineral_in_sentence(dataset: &Dataset, question: &Question) -> String {
    let commodity = dataset.commodity(&question.commodity);
    commodity.map_or_else(|| question.commodity.to_string(), |commodity| commodity.in_sentence.clone())
}

/// Returns what the title begins with: "Rare earths 2024", "Rare earths, reserves".
fn topic(revisions: &Revisions, question: &Question) -> String {
    let name = revisions.subject.form.as_ref().unwrap_or(&revisions.subject.name);
    let stage = revisions.subject.stage;
    match (revisions.compared, stage.stated()) {
        (Compared::Statements, _) => format!("{name}, {}", stage.in_sentence()),
        (Compared::SameYear, Some(Stage::Mine)) => format!("{name} {}", question.year),
        (Compared::SameYear, _) => format!("{name}, {}, {}", stage.in_sentence(), question.year),
    }
}

fn title(revisions: &Revisions, question: &Question) -> String {
    let topic = topic(revisions, question);
    let (Some(oldest), Some(newest)) = (revisions.columns.first(), revisions.columns.last()) else { return topic };
    if revisions.columns.len() == 1 {
        let name = &newest.edition.short_name;
        return match revisions.compared {
            Compared::Statements => format!("{topic}: {name} alone states them, so there is nothing to compare"),
            Compared::SameYear if revisions.has_newest => {
                format!("{topic} stands in one edition only, {name}: nothing can have been revised yet")
            }
            Compared::SameYear => format!("{topic} stands in one edition only, {name}: there is nothing to compare"),
        };
    }
    if compared(revisions).count() < 2 {
        return format!(
            "{topic} stands in {} editions that cannot be compared",
            if revisions.columns.len() == 2 { "two" } else { "several" }
        );
    }
    let is_revised = |row: &&RevisedRow| row.change.is_revision();
    let by_size = |one: &&RevisedRow, other: &&RevisedRow| one.change.size().total_cmp(&other.change.size());
    // Of several of one size the first, which is the largest figure.
    let Some(biggest) = revisions.countries.iter().filter(is_revised).rev().max_by(by_size) else {
        let total = revisions.world.as_ref().filter(is_revised);
        let total = total.map_or_else(String::new, |row| format!(", the world total {}", clause(row, revisions)));
        return match revisions.compared {
            Compared::SameYear => format!("{topic}: no country’s figure was revised{total}"),
            Compared::Statements => {
                format!("{topic}: no country’s figure changed from {} to {}{total}", oldest.year, newest.year)
            }
        };
    };
    let clause = clause(biggest, revisions);
    let largest = revisions.countries.first().filter(|row| matches!(row.change, Change::Unchanged | Change::Settled));
    match largest {
        Some(largest) => {
            format!("{topic}: {} figure is unchanged, {} {clause}", whose(&largest.name), of_whom(biggest, ""))
        }
        None => format!("{topic}: {} {clause}", of_whom(biggest, " figure")),
    }
}

/// Returns of what a clause is, in a title: of a country that is named or not, or of its figure, as it is not the country
/// that revises. `noun` follows the owner.
fn of_whom(row: &RevisedRow, noun: &str) -> String {
    match row.change {
        Change::NewlyNamed { .. } | Change::NoLongerNamed { .. } => name_in_sentence(&row.name),
        _ => format!("{}{noun}", whose(&row.name)),
    }
}

/// Returns a name as that of an owner.
fn whose(name: &str) -> String {
    let name = name_in_sentence(name);
    let ending = if name.ends_with('s') { "’" } else { "’s" };
    format!("{name}{ending}")
}

fn compared(revisions: &Revisions) -> impl DoubleEndedIterator<Item = &EditionColumn> {
    revisions.columns.iter().filter(|column| column.apart.is_none())
}

fn subtitle(dataset: &Dataset, revisions: &Revisions, question: &Question) -> String {
    let basis = revisions
        .columns
        .last()
        .and_then(|column| {
            let key = TableKey {
                commodity: question.commodity.clone(),
                form: question.form.clone(),
                stage: question.stage,
                edition: column.edition.id.clone(),
            };
            dataset.table(&key).map(|table| table.basis.clone())
        })
        // What the form says already is not said again.
        .filter(|basis| !basis.is_empty() && !says(&revisions.subject.in_sentence, basis))
        .map_or_else(String::new, |basis| format!(", {basis}"));
    let what = format!("{}{basis}", capitalised(&revisions.subject.stage.of(&revisions.subject.in_sentence)));
    match revisions.compared {
        _ if revisions.columns.is_empty() => what,
        _ if compared(revisions).count() < 2 => format!("{what}, {}", years(revisions)),
        Compared::SameYear => {
            format!("{what}, {} in each edition; {}", question.year, counts(revisions, "revised"))
        }
        Compared::Statements => format!(
            "{what}; each edition states its own year, so these are no revisions; {}",
            counts(revisions, "changed")
        ),
    }
}

/// Returns whether words say all that others do.
fn says(words: &str, others: &str) -> bool {
    let parts =
        |text: &str| text.split([' ', ',']).filter(|part| !part.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let said = parts(words);
    parts(others).iter().all(|part| said.contains(part) || part == "content")
}

/// Returns how many countries' figures have another number, and how many appear or go.
fn counts(revisions: &Revisions, verb: &str) -> String {
    let countries = revisions.countries.len();
    let count = |is_meant: fn(&Change) -> bool| revisions.countries.iter().filter(|row| is_meant(&row.change)).count();
    let revised = count(|change| matches!(change, Change::Number { .. } | Change::Bound | Change::AndBack));
    let new = count(|change| matches!(change, Change::NewlyPublished { .. } | Change::NewlyNamed { .. }));
    let gone = count(|change| matches!(change, Change::NoLongerPublished { .. } | Change::NoLongerNamed { .. }));
    let noun = if countries == 1 { "country’s figure" } else { "countries’ figures" };
    let mut parts = vec![format!("{revised} of {countries} {noun} {verb}")];
    for (count, what) in [(new, "newly named or published"), (gone, "no longer named or published")] {
        if count > 0 {
            parts.push(format!("{count} {what}"));
        }
    }
    parts.join(", ")
}

fn years(revisions: &Revisions) -> String {
    match (revisions.columns.first(), revisions.columns.last()) {
        (Some(first), Some(last)) if first.year != last.year => format!("{} to {}", first.year, last.year),
        (_, Some(last)) => last.year.to_string(),
        _ => String::new(),
    }
}

fn estimated(revisions: &Revisions, place: usize) -> Estimates {
    let rows = revisions.countries.iter().chain(&revisions.other);
    let quantities = rows.filter_map(|row| Some(&row.statements.get(place)?.as_ref()?.quantity));
    let above_zero = quantities.filter(|quantity| quantity.value().is_some_and(|value| value > 0.0));
    Estimates::of(above_zero.map(|quantity| quantity.estimated))
}

fn heads(revisions: &Revisions, estimates: &[Estimates]) -> Vec<ColumnHead> {
    let count = revisions.columns.len();
    let head = |(place, (column, estimated)): (usize, (&EditionColumn, &Estimates))| {
        let mut about = Vec::new();
        if revisions.compared == Compared::Statements {
            about.push(format!("for {}", column.year));
        }
        match estimated {
            Estimates::All => about.push("estimated".to_owned()),
            Estimates::Some => about.push("partly estimated".to_owned()),
            Estimates::None if revisions.compared == Compared::SameYear => about.push("reported".to_owned()),
            Estimates::None => {}
        }
        ColumnHead { name: column.edition.short_name.clone(), about: about.join(", "), dot: dot_of(place, count) }
    };
    revisions.columns.iter().zip(estimates).enumerate().map(head).collect()
}

fn no_figures(revisions: &Revisions, question: &Question) -> String {
    format!(
        "No edition has {} of {} for {}",
        question.stage.in_sentence(),
        revisions.subject.in_sentence,
        question.year
    )
}

fn source_line(revisions: &Revisions, biggest: &[Revision], question: &Question) -> String {
    // The editions of the list are of other years too.
    let listed = biggest.iter().flat_map(|of| [&of.from.edition, &of.to.edition]);
    let mut editions: Vec<&Edition> = revisions.columns.iter().map(|column| &column.edition).chain(listed).collect();
    editions.sort_by(|one, other| one.name.cmp(&other.name));
    editions.dedup_by(|one, other| one.id == other.id);
    let names = edition_names(editions.into_iter());
    let last = revisions.columns.last();
    let label = last.map_or_else(String::new, |column| label_words(&column.source_label, &names));
    let mut parts = Vec::new();
    parts.extend((!names.is_empty()).then(|| format!("Source: {names}{label}")));
    parts.extend(territories_words(question));
    parts.extend(revisions.subject.assumption.clone());
    parts.extend(uncorrected_words(question));
    parts.push(program_words());
    parts.join(". ")
}

/// Says that a person's file is no edition of a publication, where it is chosen.
fn own_file_words(dataset: &Dataset, question: &Question) -> Option<String> {
    let EditionChoice::Of(id) = &question.edition else { return None };
    let file = dataset.opened_file(id)?;
    Some(format!("{} is a file of your own and not an edition: the figures are the publishers’", file.file_name))
}

fn notes(revisions: &Revisions) -> Vec<String> {
    let mut notes = Vec::new();
    for column in &revisions.columns {
        if let Some(why) = &column.apart {
            notes.push(format!("{} is not compared: {why}", column.edition.short_name));
        }
    }
    let named = |is_meant: &dyn Fn(&Change) -> bool| -> Vec<&str> {
        let rows = revisions.countries.iter().chain(&revisions.other).chain(&revisions.world);
        rows.filter(|row| is_meant(&row.change)).map(|row| row.name.as_str()).collect()
    };
    let corrected = named(&|change| *change == Change::CorrectedHere);
    if !corrected.is_empty() {
        notes.push(format!("Differs only through a correction made here, so no revision: {}", corrected.join(", ")));
    }
    if revisions.compared == Compared::SameYear {
        let settled = |row: &&RevisedRow| {
            let statements: Vec<_> = row.statements.iter().flatten().collect();
            let (first, last) = (statements.first(), statements.last());
            first.is_some_and(|of| of.quantity.estimated)
                && last.is_some_and(|of| !of.quantity.estimated && of.quantity.value().is_some())
        };
        let settled: Vec<&RevisedRow> = revisions.countries.iter().filter(settled).collect();
        let changed = settled.iter().filter(|row| row.change.is_revision()).count();
        if !settled.is_empty() {
            let kept = settled.len() - changed;
            notes.push(format!("Figures estimated before and now reported: {changed} changed, {kept} confirmed"));
        }
    }
    notes
}

/// Returns the chart in words: title, subtitle, what was revised, and what else the list says.
fn description(chart: &EditionsChart) -> String {
    const MOST: usize = 8;
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let names = chart.column_names();
    let (revised, kept): (Vec<&EditionRow>, Vec<&EditionRow>) = chart.rows.iter().partition(|row| row.is_revised);
    let rows: Vec<String> = revised.iter().chain(&kept).take(MOST).map(|row| row.spoken(&names)).collect();
    let more = chart.rows.len().saturating_sub(MOST);
    let more = if more > 0 { format!("; and {more} more") } else { String::new() };
    let world = chart.world.as_ref().map_or_else(String::new, |world| format!(" {}.", world.spoken(&names)));
    let listed: Vec<String> = chart.listed.iter().take(3).map(ListedRevision::spoken).collect();
    let listed =
        if listed.is_empty() { String::new() } else { format!(" {}: {}.", chart.listed_heading, listed.join("; ")) };
    format!("{}. {}. {}{more}.{world}{listed}", chart.title, chart.subtitle, rows.join("; "))
}

/// Returns whether a revision is of the year, form and stage that the chart shows.
pub(super) fn is_shown(revision: &Revision, question: &Question) -> bool {
    revision.year == question.year
        && revision.form == question.form
        && revision.stage == question.stage
        && matches!(revision.country, RowSubject::Country(_))
}
