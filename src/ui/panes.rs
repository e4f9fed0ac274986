//! The charts of the centre: one, or several views with a head each. What is clicked in them becomes a command.

use egui::{Rect, Role, Sense, Stroke, StrokeKind, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::charts::frame::{Fit, one_line};
use crate::charts::groups::Groups;
use crate::charts::listing::{Listing, Of};
use crate::charts::shares::Form;
use crate::charts::style::{Style, TextRank};
use crate::charts::{Chart, ChartKind, Clicked, Looking, Word};
use crate::session::{Command, PaneCommand, PaneResults, ViewLayout};

use super::{View, table};

/// Between two views, and between a view's edge and its chart, in points of the usual text.
const GAP: f32 = 8.0;
/// Texts of charts that share the room are so much smaller, two of them and four.
const SCALES: [f32; 2] = [0.9, 0.8];

/// Shows the charts into all of the space.
pub fn charts_ui(ui: &mut Ui, view: &View<'_>, style: Style, fit: Fit, commands: &mut Vec<Command>) {
    let panes = &view.session.document.panes;
    if panes.is_one() {
        let clicked = view.results.chart.draw(ui, &view.looking(), style, fit, &mut Groups::new());
        commands.extend(clicked.into_iter().flat_map(|clicked| commands_of(view, clicked)));
        return;
    }
    let whole = ui.available_rect_before_wrap();
    for place in 0..panes.layout().count() {
        let rect = place_of(whole, panes.layout().columns_and_rows(), place, style.length(GAP));
        pane_ui(ui, view, place, rect, (style, fit), commands);
    }
    ui.advance_cursor_after_rect(whole);
}

/// Returns where a view stands.
fn place_of(whole: Rect, (columns, rows): (usize, usize), place: usize, gap: f32) -> Rect {
    #[expect(clippy::cast_precision_loss, reason = "a few views")]
    let [columns, rows, column, row] = [columns, rows, place % columns, place / columns].map(|count| count as f32);
    let size = vec2((whole.width() - gap * (columns - 1.0)) / columns, (whole.height() - gap * (rows - 1.0)) / rows);
    Rect::from_min_size(whole.min + vec2(column * (size.x + gap), row * (size.y + gap)), size)
}

/// What a view shows.
enum Shown<'a> {
    /// Its chart.
    Chart(&'a Chart),
    /// The table that is looked through.
    LookedThrough,
    /// The numbers that its chart draws.
    Rows(&'a Chart, &'a Listing),
}

impl<'a> Shown<'a> {
    /// Returns what the view with the controls shows; on a slide charts alone.
    fn of_active(view: &'a View<'_>, fit: Fit) -> Self {
        if view.session.document.shows_table && fit == Fit::Scroll {
            Self::LookedThrough
        } else {
            Self::Chart(&view.results.chart)
        }
    }

    fn of(results: &'a PaneResults, fit: Fit) -> Self {
        match &results.table {
            Some(listing) if fit == Fit::Scroll => Self::Rows(&results.chart, listing),
            _ => Self::Chart(&results.chart),
        }
    }

    /// Returns what stands in the view's head.
    fn words(&self, view: &View<'_>) -> String {
        match self {
            Self::Chart(chart) => chart.kind().name().to_owned(),
            Self::LookedThrough if view.session.table.of != Of::Chart => "Table of figures".to_owned(),
            Self::LookedThrough => format!("Table of {}", view.results.chart.kind().name()),
            Self::Rows(chart, _) => format!("Table of {}", chart.kind().name()),
        }
    }
}

/// Shows a view: its head, and its chart or table.
fn pane_ui(
    ui: &mut Ui,
    view: &View<'_>,
    place: usize,
    rect: Rect,
    (style, fit): (Style, Fit),
    commands: &mut Vec<Command>,
) {
    let is_active = place == view.session.document.panes.active();
    let looking = view.looking();
    let (shown, looking) = if is_active {
        (Shown::of_active(view, fit), looking)
    } else {
        let Some(results) = view.results.panes.get(&place) else { return };
        let belonging = results.belonging().clone();
        (Shown::of(results, fit), Looking { year: Some(results.year()), belonging, ..looking })
    };
    let [of_two, of_four] = SCALES;
    let factor = if view.session.document.panes.layout() == ViewLayout::Four { of_four } else { of_two };
    let smaller = Style { text_scale: style.text_scale * factor, ..style };
    let colours = style.colours();
    let edge = if is_active { Stroke::new(1.5, colours.accent) } else { Stroke::new(1.0, colours.grid) };
    ui.painter().rect_stroke(rect, 3.0, edge, StrokeKind::Inside);
    let inner = rect.shrink(style.length(GAP));
    let head = head_ui(ui, view, place, &shown.words(view), (inner, fit), style, commands);
    let below = Rect::from_min_max(pos2(inner.left(), inner.top() + head), inner.max);
    let clicked = ui
        .scope_builder(UiBuilder::new().max_rect(below).id_salt(("view", place)), |ui| {
            ui.set_clip_rect(ui.clip_rect().intersect(rect));
            match shown {
                Shown::Chart(chart) => return chart.draw(ui, &looking, smaller, fit, &mut Groups::new()),
                Shown::LookedThrough => table::table_ui(ui, view, below.height(), commands),
                Shown::Rows(_, listing) => table::rows_ui(ui, listing, smaller),
            }
            None
        })
        .inner;
    let is_pressed = || ui.rect_contains_pointer(rect) && ui.input(|input| input.pointer.any_pressed());
    if !is_active && (clicked.is_some() || is_pressed()) {
        commands.push(Command::Pane(PaneCommand::Activate(place)));
    }
    commands.extend(clicked.into_iter().flat_map(|clicked| commands_of(view, clicked)));
}

/// Shows what a view is, and whether it follows the others. Returns the height; on a slide there is no head.
fn head_ui(
    ui: &mut Ui,
    view: &View<'_>,
    place: usize,
    kind: &str,
    (inner, fit): (Rect, Fit),
    style: Style,
    commands: &mut Vec<Command>,
) -> f32 {
    if fit == Fit::Page {
        return 0.0;
    }
    let colours = style.colours();
    let panes = &view.session.document.panes;
    let (is_active, is_apart) = (place == panes.active(), panes.is_apart(place));
    let (rank, colour) =
        if is_active { (TextRank::Strong, colours.accent) } else { (TextRank::Body, colours.text_muted) };
    let words = if is_apart { format!("{kind}, own question") } else { kind.to_owned() };
    let height = ui.spacing().interact_size.y;
    let row = Rect::from_min_size(inner.min, vec2(inner.width(), height));
    ui.scope_builder(UiBuilder::new().max_rect(row).id_salt(("head", place)), |ui| {
        ui.horizontal(|ui| {
            let galley = one_line(ui, &words, style.font(rank), colour, inner.width() * 0.6);
            let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
            ui.painter().galley(rect.min, galley, colour);
            let named = format!("View {}, {words}", place + 1);
            response.widget_info(|| WidgetInfo::selected(Role::Button, true, is_active, &named));
            if response.clicked() && !is_active {
                commands.push(Command::Pane(PaneCommand::Activate(place)));
            }
            if is_active {
                let command = Command::Pane(PaneCommand::KeepApart(!is_apart));
                if ui.small_button(command.text()).on_hover_text(command.tooltip()).clicked() {
                    commands.push(command);
                }
            }
        });
    });
    height + style.length(GAP / 2.0)
}

/// Returns what a click in a chart asks for.
fn commands_of(view: &View<'_>, clicked: Clicked) -> Vec<Command> {
    match clicked {
        Clicked::Year(year) if year == view.session.question().year => Vec::new(),
        Clicked::Year(year) => vec![Command::PickYear(year)],
        Clicked::Bloc(id) => vec![Command::ToggleBloc(id)],
        Clicked::Mark(marked) => vec![Command::Mark(marked)],
        // Its own chart: one of all minerals would show nothing new. Beside it, another view may show it.
        Clicked::Mineral(id) if view.session.document.panes.is_one() => {
            let kind = ChartKind::Shares;
            let (choice, value) = (Form::WHAT.0, Form::Bars.id());
            let is_of_all = Form::is_of_all_minerals(&view.session.document.choices);
            let bars = is_of_all.then_some(Command::Choose { kind, choice, value });
            [Command::PickMineral(id), Command::PickView(kind)].into_iter().chain(bars).collect()
        }
        Clicked::Mineral(id) => vec![Command::PickMineral(id)],
    }
}
