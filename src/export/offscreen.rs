use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use egui::epaint::{ClippedShape, ImageData};
use egui::{
    ColorImage, Context, FullOutput, Memory, Pos2, RawInput, Rect, Shape, TextureId, Ui, ViewportId, pos2, vec2,
};

use super::ExportError;
use crate::charts::fonts::{self, Faces, Fallback};
use crate::charts::groups::NamedGroup;

/// A drawing is repeated until two passes agree, at most this often.
const MAX_PASSES: u32 = 4;
/// A drawing is begun anew when it turns out to need other fonts than ours, at most this often: with them, a text that
/// was cut short may show further characters.
const MOST_DRAWINGS: u32 = 3;

/// The sheet a picture is drawn on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Page {
    /// Width in points.
    pub width_pt: f32,
    /// Height in points.
    pub height_pt: f32,
    /// The grid that lines, edges and rows of text snap to, as on a screen of that density. For a PNG use the scale it
    /// will be made with; for a file without pixels any number from 2 up keeps edges where they were drawn.
    pub pixels_per_point: f32,
    /// Width of the paper it comes out on, in points of an inch's 72: that of a PDF's page.
    pub paper_width_pt: f32,
    /// Height of that paper.
    pub paper_height_pt: f32,
}

impl Page {
    /// Returns a page that is as large on paper as it is laid out.
    #[must_use]
    pub const fn new(width_pt: f32, height_pt: f32, pixels_per_point: f32) -> Self {
        Self { width_pt, height_pt, pixels_per_point, paper_width_pt: width_pt, paper_height_pt: height_pt }
    }

    /// Returns the page as a rectangle from the origin, in points.
    #[must_use]
    pub fn rect(&self) -> Rect {
        Rect::from_min_size(pos2(0.0, 0.0), vec2(self.width_pt, self.height_pt))
    }

    /// Returns an error unless the page has an area and a grid.
    ///
    /// # Errors
    /// [`ExportError::PageSize`] for sides or a grid that are not finite and above zero.
    pub fn check(&self) -> Result<(), ExportError> {
        let usable = |length: f32| length.is_finite() && length > 0.0;
        let lengths = [self.width_pt, self.height_pt, self.pixels_per_point, self.paper_width_pt, self.paper_height_pt];
        if lengths.into_iter().all(usable) {
            Ok(())
        } else {
            Err(ExportError::PageSize { width_pt: self.width_pt, height_pt: self.height_pt })
        }
    }
}

/// What was drawn, before it is anything a file can hold.
#[derive(Debug, Clone)]
pub struct Picture {
    /// The sheet.
    pub page: Page,
    /// The shapes, back to front.
    pub shapes: Vec<ClippedShape>,
    /// Names for ranges of `shapes`, outer before inner.
    pub groups: Vec<NamedGroup>,
    /// The pixels of images the shapes refer to.
    pub images: BTreeMap<TextureId, Arc<ColorImage>>,
    /// The computer's faces for the characters that ours lack.
    pub faces: Faces,
}

thread_local! {
    /// A thread's context: reading the fonts and drawing their glyphs takes longer than all the rest of a picture.
    static CONTEXT: Context = {
        let context = Context::default();
        context.set_fonts(fonts::definitions());
        // A pass takes them up; until then they lie in what is forgotten between pictures.
        context.run_ui(RawInput::default(), |_| {}).textures_delta.clear();
        context
    };
    /// The faces beside ours that the thread's context has.
    static FACES: RefCell<Faces> = RefCell::default();
}

/// Draws off screen, with no pointer, no clock and no animation, so that the same drawing gives the same picture
/// everywhere. Only for characters that our fonts lack, the computer's are taken.
///
/// `style` sets up visuals, once, on a context that remembers nothing but fonts. `draw` is called at least twice, as some
/// layouts settle only on the second pass; it paints into a [`Ui`] that is the whole page and returns the groups of that
/// pass. Groups name shapes of that [`Ui`]'s own layer.
///
/// # Errors
/// [`ExportError::PageSize`] when the page has no area.
pub fn paint(
    page: &Page,
    style: impl Fn(&Context),
    draw: impl FnMut(&mut Ui) -> Vec<NamedGroup>,
) -> Result<Picture, ExportError> {
    paint_with(page, style, draw, &Fallback::system())
}

