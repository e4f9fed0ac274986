use egui::{RichText, Ui};

use crate::charts::listing::{HeadKind, Listing, bound_gloss, status_gloss, status_title};
use crate::charts::style::{Style, TextRank};
use crate::model::{Bound, Status};

/// Text larger than this leaves the meanings to hover texts, so that rows come into view.
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
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = style.length(10.0);
        for (word, gloss) in words {
            let text = if style.text_scale > LARGE_TEXT { word.to_owned() } else { format!("{word}: {gloss}") };
            ui.label(RichText::new(text).font(font.clone()).color(colours.text_muted)).on_hover_text(gloss);
        }
    });
}
