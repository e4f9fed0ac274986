use std::cmp::Ordering;

use crate::analysis::{Answer, Figures};
use crate::charts::shares::{
    BAND_NOTE, BarRow, Mark, RowKey, ShareChart, scenario_words, share_of_words, supply_words, whole_words,
};
use crate::charts::wording::{and_words, capitalised, name_in_sentence, percent, uncapitalised};
use crate::model::{Bound, Mode};

use super::difference::{Difference, acting, of_hhi};
use super::facts::{Fact, PairBloc, are_of_two_kinds, hhi_of_both};
use super::rows::PairRow;
use super::setting::{Differing, What, quantity_refusal};

/// Why the ends of a difference are not those of the indices that it is of.
const NARROWER: &str = "What is not attributed to a country is the same in A and B, so the difference of HHI is known \
                        better than each HHI";

/// What the words of a pair are made from.
pub(super) struct Said<'a> {
    pub(super) answers: [&'a Answer; 2],
    pub(super) halves: [&'a ShareChart; 2],
    pub(super) differing: &'a [Differing],
    pub(super) rows: &'a [PairRow],
    pub(super) blocs: &'a [PairBloc<'a>],
    pub(super) same_supply: bool,
}

/// Who has most more or less in B, and the words for it.
struct Mover {
    key: RowKey,
    words: String,
}

