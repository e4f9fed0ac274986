use crate::analysis::{Answer, BlocShare, Concentration, Figures, Largest, ShareInterval};
use crate::charts::bloc_words::{bloc_share_words, no_number_words, rest_entry};
use crate::charts::palette::Series;
use crate::charts::shift::hhi_text;
use crate::charts::wording::{NO_BREAK, percent, share_text};
use crate::model::{BlocId, Bound, Mode, quantity_text};

use super::difference::{Difference, acting, of_blocs, of_hhi};
use super::ends::{hhi_with_ends, says_nothing, share_with_ends};
use super::same_supply::is_same_supply;
use super::setting::quantity_refusal;

/// One number of A and of B, written out under the bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What it is in A, and in B.
    pub halves: [String; 2],
    /// What B has more; empty where that cannot be said.
    pub difference: String,
}

impl Fact {
    /// Returns the fact as it is read aloud.
    #[must_use]
    pub fn spoken(&self) -> String {
        let [a, b] = &self.halves;
        let difference =
            if self.difference.is_empty() { String::new() } else { format!(", difference {}", self.difference) };
        format!("{}: A {a}, B {b}{difference}", self.label)
    }
}

/// Returns the numbers written out under the bars.
pub(super) fn facts(a: &Answer, b: &Answer) -> Vec<Fact> {
    let sides = [a, b].map(|side| side.figures.as_ref().ok());
    if sides.iter().all(Option::is_none) {
        return Vec::new();
    }
    let same_supply = is_same_supply(a, b);
    let texts = |of: &dyn Fn(&Figures, Mode) -> String| texts([a, b], of);
    let hhi = of_hhi(a, b, same_supply);
    let has_ends = needs_ends(hhi);
    let mut facts = vec![Fact {
        label: "HHI".to_owned(),
        halves: texts(&|figures, mode| hhi_words(figures, mode, has_ends)),
        difference: match sides {
            [Some(a), Some(b)] if are_of_two_kinds(a, b) => "not comparable".to_owned(),
            _ => hhi.map(Difference::text).unwrap_or_default(),
        },
    }];
    facts.push(Fact {
        label: "Largest supplier".to_owned(),
        halves: texts(&|figures, _| largest_words(figures)),
        difference: largest_difference(sides, same_supply).map(points).unwrap_or_default(),
    });
    facts.extend(supposed(a, b));
    if !same_supply {
        let total = |figures: &Figures| {
            let basis = if figures.basis.is_empty() { String::new() } else { format!(" {}", figures.basis) };
            format!("{}{basis}", quantity_text(figures.total, figures.unit))
        };
        facts.push(Fact {
            label: "Total".to_owned(),
            halves: texts(&|figures, _| total(figures)),
            difference: total_difference(a, b).unwrap_or_default(),
        });
    }
    facts
}

/// Returns what is said of each side's figures.
fn texts(sides: [&Answer; 2], of: &dyn Fn(&Figures, Mode) -> String) -> [String; 2] {
    let none = || "no figures".to_owned();
    sides.map(|side| side.figures.as_ref().map_or_else(|_| none(), |figures| of(figures, side.question.mode)))
}

/// Returns a difference of shares with its unit.
fn points(difference: Difference) -> String {
    let text = difference.text();
    if difference.is_known() { format!("{text}{NO_BREAK}points") } else { text }
}

/// Returns whether an HHI is told with its ends: its difference cannot be worked out without them.
fn needs_ends(difference: Option<Difference>) -> bool {
    difference.is_some_and(|of| !of.is_known() || of.bound() != Bound::Exact)
}

/// Returns whether one HHI is of all producers and the other of those alone that are published.
pub(super) fn are_of_two_kinds(a: &Figures, b: &Figures) -> bool {
    let of_published = |figures| acting(figures).map(|of| of.hhi.published_only);
    matches!((of_published(a), of_published(b)), (Some(one), Some(other)) if one != other)
}

