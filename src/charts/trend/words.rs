use crate::analysis::{Estimates, Figures, Trend, TrendYear};
use crate::charts::source_line::{
    asked_edition, label_words, membership_words, own_file, printed_words, program_words, published_word,
    uncorrected_words,
};
use crate::charts::supposed::territories_words;
use crate::charts::wording::{
    bound_words, capitalised, common_start, estimates_words, percent_that_holds, quantity_in_sentence, sentence_name,
    share_text,
};
use crate::model::{Bound, Denominator, Edition, EditionChoice, Stage, Unit, quantity_text, quantity_words};

use super::form::{As, TrendForm};
use super::form_words::{in_card, shown_words};
use super::model::{CardRow, TrendChart, YearCard, apart_words};
use super::options::{Measure, Shape};
use super::series::{Reader, Reading, SeriesKey, TrendPoint};

/// Returns what the data say of how the share of the largest country of the newest year changed.
pub(in crate::charts) fn share_title(trend: &Trend) -> String {
    let unit = trend.newest().map_or(Unit::Tonnes, |(_, figures)| figures.unit);
    title(&Reader { trend, measure: Measure::Share, unit, drawn: Vec::new(), by_bloc: false })
}

/// Returns what the data say of the largest supplier of the newest year.
pub(super) fn title(reader: &Reader<'_>) -> String {
    let trend = reader.trend;
    let Some((newest, figures)) = trend.newest() else { return title_without_figures(trend) };
    let Some((key, name, share)) = largest(reader, figures) else { return trend.subject.name.clone() };
    let subject = subject_words(trend, figures);
    if figures.other.share > share {
        let of = match reader.measure {
            Measure::Share => format!("The share of {subject} that is not attributed to a country"),
            Measure::Quantity => format!("What is not attributed to a country of {subject}"),
        };
        return change(reader, &SeriesKey::Other, newest).map_or_else(|| of.clone(), |change| format!("{of} {change}"));
    }
    let Some(change) = change(reader, &key, newest) else { return trend.subject.name.clone() };
    let name = sentence_name(&name);
    format!("{} {change}", measured(reader, figures, &name))
}

/// Returns what is measured of a supplier, whose name begins a sentence: "China’s share of mined cobalt".
pub(super) fn measured(reader: &Reader<'_>, figures: &Figures, name: &str) -> String {
    let subject = &reader.trend.subject;
    let what = match (reader.measure, subject.stage.stated()) {
        (Measure::Share, _) => format!("share of {}", subject_words(reader.trend, figures)),
        (Measure::Quantity, Some(Stage::Capacity)) => format!("capacity for {}", subject.in_sentence),
        (Measure::Quantity, Some(stage)) => format!("{} of {}", stage.in_sentence(), subject.in_sentence),
        (Measure::Quantity, None) => format!("quantity of {}", subject.in_sentence),
    };
    format!("{} {what}", possessive(name))
}

pub(super) fn title_without_figures(trend: &Trend) -> String {
    let subject = &trend.subject;
    let name = subject.form.as_ref().map_or_else(|| subject.name.clone(), |form| format!("{}: {form}", subject.name));
    format!("{name}, {}", trend.subject.stage.in_sentence())
}

/// Returns the largest supplier of a year among what the chart takes for suppliers.
pub(super) fn largest(reader: &Reader<'_>, figures: &Figures) -> Option<(SeriesKey, String, f64)> {
    let countries = figures
        .suppliers
        .iter()
        .filter(|supplier| !(reader.by_bloc && supplier.counted.is_member()))
        .map(|supplier| (SeriesKey::Country(supplier.iso3), supplier.name.clone(), supplier.share.value));
    let blocs = figures
        .blocs
        .iter()
        .filter(|_| reader.by_bloc)
        .map(|bloc| (SeriesKey::Bloc(bloc.id.clone()), bloc.name.clone(), bloc.share.value));
    // Of equals the first.
    blocs.chain(countries).reduce(|best, other| if other.2 > best.2 { other } else { best })
}

