use crate::analysis::{Concentration, GovernedHhi, Guidelines, governed_hhi, inequality};
use crate::charts::wording::{and_words, bound_mark, is_open, percent, shown_bound};
use crate::data::Dataset;
use crate::model::{Bound, whole_text};

use super::setting::Setting;
use super::words::band_words;

/// A measure in words: a number, and what it means in one plain line.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading {
    /// Its stable name in files.
    pub id: &'static str,
    /// What it is called.
    pub name: &'static str,
    /// The number while no bloc acts, where that is another one.
    pub before: Option<String>,
    /// The number, or a dash.
    pub now: String,
    /// What it means here.
    pub meaning: String,
    /// How it is computed, for a hover.
    pub formula: &'static str,
    /// Its numbers for a table: the measure while no bloc acts, and once blocs act.
    pub values: (Option<f64>, Option<f64>),
}

impl Reading {
    /// Returns it as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let before = self.before.as_ref().map_or_else(String::new, |before| format!("from {before} to "));
        format!("{}: {before}{}. {}", self.name, self.now, self.meaning)
    }
}

/// What makes a measure of a concentration: a number and its text, nothing where it is not defined.
type Measure<'a> = &'a dyn Fn(&Concentration) -> Option<(f64, String)>;

/// What is not attributed says nothing of suppliers where it is no more than this part, 0 to 1.
const UNSEEN: f64 = 5e-4;

/// Makes readings of a setting.
struct Reader<'a> {
    before: &'a Concentration,
    now: &'a Concentration,
    has_after: bool,
}

impl Reader<'_> {
    fn reading(
        &self,
        (id, name): (&'static str, &'static str),
        measure: Measure<'_>,
        meaning: String,
        formula: &'static str,
    ) -> Reading {
        let (before, now) = (measure(self.before), measure(self.now));
        let text =
            |found: &Option<(f64, String)>| found.as_ref().map_or_else(|| "–".to_owned(), |(_, text)| text.clone());
        let (before_text, now_text) = (text(&before), text(&now));
        Reading {
            id,
            name,
            before: (self.has_after && before_text != now_text).then_some(before_text),
            now: now_text,
            meaning: if now.is_some() {
                meaning
            } else {
                "Not defined: one supplier alone is unequal to nobody".to_owned()
            },
            formula,
            values: (before.map(|(value, _)| value), now.filter(|_| self.has_after).map(|(value, _)| value)),
        }
    }
}

/// Returns the measures of a setting; none where nothing is left.
pub(super) fn readings(dataset: &Dataset, setting: Setting<'_>, guidelines: Guidelines) -> Vec<Reading> {
    let Some(now) = setting.now() else { return Vec::new() };
    let reader = Reader { before: &setting.figures.before, now, has_after: setting.after().is_some() };
    let mut all = vec![hhi(&reader, guidelines), effective(&reader)];
    all.extend(ratios(&reader));
    all.extend(inequalities(&reader));
    all.push(shannon(&reader));
    all.push(governed(&governed_hhi(dataset, setting.figures, setting.question().year)));
    all
}

fn hhi(reader: &Reader<'_>, guidelines: Guidelines) -> Reading {
    let text = |of: &Concentration| match of.hhi.upper {
        Some(upper) if upper - of.hhi.lower >= 0.5 => format!("{} to {}", whole_text(of.hhi.lower), whole_text(upper)),
        _ => whole_text(of.hhi.lower),
    };
    let meaning = format!("{}; one supplier alone would be 10,000", band_words(&reader.now.hhi, guidelines));
    reader.reading(
        ("hhi", "HHI"),
        &|of| Some((of.hhi.lower, text(of))),
        meaning,
        "Herfindahl–Hirschman index: the sum of squared shares in per cent. Its upper end takes what is not attributed to a \
         country for one supplier",
    )
}

fn effective(reader: &Reader<'_>) -> Reading {
    let text = |of: &Concentration| {
        let most = number_text(of.effective_suppliers.hhi);
        let least = of.effective_suppliers.least.map(number_text).filter(|least| *least != most);
        least.map_or(most.clone(), |least| format!("{least} to {most}"))
    };
    reader.reading(
        ("effective-suppliers", "Effective suppliers"),
        &|of| Some((of.effective_suppliers.hhi, text(of))),
        format!("As if {} equal suppliers shared the market", text(reader.now)),
        "10,000 divided by the HHI (Adelman’s numbers equivalent)",
    )
}

fn shannon(reader: &Reader<'_>) -> Reading {
    reader.reading(
        ("effective-suppliers-shannon", "Effective suppliers, by entropy"),
        &|of| {
            let number = of.effective_suppliers.shannon;
            let bound = if of.residual.share > UNSEEN { Bound::AtLeast } else { Bound::Exact };
            Some((number, format!("{}{}", bound_mark(bound), number_text(number))))
        },
        "The same where small suppliers count for more".to_owned(),
        "The exponential of Shannon’s entropy of shares, what is not attributed being one supplier, or that of the bloc that \
         may have it: more if it is split",
    )
}

