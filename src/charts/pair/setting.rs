use crate::analysis::Answer;
use crate::charts::wording::{and_words, uncapitalised};
use crate::data::Dataset;
use crate::model::{BlocId, Cap, CapLimit, Denominator, EditionChoice, Question, Territories, date_text, whole_text};

/// Names beyond so many are counted.
const MOST_NAMES: usize = 3;

/// One thing that differs between A and B.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Differing {
    /// Which.
    pub(super) what: What,
    /// What it is in A, and in B.
    pub(super) values: [String; 2],
}

/// What can differ between A and B.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    Mineral,
    Stage,
    Year,
    Edition,
    Blocs,
    Date,
    Confidence,
    Mode,
    Overlap,
    Denominator,
    Territories,
    Caps,
    Corrections,
}

impl What {
    /// Returns what it is called inside a sentence.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Mineral => "mineral",
            Self::Stage => "stage",
            Self::Year => "year",
            Self::Edition => "edition",
            Self::Blocs => "blocs",
            Self::Date => "date of membership",
            Self::Confidence => "members that count",
            Self::Mode => "what blocs do",
            Self::Overlap => "where a country in two blocs counts",
            Self::Denominator => "what shares are taken of",
            Self::Territories => "where territories count",
            Self::Caps => "limits",
            Self::Corrections => "corrections of published figures",
        }
    }

    /// Returns whether "from … to …" says it.
    pub(super) fn is_a_way(self) -> bool {
        matches!(self, Self::Stage | Self::Year | Self::Edition | Self::Date | Self::Confidence | Self::Blocs)
    }
}

/// Returns what differs between two answers' questions, in the order in which a person thinks of it.
pub(super) fn differing(dataset: &Dataset, a: &Answer, b: &Answer) -> Vec<Differing> {
    let sides = [a, b];
    let questions = [&a.question, &b.question];
    let value = |what: What, of: &dyn Fn(&Question) -> String| Differing { what, values: questions.map(of) };
    let mineral = Differing { what: What::Mineral, values: sides.map(mineral_words) };
    let all = [
        mineral,
        Differing { what: What::Stage, values: sides.map(|of| of.subject.stage.in_sentence().to_owned()) },
        value(What::Year, &|of| of.year.to_string()),
        value(What::Edition, &|of| edition_words(dataset, &of.edition)),
        value(What::Blocs, &|of| bloc_words(dataset, &of.blocs)),
        value(What::Date, &|of| date_text(of.as_of)),
        value(What::Confidence, &|of| of.confidence.in_sentence().to_owned()),
        value(What::Mode, &|of| uncapitalised(of.mode.name())),
        value(What::Overlap, &|of| of.overlap.in_sentence().to_owned()),
        value(What::Denominator, &|of| denominator_words(of.denominator).to_owned()),
        value(What::Territories, &|of| territory_words(of.territories).to_owned()),
        value(What::Caps, &|of| cap_words(dataset, of)),
        value(What::Corrections, &|of| correction_words(of)),
    ];
    // Names beyond a few are only counted, so that the words alone would not tell two lists apart.
    let [one, other] = questions;
    let differs = |what: What, [a, b]: &[String; 2]| match what {
        What::Blocs => one.blocs != other.blocs,
        What::Caps => one.caps_here().ne(other.caps_here()),
        What::Corrections => one.uncorrected != other.uncorrected,
        _ => a != b,
    };
    all.into_iter().filter(|each| differs(each.what, &each.values)).collect()
}

/// Returns what is said over A and over B: what differs, and nothing else.
pub(super) fn headers(differing: &[Differing]) -> [String; 2] {
    let (a, b): (Vec<&str>, Vec<&str>) = differing
        .iter()
        .map(|each| {
            let [a, b] = &each.values;
            (a.as_str(), b.as_str())
        })
        .unzip();
    [a.join(", "), b.join(", ")]
}

fn mineral_words(answer: &Answer) -> String {
    let subject = &answer.subject;
    subject.form.as_ref().map_or_else(|| subject.name.clone(), |form| format!("{}: {form}", subject.name))
}

fn edition_words(dataset: &Dataset, choice: &EditionChoice) -> String {
    match choice {
        EditionChoice::Newest => "newest edition".to_owned(),
        EditionChoice::Of(id) => dataset.edition(id).map_or_else(|| id.to_string(), |of| of.short_name.clone()),
    }
}

fn bloc_words(dataset: &Dataset, blocs: &[BlocId]) -> String {
    let name = |id: &BlocId| dataset.bloc(id).map_or_else(|| id.to_string(), |bloc| bloc.short_name.clone());
    let names: Vec<String> = blocs.iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        [] => "no blocs".to_owned(),
        [first, second, rest @ ..] if names.len() > MOST_NAMES => {
            format!("{first}, {second} and {} more blocs", rest.len())
        }
        few => and_words(few),
    }
}

fn denominator_words(denominator: Denominator) -> &'static str {
    match denominator {
        Denominator::Sum => "of the rows’ sum",
        Denominator::Printed => "of the printed total",
    }
}

fn territory_words(territories: Territories) -> &'static str {
    match territories {
        Territories::Own => "territories by themselves",
        Territories::Parent => "territories with their states",
    }
}

fn cap_words(dataset: &Dataset, question: &Question) -> String {
    let limit = |cap: &Cap| {
        let most = match cap.limit {
            CapLimit::Tonnes(tonnes) => format!("{} t", whole_text(tonnes)),
            CapLimit::Percent(percent) => format!("{percent} %"),
        };
        format!("{} at most {most}", dataset.country_name(cap.country))
    };
    let limits: Vec<String> = question.caps_here().map(limit).collect();
    match limits.as_slice() {
        [] => "no limits".to_owned(),
        few if few.len() <= MOST_NAMES => few.join(", "),
        many => format!("limits on {} countries", many.len()),
    }
}

fn correction_words(question: &Question) -> String {
    if question.uncorrected.is_empty() { "figures corrected" } else { "figures as printed" }.to_owned()
}

/// Returns why quantities of two answers are not compared, though their shares are; nothing where they can be.
pub(super) fn quantity_refusal(a: &Answer, b: &Answer) -> Option<String> {
    let (Ok(one), Ok(other)) = (&a.figures, &b.figures) else { return None };
    let place = |of: &Answer| (of.question.commodity.clone(), of.question.form.clone());
    let basis = |basis: &str| if basis.is_empty() { "what is not stated".to_owned() } else { basis.to_owned() };
    let of_two = |what: &str| Some(format!("Quantities of two {what} are not compared, only shares"));
    if place(a) != place(b) {
        return of_two("minerals or forms");
    }
    if a.question.stage != b.question.stage {
        return of_two("stages");
    }
    if one.unit != other.unit {
        return Some(format!(
            "Quantities are not compared, only shares: A is in {}, B in {}",
            one.unit.id(),
            other.unit.id()
        ));
    }
    (one.basis != other.basis).then(|| {
        let (a, b) = (basis(&one.basis), basis(&other.basis));
        format!("Quantities are not compared, only shares: A weighs {a}, B {b}")
    })
}

/// Returns whether one list of countries serves both: of one mineral, however it is counted.
pub(super) fn is_of_one_mineral(a: &Question, b: &Question) -> bool {
    a.commodity == b.commodity
}
