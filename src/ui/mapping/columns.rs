use crate::data::open::{Mapping, SheetLook};

/// The names of a sheet's columns, as a person finds them again.
pub(super) struct Columns(Vec<String>);

impl Columns {
    /// Returns the names under a mapping: what the header says, else "Column C".
    pub(super) fn of(sheet: &SheetLook, mapping: &Mapping) -> Self {
        let name = |(index, name): (usize, String)| {
            if name.is_empty() { format!("Column {}", letters(index)) } else { name }
        };
        Self(sheet.header(mapping).into_iter().enumerate().map(name).collect())
    }

    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns a column's name.
    pub(super) fn name(&self, column: usize) -> String {
        self.0.get(column).cloned().unwrap_or_else(|| format!("Column {}", letters(column)))
    }

    /// Returns whether the header names a column.
    pub(super) fn has_name(&self, column: usize) -> bool {
        self.0.get(column).is_some_and(|name| *name != format!("Column {}", letters(column)))
    }

    /// Returns the names, in order.
    pub(super) fn names(&self) -> &[String] {
        &self.0
    }
}

/// Returns how spreadsheets call a column: A to Z, then AA.
pub(super) fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    loop {
        let letter = u8::try_from(rest % 26).unwrap_or(0);
        letters.push(char::from(b'A' + letter));
        if rest < 26 {
            return letters.iter().rev().collect();
        }
        rest = rest / 26 - 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_called_as_in_spreadsheets() {
        let called: Vec<String> = [0, 25, 26, 51, 52, 701, 702, 16_383].into_iter().map(letters).collect();
        assert_eq!(called, ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA", "XFD"]);
    }
}
