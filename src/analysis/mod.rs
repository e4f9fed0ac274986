//! From a [`Question`](crate::model::Question) to an [`Answer`].
//!
//! In: a [`Dataset`](crate::data::Dataset) and a question. Out: shares with the ends they can lie between, blocs folded
//! into single suppliers, concentration before and after, and the reason in words where there is no answer. Pure
//! functions: the same question of the same data gives the same answer.

mod answer;
mod ask;
mod base;
mod bloc_card;
mod catalogue;
mod certainty;
mod chain;
mod change;
mod concentration;
mod gaps;
mod governed;
mod inequality;
mod interval;
mod left_out;
mod limits;
mod membership;
mod membership_changes;
mod overlap;
mod refusal;
mod reserves_years;
mod revisions;
mod scenario;
mod shift;
mod supposed;
mod territories;
mod trend;
mod wording;

pub use answer::{
    Answer, BlocShare, Estimates, Figures, Listing, Other, PrintedTotal, PublishedRow, Subject, SupplierName,
    SupplierShare, Unpublished,
};
pub use ask::{Comparable, answer, bloc_share, bloc_shares, comparables, edition_beside, reserves_beside};
pub use bloc_card::{BlocCard, bloc_card};
pub use catalogue::{Fixed, MineralSummary, all_questions, mineral_summary, opening_question, placed};
pub use certainty::{AtLevel, Certainty};
pub use chain::{ChainStep, chain, stages, steps};
pub use change::Change;
pub use concentration::{Band, Concentration, EffectiveSuppliers, Guidelines, Hhi, Largest, Residual, concentration};
pub use gaps::{HHI_OF_PUBLISHED, gap_words, limit_sentence};
pub use governed::{GovernedHhi, governed_hhi};
pub use inequality::{Inequality, LorenzPoint, inequality, lorenz};
pub use interval::{ShareInterval, Span};
pub use left_out::{left_out, left_out_of_tables};
pub use limits::{Limit, LimitEffect};
pub use membership::{CountedMember, Members, members, overlapping};
pub use membership_changes::{MembershipChange, membership_changes};
pub use overlap::Counted;
pub use refusal::Refusal;
pub use reserves_years::{ProductionAndReserves, production_and_reserves, years_of_reserves};
pub use revisions::{
    Compared, EditionColumn, RevisedRow, Revision, Revisions, Said, biggest_revisions, revisable_year, revisions,
};
pub use shift::{
    Acting, BlocPart, KeptStage, KeptSteps, KnownAtStage, MineralAtStage, MineralSteps, Shift, ShiftMatrix, Step,
    Supplies, Supply, shift_matrix,
};
pub use supposed::{Gap, GapFiller, LeftShare, Scenario, ScenarioKind};
pub use trend::{Apart, AppliedCorrection, ExplainedChange, Trend, TrendYear, YearBreak, trend};

use ask::subject;