/// Returns what shares are of, for example "mined cobalt"; of a file of a person's own that states no world total, no more
/// than is in it.
pub(super) fn subject_words(trend: &Trend, figures: &Figures) -> String {
    let subject = &trend.subject.in_sentence;
    let words = match trend.subject.stage.stated() {
        Some(stage @ (Stage::Mine | Stage::Smelter | Stage::Refinery)) => format!("{} {subject}", stage.verb()),
        Some(Stage::Capacity) => format!("capacity for {subject}"),
        Some(stage @ (Stage::Reserves | Stage::Production)) => format!("{} of {subject}", stage.in_sentence()),
        None => format!("the {subject}"),
    };
    let edition = trend.years.last().and_then(|year| year.answer.subject.edition.as_ref());
    own_file(edition, figures).map_or_else(|| words.clone(), |file| format!("{words} in {file}"))
}

fn possessive(name: &str) -> String {
    if name.ends_with(['s', 'S']) { format!("{name}’") } else { format!("{name}’s") }
}

/// Returns how a series changed up to the newest year: "rose from 60 % in 2021 to 69 % in 2025". Where a number is open
/// or the years are not comparable, only what each year says.
fn change(reader: &Reader<'_>, key: &SeriesKey, newest: &TrendYear) -> Option<String> {
    let points: Vec<TrendPoint> = reader.trend.years.iter().filter_map(|year| reader.point(year, key)).collect();
    let last = points.last().filter(|point| point.year == newest.year)?;
    let now = in_sentence(reader, last);
    let first = points.first().filter(|first| first.year < last.year);
    let Some(first) = first else { return Some(format!("was {now} in {}", last.year)) };
    let then = in_sentence(reader, first);
    let apart = reader.trend.breaks.iter().filter(|between| between.from >= first.year);
    let comparable = apart.filter_map(|between| between.apart).all(|apart| apart_words(apart).is_none());
    let exact = first.bound == Bound::Exact && last.bound == Bound::Exact;
    let near = match reader.measure {
        Measure::Share => (last.value * 0.1).min(0.01),
        Measure::Quantity => last.value * 0.02,
    };
    let is_near = |point: &TrendPoint, by: f64| (point.value - last.value).abs() < near * by;
    Some(if comparable && exact && !is_near(first, 1.0) && then != now {
        let verb = if last.value > first.value { "rose" } else { "fell" };
        format!("{verb} from {then} in {} to {now} in {}", first.year, last.year)
    } else if comparable && exact && points.iter().all(|point| point.bound == Bound::Exact && is_near(point, 2.0)) {
        format!("stayed near {now} from {} to {}", first.year, last.year)
    } else {
        format!("was {then} in {} and {now} in {}", first.year, last.year)
    })
}

fn in_sentence(reader: &Reader<'_>, point: &TrendPoint) -> String {
    let number = match reader.measure {
        Measure::Share => percent_that_holds(point.value, point.bound),
        Measure::Quantity => quantity_in_sentence(point.value, reader.unit),
    };
    if point.bound == Bound::Range && point.ends.is_none() {
        return format!("{number} of what is published");
    }
    format!("{}{number}", bound_words(point.bound))
}

/// Returns stage, years, the whole and whether it is estimated.
pub(super) fn subtitle(reader: &Reader<'_>, form: TrendForm) -> String {
    let trend = reader.trend;
    let years: Vec<i16> = trend.years.iter().map(|year| year.year).collect();
    let Some((newest, figures)) = trend.newest() else {
        return format!("No figures for shares, {}", years_words(&years));
    };
    let stage = trend.subject.stage.in_sentence();
    let edition = trend.years.last().and_then(|year| year.answer.subject.edition.as_ref());
    let published = published_word(edition, figures);
    let by = if reader.by_bloc { "bloc" } else { "country" };
    let what = match reader.measure {
        Measure::Share => format!("Share of {published}{stage} by {by}"),
        Measure::Quantity => format!("{} by {by}", capitalised(stage)),
    };
    let what = shown_words(form, &format!("{published}{stage}"), by, what);
    let basis = if figures.basis.is_empty() { String::new() } else { format!(" {}", figures.basis) };
    let total = quantity_in_sentence(figures.total, figures.unit);
    let estimates = estimates_words(figures.estimates);
    match years.as_slice() {
        [_] => format!("{what}, {}, {total}{basis}{estimates}; only this year is published", newest.year),
        _ => format!("{what}, {}; {}: {total}{basis}{estimates}", years_words(&years), newest.year),
    }
}