impl Said<'_> {
    fn figures(&self) -> Option<[&Figures; 2]> {
        let [a, b] = self.answers;
        Some([a.figures.as_ref().ok()?, b.figures.as_ref().ok()?])
    }

    /// Returns what the data say.
    pub(super) fn title(&self) -> String {
        let [a, b] = self.halves;
        let Some(figures) = self.figures() else {
            return match self.answers.map(|side| side.figures.is_ok()) {
                [true, _] => format!("{}; B has no shares to compare", a.title),
                [_, true] => format!("{}; A has no shares to compare", b.title),
                _ => "Neither A nor B has shares to compare".to_owned(),
            };
        };
        if self.differing.is_empty() {
            return a.title.clone();
        }
        if let Some(title) = self.scenario_title(figures) {
            return title;
        }
        if self.differing.iter().any(|each| each.what == What::Mineral) {
            return self.title_of_two_minerals(figures);
        }
        let hhi = self.hhi_words(figures);
        match self.mover() {
            Some(mover) if hhi.starts_with("HHI") && !hhi.contains(':') => format!("{}, and {hhi}", mover.words),
            Some(mover) => format!("{}; {hhi}", mover.words),
            None => {
                format!("{} {}", self.lead(), hhi.replacen("HHI", &format!("the HHI of {}", self.whole(figures)), 1))
            }
        }
    }

    /// Returns the supplier that the title names, where it names one that has a line of its own.
    pub(super) fn headline(&self) -> Option<RowKey> {
        let figures = self.figures()?;
        let is_told = !self.differing.is_empty()
            && figures.iter().all(|of| of.scenario.is_none())
            && self.differing.iter().all(|each| each.what != What::Mineral);
        is_told.then(|| self.mover()).flatten().map(|mover| mover.key)
    }

    /// Returns how a sentence begins: with the one thing that differs, where it is a way from one to the other.
    fn lead(&self) -> String {
        match self.differing {
            [only] if only.what.is_a_way() => {
                let [from, to] = &only.values;
                format!("From {from} to {to}")
            }
            _ => "From A to B".to_owned(),
        }
    }

    /// Returns what shares are of, for example "the world’s cobalt".
    fn whole(&self, [a, b]: [&Figures; 2]) -> String {
        let [one, other] = self.answers;
        let of = |answer: &Answer, figures: &Figures| {
            let supply = supply_words(answer.question.stage, &answer.subject.in_sentence);
            let subject =
                if one.question.stage == other.question.stage { &supply } else { &answer.subject.in_sentence };
            whole_words(answer, figures, subject)
        };
        let (in_a, in_b) = (of(one, a), of(other, b));
        if in_a == in_b { in_a } else { format!("{in_a} and of {in_b}") }
    }

    /// Returns who has most more or less in B for sure, or nothing: a bloc that is on on both sides, else, where figures
    /// differ, a country.
    fn mover(&self) -> Option<Mover> {
        let blocs = self.blocs.iter().map(|bloc| (RowKey::Bloc(bloc.id.clone()), bloc.name, bloc.difference));
        let countries = self.rows.iter().filter(|row| !self.same_supply && matches!(row.key(), RowKey::Country(_)));
        let countries = countries.map(|row| (row.key().clone(), row.label(), row.difference));
        let (key, name, difference) = most_moved(blocs).or_else(|| most_moved(countries))?;
        let words = self.moved_words(name, difference, &self.whole(self.figures()?));
        Some(Mover { key, words })
    }

    /// Returns what a supplier has more or less of `whole` in B. Who has less of reserves than of production has lost nothing.
    fn moved_words(&self, name: &str, difference: Difference, whole: &str) -> String {
        let is_more = difference.sign() == Some(Ordering::Greater);
        let amount = difference.amount_words();
        if self.differing.iter().any(|each| each.what == What::Stage) {
            let comparison = if is_more { "more" } else { "less" };
            let [in_a, in_b] = match self.differing {
                [only] => only.values.each_ref().map(String::as_str),
                _ => ["A", "B"],
            };
            let name = name_in_sentence(name);
            return format!("Of {whole}, {name} has {amount} {comparison} in {in_b} than in {in_a}");
        }
        let verb = if is_more { "gains" } else { "loses" };
        format!("{} {} {verb} {amount} of {whole}", self.lead(), name_in_sentence(name))
    }

    fn hhi_words(&self, figures: [&Figures; 2]) -> String {
        let [Some(in_a), Some(in_b)] = figures.map(acting) else { return "HHI is of one side alone".to_owned() };
        let [a, b] = self.answers;
        let difference = of_hhi(a, b, self.same_supply);
        let [from, to] = hhi_of_both([in_a, in_b], difference);
        let [of_a, of_b] = figures;
        if are_of_two_kinds(of_a, of_b) {
            let of = |answer: &Answer, is_published_only| {
                let stage = answer.subject.stage.in_sentence();
                if is_published_only { format!("published {stage} only") } else { format!("all {stage}") }
            };
            let (in_a, in_b) = (of(a, in_a.hhi.published_only), of(b, in_b.hhi.published_only));
            return format!("HHI is not comparable: {from} of {in_a}, {to} of {in_b}");
        }
        match difference.and_then(Difference::sign) {
            Some(Ordering::Greater) => format!("HHI rises from {from} to {to}"),
            Some(Ordering::Less) => format!("HHI falls from {from} to {to}"),
            Some(Ordering::Equal) => format!("HHI stays at {to}"),
            None if in_a.hhi.published_only => {
                format!("whether HHI rises is not known: {from} then {to}, each of what is published")
            }
            None => format!("whether HHI rises, {from} then {to}, is not known"),
        }
    }

    /// Returns the title where something is supposed of blocs.
    fn scenario_title(&self, figures: [&Figures; 2]) -> Option<String> {
        let [a, b] = self.answers;
        let [title_a, title_b] = self.halves.map(|half| half.title.as_str());
        match figures.map(|of| of.scenario.as_ref()) {
            [None, None] => None,
            [Some(_), None] => Some(format!("A: {}", uncapitalised_scenario(title_a))),
            [None, Some(_)] => Some(format!("B: {}", uncapitalised_scenario(title_b))),
            [Some(in_a), Some(in_b)] if a.question.mode == b.question.mode => {
                let what = if a.question.mode == Mode::Only { "what is covered" } else { "what is lost" };
                let difference = Difference::of_shares(in_a.share, in_b.share);
                let (from, to) = (percent(in_a.share.value), percent(in_b.share.value));
                let of = self.whole(figures);
                let lead = self.lead();
                Some(match difference.sign() {
                    Some(Ordering::Greater) => format!("{lead} {what} of {of} rises from {from} to {to}"),
                    Some(Ordering::Less) => format!("{lead} {what} of {of} falls from {from} to {to}"),
                    Some(Ordering::Equal) => format!("{lead} {what} of {of} stays at {to}"),
                    None => format!("{lead} {what} of {of} is {from}, then {to}: whether it rises is not known"),
                })
            }
            _ => Some(format!("A: {}; B: {}", uncapitalised_scenario(title_a), uncapitalised_scenario(title_b))),
        }
    }

    fn title_of_two_minerals(&self, figures: [&Figures; 2]) -> String {
        let [Some(in_a), Some(in_b)] = figures.map(acting) else {
            let [a, b] = self.halves;
            return format!("A: {}; B: {}", a.title, b.title);
        };
        let [a, b] = self.answers;
        let supply =
            |answer: &Answer| format!("{} of {}", answer.subject.stage.in_sentence(), answer.subject.in_sentence);
        let difference = of_hhi(a, b, false);
        let [from, to] = hhi_of_both([in_a, in_b], difference);
        let [of_a, of_b] = figures;
        if are_of_two_kinds(of_a, of_b) {
            let of = |answer: &Answer, is_published_only: bool| {
                format!("{}{}", supply(answer), if is_published_only { " as far as published" } else { "" })
            };
            let (in_a, in_b) = (of(a, in_a.hhi.published_only), of(b, in_b.hhi.published_only));
            return format!("HHIs are not comparable: {from} of {in_a}, {to} of {in_b}");
        }
        let (in_a, in_b) = (supply(a), supply(b));
        match difference.and_then(Difference::sign) {
            Some(Ordering::Greater) => {
                format!("{} is more concentrated than {in_a}: HHI {to} against {from}", capitalised(&in_b))
            }
            Some(Ordering::Less) => {
                format!("{} is more concentrated than {in_b}: HHI {from} against {to}", capitalised(&in_a))
            }
            Some(Ordering::Equal) => {
                format!("{} is as concentrated as {in_b}: HHI {from}", capitalised(&in_a))
            }
            None => format!("Whether {in_a} or {in_b} is more concentrated is not known: HHI {from} and {to}"),
        }
    }

    /// Returns what differs, and what the bars are shares of where that is the same.
    pub(super) fn subtitle(&self) -> String {
        let supposed = self.answers.map(|side| side.question.is_hypothetical() && side.figures.is_ok());
        let hypothetical = match supposed {
            [true, true] => "HYPOTHETICAL: A and B. ",
            [true, false] => "HYPOTHETICAL: A. ",
            [false, true] => "HYPOTHETICAL: B. ",
            [false, false] => "",
        };
        let names: Vec<&str> = self.differing.iter().map(|each| each.what.name()).collect();
        let differ = if names.is_empty() {
            "A and B are the same".to_owned()
        } else {
            format!("A and B differ in {}", and_words(&names))
        };
        let of = match self.bases() {
            [a, b] if a == b && !a.is_empty() => format!(". {a}"),
            _ => String::new(),
        };
        format!("{hypothetical}{differ}{of}")
    }

    /// Returns what the bars of each side are shares of; empty for a side without figures.
    fn bases(&self) -> [String; 2] {
        self.answers.map(|side| side.figures.as_ref().map_or_else(|_| String::new(), |of| share_of_words(side, of)))
    }

    /// Returns what is said under the header of each side: what is supposed, and what its bars are shares of where that is
    /// not the same on both.
    pub(super) fn details(&self) -> [String; 2] {
        let [a, b] = self.bases();
        let is_same = a == b;
        let of = |answer: &Answer, basis: String| {
            let supposed = answer.figures.as_ref().map_or_else(|_| String::new(), scenario_words);
            let basis = if is_same { String::new() } else { basis };
            format!("{supposed}{basis}").trim_end().trim_end_matches('.').to_owned()
        };
        let [in_a, in_b] = self.answers;
        [of(in_a, a), of(in_b, b)]
    }

    /// Returns what a reader must know: of both sides once, and what cannot be compared.
    pub(super) fn notes(&self) -> Vec<String> {
        let [a, b] = self.answers;
        let [in_a, in_b] = self.halves;
        let is_band = |row: &BarRow| matches!(row.mark, Mark::Band { .. });
        let has_bands = self.halves.iter().any(|half| half.rows.iter().any(is_band));
        let bands = has_bands.then(|| BAND_NOTE.to_owned());
        let hhi = of_hhi(a, b, self.same_supply).filter(|of| self.same_supply && of.bound() != Bound::Exact);
        let narrower = hhi.map(|_| NARROWER.to_owned());
        merged(&in_a.notes, &in_b.notes)
            .into_iter()
            .chain(bands)
            .chain(narrower)
            .chain(quantity_refusal(a, b))
            .collect()
    }

    /// Returns the source line: what both sides have in common once, and what is of one of them with its letter.
    pub(super) fn source_line(&self) -> String {
        let [mut a, mut b] = self.halves.map(ShareChart::source_parts);
        let program = a.pop();
        b.pop();
        merged(&a, &b).into_iter().chain(program).collect::<Vec<_>>().join(". ")
    }

    /// Returns the chart in words.
    pub(super) fn description(&self, title: &str, subtitle: &str, headers: &[String; 2], facts: &[Fact]) -> String {
        const MOST: usize = 8;
        let [header_a, header_b] = headers;
        let mut sentences = vec![title.to_owned(), subtitle.to_owned()];
        if !self.differing.is_empty() {
            sentences.push(format!("A: {header_a}"));
            sentences.push(format!("B: {header_b}"));
        }
        for (side, half) in ["A", "B"].iter().zip(self.halves) {
            if let Some(reason) = &half.empty {
                sentences.push(format!("{side} cannot be drawn: {reason}"));
            }
        }
        if self.rows.is_empty() {
            let [a, b] = self.halves;
            for (side, half) in [("A", a), ("B", b)] {
                let bars = half.rows.iter().filter(|row| matches!(row.mark, Mark::Bar { .. }));
                let bars: Vec<String> =
                    bars.take(MOST).map(|row| format!("{} {}", row.label, mark_text(&row.mark))).collect();
                if !bars.is_empty() {
                    sentences.push(format!("Bars of {side}, largest first: {}", bars.join(", ")));
                }
            }
        } else {
            let (blocs, suppliers): (Vec<&PairRow>, Vec<&PairRow>) =
                self.rows.iter().partition(|row| matches!(row.key(), RowKey::Bloc(_)));
            if !blocs.is_empty() {
                let blocs: Vec<String> = blocs.into_iter().map(spoken).collect();
                sentences.push(format!("Blocs, as memberships that are not sure count: {}", blocs.join("; ")));
            }
            let rows: Vec<String> = suppliers.iter().copied().take(MOST).map(spoken).collect();
            let more = suppliers.len() - rows.len();
            let more = if more > 0 { format!("; and {more} more") } else { String::new() };
            sentences.push(format!("Suppliers: {}{more}", rows.join("; ")));
        }
        sentences.extend(facts.iter().map(Fact::spoken));
        format!("{}.", sentences.join(". "))
    }
}

