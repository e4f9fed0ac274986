use std::collections::BTreeMap;

use crate::data::{Dataset, Table, TableYear};
use crate::model::{
    BlocId, Confidence, ConfidenceLevel, Edition, EditionChoice, EditionId, Iso3, Mode, Question, Stage, ToldStage,
    Unit,
};

use super::answer::{
    Answer, BlocShare, Estimates, Figures, Listing, PrintedTotal, PublishedRow, Subject, SupplierShare, Unpublished,
};
use super::base::{Base, Entry, entries, unattributed};
use super::catalogue::nearest;
use super::gaps::{describe_blocs, describe_gaps, describe_limits, describe_notes, describe_overlap};
use super::left_out::left_out;
use super::limits::{Limit, Limits, is_taken_out};
use super::scenario::{Supposed, concentration_before};
use super::territories::{by_country, counts_by_itself};
use super::wording::{Wording, find_table};
use super::{AtLevel, Certainty, Counted, Members, Refusal, Span, members};

/// Returns the answer to a question. Never fails: where there are no figures, the answer says why.
#[must_use]
pub fn answer(dataset: &Dataset, question: &Question) -> Answer {
    let table = dataset.table_for(question).map(|table| by_country(dataset, question, table));
    let subject = subject(dataset, question, table.as_deref());
    let mut problems = Vec::new();
    let figures = figures(dataset, question, &subject, table.as_deref(), &mut problems);
    if let Err(refusal) = &figures {
        problems.insert(0, refusal.to_string());
    }
    let left_out = table.as_deref().map(|table| left_out(dataset, &table.key, question.year)).unwrap_or_default();
    problems.extend(left_out.iter().cloned());
    let listing = table.filter(|_| figures.is_err()).and_then(|table| listing(dataset, &table, question.year));
    Answer { question: question.clone(), subject, figures, listing, problems, left_out }
}

