use std::collections::BTreeSet;

use egui::{Rect, Role, ScrollArea, Sense, TextEdit, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::{Band, MineralSummary};
use crate::charts::facts::mineral_facts;
use crate::charts::frame::{one_line, place};
use crate::charts::style::TextRank;
use crate::charts::wording::share_in_list;
use crate::session::Command;

use super::View;
use super::not_open::not_open_words;
use super::widgets::chip_ui;

/// The groups that come first among the chips; the others follow by name.
const FIRST_GROUPS: [&str; 4] = ["Battery", "Rare earths", "US 2025", "EU 2023"];

/// Shows the list of minerals with its filter and groups.
pub fn minerals_ui(ui: &mut Ui, view: &View<'_>, commands: &mut Vec<Command>) {
    let style = view.style();
    let mut filter = view.session.filter.clone();
    let label = ui.label("Minerals").id;
    let field = TextEdit::singleline(&mut filter).hint_text("Filter minerals").desired_width(f32::INFINITY);
    let response = ui.add(field).labelled_by(label);
    if response.changed() {
        commands.push(Command::Filter(filter));
    }
    let listed = view.session.listed(view.dataset);
    if response.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter)) {
        commands.extend(listed.first().map(|commodity| Command::PickMineral(commodity.id.clone())));
    }
    chips_ui(ui, view, listed.len(), commands);
    ui.add_space(style.length(2.0));
    if listed.is_empty() {
        if let Some(missing) = view.session.not_open(view.dataset) {
            ui.label(not_open_words(&missing));
            return;
        }
        ui.label("No mineral of this group has that name");
        if ui.button("Show all").clicked() {
            commands.extend([Command::Filter(String::new()), Command::PickGroup(None)]);
        }
        return;
    }
    let height = style.length(28.0);
    let selected = listed.iter().position(|commodity| commodity.id == view.session.question().commodity);
    let moved = ui.data_mut(|data| {
        let last = data.get_temp_mut_or_insert_with(egui::Id::unique("shown mineral"), || None::<usize>);
        let moved = *last != selected;
        *last = selected;
        moved
    });
    ui.spacing_mut().item_spacing.y = 0.0;
    let area = ScrollArea::vertical().auto_shrink(false);
    area.show_viewport(ui, |ui, viewport| {
        #[expect(clippy::cast_precision_loss, reason = "a list of minerals is short")]
        let at = |index: usize| index as f32 * height;
        ui.set_height(at(listed.len()));
        let origin = ui.min_rect().min;
        for (index, commodity) in listed.iter().enumerate() {
            let top = at(index);
            let rect = Rect::from_min_size(pos2(origin.x, origin.y + top), vec2(ui.available_width(), height));
            if moved && Some(index) == selected {
                ui.scroll_to_rect(rect.expand2(vec2(0.0, height)), None);
            }
            if top + height < viewport.top() || top > viewport.bottom() {
                continue;
            }
            if let Some(summary) = view.results.minerals.get(&commodity.id)
                && row_ui(ui, view, summary, rect, Some(index) == selected)
            {
                commands.push(Command::PickMineral(commodity.id.clone()));
            }
        }
    });
}

fn chips_ui(ui: &mut Ui, view: &View<'_>, count: usize, commands: &mut Vec<Command>) {
    let groups: BTreeSet<&str> = view
        .dataset
        .commodities
        .iter()
        .flat_map(|commodity| commodity.groups.iter().chain(&commodity.critical_lists))
        .map(String::as_str)
        .collect();
    let first = FIRST_GROUPS.into_iter().filter(|group| groups.contains(group));
    let chosen = view.session.document.group.as_deref();
    let style = view.style();
    // Where the list has little room, the groups stand in the menu.
    let is_short = ui.available_height() < style.length(330.0);
    let chips: Vec<&str> = if is_short { Vec::new() } else { first.collect() };
    let rest: Vec<&str> = groups.iter().copied().filter(|group| !chips.contains(group)).collect();
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(style.length(4.0), style.length(4.0));
        let filtered = !view.session.filter.trim().is_empty();
        let all = if chosen.is_none() && !filtered { format!("All {count}") } else { "All".to_owned() };
        if chip_ui(ui, chosen.is_none(), &all, style) && chosen.is_some() {
            commands.push(Command::PickGroup(None));
        }
        for group in chips {
            group_chip_ui(ui, view, group, commands);
        }
        let elsewhere = chosen.filter(|chosen| rest.contains(chosen));
        let menu =
            egui::Button::new(egui::RichText::new(elsewhere.unwrap_or("More…")).font(style.font(TextRank::Small)))
                .corner_radius(20);
        egui::containers::menu::MenuButton::from_button(menu).ui(ui, |ui| {
            for group in rest {
                if ui.button(group).clicked() {
                    commands.push(Command::PickGroup(Some(group.to_owned())));
                    ui.close();
                }
            }
        });
    });
}