/// Draws as [`paint`] does, taking the fonts beside ours from the given place.
///
/// # Errors
/// As [`paint`].
pub fn paint_with(
    page: &Page,
    style: impl Fn(&Context),
    mut draw: impl FnMut(&mut Ui) -> Vec<NamedGroup>,
    fallback: &Fallback,
) -> Result<Picture, ExportError> {
    page.check()?;
    let mut picture = paint_once(page, &style, &mut draw);
    for _ in 1..MOST_DRAWINGS {
        picture.faces = fallback.faces_for(texts(&picture.shapes).iter().map(String::as_str));
        if !install(&picture.faces) {
            break;
        }
        picture = Picture { faces: picture.faces, ..paint_once(page, &style, &mut draw) };
    }
    Ok(picture)
}

/// Gives the thread's context the faces that it lacks. Returns whether there were any.
///
/// Those that it has stay: in order of rank, they change no character that a better one draws.
fn install(faces: &Faces) -> bool {
    FACES.with_borrow_mut(|installed| {
        if faces.are_within(installed) {
            return false;
        }
        installed.extend(faces);
        let context = CONTEXT.with(Context::clone);
        context.set_fonts(fonts::definitions_with(installed));
        context.run_ui(RawInput::default(), |_| {}).textures_delta.clear();
        true
    })
}

/// Returns the texts among shapes, once each.
fn texts(shapes: &[ClippedShape]) -> BTreeSet<String> {
    fn collect(shape: &Shape, texts: &mut BTreeSet<String>) {
        match shape {
            Shape::Text(text) if !texts.contains(&text.galley.job.text) => {
                texts.insert(text.galley.job.text.clone());
            }
            Shape::Vec(shapes) => shapes.iter().for_each(|shape| collect(shape, texts)),
            _ => {}
        }
    }
    let mut texts = BTreeSet::new();
    for clipped in shapes {
        collect(&clipped.shape, &mut texts);
    }
    texts
}

fn paint_once(page: &Page, style: &impl Fn(&Context), draw: &mut impl FnMut(&mut Ui) -> Vec<NamedGroup>) -> Picture {
    let context = CONTEXT.with(Context::clone);
    // What the picture before it left behind: places, ids, options.
    context.memory_mut(|memory| *memory = Memory::default());
    style(&context);
    settle_down(&context);

    let mut images = BTreeMap::new();
    let mut before: Option<Vec<ClippedShape>> = None;
    for pass in 0..MAX_PASSES {
        let mut groups = Vec::new();
        let mut output = context.run_ui(input(&context, page), |ui| groups = draw(ui));
        take_images(&mut output, &mut images);
        let shapes = std::mem::take(&mut output.shapes);
        if before.as_ref().is_some_and(|before| agree(before, &shapes)) || pass + 1 == MAX_PASSES {
            return Picture { page: *page, shapes, groups, images, faces: Faces::default() };
        }
        before = Some(shapes);
    }
    // MAX_PASSES is above zero, so the loop has returned.
    Picture { page: *page, shapes: Vec::new(), groups: Vec::new(), images, faces: Faces::default() }
}

/// Returns whether two passes drew the same.
fn agree(before: &[ClippedShape], after: &[ClippedShape]) -> bool {
    before.len() == after.len()
        && before.iter().zip(after).all(|(one, other)| {
            one.clip_rect == other.clip_rect
                && one.transform_after_tessellation == other.transform_after_tessellation
                && alike(&one.shape, &other.shape)
        })
}

/// Compares places by their bits: a gap in a line is NaN, which equals nothing and which egui panics on in debug builds.
fn alike(one: &Shape, other: &Shape) -> bool {
    let same = |a: &Pos2, b: &Pos2| a.x.to_bits() == b.x.to_bits() && a.y.to_bits() == b.y.to_bits();
    match (one, other) {
        (Shape::Vec(one), Shape::Vec(other)) => {
            one.len() == other.len() && one.iter().zip(other).all(|(one, other)| alike(one, other))
        }
        (Shape::LineSegment { points: one, stroke }, Shape::LineSegment { points: other, stroke: other_stroke }) => {
            stroke == other_stroke && one.iter().zip(other).all(|(a, b)| same(a, b))
        }
        (Shape::Path(one), Shape::Path(other)) => {
            (one.closed, one.fill, &one.stroke) == (other.closed, other.fill, &other.stroke)
                && one.points.len() == other.points.len()
                && one.points.iter().zip(&other.points).all(|(a, b)| same(a, b))
        }
        (Shape::Mesh(one), Shape::Mesh(other)) => {
            (one.texture_id, &one.indices) == (other.texture_id, &other.indices)
                && one.vertices.len() == other.vertices.len()
                && one
                    .vertices
                    .iter()
                    .zip(&other.vertices)
                    .all(|(a, b)| a.color == b.color && same(&a.pos, &b.pos) && same(&a.uv, &b.uv))
        }
        // Other shapes with a NaN are nowhere to be seen.
        _ if one.visual_bounding_rect().any_nan() => other.visual_bounding_rect().any_nan(),
        _ => one == other,
    }
}