/// Returns the answer to the same question about reserves, to be drawn beside production, or why they cannot stand
/// beside it: reserves and production are compared only where form, unit and basis agree.
///
/// # Errors
/// A sentence that says why not.
pub fn reserves_beside(dataset: &Dataset, question: &Question) -> Result<Answer, String> {
    if !question.stage.is_flow() {
        return Err("Reserves stand beside production only".to_owned());
    }
    let asked = Question { stage: Stage::Reserves, ..question.clone() };
    // Editions differ in unit and basis: the table that answers is the one to compare.
    let year = nearest(&dataset.years_of(&asked), question.year).unwrap_or(question.year);
    let asked = Question { year, ..asked };
    let (Some(production), Some(reserves)) = (dataset.table_for(question), dataset.table_for(&asked)) else {
        return Err("No reserves are published for this form".to_owned());
    };
    if production.unit.base() != reserves.unit.base() {
        return Err("Reserves are counted in another unit than production".to_owned());
    }
    if production.basis != reserves.basis {
        let basis =
            |table: &Table| if table.basis.is_empty() { "no stated basis".to_owned() } else { table.basis.clone() };
        return Err(format!(
            "Reserves are not shown beside: they are given in {}, production in {}",
            basis(&reserves),
            basis(&production)
        ));
    }
    let answered = answer(dataset, &asked);
    match &answered.figures {
        Ok(_) => Ok(answered),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// Returns the answer to the same question from another edition or dataset, to be drawn beside it, or why it cannot stand
/// beside it. It is of the nearest year that the other one has.
///
/// # Errors
/// A sentence that says why not.
pub fn edition_beside(dataset: &Dataset, question: &Question, edition: &EditionId) -> Result<Answer, String> {
    let Some(other) = dataset.edition(edition) else {
        return Err(format!("There is no edition or dataset '{edition}' to compare with"));
    };
    let name = &other.short_name;
    let shown = dataset.table_for(question);
    if shown.as_ref().is_some_and(|shown| shown.key.edition == *edition) {
        return Err(format!("{name} is the one that is shown"));
    }
    let asked = Question { edition: EditionChoice::Of(edition.clone()), ..question.clone() };
    let (Some(shown), Some(table)) = (shown, dataset.table_for(&asked)) else {
        let subject = subject(dataset, question, None).in_sentence;
        return Err(format!("{name} has no {} of {subject}", question.stage.in_sentence()));
    };
    if shown.unit.base() != table.unit.base() {
        return Err(format!("{name} counts in another unit: {} against {}", table.unit.id(), shown.unit.id()));
    }
    let year = nearest(&dataset.years_of(&asked), question.year).unwrap_or(question.year);
    let answered = answer(dataset, &Question { year, ..asked });
    match &answered.figures {
        Ok(_) => Ok(answered),
        Err(refusal) => Err(format!("{name}: {refusal}")),
    }
}

/// An edition or dataset that might stand beside a question's answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comparable {
    /// The edition.
    pub edition: EditionId,
    /// Its short name.
    pub name: String,
    /// The year that it would stand beside with, or why it can't.
    pub year: Result<i16, String>,
}

/// Returns the editions and datasets that might stand beside a question's answer, in the order of the dataset; the one
/// that answers is left out.
#[must_use]
pub fn comparables(dataset: &Dataset, question: &Question) -> Vec<Comparable> {
    let shown = dataset.table_for(question).map(|table| table.key.edition.clone());
    let has_tables = |edition: &&Edition| dataset.tables.iter().any(|table| table.key.edition == edition.id);
    dataset
        .editions
        .iter()
        .filter(|edition| Some(&edition.id) != shown.as_ref())
        .filter(has_tables)
        .map(|edition| Comparable {
            edition: edition.id.clone(),
            name: edition.short_name.clone(),
            year: edition_beside(dataset, question, &edition.id).map(|answer| answer.question.year),
        })
        .collect()
}

/// Returns what one bloc by itself has of the supply that a question asks about, whatever blocs are switched on, or
/// nothing where the question has no figures.
#[must_use]
pub fn bloc_share(dataset: &Dataset, question: &Question, bloc: &BlocId) -> Option<BlocShare> {
    bloc_shares(dataset, question, std::slice::from_ref(bloc)).remove(bloc)
}

/// Returns what each of these blocs by itself has of the supply that a question asks about, whatever blocs are switched
/// on: the same as the answer with this bloc alone on, without the rest of that answer. Nothing where the question has no
/// figures.
#[must_use]
pub fn bloc_shares(dataset: &Dataset, question: &Question, blocs: &[BlocId]) -> BTreeMap<BlocId, BlocShare> {
    let table = dataset.table_for(question).map(|table| by_country(dataset, question, table));
    let subject = subject(dataset, question, table.as_deref());
    let wording = Wording::of(question, &subject);
    let base = find_table(dataset, question, table.as_deref(), &wording)
        .and_then(|table| Ok(based(dataset, question, table, &wording)?.1));
    let Ok(base) = base else { return BTreeMap::new() };
    let alone = |bloc: &BlocId| Question { blocs: vec![bloc.clone()], ..question.clone() };
    let active = blocs.iter().flat_map(|bloc| active_at(dataset, &alone(bloc), question.confidence));
    let share = |(id, members): (BlocId, Members)| {
        let part = |entry: &Entry<'_>| if members.countries.contains_key(&entry.iso3) { 1.0 } else { 0.0 };
        let share = share_of(dataset, &base, &id, &members, part);
        (id, share)
    };
    active.map(share).collect()
}

/// Returns what a question is about, in words.
pub(super) fn subject(dataset: &Dataset, question: &Question, table: Option<&Table>) -> Subject {
    let commodity = dataset.commodity(&question.commodity);
    let form = dataset.form(&question.commodity, &question.form);
    let is_main = question.form.as_str() == question.commodity.as_str();
    let edition = table.and_then(|table| dataset.edition(&table.key.edition)).cloned();
    let assumed = table.map(|table| table.assumed).unwrap_or_default();
    let file = edition.as_ref().map_or("the file", |edition| edition.short_name.as_str());
    Subject {
        stage: ToldStage { stage: question.stage, is_stated: !assumed.stage },
        assumption: assumed.words(file, question.stage),
        name: commodity.map_or_else(|| question.commodity.to_string(), |commodity| commodity.name.clone()),
        form: form.filter(|_| !is_main).map(|form| form.name.clone()),
        in_sentence: match (is_main, form, commodity) {
            (false, Some(form), _) => form.in_sentence.clone(),
            (_, _, Some(commodity)) => commodity.in_sentence.clone(),
            _ => question.commodity.to_string(),
        },
        edition,
    }
}

/// Returns what is published of countries, for a question whose rows cannot be put into shares.
fn listing(dataset: &Dataset, table: &Table, year: i16) -> Option<Listing> {
    let year = table.year(year)?;
    let mut rows: Vec<PublishedRow> = year
        .countries
        .iter()
        .map(|row| PublishedRow {
            iso3: row.country,
            name: dataset.country_name(row.country),
            quantity: row.statement.quantity.clone(),
            note: row.statement.note.clone(),
        })
        .collect();
    let number = |row: &PublishedRow| row.quantity.value().unwrap_or(-1.0);
    rows.sort_by(|a, b| number(b).total_cmp(&number(a)).then_with(|| a.name.cmp(&b.name)));
    Some(Listing {
        unit: table.unit,
        basis: table.basis.clone(),
        source_label: table.source_label.clone(),
        printed: printed_total(year),
        rows,
    })
}

fn printed_total(year: &TableYear) -> Option<PrintedTotal> {
    let world = year.world.as_ref()?;
    Some(PrintedTotal { quantity: world.quantity.clone(), note: world.note.clone() })
}

fn figures(
    dataset: &Dataset,
    question: &Question,
    subject: &Subject,
    table: Option<&Table>,
    problems: &mut Vec<String>,
) -> Result<Figures, Refusal> {
    let wording = Wording::of(question, subject);
    let table = find_table(dataset, question, table, &wording)?;
    let (year, base) = based(dataset, question, table, &wording)?;

    let active = active_blocs(dataset, question, problems);
    let counted = |entry: &Entry<'_>| Counted::of(entry.iso3, &active, question.overlap);
    let suppliers = suppliers(dataset, &base, counted);
    let before = concentration_before(&base, &suppliers).ok_or_else(|| wording.no_total(year, &base.entries))?;
    let (AtLevel { blocs, after, scenario, .. }, limits) =
        acted(dataset, question, (&base, table.unit), &suppliers, &active);
    let certainty = certainty(dataset, question, (&base, table.unit), &suppliers);
    let found = Figures {
        unit: table.unit,
        basis: table.basis.clone(),
        source_label: table.source_label.clone(),
        total: base.total,
        own_sum: Span::sum(base.entries.iter().map(|entry| entry.span)).plus(base.other).value,
        printed: printed_total(year),
        estimates: estimates(&suppliers),
        unpublished: unpublished(dataset, &base, counted),
        other: base.residual(year),
        suppliers,
        before,
        after,
        scenario,
        limits,
        certainty,
        blocs,
    };
    describe_limits(&found, problems);
    describe_gaps(&found, base.is_open(), problems);
    describe_blocs(question, &found, problems);
    describe_overlap(dataset, question, &found, problems);
    describe_notes(&found, &table.note, problems);
    Ok(found)
}

/// Returns the year that is asked about and what its shares are taken of.
pub(super) fn based<'a>(
    dataset: &Dataset,
    question: &Question,
    table: &'a Table,
    wording: &Wording,
) -> Result<(&'a TableYear, Base<'a>), Refusal> {
    let year = table.year(question.year).ok_or_else(|| wording.no_year(&dataset.years_of(question), question.year))?;
    if let Some(reason) = &table.not_additive {
        return Err(Refusal::NotAdditive { subject: wording.subject.clone(), reason: reason.clone() });
    }
    let rows = entries(year);
    if rows.is_empty() {
        return Err(wording.no_countries(table, year));
    }
    let base = Base::of(question.denominator, rows, unattributed(year), year)
        .ok_or_else(|| wording.no_total(year, &entries(year)))?;
    if base.is_open() {
        refuse_one_number(dataset, &base, year, wording)?;
    }
    Ok((year, base))
}