/// Returns the HHI of each side, with its ends where the difference needs them.
pub(super) fn hhi_of_both(sides: [&Concentration; 2], difference: Option<Difference>) -> [String; 2] {
    sides.map(if needs_ends(difference) { hhi_with_ends } else { hhi_text })
}

/// Returns the HHI, and of what it is where that is not the whole.
fn hhi_words(figures: &Figures, mode: Mode, has_ends: bool) -> String {
    let Some(concentration) = acting(figures) else { return "nothing is left".to_owned() };
    let of = match (mode, &figures.scenario) {
        (Mode::Only, Some(_)) => " of what is covered",
        (_, Some(_)) => " of what is left",
        (_, None) if concentration.hhi.published_only => " of published",
        (_, None) => "",
    };
    format!("{}{of}", if has_ends { hhi_with_ends(concentration) } else { hhi_text(concentration) })
}

/// The largest supplier, whoever that is.
#[derive(PartialEq)]
struct LargestSupplier<'a> {
    /// Who has most of what is named.
    first: &'a Largest,
    /// Who can have more than that one all the same.
    rival: Option<&'a Largest>,
}

impl<'a> LargestSupplier<'a> {
    fn of(figures: &'a Figures) -> Option<Self> {
        let concentration = acting(figures)?;
        Some(Self { first: concentration.largest.first()?, rival: concentration.rival() })
    }

    fn words(&self) -> String {
        let first = format!("{} {}", self.first.name.text(), share_with_ends(self.first.share));
        let rival = self.rival.map(|of| format!("; {} may have {}", of.name.text(), percent(of.share.high)));
        first + &rival.unwrap_or_default()
    }

    /// Returns what the largest supplier has, with the ends of that.
    fn share(&self) -> ShareInterval {
        let share = self.first.share;
        ShareInterval { high: self.rival.map_or(share.high, |of| of.share.high), ..share }
    }
}

fn largest_words(figures: &Figures) -> String {
    LargestSupplier::of(figures).map_or_else(|| "none".to_owned(), |of| of.words())
}

/// Returns the difference of the largest supplier's shares, whoever it is.
fn largest_difference([a, b]: [Option<&Figures>; 2], same_supply: bool) -> Option<Difference> {
    let (a, b) = (LargestSupplier::of(a?)?, LargestSupplier::of(b?)?);
    Some(if same_supply && a == b { Difference::NONE } else { Difference::of_shares(a.share(), b.share()) })
}

/// Returns what is lost or covered, where either side supposes that.
fn supposed(a: &Answer, b: &Answer) -> Option<Fact> {
    let scenario = |side: &Answer| side.figures.as_ref().ok().and_then(|figures| figures.scenario.clone());
    let both = (scenario(a), scenario(b));
    let modes = [a.question.mode, b.question.mode];
    let words = |mode: Mode| if mode == Mode::Only { "covered" } else { "lost" };
    let label = match (&both, modes) {
        ((None, None), _) => return None,
        ((Some(_), Some(_)), [Mode::Only, Mode::Only]) => "Covered, hypothetically",
        ((Some(_), Some(_)), [one, other]) if one == other => "Lost, hypothetically",
        _ => "Supposed",
    };
    let text = |figures: &Figures, mode: Mode| match &figures.scenario {
        Some(of) => {
            format!("{}, {} {}", share_text(of.share), quantity_text(of.quantity.value, figures.unit), words(mode))
        }
        None => "nothing supposed".to_owned(),
    };
    let difference = match both {
        (Some(one), Some(other)) if a.question.mode == b.question.mode => {
            points(Difference::of_shares(one.share, other.share))
        }
        _ => String::new(),
    };
    Some(Fact { label: label.to_owned(), halves: texts([a, b], &text), difference })
}