fn ratios(reader: &Reader<'_>) -> [Reading; 3] {
    let names: Vec<&str> = reader.now.largest.iter().take(3).map(|supplier| supplier.name.text()).collect();
    let [largest, others @ ..] = names.as_slice() else { return CRS.map(|cr| ratio(reader, cr, String::new())) };
    let open = reader.now.largest.first().is_some_and(|of| shown_bound(of.share) == Bound::Range && is_open(of.share));
    let first =
        if open { format!("Of what is published, from {largest} alone") } else { format!("From {largest} alone") };
    let three = match others {
        [] => "There is no other named supplier".to_owned(),
        _ => format!("From {}", and_words(&names)),
    };
    let five = match reader.now.suppliers {
        0 | 1 => three.clone(),
        count @ 2..=5 => format!("From all {count} named suppliers"),
        _ => "From the largest five".to_owned(),
    };
    let [cr1, cr3, cr5] = CRS;
    [ratio(reader, cr1, first), ratio(reader, cr3, three), ratio(reader, cr5, five)]
}

/// Identifier, name, and how many suppliers a concentration ratio is of.
type Cr = (&'static str, &'static str, usize);

const CRS: [Cr; 3] = [("cr1", "Largest (CR1)", 1), ("cr3", "Largest three (CR3)", 3), ("cr5", "Largest five (CR5)", 5)];

fn ratio(reader: &Reader<'_>, (id, name, count): Cr, meaning: String) -> Reading {
    let measure = |of: &Concentration| {
        let share = match count {
            1 => of.cr1,
            3 => of.cr3,
            _ => of.cr5,
        };
        let bound = of.largest.first().filter(|_| count == 1).map_or(Bound::Exact, |of| shown_bound(of.share));
        let mark = if bound == Bound::Range { "" } else { bound_mark(bound) };
        Some((share, format!("{mark}{}", percent(share))))
    };
    reader.reading((id, name), &measure, meaning, "Concentration ratio: the shares of the largest suppliers, added up")
}

fn inequalities(reader: &Reader<'_>) -> [Reading; 3] {
    let two = |value: f64| format!("{value:.2}");
    #[expect(clippy::cast_precision_loss, reason = "countries of the world")]
    let count = reader.now.suppliers.max(1) as f64;
    let suppliers = reader.now.suppliers;
    [
        reader.reading(
            ("gini", "Gini"),
            &|of| inequality(of).map(|found| (found.gini, two(found.gini))),
            format!("0 if named suppliers were equal; at most {} for {suppliers} of them", two(1.0 - 1.0 / count)),
            "One less twice the area under the Lorenz curve of named suppliers",
        ),
        reader.reading(
            ("evenness", "Evenness"),
            &|of| inequality(of).map(|found| (found.evenness, two(found.evenness))),
            "1 if named suppliers were equal, near 0 if one had nearly all".to_owned(),
            "Pielou’s evenness: Shannon’s entropy of named suppliers over the most it could be, the logarithm of their number",
        ),
        reader.reading(
            ("theil", "Theil"),
            &|of| inequality(of).map(|found| (found.theil, two(found.theil))),
            format!("0 if named suppliers were equal; at most {} for {suppliers} of them", two(count.ln())),
            "Theil’s T: how far Shannon’s entropy of named suppliers is from the most it could be",
        ),
    ]
}

fn governed(found: &GovernedHhi) -> Reading {
    let range = found.upper - found.lower >= 0.5;
    let lower = whole_text(found.lower);
    let years = match found.years {
        None => String::new(),
        Some((first, last)) if first == last => format!(", {last}"),
        Some((first, last)) => format!(", {first} to {last}"),
    };
    let unknown = match found.unknown.as_slice() {
        [] => String::new(),
        [one] => format!("; {one} not rated: from 0 to 1"),
        several => format!("; {} not rated: from 0 to 1", several.len()),
    };
    Reading {
        id: "governance-weighted-hhi",
        name: "HHI weighted by governance",
        before: None,
        now: if range { format!("{lower} to {}", whole_text(found.upper)) } else { lower },
        meaning: format!(
            "Each country’s points times 0 (best governed) to 1 (worst), the mean of the World Bank’s six Worldwide Governance \
             Indicators{years}{unknown}; of countries by themselves"
        ),
        formula: "Sum of squared shares times g = (2.5 − w) / 5, w being the mean of the six Worldwide Governance Indicators as \
                  the EU averages them. What is not known of g, and what is not attributed to a country, makes an interval",
        values: (Some(found.lower), None),
    }
}

/// Returns a number of suppliers as it is said.
pub(super) fn number_text(value: f64) -> String {
    if value < 99.95 { format!("{value:.1}") } else { whole_text(value) }
}