/// Refuses shares where one country alone has a number and others exist: it would seem to have everything.
fn refuse_one_number(dataset: &Dataset, base: &Base<'_>, year: &TableYear, wording: &Wording) -> Result<(), Refusal> {
    let mut with_number = base.entries.iter().filter(|entry| entry.span.value > 0.0);
    match (with_number.next(), with_number.next()) {
        (Some(only), None) if base.other.value <= 0.0 => Err(wording.only_one(year, dataset.country_name(only.iso3))),
        _ => Ok(()),
    }
}

/// Returns the switched-on blocs with their members, in the question's order.
fn active_blocs(dataset: &Dataset, question: &Question, problems: &mut Vec<String>) -> Vec<(BlocId, Members)> {
    let unknown = question.blocs.iter().filter(|id| dataset.bloc(id).is_none());
    problems.extend(unknown.map(|id| format!("There is no bloc '{id}' in this dataset; it is left out")));
    active_at(dataset, question, question.confidence)
}

/// Returns the switched-on blocs with the members that count at a level, in the question's order.
fn active_at(dataset: &Dataset, question: &Question, level: ConfidenceLevel) -> Vec<(BlocId, Members)> {
    let mut active: Vec<(BlocId, Members)> = Vec::new();
    for id in question.blocs.iter().filter(|id| dataset.bloc(id).is_some()) {
        if active.iter().all(|(known, _)| known != id) {
            let mut members = members(dataset, id, question.as_of, level);
            // A territory that counts with its state is in what its state is in.
            members.countries.retain(|iso3, _| counts_by_itself(dataset, question, *iso3));
            active.push((id.clone(), members));
        }
    }
    active
}

