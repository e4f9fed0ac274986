use std::collections::BTreeMap;

use crate::data::{Dataset, Statement, Table, TableKey, TableYear};
use crate::model::{Amount, BlocId, Bound, Denominator, Iso3, Question, Stage, Status, date_text, quantity_text};

use super::answer::{
    Answer, BlocShare, Estimates, Figures, Listing, Other, PrintedTotal, PublishedRow, Subject, SupplierName,
    SupplierShare, Unpublished,
};
use super::{Members, Refusal, ShareInterval, Span, concentration, members};

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
fn table_key(question: &Question) -> TableKey {
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

/// A country's row with its span.
struct Entry<'a> {
    iso3: Iso3,
    statement: &'a Statement,
    span: Span,
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

    let mut with_number = entries.iter().filter(|entry| entry.span.value > 0.0);
    if let (true, Some(only), None, 0.0) = (published_only, with_number.next(), with_number.next(), other_span.value) {
        return Err(wording.only_one(year, dataset.country_name(only.iso3)));
    }
    let active = active_blocs(dataset, question, problems);
    let bloc_of =
        |iso3: Iso3| active.iter().find(|(_, members)| members.countries.contains_key(&iso3)).map(|(id, _)| id.clone());
    let suppliers = suppliers(dataset, &base, bloc_of);
    let unpublished = unpublished(dataset, &base, bloc_of);
    let other = base.residual(year);
    let blocs = fold(dataset, &active, &base, bloc_of);

    let interval = question.denominator == Denominator::Sum && !published_only;
    let rho = if question.denominator == Denominator::Sum { other.share } else { 0.0 };
    let country = |supplier: &SupplierShare| SupplierName::Country { iso3: supplier.iso3, name: supplier.name.clone() };
    let alone = suppliers.iter().map(|supplier| (country(supplier), supplier.share.value)).collect();
    let before = concentration(alone, rho, interval, published_only).ok_or_else(|| wording.no_total(year, &entries))?;
    let after = if active.is_empty() {
        None
    } else {
        let together = blocs
            .iter()
            .map(|bloc| (SupplierName::Bloc { id: bloc.id.clone(), name: bloc.name.clone() }, bloc.share.value))
            .chain(
                suppliers
                    .iter()
                    .filter(|supplier| supplier.bloc.is_none())
                    .map(|supplier| (country(supplier), supplier.share.value)),
            )
            .collect();
        concentration(together, rho, interval, published_only)
    };
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

fn find_table<'a>(dataset: &'a Dataset, question: &Question, wording: &Wording) -> Result<&'a Table, Refusal> {
    if dataset.commodity(&question.commodity).is_none() {
        return Err(Refusal::NoCommodity { commodity: question.commodity.to_string() });
    }
    dataset.table(&table_key(question)).ok_or_else(|| {
        let available: Vec<String> = dataset
            .tables_of(&question.commodity, &question.edition)
            .map(|table| {
                let form = dataset
                    .form(&table.key.commodity, &table.key.form)
                    .map_or_else(|| table.key.form.to_string(), |form| form.in_sentence.clone());
                format!("{} of {form}", table.key.stage.in_sentence())
            })
            .collect();
        let available = if available.is_empty() { "no table of this mineral".to_owned() } else { available.join(", ") };
        Refusal::NoTable { edition: wording.edition.clone(), subject: wording.subject.clone(), available }
    })
}

fn entries(year: &TableYear) -> Vec<Entry<'_>> {
    year.countries
        .iter()
        .map(|row| Entry { iso3: row.country, statement: &row.statement, span: row_span(&row.statement) })
        .collect()
}

/// Returns the span of what is not attributed to a named country: "Other countries", and anything at all where the
/// publisher could not give the world a number.
fn unattributed(year: &TableYear) -> Span {
    let other = year.other.as_ref().map_or(Span::ZERO, |other| Span::of(&other.quantity));
    let world = year.world.as_ref().map(|world| world.quantity.status());
    if matches!(world, Some(Status::NotAvailable | Status::Qualitative)) { other.plus(Span::UNKNOWN) } else { other }
}

