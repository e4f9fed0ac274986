use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use crate::data::observation::RowSubject;
use crate::data::open::words::Words;
use crate::data::open::{Limits, Totals};
use crate::data::spelling::{folded, tidy};
use crate::model::{Commodity, CommodityId, Form, FormId};

/// The group of minerals that the app does not know by themselves.
pub(super) const OWN_GROUP: &str = "Your files";

/// How many bytes of a name become part of an identifier.
const SLUG_BYTES: usize = 48;

/// Who is spoken of and which minerals, as small numbers that are the same for all threads which read a sheet.
pub(in crate::data::open) struct Codes<'a> {
    words: &'a Words<'a>,
    most_minerals: usize,
    totals: Totals,
    inner: Mutex<Inner>,
}

#[derive(Default)]
struct Inner {
    subjects: Vec<RowSubject>,
    subject_codes: BTreeMap<RowSubject, u32>,
    minerals: Vec<(CommodityId, FormId)>,
    mineral_codes: BTreeMap<(CommodityId, FormId), u32>,
    new_minerals: BTreeMap<String, NewMineral>,
    has_too_many: bool,
    assigned: BTreeMap<String, String>,
}

/// A mineral that the app does not know by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::data::open) struct NewMineral {
    /// As written in the first row that has it.
    pub(in crate::data::open) name: String,
    /// That row.
    pub(in crate::data::open) row: u64,
    id: String,
    code: u32,
}

impl<'a> Codes<'a> {
    /// The code of the world total.
    pub(super) const WORLD: u32 = 0;

    /// Returns codes for the words that the app knows; none are given out yet.
    pub(in crate::data::open) fn new(words: &'a Words<'a>, limits: &Limits, totals: Totals) -> Self {
        let world = RowSubject::World;
        let inner =
            Inner { subjects: vec![world], subject_codes: BTreeMap::from([(world, Self::WORLD)]), ..Inner::default() };
        // A table with more minerals than this has something else in that column.
        Self { words, most_minerals: (limits.places / 100).max(100), totals, inner: Mutex::new(inner) }
    }

    /// Returns whether a name is that of a total of its table, which is no figure.
    pub(super) fn is_table_total(&self, name: &str) -> bool {
        self.totals == Totals::OfTable && self.words.is_total(name)
    }

    /// Returns the words.
    pub(super) fn words(&self) -> &'a Words<'a> {
        self.words
    }

    /// Returns the code of whom a name speaks of; nothing when it is in no list. A total is of the world where the table is
    /// said to list it.
    pub(super) fn subject(&self, name: &str) -> Option<u32> {
        if let Some(subject) = self.words.assigned_to(name) {
            self.lock().assigned.insert(tidy(name), subject);
        }
        let of_total = || (self.totals == Totals::OfWorld && self.words.is_total(name)).then_some(RowSubject::World);
        self.code_of(self.words.subject(name).or_else(of_total)?)
    }

    /// Returns the code of "Other countries".
    pub(super) fn other(&self) -> Option<u32> {
        self.code_of(RowSubject::Other)
    }

    fn code_of(&self, subject: RowSubject) -> Option<u32> {
        let mut inner = self.lock();
        let next = code_of(inner.subjects.len())?;
        let code = *inner.subject_codes.entry(subject).or_insert(next);
        if code == next {
            inner.subjects.push(subject);
        }
        Some(code)
    }

    /// Returns the code of a mineral. One that the app does not know is a new one, named as it is written; nothing for
    /// an empty name, or when there are more than can be minerals.
    pub(super) fn mineral(&self, name: &str, row: u64) -> Option<u32> {
        let key = folded(name);
        if key.is_empty() {
            return None;
        }
        if let Some(known) = self.words.mineral(name) {
            return self.lock().code_of_mineral(known);
        }
        let mut inner = self.lock();
        let count = inner.new_minerals.len();
        if let Some(new) = inner.new_minerals.get_mut(&key) {
            // Threads meet the rows in any order; the name is that of the first row all the same.
            if row < new.row {
                new.row = row;
                new.name = tidy(name);
            }
            return Some(new.code);
        }
        if count >= self.most_minerals {
            inner.has_too_many = true;
            return None;
        }
        let id = self.identifier(&key);
        let code = inner.code_of_mineral((CommodityId::new(id.as_str()).ok()?, FormId::new(id.as_str()).ok()?))?;
        inner.new_minerals.insert(key, NewMineral { name: tidy(name), row, id, code });
        Some(code)
    }

