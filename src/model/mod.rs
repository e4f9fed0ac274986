//! The words of the field, as types that cannot be wrong.
//!
//! In: nothing. Out: the vocabulary every other room speaks: commodities, countries, stages, quantities with their
//! state, blocs and dated memberships, governance and trade policy, and the [`Question`] a person asks. Plain data; no
//! files, no frames, no pixels.

mod bloc;
mod commodity;
mod country;
mod date;
mod edition;
mod governance;
mod id;
mod jump;
mod problem;
mod quantity;
mod quantity_words;
mod question;
mod stage;
mod supposition;
mod told_stage;
mod trade_policy;
mod unit;
mod word;

pub use bloc::{Bloc, BlocKind, Confidence, ConfidenceLevel, Member, Membership, OwnBloc};
pub use commodity::{Commodity, Form};
pub use country::{Country, Iso3};
pub use date::{PartialDate, date_text, parse_date};
pub use edition::{Edition, EditionChoice, Source};
pub use governance::{Governance, GovernanceDimension, GovernanceScore};
pub use id::{BlocId, CommodityId, CorrectionId, EditionId, FormId, SourceId};
pub use jump::Jump;
pub use problem::ModelError;
pub use quantity::{Amount, Bound, Quantity, Status};
pub use quantity_words::{quantity_words, status_words};
pub use question::{Denominator, Mode, Overlap, Question};
pub use stage::Stage;
pub use supposition::{Cap, CapLimit, Territories};
pub use told_stage::ToldStage;
pub use trade_policy::{ControlKind, ControlledCommodity, ExportControl, ImportReliance, ImportSource, Reliance};
pub use unit::{BaseUnit, Unit, counted, quantity_text, whole_text};
