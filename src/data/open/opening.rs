use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use crate::data::curated::Curated;
use crate::data::observation::{Observation, TableHead, assemble, sort};
use crate::data::{Correction, DataIssue, IntakeLine, IssueKind, Table, TableKey};
use crate::model::{Commodity, CommodityId, Edition, EditionId, Form, Source, SourceId};

use super::interpret::{Interpreted, RowFate, join};
use super::layout::LookedSheet;
use super::opened::{Issues, Opened, SheetLook, SheetReport};
use super::opening_words::{bases, label, mended, nothing_usable};
use super::sheet::{RowSink, SheetRow};
use super::words::Words;
use super::{OpenError, Progress};

/// A dataset that is being opened, sheet by sheet.
pub(super) struct Opening<'a> {
    words: &'a Words<'a>,
    opened: Opened,
    /// The edition that tables without one of their own belong to, and whether any does.
    own: Option<(Edition, Source)>,
    own_is_used: bool,
    has_more_editions: bool,
    heads: BTreeMap<TableKey, TableHead>,
    observations: Vec<Observation>,
    /// The tables of sheets that are read under a mapping.
    tables: Vec<Table>,
}

/// The tables of a publisher's layout, under names of their own.
pub(super) struct Known {
    pub(super) editions: Vec<(Edition, Source)>,
    pub(super) heads: Vec<TableHead>,
    pub(super) observations: Vec<Observation>,
    pub(super) corrections: Vec<Correction>,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
    pub(super) commodities: Vec<Commodity>,
    pub(super) forms: Vec<Form>,
}

