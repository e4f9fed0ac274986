use crate::analysis::{Answer, AtLevel, ChainStep, Concentration, Counted, Figures, Scenario, ScenarioKind};
use crate::charts::bloc_words::level_words;
use crate::charts::supposed::limit_words;
use crate::charts::wording::{
    NO_BREAK, and_words, bound_mark, bound_words, capitalised, is_open, percent, quantity_in_sentence, shown_bound,
};
use crate::model::{Bound, Mode, whole_text};

use super::gap::gap_tile;

/// The tiles under the chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shift {
    /// The tiles, left to right; none where the question has no figures.
    pub tiles: Vec<Tile>,
    /// Whether they tell of what is only supposed.
    pub is_hypothetical: bool,
}

/// One number and how it changes.
#[derive(Debug, Clone, PartialEq)]
pub struct Tile {
    /// What it is, in plain words.
    pub label: String,
    /// The number before, where blocs are on and change it.
    pub before: Option<String>,
    /// The number now.
    pub now: String,
    /// Words behind the number, its unit.
    pub unit: String,
    /// The change, where there is one.
    pub change: Option<Change>,
    /// Lines in place of one number, for what stands side by side.
    pub lines: Vec<TileLine>,
    /// What it means here.
    pub note: String,
    /// What the measure means, in one line, for a hover.
    pub gloss: &'static str,
}

/// One of several numbers side by side.
#[derive(Debug, Clone, PartialEq)]
pub struct TileLine {
    /// What it is of.
    pub label: String,
    /// The number before, where blocs are on and change it.
    pub before: Option<String>,
    /// The number now.
    pub now: String,
}

/// A change of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// With its sign.
    pub text: String,
    /// Whether supply is more concentrated than before; nothing where that says little of how well it is supplied.
    pub more_concentrated: Option<bool>,
}

impl Shift {
    /// Returns the tiles without their notes, for where there is no room; a hover still says what each measure is.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        let bare = |tile: &Tile| {
            // A star is explained wherever it stands.
            let has_star = tile.lines.iter().any(|line| line.now.ends_with('*'));
            let label = if has_star { format!("{} (* of published)", tile.label) } else { tile.label.clone() };
            Tile { note: String::new(), label, ..tile.clone() }
        };
        Self { tiles: self.tiles.iter().map(bare).collect(), ..*self }
    }

    /// Returns the tiles of what is only supposed without the one that says least, for where all would be cramped: what
    /// is lost, what would fill it and how concentrated the rest is stay, and so does the chain. Nothing where no other is.
    #[must_use]
    pub fn with_fewer(&self) -> Option<Self> {
        const KEPT: usize = 3;
        let is_spare = |(place, tile): (usize, &Tile)| place >= KEPT && tile.lines.is_empty();
        let spare = self.tiles.iter().enumerate().rposition(is_spare).filter(|_| self.is_hypothetical)?;
        let mut fewer = self.clone();
        fewer.tiles.remove(spare);
        Some(fewer)
    }
}

impl Tile {
    /// Returns the tile as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let note = if self.note.is_empty() { String::new() } else { format!(" {}", self.note) };
        if !self.lines.is_empty() {
            let line = |line: &TileLine| format!("{} {}{}", line.label, from_words(line.before.as_ref()), line.now);
            let lines: Vec<String> = self.lines.iter().map(line).collect();
            return format!("{}: {}.{note}", self.label, lines.join(", "));
        }
        let before = from_words(self.before.as_ref());
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        let change = self.change.as_ref().map_or_else(String::new, |change| format!(", {}", change.text));
        format!("{}: {before}{}{unit}{change}.{note}", self.label, self.now)
    }
}

/// Returns a number before another one, as it is read aloud.
fn from_words(before: Option<&String>) -> String {
    before.map_or_else(String::new, |before| format!("from {before} to "))
}

