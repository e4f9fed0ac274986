use std::collections::BTreeSet;

use crate::data::open::Opened;
use crate::data::{DataIssue, IssueKind};

use super::fonts::{Fallback, undrawable};

/// Returns an issue for each name or note of an opened dataset that has a character no font draws.
///
/// It looks the computer's fonts up when there is such a character, which can take long: not for the thread of the
/// window.
#[must_use]
pub fn missing_glyph_issues(opened: &Opened, fallback: &Fallback) -> Vec<DataIssue> {
    let file = opened.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    texts(opened)
        .into_iter()
        .filter_map(|(column, text)| {
            let missing = undrawable(text, fallback);
            (!missing.is_empty()).then(|| issue(&file, column, text, &missing))
        })
        .collect()
}

/// Adds to the issues of a dataset the characters that no font draws.
pub fn note_missing_glyphs(opened: &mut Opened, fallback: &Fallback) {
    for issue in missing_glyph_issues(opened, fallback) {
        opened.issues.push(issue);
    }
}

/// Returns the texts of a dataset that come into charts, each with what it is, once each.
fn texts(opened: &Opened) -> BTreeSet<(&'static str, &str)> {
    let mut texts = BTreeSet::new();
    texts.extend(opened.editions.iter().map(|edition| ("name of the dataset", edition.name.as_str())));
    texts.extend(opened.commodities.iter().map(|commodity| ("name of a mineral", commodity.name.as_str())));
    texts.extend(opened.forms.iter().map(|form| ("name of a form", form.name.as_str())));
    for table in &opened.tables {
        let said = [&table.basis, &table.source_label, &table.note].into_iter().chain(&table.not_additive);
        texts.extend(said.map(|text| ("note on a table", text.as_str())));
        for year in &table.years {
            let rows = year.countries.iter().map(|row| &row.statement).chain(&year.other).chain(&year.world);
            texts.extend(rows.map(|statement| ("note on a value", statement.note.as_str())));
        }
    }
    texts
}

fn issue(file: &str, column: &str, text: &str, missing: &[char]) -> DataIssue {
    let listed: Vec<String> =
        missing.iter().map(|&character| format!("{character} (U+{:04X})", u32::from(character))).collect();
    let (done, mend) = match listed.as_slice() {
        [one] => (format!("{one} is drawn as a box."), "Install a font that has it, then start Lodescope again."),
        many => (
            format!("{} are drawn as boxes.", many.join(", ")),
            "Install fonts that have them, then start Lodescope again.",
        ),
    };
    DataIssue {
        file: file.to_owned(),
        sheet: String::new(),
        row: 0,
        column: column.to_owned(),
        value: text.to_owned(),
        kind: IssueKind::MissingGlyph,
        done,
        mend: mend.to_owned(),
        line: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::data::open::{OpenOptions, Progress, open};
    use crate::model::{Commodity, CommodityId};

    fn opened() -> Opened {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/open/tidy.csv");
        let mut opened = open(&path, &OpenOptions::default(), &Progress::default()).unwrap();
        for (place, name) in ["稀土", "ليثيوم", "लिथियम", "Кобальт", "Türkiye"].into_iter().enumerate()
        {
            opened.commodities.push(Commodity {
                id: CommodityId::new(format!("own-{place}")).unwrap(),
                name: name.to_owned(),
                symbol: None,
                in_sentence: name.to_owned(),
                groups: Vec::new(),
                use_line: String::new(),
                critical_lists: Vec::new(),
            });
        }
        opened
    }

    #[test]
    fn a_name_that_no_font_draws_is_an_issue() {
        let issues = missing_glyph_issues(&opened(), &Fallback::none());
        let names: Vec<&str> = issues.iter().map(|issue| issue.value.as_str()).collect();
        assert_eq!(names, ["ليثيوم", "लिथियम", "稀土"], "and neither Кобальт nor Türkiye");
        let rare_earths = issues.last().unwrap();
        assert_eq!(rare_earths.done, "土 (U+571F), 稀 (U+7A00) are drawn as boxes.");
        assert_eq!((rare_earths.column.as_str(), rare_earths.file.as_str()), ("name of a mineral", "tidy.csv"));
        assert_eq!(rare_earths.severity(), crate::data::Severity::Note);
    }

    #[test]
    fn a_font_that_has_the_characters_settles_it() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/fonts");
        assert_eq!(missing_glyph_issues(&opened(), &Fallback::from_folders([folder])), []);
    }
}
