//! The token file: every colour, size and font of the app and its pictures.

use egui::{Color32, CornerRadius, FontFamily, FontId, Stroke, TextStyle};

use super::fonts::{Weight, font};
use super::palette::{BLOC_COLOURS, Series, Theme};

/// The colours of a theme.
#[derive(Debug, Clone, PartialEq)]
pub struct Colours {
    /// Behind charts.
    pub background: Color32,
    /// Behind panels.
    pub panel: Color32,
    /// Text.
    pub text: Color32,
    /// Text of second rank; still 4.5:1.
    pub text_muted: Color32,
    /// Lines between panels and rows.
    pub line: Color32,
    /// The chart's grid.
    pub grid: Color32,
    /// The chart's zero line and outlines.
    pub axis: Color32,
    /// Suppliers in no bloc.
    pub non_member: Color32,
    /// The residual.
    pub residual: Color32,
    /// What is not marked, where something is: marks that are still seen, and none of which is taken for another.
    pub faded: Color32,
    /// What is selected, as a fill.
    pub selected: Color32,
    /// What can be clicked and is on.
    pub accent: Color32,
    /// Text on `accent`.
    pub on_accent: Color32,
    /// Fill of buttons and fields.
    pub field: Color32,
    /// Fill of a button under the pointer.
    pub field_hovered: Color32,
    /// The track of a switch that is off.
    pub switch_off: Color32,
    /// A change for the more concentrated.
    pub worse: Color32,
    /// A change for the less concentrated.
    pub better: Color32,
    /// Not concentrated, moderately, highly: the dot in the list.
    pub bands: [Color32; 3],
    /// Steps of a map, from little to much: lightness alone tells them apart.
    pub map_steps: [Color32; 5],
    /// Countries on a map of which nothing is said.
    pub unlisted: Color32,
    /// Blocs, in Okabe–Ito's order of hues, darkened or lightened to 3:1 against the background.
    pub blocs: [Color32; BLOC_COLOURS],
    /// Steps of a quantity in one hue, from the least to the most: each is further from the background than the one before.
    pub steps: [Color32; STEPS],
    /// From this step on, text on it has the colour of the background.
    pub steps_inverted_from: usize,
}

/// How many steps of a quantity have a colour.
pub const STEPS: usize = 7;

const LIGHT: Colours = Colours {
    background: Color32::from_rgb(0xff, 0xff, 0xff),
    panel: Color32::from_rgb(0xfb, 0xfb, 0xfa),
    text: Color32::from_rgb(0x1c, 0x1e, 0x22),
    text_muted: Color32::from_rgb(0x5c, 0x61, 0x69),
    line: Color32::from_rgb(0xe1, 0xe3, 0xe6),
    grid: Color32::from_rgb(0xe8, 0xea, 0xed),
    axis: Color32::from_rgb(0x8d, 0x93, 0x9c),
    non_member: Color32::from_rgb(0x8a, 0x90, 0x99),
    residual: Color32::from_rgb(0x8a, 0x90, 0x99),
    faded: Color32::from_rgb(0xc4, 0xc9, 0xd0),
    selected: Color32::from_rgb(0xe3, 0xec, 0xf8),
    accent: Color32::from_rgb(0x1d, 0x5f, 0xa8),
    on_accent: Color32::from_rgb(0xff, 0xff, 0xff),
    field: Color32::from_rgb(0xff, 0xff, 0xff),
    field_hovered: Color32::from_rgb(0xf0, 0xf2, 0xf5),
    switch_off: Color32::from_rgb(0x8f, 0x95, 0x9e),
    worse: Color32::from_rgb(0xb4, 0x23, 0x18),
    better: Color32::from_rgb(0x0a, 0x6e, 0x52),
    bands: [
        Color32::from_rgb(0x2f, 0x8f, 0x6b),
        Color32::from_rgb(0xb9, 0x7c, 0x00),
        Color32::from_rgb(0xb4, 0x23, 0x18),
    ],
    map_steps: [
        Color32::from_rgb(0xc6, 0xdb, 0xf0),
        Color32::from_rgb(0x8f, 0xb8, 0xdf),
        Color32::from_rgb(0x55, 0x90, 0xc8),
        Color32::from_rgb(0x24, 0x65, 0xa8),
        Color32::from_rgb(0x0b, 0x37, 0x68),
    ],
    unlisted: Color32::from_rgb(0xe9, 0xeb, 0xee),
    blocs: [
        Color32::from_rgb(0xd5, 0x5e, 0x00),
        Color32::from_rgb(0x00, 0x72, 0xb2),
        Color32::from_rgb(0x00, 0x8a, 0x64),
        Color32::from_rgb(0xb9, 0x5a, 0x93),
        Color32::from_rgb(0xba, 0x89, 0x00),
        Color32::from_rgb(0x2f, 0x93, 0xc9),
        Color32::from_rgb(0x7a, 0x5c, 0x2e),
    ],
    steps: [
        Color32::from_rgb(0xe9, 0xf1, 0xfa),
        Color32::from_rgb(0xcf, 0xe1, 0xf4),
        Color32::from_rgb(0xaa, 0xcb, 0xea),
        Color32::from_rgb(0x84, 0xb4, 0xdf),
        Color32::from_rgb(0x5a, 0x97, 0xd0),
        Color32::from_rgb(0x25, 0x63, 0xa6),
        Color32::from_rgb(0x0c, 0x3d, 0x73),
    ],
    steps_inverted_from: 5,
};

