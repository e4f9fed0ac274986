use crate::model::{BlocId, Bound, Edition, Iso3, Quantity, Question, Status, ToldStage, Unit};

use super::{Certainty, Concentration, Counted, Limit, Refusal, Scenario, ShareInterval, Span};

/// The answer to a question: figures, or the reason why there are none, and what a reader must know of them.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// What it is about, in words.
    pub subject: Subject,
    /// The figures, or why there are none.
    pub figures: Result<Figures, Refusal>,
    /// What the publisher prints, where a table exists that cannot be put into shares.
    pub listing: Option<Listing>,
    /// What a reader must know: gaps, bounds, blocs without members. Each a sentence.
    pub problems: Vec<String>,
    /// Of these, those that say which rows of a person's file were left out.
    pub left_out: Vec<String>,
}

impl Answer {
    /// Returns the identifier of the edition that answers, or the word for the editions asked where none does.
    #[must_use]
    pub fn edition_id(&self) -> String {
        self.subject
            .edition
            .as_ref()
            .map_or_else(|| self.question.edition.to_string(), |edition| edition.id.to_string())
    }
}

/// Rows that cannot be put into shares, as published; none where the publisher names no country.
#[derive(Debug, Clone, PartialEq)]
pub struct Listing {
    /// Unit of every quantity here.
    pub unit: Unit,
    /// What is weighed; empty where the publisher is silent.
    pub basis: String,
    /// The world total as printed.
    pub printed: Option<PrintedTotal>,
    /// The publisher's chapter and detail.
    pub source_label: String,
    /// The countries, largest number first, then those without one.
    pub rows: Vec<PublishedRow>,
}

/// A country's row as published.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedRow {
    /// The country.
    pub iso3: Iso3,
    /// Its name.
    pub name: String,
    /// What the publisher says.
    pub quantity: Quantity,
    /// The publisher's note, for example which product it is.
    pub note: String,
}

/// What a question is about, in words.
#[derive(Debug, Clone, PartialEq)]
pub struct Subject {
    /// Name of the commodity, for example "Rare earths".
    pub name: String,
    /// Name of the form, where it differs, for example "Ilmenite".
    pub form: Option<String>,
    /// Commodity and form inside a sentence, for example "rare earths".
    pub in_sentence: String,
    /// The stage, as texts speak of it.
    pub stage: ToldStage,
    /// What the source does not say and what is assumed for it, a sentence without a full stop; nothing where all is
    /// said.
    pub assumption: Option<String>,
    /// The edition, where the dataset has it.
    pub edition: Option<Edition>,
}

/// The figures of an answer.
#[derive(Debug, Clone, PartialEq)]
pub struct Figures {
    /// Unit of every quantity here.
    pub unit: Unit,
    /// What is weighed; empty where the publisher is silent.
    pub basis: String,
    /// The publisher's chapter and detail.
    pub source_label: String,
    /// What shares are taken of, in `unit`.
    pub total: f64,
    /// Sum of the named rows and "Other countries", in `unit`.
    pub own_sum: f64,
    /// The world total as printed.
    pub printed: Option<PrintedTotal>,
    /// Countries with a number, largest share first.
    pub suppliers: Vec<SupplierShare>,
    /// What is not attributed to a named country.
    pub other: Other,
    /// Countries named without a number.
    pub unpublished: Vec<Unpublished>,
    /// How many of the numbers are estimates.
    pub estimates: Estimates,
    /// Concentration of countries.
    pub before: Concentration,
    /// Concentration once the switched-on blocs do what the mode says: act as one supplier each, stop selling (of the
    /// rest), or alone sell (of their member countries), and countries sell no more than their limits. Nothing when nothing
    /// is supposed or nothing is left.
    pub after: Option<Concentration>,
    /// What is lost or covered; nothing while each bloc acts as one supplier and no country is limited.
    pub scenario: Option<Scenario>,
    /// The limits that the question puts on countries here, and what each does.
    pub limits: Vec<Limit>,
    /// The same at every confidence level, where that makes a difference.
    pub certainty: Option<Certainty>,
    /// The switched-on blocs with what counts in them under the overlap rule, in the question's order.
    pub blocs: Vec<BlocShare>,
}

impl Figures {
    /// Returns a switched-on bloc.
    #[must_use]
    pub fn bloc(&self, id: &BlocId) -> Option<&BlocShare> {
        self.blocs.iter().find(|bloc| bloc.id == *id)
    }

