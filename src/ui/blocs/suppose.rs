use egui::{Align, Button, Id, Key, Layout, RichText, TextEdit, Ui};

use crate::analysis::{Figures, Limit, limit_sentence};
use crate::charts::style::TextRank;
use crate::model::{Cap, CapLimit, Iso3, Territories, quantity_words};
use crate::session::{BlocCommand, Command};
use crate::ui::View;
use crate::ui::search_list::{Entry, SearchList};
use crate::ui::widgets::{Segment, segmented_ui};

/// A limit that is being written.
#[derive(Debug, Clone, Default)]
struct Draft {
    country: Option<Iso3>,
    number: String,
    unit: LimitUnit,
}

/// What a number that is written is of.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum LimitUnit {
    #[default]
    Tonnes,
    Percent,
}

impl Draft {
    /// Returns the limit, or why what is written is none.
    fn limit(&self) -> Result<CapLimit, String> {
        let unit = match self.unit {
            LimitUnit::Tonnes => "t",
            LimitUnit::Percent => "%",
        };
        // Who writes the unit too means that one.
        let own = self.number.parse::<CapLimit>();
        own.or_else(|problem| format!("{}{unit}", self.number).parse().ok().ok_or(problem)).map_err(|of| of.to_string())
    }
}

/// Shows limits on countries, and where territories count.
pub(super) fn suppose_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let id = Id::unique("limit draft");
    let draft = ui.data_mut(|data| data.get_temp::<Draft>(id));
    limits_ui(ui, view, commands);
    match draft {
        None => ask_ui(ui, view, id),
        Some(draft) => form_ui(ui, view, id, draft, commands),
    }
    territories_ui(ui, view, commands);
}

/// Shows the limits on the mineral on screen, each with a button that lifts it, and how many are on others.
fn limits_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let question = view.session.question();
    let style = view.style();
    let figures = view.results.answer.figures.as_ref().ok();
    let found = |cap: &Cap| figures.and_then(|figures| Some((figures, limit_of(figures, cap)?)));
    for cap in question.caps_here() {
        let name = view.dataset.country_name(cap.country);
        ui.horizontal(|ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let lift = ui.add(Button::new("×").small());
                lift.widget_info(|| {
                    egui::WidgetInfo::labeled(egui::Role::Button, true, format!("Lift the limit on {name}"))
                });
                if lift.on_hover_text(format!("Lift the limit on {name}")).clicked() {
                    commands.push(Command::Bloc(BlocCommand::RemoveCap(cap.clone())));
                }
                let felt = found(cap).is_some_and(|(_, limit)| limit.is_felt());
                let colours = style.colours();
                let colour = if felt { colours.text } else { colours.text_muted };
                let text = RichText::new(format!("{name} at most {}", cap.limit.text())).color(colour);
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    let label = ui.add(egui::Label::new(text).wrap());
                    if let Some((figures, limit)) = found(cap) {
                        label.on_hover_text(limit_sentence(figures, limit));
                    }
                });
            });
        });
    }
    let elsewhere: Vec<&Cap> =
        question.caps.iter().filter(|cap| !question.caps_here().any(|here| here == *cap)).collect();
    if !elsewhere.is_empty() {
        let words = match elsewhere.len() {
            1 => "1 limit on another mineral or stage".to_owned(),
            count => format!("{count} limits on other minerals or stages"),
        };
        let name = |cap: &Cap| {
            let commodity =
                view.dataset.commodity(&cap.commodity).map_or_else(|| cap.commodity.to_string(), |of| of.name.clone());
            let country = view.dataset.country_name(cap.country);
            format!("{commodity}, {}: {country} at most {}", cap.stage.short_name(), cap.limit.text())
        };
        let small = RichText::new(words).font(style.font(TextRank::Small)).color(style.colours().text_muted);
        ui.label(small).on_hover_text(elsewhere.into_iter().map(name).collect::<Vec<_>>().join("\n"));
    }
}

fn limit_of<'a>(figures: &'a Figures, cap: &Cap) -> Option<&'a Limit> {
    figures.limits.iter().find(|limit| limit.cap == *cap)
}