/// Returns what the switched-on blocs have, and what they do, with the members that they are given, and what each limit
/// on a country does then.
fn acted(
    dataset: &Dataset,
    question: &Question,
    (base, unit): (&Base<'_>, Unit),
    suppliers: &[SupplierShare],
    active: &[(BlocId, Members)],
) -> (AtLevel, Vec<Limit>) {
    let counted = |entry: &Entry<'_>| Counted::of(entry.iso3, active, question.overlap);
    let blocs = fold(dataset, active, base, counted);
    // With no bloc on, none of them does anything.
    let mode = if active.is_empty() { Mode::One } else { question.mode };
    let limits = Limits::of(dataset, question, base, unit, |entry| is_taken_out(mode, &counted(entry)));
    let (after, scenario) = if active.is_empty() && limits.is_empty() {
        (None, None)
    } else {
        Supposed { mode, base, suppliers, blocs: &blocs, limits: &limits, counted }.outcome()
    };
    (AtLevel { level: question.confidence, blocs, after, scenario }, limits.found)
}

/// Returns what the switched-on blocs have and do at every confidence level, where that differs.
fn certainty(
    dataset: &Dataset,
    question: &Question,
    base: (&Base<'_>, Unit),
    suppliers: &[SupplierShare],
) -> Option<Certainty> {
    let at = |level: ConfidenceLevel| {
        let active = active_at(dataset, question, level);
        let recounted: Vec<SupplierShare> = suppliers
            .iter()
            .map(|of| SupplierShare { counted: Counted::of(of.iso3, &active, question.overlap), ..of.clone() })
            .collect();
        AtLevel { level, ..acted(dataset, question, base, &recounted, &active).0 }
    };
    let is_uncertain = question.blocs.iter().any(|id| {
        dataset.memberships_of(id).any(|of| of.confidence != Confidence::Confirmed && of.covers(question.as_of))
    });
    if is_uncertain { Certainty::of(ConfidenceLevel::ALL.map(at).to_vec()) } else { None }
}

fn suppliers(dataset: &Dataset, base: &Base<'_>, counted: impl Fn(&Entry<'_>) -> Counted) -> Vec<SupplierShare> {
    let mut suppliers: Vec<SupplierShare> = base
        .entries
        .iter()
        .enumerate()
        .filter_map(|(index, entry)| {
            let value = entry.statement.quantity.value()?;
            Some(SupplierShare {
                iso3: entry.iso3,
                name: dataset.country_name(entry.iso3),
                quantity: entry.statement.quantity.clone(),
                value,
                share: base.share(|other, _| other == index),
                counted: counted(entry),
                note: entry.statement.note.clone(),
            })
        })
        .collect();
    suppliers.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.name.cmp(&b.name)));
    suppliers
}

fn unpublished(dataset: &Dataset, base: &Base<'_>, counted: impl Fn(&Entry<'_>) -> Counted) -> Vec<Unpublished> {
    base.entries
        .iter()
        .filter(|entry| entry.statement.quantity.value().is_none())
        .map(|entry| Unpublished {
            iso3: entry.iso3,
            name: dataset.country_name(entry.iso3),
            quantity: entry.statement.quantity.clone(),
            counted: counted(entry),
            note: entry.statement.note.clone(),
        })
        .collect()
}

/// Returns what each bloc has under the overlap rule.
fn fold(
    dataset: &Dataset,
    active: &[(BlocId, Members)],
    base: &Base<'_>,
    counted: impl Fn(&Entry<'_>) -> Counted,
) -> Vec<BlocShare> {
    active
        .iter()
        .map(|(id, members)| share_of(dataset, base, id, members, |entry| counted(entry).part_in(id)))
        .collect()
}

/// Returns what a bloc has of which the parts of rows count that `part` gives, 0 to 1 each.
fn share_of(
    dataset: &Dataset,
    base: &Base<'_>,
    id: &BlocId,
    members: &Members,
    part: impl Fn(&Entry<'_>) -> f64,
) -> BlocShare {
    let countries: Vec<Iso3> = members.countries.keys().copied().collect();
    let may_hide = base.may_hide(&countries);
    let (share, quantity) = base.part_with_hidden(&part, may_hide);
    BlocShare {
        id: id.clone(),
        name: dataset.bloc(id).map_or_else(|| id.to_string(), |bloc| bloc.short_name.clone()),
        members: countries,
        producers: base
            .entries
            .iter()
            .filter(|entry| part(entry) > 0.0 && entry.span.value > 0.0)
            .map(|entry| entry.iso3)
            .collect(),
        unnamed: members.unnamed,
        may_hide,
        share,
        quantity,
    }
}

fn estimates(suppliers: &[SupplierShare]) -> Estimates {
    let numbers = suppliers.iter().filter(|supplier| supplier.value > 0.0);
    Estimates::of(numbers.map(|supplier| supplier.quantity.estimated))
}
