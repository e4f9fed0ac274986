use resvg::usvg::roxmltree;

/// What stands before the recipe in a PDF's keywords.
pub(super) const KEYWORD: &str = "lodescope-recipe ";

const PDF_NAMESPACE: &str = "http://ns.adobe.com/pdf/1.3/";

/// Returns the recipe that [`super::to_pdf`] wrote: from the XMP packet, which is plain text in the file, or from the
/// document information, where another program has dropped or packed the first.
#[must_use]
pub fn recipe_in_pdf(bytes: &[u8]) -> Option<String> {
    packets(bytes).find_map(in_packet).or_else(|| in_information(bytes))
}

/// Returns the XMP packets of a file.
fn packets(bytes: &[u8]) -> impl Iterator<Item = &str> {
    const START: &[u8] = b"<x:xmpmeta";
    const END: &[u8] = b"</x:xmpmeta>";
    let mut rest = bytes;
    std::iter::from_fn(move || {
        loop {
            rest = rest.get(find(rest, START)?..)?;
            let length = find(rest, END)? + END.len();
            let (packet, behind) = rest.split_at_checked(length)?;
            rest = behind;
            if let Ok(text) = std::str::from_utf8(packet) {
                return Some(text);
            }
        }
    })
}

fn in_packet(packet: &str) -> Option<String> {
    let document = roxmltree::Document::parse(packet).ok()?;
    document.descendants().find_map(|node| {
        // Programs write a property as an element or as an attribute.
        let keywords = if node.has_tag_name((PDF_NAMESPACE, "Keywords")) {
            node.text()
        } else {
            node.attribute((PDF_NAMESPACE, "Keywords"))
        };
        recipe(keywords?)
    })
}

fn in_information(bytes: &[u8]) -> Option<String> {
    const KEY: &[u8] = b"/Keywords";
    let mut rest = bytes;
    while let Some(place) = find(rest, KEY) {
        rest = rest.get(place + KEY.len()..)?;
        let text = match rest.trim_ascii_start().split_first() {
            Some((b'(', string)) => Some(text(&literal(string))),
            Some((b'<', string)) => hexadecimal(string).map(|bytes| text(&bytes)),
            _ => None,
        };
        if let Some(recipe) = text.as_deref().and_then(recipe) {
            return Some(recipe);
        }
    }
    None
}

fn recipe(keywords: &str) -> Option<String> {
    let (_, recipe) = keywords.split_once(KEYWORD)?;
    (!recipe.is_empty()).then(|| recipe.to_owned())
}

fn find(bytes: &[u8], wanted: &[u8]) -> Option<usize> {
    bytes.windows(wanted.len()).position(|window| window == wanted)
}

/// Returns the bytes of a string in brackets, from behind the first one: ISO 32000-1, 7.3.4.2.
fn literal(string: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut depth = 0;
    let mut rest = string.iter().copied().peekable();
    while let Some(byte) = rest.next() {
        match byte {
            b')' if depth == 0 => break,
            b')' => depth -= 1,
            b'(' => depth += 1,
            b'\\' => {
                let escaped = match rest.next() {
                    Some(b'n') => b'\n',
                    Some(b'r') => b'\r',
                    Some(b't') => b'\t',
                    Some(b'b') => 8,
                    Some(b'f') => 12,
                    // A line that goes on.
                    Some(b'\n') | None => continue,
                    Some(b'\r') => {
                        rest.next_if_eq(&b'\n');
                        continue;
                    }
                    Some(digit @ b'0'..=b'7') => {
                        let mut value = digit - b'0';
                        for _ in 0..2 {
                            let Some(digit) = rest.next_if(|byte| (b'0'..=b'7').contains(byte)) else { break };
                            // More than a byte holds is cut off, as the format says.
                            value = value.wrapping_mul(8).wrapping_add(digit - b'0');
                        }
                        value
                    }
                    Some(other) => other,
                };
                bytes.push(escaped);
                continue;
            }
            _ => {}
        }
        bytes.push(byte);
    }
    bytes
}