/// Returns the span of a country's row. One that is counted in "Other countries" adds nothing of its own.
fn row_span(statement: &Statement) -> Span {
    let inside_other = matches!(statement.quantity.amount, Amount::IncludedElsewhere)
        && statement.note.to_lowercase().contains("other countries");
    if inside_other { Span::ZERO } else { Span::of(&statement.quantity) }
}

/// What shares are taken of, and the rows they are taken from.
struct Base<'a> {
    entries: &'a [Entry<'a>],
    other: Span,
    /// The printed total, when it was chosen.
    printed: Option<Span>,
    total: f64,
}

impl<'a> Base<'a> {
    fn of(denominator: Denominator, entries: &'a [Entry<'a>], other: Span, year: &TableYear) -> Option<Self> {
        let (printed, total) = match denominator {
            Denominator::Sum => (None, Span::sum(entries.iter().map(|entry| entry.span)).plus(other).value),
            Denominator::Printed => {
                let whole = Span::of(&year.world.as_ref()?.quantity);
                (Some(whole), whole.value)
            }
        };
        (total > 0.0).then_some(Self { entries, other, printed, total })
    }

    /// Returns the share of the rows that `is_part` picks by their position.
    fn share(&self, is_part: impl Fn(usize, &Entry<'_>) -> bool) -> ShareInterval {
        let (mut part, mut rest) = (Span::ZERO, self.other);
        for (index, entry) in self.entries.iter().enumerate() {
            let side = if is_part(index, entry) { &mut part } else { &mut rest };
            *side = side.plus(entry.span);
        }
        match self.printed {
            None => ShareInterval::of_parts(part, rest),
            Some(whole) => ShareInterval::of_whole(part, whole),
        }
        .unwrap_or(ShareInterval::ZERO)
    }

    /// Returns the residual: "Other countries", or what is left of the printed total.
    fn residual(&self, year: &TableYear) -> Other {
        let value = match self.printed {
            None => self.other.value,
            Some(whole) => whole.value - self.entries.iter().map(|entry| entry.span.value).sum::<f64>(),
        };
        Other { quantity: year.other.as_ref().map(|other| other.quantity.clone()), value, share: value / self.total }
    }
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

/// Says what is missing from the figures, so that no gap is silent.
fn describe_gaps(figures: &Figures, published_only: bool, problems: &mut Vec<String>) {
    let mut by_status: BTreeMap<&'static str, Vec<&str>> = BTreeMap::new();
    for unpublished in &figures.unpublished {
        by_status.entry(gap_words(unpublished.status())).or_default().push(&unpublished.name);
    }
    for (words, names) in by_status {
        problems.push(format!("{words}: {}", names.join(", ")));
    }
    if let Some(quantity) = &figures.other.quantity
        && quantity.value().is_none()
    {
        problems.push(format!("{}: other countries", gap_words(quantity.status())));
    }
    if let Some(printed) = &figures.printed
        && matches!(printed.quantity.status(), Status::NotAvailable | Status::Qualitative)
    {
        let words = match &printed.quantity.amount {
            Amount::Qualitative(word) => format!("the word “{word}”"),
            _ => "no number".to_owned(),
        };
        problems.push(format!("The publisher gives {words} for the world, so producers may be missing"));
    }
    if published_only {
        problems.push(
            "Shares are of what is published, so at most what is shown; the HHI is that of published producers and has no interval"
                .to_owned(),
        );
    }
    if figures.other.value < 0.0 {
        problems.push(
            "The named countries add up to more than the printed world total, through its rounding; the rest is negative"
                .to_owned(),
        );
    }
}

fn gap_words(status: Status) -> &'static str {
    match status {
        Status::Withheld => "Withheld by the publisher",
        Status::NotAvailable => "Not available",
        Status::NotApplicable => "Not applicable",
        Status::IncludedElsewhere => "Counted in another row",
        Status::Qualitative => "Given in words only",
        Status::Reported | Status::Estimated => "Given in another form",
    }
}

