use crate::data::{Dataset, Table, TableKey, TableYear};
use crate::model::{BlocId, Denominator, Iso3, Question, Stage};

use super::answer::{
    Answer, BlocShare, Estimates, Figures, Listing, PrintedTotal, PublishedRow, Subject, SupplierName, SupplierShare,
    Unpublished,
};
use super::base::{Base, Entry, entries, unattributed};
use super::gaps::{describe_blocs, describe_gaps};
use super::wording::{Wording, find_table};
use super::{Concentration, Members, Refusal, Span, concentration, members};

/// Returns the answer to a question. Never fails: where there are no figures, the answer says why.
#[must_use]
pub fn answer(dataset: &Dataset, question: &Question) -> Answer {
    let subject = subject(dataset, question);
    let mut problems = Vec::new();
    let figures = figures(dataset, question, &subject, &mut problems);
    if let Err(refusal) = &figures {
        problems.insert(0, refusal.to_string());
    }
    let listing = if figures.is_err() { listing(dataset, question) } else { None };
    Answer { question: question.clone(), subject, figures, listing, problems }
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
    let key = table_key(question);
    let reserves_key = TableKey { stage: Stage::Reserves, ..key.clone() };
    let (Some(production), Some(reserves)) = (dataset.table(&key), dataset.table(&reserves_key)) else {
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
            basis(reserves),
            basis(production)
        ));
    }
    let year = reserves.years.last().map_or(question.year, |year| year.year);
    let asked = Question { stage: Stage::Reserves, year, ..question.clone() };
    let answered = answer(dataset, &asked);
    match &answered.figures {
        Ok(_) => Ok(answered),
        Err(refusal) => Err(refusal.to_string()),
    }
}

/// Returns what one bloc by itself has of the supply that a question asks about, whatever blocs are switched on, or
/// nothing where the question has no figures.
#[must_use]
pub fn bloc_share(dataset: &Dataset, question: &Question, bloc: &BlocId) -> Option<BlocShare> {
    let alone = Question { blocs: vec![bloc.clone()], ..question.clone() };
    answer(dataset, &alone).figures.ok().and_then(|figures| figures.blocs.into_iter().next())
}

/// Returns the key of the table that a question asks for.
pub(super) fn table_key(question: &Question) -> TableKey {
    TableKey {
        commodity: question.commodity.clone(),
        form: question.form.clone(),
        stage: question.stage,
        edition: question.edition.clone(),
    }
}

fn subject(dataset: &Dataset, question: &Question) -> Subject {
    let commodity = dataset.commodity(&question.commodity);
    let form = dataset.form(&question.commodity, &question.form);
    let is_main = question.form.as_str() == question.commodity.as_str();
    Subject {
        name: commodity.map_or_else(|| question.commodity.to_string(), |commodity| commodity.name.clone()),
        form: form.filter(|_| !is_main).map(|form| form.name.clone()),
        in_sentence: match (is_main, form, commodity) {
            (false, Some(form), _) => form.in_sentence.clone(),
            (_, _, Some(commodity)) => commodity.in_sentence.clone(),
            _ => question.commodity.to_string(),
        },
        edition: dataset.edition(&question.edition).cloned(),
    }
}

/// Returns what is published of countries, for a question whose rows cannot be put into shares.
fn listing(dataset: &Dataset, question: &Question) -> Option<Listing> {
    let table = dataset.table(&table_key(question))?;
    let year = table.year(question.year).filter(|year| !year.countries.is_empty())?;
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
    Some(Listing { unit: table.unit, source_label: table.source_label.clone(), rows })
}

fn figures(
    dataset: &Dataset,
    question: &Question,
    subject: &Subject,
    problems: &mut Vec<String>,
) -> Result<Figures, Refusal> {
    let wording = Wording::of(question, subject);
    let table = find_table(dataset, question, &wording)?;
    let year = table.year(question.year).ok_or_else(|| wording.no_year(table, question.year))?;
    if let Some(reason) = &table.not_additive {
        return Err(Refusal::NotAdditive { subject: wording.subject, reason: reason.clone() });
    }
    let entries = entries(year);
    if entries.is_empty() {
        return Err(wording.no_countries(table, year));
    }
    let other_span = unattributed(year);
    let base =
        Base::of(question.denominator, &entries, other_span, year).ok_or_else(|| wording.no_total(year, &entries))?;
    let published_only = entries.iter().any(|entry| entry.span.high.is_infinite()) || other_span.high.is_infinite();
    if published_only {
        refuse_one_number(dataset, &entries, other_span, year, &wording)?;
    }

    let active = active_blocs(dataset, question, problems);
    let bloc_of =
        |iso3: Iso3| active.iter().find(|(_, members)| members.countries.contains_key(&iso3)).map(|(id, _)| id.clone());
    let suppliers = suppliers(dataset, &base, bloc_of);
    let unpublished = unpublished(dataset, &base, bloc_of);
    let other = base.residual(year);
    let blocs = fold(dataset, &active, &base, bloc_of);

    let of_sum = question.denominator == Denominator::Sum;
    let rule = ConcentrationRule {
        interval: of_sum && !published_only,
        rho: if of_sum { other.share } else { 0.0 },
        published_only,
    };
    let before = rule.of_countries(&suppliers).ok_or_else(|| wording.no_total(year, &entries))?;
    let after = if active.is_empty() { None } else { rule.with_blocs(&suppliers, &blocs) };
    let printed =
        year.world.as_ref().map(|world| PrintedTotal { quantity: world.quantity.clone(), note: world.note.clone() });
    let found = Figures {
        unit: table.unit,
        basis: table.basis.clone(),
        source_label: table.source_label.clone(),
        total: base.total,
        own_sum: Span::sum(entries.iter().map(|entry| entry.span)).plus(other_span).value,
        printed,
        estimates: estimates(&suppliers),
        suppliers,
        other,
        unpublished,
        before,
        after,
        blocs,
    };
    describe_gaps(&found, published_only, problems);
    describe_blocs(question, &found, problems);
    Ok(found)
}

