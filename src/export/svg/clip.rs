use egui::Rect;
use egui::emath::GuiRounding as _;

use super::markup::Markup;

/// The clip that is open, and those defined so far. Shapes of one clip in a row share one group: a hatching of a
/// hundred lines costs one clip, in the file and when it is drawn.
#[derive(Debug, Default)]
pub(super) struct Clips {
    defined: Vec<(Rect, String)>,
    open: Option<Rect>,
}

impl Clips {
    /// Returns whether drawing is now inside this clip.
    pub(super) fn is_open(&self, clip: Rect) -> bool {
        self.open == Some(clip)
    }

    /// Returns whether drawing is inside any clip.
    pub(super) fn any_open(&self) -> bool {
        self.open.is_some()
    }

    /// Opens a clip's group; no other may be open. The clip lies on the page's grid, as a screen's does.
    pub(super) fn enter(&mut self, markup: &mut Markup, clip: Rect, pixels_per_point: f32) {
        let known = self.defined.iter().find(|(rect, _)| *rect == clip).map(|(_, id)| id.clone());
        let id = known.unwrap_or_else(|| {
            let id = markup.next_id("clip");
            self.defined.push((clip, id.clone()));
            let edges = clip.round_to_pixels(pixels_per_point);
            markup.start("clipPath").attribute("id", &id).open_block();
            markup
                .start("rect")
                .number("x", edges.min.x)
                .number("y", edges.min.y)
                .number("width", edges.width())
                .number("height", edges.height())
                .close();
            markup.end("clipPath");
            id
        });
        markup.start("g").attribute("clip-path", &format!("url(#{id})")).open_block();
        self.open = Some(clip);
    }

    /// Closes the open clip's group, if there is one.
    pub(super) fn leave(&mut self, markup: &mut Markup) {
        if self.open.take().is_some() {
            markup.end("g");
        }
    }
}