/// Returns years in words: "2021", "2021 and 2022", "2021 to 2025", "2021, 2023 and 2025".
pub(in crate::charts) fn years_words(years: &[i16]) -> String {
    let consecutive =
        years.windows(2).all(|pair| matches!(pair, [before, after] if before.checked_add(1) == Some(*after)));
    match years {
        [] => String::new(),
        [only] => only.to_string(),
        [first, .., last] if consecutive && years.len() > 2 => format!("{first} to {last}"),
        [rest @ .., last] => {
            let rest: Vec<String> = rest.iter().map(i16::to_string).collect();
            format!("{} and {last}", rest.join(", "))
        }
    }
}

/// Returns the reason why there is no picture, where no year has figures.
pub(in crate::charts) fn empty(trend: &Trend) -> Option<String> {
    if trend.newest().is_some() {
        return None;
    }
    let newest = trend.years.last().and_then(|year| year.answer.figures.as_ref().err());
    Some(match (newest, trend.years.len()) {
        (None, _) => {
            format!("No year is published of {}", trend.subject.stage.of(&trend.subject.in_sentence))
        }
        (Some(reason), 1) => reason.to_string(),
        (Some(reason), _) => format!("{reason}. No earlier year has figures for shares either"),
    })
}

/// Returns an edition's name, from the longest wording to the shortest.
pub(super) fn edition_names(edition: &Edition) -> Vec<String> {
    let mut names = vec![edition.short_name.clone()];
    // The publisher stands in the source line.
    if let Some((_, rest)) = edition.short_name.split_once(' ')
        && rest.contains(' ')
    {
        names.push(rest.to_owned());
    }
    names
}

/// Returns the names of editions in one: "Mineral Commodity Summaries 2023 to 2026" where only the last word differs.
fn editions_words(editions: &[&Edition]) -> String {
    let names: Vec<&str> = editions.iter().map(|edition| edition.name.as_str()).collect();
    let years = |ends: Vec<&str>| ends.into_iter().map(|end| end.parse().ok()).collect::<Option<Vec<i16>>>();
    match common_start(&names).and_then(|(start, ends)| Some((start, years(ends)?))) {
        Some((start, mut years)) => {
            years.sort_unstable();
            format!("{start} {}", years_words(&years))
        }
        None => names.join("; "),
    }
}

/// Returns the line that every picture carries: source, editions, denominator, blocs, date, rule, program.
pub(in crate::charts) fn source_line(trend: &Trend) -> String {
    let question = &trend.question;
    let editions = trend.editions();
    let source = if editions.is_empty() { asked_edition(question) } else { Some(editions_words(&editions)) };
    let newest = if editions.len() > 1 && question.edition == EditionChoice::Newest {
        ", each year from the newest edition that has it"
    } else {
        ""
    };
    let newest_figures = trend.newest().map(|(_, figures)| figures);
    let sentence = |source: String| {
        let label = newest_figures.map_or_else(String::new, |figures| label_words(&figures.source_label, &source));
        format!("Source: {source}{label}{newest}")
    };
    let mut parts: Vec<String> = source.map(sentence).into_iter().collect();
    parts.extend(trend.subject.assumption.clone());
    if let Some((newest_year, figures)) = trend.newest() {
        parts.push(match question.denominator {
            Denominator::Sum => {
                let printed = printed_words(figures);
                let printed = printed.map(|printed| format!("; printed world total of {} {printed}", newest_year.year));
                format!("Shares of each year’s named countries and “Other countries”{}", printed.unwrap_or_default())
            }
            Denominator::Printed => "Shares of the world total printed for each year".to_owned(),
        });
        parts.extend(membership_words("Blocs in every year", question, figures));
    }
    parts.extend(territories_words(question));
    parts.extend(uncorrected_words(question));
    parts.push(program_words());
    parts.join(". ")
}

