use serde::Serialize;

use crate::analysis::{
    Answer, AtLevel, BlocShare, Concentration, Counted, Figures, Gap, GapFiller, Limit, LimitEffect, ScenarioKind,
};
use crate::charts::supposed::supposed_words;
use crate::model::{Amount, CapLimit, Mode, Quantity, Status};

/// The JSON of an answer: a stable interface, described in the README.
#[derive(Serialize)]
pub struct AnswerJson<'a> {
    mineral: &'a str,
    name: &'a str,
    form: &'a str,
    stage: &'a str,
    year: i16,
    edition: String,
    mode: &'static str,
    overlap: &'static str,
    territories: &'static str,
    /// Whether something is only supposed, and what, as a sentence.
    hypothetical: bool,
    supposed: Option<String>,
    unit: Option<&'static str>,
    basis: Option<&'a str>,
    source_label: Option<&'a str>,
    /// What a file of one's own does not say and what is assumed for it, as a sentence.
    assumed: Option<&'a str>,
    total: Option<f64>,
    printed_total: Option<f64>,
    /// `exact`, `at_least`, `at_most` or `range` (then the total is its middle).
    printed_bound: Option<&'static str>,
    shares: Vec<ShareJson<'a>>,
    other_share: Option<f64>,
    withheld: Vec<&'a str>,
    not_available: Vec<&'a str>,
    hhi: Option<HhiJson>,
    cr1: Option<f64>,
    cr3: Option<f64>,
    cr5: Option<f64>,
    effective_suppliers: Option<EffectiveJson>,
    blocs: Vec<BlocJson<'a>>,
    /// The limits on countries, and what is left of each where its limit is felt.
    limits: Vec<LimitJson<'a>>,
    /// Share and quantity (in `unit`) that the switched-on blocs in mode `withhold` and limits on countries take away.
    lost_share: Option<f64>,
    lost_share_low: Option<f64>,
    lost_share_high: Option<f64>,
    lost_quantity: Option<f64>,
    lost_quantity_low: Option<f64>,
    /// Nothing where it is not bounded.
    lost_quantity_high: Option<f64>,
    /// Who would have to grow by how much to fill what is lost.
    gap: Option<GapJson<'a>>,
    /// Share and quantity that their members cover, in mode `only`, and concentration with each bloc as one supplier.
    coverage: Option<f64>,
    coverage_quantity: Option<f64>,
    as_blocs: Option<AfterJson<'a>>,
    after: Option<AfterJson<'a>>,
    /// The same at every confidence level, strictest first; empty where the level makes no difference.
    by_confidence: Vec<LevelJson<'a>>,
    problems: &'a [String],
}

/// What is found when memberships of one level count.
#[derive(Serialize)]
struct LevelJson<'a> {
    level: &'static str,
    blocs: Vec<BlocJson<'a>>,
    after: Option<AfterJson<'a>>,
    /// Share that is lost or covered, in modes that suppose it.
    scenario_share: Option<f64>,
}

#[derive(Serialize)]
struct ShareJson<'a> {
    iso3: &'a str,
    name: &'a str,
    /// The number, or a range's lower end.
    value: f64,
    /// A range's upper end.
    upper: Option<f64>,
    bound: &'static str,
    status: &'static str,
    share: f64,
    /// The least the share can be when what is open or withheld is counted.
    share_low: f64,
    /// The most it can be.
    share_high: f64,
    /// The first of the blocs it counts in.
    bloc: Option<&'a str>,
    /// Whether several blocs have it, so that it counts in none.
    contested: bool,
}

#[derive(Serialize)]
struct HhiJson {
    lower: f64,
    upper: Option<f64>,
    published_only: bool,
}

#[derive(Serialize)]
struct EffectiveJson {
    hhi: f64,
    shannon: f64,
}

#[derive(Serialize)]
struct BlocJson<'a> {
    id: &'a str,
    members_counted: usize,
    share: f64,
    share_low: f64,
    share_high: f64,
    /// In the answer's unit.
    quantity: f64,
    /// The share that is lost with it, when it withholds.
    lost: Option<f64>,
}

#[derive(Serialize)]
struct LimitJson<'a> {
    iso3: &'a str,
    name: &'a str,
    tonnes: Option<f64>,
    percent: Option<f64>,
    /// In the answer's unit; nothing where the limit changes nothing, as `problems` says.
    left: Option<f64>,
    /// Of the whole as published.
    left_share: Option<f64>,
}

/// Ends that nothing bounds are `null`.
#[derive(Serialize)]
struct GapJson<'a> {
    /// By what part of what it sells each of `suppliers` would grow; nothing where nobody is left that could.
    growth: Option<f64>,
    growth_low: Option<f64>,
    growth_high: Option<f64>,
    suppliers: Vec<FillerJson<'a>>,
}

