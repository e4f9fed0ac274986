use crate::analysis::{Answer, Figures, Shift, Supplies, answer};
use crate::charts::palette::{Series, bloc_slots};
use crate::charts::shares::{supply_words, whole_words};
use crate::charts::source_line::{
    printed_words, program_words, published_word, shares_words, source_of, uncorrected_words,
};
use crate::charts::supposed::{limits_in_title, supposed_context};
use crate::charts::table::{Cell, ChartTable, LEFT_OUT};
use crate::charts::wording::{
    and_words, capitalised, estimates_words, known_words, name_in_sentence, percent_that_holds, quantity_in_sentence,
    uncapitalised,
};
use crate::data::Dataset;
use crate::model::{Bloc, Denominator, Mode, Question, Unit, date_text, whole_text};

use super::model::{LadderChart, LadderColumn, scale_of};
use super::rows::{LadderCell, LadderKey, LadderRow};
use super::table::{SHIFT_COLUMNS, shift_cells};
use super::words::{
    OF_PUBLISHED, change_text, change_words, has_star, hover_of, none_words, quantity_cell_text, share_cell_text,
};
use super::{LadderOptions, LadderSort};

/// A bloc with what it shifts by itself.
struct Rung<'a> {
    bloc: &'a Bloc,
    members: usize,
    shift: Shift,
}

impl Rung<'_> {
    /// Returns what stands in place of numbers.
    fn words(&self, question: &Question) -> Option<String> {
        if self.members == 0 {
            return Some(format!("no members on {}", date_text(question.as_of)));
        }
        none_words(&self.shift).map(|words| match words {
            "not published" => "not published: members are named without a number".to_owned(),
            _ => "none named; “Other countries” may hold members".to_owned(),
        })
    }

    fn change(&self) -> f64 {
        self.shift.change().map_or(f64::NEG_INFINITY, |(change, _)| change)
    }
}

/// Returns the ladder of every bloc by itself, for a question's mineral.
pub(super) fn chart(dataset: &Dataset, question: &Question, options: LadderOptions) -> LadderChart {
    let alone = answer(dataset, &Question { blocs: Vec::new(), mode: Mode::One, ..question.clone() });
    let mut chart = LadderChart {
        options,
        source_line: source_line(&alone, question),
        notes: alone.problems.clone(),
        ..LadderChart::default()
    };
    let figures = match &alone.figures {
        Ok(figures) => figures,
        Err(refusal) => {
            chart.title = topic(&alone);
            chart.subtitle = alone.subject.edition.as_ref().map_or_else(String::new, |edition| edition.name.clone());
            chart.notes.retain(|note| *note != refusal.to_string());
            chart.empty = Some(refusal.to_string());
            return chart;
        }
    };
    if figures.scenario.is_some() && figures.after.is_none() {
        chart.title = topic(&alone);
        chart.empty = Some("Nothing is left to shift under these limits".to_owned());
        return chart;
    }
    let sort = options.sorted_by(question.mode);
    let rungs = sorted(rungs(dataset, question), sort, question);
    chart.title = title(&alone, question.mode, &rungs, sort);
    if let Some(limited) = limits_in_title(figures) {
        chart.title = format!("With {limited}, {}", uncapitalised(&chart.title));
    }
    chart.subtitle = subtitle(&alone, figures, question);
    chart.columns = columns(&rungs, question, sort);
    let slots = bloc_slots(dataset, &question.blocs);
    let on = |bloc: &Bloc| slots.iter().find(|(id, _)| *id == bloc.id).map(|(_, series)| *series);
    chart.rows = rungs.iter().map(|rung| row(rung, question, figures.unit, on(rung.bloc))).collect();
    chart.legend = slots
        .iter()
        .filter_map(|(id, series)| Some((*series, dataset.bloc(id)?.short_name.clone())))
        .chain((!slots.is_empty()).then(|| (Series::NonMember, "blocs that are off".to_owned())))
        .collect();
    if chart.rows.iter().any(has_star) {
        chart.notes.push(OF_PUBLISHED.to_owned());
    }
    chart.table = table(&alone, question, &rungs, &chart.source_line);
    chart
}

