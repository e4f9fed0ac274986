use std::collections::{BTreeMap, BTreeSet};
use std::ops::ControlFlow;
use std::path::Path;

use crate::data::curated::Curated;
use crate::data::observation::{Observation, TableHead, assemble, sort};
use crate::data::{Correction, DataIssue, IntakeLine, IssueKind, LeftOut, Severity, Table};
use crate::model::{Commodity, CommodityId, Edition, EditionId, Form, FormId, Source, SourceId, Stage};

use super::assumptions::Assumptions;
use super::guess::Guess;
use super::interpret::{Interpreted, RowFate, join};
use super::layout::LookedSheet;
use super::opened::{Issues, Opened, SheetLook, SheetReport};
use super::opening_words::{bases, label, mended, nothing_usable};
use super::sheet::{Head, RowSink, SheetRow};
use super::words::Words;
use super::{FileForm, OpenError, Progress};

/// How a person says which numbers are amounts.
const SAY_VALUES: &str =
    "Name the column of amounts after what it holds, for example “Amount (t)”, or say it with --map";

/// A dataset that is being opened, sheet by sheet.
pub(super) struct Opening<'a> {
    words: &'a Words<'a>,
    opened: Opened,
    /// The edition that tables without one of their own belong to, and whether any does.
    own: Option<(Edition, Source)>,
    own_is_used: bool,
    has_more_editions: bool,
    /// Why the first sheet was left out of which only a person can say which numbers are amounts.
    doubt: Option<String>,
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
            left_out: Vec::new(),
            names: BTreeMap::new(),
            intake: Vec::new(),
        };
        Self { words, opened, own, own_is_used: false, has_more_editions: false, doubt: None }
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

    /// Adds what a sheet says.
    pub(super) fn add(&mut self, name: &str, form: FileForm, head: &Head, guess: Guess, read: Interpreted) {
        let (file, label) = (self.file_name(), label(&self.file_name(), name, head, &guess.mapping));
        let of_sheet = if name.is_empty() { file.clone() } else { format!("{file}, {name}") };
        let bases = bases(head, &guess.mapping, self.words);
        let assumptions = Assumptions::of(head, &guess.mapping, self.words);
        self.opened.sheets.push(SheetReport {
            look: SheetLook::of(name, form, head, guess),
            rows_seen: read.rows_seen,
            rows_used: read.rows_used,
        });
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
        self.opened.left_out.extend(read.left_out);
        self.opened.names.extend(read.names);
        self.opened.commodities.extend(read.commodities);
        self.opened.forms.extend(read.forms);
        if let Some(issue) = assumptions.issue(&read.tables) {
            self.opened.issues.push(DataIssue { file: file.clone(), sheet: name.to_owned(), ..issue });
        }
        let Some((edition, _)) = self.own.clone() else { return };
        let line = |fate: &RowFate| fate.line(of_sheet.clone(), &edition, &self.opened.fingerprint);
        self.opened.intake.extend(read.fates.iter().map(line));
        for table in read.tables {
            let mut table = table.table(&edition);
            table.assumed = assumptions.of_table(table.key.stage);
            label.clone_into(&mut table.source_label);
            let of: Vec<&str> = bases
                .get(&(table.key.commodity.clone(), table.key.form.clone()))
                .map(|bases| bases.iter().map(String::as_str).collect())
                .unwrap_or_default();
            if of.len() > 1 {
                let done = format!("Figures that weigh {} stand in one table; none was converted.", of.join(" and "));
                let mend = "Put them into two files, or convert one into the other";
                self.refuse(name, IssueKind::MixedUnits, table.key.form.to_string(), done, mend);
            }
            table.basis = of.join("; ");
            self.add_table(name, table);
        }
    }

    /// Adds a table, or what a further sheet says of one: the same place in two sheets is a fault, and the first counts.
    fn add_table(&mut self, sheet: &str, mut table: Table) {
        self.own_is_used = true;
        let known = self.opened.tables.iter_mut().find(|known| known.key == table.key);
        // A basis that only one of two sheets states is not that of both.
        if let Some(known) = known
            && (known.basis.is_empty() || table.basis.is_empty())
        {
            known.basis.clear();
            table.basis.clear();
        }
        let known = self.opened.tables.iter().find(|known| known.key == table.key);
        if let Some(known) = known.filter(|known| known.unit.base() != table.unit.base() || known.basis != table.basis)
        {
            let what = if known.basis == table.basis {
                table.unit.id().to_owned()
            } else {
                format!("{} beside {}", table.basis, known.basis)
            };
            let done = format!("The sheet's figures of {} {} were left out.", table.key.form, table.key.stage);
            let mend = "Put them into a file of their own: both cannot stand in one table";
            self.refuse(sheet, IssueKind::MixedUnits, what, done, mend);
            let rows = table.years.iter().map(|year| year.countries.len()).sum::<usize>();
            let of = (table.key.commodity, table.key.form, table.key.stage);
            self.left_out(Some(of), IssueKind::MixedUnits, u64::try_from(rows).unwrap_or(u64::MAX));
            return;
        }
        let of = (table.key.commodity.clone(), table.key.form.clone(), table.key.stage);
        let left_out = join(&mut self.opened.tables, table);
        self.left_out(Some(of), IssueKind::Duplicate, left_out);
        if left_out > 0 {
            let done = format!("Figures that stand in a sheet before this one were left out: {left_out}.");
            self.refuse(sheet, IssueKind::Duplicate, left_out.to_string(), done, "Take one of the two out");
            self.opened.issues.count(IssueKind::Duplicate, left_out - 1);
        }
    }

    /// Notes a part that could not be opened.
    pub(super) fn leave_out(&mut self, name: &str, reason: &OpenError) {
        let done = format!("Left out: {reason}.");
        self.left_out(None, IssueKind::UnreadPart, 1);
        self.refuse(name, IssueKind::UnreadPart, String::new(), done, "Open it by itself to try again.");
    }

    /// Notes a sheet of which only a person can say which numbers are amounts.
    pub(super) fn leave_doubtful_out(&mut self, name: &str, doubt: &str) {
        let done = format!("The sheet was left out: {doubt}.");
        self.refuse(name, IssueKind::UnsaidValues, String::new(), done, SAY_VALUES);
        self.doubt.get_or_insert_with(|| doubt.to_owned());
    }

    /// Takes down rows that a table lacks, or any table may lack.
    fn left_out(&mut self, table: Option<(CommodityId, FormId, Stage)>, kind: IssueKind, rows: u64) {
        let is_same =
            |of: &&mut LeftOut| of.table == table && of.kind == kind && of.year.is_none() && of.written.is_empty();
        if let Some(known) = self.opened.left_out.iter_mut().find(is_same) {
            known.rows += rows;
        } else if rows > 0 {
            let (year, written, has_more, is_counted) = (None, Vec::new(), false, false);
            self.opened.left_out.push(LeftOut { table, year, kind, rows, written, has_more, is_counted });
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
        let (mut heads, mut observations) = (known.heads, known.observations);
        sort(&mut heads, &mut observations);
        let tables = assemble(&heads, observations).into_iter().filter(|table| !table.years.is_empty());
        self.opened.tables.extend(tables);
        self.opened.corrections.extend(known.corrections);
        for mut issue in known.issues {
            if issue.file != file {
                issue.sheet = std::mem::replace(&mut issue.file, file.clone());
            }
            // A publisher's reader says where a fault stands, not which table lacks the row.
            if issue.severity() == Severity::Warning {
                self.left_out(None, issue.kind, 1);
            }
            self.opened.issues.push(issue);
        }
        self.opened.intake.extend(known.intake);
        self.opened.commodities.extend(known.commodities);
        self.opened.forms.extend(known.forms);
    }

    /// Records what became of a sheet in a publisher's layout.
    pub(super) fn report(&mut self, of: LookedSheet, rows_seen: u64, rows_used: u64) {
        let look = SheetLook::of(of.sheet.name(), of.sheet.file_form(), &of.head, of.guess);
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
        if self.opened.tables.is_empty() {
            let doubt = self.doubt.map(|doubt| format!("{doubt}; {}", uncapitalised(SAY_VALUES)));
            let reason = doubt.unwrap_or_else(|| nothing_usable(&self.opened));
            return Err(OpenError::NothingUsable { reason, path: self.opened.path });
        }
        if let Some((edition, source)) = self.own.take().filter(|_| self.own_is_used) {
            self.opened.editions.insert(0, edition);
            self.opened.sources.insert(0, source);
        }
        mended(&mut self.opened.issues, self.words);
        self.describe();
        self.opened.tables.sort_by(|one, other| one.key.cmp(&other.key));
        Ok(self.opened)
    }

    /// Adds what minerals and forms are that the bundle does not have; takes out those that it has.
    fn describe(&mut self) {
        let curated = self.words.curated();
        let known = |id: &CommodityId| curated.commodities.iter().any(|commodity| commodity.id == *id);
        let has_form = |of: &Form| curated.forms.iter().any(|form| form.commodity == of.commodity && form.id == of.id);
        for key in self.opened.tables.iter().map(|table| &table.key) {
            let Some((commodity, form)) = self.words.more_mineral(&key.commodity, &key.form) else { continue };
            self.opened.commodities.push(commodity.clone());
            self.opened.forms.push(form.clone());
        }
        let used: BTreeSet<_> = self.opened.tables.iter().map(|table| &table.key).map(|key| &key.commodity).collect();
        let mut seen = BTreeSet::new();
        self.opened.commodities.retain(|of| used.contains(&of.id) && !known(&of.id) && seen.insert(of.id.clone()));
        let used: BTreeSet<_> =
            self.opened.tables.iter().map(|table| &table.key).map(|key| (&key.commodity, &key.form)).collect();
        let mut seen = BTreeSet::new();
        self.opened.forms.retain(|of| {
            used.contains(&(&of.commodity, &of.id))
                && !has_form(of)
                && seen.insert((of.commodity.clone(), of.id.clone()))
        });
        for key in self.opened.tables.iter().map(|table| &table.key) {
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

fn uncapitalised(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| format!("{}{}", first.to_lowercase(), letters.as_str())).unwrap_or_default()
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