/// Turns off what moves, and what only matters once glyphs become pixels.
fn settle_down(context: &Context) {
    context.all_styles_mut(|style| {
        style.animation_time = 0.0;
        // Advances don't depend on these; without them fewer glyphs are drawn into an atlas nobody looks at.
        style.visuals.text_options.font_hinting = false;
        style.visuals.text_options.subpixel_binning = false;
    });
    context.options_mut(|options| options.warn_on_id_clash = false);
}

fn input(context: &Context, page: &Page) -> RawInput {
    #[expect(clippy::cast_precision_loss, reason = "a program makes fewer pictures than f64 can count")]
    let seconds = context.cumulative_pass_nr() as f64;
    let mut input = RawInput {
        screen_rect: Some(page.rect()),
        // A second a pass: whatever still eases in has arrived by the next one.
        time: Some(seconds),
        focused: false,
        ..RawInput::default()
    };
    input.viewports.entry(ViewportId::ROOT).or_default().native_pixels_per_point = Some(page.pixels_per_point);
    input
}

fn take_images(output: &mut FullOutput, images: &mut BTreeMap<TextureId, Arc<ColorImage>>) {
    #[expect(clippy::iter_over_hash_type, reason = "the order is lost in the ordered map")]
    for (id, deltas) in &output.textures_delta.set {
        // The font atlas is no image: text is taken as text.
        if *id == TextureId::default() {
            continue;
        }
        for delta in deltas {
            if delta.pos.is_none() {
                let ImageData::Color(image) = &delta.image;
                images.insert(*id, Arc::clone(image));
            }
        }
    }
    output.textures_delta.clear();
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use egui::Color32;

    use super::*;

    const PAGE: Page = Page::new(320.0, 200.0, 1.0);

    #[test]
    fn the_ui_is_the_whole_page() {
        let picture = paint(
            &PAGE,
            |_| {},
            |ui| {
                assert_eq!(ui.max_rect(), PAGE.rect());
                assert_eq!(ui.clip_rect(), PAGE.rect());
                ui.painter().rect_filled(ui.max_rect(), 0.0, Color32::WHITE);
                Vec::new()
            },
        )
        .unwrap();
        assert_eq!(picture.shapes.len(), 1);
    }

    #[test]
    fn a_drawing_is_repeated_until_it_settles() {
        let passes = Cell::new(0_u8);
        let picture = paint(
            &PAGE,
            |_| {},
            |ui| {
                passes.set(passes.get() + 1);
                let radius = f32::from(passes.get().min(3));
                ui.painter().add(Shape::circle_filled(pos2(9.0, 9.0), radius, Color32::BLACK));
                Vec::new()
            },
        )
        .unwrap();
        assert_eq!(passes.get(), 4);
        let Shape::Circle(circle) = &picture.shapes[0].shape else { panic!("{:?}", picture.shapes) };
        assert!((circle.radius - 3.0).abs() < f32::EPSILON);
    }

    #[test]
    fn a_picture_owes_nothing_to_the_one_before_it() {
        let dataset = crate::data::embedded().unwrap();
        let question = crate::analysis::opening_question(&dataset).unwrap();
        let slide = crate::export::Recipe::slide(&dataset, question);
        let other = crate::export::Recipe {
            theme: crate::charts::palette::Theme::Dark,
            text_scale: 1.7,
            width_px: 900,
            compare_reserves: false,
            ..slide.clone()
        };
        let svg = |recipe| crate::export::make(&dataset, recipe).unwrap().svg().to_owned();
        // A thread of its own has a context that nothing was drawn in.
        let fresh = |recipe| std::thread::scope(|scope| scope.spawn(|| svg(recipe)).join().unwrap());
        for recipe in [&slide, &other, &slide] {
            assert!(svg(recipe) == fresh(recipe));
        }
    }

    #[test]
    fn a_page_without_area_is_refused() {
        for width_pt in [0.0, -1.0, f32::NAN, f32::INFINITY] {
            let page = Page { width_pt, ..PAGE };
            assert!(matches!(paint(&page, |_| {}, |_| Vec::new()), Err(ExportError::PageSize { .. })));
        }
    }
}