fn rungs<'a>(dataset: &'a Dataset, question: &Question) -> Vec<Rung<'a>> {
    let supplies = Supplies::one(dataset, question);
    let of_bloc = |bloc: &'a Bloc| {
        let acting = supplies.acting_alone(dataset, question, &bloc.id);
        let shift = supplies.shift(supplies.list().first()?, &acting, question.mode)?;
        Some(Rung { bloc, members: acting.member_count(), shift })
    };
    dataset.blocs().iter().filter_map(of_bloc).collect()
}

/// Ranks the blocs: those with a number, then those that may have something, then those without members.
fn sorted<'a>(mut rungs: Vec<Rung<'a>>, sort: LadderSort, question: &Question) -> Vec<Rung<'a>> {
    let group = |rung: &Rung<'_>| match rung.words(question) {
        _ if sort == LadderSort::Name => 0,
        None => 0,
        Some(_) if rung.members > 0 => 1,
        Some(_) => 2,
    };
    let measures = |rung: &Rung<'_>| match sort {
        LadderSort::Name => [0.0, 0.0],
        LadderSort::Hhi => [rung.change(), rung.shift.share.value],
        LadderSort::Share | LadderSort::Quantity => [rung.shift.share.value, rung.change()],
    };
    rungs.sort_by(|one, other| {
        let ([a, b], [c, d]) = (measures(one), measures(other));
        let by_size = || c.total_cmp(&a).then(d.total_cmp(&b));
        let names = || one.bloc.short_name.to_lowercase().cmp(&other.bloc.short_name.to_lowercase());
        group(one).cmp(&group(other)).then_with(by_size).then_with(names)
    });
    rungs
}

fn topic(answer: &Answer) -> String {
    let subject = &answer.subject;
    let name = subject.form.as_ref().map_or_else(|| subject.name.clone(), |form| format!("{}: {form}", subject.name));
    format!("{name}, {}, {}", subject.stage.in_sentence(), answer.question.year)
}

/// Returns what is shifted, for example "the world’s rare earths mined in 2025".
fn supply_of(alone: &Answer) -> String {
    let (subject, year) = (&alone.subject, alone.question.year);
    let Some(stage) = subject.stage.stated() else { return format!("{} for {year}", subject.in_sentence) };
    let supply = supply_words(stage, &subject.in_sentence);
    let whole = match &alone.figures {
        Ok(figures) => whole_words(alone, figures, &supply),
        Err(_) => supply,
    };
    if stage.is_flow() { format!("{whole} {} in {year}", stage.verb()) } else { format!("{whole} in {year}") }
}

