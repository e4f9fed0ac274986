use std::collections::BTreeMap;

use egui::{RichText, Ui};

use crate::analysis::{BlocCard, CountedMember, bloc_card};
use crate::charts::style::TextRank;
use crate::charts::wording::{bound_mark, percent, shown_bound};
use crate::model::{Bloc, Confidence, Iso3, Member, Membership, PartialDate};
use crate::session::Command;
use crate::ui::View;

use super::source::{links, source_ui, source_words};

/// So many members of a kind are shown in the panel.
const SHORT_LIST: usize = 12;

/// Shows what a bloc is and who is in it on the date, as far as the panel has room.
pub(super) fn card_ui(ui: &mut Ui, view: &View<'_>, bloc: &Bloc, commands: &mut Vec<Command>) {
    let card = bloc_card(view.dataset, &bloc.id, view.session.question().as_of);
    let shown = Shown { view, is_whole: false };
    shown.card_ui(ui, bloc, &card);
    let own = |of: &CountedMember| !of.through_union;
    let listed = card.countries.values().filter(|of| own(of)).count();
    let is_cut = Confidence::ALL.iter().any(|confidence| card.of(*confidence, false).count() > SHORT_LIST)
        || card.former.len() > SHORT_LIST;
    let text =
        if is_cut && listed > 0 { format!("Show all {}…", card.countries.len()) } else { "Show all…".to_owned() };
    let all = Command::ShowBloc(bloc.id.clone());
    let button = ui.button(text).on_hover_text(all.tooltip());
    let name = format!("Show all of {}", bloc.short_name);
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &name));
    if button.clicked() {
        commands.push(all);
    }
}

/// Shows all that is known of the bloc whose card was asked for.
pub fn whole_card_ui(ui: &mut Ui, view: &View<'_>, _commands: &mut Vec<Command>) {
    let bloc = view.session.shown_bloc.as_ref().and_then(|id| view.dataset.bloc(id));
    match bloc {
        Some(bloc) => {
            let card = bloc_card(view.dataset, &bloc.id, view.session.question().as_of);
            Shown { view, is_whole: true }.card_ui(ui, bloc, &card);
        }
        None => {
            ui.label("There is no such bloc any more");
        }
    }
}

/// A card that is shown in the panel or as a whole.
struct Shown<'a> {
    view: &'a View<'a>,
    is_whole: bool,
}

