use std::collections::{BTreeMap, BTreeSet};

use crate::data::observation::RowSubject;
use crate::data::open::opened::Issues;
use crate::data::{IssueKind, LeftOut};
use crate::model::{Amount, CommodityId, FormId, Quantity, Stage};

use super::codes::Codes;
use super::decide::{Figure, Figures};
use super::row::RowReader;
use super::silent::{Silent, TableOf, Unmatched, WRITTEN};
use super::stated::added;

/// What is said of a country whose figure stands in the file and is not understood.
const UNREAD: &str = "The file’s figure could not be read";

/// A row of no country whose amount is so near to that of all others is their sum.
const NEAR: f64 = 0.01;

/// What rows without figures mean for the tables of a sheet.
pub(super) struct Silence<'a> {
    codes: &'a Codes<'a>,
    subjects: Vec<RowSubject>,
    minerals: Vec<(CommodityId, FormId)>,
    is_added: bool,
    left_out: Vec<LeftOut>,
    counted: BTreeSet<String>,
    /// What was done with names whose amounts do not count.
    uncounted: BTreeMap<String, &'static str>,
}

impl<'a> Silence<'a> {
    /// Returns what is known before any table is looked at; `is_added` says whether rows of one place are added up.
    pub(super) fn new(codes: &'a Codes<'a>, is_added: bool) -> Self {
        let (subjects, minerals) = codes.listed();
        let (left_out, counted, uncounted) = (Vec::new(), BTreeSet::new(), BTreeMap::new());
        Self { codes, subjects, minerals, is_added, left_out, counted, uncounted }
    }

    /// Adds to figures what rows without figures mean: who has a figure that is not available, and what counts in "Other
    /// countries". Returns which rows were left out.
    pub(super) fn break_into(mut self, silent: Silent, figures: &mut [Figures], issues: &mut Issues) -> Vec<LeftOut> {
        for (fault, rows) in silent.faults {
            let table = fault.table.and_then(|table| self.table(table));
            self.left_out.push(LeftOut {
                table,
                year: fault.year,
                kind: fault.kind,
                rows: rows.rows,
                written: rows.written.texts(),
                has_more: rows.written.has_more,
                is_counted: false,
            });
        }
        let mut places: BTreeMap<TableOf, Vec<(u32, i16, bool)>> = BTreeMap::new();
        for (key, is_unread) in silent.places {
            let place = key.place();
            places.entry((place.mineral, place.stage)).or_default().push((place.country, place.year, is_unread));
        }
        let mut unmatched: BTreeMap<TableOf, Vec<(i16, Unmatched)>> = BTreeMap::new();
        for ((table, year), of) in silent.unmatched {
            unmatched.entry(table).or_default().push((year, of));
        }
        for of in figures {
            let table = (of.mineral, of.stage);
            for (year, unmatched) in unmatched.remove(&table).unwrap_or_default() {
                self.count(of, year, unmatched);
            }
            self.name_silent(of, &places.remove(&table).unwrap_or_default());
            // Codes are given out in any order: those without a row of their own stand by who they are.
            of.list.sort_by_key(|figure| {
                let who = if figure.row == u64::MAX { self.subject(figure.country) } else { None };
                (figure.year, figure.row, who, figure.country)
            });
        }
        // Nothing else is known of these minerals and stages.
        for (_, unmatched) in unmatched.into_values().flatten() {
            self.leave_out(&unmatched);
        }
        for issue in issues.list.iter_mut().filter(|issue| issue.done == RowReader::COUNTED) {
            if let Some(done) = self.uncounted.get(issue.value.trim()).filter(|_| !self.counted.contains(&issue.value))
            {
                (*done).clone_into(&mut issue.done);
            }
        }
        self.left_out
    }

    fn table(&self, (mineral, stage): TableOf) -> Option<(CommodityId, FormId, Stage)> {
        let (commodity, form) = self.minerals.get(usize::try_from(mineral).ok()?)?.clone();
        Some((commodity, form, stage))
    }

    fn subject(&self, code: u32) -> Option<RowSubject> {
        self.subjects.get(usize::try_from(code).ok()?).copied()
    }

    fn is_country(&self, code: u32) -> bool {
        matches!(self.subject(code), Some(RowSubject::Country(_)))
    }

    fn leave_out(&mut self, unmatched: &Unmatched) {
        for name in unmatched.names.texts() {
            self.uncounted.entry(name).or_insert("The row was left out.");
        }
    }

