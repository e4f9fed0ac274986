use std::collections::BTreeMap;

use crate::data::observation::{Observation, TableHead};
use crate::data::{Correction, TableKey};
use crate::model::{CorrectionId, Edition, EditionId, Source, SourceId};

/// What stands after the names of editions that a person's file holds.
const YOURS: &str = " (your file)";

/// The names that the editions of a publication get as a person's own.
pub(super) struct OwnNames {
    editions: BTreeMap<EditionId, (EditionId, SourceId)>,
    prefix: String,
}

impl OwnNames {
    /// Returns own names for editions. `prefix` is the identifier of the file; `alone` says that it holds one edition
    /// only, which then bears it.
    pub(super) fn new<'a>(prefix: &str, editions: impl IntoIterator<Item = &'a EditionId>, alone: bool) -> Self {
        let own = |of: &EditionId| {
            let id = if alone { prefix.to_owned() } else { format!("{prefix}-{of}") };
            Some((of.clone(), (EditionId::new(&id).ok()?, SourceId::new(&id).ok()?)))
        };
        Self { editions: editions.into_iter().filter_map(own).collect(), prefix: prefix.to_owned() }
    }

    /// Returns an edition and its source under their own names.
    pub(super) fn edition(&self, edition: &Edition, source: &Source) -> Option<(Edition, Source)> {
        let (id, source_id) = self.editions.get(&edition.id)?;
        let named = |name: &str| if name.ends_with(YOURS) { name.to_owned() } else { format!("{name}{YOURS}") };
        let edition = Edition {
            id: id.clone(),
            name: named(&edition.name),
            short_name: named(&edition.short_name),
            source: source_id.clone(),
            series: edition.series.clone(),
        };
        Some((edition, Source { id: source_id.clone(), ..source.clone() }))
    }

    fn key(&self, key: &mut TableKey) {
        if let Some((own, _)) = self.editions.get(&key.edition) {
            key.edition = own.clone();
        }
    }

    /// Renames the edition of tables.
    pub(super) fn heads(&self, heads: &mut [TableHead]) {
        for head in heads {
            self.key(&mut head.key);
        }
    }

    /// Renames the edition and source of observations.
    pub(super) fn observations(&self, observations: &mut [Observation]) {
        for observation in observations {
            if let Some((own, source)) = self.editions.get(&observation.key.edition) {
                observation.key.edition = own.clone();
                observation.source = source.clone();
            }
        }
    }

    /// Renames corrections, so that those of a person's file are switched on and off by themselves.
    pub(super) fn corrections(&self, corrections: &mut [Correction]) {
        for correction in corrections {
            if let Ok(id) = CorrectionId::new(format!("{}-{}", self.prefix, correction.id)) {
                correction.id = id;
            }
            if let Some((own, _)) = self.editions.get(&correction.edition) {
                correction.edition = own.clone();
            }
            self.key(&mut correction.table);
        }
    }

    /// Returns the own name of an edition.
    pub(super) fn own(&self, edition: &EditionId) -> Option<EditionId> {
        self.editions.get(edition).map(|(own, _)| own.clone())
    }
}
