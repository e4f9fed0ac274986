use std::fmt::Write as _;

use egui::Color32;

/// SVG text being written: elements, attributes, escaped characters.
#[derive(Debug, Default)]
pub(super) struct Markup {
    text: String,
    ids: usize,
}

/// An element's start tag being written.
#[must_use = "a start tag is to be closed"]
pub(super) struct StartTag<'a> {
    markup: &'a mut Markup,
    name: &'static str,
}

impl Markup {
    /// Begins an element.
    pub(super) fn start(&mut self, name: &'static str) -> StartTag<'_> {
        self.text.push('<');
        self.text.push_str(name);
        StartTag { markup: self, name }
    }

    /// Returns a name no other element of the document has.
    pub(super) fn next_id(&mut self, kind: &str) -> String {
        self.ids += 1;
        format!("lodescope-{kind}-{}", self.ids)
    }

    /// Writes an end tag on its own line.
    pub(super) fn end(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push_str(">\n");
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }
}

impl StartTag<'_> {
    /// Adds an attribute whose value needs escaping.
    pub(super) fn attribute(mut self, name: &str, value: &str) -> Self {
        self.key(name);
        push_escaped(&mut self.markup.text, value, true);
        self.markup.text.push('"');
        self
    }

    /// Adds a number, cut to three decimals.
    pub(super) fn number(mut self, name: &str, value: f32) -> Self {
        self.key(name);
        push_number(&mut self.markup.text, value);
        self.markup.text.push('"');
        self
    }

    /// Adds a number unless it is what the attribute means when left out.
    pub(super) fn number_unless(self, name: &str, value: f32, default: f32) -> Self {
        if (value - default).abs() < 0.000_5 { self } else { self.number(name, value) }
    }

    /// Adds several numbers with spaces between them.
    pub(super) fn numbers(mut self, name: &str, values: &[f32]) -> Self {
        self.key(name);
        for (place, value) in values.iter().enumerate() {
            if place > 0 {
                self.markup.text.push(' ');
            }
            push_number(&mut self.markup.text, *value);
        }
        self.markup.text.push('"');
        self
    }

    /// Adds a fill; a transparent one is none.
    pub(super) fn fill(self, color: Color32) -> Self {
        self.paint("fill", "fill-opacity", color)
    }

    /// Adds a gradient stop's colour.
    pub(super) fn stop_color(self, color: Color32) -> Self {
        self.color_and_opacity("stop-color", "stop-opacity", color)
    }

    /// Adds a stroke's colour and width; a transparent one or one without width is left out.
    pub(super) fn stroke(self, width: f32, color: Color32) -> Self {
        if width <= 0.0 || color.a() == 0 {
            self
        } else {
            self.paint("stroke", "stroke-opacity", color).number_unless("stroke-width", width, 1.0)
        }
    }

    /// Turns what is drawn clockwise about a point.
    pub(super) fn rotate(mut self, radians: f32, about: egui::Pos2) -> Self {
        if radians == 0.0 {
            return self;
        }
        self.key("transform");
        let text = &mut self.markup.text;
        text.push_str("rotate(");
        for (separator, value) in [("", radians.to_degrees()), (" ", about.x), (" ", about.y)] {
            text.push_str(separator);
            push_number(text, value);
        }
        text.push_str(")\"");
        self
    }

    /// Ends the element without content.
    pub(super) fn close(self) {
        self.markup.text.push_str("/>\n");
    }

    /// Ends the element with text in it.
    pub(super) fn content(self, characters: &str) {
        self.markup.text.push('>');
        push_escaped(&mut self.markup.text, characters, false);
        self.markup.end(self.name);
    }

    /// Leaves the element open for elements on their own lines.
    pub(super) fn open_block(self) {
        self.markup.text.push_str(">\n");
    }

    fn key(&mut self, name: &str) {
        self.markup.text.push(' ');
        self.markup.text.push_str(name);
        self.markup.text.push_str("=\"");
    }

    fn paint(self, name: &str, opacity_name: &str, color: Color32) -> Self {
        if color.a() == 0 { self.attribute(name, "none") } else { self.color_and_opacity(name, opacity_name, color) }
    }

    fn color_and_opacity(self, name: &str, opacity_name: &str, color: Color32) -> Self {
        let [red, green, blue, alpha] = color.to_srgba_unmultiplied();
        let tag = self.attribute(name, &format!("#{red:02x}{green:02x}{blue:02x}"));
        if alpha == u8::MAX { tag } else { tag.number(opacity_name, f32::from(alpha) / 255.0) }
    }
}

/// Appends a number cut to three decimals, without trailing zeros; minus zero is zero.
pub(super) fn push_number(out: &mut String, value: f32) {
    let start = out.len();
    // Writing to a string cannot fail.
    let _ = write!(out, "{value:.3}");
    let kept = out.trim_end_matches('0').trim_end_matches('.').len();
    out.truncate(kept.max(start));
    if out.get(start..) == Some("-0") {
        out.truncate(start);
        out.push('0');
    }
}

/// Appends characters so that XML reads them back; what XML cannot hold becomes the replacement character.
fn push_escaped(out: &mut String, characters: &str, in_attribute: bool) {
    for character in characters.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' if in_attribute => out.push_str("&quot;"),
            // Readers turn these into spaces inside attributes.
            '\t' if in_attribute => out.push_str("&#9;"),
            '\n' if in_attribute => out.push_str("&#10;"),
            '\t' | '\n' => out.push(character),
            '\r' => out.push_str("&#13;"),
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            other => out.push(other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(value: f32) -> String {
        let mut out = String::from("x0");
        push_number(&mut out, value);
        out.split_off(2)
    }

    #[test]
    fn numbers_are_cut_to_three_decimals() {
        for (value, text) in [
            (0.0, "0"),
            (-0.0, "0"),
            (-0.000_4, "0"),
            (100.0, "100"),
            (0.1, "0.1"),
            (1.0 / 3.0, "0.333"),
            (-12.345_67, "-12.346"),
            (1e7, "10000000"),
            (10.5, "10.5"),
        ] {
            assert_eq!(number(value), text, "{value}");
        }
    }

    #[test]
    fn hostile_characters_are_read_back() {
        let hostile = "<&>\"' \t\n\r]]>";
        let mut markup = Markup::default();
        markup.start("a").attribute("b", hostile).content(hostile);
        let text = markup.into_string();
        let document = resvg::usvg::roxmltree::Document::parse(text.trim_end()).unwrap();
        assert_eq!(document.root_element().attribute("b"), Some(hostile));
        assert_eq!(document.root_element().text(), Some(hostile));
    }

    #[test]
    fn what_xml_cannot_hold_is_replaced() {
        let mut markup = Markup::default();
        markup.start("a").content("x\u{1}\0\u{ffff}y");
        assert_eq!(markup.into_string(), "<a>x\u{fffd}\u{fffd}\u{fffd}y</a>\n");
    }

    #[test]
    fn translucent_colours_keep_their_hue() {
        // To the nearest step: egui stores colours multiplied with their opacity.
        let mut markup = Markup::default();
        markup.start("a").fill(Color32::from_rgba_unmultiplied(200, 100, 50, 128)).close();
        assert_eq!(markup.into_string(), "<a fill=\"#c76432\" fill-opacity=\"0.502\"/>\n");
    }
}