fn group_chip_ui(ui: &mut Ui, view: &View<'_>, group: &str, commands: &mut Vec<Command>) {
    let on = view.session.document.group.as_deref() == Some(group);
    let text = match group {
        "US 2025" => "US list",
        "EU 2023" => "EU list",
        other => other,
    };
    if chip_ui(ui, on, text, view.style()) {
        commands.push(Command::PickGroup((!on).then(|| group.to_owned())));
    }
}

/// Shows one mineral's row and returns whether it was clicked.
fn row_ui(ui: &mut Ui, view: &View<'_>, summary: &MineralSummary, rect: Rect, selected: bool) -> bool {
    let style = view.style();
    let colours = style.colours();
    let response = ui.interact(rect, ui.scope_id().with(&summary.commodity.id), Sense::click());
    let (supplier, share) = summary
        .largest
        .clone()
        .map_or_else(|| ("no shares".to_owned(), String::new()), |(name, share)| (name, share_in_list(share)));
    let spoken = format!("{}, {supplier} {share}", summary.commodity.name).trim_end().to_owned();
    response.widget_info(|| WidgetInfo::selected(Role::Button, true, selected, &spoken));
    if selected || response.hovered() || response.has_focus() {
        let fill = if selected { colours.selected } else { colours.field_hovered };
        ui.painter().rect_filled(rect, 4.0, fill);
    }
    let dot = style.length(4.0);
    let centre = pos2(rect.left() + style.length(10.0), rect.center().y);
    // Where the interval of the HHI spans two bands, no dot claims one.
    if let Some(band) = summary.bands.filter(|(lower, upper)| lower == upper).map(|(band, _)| band) {
        let [low, moderate, high] = colours.bands;
        let colour = match band {
            Band::Low => low,
            Band::Moderate => moderate,
            Band::High => high,
        };
        match band {
            Band::Low => ui.painter().circle_stroke(centre, dot - 0.5, egui::Stroke::new(1.5, colour)),
            _ => ui.painter().circle_filled(centre, dot, colour),
        };
    }
    let (left, right) = (rect.left() + style.length(22.0), rect.right() - style.length(6.0));
    let share = one_line(ui, &share, style.font(TextRank::Body), colours.text, style.length(70.0));
    // In a narrow list or large text the name comes first.
    let has_supplier = right - left > style.length(160.0);
    let name_width =
        if has_supplier { (right - left) * 0.53 } else { right - left - share.size().x - style.length(6.0) };
    let name = one_line(ui, &summary.commodity.name, style.font(TextRank::Body), colours.text, name_width);
    let share_x = right - share.size().x;
    let supplier_x = left + name_width + style.length(6.0);
    let room = share_x - supplier_x - style.length(6.0);
    let supplier = one_line(ui, &supplier, style.font(TextRank::Small), colours.text_muted, room);
    for (x, galley, shown) in [(left, name, true), (supplier_x, supplier, has_supplier), (share_x, share, true)] {
        if shown {
            place(ui, pos2(x, rect.center().y - galley.size().y / 2.0), galley);
        }
    }
    let stage = summary.question.stage.in_sentence();
    let band = match summary.bands {
        None => "No concentration can be given".to_owned(),
        Some((lower, upper)) if lower == upper => lower.words().to_owned(),
        Some((lower, upper)) => format!("Between {} and {}", lower.short_words(), upper.short_words()),
    };
    let clicked = response.clicked();
    response.on_hover_ui(|ui| {
        ui.label(egui::RichText::new(&summary.commodity.name).font(style.font(TextRank::Strong)));
        ui.label(&summary.commodity.use_line);
        ui.label(format!("{band}, {stage} {}", summary.question.year));
        if !summary.commodity.critical_lists.is_empty() {
            ui.label(format!("On the critical-minerals lists {}", summary.commodity.critical_lists.join(", ")));
        }
        for (what, words) in mineral_facts(view.dataset, &summary.commodity.id) {
            ui.label(format!("{what}: {words}"));
        }
    });
    clicked
}
