use crate::analysis::{Answer, Band, Guidelines, Hhi};
use crate::charts::shares;
use crate::charts::wording::{capitalised, percent, percent_in_sentence, sentence_name};
use crate::model::whole_text;

use super::contributions::{ContributionKey, Contributions};
use super::lorenz::{LorenzCurve, LorenzPicture};
use super::model::{ConcentrationChart, Picture};
use super::setting::Setting;
use super::stages::StagesPicture;

/// Why there is no Lorenz curve.
pub(super) const ONE_SUPPLIER: &str =
    "One supplier alone has all that is named: a Lorenz curve and a Gini coefficient are not defined for one";

/// Returns the band of an index in words, with its threshold and whose it is: "Highly concentrated, above 1,800 (US
/// guidelines 2023)".
pub(super) fn band_words(hhi: &Hhi, guidelines: Guidelines) -> String {
    let (lower, upper) = (guidelines.band(hhi.lower), guidelines.band(hhi.upper.unwrap_or(hhi.lower)));
    let (moderate, high) = guidelines.thresholds();
    let whose = format!("US guidelines {}", guidelines.year());
    if lower != upper {
        return format!("{} ({whose})", capitalised(&between(lower, upper)));
    }
    match lower {
        Band::Low => format!("Not concentrated, up to {} ({whose})", whole_text(moderate)),
        Band::Moderate => format!("Moderately concentrated, above {} ({whose})", whole_text(moderate)),
        Band::High => format!("Highly concentrated, above {} ({whose})", whole_text(high)),
    }
}

/// Returns the band of an index for the end of a sentence.
fn short_band(hhi: &Hhi, guidelines: Guidelines) -> String {
    let (lower, upper) = (guidelines.band(hhi.lower), guidelines.band(hhi.upper.unwrap_or(hhi.lower)));
    if lower == upper { lower.short_words().to_owned() } else { between(lower, upper) }
}

/// Returns that an interval reaches over several bands.
fn between(lower: Band, upper: Band) -> String {
    let first = match lower {
        Band::Low => lower.short_words(),
        Band::Moderate | Band::High => lower.short_words().split(' ').next().unwrap_or_default(),
    };
    format!("between {first} and {}", upper.short_words())
}

/// Returns what the data say.
pub(super) fn title(
    answer: &Answer,
    setting: Option<Setting<'_>>,
    picture: &Picture,
    guidelines: Guidelines,
) -> String {
    let Some(setting) = setting else {
        let subject = &answer.subject;
        let name =
            subject.form.as_ref().map_or_else(|| subject.name.clone(), |form| format!("{}: {form}", subject.name));
        return format!("{name}: how concentrated supply is");
    };
    match picture {
        Picture::Lorenz(lorenz) => lorenz_title(setting, lorenz),
        Picture::Contributions(contributions) => contributions_title(setting, contributions),
        Picture::Stages(_) | Picture::Nothing => hhi_title(setting, guidelines),
    }
}