impl<'a> Opening<'a> {
    /// Returns one with nothing in it yet.
    pub(super) fn new(path: &Path, fingerprint: String, words: &'a Words<'a>) -> Self {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let own = own_edition(&name, &fingerprint).map(|edition| {
            let source = own_source(&name, &edition);
            (edition, source)
        });
        let opened = Opened {
            path: path.to_path_buf(),
            fingerprint,
            editions: Vec::new(),
            sources: Vec::new(),
            commodities: Vec::new(),
            forms: Vec::new(),
            tables: Vec::new(),
            corrections: Vec::new(),
            sheets: Vec::new(),
            issues: Issues::default(),
            intake: Vec::new(),
        };
        Self {
            words,
            opened,
            own,
            own_is_used: false,
            has_more_editions: false,
            heads: BTreeMap::new(),
            observations: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// Says whether editions of several kinds are to come, so that none takes the file's identifier alone.
    pub(super) fn expect_editions(&mut self, has_more: bool) {
        self.has_more_editions = has_more;
    }

    /// Returns whether editions of several kinds are to come.
    pub(super) fn has_more_editions(&self) -> bool {
        self.has_more_editions
    }

    /// Returns what identifiers of this file's editions begin with.
    pub(super) fn prefix(&self) -> &str {
        self.own.as_ref().map_or("own-file", |(edition, _)| edition.id.as_str())
    }

    /// Returns the SHA-256 of the content.
    pub(super) fn fingerprint(&self) -> &str {
        &self.opened.fingerprint
    }

    /// Returns what is kept by hand.
    pub(super) fn curated(&self) -> &'a Curated {
        self.words.curated()
    }

    /// Returns what a sheet is called: its own name, else the file's.
    pub(super) fn shown_name(&self, sheet: &str) -> String {
        if sheet.is_empty() { self.file_name() } else { sheet.to_owned() }
    }

    fn file_name(&self) -> String {
        self.opened.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }

    /// Notes a part that could not be opened.
    pub(super) fn leave_out(&mut self, name: &str, reason: &OpenError) {
        let done = format!("Left out: {reason}.");
        self.refuse(name, IssueKind::UnreadPart, String::new(), done, "Open it by itself to try again.");
    }

    /// Adds what a sheet says.
    pub(super) fn add(&mut self, of: LookedSheet, read: Interpreted) {
        let (name, mapping) = (of.sheet.name(), &of.guess.mapping);
        let (file, label) = (self.file_name(), label(&self.file_name(), name, &of.head, mapping));
        let bases = bases(&of.head, mapping, self.words);
        let mut issues = read.issues;
        for issue in &mut issues.list {
            if issue.file.is_empty() {
                issue.file.clone_from(&file);
            }
            if issue.sheet.is_empty() {
                name.clone_into(&mut issue.sheet);
            }
        }
        self.opened.issues.append(issues);
        self.opened.commodities.extend(read.commodities);
        self.opened.forms.extend(read.forms);
        if let Some((edition, _)) = self.own.clone() {
            let line = |fate: &RowFate| fate.line(self.shown_name(name), &edition, &self.opened.fingerprint);
            let lines: Vec<IntakeLine> = read.fates.iter().map(line).collect();
            self.opened.intake.extend(lines);
            for table in read.tables {
                let of = bases.get(&(table.commodity.clone(), table.form.clone()));
                let of: Vec<&str> = of.map(|bases| bases.iter().map(String::as_str).collect()).unwrap_or_default();
                let table = Table { source_label: label.clone(), basis: of.join("; "), ..table.table(&edition) };
                self.add_table(name, table, &of);
            }
        }
        self.opened.sheets.push(SheetReport {
            look: SheetLook::of(name, &of.head, of.guess),
            rows_seen: read.rows_seen,
            rows_used: read.rows_used,
        });
    }

    /// Adds a table, or what a further sheet says of one: the same place in two sheets is a fault, and the first counts.
    fn add_table(&mut self, sheet: &str, table: Table, bases: &[&str]) {
        if bases.len() > 1 {
            let done = format!("Figures that weigh {} stand in one table; none was converted.", bases.join(" and "));
            let mend = "Put them into two files, or convert one into the other.";
            self.refuse(sheet, IssueKind::MixedUnits, table.key.form.to_string(), done, mend);
        }
        let name = format!("{} {}", table.key.form, table.key.stage);
        let known = self.tables.iter().find(|known| known.key == table.key);
        if let Some(known) = known.filter(|known| known.unit.base() != table.unit.base() || known.basis != table.basis)
        {
            let what = if known.basis == table.basis {
                table.unit.id().to_owned()
            } else {
                format!("{} beside {}", or_gross(&table.basis), or_gross(&known.basis))
            };
            let done = format!("The sheet's figures of {name} were left out.");
            let mend = "Put them into a file of their own: both cannot stand in one table.";
            self.refuse(sheet, IssueKind::MixedUnits, what, done, mend);
            return;
        }
        self.own_is_used = true;
        let left_out = join(&mut self.tables, table);
        if left_out > 0 {
            let done = format!("Figures of {name} that a sheet before has were left out: {left_out}.");
            let mend = "Keep each figure in one of the sheets.";
            self.refuse(sheet, IssueKind::Duplicate, left_out.to_string(), done, mend);
            self.opened.issues.count(IssueKind::Duplicate, left_out - 1);
        }
    }

    fn refuse(&mut self, sheet: &str, kind: IssueKind, value: String, done: String, mend: &str) {
        self.opened.issues.push(DataIssue {
            file: self.file_name(),
            sheet: sheet.to_owned(),
            row: 0,
            column: String::new(),
            value,
            kind,
            done,
            mend: mend.to_owned(),
            line: Vec::new(),
        });
    }

    /// Adds the tables of a publisher's layout.
    pub(super) fn known(&mut self, known: Known) {
        let file = self.file_name();
        let (editions, sources): (Vec<_>, Vec<_>) = known.editions.into_iter().unzip();
        self.opened.editions.extend(editions);
        self.opened.sources.extend(sources);
        self.heads.extend(known.heads.into_iter().map(|head| (head.key.clone(), head)));
        self.observations.extend(known.observations);
        self.opened.corrections.extend(known.corrections);
        for mut issue in known.issues {
            if issue.file != file {
                issue.sheet = std::mem::replace(&mut issue.file, file.clone());
            }
            self.opened.issues.push(issue);
        }
        self.opened.intake.extend(known.intake);
        self.opened.commodities.extend(known.commodities);
        self.opened.forms.extend(known.forms);
    }

    /// Records what became of a sheet in a publisher's layout.
    pub(super) fn report(&mut self, of: LookedSheet, rows_seen: u64, rows_used: u64) {
        let look = SheetLook::of(of.sheet.name(), &of.head, of.guess);
        self.opened.sheets.push(SheetReport { look, rows_seen, rows_used });
    }

    /// Records a sheet that nothing is taken from, and why.
    pub(super) fn aside(&mut self, of: LookedSheet, why: &str, progress: &Progress) -> Result<(), OpenError> {
        let mut count = Count(0);
        of.sheet.read(&mut count, progress)?;
        let rows = u32::try_from(count.0).unwrap_or(u32::MAX);
        self.opened.intake.push(IntakeLine {
            file: self.shown_name(of.sheet.name()),
            edition: None,
            sha256: self.opened.fingerprint.clone(),
            rows_seen: rows,
            observations: 0,
            totals: 0,
            notes: rows,
            left_out: 0,
            reason: why.to_owned(),
        });
        self.report(of, count.0, 0);
        Ok(())
    }

    /// Returns the dataset.
    pub(super) fn finish(mut self) -> Result<Opened, OpenError> {
        if self.observations.is_empty() && self.tables.is_empty() {
            return Err(OpenError::NothingUsable { reason: nothing_usable(&self.opened), path: self.opened.path });
        }
        if let Some((edition, source)) = self.own.take().filter(|_| self.own_is_used) {
            self.opened.editions.insert(0, edition);
            self.opened.sources.insert(0, source);
        }
        mended(&mut self.opened.issues, self.words);
        self.describe();
        let mut heads: Vec<TableHead> = self.heads.into_values().collect();
        sort(&mut heads, &mut self.observations);
        self.opened.tables = assemble(&heads, self.observations);
        self.opened.tables.extend(self.tables);
        self.opened.tables.retain(|table| !table.years.is_empty());
        self.opened.tables.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(self.opened)
    }

    /// Returns what the tables speak of.
    fn keys(&self) -> Vec<TableKey> {
        self.heads.keys().chain(self.tables.iter().map(|table| &table.key)).cloned().collect()
    }

    /// Adds what minerals and forms are that the bundle does not have; takes out those that it has.
    fn describe(&mut self) {
        let curated = self.words.curated();
        let known = |id: &CommodityId| curated.commodities.iter().any(|commodity| commodity.id == *id);
        let has_form = |of: &Form| curated.forms.iter().any(|form| form.commodity == of.commodity && form.id == of.id);
        let keys = self.keys();
        for key in &keys {
            let Some((commodity, form)) = self.words.more_mineral(&key.commodity, &key.form) else { continue };
            self.opened.commodities.push(commodity.clone());
            self.opened.forms.push(form.clone());
        }
        let used: BTreeSet<_> = keys.iter().map(|key| &key.commodity).collect();
        let mut seen = BTreeSet::new();
        self.opened.commodities.retain(|of| used.contains(&of.id) && !known(&of.id) && seen.insert(of.id.clone()));
        let used: BTreeSet<_> = keys.iter().map(|key| (&key.commodity, &key.form)).collect();
        let mut seen = BTreeSet::new();
        self.opened.forms.retain(|of| {
            used.contains(&(&of.commodity, &of.id))
                && !has_form(of)
                && seen.insert((of.commodity.clone(), of.id.clone()))
        });
        for key in &keys {
            let (id, form) = (&key.commodity, &key.form);
            if !known(id) && self.opened.commodities.iter().all(|of| of.id != *id) {
                self.opened.commodities.push(bare_commodity(id));
            }
            let bare = Form {
                commodity: id.clone(),
                id: form.clone(),
                name: spoken(form.as_str()),
                in_sentence: form.to_string(),
            };
            if !has_form(&bare) && self.opened.forms.iter().all(|of| of.commodity != *id || of.id != *form) {
                self.opened.forms.push(bare);
            }
        }
    }
}

struct Count(u64);

impl RowSink for Count {
    fn row(&mut self, _row: SheetRow<'_>) -> ControlFlow<()> {
        self.0 += 1;
        ControlFlow::Continue(())
    }
}

fn or_gross(basis: &str) -> &str {
    if basis.is_empty() { "an amount whose basis is not said" } else { basis }
}

/// Returns an identifier as a name: its words, the first with a capital.
fn spoken(id: &str) -> String {
    let words = id.replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map(|first| format!("{}{}", first.to_uppercase(), letters.as_str())).unwrap_or_default()
}

fn bare_commodity(id: &CommodityId) -> Commodity {
    Commodity {
        name: spoken(id.as_str()),
        symbol: None,
        in_sentence: id.as_str().replace(['-', '_'], " "),
        groups: Vec::new(),
        use_line: String::new(),
        critical_lists: Vec::new(),
        id: id.clone(),
    }
}

/// Returns the edition that a file is to the rest of the program. Its identifier holds the file's name and the start of
/// its fingerprint: another content is another edition.
fn own_edition(name: &str, fingerprint: &str) -> Option<Edition> {
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let slug: String = stem
        .to_lowercase()
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() { letter } else { '-' })
        .take(40)
        .collect();
    let start = fingerprint.get(..8).unwrap_or(fingerprint);
    let id = format!("{}{}-{start}", EditionId::OWN, slug.trim_matches('-'));
    Some(Edition {
        id: EditionId::new(&id).ok()?,
        name: format!("{name}, own data"),
        short_name: name.to_owned(),
        source: SourceId::new(&id).ok()?,
        series: id,
    })
}

fn own_source(name: &str, edition: &Edition) -> Source {
    Source {
        id: edition.source.clone(),
        publisher: "Your file".to_owned(),
        title: name.to_owned(),
        edition: String::new(),
        date: String::new(),
        licence: "as its owner says".to_owned(),
        attribution: format!("{name} (own data)"),
    }
}