    /// Returns an identifier for a mineral by its folded name: no other name has it.
    fn identifier(&self, key: &str) -> String {
        let mut slug = String::new();
        for letter in key.chars() {
            match letter {
                _ if slug.len() >= SLUG_BYTES => break,
                _ if letter.is_ascii_alphanumeric() => slug.push(letter),
                _ if !slug.ends_with('-') && !slug.is_empty() => slug.push('-'),
                _ => {}
            }
        }
        let slug = slug.trim_end_matches('-');
        let is_plain = key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b' ') && key.len() <= SLUG_BYTES;
        let curated = self.words.curated();
        let is_taken = curated.commodities.iter().any(|known| known.id.as_str() == slug);
        if is_plain && !is_taken && !slug.is_empty() {
            return slug.to_owned();
        }
        // What was left out of the name tells it from others.
        let digest = crate::data::intake::hexadecimal(&Sha256::digest(key));
        let tail = digest.get(..8).unwrap_or_default();
        if slug.is_empty() { format!("mineral-{tail}") } else { format!("{slug}-{tail}") }
    }

    /// Returns whether more minerals were met than are taken for minerals, and how many those are.
    pub(super) fn too_many_minerals(&self) -> Option<usize> {
        self.lock().has_too_many.then_some(self.most_minerals)
    }

    /// Returns the minerals that the app does not know by themselves, in the order of the rows.
    pub(super) fn new_minerals(&self) -> Vec<NewMineral> {
        let mut new: Vec<NewMineral> = self.lock().new_minerals.values().cloned().collect();
        new.sort_by(|one, other| (one.row, &one.name).cmp(&(other.row, &other.name)));
        new
    }

    /// Returns the names met that a person assigned, as written, and what to.
    pub(super) fn assigned(&self) -> BTreeMap<String, String> {
        self.lock().assigned.clone()
    }

    /// Returns whom each code of a country stands for, and which mineral each code of one.
    pub(super) fn listed(&self) -> (Vec<RowSubject>, Vec<(CommodityId, FormId)>) {
        let inner = self.lock();
        (inner.subjects.clone(), inner.minerals.clone())
    }

    fn lock(&self) -> MutexGuard<'_, Inner> {
        // A thread that died left nothing half done: each change is one insertion.
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Inner {
    fn code_of_mineral(&mut self, mineral: (CommodityId, FormId)) -> Option<u32> {
        let next = code_of(self.minerals.len())?;
        match self.mineral_codes.entry(mineral.clone()) {
            Entry::Occupied(code) => Some(*code.get()),
            Entry::Vacant(place) => {
                self.minerals.push(mineral);
                Some(*place.insert(next))
            }
        }
    }
}

impl NewMineral {
    /// Returns it as a commodity with one form.
    pub(super) fn made(&self) -> Option<(Commodity, Form)> {
        let id = CommodityId::new(self.id.as_str()).ok()?;
        let form = Form {
            commodity: id.clone(),
            id: FormId::new(self.id.as_str()).ok()?,
            name: self.name.clone(),
            in_sentence: self.name.clone(),
        };
        let commodity = Commodity {
            id,
            name: self.name.clone(),
            symbol: None,
            in_sentence: self.name.clone(),
            groups: vec![OWN_GROUP.to_owned()],
            use_line: String::new(),
            critical_lists: Vec::new(),
        };
        Some((commodity, form))
    }
}

fn code_of(index: usize) -> Option<u32> {
    u32::try_from(index).ok()
}
