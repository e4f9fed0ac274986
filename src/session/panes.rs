use serde::{Deserialize, Serialize};

use crate::charts::ladder::LadderOptions;
use crate::charts::trend::TrendOptions;
use crate::charts::{ChartKind, Choices};
use crate::model::{EditionId, Question, Stage};

use super::document::Document;
use super::pair::Other;

/// How many views the centre shows, and where they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ViewLayout {
    /// One.
    #[default]
    One,
    /// Two side by side.
    Beside,
    /// Two, one above the other.
    Below,
    /// Four, two above two.
    Four,
}

impl ViewLayout {
    /// All layouts.
    pub const ALL: [Self; 4] = [Self::One, Self::Beside, Self::Below, Self::Four];

    /// Returns the name in a menu.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::One => "One view",
            Self::Beside => "Two views side by side",
            Self::Below => "Two views, one above the other",
            Self::Four => "Four views",
        }
    }

    /// Returns how many views stand beside each other, and how many above each other.
    #[must_use]
    pub fn columns_and_rows(self) -> (usize, usize) {
        match self {
            Self::One => (1, 1),
            Self::Beside => (2, 1),
            Self::Below => (1, 2),
            Self::Four => (2, 2),
        }
    }

    /// Returns how many views there are.
    #[must_use]
    pub fn count(self) -> usize {
        let (columns, rows) = self.columns_and_rows();
        columns * rows
    }
}

/// The question that several views share, or one has by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Asked {
    question: Question,
    wished_stage: Stage,
}

/// A view of the centre: what is chosen of its chart, and its question where it has one by itself.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
struct Pane {
    view: ChartKind,
    #[serde(default)]
    shows_table: bool,
    compare_reserves: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    compare_edition: Option<EditionId>,
    trend: TrendOptions,
    ladder: LadderOptions,
    #[serde(default, skip_serializing_if = "Choices::is_usual")]
    choices: Choices,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    other: Option<Other>,
    /// Its own question; nothing while it follows the one that the others share.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    own: Option<Asked>,
}

/// The views of the centre. The document's own choices are those of the view whose controls are shown.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Panes {
    layout: ViewLayout,
    /// The place of the view whose controls are shown.
    active: usize,
    /// What stands in each place; at that of the active view lies what was there when it became active.
    places: Vec<Pane>,
    /// Whether the active view has a question of its own.
    is_own: bool,
    /// The question that the other views share, where the active one has its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    shared: Option<Asked>,
}

/// What a person can do with the views of the centre.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PaneCommand {
    /// Show so many views.
    Split(ViewLayout),
    /// Show the controls of the view in this place.
    Activate(usize),
    /// Show the controls of the next view.
    Next,
    /// Give the active view a question of its own, or let it follow the others' again.
    KeepApart(bool),
}

impl PaneCommand {
    /// Returns the command's name in menus; it is also what undo says it takes back.
    pub(super) fn text(self) -> String {
        match self {
            Self::Split(layout) => layout.name().to_owned(),
            Self::Activate(place) => format!("View {}", place + 1),
            Self::Next => "Next view of the centre".to_owned(),
            Self::KeepApart(true) => "Own question".to_owned(),
            Self::KeepApart(false) => "Same question".to_owned(),
        }
    }

    /// Returns one line on what the command does.
    pub(super) fn tooltip(self) -> &'static str {
        match self {
            Self::Split(ViewLayout::One) => "Shows the view alone whose controls are shown",
            Self::Split(_) => "Shows several views of the same question, or of different ones",
            Self::Activate(_) | Self::Next => "The controls above then change that view",
            Self::KeepApart(true) => "Mineral, stage, year and blocs of this view no longer follow the others",
            Self::KeepApart(false) => "This view follows mineral, stage, year and blocs of the others again",
        }
    }
}

impl Panes {
    /// Returns whether there is nothing to keep: one view.
    #[must_use]
    pub fn is_one(&self) -> bool {
        self.layout == ViewLayout::One
    }

    /// Returns how many views there are, and where they stand.
    #[must_use]
    pub fn layout(&self) -> ViewLayout {
        self.layout
    }

    /// Returns the place of the view whose controls are shown.
    #[must_use]
    pub fn active(&self) -> usize {
        self.active
    }

    /// Returns whether the view in a place has a question of its own.
    #[must_use]
    pub fn is_apart(&self, place: usize) -> bool {
        if place == self.active { self.is_own } else { self.places.get(place).is_some_and(|pane| pane.own.is_some()) }
    }

