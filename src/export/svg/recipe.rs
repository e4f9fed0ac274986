use resvg::usvg::roxmltree;

use super::markup::Markup;

const NAMESPACE: &str = "urn:lodescope:recipe";

/// Writes the recipe where SVG keeps what is not drawn.
pub(super) fn write(markup: &mut Markup, recipe_json: &str, software: &str) {
    if recipe_json.is_empty() {
        return;
    }
    markup.start("metadata").open_block();
    markup
        .start("lodescope:recipe")
        .attribute("xmlns:lodescope", NAMESPACE)
        .attribute("software", software)
        .content(recipe_json);
    markup.end("metadata");
}

/// Returns the recipe that [`super::to_svg`] wrote, also after other programs have saved the file anew.
#[must_use]
pub fn recipe_in_svg(svg: &str) -> Option<String> {
    // Drawing programs put a document type in front; entities in it are bounded by the reader.
    let options = roxmltree::ParsingOptions { allow_dtd: true, ..roxmltree::ParsingOptions::default() };
    let document = roxmltree::Document::parse_with_options(svg, options).ok()?;
    document
        .descendants()
        .find(|node| node.has_tag_name((NAMESPACE, "recipe")))
        .and_then(|node| node.text())
        .map(ToOwned::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipe_is_read_back_as_written() {
        let recipe = "{\"title\":\"<Côte d’Ivoire> & \\\"K₂O\\\"\",\"a\":[1,2]}\r\n";
        let mut markup = Markup::default();
        write(&mut markup, recipe, "test");
        assert_eq!(recipe_in_svg(markup.into_string().trim_end()).as_deref(), Some(recipe));
    }

    #[test]
    fn other_files_hold_none() {
        for other in ["", "no xml", "<svg xmlns='http://www.w3.org/2000/svg'/>", "<recipe>{}</recipe>"] {
            assert_eq!(recipe_in_svg(other), None);
        }
    }
}