/// Returns the bytes of a string in hexadecimal digits, from behind its first sign: ISO 32000-1, 7.3.4.3.
fn hexadecimal(string: &[u8]) -> Option<Vec<u8>> {
    let digits: Vec<u8> = string
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(|byte| char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect::<Option<_>>()?;
    // A missing last digit is a zero.
    Some(
        digits
            .chunks(2)
            .map(|pair| pair.iter().fold(0, |value, digit| value * 16 + digit) << (4 * (2 - pair.len())))
            .collect(),
    )
}

/// Returns a text string: UTF-16 with its mark, UTF-8 with its mark, else signs that are letters of ASCII here.
fn text(bytes: &[u8]) -> String {
    if let Some(units) = bytes.strip_prefix(b"\xfe\xff") {
        let units: Vec<u16> = units.as_chunks().0.iter().map(|pair| u16::from_be_bytes(*pair)).collect();
        String::from_utf16_lossy(&units)
    } else {
        String::from_utf8_lossy(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).into_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{Labels, scene, to_pdf};

    const HOSTILE: [&str; 4] = [
        r#"{"title":"plain"}"#,
        r#"{"title":"(brackets) \\ and ) </rdf:RDF> ]]> &amp; <b> , lodescope-recipe {}"}"#,
        r#"{"title":"Côte d’Ivoire 𝄞 K₂O","a":[1,2]}"#,
        // No XML holds this sign.
        "{\"title\":\"\u{ffff}\"}",
    ];

    fn pdf(recipe: &str) -> Vec<u8> {
        let labels = Labels { recipe_json: recipe.to_owned(), ..scene::labels() };
        to_pdf(&scene::picture(), &labels).unwrap()
    }

    /// Takes a kind of metadata out of a file: it is then called by another name.
    fn without(bytes: &[u8], name: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        while let Some(place) = find(&bytes, name) {
            bytes[place + 3] = b'_';
        }
        bytes
    }

    #[test]
    fn a_recipe_is_read_back_as_written_from_either_place() {
        for recipe in HOSTILE {
            let bytes = pdf(recipe);
            assert_eq!(recipe_in_pdf(&bytes).as_deref(), Some(recipe));
            assert_eq!(recipe_in_pdf(&without(&bytes, b"xmpmeta")).as_deref(), Some(recipe), "information");
            let without_both = without(&without(&bytes, b"xmpmeta"), b"/Keywords");
            assert_eq!(recipe_in_pdf(&without_both), None);
        }
        for recipe in &HOSTILE[..3] {
            let bytes = without(&pdf(recipe), b"/Keywords");
            assert_eq!(recipe_in_pdf(&bytes).as_deref(), Some(*recipe), "XMP");
        }
    }

    #[test]
    fn strings_as_other_programs_write_them_are_read() {
        for written in [
            r"/Keywords (lodescope-recipe {\(a\) (b) \101\12})",
            "/Keywords(lodescope-recipe {\\(a\\) (b) A\\\n\\n})",
            "/Keywords (other) /Keywords <6c6f64657363 6F70652d7265636970652 07b286129202862292041 0A7d>",
            "/Keywords <feff006c006f006400650073 0063006f00700065002d007200650063006900700065002 0007b00280061002900200028006200290020 0041000a007d>",
        ] {
            assert_eq!(recipe_in_pdf(written.as_bytes()).as_deref(), Some("{(a) (b) A\n}"), "{written}");
        }
    }

    #[test]
    fn other_files_hold_none() {
        for other in
            ["", "%PDF-1.7", "/Keywords", "/Keywords (", "/Keywords <zz>", "/Keywords (ore, copper)", "<x:xmpmeta"]
        {
            assert_eq!(recipe_in_pdf(other.as_bytes()), None, "{other}");
        }
        assert_eq!(recipe_in_pdf(&pdf("")), None);
    }
}