/// Returns the tiles of an answer, with the HHI along the supply chain where the mineral has several stages.
#[must_use]
pub fn shift(answer: &Answer, chain: &[ChainStep]) -> Shift {
    let Ok(figures) = &answer.figures else { return Shift::default() };
    let mode = if figures.blocs.is_empty() { Mode::One } else { answer.question.mode };
    let mut tiles = Vec::new();
    if let Some(scenario) = &figures.scenario {
        tiles.push(scenario_tile(mode, figures, scenario));
        tiles.extend(gap_tile(scenario));
    }
    match (&figures.after, &figures.scenario) {
        (None, Some(_)) => {}
        (after, _) => {
            let now = after.as_ref().unwrap_or(&figures.before);
            tiles.push(hhi_tile(figures, now));
            tiles.push(largest_tile(figures, now));
            if figures.scenario.is_none() {
                tiles.push(largest_three_tile(figures, now));
            }
            tiles.push(effective_tile(mode, figures, now));
        }
    }
    tiles.extend(chain_tile(answer, chain));
    Shift { tiles, is_hypothetical: figures.scenario.is_some() }
}

/// Returns the tile of what is lost or covered: it comes first, because the HHI can fall while supply collapses.
fn scenario_tile(mode: Mode, figures: &Figures, scenario: &Scenario) -> Tile {
    let is_loss = scenario.kind == ScenarioKind::Lost;
    let by = supposed_of(mode, figures);
    let missing = 1.0 - scenario.share.value;
    Tile {
        label: if is_loss { "Lost, hypothetically" } else { "Covered, hypothetically" }.to_owned(),
        before: None,
        now: format!("{}{}", bound_mark(shown_bound(scenario.share)), percent(scenario.share.value)),
        unit: format!(
            "{}{}",
            bound_words(scenario.quantity.bound()),
            quantity_in_sentence(scenario.quantity.value, figures.unit)
        ),
        change: None,
        lines: Vec::new(),
        note: format!(
            "{by}{}{}",
            if is_loss || missing <= 0.0 { String::new() } else { format!("; {} missing", percent(missing)) },
            by_confidence(figures, |at| at.scenario.as_ref().map(|of| percent(of.share.value)))
        ),
        gloss: if is_loss {
            "The share of supply that is lost if it is so: of members of blocs that stop selling, and of countries above \
             their limits. Hypothetical: nothing says that they would"
        } else {
            "The share of supply that the members of the switched-on blocs have: what they cover if nobody else sells. \
             Hypothetical: stocks, contracts and new mines are not in it"
        },
    }
}

/// Returns of whom something is supposed, in as few words as a tile has room for.
fn supposed_of(mode: Mode, figures: &Figures) -> String {
    let blocs = figures.blocs.iter().filter(|bloc| mode.is_hypothetical() && bloc.share.value > 0.0);
    let blocs = blocs.map(|bloc| bloc.name.clone());
    let felt = figures.limits.iter().filter(|limit| limit.is_felt());
    let limits = felt.map(|limit| format!("{} {}", limit.name, limit_words(limit)));
    let words: Vec<String> = blocs.chain(limits).collect();
    match (words.is_empty(), mode == Mode::One) {
        (true, true) => "no limit takes anything away".to_owned(),
        (true, false) => "no member has a number here".to_owned(),
        (false, _) => and_words(&words.iter().map(String::as_str).collect::<Vec<_>>()),
    }
}

/// Returns what a number is at each confidence level, behind a note; nothing where it is the same at all of them.
fn by_confidence(figures: &Figures, words: impl Fn(&AtLevel) -> Option<String>) -> String {
    let Some(certainty) = &figures.certainty else { return String::new() };
    let texts: Vec<Option<String>> = certainty.levels.iter().map(&words).collect();
    let differs = texts.windows(2).any(|pair| matches!(pair, [one, next] if one != next));
    if differs { format!("; {}", level_words(certainty, words)) } else { String::new() }
}

/// Returns the tile with the HHI of reserves, mining and refining side by side, where there are two stages or more.
fn chain_tile(answer: &Answer, chain: &[ChainStep]) -> Option<Tile> {
    if chain.len() < 2 {
        return None;
    }
    let line = |step: &ChainStep| {
        let before = chain_text(&step.figures.before);
        let now = match (&step.figures.after, &step.figures.scenario) {
            (Some(after), _) => chain_text(after),
            (None, Some(_)) => "none left".to_owned(),
            (None, None) => before.clone(),
        };
        TileLine {
            label: step.answer.question.stage.short_name().to_owned(),
            before: (before != now).then_some(before),
            now,
        }
    };
    // What differs from the chart is said: another year, form or source.
    let asked = &answer.question;
    let differences = chain.iter().filter_map(|step| {
        let of = &step.answer.question;
        let form = (of.form != asked.form).then(|| step.answer.subject.in_sentence.clone());
        let year = (of.year != asked.year).then(|| of.year.to_string());
        let edition = step.answer.subject.edition.as_ref();
        let series = answer.subject.edition.as_ref().map(|edition| &edition.series);
        let source =
            edition.filter(|edition| Some(&edition.series) != series).map(|edition| edition.short_name.clone());
        let parts: Vec<String> = [form, year, source].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| format!("{}: {}", of.stage.short_name(), parts.join(", ")))
    });
    let published = chain.iter().any(|step| step.figures.before.hhi.published_only);
    let published = published.then(|| "* of published producers".to_owned());
    Some(Tile {
        label: "HHI along the chain".to_owned(),
        before: None,
        now: String::new(),
        unit: String::new(),
        change: None,
        lines: chain.iter().map(line).collect(),
        note: differences.chain(published).collect::<Vec<_>>().join("; "),
        gloss: "How concentrated reserves, mining and refining are, before and after, each by itself: stages are never \
                added up",
    })
}