/// Refuses shares where one country alone has a number and others exist: it would seem to have everything.
fn refuse_one_number(
    dataset: &Dataset,
    entries: &[Entry<'_>],
    other: Span,
    year: &TableYear,
    wording: &Wording,
) -> Result<(), Refusal> {
    let mut with_number = entries.iter().filter(|entry| entry.span.value > 0.0);
    match (with_number.next(), with_number.next()) {
        (Some(only), None) if other.value <= 0.0 => Err(wording.only_one(year, dataset.country_name(only.iso3))),
        _ => Ok(()),
    }
}

/// How concentration is taken for one question.
struct ConcentrationRule {
    interval: bool,
    rho: f64,
    published_only: bool,
}

impl ConcentrationRule {
    fn of_countries(&self, suppliers: &[SupplierShare]) -> Option<Concentration> {
        let shares = suppliers.iter().map(|supplier| (supplier_name(supplier), supplier.share.value)).collect();
        concentration(shares, self.rho, self.interval, self.published_only)
    }

    fn with_blocs(&self, suppliers: &[SupplierShare], blocs: &[BlocShare]) -> Option<Concentration> {
        let name = |bloc: &BlocShare| SupplierName::Bloc { id: bloc.id.clone(), name: bloc.name.clone() };
        let together = blocs.iter().map(|bloc| (name(bloc), bloc.share.value));
        let rest = suppliers.iter().filter(|supplier| supplier.bloc.is_none());
        let rest = rest.map(|supplier| (supplier_name(supplier), supplier.share.value));
        concentration(together.chain(rest).collect(), self.rho, self.interval, self.published_only)
    }
}

fn supplier_name(supplier: &SupplierShare) -> SupplierName {
    SupplierName::Country { iso3: supplier.iso3, name: supplier.name.clone() }
}

/// Returns the switched-on blocs with their members, in the question's order.
fn active_blocs(dataset: &Dataset, question: &Question, problems: &mut Vec<String>) -> Vec<(BlocId, Members)> {
    let mut active: Vec<(BlocId, Members)> = Vec::new();
    for id in &question.blocs {
        if dataset.bloc(id).is_none() {
            problems.push(format!("There is no bloc '{id}' in this dataset; it is left out"));
        } else if active.iter().all(|(known, _)| known != id) {
            active.push((id.clone(), members(dataset, id, question.as_of, question.confidence)));
        }
    }
    active
}

fn suppliers(dataset: &Dataset, base: &Base<'_>, bloc_of: impl Fn(Iso3) -> Option<BlocId>) -> Vec<SupplierShare> {
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
                bloc: bloc_of(entry.iso3),
                note: entry.statement.note.clone(),
            })
        })
        .collect();
    suppliers.sort_by(|a, b| b.value.total_cmp(&a.value).then_with(|| a.name.cmp(&b.name)));
    suppliers
}

fn unpublished(dataset: &Dataset, base: &Base<'_>, bloc_of: impl Fn(Iso3) -> Option<BlocId>) -> Vec<Unpublished> {
    base.entries
        .iter()
        .filter(|entry| entry.statement.quantity.value().is_none())
        .map(|entry| Unpublished {
            iso3: entry.iso3,
            name: dataset.country_name(entry.iso3),
            quantity: entry.statement.quantity.clone(),
            bloc: bloc_of(entry.iso3),
            note: entry.statement.note.clone(),
        })
        .collect()
}

/// Returns what each bloc has once a country in two of them counts in the first.
fn fold(
    dataset: &Dataset,
    active: &[(BlocId, Members)],
    base: &Base<'_>,
    bloc_of: impl Fn(Iso3) -> Option<BlocId>,
) -> Vec<BlocShare> {
    active
        .iter()
        .map(|(id, members)| {
            let mine = |entry: &Entry<'_>| bloc_of(entry.iso3).as_ref() == Some(id);
            BlocShare {
                id: id.clone(),
                name: dataset.bloc(id).map_or_else(|| id.to_string(), |bloc| bloc.short_name.clone()),
                members: members.countries.keys().copied().collect(),
                producers: base
                    .entries
                    .iter()
                    .filter(|entry| mine(entry) && entry.span.value > 0.0)
                    .map(|entry| entry.iso3)
                    .collect(),
                unnamed: members.unnamed,
                share: base.share(|_, entry| mine(entry)),
            }
        })
        .collect()
}

fn estimates(suppliers: &[SupplierShare]) -> Estimates {
    let numbers: Vec<bool> =
        suppliers.iter().filter(|supplier| supplier.value > 0.0).map(|supplier| supplier.quantity.estimated).collect();
    match numbers.iter().filter(|estimated| **estimated).count() {
        0 => Estimates::None,
        count if count == numbers.len() => Estimates::All,
        _ => Estimates::Some,
    }
}
