use crate::analysis::Revision;
use crate::charts::wording::percent;
use crate::data::Dataset;
use crate::model::{Iso3, Question};

use super::words::{change_words, from_to};

/// A line in the list of a mineral's biggest revisions.
#[derive(Debug, Clone, PartialEq)]
pub struct ListedRevision {
    /// The country.
    pub country: Option<Iso3>,
    /// Its name.
    pub name: String,
    /// Year, form where there are several, and stage.
    pub what: String,
    /// Before and after.
    pub from_to: String,
    /// The change in words.
    pub change: String,
    /// Its size over the world's sum, in words, and the editions before and after.
    pub of_world: String,
    /// The year it is of.
    pub year: i16,
    /// Whether it is of another year of the chart's form and stage, so that a click can show it.
    pub leads_elsewhere: bool,
}

/// Returns the line of a revision.
pub fn listed(dataset: &Dataset, revision: &Revision, question: &Question) -> ListedRevision {
    let is_main = revision.form.as_str() == question.commodity.as_str();
    let form = dataset.form(&question.commodity, &revision.form).filter(|_| !is_main);
    let form = form.map_or_else(String::new, |form| format!(" of {}", form.in_sentence));
    let is_same_kind = revision.form == question.form && revision.stage == question.stage;
    ListedRevision {
        country: if let crate::data::RowSubject::Country(iso3) = revision.country { Some(iso3) } else { None },
        name: revision.name.clone(),
        what: format!("{} {}{form}", revision.year, revision.stage.in_sentence()),
        from_to: from_to(revision),
        change: change_words(&revision.change, revision.country),
        of_world: format!(
            "{} of the world, {} to {}",
            percent(revision.of_world),
            revision.from.edition.short_name,
            revision.to.edition.short_name
        ),
        year: revision.year,
        leads_elsewhere: is_same_kind && revision.year != question.year,
    }
}

impl ListedRevision {
    /// Returns the line as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        format!("{}, {}: {}, {}, {}", self.name, self.what, self.from_to, self.change, self.of_world)
    }
}