const DARK: Colours = Colours {
    background: Color32::from_rgb(0x16, 0x18, 0x1b),
    panel: Color32::from_rgb(0x1c, 0x1f, 0x23),
    text: Color32::from_rgb(0xf0, 0xf1, 0xf3),
    text_muted: Color32::from_rgb(0xa9, 0xaf, 0xb8),
    line: Color32::from_rgb(0x33, 0x37, 0x3d),
    grid: Color32::from_rgb(0x2a, 0x2d, 0x32),
    axis: Color32::from_rgb(0x79, 0x80, 0x8a),
    non_member: Color32::from_rgb(0x84, 0x8b, 0x95),
    residual: Color32::from_rgb(0x84, 0x8b, 0x95),
    faded: Color32::from_rgb(0x45, 0x4a, 0x52),
    selected: Color32::from_rgb(0x25, 0x36, 0x4c),
    accent: Color32::from_rgb(0x6d, 0xb1, 0xf2),
    on_accent: Color32::from_rgb(0x10, 0x1a, 0x26),
    field: Color32::from_rgb(0x24, 0x28, 0x2d),
    field_hovered: Color32::from_rgb(0x2e, 0x33, 0x3a),
    switch_off: Color32::from_rgb(0x74, 0x7b, 0x85),
    worse: Color32::from_rgb(0xff, 0x8a, 0x7d),
    better: Color32::from_rgb(0x5f, 0xd0, 0xa4),
    bands: [
        Color32::from_rgb(0x4f, 0xb8, 0x90),
        Color32::from_rgb(0xe0, 0xa4, 0x2b),
        Color32::from_rgb(0xf0, 0x6f, 0x62),
    ],
    map_steps: [
        Color32::from_rgb(0x27, 0x49, 0x6b),
        Color32::from_rgb(0x33, 0x69, 0x9a),
        Color32::from_rgb(0x4d, 0x8f, 0xc7),
        Color32::from_rgb(0x84, 0xb9, 0xe8),
        Color32::from_rgb(0xcf, 0xe6, 0xfd),
    ],
    unlisted: Color32::from_rgb(0x2b, 0x2f, 0x35),
    blocs: [
        Color32::from_rgb(0xf0, 0x7d, 0x23),
        Color32::from_rgb(0x3f, 0x9f, 0xe0),
        Color32::from_rgb(0x1f, 0xb8, 0x8b),
        Color32::from_rgb(0xd8, 0x8c, 0xb8),
        Color32::from_rgb(0xe6, 0x9f, 0x00),
        Color32::from_rgb(0x7f, 0xc8, 0xf0),
        Color32::from_rgb(0xb8, 0x95, 0x62),
    ],
    steps: [
        Color32::from_rgb(0x1f, 0x2a, 0x38),
        Color32::from_rgb(0x27, 0x40, 0x5c),
        Color32::from_rgb(0x2f, 0x58, 0x85),
        Color32::from_rgb(0x35, 0x6e, 0xa6),
        Color32::from_rgb(0x6a, 0xa5, 0xde),
        Color32::from_rgb(0x9c, 0xc8, 0xf2),
        Color32::from_rgb(0xd6, 0xea, 0xfc),
    ],
    steps_inverted_from: 4,
};

