use egui::Ui;

use crate::charts::frame::{Fit, one_line};
use crate::charts::ladder::{LadderOf, LadderOptions, LadderSort};
use crate::charts::listing::Of;
use crate::charts::shares::Form;
use crate::charts::style::TextRank;
use crate::charts::trend::{As, By, Measure, Shape, TrendOptions};
use crate::charts::{ChartKind, Compare};
use crate::data::Table;
use crate::model::{FormId, Stage};
use crate::session::Command;

use super::widgets::{LARGE_TEXT, Segment, choice_ui, list_ui, list_width, segmented_width};
use super::{View, choices, not_open, pair, panes, strip, table};

/// Shows the controls of the question and the chart.
pub fn centre_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let width = ui.available_width();
    strip::view_strip_ui(ui, view, commands);
    if let Some(missing) = view.session.not_open(view.dataset) {
        return not_open::not_open_ui(ui, view, &missing, commands);
    }
    let document = &view.session.document;
    let question_ui = |ui: &mut Ui, commands: &mut Vec<Command>| {
        if !document.shows_table || view.session.table.of == Of::Chart {
            controls_ui(ui, view, commands);
        }
    };
    if document.shows_table && document.panes.is_one() {
        return table::table_view_ui(ui, view, commands, question_ui);
    }
    if document.shows_table {
        table::tables_ui(ui, view, commands);
    }
    question_ui(ui, commands);
    // A control that finds no room does not widen the chart, whose right side would then be hidden.
    ui.set_max_width(width);
    ui.add_space(style.length(8.0));
    panes::charts_ui(ui, view, style, Fit::Scroll, commands);
}

/// Shows what a trend shows.
fn trend_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let now = view.session.document.trend;
    let has_blocs = !view.session.question().blocs.is_empty();
    let shown_as = view.session.document.choices.of::<As>(ChartKind::Trend);
    let mut measures = plain(Measure::ALL, Measure::name);
    for segment in measures.iter_mut().filter(|segment| segment.value == Measure::Quantity && shown_as == As::Rank) {
        segment.enabled = false;
        "Ranks by share and by quantity are the same".clone_into(&mut segment.tooltip);
    }
    let measure = if shown_as == As::Rank { Measure::Share } else { now.measure };
    if let Some(measure) = choice_ui(ui, "Measure", &measures, &measure, style) {
        commands.push(Command::PickTrend(TrendOptions { measure, ..now }));
    }
    let mut grouping = plain(By::ALL, By::name);
    for segment in grouping.iter_mut().filter(|segment| segment.value == By::Bloc && !has_blocs) {
        segment.enabled = false;
        "Switch a bloc on first".clone_into(&mut segment.tooltip);
    }
    if let Some(by) = choice_ui(ui, "Of", &grouping, &now.by, style) {
        commands.push(Command::PickTrend(TrendOptions { by, ..now }));
    }
    let mut shapes = plain(Shape::ALL, Shape::name);
    let has_shapes = shown_as == As::Values;
    for segment in shapes.iter_mut().filter(|segment| segment.value == Shape::Stacked && !has_shapes) {
        segment.enabled = false;
        "Indices and ranks are drawn as lines: they don’t add up".clone_into(&mut segment.tooltip);
    }
    let shown = if has_shapes { now.shape } else { Shape::Lines };
    if let Some(shape) = choice_ui(ui, "Shape", &shapes, &shown, style) {
        commands.push(Command::PickTrend(TrendOptions { shape, ..now }));
    }
}