impl Shown<'_> {
    fn card_ui(&self, ui: &mut Ui, bloc: &Bloc, card: &BlocCard) {
        let began = card.began.map_or_else(
            || "no date of joining found".to_owned(),
            |began| format!("first members joined {}", began.text()),
        );
        if bloc.name != bloc.short_name || self.is_whole {
            self.strong_ui(ui, &bloc.name);
        }
        self.muted_ui(ui, &format!("{}; {began}", bloc.kind.name()));
        if !bloc.about.is_empty() {
            self.text_ui(ui, &bloc.about);
        }
        if card.countries.is_empty() && card.organisations.is_empty() {
            self.text_ui(ui, "No country is in it on this date");
        }
        for confidence in Confidence::ALL {
            self.confidence_ui(ui, card, confidence);
        }
        for of in &card.unnamed {
            let words = "Members exist that are not named in public; they count in no sum";
            self.line_ui(ui, words, "members that are not named", &of.source);
        }
        for of in &card.organisations {
            let Member::Organisation(name) = &of.member else { continue };
            let words = format!("{name} is an organisation and counts in no sum");
            self.line_ui(ui, &words, name, &of.source);
        }
        self.spells_ui(ui, "Left", &card.former);
        self.spells_ui(ui, "Yet to join", &card.future);
    }

    /// Shows the countries of one confidence: of their own right one by one, through the European Union together.
    fn confidence_ui(&self, ui: &mut Ui, card: &BlocCard, confidence: Confidence) {
        let counts = self.view.session.question().confidence.admits(confidence);
        let name = match confidence {
            Confidence::Confirmed => "Confirmed",
            Confidence::Reported => "Reported",
            Confidence::Unknown => "Unclear",
        };
        let title = |count: usize, more: &str| {
            let counted = if counts { "" } else { ", not counted" };
            format!("{name}{more}{counted} ({count})")
        };
        let own = self.ranked(card.of(confidence, false).collect());
        if !own.is_empty() {
            self.strong_ui(ui, &title(own.len(), ""));
            let most = if self.is_whole { own.len() } else { SHORT_LIST };
            for (iso3, of) in own.iter().take(most) {
                self.member_ui(ui, *iso3, of);
            }
            self.rest_ui(ui, own.len(), most);
        }
        let through = self.ranked(card.of(confidence, true).collect());
        if let Some((_, first)) = through.first() {
            self.strong_ui(ui, &title(through.len(), " through the European Union"));
            let names: Vec<String> = through.iter().map(|(iso3, _)| self.name_with_share(*iso3)).collect();
            let words = format!("{}; {}", names.join(", "), spell_words(first.joined, first.left));
            self.line_ui(ui, &words, "the European Union", &first.source);
        }
    }

    fn member_ui(&self, ui: &mut Ui, iso3: Iso3, of: &CountedMember) {
        let words = format!("{}, {}", self.name_with_share(iso3), spell_words(of.joined, of.left));
        self.line_ui(ui, &words, &self.view.dataset.country_name(iso3), &of.source);
    }

    fn spells_ui(&self, ui: &mut Ui, title: &str, spells: &[Membership]) {
        if spells.is_empty() {
            return;
        }
        self.strong_ui(ui, &format!("{title} ({})", spells.len()));
        let most = if self.is_whole { spells.len() } else { SHORT_LIST };
        for of in spells.iter().take(most) {
            let name = match &of.member {
                Member::Country(iso3) => self.view.dataset.country_name(*iso3),
                Member::EuropeanUnion => "European Union with its members".to_owned(),
                other => other.to_string().trim_start_matches("X-").to_owned(),
            };
            self.line_ui(ui, &format!("{name}, {}", spell_words(of.joined, of.left)), &name, &of.source);
        }
        self.rest_ui(ui, spells.len(), most);
    }

    fn rest_ui(&self, ui: &mut Ui, count: usize, most: usize) {
        if count > most {
            self.muted_ui(ui, &format!("and {} more", count - most));
        }
    }

    /// Returns countries with a share on screen first, the largest first, then by name.
    fn ranked<'b>(&self, mut countries: Vec<(Iso3, &'b CountedMember)>) -> Vec<(Iso3, &'b CountedMember)> {
        let shares: BTreeMap<Iso3, f64> = match &self.view.results.answer.figures {
            Ok(figures) => figures.suppliers.iter().map(|of| (of.iso3, of.share.value)).collect(),
            Err(_) => BTreeMap::new(),
        };
        let share = |iso3: &Iso3| shares.get(iso3).copied().unwrap_or(-1.0);
        let name = |iso3: &Iso3| self.view.dataset.country_name(*iso3);
        countries.sort_by(|(a, _), (b, _)| share(b).total_cmp(&share(a)).then_with(|| name(a).cmp(&name(b))));
        countries
    }

    /// Returns a country with its share of what is on screen, where it has one.
    fn name_with_share(&self, iso3: Iso3) -> String {
        let name = self.view.dataset.country_name(iso3);
        let figures = self.view.results.answer.figures.as_ref().ok();
        let supplier = figures.and_then(|figures| figures.suppliers.iter().find(|of| of.iso3 == iso3));
        match supplier.map(|of| of.share) {
            Some(share) => format!("{name} {}{}", bound_mark(shown_bound(share)), percent(share.value)),
            None => name,
        }
    }

    /// Shows a line with the links of its source behind it; on the whole card with what the source says.
    fn line_ui(&self, ui: &mut Ui, words: &str, of: &str, source: &str) {
        // As close as lines of text: the lists are long.
        ui.spacing_mut().interact_size.y = self.view.style().length(17.0);
        ui.spacing_mut().item_spacing.y = if self.is_whole { 1.0 } else { self.view.style().length(2.0) };
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = self.view.style().length(4.0);
            self.text_ui(ui, words);
            // On the whole card the words below say it.
            if !self.is_whole || !links(source).is_empty() {
                source_ui(ui, self.view, of, source);
            }
        });
        if self.is_whole {
            self.muted_ui(ui, &source_words(source));
            ui.add_space(self.view.style().length(5.0));
        }
    }

    fn text_ui(&self, ui: &mut Ui, text: &str) {
        ui.label(RichText::new(text).font(self.view.style().font(TextRank::Small)));
    }

    fn muted_ui(&self, ui: &mut Ui, text: &str) {
        let style = self.view.style();
        ui.label(RichText::new(text).font(style.font(TextRank::Small)).color(style.colours().text_muted));
    }

    fn strong_ui(&self, ui: &mut Ui, text: &str) {
        ui.label(RichText::new(text).font(self.view.style().font(TextRank::Strong)));
    }
}

/// Returns when a member joined and left, as far as that is known.
fn spell_words(joined: Option<PartialDate>, left: Option<PartialDate>) -> String {
    let since =
        joined.map_or_else(|| "date of joining not found".to_owned(), |joined| format!("since {}", joined.text()));
    left.map_or_else(|| since.clone(), |left| format!("{since}, until {}", left.text()))
}