/// Black, white and greys: a copier shows nothing else.
const PRINT: Colours = Colours {
    background: Color32::WHITE,
    panel: Color32::WHITE,
    text: Color32::BLACK,
    text_muted: Color32::from_gray(0x2e),
    line: Color32::from_gray(0x60),
    grid: Color32::from_gray(0xcc),
    axis: Color32::BLACK,
    non_member: Color32::from_gray(0xd4),
    residual: Color32::from_gray(0xd4),
    faded: Color32::from_gray(0xc6),
    selected: Color32::from_gray(0xe6),
    accent: Color32::BLACK,
    on_accent: Color32::WHITE,
    field: Color32::WHITE,
    field_hovered: Color32::from_gray(0xf0),
    switch_off: Color32::from_gray(0x80),
    worse: Color32::BLACK,
    better: Color32::BLACK,
    bands: [Color32::from_gray(0x90), Color32::from_gray(0x58), Color32::BLACK],
    map_steps: [
        Color32::from_gray(0xe2),
        Color32::from_gray(0xb6),
        Color32::from_gray(0x86),
        Color32::from_gray(0x50),
        Color32::from_gray(0x10),
    ],
    unlisted: Color32::WHITE,
    blocs: [Color32::BLACK; BLOC_COLOURS],
    steps: [
        Color32::from_gray(0xf2),
        Color32::from_gray(0xdc),
        Color32::from_gray(0xc2),
        Color32::from_gray(0xa4),
        Color32::from_gray(0x84),
        Color32::from_gray(0x50),
        Color32::from_gray(0x1c),
    ],
    steps_inverted_from: 5,
};

impl Theme {
    /// Returns the theme's colours.
    #[must_use]
    pub fn colours(self) -> &'static Colours {
        match self {
            Self::Light => &LIGHT,
            Self::Dark => &DARK,
            Self::Print => &PRINT,
        }
    }
}

impl Colours {
    /// Returns the colour of a series.
    #[must_use]
    pub fn series(&self, series: Series) -> Color32 {
        match series {
            Series::Bloc(slot) | Series::StripedBloc(slot) => self.blocs.get(slot).copied().unwrap_or(self.non_member),
            Series::NonMember => self.non_member,
            Series::Residual => self.residual,
            Series::Beside => self.text_muted,
            Series::Faded => self.faded,
        }
    }

    /// Returns the colour of a step of a quantity, and that of text on it.
    #[must_use]
    pub fn step(&self, step: usize) -> (Color32, Color32) {
        let [.., most] = self.steps;
        let fill = self.steps.get(step).copied().unwrap_or(most);
        (fill, if step < self.steps_inverted_from { self.text } else { self.background })
    }
}

/// Returns the colour of text on a fill: black or white, whichever stands out more. That is never less than 4.58:1.
#[must_use]
pub fn ink_on(fill: Color32) -> Color32 {
    if contrast(fill, Color32::BLACK) >= contrast(fill, Color32::WHITE) { Color32::BLACK } else { Color32::WHITE }
}