/// Returns what a hover over a year says.
pub(super) fn card(reader: &Reader<'_>, chart: &TrendChart, year: &TrendYear) -> YearCard {
    let edition = year.edition().map_or_else(String::new, |edition| format!(", {}", edition.short_name));
    let row = |sign, what: String, value: String| CardRow { sign, what, value };
    let mut rows = Vec::new();
    match &year.answer.figures {
        Err(refusal) => rows.push(row(None, "No figures".to_owned(), refusal.to_string())),
        Ok(figures) => {
            for series in &chart.series {
                let text = card_text(reader, year, figures, &series.key);
                let text = in_card((chart.shown_as, &chart.scale), series, year, text);
                rows.push(row(Some((series.series, series.marker)), series.label.clone(), text));
            }
            let estimates = estimates_words(figures.estimates);
            rows.push(row(
                None,
                "Total".to_owned(),
                format!("{}{estimates}", quantity_text(figures.total, figures.unit)),
            ));
        }
    }
    if let Some(hhi) = &chart.hhi {
        for series in [Some(&hhi.before), hhi.after.as_ref()].into_iter().flatten() {
            if let Some(point) = series.points.iter().find(|point| point.year == year.year) {
                rows.push(row(None, series.name(), point.text()));
            }
        }
    }
    for said in chart.events.iter().filter(|event| event.year == year.year).flat_map(|event| &event.said) {
        rows.push(row(None, "Blocs".to_owned(), said.clone()));
    }
    for correction in &year.corrections {
        rows.push(row(None, "Corrected".to_owned(), format!("{}. {}", correction.change, correction.reason)));
    }
    for change in &year.changes {
        rows.push(row(None, "Large change".to_owned(), format!("{}. {}", change.country, change.explanation)));
    }
    YearCard { year: year.year, heading: format!("{}{edition}", year.year), rows }
}

/// Returns share, quantity and status of a series in a year.
fn card_text(reader: &Reader<'_>, year: &TrendYear, figures: &Figures, key: &SeriesKey) -> String {
    match key {
        SeriesKey::Country(iso3) => {
            if let Some(supplier) = figures.suppliers.iter().find(|supplier| supplier.iso3 == *iso3) {
                let estimated = if supplier.quantity.estimated { estimates_words(Estimates::All) } else { "" };
                let quantity = quantity_words(&supplier.quantity, figures.unit);
                return format!("{}; {quantity}{estimated}", share_text(supplier.share));
            }
        }
        SeriesKey::Bloc(id) => {
            let bloc = figures.blocs.iter().find(|bloc| bloc.id == *id && !bloc.producers.is_empty());
            let levels = reader.levels(figures, id).map_or_else(String::new, |levels| format!("; {levels}"));
            if let Some(bloc) = bloc {
                let (share, quantity) = (share_text(bloc.share), quantity_text(bloc.quantity.value, figures.unit));
                return format!("{share}; {quantity}{levels}");
            }
            if let Some(Reading::Number(point)) = reader.reading(year, key) {
                return format!("{}{levels}", point.text);
            }
        }
        SeriesKey::More | SeriesKey::Other => {}
    }
    match reader.reading(year, key) {
        Some(Reading::Number(point)) => point.text,
        Some(Reading::Words(words)) => words,
        None => String::new(),
    }
}

/// Returns the chart in words.
pub(super) fn description(chart: &TrendChart) -> String {
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let kind = match (chart.shown_as, chart.options.shape) {
        (As::Index, _) => "Indices",
        (As::Rank, _) => "Ranks",
        (As::Values, Shape::Lines) => "Lines",
        (As::Values, Shape::Stacked) => "Areas, from the bottom up",
    };
    let series: Vec<&str> = chart.series.iter().map(|series| series.spoken.as_str()).collect();
    let hhi = chart.hhi.as_ref().map_or_else(String::new, |hhi| {
        let lines = [Some(&hhi.before), hhi.after.as_ref()].into_iter().flatten();
        let spoken: Vec<&str> = lines.map(|series| series.spoken.as_str()).collect();
        format!(" {}.", spoken.join(". "))
    });
    let editions: Vec<String> = chart
        .editions
        .iter()
        .filter_map(|span| {
            let years = if span.first == span.last {
                span.first.to_string()
            } else {
                format!("{} to {}", span.first, span.last)
            };
            Some(format!("{years} {}", span.names.first()?))
        })
        .collect();
    let said: Vec<&str> = chart.events.iter().flat_map(|event| &event.said).map(String::as_str).collect();
    let events = if said.is_empty() { String::new() } else { format!(" Bloc events: {}.", said.join("; ")) };
    let (title, subtitle, editions) = (&chart.title, &chart.subtitle, editions.join(", "));
    format!("{title}. {subtitle}. {kind}: {}.{hhi} Editions: {editions}.{events}", series.join("; "))
}