#[derive(Serialize)]
struct FillerJson<'a> {
    iso3: &'a str,
    /// In the answer's unit, where all grow by the same part.
    more: f64,
    more_low: f64,
    more_high: Option<f64>,
    /// How many times as much it would sell, where it grows alone.
    factor: f64,
    factor_low: f64,
    factor_high: Option<f64>,
}

#[derive(Serialize)]
struct AfterJson<'a> {
    hhi: HhiJson,
    cr1: f64,
    cr3: f64,
    cr5: f64,
    effective_suppliers: EffectiveJson,
    largest: Option<LargestJson<'a>>,
}

#[derive(Serialize)]
struct LargestJson<'a> {
    name: &'a str,
    share: f64,
    share_low: f64,
    share_high: f64,
}

fn hhi_json(concentration: &Concentration) -> HhiJson {
    let hhi = concentration.hhi;
    HhiJson { lower: hhi.lower, upper: hhi.upper, published_only: hhi.published_only }
}

fn effective_json(concentration: &Concentration) -> EffectiveJson {
    let effective = concentration.effective_suppliers;
    EffectiveJson { hhi: effective.hhi, shannon: effective.shannon }
}

fn after_json(after: &Concentration) -> AfterJson<'_> {
    AfterJson {
        hhi: hhi_json(after),
        cr1: after.cr1,
        cr3: after.cr3,
        cr5: after.cr5,
        effective_suppliers: effective_json(after),
        largest: after.largest.first().map(|largest| LargestJson {
            name: largest.name.text(),
            share: largest.share.value,
            share_low: largest.share.low,
            share_high: largest.share.high,
        }),
    }
}

fn shares_json(figures: &Figures) -> Vec<ShareJson<'_>> {
    let ends = |quantity: &Quantity, value: f64| match quantity.amount {
        Amount::Range { low, high } => (low, Some(high)),
        _ => (value, None),
    };
    figures
        .suppliers
        .iter()
        .map(|supplier| {
            let (value, upper) = ends(&supplier.quantity, supplier.value);
            ShareJson {
                iso3: supplier.iso3.as_str(),
                name: &supplier.name,
                value,
                upper,
                bound: supplier.quantity.bound().map_or("", crate::model::Bound::id),
                status: supplier.quantity.status().id(),
                share: supplier.share.value,
                share_low: supplier.share.low,
                share_high: supplier.share.high,
                bloc: supplier.counted.bloc().map(crate::model::BlocId::as_str),
                contested: matches!(supplier.counted, Counted::Contested(_)),
            }
        })
        .collect()
}