/// Returns the contrast of two opaque colours, 1 to 21: WCAG 2.2, contrast ratio.
fn contrast(a: Color32, b: Color32) -> f64 {
    let luminance = |colour: Color32| {
        let channel = |value: u8| {
            let value = f64::from(value) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * channel(colour.r()) + 0.7152 * channel(colour.g()) + 0.0722 * channel(colour.b())
    };
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Size of body text at scale 1, in points.
pub const BODY_PT: f32 = 14.0;

/// How a chart or the window looks: a theme and one scale for all text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Style {
    /// Light, dark or for paper.
    pub theme: Theme,
    /// Scale of all text, 1 to 2.5.
    pub text_scale: f32,
    /// Scale of notes and source line on top of that: 1, and less in Present, where the room reads the chart.
    pub foot_scale: f32,
}

/// The ranks of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextRank {
    /// A chart's title, 20 pt.
    Title,
    /// A tile's number, 26 pt.
    Figure,
    /// Body, 14 pt.
    Body,
    /// Body in bold.
    Strong,
    /// Labels of second rank, 12 pt.
    Small,
    /// Source and notes, 12 pt times the foot's own scale.
    Foot,
}

impl Style {
    /// Returns a style with all text at one scale.
    #[must_use]
    pub fn new(theme: Theme, text_scale: f32) -> Self {
        Self { theme, text_scale, foot_scale: 1.0 }
    }