/// Returns the HHI of a stage: with both ends where they lie in different bands, else how it is bounded, and a star where it
/// is of published producers alone.
fn chain_text(concentration: &Concentration) -> String {
    /// A part of the HHI that makes no difference to a reader.
    const SEEN: f64 = 0.01;
    let hhi = concentration.hhi;
    let is_open = hhi.upper.is_some_and(|upper| upper - hhi.lower > hhi.lower * SEEN);
    match (hhi.published_only, is_open && is_in_one_band(concentration)) {
        (true, _) => format!("{}*", hhi_text(concentration)),
        (false, true) => format!("{}{}", bound_mark(Bound::AtLeast), hhi_text(concentration)),
        (false, false) => hhi_text(concentration),
    }
}

/// Returns the earlier text where blocs are on and it differs from the later one.
fn earlier(figures: &Figures, before: &str, now: &str) -> Option<String> {
    (figures.after.is_some() && before != now).then(|| before.to_owned())
}

/// Returns the HHI, or both its ends where they lie in different bands.
pub(in crate::charts) fn hhi_text(concentration: &Concentration) -> String {
    let hhi = concentration.hhi;
    match hhi.upper {
        Some(upper) if !is_in_one_band(concentration) => format!("{}–{}", whole_text(hhi.lower), whole_text(upper)),
        _ => whole_text(hhi.lower),
    }
}

fn is_in_one_band(concentration: &Concentration) -> bool {
    let (lower, upper) = concentration.hhi.bands();
    lower == upper
}

/// Returns whether a country counts in several blocs with a part each.
fn is_split(figures: &Figures) -> bool {
    figures.suppliers.iter().any(|supplier| supplier.value > 0.0 && matches!(supplier.counted, Counted::Split(_)))
}

fn hhi_tile(figures: &Figures, now: &Concentration) -> Tile {
    let (before_text, now_text) = (hhi_text(&figures.before), hhi_text(now));
    // Of the rounded numbers, so that the three numbers on screen agree; none where an interval spans two bands.
    let delta = now.hhi.lower.round() - figures.before.hhi.lower.round();
    let is_one_band = [&figures.before, now].iter().all(|of| is_in_one_band(of));
    let change = (figures.after.is_some() && is_one_band && delta.abs() >= 0.5).then(|| Change {
        text: if delta > 0.0 { format!("+{}", whole_text(delta)) } else { whole_text(delta) },
        // What is left after a loss can be better spread and still be too little; blocs that share a country are not two
        // suppliers more.
        more_concentrated: (figures.scenario.is_none() && !is_split(figures)).then_some(delta > 0.0),
    });
    let (band, upper_band) = now.hhi.bands();
    let words = if now.hhi.published_only {
        format!("{} among published producers", capitalised(band.short_words()))
    } else if band == upper_band {
        band.words().to_owned()
    } else {
        format!("Between {} and {}", band.short_words(), upper_band.short_words())
    };
    let reading = match now.hhi.upper {
        _ if now.hhi.published_only => "; no interval".to_owned(),
        Some(upper) if upper - now.hhi.lower >= 0.5 && band == upper_band => {
            format!("; {} to {}", whole_text(now.hhi.lower), whole_text(upper))
        }
        _ => String::new(),
    };
    let as_blocs = figures.scenario.as_ref().and_then(|scenario| scenario.as_blocs.as_ref());
    let as_blocs = as_blocs
        .map_or_else(String::new, |blocs| format!("; {} with each bloc as one supplier", whole_text(blocs.hhi.lower)));
    Tile {
        label: match figures.scenario.as_ref().map(|scenario| scenario.kind) {
            None => "How concentrated (HHI)",
            Some(ScenarioKind::Lost) => "HHI of what is left",
            Some(ScenarioKind::Covered) => "HHI of what is covered",
        }
        .to_owned(),
        before: earlier(figures, &before_text, &now_text),
        now: now_text,
        unit: String::new(),
        change,
        lines: Vec::new(),
        note: format!("{words}{reading}{as_blocs}{}", by_confidence(figures, |at| at.after.as_ref().map(hhi_text))),
        gloss: "Herfindahl–Hirschman index: the sum of squared shares in per cent, 0 to 10,000. One supplier alone is \
                10,000, ten equal ones are 1,000. The thresholds 1,000 and 1,800 are those of the US merger guidelines \
                of 2023. “Other countries” gives it an interval: many small suppliers, or one",
    }
}

