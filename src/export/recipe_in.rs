use super::{recipe_in_pdf, recipe_in_png, recipe_in_svg};

/// A PDF may begin a little into its file.
const PDF_BEGINS_WITHIN: usize = 1024;

/// Returns the recipe that a picture carries, as JSON, whatever its file is called: its first bytes tell what it is.
/// Nothing for pictures of other programs and for other files.
#[must_use]
pub fn recipe_in(bytes: &[u8]) -> Option<String> {
    if bytes.starts_with(b"\x89PNG") {
        return recipe_in_png(bytes);
    }
    let head = bytes.get(..PDF_BEGINS_WITHIN).unwrap_or(bytes);
    if head.windows(5).any(|window| window == b"%PDF-") {
        return recipe_in_pdf(bytes);
    }
    let text = std::str::from_utf8(bytes).ok()?;
    recipe_in_svg(text.trim_start_matches('\u{feff}'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::export::{SvgOptions, scene, to_pdf, to_png, to_svg};

    #[test]
    fn each_format_is_known_by_its_first_bytes() {
        let recipe = Some(scene::labels().recipe_json);
        let svg = to_svg(&scene::picture(), &scene::labels(), SvgOptions::default()).unwrap();
        assert_eq!(
            recipe_in(
                &to_png(&svg, &crate::charts::fonts::Faces::default(), &scene::PAGE, 1.0, &scene::labels()).unwrap()
            ),
            recipe
        );
        assert_eq!(recipe_in(&to_pdf(&scene::picture(), &scene::labels()).unwrap()), recipe);
        assert_eq!(recipe_in(svg.as_bytes()), recipe);
        assert_eq!(recipe_in(format!("\u{feff}<?xml version=\"1.0\"?>\n{svg}").as_bytes()), recipe);
    }

    #[test]
    fn other_files_hold_none() {
        for other in
            [&b""[..], b"{}", b"\x89PNG", b"%PDF-1.7", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"\xff\xfe"]
        {
            assert_eq!(recipe_in(other), None, "{other:?}");
        }
    }
}