/// Returns the JSON of an answer.
pub fn answer_json(answer: &Answer) -> AnswerJson<'_> {
    let question = &answer.question;
    let figures = answer.figures.as_ref().ok();
    let listing = answer.listing.as_ref();
    let with_status = |status: Status| -> Vec<&str> {
        let unpublished = figures.map(|figures| figures.unpublished.as_slice()).unwrap_or_default();
        let listed = listing.map(|listing| listing.rows.as_slice()).unwrap_or_default();
        let of_figures = unpublished.iter().map(|row| (&row.quantity, row.iso3.as_str()));
        let of_listing = listed.iter().map(|row| (&row.quantity, row.iso3.as_str()));
        of_figures.chain(of_listing).filter(|(quantity, _)| quantity.status() == status).map(|(_, iso3)| iso3).collect()
    };
    let printed = figures
        .and_then(|figures| figures.printed.as_ref())
        .or_else(|| listing.and_then(|listing| listing.printed.as_ref()))
        .map(|printed| &printed.quantity);
    let before = figures.map(|figures| &figures.before);
    let scenario = figures.and_then(|figures| figures.scenario.as_ref());
    let part_of = |kind: ScenarioKind| scenario.filter(|scenario| scenario.kind == kind);
    let lost = part_of(ScenarioKind::Lost);
    let covered = part_of(ScenarioKind::Covered);
    AnswerJson {
        mineral: question.commodity.as_str(),
        name: &answer.subject.name,
        form: question.form.as_str(),
        stage: question.stage.id(),
        year: question.year,
        edition: answer.edition_id(),
        mode: question.mode.id(),
        overlap: question.overlap.id(),
        territories: question.territories.id(),
        hypothetical: question.is_hypothetical(),
        supposed: figures.and_then(|figures| supposed_words(question, figures)),
        unit: figures.map(|figures| figures.unit).or(listing.map(|listing| listing.unit)).map(crate::model::Unit::id),
        basis: figures.map(|figures| figures.basis.as_str()).or(listing.map(|listing| listing.basis.as_str())),
        source_label: figures
            .map(|figures| figures.source_label.as_str())
            .or(listing.map(|listing| listing.source_label.as_str())),
        assumed: answer.subject.assumption.as_deref(),
        total: figures.map(|figures| figures.total),
        printed_total: printed.and_then(Quantity::value),
        printed_bound: printed.and_then(Quantity::bound).map(crate::model::Bound::id),
        shares: figures.map(shares_json).unwrap_or_default(),
        other_share: figures.filter(|figures| figures.other.has_number()).map(|figures| figures.other.share),
        withheld: with_status(Status::Withheld),
        not_available: with_status(Status::NotAvailable),
        hhi: before.map(hhi_json),
        cr1: before.map(|before| before.cr1),
        cr3: before.map(|before| before.cr3),
        cr5: before.map(|before| before.cr5),
        effective_suppliers: before.map(effective_json),
        blocs: figures
            .map(|figures| figures.blocs.as_slice())
            .unwrap_or_default()
            .iter()
            .map(|bloc| bloc_json(bloc, question.mode))
            .collect(),
        limits: figures.map(|figures| figures.limits.iter().map(limit_json).collect()).unwrap_or_default(),
        lost_share: lost.map(|lost| lost.share.value),
        lost_share_low: lost.map(|lost| lost.share.low),
        lost_share_high: lost.map(|lost| lost.share.high),
        lost_quantity: lost.map(|lost| lost.quantity.value),
        lost_quantity_low: lost.map(|lost| lost.quantity.low),
        lost_quantity_high: lost.and_then(|lost| bounded(lost.quantity.high)),
        gap: lost.and_then(|lost| lost.gap.as_ref()).map(gap_json),
        coverage: covered.map(|covered| covered.share.value),
        coverage_quantity: covered.map(|covered| covered.quantity.value),
        as_blocs: covered.and_then(|covered| covered.as_blocs.as_ref()).map(after_json),
        after: figures.and_then(|figures| figures.after.as_ref()).map(after_json),
        by_confidence: figures.and_then(|figures| figures.certainty.as_ref()).map_or_else(Vec::new, |certainty| {
            certainty.levels.iter().map(|at| level_json(at, question.mode)).collect()
        }),
        problems: &answer.problems,
    }
}

fn bounded(value: f64) -> Option<f64> {
    value.is_finite().then_some(value)
}

fn limit_json(limit: &Limit) -> LimitJson<'_> {
    let (tonnes, percent) = match limit.cap.limit {
        CapLimit::Tonnes(tonnes) => (Some(tonnes), None),
        CapLimit::Percent(percent) => (None, Some(percent)),
    };
    let (left, left_share) = match &limit.effect {
        LimitEffect::Leaves { quantity, share } => (Some(quantity.value), Some(share.value)),
        _ => (None, None),
    };
    LimitJson { iso3: limit.cap.country.as_str(), name: &limit.name, tonnes, percent, left, left_share }
}

fn filler_json(filler: &GapFiller) -> FillerJson<'_> {
    FillerJson {
        iso3: filler.iso3.as_str(),
        more: filler.more.value,
        more_low: filler.more.low,
        more_high: bounded(filler.more.high),
        factor: filler.factor.value,
        factor_low: filler.factor.low,
        factor_high: bounded(filler.factor.high),
    }
}

fn gap_json(gap: &Gap) -> GapJson<'_> {
    GapJson {
        growth: gap.growth.map(|growth| growth.value),
        growth_low: gap.growth.map(|growth| growth.low),
        growth_high: gap.growth.and_then(|growth| bounded(growth.high)),
        suppliers: gap.suppliers.iter().map(filler_json).collect(),
    }
}

fn bloc_json(bloc: &BlocShare, mode: Mode) -> BlocJson<'_> {
    BlocJson {
        id: bloc.id.as_str(),
        members_counted: bloc.members.len(),
        share: bloc.share.value,
        share_low: bloc.share.low,
        share_high: bloc.share.high,
        quantity: bloc.quantity.value,
        lost: (mode == Mode::Withhold).then_some(bloc.share.value),
    }
}

fn level_json(at: &AtLevel, mode: Mode) -> LevelJson<'_> {
    LevelJson {
        level: at.level.id(),
        blocs: at.blocs.iter().map(|bloc| bloc_json(bloc, mode)).collect(),
        after: at.after.as_ref().map(after_json),
        scenario_share: at.scenario.as_ref().map(|of| of.share.value),
    }
}