    /// Returns the short name of a switched-on bloc.
    #[must_use]
    pub fn bloc_name(&self, id: &BlocId) -> Option<&str> {
        self.bloc(id).map(|bloc| bloc.name.as_str())
    }

    /// Returns whether a member of the bloc has a number above zero that counts in another switched-on bloc.
    #[must_use]
    pub fn has_members_elsewhere(&self, bloc: &BlocShare) -> bool {
        self.suppliers
            .iter()
            .filter(|supplier| supplier.value > 0.0)
            .any(|supplier| bloc.members.contains(&supplier.iso3) && !supplier.counted.blocs().contains(&bloc.id))
    }
}

/// The printed world total.
#[derive(Debug, Clone, PartialEq)]
pub struct PrintedTotal {
    /// What is printed.
    pub quantity: Quantity,
    /// The publisher's note on it.
    pub note: String,
}

/// A country's share.
#[derive(Debug, Clone, PartialEq)]
pub struct SupplierShare {
    /// The country.
    pub iso3: Iso3,
    /// Its name.
    pub name: String,
    /// What the publisher says.
    pub quantity: Quantity,
    /// The number used, in the figures' unit.
    pub value: f64,
    /// Its share.
    pub share: ShareInterval,
    /// Where it counts among the switched-on blocs.
    pub counted: Counted,
    /// The publisher's note.
    pub note: String,
}

/// What is not attributed to a named country.
#[derive(Debug, Clone, PartialEq)]
pub struct Other {
    /// The "Other countries" row as published, where the table has one and the rows' sum is the whole.
    pub quantity: Option<Quantity>,
    /// The residual used, in the figures' unit: "Other countries", or what is left of the printed total (which rounding
    /// can make negative).
    pub value: f64,
    /// Its share of the total, which may be negative likewise.
    pub share: f64,
    /// How that share is bounded.
    pub bound: Bound,
}

impl Other {
    /// Returns what it is called: the publisher's row, or what is left of a printed total.
    #[must_use]
    pub fn name(&self) -> &'static str {
        if self.quantity.is_some() { "Other countries" } else { "Not attributed" }
    }

    /// Returns whether it is a number, and no word such as "withheld".
    #[must_use]
    pub fn has_number(&self) -> bool {
        self.quantity.as_ref().is_none_or(|quantity| quantity.value().is_some())
    }
}

/// A country that is named without a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Unpublished {
    /// The country.
    pub iso3: Iso3,
    /// Its name.
    pub name: String,
    /// What stands in place of a number.
    pub quantity: Quantity,
    /// Where it counts among the switched-on blocs.
    pub counted: Counted,
    /// The publisher's note.
    pub note: String,
}

impl Unpublished {
    /// Returns what stands in place of a number.
    #[must_use]
    pub fn status(&self) -> Status {
        self.quantity.status()
    }
}

/// How many of the numbers above zero are estimates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Estimates {
    /// None.
    None,
    /// Some.
    Some,
    /// All.
    All,
}

impl Estimates {
    /// Returns how many of the numbers above zero are estimates, each being one or not.
    pub fn of(numbers: impl IntoIterator<Item = bool>) -> Self {
        let (mut any, mut all) = (false, true);
        for estimated in numbers {
            any |= estimated;
            all &= estimated;
        }
        match (any, all) {
            (false, _) => Self::None,
            (true, false) => Self::Some,
            (true, true) => Self::All,
        }
    }
}

/// What a bloc has of a supply.
#[derive(Debug, Clone, PartialEq)]
pub struct BlocShare {
    /// The bloc.
    pub id: BlocId,
    /// Its short name.
    pub name: String,
    /// Countries that count as members on the date at the level.
    pub members: Vec<Iso3>,
    /// Those of them that have a number above zero here and count in this bloc, if only with a part.
    pub producers: Vec<Iso3>,
    /// Whether members exist that are not named in public.
    pub unnamed: bool,
    /// Whether "Other countries" may hold members that have no row: its share is at least what is named then.
    pub may_hide: bool,
    /// Its share.
    pub share: ShareInterval,
    /// What it has, in the figures' unit.
    pub quantity: Span,
}

/// Names a supplier: a country or a bloc.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum SupplierName {
    /// A country.
    Country {
        /// Its code.
        iso3: Iso3,
        /// Its name.
        name: String,
    },
    /// A bloc that acts as one.
    Bloc {
        /// Its identifier.
        id: BlocId,
        /// Its short name.
        name: String,
    },
}

impl SupplierName {
    /// Returns the name as shown.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Country { name, .. } | Self::Bloc { name, .. } => name,
        }
    }
}