    /// Returns the questions kept for other views.
    pub(super) fn questions_mut(&mut self) -> impl Iterator<Item = &mut Question> {
        let kept = self.places.iter_mut().flat_map(|pane| {
            let own = pane.own.as_mut().map(|own| &mut own.question);
            own.into_iter().chain(pane.other.as_mut().map(|other| &mut other.question))
        });
        kept.chain(self.shared.as_mut().map(|shared| &mut shared.question))
    }

    /// Returns the editions that stand beside the bars of other views.
    pub(super) fn compared_mut(&mut self) -> impl Iterator<Item = &mut Option<EditionId>> {
        self.places.iter_mut().map(|pane| &mut pane.compare_edition)
    }
}

impl Document {
    /// Returns the document as it is when the view in a place is the active one.
    #[must_use]
    pub fn with_active(&self, place: usize) -> Self {
        let mut document = self.clone();
        document.activate(place);
        document
    }

    /// Returns the document as it is in each place, in order.
    #[must_use]
    pub fn in_places(&self) -> Vec<Self> {
        (0..self.panes.layout.count()).map(|place| self.with_active(place)).collect()
    }

    /// Applies a choice about the views of the centre.
    pub(super) fn change_panes(&mut self, command: PaneCommand) {
        match command {
            PaneCommand::Split(layout) => self.split(layout),
            PaneCommand::Activate(place) => self.activate(place),
            PaneCommand::Next => self.activate(self.panes.active.wrapping_add(1) % self.panes.layout.count()),
            PaneCommand::KeepApart(apart) => self.keep_apart(apart),
        }
    }

    /// Shows so many views: those that there are stay, and new ones show kinds of charts that none shows yet.
    pub(super) fn split(&mut self, layout: ViewLayout) {
        let now = self.pane();
        let Panes { places, active, .. } = &mut self.panes;
        if let Some(place) = places.get_mut(*active) {
            *place = now.clone();
        } else {
            *places = vec![now.clone()];
            *active = 0;
        }
        // The active view is the last to go.
        while places.len() > layout.count() {
            let last = places.len() - 1;
            let gone = if *active == last { last.saturating_sub(1) } else { last };
            places.remove(gone);
            if gone < *active {
                *active -= 1;
            }
        }
        while places.len() < layout.count() {
            let shown: Vec<ChartKind> = places.iter().map(|pane| pane.view).collect();
            let view = Self::fresh_kind(&shown);
            places.push(Pane { view, shows_table: false, other: None, own: None, ..now.clone() });
        }
        self.panes.layout = layout;
        if layout == ViewLayout::One {
            self.panes = Panes::default();
        }
    }

    /// Returns the first kind of chart that is not shown; Compare would need a second setting.
    pub(super) fn fresh_kind(shown: &[ChartKind]) -> ChartKind {
        let fresh = ChartKind::ALL.iter().find(|kind| !shown.contains(kind) && **kind != ChartKind::Pair);
        fresh.copied().unwrap_or_default()
    }

    pub(super) fn activate(&mut self, place: usize) {
        if place == self.panes.active {
            return;
        }
        let Some(next) = self.panes.places.get(place).cloned() else { return };
        let leaving = self.pane();
        let now = Asked { question: self.question.clone(), wished_stage: self.wished_stage };
        if let Some(left) = self.panes.places.get_mut(self.panes.active) {
            *left = leaving;
        }
        let shared = if self.panes.is_own { self.panes.shared.take().unwrap_or(now) } else { now };
        self.panes.active = place;
        self.panes.is_own = next.own.is_some();
        self.panes.shared = next.own.is_some().then(|| shared.clone());
        let Asked { question, wished_stage } = next.own.unwrap_or(shared);
        (self.question, self.wished_stage) = (question, wished_stage);
        (self.view, self.shows_table, self.compare_reserves) = (next.view, next.shows_table, next.compare_reserves);
        (self.compare_edition, self.trend, self.ladder) = (next.compare_edition, next.trend, next.ladder);
        (self.choices, self.other) = (next.choices, next.other);
    }

    pub(super) fn keep_apart(&mut self, apart: bool) {
        if apart == self.panes.is_own || self.panes.is_one() {
            return;
        }
        self.panes.is_own = apart;
        if apart {
            let (question, wished_stage) = (self.question.clone(), self.wished_stage);
            self.panes.shared = Some(Asked { question, wished_stage });
        } else if let Some(Asked { question, wished_stage }) = self.panes.shared.take() {
            (self.question, self.wished_stage) = (question, wished_stage);
        }
    }