/// Says which blocs have nothing to fold, and why.
fn describe_blocs(question: &Question, figures: &Figures, problems: &mut Vec<String>) {
    for bloc in &figures.blocs {
        let name = &bloc.name;
        if bloc.members.is_empty() {
            problems.push(format!(
                "{name} has no members on {} among {}",
                date_text(question.as_of),
                question.confidence.in_sentence()
            ));
        } else if bloc.producers.is_empty() {
            problems.push(format!("No member that counts in {name} has a published number here"));
        }
    }
    let unnamed: Vec<&str> = figures.blocs.iter().filter(|bloc| bloc.unnamed).map(|bloc| bloc.name.as_str()).collect();
    if !unnamed.is_empty() {
        problems.push(format!("Members that are not named in public count in no sum: {}", unnamed.join(", ")));
    }
}

/// The words that refusals share.
struct Wording {
    edition: String,
    subject: String,
}

impl Wording {
    fn of(question: &Question, subject: &Subject) -> Self {
        Self {
            edition: subject
                .edition
                .as_ref()
                .map_or_else(|| question.edition.to_string(), |edition| edition.short_name.clone()),
            subject: format!("{} of {}", question.stage.in_sentence(), subject.in_sentence),
        }
    }

    fn no_year(&self, table: &Table, year: i16) -> Refusal {
        let years: Vec<String> = table.years.iter().map(|year| year.year.to_string()).collect();
        Refusal::NoYear {
            edition: self.edition.clone(),
            subject: self.subject.clone(),
            year,
            available: years.join(", "),
        }
    }

    fn no_countries(&self, table: &Table, year: &TableYear) -> Refusal {
        let printed = year
            .world
            .as_ref()
            .or(year.other.as_ref())
            .and_then(|world| printed_text(world, table))
            .map_or_else(String::new, |text| format!("; the figure it prints is {text}"));
        Refusal::NoCountries { edition: self.edition.clone(), subject: self.subject.clone(), year: year.year, printed }
    }

    fn only_one(&self, year: &TableYear, country: String) -> Refusal {
        Refusal::OnlyOne { edition: self.edition.clone(), subject: self.subject.clone(), year: year.year, country }
    }

    fn no_total(&self, year: &TableYear, entries: &[Entry<'_>]) -> Refusal {
        if entries.iter().any(|entry| entry.span.value > 0.0) {
            return Refusal::NoPrintedTotal {
                edition: self.edition.clone(),
                subject: self.subject.clone(),
                year: year.year,
            };
        }
        let mut states: Vec<&str> = entries
            .iter()
            .map(|entry| match entry.statement.quantity.status() {
                Status::Reported | Status::Estimated => "zero",
                Status::Withheld => "withheld",
                Status::NotAvailable => "not available",
                Status::NotApplicable => "not applicable",
                Status::IncludedElsewhere => "counted in another row",
                Status::Qualitative => "words only",
            })
            .collect();
        states.sort_unstable();
        states.dedup();
        Refusal::NoNumbers {
            edition: self.edition.clone(),
            subject: self.subject.clone(),
            year: year.year,
            states: states.join(", "),
        }
    }
}

/// Returns a printed quantity in words, or nothing where it is no number.
fn printed_text(statement: &Statement, table: &Table) -> Option<String> {
    let value = statement.quantity.value()?;
    let words = match (&statement.quantity.amount, statement.quantity.bound()?) {
        (Amount::Range { low, high }, _) => {
            return Some(format!("{} to {}", quantity_text(*low, table.unit), quantity_text(*high, table.unit)));
        }
        (_, Bound::AtLeast) => "more than ",
        (_, Bound::AtMost) => "less than ",
        _ => "",
    };
    Some(format!("{words}{}", quantity_text(value, table.unit)))
}
