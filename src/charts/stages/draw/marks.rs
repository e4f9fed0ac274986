use egui::{Color32, CursorIcon, Rect, Role, Sense, Stroke, StrokeKind, Ui, WidgetInfo};

use crate::charts::frame::Fit;
use crate::charts::hover_card::{CardWidths, show_card};
use crate::charts::palette::Series;
use crate::charts::style::Style;
use crate::charts::{Clicked, Looking};

use crate::charts::stages::{Actor, ActorKey, StagesChart};

const CARD: CardWidths = CardWidths { sign: 0.0, what: 130.0, value: 320.0 };

/// How marks look, and what a person can do with them.
pub(super) struct Marks {
    pub(super) style: Style,
    pub(super) fit: Fit,
    /// What is emphasised, where something of this chart is.
    looking: Option<Looking>,
}

impl Marks {
    pub(super) fn new(chart: &StagesChart, looking: &Looking, style: Style, fit: Fit) -> Self {
        let is_here = chart.actors.iter().any(|actor| actor.is_marked(looking));
        Self { style, fit, looking: is_here.then(|| looking.clone()) }
    }

    /// Returns whether an actor stands out: all do where nothing is marked.
    pub(super) fn stands_out(&self, actor: &Actor) -> bool {
        self.looking.as_ref().is_none_or(|looking| actor.is_marked(looking))
    }

    /// Returns a colour, faded for an actor that does not stand out.
    pub(super) fn seen(&self, actor: &Actor, colour: Color32) -> Color32 {
        if self.stands_out(actor) { colour } else { self.style.colours().faded }
    }

    /// Returns the series that an actor's bar is filled as.
    pub(super) fn series(&self, actor: &Actor) -> Series {
        if self.stands_out(actor) { actor.series } else { Series::Faded }
    }

    /// Returns whether an actor is filled with its pattern in print: who is of a bloc, or a supplier of its own.
    pub(super) fn has_pattern(&self, actor: &Actor) -> bool {
        self.style.theme.has_patterns() && (actor.key.is_supplier() || actor.in_bloc.is_some())
    }

    /// Returns the colour of an actor: what is no supplier of its own is paler.
    pub(super) fn colour(&self, actor: &Actor) -> Color32 {
        let colours = self.style.colours();
        let part = match actor.key {
            ActorKey::Residual => 0.35,
            ActorKey::Others(None) => 0.6,
            // Of its bloc by its colour, and not one country.
            ActorKey::Others(Some(_)) => 0.75,
            ActorKey::Country(_) | ActorKey::Bloc(_) => 1.0,
        };
        let colour = if self.has_pattern(actor) {
            if actor.series == Series::NonMember { colours.line } else { colours.text }
        } else {
            colours.series(actor.series)
        };
        self.seen(actor, colours.background.lerp_to_gamma(colour, part))
    }

    /// Gives an actor's mark at a stage its name, its card and, in a window, its click.
    pub(super) fn mark_ui(
        &self,
        ui: &Ui,
        chart: &StagesChart,
        (actor, stage): (&Actor, usize),
        rect: Rect,
    ) -> Option<Clicked> {
        let part = actor.at.get(stage)?.part()?;
        let head = chart.columns.get(stage).map(|column| column.head.as_str()).unwrap_or_default();
        let can_mark = self.fit == Fit::Scroll && actor.key.is_supplier();
        let sense = if can_mark { Sense::click() } else { Sense::hover() };
        let response = ui.interact(rect, ui.scope_id().with(("stage", stage, actor.key.id())), sense);
        let name = format!("{}, {head}: {}", actor.full_name_at(stage), part.text);
        let is_marked = self.looking.as_ref().is_some_and(|looking| looking.marked == actor.key.marked());
        response.widget_info(|| {
            if can_mark {
                WidgetInfo::selected(Role::Button, true, is_marked, &name)
            } else {
                WidgetInfo::labeled(Role::Label, true, &name)
            }
        });
        if response.has_focus() || can_mark && response.hovered() {
            let stroke = Stroke::new(2.0, self.style.colours().accent);
            ui.painter().rect_stroke(rect.expand(1.0), 2.0, stroke, StrokeKind::Outside);
        }
        let response = if can_mark { response.on_hover_cursor(CursorIcon::PointingHand) } else { response };
        let is_clicked = can_mark && response.clicked();
        let heading = format!("{}, {head}", actor.full_name_at(stage));
        show_card(ui, response, &heading, &part.hover, CARD, self.style, self.fit);
        is_clicked.then(|| actor.key.marked().map(Clicked::Mark)).flatten()
    }

    /// Lets a label be clicked like the mark that it names.
    pub(super) fn label_ui(&self, ui: &Ui, (actor, stage): (&Actor, usize), rect: Rect) -> Option<Clicked> {
        let part = actor.at.get(stage)?.part()?;
        let can_mark = self.fit == Fit::Scroll && actor.key.is_supplier();
        // No stop for the keyboard: the mark is one.
        let sense = if can_mark { Sense::CLICK } else { Sense::hover() };
        let response = ui.interact(rect, ui.scope_id().with(("stage label", stage, actor.key.id())), sense);
        let is_clicked = can_mark && response.clicked();
        show_card(ui, response, &actor.full_name_at(stage), &part.hover, CARD, self.style, self.fit);
        is_clicked.then(|| actor.key.marked().map(Clicked::Mark)).flatten()
    }
}