    /// Returns the active view as it lies in its place while another one is active.
    fn pane(&self) -> Pane {
        let asked = || Asked { question: self.question.clone(), wished_stage: self.wished_stage };
        Pane {
            view: self.view,
            shows_table: self.shows_table,
            compare_reserves: self.compare_reserves,
            compare_edition: self.compare_edition.clone(),
            trend: self.trend,
            ladder: self.ladder,
            choices: self.choices.clone(),
            other: self.other.clone(),
            own: self.panes.is_own.then(asked),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;
    use crate::session::{Command, Session};

    fn session() -> (crate::data::Dataset, Session) {
        let dataset = embedded().unwrap();
        let session = Session::opening(&dataset).unwrap();
        (dataset, session)
    }

    fn minerals(session: &Session) -> Vec<String> {
        session.document.in_places().iter().map(|document| document.question.commodity.to_string()).collect()
    }

    fn kinds(session: &Session) -> Vec<ChartKind> {
        session.document.in_places().iter().map(|document| document.view).collect()
    }

    #[test]
    fn views_share_the_question_until_one_is_kept_apart_and_again_after() {
        let (dataset, mut session) = session();
        let mut update = |command: Command| session.update(&dataset, &command);
        let show = |id: &str| Command::PickMineral(crate::model::CommodityId::new(id).unwrap());
        update(Command::Pane(PaneCommand::Split(ViewLayout::Four)));
        update(show("cobalt"));
        update(Command::Pane(PaneCommand::Activate(2)));
        update(show("nickel"));
        update(Command::Pane(PaneCommand::KeepApart(true)));
        update(show("gallium"));
        update(Command::Pane(PaneCommand::Activate(3)));
        assert_eq!(minerals(&session), ["nickel", "nickel", "gallium", "nickel"]);
        let mut update = |command: Command| session.update(&dataset, &command);
        update(show("copper"));
        update(Command::Pane(PaneCommand::Next));
        update(show("lithium"));
        assert_eq!(minerals(&session), ["lithium", "lithium", "gallium", "lithium"]);
        let mut update = |command: Command| session.update(&dataset, &command);
        update(Command::Pane(PaneCommand::Activate(2)));
        update(Command::Pane(PaneCommand::KeepApart(false)));
        assert_eq!(minerals(&session), ["lithium"; 4]);
    }

    #[test]
    fn each_view_keeps_its_kind_and_the_active_one_stays_when_there_are_fewer() {
        let (dataset, mut session) = session();
        session.update(&dataset, &Command::Pane(PaneCommand::Split(ViewLayout::Four)));
        let four = kinds(&session);
        assert_eq!(four.iter().collect::<std::collections::BTreeSet<_>>().len(), 4, "{four:?}");
        session.update(&dataset, &Command::Pane(PaneCommand::Activate(3)));
        session.update(&dataset, &Command::PickView(ChartKind::Editions));
        session.update(&dataset, &Command::Pane(PaneCommand::Split(ViewLayout::Below)));
        assert_eq!(kinds(&session), [ChartKind::Shares, ChartKind::Editions]);
        assert_eq!(session.document.panes.active(), 1);
        session.update(&dataset, &Command::Pane(PaneCommand::Split(ViewLayout::One)));
        assert_eq!((session.document.view, session.document.panes.is_one()), (ChartKind::Editions, true));
        session.settle();
        session.update(&dataset, &Command::Undo);
        assert_eq!(session.document.panes.layout(), ViewLayout::Below);
    }

    #[test]
    fn views_are_read_back_as_written_and_damaged_ones_do_no_harm() {
        let (dataset, mut session) = session();
        session.update(&dataset, &Command::Pane(PaneCommand::Split(ViewLayout::Beside)));
        session.update(&dataset, &Command::Pane(PaneCommand::Activate(1)));
        session.update(&dataset, &Command::Pane(PaneCommand::KeepApart(true)));
        let json = serde_json::to_string(&session.document).unwrap();
        let read: Document = serde_json::from_str(&json).unwrap();
        assert_eq!(read, session.document);
        let damaged = json.replace("\"active\":1", "\"active\":77");
        assert_ne!(damaged, json);
        let mut read: Document = serde_json::from_str(&damaged).unwrap();
        assert_eq!(read.in_places().len(), 2);
        read.change_panes(PaneCommand::Next);
        read.split(ViewLayout::Four);
        assert_eq!(read.in_places().len(), 4);
    }
}
