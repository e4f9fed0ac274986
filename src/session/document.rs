use serde::{Deserialize, Serialize};

use crate::charts::ladder::LadderOptions;
use crate::charts::palette::Theme;
use crate::charts::trend::TrendOptions;
use crate::charts::{ChartKind, ChartOptions, Choices, Compare};
use crate::model::{BlocId, EditionId, OwnBloc, Question, Stage};

use super::{Other, Panes};

/// The text scales offered, as factors.
pub const TEXT_SCALES: [f32; 7] = [1.0, 1.15, 1.3, 1.5, 1.75, 2.0, 2.5];

/// What undo and redo bring back: every choice a person made about what is shown.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Document {
    /// The question.
    pub question: Question,
    /// The stage last chosen, kept while stepping through minerals that lack it.
    pub wished_stage: Stage,
    /// The kind of chart shown.
    pub view: ChartKind,
    /// Whether a table is looked through in the chart's place; `view` is then the chart last looked at.
    #[serde(default)]
    pub shows_table: bool,
    /// Whether reserves stand beside production.
    pub compare_reserves: bool,
    /// The edition or dataset that stands beside the shown one, in place of reserves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compare_edition: Option<EditionId>,
    /// What a trend shows.
    pub trend: TrendOptions,
    /// What a shift shows.
    #[serde(default)]
    pub ladder: LadderOptions,
    /// What is chosen of each kind of chart that declares its choices.
    #[serde(default, skip_serializing_if = "Choices::is_usual")]
    pub choices: Choices,
    /// The setting that this one is compared with, once Compare was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<Other>,
    /// The views of the centre, where there are several; what is chosen here is of the one whose controls are shown.
    #[serde(default, skip_serializing_if = "Panes::is_one")]
    pub panes: Panes,
    /// Blocs that the person made.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub own_blocs: Vec<OwnBloc>,
    /// The order of the panel where a person changed it: the identifiers of all blocs that stood there then.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bloc_order: Vec<BlocId>,
    /// The group that the list shows, or all.
    pub group: Option<String>,
    /// Light or dark.
    pub theme: Theme,
    /// Scale of all text.
    pub text_scale: f32,
}

impl Document {
    /// Returns what is chosen of the chart besides its question.
    #[must_use]
    pub fn chart_options(&self) -> ChartOptions {
        let other = self.second_question().cloned().map(Box::new);
        let choices = self.choices.of_kind(self.view);
        ChartOptions { compare: self.compare(), trend: self.trend, ladder: self.ladder, choices, other }
    }

    /// Returns whether the tiles with the shift of one stage in one year belong under the chart.
    #[must_use]
    pub fn has_tiles(&self) -> bool {
        self.view.has_tiles(&self.chart_options())
    }

    /// Returns what stands beside the bars.
    #[must_use]
    pub fn compare(&self) -> Compare {
        Compare::stored(self.compare_reserves, self.compare_edition.as_ref())
    }

    /// Returns every question it holds, of whatever view or side.
    pub(super) fn questions_mut(&mut self) -> impl Iterator<Item = &mut Question> {
        let other = self.other.as_mut().map(|other| &mut other.question);
        std::iter::once(&mut self.question).chain(other).chain(self.panes.questions_mut())
    }

    /// Returns what stands beside the bars of each view, where it is an edition or a dataset.
    pub(super) fn compared_mut(&mut self) -> impl Iterator<Item = &mut Option<EditionId>> {
        std::iter::once(&mut self.compare_edition).chain(self.panes.compared_mut())
    }

    /// Puts something else beside the bars.
    pub(super) fn set_compare(&mut self, compare: &Compare) {
        self.compare_reserves = *compare == Compare::Reserves;
        self.compare_edition = compare.edition().cloned();
    }
}

/// The dialog that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    /// Open files.
    Open,
    /// The datasets that are open.
    Datasets,
    /// Save the workspace.
    SaveWorkspace,
    /// Keep unsaved work or not.
    Unsaved,
    /// Export a picture.
    Export,
    /// Find a mineral, a bloc or a command.
    Palette,
    /// Data and licences.
    Data,
    /// Corrections of published figures.
    Corrections,
    /// What the columns of a file mean.
    Mapping,
    /// The issues met in a file.
    Issues,
    /// A bloc of one's own, while it is made or changed.
    Bloc,
    /// Where and how a bloc is exported.
    BlocExport,
    /// A file of blocs with rows that can't be used.
    BlocsFound,
    /// All that is known of a bloc.
    BlocCard,
    /// Keys.
    Keys,
    /// About the program.
    About,
}
