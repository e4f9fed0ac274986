use std::io::Write;

use anyhow::Context as _;
use serde::Serialize;

use crate::analysis::{Answer, AtLevel, BlocShare, Concentration, Counted, Figures, all_questions, answer, chain};
use crate::charts::shares;
use crate::charts::shift::shift;
use crate::charts::table::Cell;
use crate::data::Dataset;
use crate::model::{Amount, Mode, Quantity, Status};

use super::CliError;
use super::arguments::AnswerArguments;
use super::question::{question, rules};

/// Prints the answer to the question that the arguments ask.
///
/// # Errors
/// An argument that names nothing, or a question without an answer: its JSON is printed all the same.
pub fn run(dataset: &Dataset, arguments: &AnswerArguments, to: &mut impl Write) -> Result<(), CliError> {
    if arguments.all {
        let like = rules(dataset, &arguments.question)?;
        for asked in all_questions(dataset, &like) {
            let answered = answer(dataset, &asked);
            if arguments.json || arguments.jsonl {
                print_json(&answered, false, to).map_err(CliError::failed)?;
            } else {
                print_line(dataset, &answered, to)
                    .context("the answer could not be printed")
                    .map_err(CliError::failed)?;
            }
        }
        return Ok(());
    }
    let asked = question(dataset, &arguments.question)?;
    let answered = answer(dataset, &asked);
    if arguments.json || arguments.jsonl {
        print_json(&answered, !arguments.jsonl, to).map_err(CliError::failed)?;
    } else if answered.figures.is_ok() || answered.listing.as_ref().is_some_and(|listing| !listing.rows.is_empty()) {
        print_text(dataset, &answered, to).context("the answer could not be printed").map_err(CliError::failed)?;
    }
    match answered.figures {
        Ok(_) => Ok(()),
        Err(refusal) => Err(CliError::NoAnswer { reason: refusal.to_string() }),
    }
}

/// The JSON of an answer: a stable interface, described in the README.
#[derive(Serialize)]
struct AnswerJson<'a> {
    mineral: &'a str,
    name: &'a str,
    form: &'a str,
    stage: &'a str,
    year: i16,
    edition: String,
    mode: &'static str,
    overlap: &'static str,
    unit: Option<&'static str>,
    basis: Option<&'a str>,
    source_label: Option<&'a str>,
    /// What a file of one's own does not say and what is assumed for it, as a sentence.
    assumed: Option<&'a str>,
    total: Option<f64>,
    printed_total: Option<f64>,
    /// `exact`, `at_least`, `at_most` or `range` (then the total is its middle).
    printed_bound: Option<&'static str>,
    shares: Vec<ShareJson<'a>>,
    other_share: Option<f64>,
    withheld: Vec<&'a str>,
    not_available: Vec<&'a str>,
    hhi: Option<HhiJson>,
    cr1: Option<f64>,
    cr3: Option<f64>,
    cr5: Option<f64>,
    effective_suppliers: Option<EffectiveJson>,
    blocs: Vec<BlocJson<'a>>,
    /// Share and quantity (in `unit`) that the switched-on blocs take away, in mode `withhold`.
    lost_share: Option<f64>,
    lost_quantity: Option<f64>,
    /// Share and quantity that their members cover, in mode `only`, and concentration with each bloc as one supplier.
    coverage: Option<f64>,
    coverage_quantity: Option<f64>,
    as_blocs: Option<AfterJson<'a>>,
    after: Option<AfterJson<'a>>,
    /// The same at every confidence level, strictest first; empty where the level makes no difference.
    by_confidence: Vec<LevelJson<'a>>,
    problems: &'a [String],
}

/// What is found when memberships of one level count.
#[derive(Serialize)]
struct LevelJson<'a> {
    level: &'static str,
    blocs: Vec<BlocJson<'a>>,
    after: Option<AfterJson<'a>>,
    /// Share that is lost or covered, in modes that suppose it.
    scenario_share: Option<f64>,
}

#[derive(Serialize)]
struct ShareJson<'a> {
    iso3: &'a str,
    name: &'a str,
    /// The number, or a range's lower end.
    value: f64,
    /// A range's upper end.
    upper: Option<f64>,
    bound: &'static str,
    status: &'static str,
    share: f64,
    /// The least the share can be when what is open or withheld is counted.
    share_low: f64,
    /// The most it can be.
    share_high: f64,
    /// The first of the blocs it counts in.
    bloc: Option<&'a str>,
    /// Whether several blocs have it, so that it counts in none.
    contested: bool,
}

#[derive(Serialize)]
struct HhiJson {
    lower: f64,
    upper: Option<f64>,
    published_only: bool,
}

#[derive(Serialize)]
struct EffectiveJson {
    hhi: f64,
    shannon: f64,
}