/// Returns a row as it is read aloud.
pub(super) fn spoken(row: &PairRow) -> String {
    let [a, b] = &row.halves;
    let difference = row.difference_spoken();
    let difference = if difference.is_empty() { difference } else { format!(", {difference}") };
    format!("{}: A {}, B {}{difference}", row.label(), mark_text(&a.mark), mark_text(&b.mark))
}

fn mark_text(mark: &Mark) -> &str {
    let (Mark::Bar { text, .. } | Mark::Band { text, .. } | Mark::Words(text)) = mark;
    text
}

/// Returns the sentences of both sides, each with the letter of its side unless both have it.
fn merged(a: &[String], b: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    for place in 0..a.len().max(b.len()) {
        if let Some(of_a) = a.get(place) {
            all.push(if b.contains(of_a) { of_a.clone() } else { format!("A: {of_a}") });
        }
        if let Some(of_b) = b.get(place).filter(|of_b| !a.contains(of_b)) {
            all.push(format!("B: {of_b}"));
        }
    }
    all
}

/// Returns the supplier of which most is sure to be more or less in B, of those that differ by a digit that is shown.
fn most_moved<'a>(
    suppliers: impl Iterator<Item = (RowKey, &'a str, Option<Difference>)>,
) -> Option<(RowKey, &'a str, Difference)> {
    suppliers
        .filter_map(|(key, name, difference)| Some((key, name, difference?)))
        .filter(|(_, _, difference)| difference.certain() >= 1e-3 && difference.sign().is_some())
        .max_by(|(_, _, one), (_, _, next)| one.certain().total_cmp(&next.certain()))
}

/// Returns a title that supposes something, behind the letter of its side.
fn uncapitalised_scenario(title: &str) -> String {
    uncapitalised(title)
}