fn title(alone: &Answer, mode: Mode, rungs: &[Rung<'_>], sort: LadderSort) -> String {
    let supply = supply_of(alone);
    // Sorted by name, the title still says who has most.
    let by_share = matches!(sort, LadderSort::Share | LadderSort::Quantity);
    let measure = |rung: &&Rung<'_>| if by_share { rung.shift.share.value } else { rung.change() };
    let with = || rungs.iter().filter(|rung| rung.shift.producers > 0 && (by_share || rung.shift.after.is_some()));
    let Some(most) = with().rev().max_by(|one, other| measure(one).total_cmp(&measure(other))) else {
        return format!("No bloc has a published number of {supply}");
    };
    // What is told apart in neither column is alike.
    let alike = if by_share { 5e-4 } else { 0.5 };
    let is_alike = |rung: &&Rung<'_>| (measure(rung) - measure(&most)).abs() < alike;
    let names: Vec<String> = with().filter(is_alike).map(|rung| name_in_sentence(&rung.bloc.short_name)).collect();
    let name = match names.as_slice() {
        [] | [_] | [_, _] | [_, _, _] => and_words(&names.iter().map(String::as_str).collect::<Vec<_>>()),
        several => format!("{} blocs alike", several.len()),
    };
    let shift = &most.shift;
    let share = known_words(shift.share, percent_that_holds);
    match (mode, by_share) {
        (Mode::One, false) => format!("The largest shift of {supply} is by {name}: {}", change_words(shift)),
        (Mode::One, true) => format!("Largest share: {name} with {share} of {supply}"),
        (Mode::Withhold, true) => format!("Lost most without {name}: {share} of {supply}"),
        (Mode::Only, true) => format!("Covered most by {name} alone: {share} of {supply}"),
        (Mode::Withhold, false) => {
            format!("What is left of {supply} shifts most without {name}: {}", change_words(shift))
        }
        (Mode::Only, false) => {
            format!("What is covered of {supply} shifts most with {name} alone: {}", change_words(shift))
        }
    }
}

fn subtitle(alone: &Answer, figures: &Figures, question: &Question) -> String {
    let basis = if figures.basis.is_empty() { String::new() } else { format!(" {}", figures.basis) };
    let what = match question.mode {
        Mode::One => "Every bloc by itself as one supplier".to_owned(),
        Mode::Withhold => "HYPOTHETICAL: every bloc by itself stops selling".to_owned(),
        Mode::Only => "HYPOTHETICAL: members of every bloc by itself alone sell".to_owned(),
    };
    let what =
        if question.mode == Mode::One && question.is_hypothetical() { format!("HYPOTHETICAL: {what}") } else { what };
    // Limits come first: what they leave is what blocs shift.
    let (left, before) = match (&figures.scenario, &figures.after) {
        (Some(scenario), Some(after)) => {
            let left = quantity_in_sentence(figures.total - scenario.quantity.value, figures.unit);
            (format!("{left} left of "), after)
        }
        _ => (String::new(), &figures.before),
    };
    format!(
        "{what}. Share of {left}{}{}, {}{basis}, {}{}; HHI {}{}",
        published_word(alone.subject.edition.as_ref(), figures),
        alone.subject.stage.in_sentence(),
        quantity_in_sentence(figures.total, figures.unit),
        question.year,
        estimates_words(figures.estimates),
        whole_text(before.hhi.lower),
        if before.hhi.published_only { " of published producers" } else { " before" },
    )
}

/// The columns in the order of the mode: what is lost or covered comes before what is left.
const fn order(mode: Mode) -> [LadderSort; 3] {
    match mode {
        Mode::One => [LadderSort::Hhi, LadderSort::Share, LadderSort::Quantity],
        Mode::Withhold | Mode::Only => [LadderSort::Share, LadderSort::Quantity, LadderSort::Hhi],
    }
}

fn columns(rungs: &[Rung<'_>], question: &Question, sort: LadderSort) -> Vec<LadderColumn> {
    let with = || rungs.iter().filter(|rung| rung.words(question).is_none());
    let column = |of: LadderSort| LadderColumn {
        head: match (of, question.mode) {
            (LadderSort::Hhi, Mode::One) => "Change of HHI",
            (LadderSort::Hhi, Mode::Withhold) => "Change of HHI, of what is left",
            (LadderSort::Hhi, Mode::Only) => "Change of HHI, of what is covered",
            (LadderSort::Share, Mode::One) => "Share",
            (LadderSort::Share, Mode::Withhold) => "Lost share",
            (LadderSort::Share, Mode::Only) => "Covered share",
            (_, Mode::One) => "Quantity",
            (_, Mode::Withhold) => "Lost",
            (_, Mode::Only) => "Covered",
        }
        .to_owned(),
        is_ranked_by: of == sort,
        scale: match of {
            LadderSort::Hhi => Some(scale_of(with().filter_map(|rung| rung.shift.change()).map(|(change, _)| change))),
            LadderSort::Share => Some(scale_of(with().map(|rung| rung.shift.share.value))),
            _ => None,
        },
    };
    order(question.mode).map(column).to_vec()
}

fn row(rung: &Rung<'_>, question: &Question, unit: Unit, on: Option<Series>) -> LadderRow {
    let (shift, words) = (&rung.shift, rung.words(question));
    let series = on.unwrap_or(Series::NonMember);
    let cell = |of: LadderSort| match of {
        LadderSort::Hhi => {
            let change = shift.change().map(|(change, _)| change);
            let parts = change.map(|change| (series, change)).into_iter().collect();
            LadderCell { value: change, text: change_text(shift), parts }
        }
        LadderSort::Share => LadderCell {
            value: Some(shift.share.value),
            text: share_cell_text(shift),
            parts: vec![(series, shift.share.value)],
        },
        _ => LadderCell { value: Some(shift.quantity.value), text: quantity_cell_text(shift, unit), parts: Vec::new() },
    };
    let members = match rung.members {
        1 => "1 country".to_owned(),
        count => format!("{count} countries"),
    };
    let mut hover = vec![("Bloc".to_owned(), format!("{}, {members}", rung.bloc.name))];
    if rung.members > 0 {
        hover.extend(hover_of(shift, unit, question.mode));
    }
    LadderRow {
        key: LadderKey::Bloc(rung.bloc.id.clone()),
        label: rung.bloc.short_name.clone(),
        is_on: on.is_some(),
        cells: if words.is_some() { Vec::new() } else { order(question.mode).map(cell).to_vec() },
        words,
        hover,
    }
}

fn source_line(alone: &Answer, question: &Question) -> String {
    let mut parts: Vec<String> = source_of(alone).into_iter().collect();
    let printed = alone.figures.as_ref().ok().and_then(printed_words);
    let printed = printed.filter(|_| question.denominator == Denominator::Sum);
    let printed = printed.map_or_else(String::new, |printed| format!("; printed world total {printed}"));
    parts.push(format!("{}{printed}", shares_words(question.denominator)));
    let members = question.confidence.in_sentence();
    parts.push(format!("{} as of {}", capitalised(members), date_text(question.as_of)));
    parts.extend(alone.subject.assumption.clone());
    parts.extend(uncorrected_words(question));
    parts.push(program_words());
    parts.join(". ")
}

fn table(alone: &Answer, question: &Question, rungs: &[Rung<'_>], source_line: &str) -> ChartTable {
    let unit = alone.figures.as_ref().map_or(Unit::Tonnes, |figures| figures.unit);
    let mut columns = ["Bloc", "Id", "On", "Members"].map(str::to_owned).to_vec();
    columns.extend(SHIFT_COLUMNS.map(|name| name.replace("Quantity", &format!("Quantity ({})", unit.id()))));
    columns.push("Remark".to_owned());
    let row = |rung: &Rung<'_>| {
        let words = rung.words(question);
        #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
        let members = Cell::Number(rung.members as f64);
        let is_on = if question.blocs.contains(&rung.bloc.id) { "yes" } else { "no" };
        let mut row =
            vec![Cell::text(&rung.bloc.short_name), Cell::text(rung.bloc.id.as_str()), Cell::text(is_on), members];
        row.extend(shift_cells(Some(&rung.shift).filter(|_| words.is_none())));
        row.push(words.map_or(Cell::Empty, Cell::text));
        row
    };
    let form = alone.subject.form.clone().unwrap_or_else(|| alone.subject.name.clone());
    let left_out = (!alone.left_out.is_empty()).then(|| (LEFT_OUT, Cell::text(alone.left_out.join(". "))));
    let context = [
        ("Mineral", Cell::text(&alone.subject.name)),
        ("Form", Cell::text(form)),
        ("Stage", Cell::text(alone.subject.stage.id_words())),
        ("Year", Cell::Number(f64::from(question.year))),
        ("Edition", Cell::text(alone.edition_id())),
        ("Mode", Cell::text(question.mode.id())),
        ("Source", Cell::text(source_line)),
    ];
    ChartTable {
        columns,
        rows: rungs.iter().map(row).collect(),
        context: context
            .into_iter()
            .chain(left_out)
            .map(|(name, cell)| (name.to_owned(), cell))
            .chain(supposed_context(question, alone.figures.as_ref().ok()))
            .collect(),
    }
}