#[derive(Serialize)]
struct BlocJson<'a> {
    id: &'a str,
    members_counted: usize,
    share: f64,
    share_low: f64,
    share_high: f64,
    /// In the answer's unit.
    quantity: f64,
    /// The share that is lost with it, when it withholds.
    lost: Option<f64>,
}

#[derive(Serialize)]
struct AfterJson<'a> {
    hhi: HhiJson,
    cr1: f64,
    cr3: f64,
    cr5: f64,
    effective_suppliers: EffectiveJson,
    largest: Option<LargestJson<'a>>,
}

#[derive(Serialize)]
struct LargestJson<'a> {
    name: &'a str,
    share: f64,
    share_low: f64,
    share_high: f64,
}

fn hhi_json(concentration: &Concentration) -> HhiJson {
    let hhi = concentration.hhi;
    HhiJson { lower: hhi.lower, upper: hhi.upper, published_only: hhi.published_only }
}

fn effective_json(concentration: &Concentration) -> EffectiveJson {
    let effective = concentration.effective_suppliers;
    EffectiveJson { hhi: effective.hhi, shannon: effective.shannon }
}

fn after_json(after: &Concentration) -> AfterJson<'_> {
    AfterJson {
        hhi: hhi_json(after),
        cr1: after.cr1,
        cr3: after.cr3,
        cr5: after.cr5,
        effective_suppliers: effective_json(after),
        largest: after.largest.first().map(|largest| LargestJson {
            name: largest.name.text(),
            share: largest.share.value,
            share_low: largest.share.low,
            share_high: largest.share.high,
        }),
    }
}

fn shares_json(figures: &Figures) -> Vec<ShareJson<'_>> {
    let ends = |quantity: &Quantity, value: f64| match quantity.amount {
        Amount::Range { low, high } => (low, Some(high)),
        _ => (value, None),
    };
    figures
        .suppliers
        .iter()
        .map(|supplier| {
            let (value, upper) = ends(&supplier.quantity, supplier.value);
            ShareJson {
                iso3: supplier.iso3.as_str(),
                name: &supplier.name,
                value,
                upper,
                bound: supplier.quantity.bound().map_or("", crate::model::Bound::id),
                status: supplier.quantity.status().id(),
                share: supplier.share.value,
                share_low: supplier.share.low,
                share_high: supplier.share.high,
                bloc: supplier.counted.bloc().map(crate::model::BlocId::as_str),
                contested: matches!(supplier.counted, Counted::Contested(_)),
            }
        })
        .collect()
}

fn answer_json(answer: &Answer) -> AnswerJson<'_> {
    let question = &answer.question;
    let figures = answer.figures.as_ref().ok();
    let listing = answer.listing.as_ref();
    let with_status = |status: Status| -> Vec<&str> {
        let unpublished = figures.map(|figures| figures.unpublished.as_slice()).unwrap_or_default();
        let listed = listing.map(|listing| listing.rows.as_slice()).unwrap_or_default();
        let of_figures = unpublished.iter().map(|row| (&row.quantity, row.iso3.as_str()));
        let of_listing = listed.iter().map(|row| (&row.quantity, row.iso3.as_str()));
        of_figures.chain(of_listing).filter(|(quantity, _)| quantity.status() == status).map(|(_, iso3)| iso3).collect()
    };
    let printed = figures
        .and_then(|figures| figures.printed.as_ref())
        .or_else(|| listing.and_then(|listing| listing.printed.as_ref()))
        .map(|printed| &printed.quantity);
    let before = figures.map(|figures| &figures.before);
    let scenario = figures.and_then(|figures| figures.scenario.as_ref());
    let part_of = |mode: Mode| scenario.filter(|_| question.mode == mode);
    AnswerJson {
        mineral: question.commodity.as_str(),
        name: &answer.subject.name,
        form: question.form.as_str(),
        stage: question.stage.id(),
        year: question.year,
        edition: answer.edition_id(),
        mode: question.mode.id(),
        overlap: question.overlap.id(),
        unit: figures.map(|figures| figures.unit).or(listing.map(|listing| listing.unit)).map(crate::model::Unit::id),
        basis: figures.map(|figures| figures.basis.as_str()).or(listing.map(|listing| listing.basis.as_str())),
        source_label: figures
            .map(|figures| figures.source_label.as_str())
            .or(listing.map(|listing| listing.source_label.as_str())),
        assumed: answer.subject.assumption.as_deref(),
        total: figures.map(|figures| figures.total),
        printed_total: printed.and_then(Quantity::value),
        printed_bound: printed.and_then(Quantity::bound).map(crate::model::Bound::id),
        shares: figures.map(shares_json).unwrap_or_default(),
        other_share: figures.filter(|figures| figures.other.has_number()).map(|figures| figures.other.share),
        withheld: with_status(Status::Withheld),
        not_available: with_status(Status::NotAvailable),
        hhi: before.map(hhi_json),
        cr1: before.map(|before| before.cr1),
        cr3: before.map(|before| before.cr3),
        cr5: before.map(|before| before.cr5),
        effective_suppliers: before.map(effective_json),
        blocs: figures
            .map(|figures| figures.blocs.as_slice())
            .unwrap_or_default()
            .iter()
            .map(|bloc| bloc_json(bloc, question.mode))
            .collect(),
        lost_share: part_of(Mode::Withhold).map(|part| part.share.value),
        lost_quantity: part_of(Mode::Withhold).map(|part| part.quantity.value),
        coverage: part_of(Mode::Only).map(|part| part.share.value),
        coverage_quantity: part_of(Mode::Only).map(|part| part.quantity.value),
        as_blocs: part_of(Mode::Only).and_then(|part| part.as_blocs.as_ref()).map(after_json),
        after: figures.and_then(|figures| figures.after.as_ref()).map(after_json),
        by_confidence: figures.and_then(|figures| figures.certainty.as_ref()).map_or_else(Vec::new, |certainty| {
            certainty.levels.iter().map(|at| level_json(at, question.mode)).collect()
        }),
        problems: &answer.problems,
    }
}

