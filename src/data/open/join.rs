use crate::data::{Dataset, OpenedFile, Table};

use super::Opened;

impl Dataset {
    /// Returns this dataset with opened ones beside it: their editions last, so that "newest" never means one of them.
    ///
    /// The fingerprint stays that of the bundled tables; an opened dataset has its own, in the identifier of its
    /// editions.
    #[must_use]
    pub fn with<'a>(&self, opened: impl IntoIterator<Item = &'a Opened>) -> Self {
        let mut tables = (**self).clone();
        for opened in opened {
            let is_new = |edition: &&crate::model::Edition| tables.editions.iter().all(|known| known.id != edition.id);
            if opened.editions.iter().filter(is_new).count() == 0 {
                continue;
            }
            tables.editions.extend(opened.editions.iter().cloned());
            tables.opened.push(OpenedFile {
                file_name: opened.path.file_name().unwrap_or_default().to_string_lossy().into_owned(),
                fingerprint: opened.fingerprint.clone(),
                editions: opened.editions.iter().map(|edition| edition.id.clone()).collect(),
                left_out: opened.left_out.clone(),
                names: opened.names.clone(),
            });
            tables.sources.extend(opened.sources.iter().cloned());
            tables.tables.extend(opened.tables.iter().cloned());
            tables.corrections.extend(opened.corrections.iter().cloned());
            for commodity in &opened.commodities {
                if tables.commodities.iter().all(|known| known.id != commodity.id) {
                    tables.commodities.push(commodity.clone());
                }
            }
            for form in &opened.forms {
                let is_known = |known: &crate::model::Form| known.commodity == form.commodity && known.id == form.id;
                if !tables.forms.iter().any(is_known) {
                    tables.forms.push(form.clone());
                }
            }
        }
        tables.tables.sort_by(|one: &Table, other| one.key.cmp(&other.key));
        tables.commodities.sort_by_key(|commodity| commodity.name.to_lowercase());
        Self::new(tables)
    }
}