/// Returns how much more B's total is, where the two are of the same.
fn total_difference(a: &Answer, b: &Answer) -> Option<String> {
    let (one, other) = (a.figures.as_ref().ok()?, b.figures.as_ref().ok()?);
    if quantity_refusal(a, b).is_some() {
        return Some("not compared".to_owned());
    }
    // What is withheld or not available is missing in a total.
    if one.before.hhi.published_only || other.before.hhi.published_only {
        return Some("not known".to_owned());
    }
    let more = other.total - one.total;
    let sign = if more > 0.0 { "+" } else { "−" };
    Some(if more == 0.0 { "0".to_owned() } else { format!("{sign}{}", quantity_text(more.abs(), one.unit)) })
}

/// Returns the blocs that are on in A or in B, those of A first.
pub(super) fn blocs_of_either(a: &Answer, b: &Answer) -> Vec<BlocId> {
    let mut blocs = a.question.blocs.clone();
    blocs.extend(b.question.blocs.iter().filter(|bloc| !a.question.blocs.contains(bloc)).cloned());
    blocs
}

/// A bloc that is on in A or in B.
pub(super) struct PairBloc<'a> {
    pub(super) id: &'a BlocId,
    pub(super) name: &'a str,
    /// What it has in A, and in B; nothing where it is off or there are no figures.
    pub(super) halves: [Option<&'a BlocShare>; 2],
    pub(super) difference: Option<Difference>,
}

/// Returns the blocs with what they have on both sides.
pub(super) fn pair_blocs<'a>(blocs: &'a [BlocId], a: &'a Answer, b: &'a Answer) -> Vec<PairBloc<'a>> {
    let sides = [a, b].map(|side| side.figures.as_ref().ok());
    let same_supply = is_same_supply(a, b);
    let of = |id: &'a BlocId| {
        let halves = sides.map(|side| side.and_then(|figures| figures.bloc(id)));
        let name = halves.iter().flatten().next().map_or(id.as_str(), |of| of.name.as_str());
        let difference = match (sides, halves) {
            ([Some(in_a), Some(in_b)], [Some(a), Some(b)]) => Some(of_blocs((in_a, a), (in_b, b), same_supply)),
            _ => None,
        };
        PairBloc { id, name, halves, difference }
    };
    blocs.iter().map(of).collect()
}

/// Returns the legend: each bloc with what it has in A and in B.
pub(super) fn legend(
    blocs: &[PairBloc<'_>],
    a: &Answer,
    b: &Answer,
    series_of: impl Fn(&BlocId) -> Series,
) -> Vec<(Series, String)> {
    let text = |side: &Answer, bloc: Option<&BlocShare>| match (&side.figures, bloc) {
        (Ok(figures), Some(bloc)) => share_words_with_ends(bloc, figures),
        (Ok(_), None) => "off".to_owned(),
        (Err(_), _) => "no figures".to_owned(),
    };
    let entry = |bloc: &PairBloc<'_>| {
        let [in_a, in_b] = bloc.halves;
        let (from, to) = (text(a, in_a), text(b, in_b));
        let is_told = |of: &Difference| from != to && of.is_known();
        let difference = bloc.difference.filter(is_told).map(|of| format!(" ({})", points(of)));
        let numbers = if from == to { from } else { format!("{from} → {to}") };
        (series_of(bloc.id), format!("{}, {numbers}{}", bloc.name, difference.unwrap_or_default()))
    };
    let mut legend: Vec<(Series, String)> = blocs.iter().map(entry).collect();
    if !legend.is_empty() {
        legend.push(rest_entry(legend.len()));
    }
    legend
}

/// Returns the share of a bloc in words, as in every legend, or as its row has it where that tells both of its ends, or that
/// it has none.
fn share_words_with_ends(bloc: &BlocShare, figures: &Figures) -> String {
    let has_number = bloc.share.value > 0.0 && no_number_words(bloc, figures).is_none();
    let with_ends = share_with_ends(bloc.share);
    if has_number && (says_nothing(bloc.share) || with_ends.contains('–')) {
        with_ends
    } else {
        bloc_share_words(bloc, figures)
    }
}
