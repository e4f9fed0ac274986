//! Saved mappings: found again by the header that they are of.

use lodescope::data::open::{Header, Layout, Mapping, OpenOptions, Progress, look, open};
use lodescope::model::Iso3;

#[test]
fn a_mapping_of_several_header_rows_is_found_again_in_a_file_with_more_lines_above() {
    let folder = tempfile::tempdir().unwrap();
    let table = "Land,Menge,Menge\n,2023,2024\n,t,t\nChile,5,6\nPeru,7,8\n";
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    };
    let options = OpenOptions::default();
    let first = write("copper mine.csv", table);
    let sheet = look(&first, &options, &Progress::default()).unwrap().sheets.remove(0);
    let mut mapping = Mapping { header: Header { above: 0, rows: 3 }, ..sheet.guess.mapping.clone() };
    mapping.values.retain(|value| value.year == Some(2024));
    assert_eq!(mapping.values.len(), 1);
    let header = sheet.header(&mapping);
    assert_eq!(header, ["Land", "Menge 2023 t", "Menge 2024 t"]);
    let mut saved = options;
    saved.mappings.insert(Mapping::header_key(header.iter().map(String::as_str)), mapping);

    let second = write("copper mine 2.csv", &format!("Kupfer im Bergbau,,\nStand 2025,,\n{table}"));
    let opened = open(&second, &saved, &Progress::default()).unwrap();
    let guess = &opened.sheets[0].look.guess;
    assert_eq!((guess.layout, guess.mapping.header), (Layout::Mapped, Header { above: 2, rows: 3 }));
    let years = &opened.tables[0].years;
    assert_eq!(years.iter().map(|year| year.year).collect::<Vec<_>>(), [2024]);
    let chile = years[0].countries.iter().find(|row| row.country == Iso3::new("CHL").unwrap()).unwrap();
    assert_eq!(chile.statement.quantity.value(), Some(6.0));
    // A header that differs in one of its rows is another one.
    let third = write("copper mine 3.csv", &table.replace("2023", "2022"));
    let other = open(&third, &saved, &Progress::default()).unwrap();
    assert_ne!(other.sheets[0].look.guess.layout, Layout::Mapped);
}