/// Shows the button that opens the form.
fn ask_ui(ui: &mut Ui, view: &View<'_>, id: Id) {
    let has_figures = view.results.answer.figures.is_ok();
    let hint = if has_figures {
        "What if a country sold no more than a quota: what is lost, and who would have to grow by how much. Hypothetical"
    } else {
        "There are no shares here to take anything from"
    };
    let button = ui.add_enabled(has_figures, Button::new("Limit a country…"));
    if button.on_hover_text(hint).on_disabled_hover_text(hint).clicked() {
        ui.data_mut(|data| data.insert_temp(id, Draft::default()));
    }
}

/// Shows the form in which a limit is written.
fn form_ui(ui: &mut Ui, view: &View<'_>, id: Id, mut draft: Draft, commands: &mut Vec<Command>) {
    let style = view.style();
    let question = view.session.question();
    let width = ui.available_width();
    let chosen = draft.country.map_or_else(|| "Which country".to_owned(), |iso3| view.dataset.country_name(iso3));
    let list = SearchList { name: "Country to limit", chosen: &chosen, width: width.min(style.length(200.0)), style };
    if let Some(country) = list.show_ui(ui, || producers(view)) {
        draft.country = Some(country);
    }
    let mut entered = false;
    ui.horizontal_wrapped(|ui| {
        let hint = if draft.unit == LimitUnit::Tonnes { "100,000" } else { "50" };
        let field = TextEdit::singleline(&mut draft.number).hint_text(hint).desired_width(style.length(84.0));
        let response = ui.add(field);
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label("At most"));
        entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let segment = |value, text: &str, tooltip: &str| Segment {
            value,
            text: text.to_owned(),
            tooltip: tooltip.to_owned(),
            enabled: true,
        };
        let units = [
            segment(LimitUnit::Tonnes, "t", "Tonnes in the year"),
            segment(LimitUnit::Percent, "%", "Per cent of what is published"),
        ];
        draft.unit = segmented_ui(ui, &units, &draft.unit, style).unwrap_or(draft.unit);
    });
    let limit = draft.limit();
    let cap = draft.country.zip(limit.as_ref().ok().copied()).map(|(country, limit)| Cap {
        country,
        commodity: question.commodity.clone(),
        stage: question.stage,
        limit,
    });
    let mut is_done = false;
    ui.horizontal_wrapped(|ui| {
        let is_asked = ui.add_enabled(cap.is_some(), Button::new("Limit")).clicked() || entered;
        if let Some(cap) = cap.filter(|_| is_asked) {
            commands.push(Command::Bloc(BlocCommand::SetCap(cap)));
            is_done = true;
        }
        is_done |= ui.button("Cancel").clicked();
    });
    if let (Err(problem), false) = (limit, draft.number.trim().is_empty()) {
        ui.label(RichText::new(problem).font(style.font(TextRank::Small)).color(style.colours().worse));
    }
    ui.data_mut(|data| {
        if is_done {
            data.remove::<Draft>(id);
        } else {
            data.insert_temp(id, draft);
        }
    });
}

/// Returns the countries that have a row on screen, with what is published of each.
fn producers(view: &View<'_>) -> Vec<Entry<Iso3>> {
    let Ok(figures) = &view.results.answer.figures else { return Vec::new() };
    let suppliers = figures.suppliers.iter().map(|of| (of.iso3, &of.name, &of.quantity));
    let silent = figures.unpublished.iter().map(|of| (of.iso3, &of.name, &of.quantity));
    let entry = |(value, name, quantity): (Iso3, &String, _)| Entry {
        value,
        text: name.clone(),
        detail: quantity_words(quantity, figures.unit),
    };
    suppliers.chain(silent).map(entry).collect()
}

/// Shows whether territories count with their states.
fn territories_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let mut with_states = view.session.question().territories == Territories::Parent;
    let response = ui.checkbox(&mut with_states, "Territories with their states");
    if response.changed() {
        let territories = if with_states { Territories::Parent } else { Territories::Own };
        commands.push(Command::Bloc(BlocCommand::PickTerritories(territories)));
    }
    response.on_hover_ui(|ui| {
        let name = |iso3: Iso3| view.dataset.country_name(iso3);
        let of = |country: &crate::model::Country| Some(format!("{} with {}", country.name, name(country.parent?)));
        let all: Vec<String> = view.dataset.countries.iter().filter_map(of).collect();
        ui.label(format!("Figures of dependent territories are added to those of their states\n{}", all.join(", ")));
    });
}