/// Shows what a shift ranks, and by what.
fn ladder_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let now = view.session.document.ladder;
    let of = LadderOf::ALL.map(|of| Segment {
        value: of,
        text: of.name().to_owned(),
        tooltip: of.gloss().to_owned(),
        enabled: true,
    });
    if let Some(of) = choice_ui(ui, "Of", &of, &now.of, style) {
        commands.push(Command::PickLadder(LadderOptions { of, ..now }));
    }
    let mut sorts = plain(LadderSort::ALL, LadderSort::name);
    for segment in &mut sorts {
        segment.enabled = now.of == LadderOf::Blocs || segment.value != LadderSort::Quantity;
        if !segment.enabled {
            "Quantities of different minerals are not compared".clone_into(&mut segment.tooltip);
        }
    }
    let sorted = now.sorted_by(view.session.question().mode);
    // Together in a row, or both in the next one.
    let label = one_line(ui, "Sort by", style.font(TextRank::Body), style.colours().text, f32::INFINITY);
    let is_list = style.text_scale >= LARGE_TEXT;
    let control = if is_list { list_width(ui, sorted.name()) } else { segmented_width(ui, &sorts, style) };
    let needed = label.size().x + 2.0 * ui.spacing().item_spacing.x + control;
    let room = ui.available_size_before_wrap().x;
    if needed > room && room < ui.max_rect().width() {
        ui.end_row();
    }
    ui.label("Sort by");
    if let Some(sort) = choice_ui(ui, "Sort by", &sorts, &sorted, style) {
        commands.push(Command::PickLadder(LadderOptions { sort: Some(sort), ..now }));
    }
}

/// Returns choices that need no more words than their names.
fn plain<T: Copy, const N: usize>(values: [T; N], name: impl Fn(T) -> &'static str) -> [Segment<T>; N] {
    values.map(|value| Segment { value, text: name(value).to_owned(), tooltip: String::new(), enabled: true })
}

fn controls_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    pair::pair_ui(ui, view, commands);
    let question = view.session.question();
    let tables = view.dataset.tables_of(question);
    ui.horizontal_wrapped(|ui| {
        let document = &view.session.document;
        // A chart of all minerals has each in its main form.
        let scope = document.view.scope(&document.chart_options());
        if scope.mineral {
            form_ui(ui, view, &tables, commands);
        }
        if scope.stage {
            stage_ui(ui, view, &tables, commands);
        }
        year_ui(ui, view, commands);
        // A menu finds room behind the year, where what follows takes a row of its own.
        let in_menu = choices::stand_in_menu(view);
        if in_menu {
            choices::choices_ui(ui, view, commands);
        }
        match document.view {
            // Nothing stands beside bars of another form.
            ChartKind::Shares if document.choices.of::<Form>(ChartKind::Shares) != Form::Bars => {}
            ChartKind::Shares => compare_ui(ui, view, commands),
            ChartKind::Trend => trend_ui(ui, view, commands),
            ChartKind::Shift => ladder_ui(ui, view, commands),
            _ => {}
        }
        if !in_menu {
            choices::choices_ui(ui, view, commands);
        }
    });
}

/// Shows what stands beside the bars, and what else can; what can't says why.
fn compare_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let segment = |value: Compare, text: String, refusal: Option<&str>| Segment {
        tooltip: refusal.map_or_else(|| Command::PickCompare(value.clone()).tooltip().to_owned(), str::to_owned),
        enabled: refusal.is_none(),
        value,
        text,
    };
    let mut segments = vec![segment(Compare::Nothing, "nothing".to_owned(), None)];
    segments.push(segment(Compare::Reserves, "reserves".to_owned(), view.results.reserves_refusal.as_deref()));
    let year = view.session.question().year;
    segments.extend(view.results.comparables.iter().map(|comparable| {
        let (text, refusal) = match &comparable.year {
            Ok(other) if *other != year => (format!("{other}, {}", comparable.name), None),
            Ok(_) => (comparable.name.clone(), None),
            Err(refusal) => (comparable.name.clone(), Some(refusal.as_str())),
        };
        segment(Compare::Edition(comparable.edition.clone()), text, refusal)
    }));
    // A choice that is not possible here is kept for where it is, and nothing is drawn.
    let chosen = view.session.document.compare();
    let shown = segments.iter().find(|segment| segment.value == chosen && segment.enabled);
    let shown = shown.map_or(Compare::Nothing, |segment| segment.value.clone());
    let refused = segments.iter().find(|segment| segment.value == chosen && !segment.enabled);
    let hint = refused.map_or_else(
        || "What stands beside each bar: a second, thin one".to_owned(),
        |segment| segment.tooltip.clone(),
    );
    // Together in a row, or both in the next one.
    let text = segments.iter().find(|segment| segment.value == shown).map_or("", |segment| segment.text.as_str());
    let label = one_line(ui, "Compare with", style.font(TextRank::Body), style.colours().text, f32::INFINITY).size().x;
    let needed = label + ui.spacing().item_spacing.x + list_width(ui, text);
    let room = ui.available_size_before_wrap().x;
    if needed > room && room < ui.max_rect().width() {
        ui.end_row();
    }
    ui.scope(|ui| {
        ui.horizontal(|ui| {
            ui.label("Compare with").on_hover_text(hint);
            if let Some(compare) = list_ui(ui, "Compare with", &segments, &shown, style.length(40.0)) {
                commands.push(Command::PickCompare(compare));
            }
        });
    });
}