fn largest_tile(figures: &Figures, now: &Concentration) -> Tile {
    let name = |concentration: &Concentration| {
        concentration.largest.first().map_or_else(String::new, |largest| largest.name.text().to_owned())
    };
    let bound = now.largest.first().map_or("", |largest| match shown_bound(largest.share) {
        // Neither "about" nor one end is honest of a share that can be much less and much more.
        Bound::Range if is_open(largest.share) => "of published",
        bound => bound_words(bound),
    });
    let (before_name, now_name) = (name(&figures.before), name(now));
    let (before_text, now_text) = (percent(figures.before.cr1), percent(now.cr1));
    let note = if figures.after.is_some() && before_name != now_name {
        format!("{now_name}; without blocs {before_name} {before_text}")
    } else {
        now_name
    };
    let rival = now.rival().map(|of| format!("; {} may have {}", of.name.text(), percent(of.share.high)));
    let note = note + &rival.unwrap_or_default();
    Tile {
        label: "Largest supplier".to_owned(),
        before: earlier(figures, &before_text, &now_text),
        now: now_text,
        unit: bound.trim().to_owned(),
        change: None,
        lines: Vec::new(),
        note,
        gloss: "The share of the one supplier that has most; a bloc that is switched on is one supplier",
    }
}

fn largest_three_tile(figures: &Figures, now: &Concentration) -> Tile {
    let (before_text, now_text) = (percent(figures.before.cr3), percent(now.cr3));
    let names: Vec<&str> = now.largest.iter().take(3).map(|largest| largest.name.text()).collect();
    Tile {
        label: "Largest three".to_owned(),
        before: earlier(figures, &before_text, &now_text),
        now: now_text,
        unit: if now.hhi.published_only { "of published".to_owned() } else { String::new() },
        change: None,
        lines: Vec::new(),
        note: names.join(", "),
        gloss: "The share of the three largest suppliers together (CR3)",
    }
}

/// Ends nearer to each other than this are shown as one number.
const CLOSE: f64 = 0.9;

fn effective_tile(mode: Mode, figures: &Figures, now: &Concentration) -> Tile {
    let text = |concentration: &Concentration| {
        let effective = concentration.effective_suppliers;
        let number = |value: f64| if value < 99.95 { format!("{value:.1}") } else { whole_text(value) };
        match effective.least {
            Some(least) if least < effective.hhi * CLOSE => format!("{}–{}", number(least), number(effective.hhi)),
            _ => number(effective.hhi),
        }
    };
    let (before_text, now_text) = (text(&figures.before), text(now));
    let as_one = figures.blocs.iter().filter(|bloc| bloc.share.value > 0.0 && mode == Mode::One);
    let blocs = as_one.count();
    let note = match (now.suppliers, blocs) {
        (1, _) => "one supplier".to_owned(),
        (count, 0) => format!("{count} named suppliers"),
        (count, 1) => format!("{count} named suppliers, one of them a bloc"),
        (count, blocs) => format!("{count} named suppliers, {blocs} of them blocs"),
    };
    Tile {
        label: "Works like".to_owned(),
        before: earlier(figures, &before_text, &now_text),
        now: now_text,
        unit: format!("equal{NO_BREAK}suppliers"),
        change: None,
        lines: Vec::new(),
        note,
        gloss: "As many suppliers of equal size would be as concentrated: 10,000 divided by the HHI, at both its ends",
    }
}
