use egui::{Label, RichText, Ui, vec2};

use crate::charts::listing::{HeadKind, Listing, bound_gloss, status_gloss, status_title};
use crate::charts::style::{Style, TextRank};
use crate::model::{Bound, Status};

/// Text larger than this leaves the meanings to a hover text, so that rows come into view.
const LARGE_TEXT: f32 = 1.3;

/// Says what the statuses that occur, and bounds, mean.
pub fn legend_ui(ui: &mut Ui, listing: &Listing, style: Style) {
    let statuses = listing.statuses().iter().filter(|status| **status != Status::Reported);
    let mut words: Vec<(&str, &str)> = statuses.map(|status| (status_title(*status), status_gloss(*status))).collect();
    if listing.heads().iter().any(|head| head.kind == HeadKind::Bound) {
        words.extend(
            [Bound::AtLeast, Bound::AtMost]
                .map(|bound| (crate::charts::listing::bound_words(bound), bound_gloss(bound))),
        );
    }
    if words.is_empty() {
        return;
    }
    let (font, colours) = (style.font(TextRank::Small), style.colours());
    let label = |text: String| Label::new(RichText::new(text).font(font.clone()).color(colours.text_muted));
    let lines: Vec<String> = words.iter().map(|(word, gloss)| format!("{word}: {gloss}")).collect();
    if style.text_scale > LARGE_TEXT {
        ui.add(label("What the words mean".to_owned())).on_hover_text(lines.join("\n"));
        return;
    }
    ui.scope(|ui| {
        // No control stands in these lines.
        ui.spacing_mut().interact_size.y = 0.0;
        ui.spacing_mut().item_spacing = vec2(style.length(12.0), style.length(2.0));
        ui.horizontal_wrapped(|ui| {
            // A word and its meaning stay on one line.
            for line in lines {
                ui.add(label(line).extend());
            }
        });
    });
}