/// Shows the forms, where the mineral has more than one in the stage or elsewhere.
fn form_ui(ui: &mut Ui, view: &View<'_>, tables: &[&Table], commands: &mut Vec<Command>) {
    let question = view.session.question();
    let forms: Vec<&crate::model::Form> = view
        .dataset
        .forms
        .iter()
        .filter(|form| form.commodity == question.commodity && tables.iter().any(|table| table.key.form == form.id))
        .collect();
    if forms.len() < 2 {
        return;
    }
    let name = |id: &FormId| forms.iter().find(|form| form.id == *id).map_or("", |form| form.name.as_str());
    let selected = name(&question.form);
    egui::ComboBox::from_id_salt("form")
        .selected_text(selected)
        .show_ui(ui, |ui| {
            for form in &forms {
                if ui.selectable_label(form.id == question.form, &form.name).clicked() && form.id != question.form {
                    commands.push(Command::PickForm(form.id.clone()));
                }
            }
        })
        .response
        .on_hover_text("Form: what exactly is counted. Forms are never added up")
        .widget_info(|| egui::WidgetInfo::labeled(egui::Role::ComboBox, true, format!("Form, {selected}")));
}

fn stage_ui(ui: &mut Ui, view: &View<'_>, tables: &[&Table], commands: &mut Vec<Command>) {
    let question = view.session.question();
    let segments: Vec<Segment<Stage>> = Stage::ALL
        .into_iter()
        .filter_map(|stage| {
            let of_stage = || tables.iter().filter(|table| table.key.stage == stage);
            let is_assumed = of_stage().next().is_some() && of_stage().all(|table| table.assumed.stage);
            let (text, tooltip) = if is_assumed {
                let assumed = format!("The file does not say the stage; {} is assumed", stage.in_sentence());
                ("Stage not stated", assumed)
            } else {
                (stage.short_name(), stage.gloss().to_owned())
            };
            of_stage().next().map(|_| Segment { value: stage, text: text.to_owned(), tooltip, enabled: true })
        })
        .collect();
    if let Some(stage) = choice_ui(ui, "Stage", &segments, &question.stage, view.style()) {
        commands.push(Command::PickStage(stage));
    }
}

/// More years than this stand in a list that opens: side by side they would be wider than the chart.
const MOST_YEARS: usize = 12;

fn year_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let question = view.session.question();
    let segment = |year: i16| Segment { value: year, text: year.to_string(), tooltip: String::new(), enabled: true };
    let segments: Vec<Segment<i16>> = view.dataset.years_of(question).into_iter().map(segment).collect();
    let style = view.style();
    let picked = if segments.len() > MOST_YEARS {
        list_ui(ui, "Year", &segments, &question.year, style.length(40.0))
    } else {
        choice_ui(ui, "Year", &segments, &question.year, style)
    };
    commands.extend(picked.map(Command::PickYear));
}