fn published(setting: Setting<'_>) -> &'static str {
    if setting.figures.before.hhi.published_only { " of published producers" } else { "" }
}

/// A change of the HHI by fewer points is no rise and no fall for a title.
const LITTLE: f64 = 10.0;

fn hhi_title(setting: Setting<'_>, guidelines: Guidelines) -> String {
    let before = setting.figures.before.hhi;
    let (supply, of) = (setting.supply(), published(setting));
    let lower = whole_text(before.lower);
    let Some(now) = setting.now() else {
        return format!("The HHI{of} of {supply} is {lower}; in what is supposed nothing would be left");
    };
    let words = short_band(&now.hhi, guidelines);
    if setting.after().is_none() {
        return format!("The HHI{of} of {supply} is {lower}: {words}");
    }
    let after = whole_text(now.hhi.lower);
    if setting.figures.scenario.is_some() {
        let what = setting.supply_now();
        return format!("The HHI{of} of {what} would be {after} in place of {lower}: {words}");
    }
    let verb = match now.hhi.lower.round() - before.lower.round() {
        0.0 => "stays",
        change if change.abs() < LITTLE => "changes little,",
        ..0.0 => "falls",
        _ => "rises",
    };
    let change = if verb == "stays" { format!("at {after}") } else { format!("from {lower} to {after}") };
    format!("With each bloc as one supplier, the HHI{of} of {supply} {verb} {change}: {words}")
}

/// Returns what the smaller half of suppliers has.
fn lorenz_title(setting: Setting<'_>, lorenz: &LorenzPicture) -> String {
    let Some(curve) = lorenz.curves.last() else { return setting.supply() };
    let count = curve.steps.len();
    let half = count / 2;
    let of = if curve.is_after { setting.now() } else { Some(&setting.figures.before) };
    // Of all that there is, not of what is named.
    let smallest = of.into_iter().flat_map(|of| of.largest.iter().rev().take(half));
    let share = percent_in_sentence(smallest.map(|supplier| supplier.share.value).sum());
    let supply = if curve.is_after { setting.supply_now() } else { setting.supply() };
    let verb = match (setting.figures.scenario.is_some() && curve.is_after, half) {
        (true, _) => "would have",
        (false, 1) => "has",
        (false, _) => "have",
    };
    let who = if half == 1 {
        format!("smallest of {count} suppliers")
    } else {
        format!("{half} smallest of {count} suppliers")
    };
    let lead = if curve.is_after && setting.figures.scenario.is_none() {
        "With each bloc as one supplier, the "
    } else {
        "The "
    };
    format!("{lead}{who} {verb} {share} of {supply}")
}

fn contributions_title(setting: Setting<'_>, contributions: &Contributions) -> String {
    let (Some(now), Some(first)) = (setting.now(), contributions.rows.first()) else { return setting.supply() };
    let name = sentence_name(&first.name);
    let (all, supply) = (whole_text(now.hhi.lower), setting.supply_now());
    let verb = if setting.figures.scenario.is_some() { "would give" } else { "gives" };
    let of = published(setting);
    if contributions.rows.iter().filter(|row| row.key != ContributionKey::Other).count() == 1 {
        return format!("{name} {verb} all {all} HHI points{of} of {supply}");
    }
    format!("{name} {verb} {} of the {all} HHI points{of} of {supply}", first.points.text)
}

/// Returns what the measures are of, as Shares says it of its bars.
pub(super) fn subtitle(setting: Option<Setting<'_>>, shares: &str) -> String {
    let Some(_) = setting else { return shares.to_owned() };
    shares.replacen("Share of ", "Shares of ", 1)
}

/// Returns what stands above the measures.
pub(super) fn readings_heading(setting: Option<Setting<'_>>) -> String {
    let Some(setting) = setting else { return String::new() };
    let stage = setting.answer.subject.stage.in_sentence();
    let of = published(setting);
    let scenario = if setting.figures.scenario.is_some() { ", HYPOTHETICAL" } else { "" };
    let none = if setting.figures.before.hhi.published_only { ": no interval" } else { "" };
    format!("In numbers: {stage}, {}{of}{none}{scenario}", setting.question().year)
}

/// Returns what stands in place of measures.
pub(super) fn no_readings(answer: &Answer) -> Option<String> {
    match &answer.figures {
        Err(refusal) => Some(refusal.to_string()),
        Ok(_) => Setting::of(answer).map(nothing_left),
    }
}

/// Returns that nothing is left to be concentrated.
pub(super) fn nothing_left(setting: Setting<'_>) -> String {
    format!("If it were so, nothing would be left of {}: there is nothing to be concentrated", setting.supply())
}

/// Returns the source line: that of the question's stage and year, and the editions of the others.
pub(super) fn source_line(answer: &Answer, picture: &Picture) -> String {
    let mut parts = shares::source_parts_of(answer);
    if let Picture::Stages(stages) = picture {
        let others = stages.editions.join(", ");
        parts.insert(1, format!("Stages and years: each from the newest edition asked for that has it, of {others}"));
    }
    parts.join(". ")
}

/// Returns what a reader must know.
pub(super) fn notes(setting: Option<Setting<'_>>, picture: &Picture, shared: Vec<String>) -> Vec<String> {
    let mut notes = Vec::new();
    match picture {
        Picture::Stages(stages) => notes.extend(stages_notes(stages)),
        Picture::Lorenz(_) => {
            let other = setting.map_or(0.0, |setting| setting.figures.other.share);
            let left_out =
                if other > 0.0 { format!(", without the {} not attributed", percent(other)) } else { String::new() };
            notes.push(format!("Curve and Gini are of named suppliers with more than nothing{left_out}"));
        }
        Picture::Contributions(contributions) => {
            let other = contributions.rows.iter().find(|row| row.key == ContributionKey::Other);
            if other.is_some_and(|row| row.points.most.is_some()) {
                notes.push("Hatched, or dashed in print: what is not attributed gives nothing if split among countless suppliers, and so much if it is one".to_owned());
            }
        }
        Picture::Nothing => {}
    }
    notes.extend(shared);
    notes
}

fn stages_notes(stages: &StagesPicture) -> Vec<String> {
    let years = || stages.stages.iter().flat_map(|line| line.years.iter().map(move |year| (line, year)));
    let marks = || years().flat_map(|(_, year)| [year.before, year.after]).flatten();
    let mut notes = Vec::new();
    let mut open = marks().filter(|mark| mark.seen_upper().is_some()).peekable();
    if open.peek().is_some() {
        let joined =
            if open.any(|mark| mark.is_joined) { "; with blocs, if one that may hold all of them did" } else { "" };
        notes.push(format!("Bars reach up to where the HHI would be if “Other countries” were one supplier{joined}"));
    }
    if marks().any(|mark| mark.published_only) {
        notes.push("Hollow marks: HHI of published producers, for which no interval is claimed".to_owned());
    }
    if years().any(|(_, year)| year.is_break) {
        notes.push("Dashed lines between years: another edition, with figures revised".to_owned());
    }
    for (line, form) in stages.stages.iter().filter_map(|line| Some((line, line.other_form.as_ref()?))) {
        notes.push(format!("{} is of {form}", line.stage.short_name()));
    }
    for (line, year) in years() {
        if let Some(words) = &year.words {
            notes.push(format!("{} {}: {words}", line.name, year.year));
        }
    }
    notes
}

impl ConcentrationChart {
    /// Returns what is said where there is room for so many measures; nothing where there is room for all.
    #[must_use]
    pub fn more_readings_words(&self, shown: usize) -> Option<String> {
        match self.readings.len().saturating_sub(shown) {
            0 => None,
            1 => Some("One more measure is in the table".to_owned()),
            more => Some(format!("{more} more measures are in the table")),
        }
    }
}

/// Returns the chart in words.
pub(super) fn description(chart: &ConcentrationChart) -> String {
    if let Some(empty) = &chart.empty {
        return format!("{}. {empty}.", chart.title);
    }
    let picture = match &chart.picture {
        Picture::Stages(stages) => {
            let years = stages.stages.iter().flat_map(|line| &line.years);
            format!("HHI by stage and year: {}", years.map(|year| year.spoken.as_str()).collect::<Vec<_>>().join("; "))
        }
        Picture::Lorenz(lorenz) => {
            let spoken: Vec<&str> = lorenz.curves.iter().map(|curve: &LorenzCurve| curve.spoken.as_str()).collect();
            format!("Lorenz curves: {}", spoken.join("; "))
        }
        Picture::Contributions(contributions) => {
            const MOST: usize = 8;
            let rows: Vec<String> = contributions.rows.iter().take(MOST).map(super::ContributionRow::spoken).collect();
            let more = contributions.rows.len().saturating_sub(MOST);
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            format!("Suppliers, largest first: {}{more}", rows.join("; "))
        }
        Picture::Nothing => String::new(),
    };
    let readings: Vec<String> = chart.readings.iter().map(super::Reading::spoken).collect();
    let measures = match &chart.no_readings {
        Some(words) => format!(" {words}."),
        None => format!(" {}: {}.", chart.heading, readings.join(". ")),
    };
    format!("{}. {}. {picture}.{measures}", chart.title, chart.subtitle)
}