    /// Counts in "Other countries" what rows of a year state whose country is not recognised.
    fn count(&mut self, of: &mut Figures, year: i16, unmatched: Unmatched) {
        let is_of_year = |figure: &&Figure| figure.year == year && figure.country != Codes::WORLD;
        let named: Vec<f64> = of.list.iter().filter(is_of_year).filter_map(|figure| figure.quantity.value()).collect();
        let (Some(other), false) = (self.codes.other(), named.is_empty()) else { return self.leave_out(&unmatched) };
        let has_more = unmatched.names.has_more;
        let amounts: Vec<(String, u64, Option<Quantity>)> = unmatched
            .names
            .list
            .into_iter()
            .map(|(_, name, stating)| (name, stating.rows, stating.quantity(of.unit, self.is_added)))
            .collect();
        let rest = unmatched.rest.quantity(of.unit, true);
        let value = |quantity: &Option<Quantity>| quantity.as_ref().and_then(Quantity::value).unwrap_or(0.0);
        let unnamed = amounts.iter().map(|(.., amount)| value(amount)).sum::<f64>() + value(&rest);
        let all = named.iter().sum::<f64>() + unnamed;
        let (mut counted, mut dropped) = ((unmatched.rest.rows, Vec::new()), (0, Vec::new()));
        let mut total = rest;
        for (name, rows, quantity) in amounts {
            let others = all - value(&quantity);
            let is_sum = named.len() > 1 && (value(&quantity) - others).abs() <= NEAR * others;
            let (rows_of, written) = if let Some(quantity) = quantity.filter(|_| !is_sum) {
                total = Some(total.map_or_else(|| quantity.clone(), |before| joined(&before, &quantity)));
                self.counted.insert(name.clone());
                (&mut counted.0, &mut counted.1)
            } else {
                let done = if is_sum { "Left out: it is the sum of the others." } else { "The row was left out." };
                self.uncounted.insert(name.clone(), done);
                (&mut dropped.0, &mut dropped.1)
            };
            *rows_of += rows;
            written.push(name);
        }
        if let Some(quantity) = total {
            add_other(of, (other, year), &quantity, &counted.1);
        }
        let table = self.table((of.mineral, of.stage));
        for ((rows, names), is_counted) in [(counted, true), (dropped, false)] {
            self.take_down((table.clone(), year), rows, names, is_counted, has_more && is_counted);
        }
    }

    fn take_down(
        &mut self,
        (table, year): (Option<(CommodityId, FormId, Stage)>, i16),
        rows: u64,
        mut written: Vec<String>,
        is_counted: bool,
        has_more: bool,
    ) {
        let has_more = written.len() > WRITTEN || has_more;
        written.truncate(WRITTEN);
        if rows > 0 {
            let (year, kind) = (Some(year), IssueKind::UnknownCountry);
            self.left_out.push(LeftOut { table, year, kind, rows, written, has_more, is_counted });
        }
    }

    /// Says of places that have a row and no number that their figure is not available.
    fn name_silent(&self, of: &mut Figures, places: &[(u32, i16, bool)]) {
        let has_number = |figure: &&Figure| figure.quantity.value().is_some() && figure.country != Codes::WORLD;
        let years: BTreeSet<i16> = of.list.iter().filter(has_number).map(|figure| figure.year).collect();
        let numbered: BTreeSet<u32> = of.list.iter().filter(has_number).map(|figure| figure.country).collect();
        let stated: BTreeSet<(u32, i16)> = of.list.iter().map(|figure| (figure.country, figure.year)).collect();
        let never: BTreeSet<u32> =
            places.iter().map(|(country, ..)| *country).filter(|country| !numbered.contains(country)).collect();
        // A form that lists all countries says nothing of those that it has no number for.
        let is_form = never.len() > numbered.len();
        for (country, year, is_unread) in places {
            let is_blank_form = is_form && never.contains(country);
            let says = *is_unread || (self.is_country(*country) && !is_blank_form);
            if says && years.contains(year) && !stated.contains(&(*country, *year)) {
                of.list.push(Figure {
                    country: *country,
                    year: *year,
                    row: u64::MAX,
                    quantity: Quantity { amount: Amount::NotAvailable, estimated: false },
                    note: if *is_unread { UNREAD.to_owned() } else { String::new() },
                });
            }
        }
    }
}

/// Returns two amounts as one; one that is not available leaves the other open above.
fn joined(one: &Quantity, other: &Quantity) -> Quantity {
    let open = Quantity { amount: Amount::AtLeast(0.0), estimated: false };
    match (one.value(), other.value()) {
        (Some(_), None) => added(one, &open),
        (None, Some(_)) => added(other, &open),
        _ => added(one, other),
    }
}

fn add_other(of: &mut Figures, (other, year): (u32, i16), quantity: &Quantity, names: &[String]) {
    let words = names.iter().take(WRITTEN).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = if names.len() > WRITTEN { " and others" } else { "" };
    let note = if words.is_empty() { String::new() } else { format!("With countries not recognised: {words}{more}") };
    match of.list.iter_mut().find(|figure| (figure.country, figure.year) == (other, year)) {
        Some(figure) => {
            figure.quantity = joined(&figure.quantity, quantity);
            figure.note =
                [figure.note.as_str(), &note].into_iter().filter(|of| !of.is_empty()).collect::<Vec<_>>().join(" -- ");
        }
        None => of.list.push(Figure { country: other, year, row: u64::MAX, quantity: quantity.clone(), note }),
    }
}
