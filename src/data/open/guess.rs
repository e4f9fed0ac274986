use std::path::Path;

use super::OpenOptions;
use super::mapping::{Field, Given, Header, Layout, Mapping, Numbers, Repeats, ValueColumn};
use super::sheet::Head;
use super::words::Words;

/// What the columns of a sheet are taken to mean, and why.
#[derive(Debug, Clone, PartialEq)]
pub struct Guess {
    /// The layout recognised.
    pub layout: Layout,
    /// The meaning of the columns.
    pub mapping: Mapping,
    /// Why, field by field.
    pub reasons: Vec<Reason>,
}

/// Why a field is mapped as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reason {
    /// The field.
    pub field: Field,
    /// The reason, one sentence without a full stop.
    pub text: String,
}

impl Guess {
    /// Returns a mapping that a person gave.
    pub(super) fn given(mapping: Mapping) -> Self {
        Self { layout: Layout::Mapped, mapping, reasons: Vec::new() }
    }
}

/// Returns what the columns of a sheet are taken to mean: the saved mapping of its header where there is one, a known
/// layout, else guesses.
pub(super) fn guess(path: &Path, sheet: &str, head: &Head, _words: &Words<'_>, options: &OpenOptions) -> Guess {
    let file = path.file_name().unwrap_or_default().to_string_lossy();
    let header: Vec<&str> = (0..head.width()).map(|column| head.text(0, column)).collect();
    if let Some(saved) = options.mappings.get(&Mapping::header_key(header.iter().copied())) {
        return Guess::given(saved.clone());
    }
    if let Some(above) = super::layout::is_usgs(if sheet.is_empty() { &file } else { sheet }, head) {
        return known(Layout::Usgs, above);
    }
    if let Some((above, _)) = super::layout::own_table(head) {
        return known(Layout::Lodescope, above);
    }
    let find = |names: &[&str]| header.iter().position(|name| names.contains(&name.trim().to_lowercase().as_str()));
    let given = |names: &[&str]| find(names).map_or(Given::Nowhere, Given::Column);
    let or_same = |given: Given, word: &str| if given == Given::Nowhere { Given::Same(word.to_owned()) } else { given };
    let mapping = Mapping {
        header: Header { above: 0, rows: 1 },
        country: given(&["country", "entity", "iso3", "producer"]),
        mineral: given(&["commodity", "mineral", "material"]),
        stage: or_same(given(&["stage"]), "mine"),
        year: given(&["year"]),
        unit: or_same(given(&["unit"]), "t"),
        measure: find(&["measure"]),
        note: find(&["note", "notes"]),
        values: find(&["value", "quantity", "production"]).map(ValueColumn::plain).into_iter().collect(),
        numbers: Numbers::default(),
        missing: ["", "-", "..", "n/a", "null", "none"].map(str::to_owned).to_vec(),
        repeats: Repeats::Judge,
    };
    let reason = Reason { field: Field::Header, text: "The first row names the columns".to_owned() };
    Guess { layout: Layout::Tidy, mapping, reasons: vec![reason] }
}

fn known(layout: Layout, above: usize) -> Guess {
    let mapping = Mapping {
        header: Header { above, rows: 1 },
        country: Given::Nowhere,
        mineral: Given::Nowhere,
        stage: Given::Nowhere,
        year: Given::Nowhere,
        unit: Given::Nowhere,
        measure: None,
        note: None,
        values: Vec::new(),
        numbers: Numbers::default(),
        missing: Vec::new(),
        repeats: Repeats::Judge,
    };
    Guess { layout, mapping, reasons: Vec::new() }
}