fn bloc_json(bloc: &BlocShare, mode: Mode) -> BlocJson<'_> {
    BlocJson {
        id: bloc.id.as_str(),
        members_counted: bloc.members.len(),
        share: bloc.share.value,
        share_low: bloc.share.low,
        share_high: bloc.share.high,
        quantity: bloc.quantity.value,
        lost: (mode == Mode::Withhold).then_some(bloc.share.value),
    }
}

fn level_json(at: &AtLevel, mode: Mode) -> LevelJson<'_> {
    LevelJson {
        level: at.level.id(),
        blocs: at.blocs.iter().map(|bloc| bloc_json(bloc, mode)).collect(),
        after: at.after.as_ref().map(after_json),
        scenario_share: at.scenario.as_ref().map(|of| of.share.value),
    }
}

fn print_json(answer: &Answer, pretty: bool, to: &mut impl Write) -> anyhow::Result<()> {
    let json = answer_json(answer);
    if pretty { serde_json::to_writer_pretty(&mut *to, &json) } else { serde_json::to_writer(&mut *to, &json) }
        .context("the answer could not be printed")?;
    writeln!(to).context("the answer could not be printed")
}

/// Prints one answer in one line: its title and HHI, or why there is none.
fn print_line(dataset: &Dataset, answer: &Answer, to: &mut impl Write) -> std::io::Result<()> {
    match &answer.figures {
        Ok(figures) => {
            let title = shares::chart(dataset, answer, None).title;
            writeln!(to, "{title}; HHI {:.0}", figures.before.hhi.lower)
        }
        Err(refusal) => writeln!(to, "{refusal}"),
    }
}

/// Prints an answer for people: title, table, the shift, problems, source.
fn print_text(dataset: &Dataset, answer: &Answer, to: &mut impl Write) -> std::io::Result<()> {
    let chart = shares::chart(dataset, answer, None);
    writeln!(to, "{}\n{}\n", chart.title, chart.subtitle)?;
    let rows: Vec<Vec<String>> = std::iter::once(chart.table.columns.clone())
        .chain(chart.table.rows.iter().map(|row| row.iter().enumerate().map(|(at, cell)| text(at, cell)).collect()))
        .map(|row: Vec<String>| row.into_iter().take(7).collect())
        .collect();
    let width =
        |at: usize| rows.iter().filter_map(|row| row.get(at)).map(|cell| cell.chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..7).map(width).collect();
    for row in &rows {
        let padded = row.iter().zip(&widths).enumerate().map(|(at, (cell, width))| {
            let is_number = at == 2 || at == 3;
            if is_number { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
        });
        writeln!(to, "{}", padded.collect::<Vec<_>>().join("  ").trim_end())?;
    }
    writeln!(to)?;
    for tile in shift(answer, &chain(dataset, &answer.question)).tiles {
        writeln!(to, "{}", tile.spoken())?;
    }
    if !answer.problems.is_empty() {
        writeln!(to)?;
    }
    for problem in &answer.problems {
        writeln!(to, "Note: {problem}")?;
    }
    writeln!(to, "\n{}", chart.source_line)
}

/// Returns a cell as printed: shares in per cent.
fn text(at: usize, cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(value) if at == 3 => format!("{:.2} %", value * 100.0),
        Cell::Number(value) => value.to_string(),
        Cell::Empty => String::new(),
    }
}