    /// Returns the colours.
    #[must_use]
    pub fn colours(&self) -> &'static Colours {
        self.theme.colours()
    }

    /// Returns the font of a rank at the style's scale.
    #[must_use]
    pub fn font(&self, rank: TextRank) -> FontId {
        let (weight, size) = match rank {
            TextRank::Title => (Weight::Bold, 20.0),
            TextRank::Figure => (Weight::Bold, 26.0),
            TextRank::Body => (Weight::Regular, BODY_PT),
            TextRank::Strong => (Weight::Bold, BODY_PT),
            TextRank::Small => (Weight::Regular, 12.0),
            TextRank::Foot => (Weight::Regular, 12.0 * self.foot_scale),
        };
        font(weight, size * self.text_scale)
    }

    /// Returns a length that grows with the text, in points.
    #[must_use]
    pub fn length(&self, points: f32) -> f32 {
        points * self.text_scale
    }

    /// Sets an egui context up to look like this: fonts are the caller's.
    pub fn apply(&self, context: &egui::Context) {
        let mut style = egui::Style::default();
        let medium = Weight::Medium.egui_family();
        style.text_styles = [
            (TextStyle::Small, FontId::new(12.0 * self.text_scale, FontFamily::Proportional)),
            (TextStyle::Body, FontId::new(BODY_PT * self.text_scale, FontFamily::Proportional)),
            (TextStyle::Button, FontId::new(BODY_PT * self.text_scale, FontFamily::Proportional)),
            (TextStyle::Monospace, FontId::new(BODY_PT * self.text_scale, FontFamily::Monospace)),
            (TextStyle::Heading, FontId::new(16.0 * self.text_scale, medium)),
        ]
        .into();
        style.spacing.item_spacing = egui::vec2(8.0, 6.0);
        style.spacing.button_padding = egui::vec2(self.length(9.0), self.length(4.0));
        style.spacing.interact_size = egui::vec2(self.length(36.0), self.length(24.0));
        style.spacing.icon_width = self.length(15.0);
        style.spacing.icon_width_inner = self.length(9.0);
        style.spacing.combo_width = self.length(110.0);
        style.spacing.tooltip_width = self.length(380.0);
        style.spacing.scroll.dormant_handle_opacity = 0.15;
        style.spacing.scroll.active_handle_opacity = 0.3;
        style.spacing.scroll.interact_handle_opacity = 0.5;
        style.visuals = self.visuals();
        // One style for both of egui's themes: the app's own theme decides.
        context.set_style_of(egui::Theme::Light, style.clone());
        context.set_style_of(egui::Theme::Dark, style);
    }

    fn visuals(&self) -> egui::Visuals {
        let colours = self.colours();
        let mut visuals = match self.theme {
            Theme::Light | Theme::Print => egui::Visuals::light(),
            Theme::Dark => egui::Visuals::dark(),
        };
        let radius = CornerRadius::same(5);
        visuals.panel_fill = colours.panel;
        visuals.window_fill = colours.background;
        visuals.extreme_bg_color = colours.field;
        visuals.faint_bg_color = colours.field_hovered;
        visuals.window_stroke = Stroke::new(1.0, colours.line);
        visuals.slider_trailing_fill = true;
        visuals.hyperlink_color = colours.accent;
        visuals.selection.bg_fill = colours.selected;
        visuals.selection.stroke = Stroke::new(1.0, colours.accent);
        let states = [
            (&mut visuals.widgets.noninteractive, colours.panel, colours.line),
            (&mut visuals.widgets.inactive, colours.field, colours.line),
            (&mut visuals.widgets.hovered, colours.field_hovered, colours.axis),
            (&mut visuals.widgets.active, colours.selected, colours.accent),
            (&mut visuals.widgets.open, colours.field_hovered, colours.axis),
        ];
        for (state, fill, line) in states {
            // Rails of sliders and boxes of check boxes; buttons use the weak one.
            state.bg_fill = if fill == colours.field { colours.line } else { fill };
            state.weak_bg_fill = fill;
            state.bg_stroke = Stroke::new(1.0, line);
            state.fg_stroke = Stroke::new(1.0, colours.text);
            state.corner_radius = radius;
            state.expansion = 0.0;
        }
        visuals
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_grow_away_from_the_background_and_text_can_be_read_on_each() {
        for theme in Theme::ALL {
            let colours = theme.colours();
            let away: Vec<f64> = colours.steps.iter().map(|step| contrast(*step, colours.background)).collect();
            assert!(away.windows(2).all(|pair| pair[1] > pair[0] * 1.1), "{theme:?}: {away:?}");
            for step in 0..STEPS {
                let (fill, text) = colours.step(step);
                assert!(contrast(fill, text) >= 4.5, "{theme:?} step {step}: {}", contrast(fill, text));
            }
        }
    }

    #[test]
    fn what_is_faded_is_still_seen_and_far_from_what_stands_out() {
        for theme in Theme::ALL {
            let colours = theme.colours();
            let seen = contrast(colours.faded, colours.background);
            assert!(seen >= 1.6, "{theme:?}: {seen}");
            // In print patterns with an outline stand out.
            let marks = colours.blocs.iter().chain([&colours.non_member]).filter(|_| !theme.has_patterns());
            for mark in marks {
                let apart = contrast(colours.faded, *mark);
                assert!(apart >= 1.6, "{theme:?} {mark:?}: {apart}");
            }
        }
    }

    #[test]
    fn text_can_be_read_on_every_series() {
        for theme in Theme::ALL {
            let colours = theme.colours();
            for fill in colours.blocs.iter().chain([&colours.non_member, &colours.residual]) {
                assert!(contrast(ink_on(*fill), *fill) >= 4.5, "{theme:?} {fill:?}");
            }
        }
        assert_eq!(
            [ink_on(Color32::from_gray(0xf0)), ink_on(Color32::from_gray(0x20))],
            [Color32::BLACK, Color32::WHITE]
        );
    }

    #[test]
    fn text_has_contrast_of_four_and_a_half_and_marks_of_three() {
        for theme in Theme::ALL {
            let colours = theme.colours();
            for ground in [colours.background, colours.panel, colours.selected] {
                for text in [colours.text, colours.text_muted, colours.worse, colours.better] {
                    assert!(contrast(text, ground) >= 4.5, "{theme:?} text {text:?} on {ground:?}");
                }
            }
            assert!(contrast(colours.on_accent, colours.accent) >= 4.5);
            let marks = colours.blocs.iter().chain(&colours.bands);
            for mark in marks.chain([&colours.non_member, &colours.residual, &colours.axis, &colours.switch_off]) {
                // Patterns are outlined in the colour of text.
                let mark = if theme.has_patterns() { colours.text } else { *mark };
                assert!(contrast(mark, colours.background) >= 3.0, "{theme:?} mark {mark:?}");
            }
        }
    }
}
