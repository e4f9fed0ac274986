//! Where a membership was read, with its links.

use egui::{OpenUrl, RichText, Ui, WidgetInfo};

use crate::charts::style::TextRank;
use crate::ui::View;

/// Returns the links in the text of a source: nothing but `http` and `https`.
pub(super) fn links(source: &str) -> Vec<&str> {
    let starts = source.match_indices("http").map(|(at, _)| at);
    let links = starts.filter_map(|at| {
        let rest = source.get(at..)?;
        let is_link = rest.starts_with("http://") || rest.starts_with("https://");
        let is_within = source.get(..at)?.ends_with(|before: char| before.is_alphanumeric() || "/=?&".contains(before));
        let link = rest.split_whitespace().next()?.trim_end_matches([')', ',', ';', '.', '"', '’']);
        let has_host = link.split("//").nth(1).is_some_and(|host| !host.is_empty());
        (is_link && !is_within && has_host).then_some(link)
    });
    links.collect()
}

/// Returns the text of a source with words in place of the marks that say how it was found.
pub(super) fn source_words(source: &str) -> String {
    let (mark, text) = source.strip_prefix('[').and_then(|rest| rest.split_once("] ")).unwrap_or(("", source));
    let text = text.replace("[K]", "from general knowledge");
    match (mark, text.trim()) {
        ("K", text) => format!("{text} (general knowledge, no link)"),
        (_, "") => "No source is given".to_owned(),
        (_, text) => text.to_owned(),
    }
}

/// Shows the links of a source, or that it has none; what it says shows on hover.
pub(super) fn source_ui(ui: &mut Ui, view: &View<'_>, of: &str, source: &str) {
    let small = view.style().font(TextRank::Small);
    let words = source_words(source);
    let links = links(source);
    if links.is_empty() {
        let muted = view.style().colours().text_muted;
        ui.label(RichText::new("no link").font(small).color(muted)).on_hover_text(words);
        return;
    }
    for (index, link) in links.into_iter().enumerate() {
        let text = if index == 0 { "source".to_owned() } else { format!("source {}", index + 1) };
        let name =
            format!("{} of {of}", if index == 0 { "Source".to_owned() } else { format!("Source {}", index + 1) });
        let response = ui.add(egui::Link::new(RichText::new(text).font(small.clone())));
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, &name));
        if response.clicked() {
            ui.open_url(OpenUrl::new_tab(link));
        }
        response.on_hover_text(format!("{words}\nOpens {link}"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;

    #[test]
    fn links_end_where_the_sentence_goes_on() {
        let said = "[L] relaunched (KBS https://world.kbs.co.kr/view.htm?lang=e&Seq=1); own roster not found https://a.org/?p=2 ; x";
        assert_eq!(links(said), ["https://world.kbs.co.kr/view.htm?lang=e&Seq=1", "https://a.org/?p=2"]);
        for none in
            ["", "[K] GCC charter", "ftp://a.org", "javascript:alert(1)", "http", "https:// a", "file:///etc/passwd"]
        {
            assert_eq!(links(none), Vec::<&str>::new(), "{none}");
        }
        // An address within an address is no link of its own.
        assert_eq!(
            links("https://web.archive.org/web/2026/https://a.org/b"),
            ["https://web.archive.org/web/2026/https://a.org/b"]
        );
    }

    #[test]
    fn every_source_of_the_bundle_is_read() {
        let dataset = embedded().unwrap();
        let sources: Vec<&str> = dataset.memberships().iter().map(|of| of.source.as_str()).collect();
        let with_link = sources.iter().filter(|source| !links(source).is_empty()).count();
        assert_eq!(with_link, sources.iter().filter(|source| source.contains("://")).count());
        assert!(with_link > 400);
        assert!(
            sources
                .iter()
                .all(|source| !source_words(source).starts_with('[') && !source_words(source).contains("[K]"))
        );
        assert_eq!(source_words("[L] a paper (day [K])"), "a paper (day from general knowledge)");
    }
}
