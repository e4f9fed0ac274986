use crate::analysis::{Answer, Concentration, Figures};
use crate::charts::wording::{NO_BREAK, bound_words, percent, shown_bound};
use crate::model::whole_text;

/// The tiles under the chart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shift {
    /// The tiles, left to right; none where the question has no figures.
    pub tiles: Vec<Tile>,
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
    /// What it means here.
    pub note: String,
    /// What the measure means, in one line, for a hover.
    pub gloss: &'static str,
}

/// A change of a measure.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// With its sign.
    pub text: String,
    /// Whether supply is more concentrated than before.
    pub more_concentrated: bool,
}

impl Shift {
    /// Returns the tiles without their notes, for where there is no room; a hover still says what each measure is.
    #[must_use]
    pub fn without_notes(&self) -> Self {
        Self { tiles: self.tiles.iter().map(|tile| Tile { note: String::new(), ..tile.clone() }).collect() }
    }
}

impl Tile {
    /// Returns the tile as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let before = self.before.as_ref().map_or_else(String::new, |before| format!("from {before} to "));
        let unit = if self.unit.is_empty() { String::new() } else { format!(" {}", self.unit) };
        let change = self.change.as_ref().map_or_else(String::new, |change| format!(", {}", change.text));
        format!("{}: {before}{}{unit}{change}. {}", self.label, self.now, self.note)
    }
}

/// Returns the tiles of an answer.
#[must_use]
pub fn shift(answer: &Answer) -> Shift {
    let Ok(figures) = &answer.figures else { return Shift::default() };
    let now = figures.after.as_ref().unwrap_or(&figures.before);
    Shift {
        tiles: vec![
            hhi_tile(figures, now),
            largest_tile(figures, now),
            largest_three_tile(figures, now),
            effective_tile(figures, now),
        ],
    }
}

/// Returns the earlier text where blocs are on and it differs from the later one.
fn earlier(figures: &Figures, before: &str, now: &str) -> Option<String> {
    (figures.after.is_some() && before != now).then(|| before.to_owned())
}

fn hhi_tile(figures: &Figures, now: &Concentration) -> Tile {
    let (before_text, now_text) = (whole_text(figures.before.hhi.lower), whole_text(now.hhi.lower));
    // Of the rounded numbers, so that the three numbers on screen agree.
    let delta = now.hhi.lower.round() - figures.before.hhi.lower.round();
    let change = (figures.after.is_some() && delta.abs() >= 0.5).then(|| Change {
        text: if delta > 0.0 { format!("+{}", whole_text(delta)) } else { whole_text(delta) },
        more_concentrated: delta > 0.0,
    });
    let (band, upper_band) = now.hhi.bands();
    let words = if now.hhi.published_only {
        format!("{} among published producers", sentence_case(band.short_words()))
    } else if band == upper_band {
        band.words().to_owned()
    } else {
        format!("Between {} and {}", band.short_words(), upper_band.short_words())
    };
    let reading = match now.hhi.upper {
        _ if now.hhi.published_only => "; no interval".to_owned(),
        Some(upper) if upper - now.hhi.lower >= 0.5 => {
            format!("; {} to {}", whole_text(now.hhi.lower), whole_text(upper))
        }
        _ => String::new(),
    };
    Tile {
        label: "How concentrated (HHI)".to_owned(),
        before: earlier(figures, &before_text, &now_text),
        now: now_text,
        unit: String::new(),
        change,
        note: format!("{words}{reading}"),
        gloss: "Herfindahl–Hirschman index: the sum of squared shares in per cent, 0 to 10,000. One supplier alone is \
                10,000, ten equal ones are 1,000. The thresholds 1,000 and 1,800 are those of the US merger guidelines \
                of 2023. “Other countries” gives it an interval: many small suppliers, or one",
    }
}

fn largest_tile(figures: &Figures, now: &Concentration) -> Tile {
    let name = |concentration: &Concentration| {
        concentration.largest.first().map_or_else(String::new, |largest| largest.name.text().to_owned())
    };
    let bound = now.largest.first().map_or("", |largest| bound_words(shown_bound(largest.share)));
    let (before_name, now_name) = (name(&figures.before), name(now));
    let (before_text, now_text) = (percent(figures.before.cr1), percent(now.cr1));
    let note = if figures.after.is_some() && before_name != now_name {
        format!("{now_name}, was {before_name} {before_text}")
    } else {
        now_name
    };
    Tile {
        label: "Largest supplier".to_owned(),
        before: earlier(figures, &before_text, &now_text),
        now: now_text,
        unit: bound.trim().to_owned(),
        change: None,
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
        note: names.join(", "),
        gloss: "The share of the three largest suppliers together (CR3)",
    }
}

fn sentence_case(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
}

/// Ends nearer to each other than this are shown as one number.
const CLOSE: f64 = 0.9;

fn effective_tile(figures: &Figures, now: &Concentration) -> Tile {
    let text = |concentration: &Concentration| {
        let effective = concentration.effective_suppliers;
        let number = |value: f64| if value < 99.95 { format!("{value:.1}") } else { whole_text(value) };
        match effective.least {
            Some(least) if least < effective.hhi * CLOSE => format!("{}–{}", number(least), number(effective.hhi)),
            _ => number(effective.hhi),
        }
    };
    let (before_text, now_text) = (text(&figures.before), text(now));
    let blocs = figures.blocs.iter().filter(|bloc| bloc.share.value > 0.0).count();
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
        note,
        gloss: "As many suppliers of equal size would be as concentrated: 10,000 divided by the HHI, at both its ends",
    }
}
