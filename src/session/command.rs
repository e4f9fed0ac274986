use std::path::PathBuf;

use jiff::civil::Date;

use crate::charts::ladder::LadderOptions;
use crate::charts::listing::{Choice, Of};
use crate::charts::palette::Theme;
use crate::charts::trend::TrendOptions;
use crate::charts::{ChartKind, Compare, Marked};
use crate::model::{
    BlocId, CommodityId, ConfidenceLevel, CorrectionId, Denominator, EditionChoice, FormId, Mode, Overlap, Stage,
};

use super::{
    BlocCommand, Dialog, ExportChoices, FileCommand, MappingDraft, OwnBlocCommand, PairCommand, PaneCommand,
    PlayCommand, ViewLayout,
};

/// What a person can do. Menus, buttons, keys and the palette all send these and read their words from them.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Show another mineral.
    PickMineral(CommodityId),
    /// Show the next mineral of the list, or an earlier one for a negative step.
    StepMineral(isize),
    /// Count another form.
    PickForm(FormId),
    /// Look at another stage.
    PickStage(Stage),
    /// Look at another year.
    PickYear(i16),
    /// Show another kind of chart.
    PickView(ChartKind),
    /// Show a table in the chart's place.
    ShowTable,
    /// Look through another table.
    PickTable(Of),
    /// Narrow or sort the table.
    ChooseRows(Box<Choice>),
    /// Show something else in a trend.
    PickTrend(TrendOptions),
    /// Show something else in a shift.
    PickLadder(LadderOptions),
    /// Choose something of a kind of chart that declares its choices.
    Choose {
        /// The kind.
        kind: ChartKind,
        /// The word of the choice.
        choice: &'static str,
        /// The word of the value.
        value: &'static str,
    },
    /// Emphasise a country or a bloc in every view, or no longer where it is emphasised.
    Mark(Marked),
    /// Switch a bloc on or off.
    ToggleBloc(BlocId),
    /// Switch the n-th bloc of the panel on or off, counted from 0.
    ToggleBlocAt(usize),
    /// Switch all blocs off.
    SwitchBlocsOff,
    /// Read membership on another date.
    PickDate(Date),
    /// Step through membership changes, or stop.
    Play(PlayCommand),
    /// Count other memberships.
    PickConfidence(ConfidenceLevel),
    /// Take shares of something else.
    PickDenominator(Denominator),
    /// Take figures from another edition.
    PickEdition(EditionChoice),
    /// Suppose that the switched-on blocs do something else.
    PickMode(Mode),
    /// Count a country that is in two blocs elsewhere.
    PickOverlap(Overlap),
    /// Switch a correction of published figures off, or on again.
    ToggleCorrection(CorrectionId),
    /// Switch all corrections on or off.
    SwitchCorrections(bool),
    /// Show or hide reserves beside production.
    ToggleReserves,
    /// Put something else beside the bars.
    PickCompare(Compare),
    /// Show one group of minerals, or all.
    PickGroup(Option<String>),
    /// Show only minerals whose name holds this text.
    Filter(String),
    /// Show only blocs whose name, or a member's, holds this text.
    FilterBlocs(String),
    /// Show all that is known of a bloc.
    ShowBloc(BlocId),
    /// Change between light and dark.
    PickTheme(Theme),
    /// Set the scale of all text.
    PickTextScale(f32),
    /// Larger text.
    TextLarger,
    /// Smaller text.
    TextSmaller,
    /// Take the last choice back.
    Undo,
    /// Make the last undone choice again.
    Redo,
    /// Show chart and shift alone, full screen.
    Present,
    /// Leave what is open: a dialog, then Present.
    Leave,
    /// Blank the screen in Present, or show it again.
    ToggleBlank,
    /// Open a dialog.
    Open(Dialog),
    /// Change what is to be exported.
    EditExport(Box<ExportChoices>),
    /// Ask where to save the export, then save it.
    SaveExport,
    /// Save the export at the path typed by hand.
    SaveExportAtPath,
    /// Copy the chart's table.
    CopyTable,
    /// Copy the chart's picture.
    CopyPicture,
    /// Change what the columns of a file are taken to mean.
    EditMapping(Box<MappingDraft>),
    /// Open the file whose columns are mapped.
    ApplyMapping,
    /// Take a name of a country for what it stands for, from now on: an alpha-3 code, `other` or `world`; nothing to
    /// forget what was assigned.
    AssignName {
        /// The name as written.
        name: String,
        /// What it stands for.
        subject: String,
    },
    /// Show the issues met in a file.
    ShowIssues(PathBuf),
    /// Ask where to save the issues shown, then save them as CSV.
    ExportIssues,
    /// Copy the issues shown.
    CopyIssues,
    /// Do something with blocs besides switching them.
    Bloc(BlocCommand),
    /// Make, keep or pass on blocs of one's own.
    OwnBloc(OwnBlocCommand),
    /// Do something with two settings side by side.
    Pair(PairCommand),
    /// Do something with the views of the centre.
    Pane(PaneCommand),
    /// Do something with files.
    File(FileCommand),
    /// Close the program.
    Quit,
}

/// A key, as menus name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// A letter or sign.
    Char(char),
    /// A function key.
    F(u8),
    /// Escape.
    Escape,
    /// Page down.
    PageDown,
    /// Page up.
    PageUp,
}

/// A key with its modifiers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shortcut {
    /// Whether Ctrl (Cmd on a Mac) is held.
    pub command: bool,
    /// Whether Shift is held.
    pub shift: bool,
    /// The key.
    pub key: Key,
}

impl Shortcut {
    const fn command(key: char) -> Self {
        Self { command: true, shift: false, key: Key::Char(key) }
    }

    const fn plain(key: Key) -> Self {
        Self { command: false, shift: false, key }
    }

    /// Returns the shortcut as shown in a menu.
    #[must_use]
    pub fn text(self) -> String {
        let key = match self.key {
            Key::Char(letter) => letter.to_string(),
            Key::F(number) => format!("F{number}"),
            Key::Escape => "Esc".to_owned(),
            Key::PageDown => "PageDown".to_owned(),
            Key::PageUp => "PageUp".to_owned(),
        };
        format!("{}{}{key}", if self.command { "Ctrl+" } else { "" }, if self.shift { "Shift+" } else { "" })
    }
}

impl Command {
    /// The commands that stand in menus and the palette without a choice to make, in the palette's order.
    #[must_use]
    pub fn simple() -> Vec<Self> {
        let mut commands: Vec<Self> = ChartKind::ALL.iter().copied().map(Self::PickView).collect();
        commands.extend([
            Self::ShowTable,
            Self::Present,
            Self::Open(Dialog::Open),
            Self::Open(Dialog::SaveWorkspace),
            Self::Open(Dialog::Datasets),
            Self::Open(Dialog::Export),
            Self::CopyPicture,
            Self::CopyTable,
            Self::ToggleReserves,
            Self::SwitchBlocsOff,
            Self::OwnBloc(OwnBlocCommand::New),
            Self::Play(PlayCommand::Switch),
            Self::Undo,
            Self::Redo,
            Self::TextLarger,
            Self::TextSmaller,
            Self::PickTheme(Theme::Light),
            Self::PickTheme(Theme::Dark),
            Self::PickDenominator(Denominator::Sum),
            Self::PickDenominator(Denominator::Printed),
            Self::PickMode(Mode::One),
            Self::PickMode(Mode::Withhold),
            Self::PickMode(Mode::Only),
            Self::PickEdition(EditionChoice::Newest),
            Self::Open(Dialog::Palette),
            Self::Open(Dialog::Data),
            Self::Open(Dialog::Corrections),
            Self::Open(Dialog::Keys),
            Self::Open(Dialog::About),
            Self::Quit,
        ]);
        commands.extend(PairCommand::SIMPLE.map(Self::Pair));
        commands.extend(ViewLayout::ALL.map(|layout| Self::Pane(PaneCommand::Split(layout))));
        commands.push(Self::Pane(PaneCommand::Next));
        commands.extend(FileCommand::simple().into_iter().map(Self::File));
        commands
    }

    /// Returns the command's name in menus and the palette; it is also what undo says it takes back.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::PickMineral(id) => format!("Show {id}"),
            Self::StepMineral(step) if *step < 0 => "Previous mineral".to_owned(),
            Self::StepMineral(_) => "Next mineral".to_owned(),
            Self::PickForm(id) => format!("Count {id}"),
            Self::PickStage(stage) => format!("Look at {}", stage.in_sentence()),
            Self::PickYear(year) => format!("Look at {year}"),
            Self::PickView(kind) => format!("View: {}", kind.name()),
            Self::ShowTable => "View: Table".to_owned(),
            Self::PickTable(_) => "Look through another table".to_owned(),
            Self::ChooseRows(_) => "Narrow or sort the table".to_owned(),
            Self::PickTrend(options) => format!(
                "Trend: {} of {}, {}",
                options.measure.name().to_lowercase(),
                options.by.name().to_lowercase(),
                options.shape.name().to_lowercase()
            ),
            Self::Choose { kind, choice, value } => choice_text(*kind, choice, value),
            Self::Mark(_) => "Emphasise".to_owned(),
            Self::PickLadder(options) => match options.sort {
                Some(sort) => format!("Shift: {} by {}", options.of.name().to_lowercase(), sort.id()),
                None => format!("Shift: {}", options.of.name().to_lowercase()),
            },
            Self::ToggleBloc(id) => format!("Switch {id}"),
            Self::ToggleBlocAt(index) => format!("Switch bloc {}", index + 1),
            Self::SwitchBlocsOff => "Switch all blocs off".to_owned(),
            Self::PickDate(date) => format!("Read membership on {date}"),
            Self::Play(_) => PlayCommand::text(),
            Self::PickConfidence(level) => format!("Count {}", level.in_sentence()),
            Self::PickDenominator(Denominator::Sum) => "Take shares of the rows’ sum".to_owned(),
            Self::PickDenominator(Denominator::Printed) => "Take shares of the printed total".to_owned(),
            Self::PickEdition(EditionChoice::Newest) => "Newest edition of each figure".to_owned(),
            Self::PickEdition(EditionChoice::Of(edition)) => format!("Figures of {edition}"),
            Self::PickMode(mode) => format!("Blocs: {}", mode.name().to_lowercase()),
            Self::PickOverlap(rule) => format!("Overlap: {}", rule.name().to_lowercase()),
            Self::ToggleCorrection(id) => format!("Switch correction {id}"),
            Self::SwitchCorrections(true) => "Correct published figures".to_owned(),
            Self::SwitchCorrections(false) => "Take all figures as printed".to_owned(),
            Self::ToggleReserves | Self::PickCompare(Compare::Reserves) => "Compare with reserves".to_owned(),
            Self::PickCompare(Compare::Nothing) => "Compare with nothing".to_owned(),
            Self::PickCompare(Compare::Edition(id)) => format!("Compare with {id}"),
            Self::PickGroup(group) => format!("List {}", group.as_deref().unwrap_or("all minerals")),
            Self::Filter(_) => "Filter minerals".to_owned(),
            Self::FilterBlocs(_) => "Find a bloc".to_owned(),
            Self::Open(Dialog::BlocCard) | Self::ShowBloc(_) => "Show all of a bloc…".to_owned(),
            Self::PickTheme(theme) => theme.name().to_owned(),
            Self::PickTextScale(scale) => format!("Text at {:.0} %", scale * 100.0),
            Self::TextLarger => "Larger text".to_owned(),
            Self::TextSmaller => "Smaller text".to_owned(),
            Self::Undo => "Undo".to_owned(),
            Self::Redo => "Redo".to_owned(),
            Self::Present => "Present".to_owned(),
            Self::Leave => "Leave".to_owned(),
            Self::ToggleBlank => "Blank the screen".to_owned(),
            Self::Open(Dialog::Export) => "Export…".to_owned(),
            Self::Open(Dialog::Palette) => "Find…".to_owned(),
            Self::Open(Dialog::Data) => "Data and sources".to_owned(),
            Self::Open(Dialog::Corrections) => "Corrections…".to_owned(),
            Self::Open(Dialog::Keys) => "Keys".to_owned(),
            Self::Open(Dialog::About) => "About Lodescope".to_owned(),
            Self::EditExport(_) => "Change the export".to_owned(),
            Self::SaveExport => "Save as…".to_owned(),
            Self::SaveExportAtPath => "Save at this path".to_owned(),
            Self::CopyTable => "Copy table".to_owned(),
            Self::CopyPicture => "Copy picture".to_owned(),
            Self::Open(Dialog::Mapping) | Self::EditMapping(_) => "Map columns…".to_owned(),
            Self::Open(Dialog::Issues) | Self::ShowIssues(_) => "Issues…".to_owned(),
            Self::ApplyMapping => "Open with this mapping".to_owned(),
            Self::AssignName { name, .. } => format!("Assign “{name}”"),
            Self::ExportIssues => "Save issues as CSV…".to_owned(),
            Self::CopyIssues => "Copy issues".to_owned(),
            Self::Open(Dialog::Open) => "Open…".to_owned(),
            Self::Open(Dialog::Datasets) => "Datasets…".to_owned(),
            Self::Open(Dialog::SaveWorkspace) => "Save workspace as…".to_owned(),
            Self::Open(Dialog::Unsaved) => "Unsaved changes".to_owned(),
            Self::Bloc(command) => command.text(),
            Self::Open(Dialog::Bloc) => OwnBlocCommand::New.text(),
            Self::Open(Dialog::BlocExport) => "Export bloc".to_owned(),
            Self::Open(Dialog::BlocsFound) => OwnBlocCommand::TakeFound.text(),
            Self::OwnBloc(command) => command.text(),
            Self::Pair(command) => command.text(),
            Self::Pane(command) => command.text(),
            Self::File(command) => command.text(),
            Self::Quit => "Quit".to_owned(),
        }
    }

    /// Returns one line on what the command does.
    #[must_use]
    pub fn tooltip(&self) -> &'static str {
        match self {
            Self::PickMineral(_) => "Shows this mineral at the same stage where it has one",
            Self::StepMineral(_) => "Goes through the minerals of the list",
            Self::PickForm(_) => "Forms of one mineral are never added up",
            Self::PickStage(stage) => stage.gloss(),
            Self::PickYear(_) => "Shows this year of the same table",
            Self::PickView(kind) => kind.gloss(),
            Self::ShowTable => "The numbers of the chart, or all figures, to sort, narrow, copy and save",
            Self::PickTable(_) => "Looks through other figures",
            Self::ChooseRows(_) => "Changes which rows are shown, in which order",
            Self::PickTrend(_) => "Shows something else in the trend",
            Self::PickLadder(options) => options.of.gloss(),
            Self::Choose { .. } => "Shows something else in the chart",
            Self::Mark(_) => "Finds it again in every view; Esc lets it go",
            Self::ToggleBloc(_) | Self::ToggleBlocAt(_) => "A bloc that is on counts as one supplier",
            Self::SwitchBlocsOff => "Shows countries by themselves",
            Self::PickDate(_) => "Membership is read on this date",
            Self::Play(_) => PlayCommand::tooltip(),
            Self::PickConfidence(_) => "Which memberships count",
            Self::PickDenominator(Denominator::Sum) => {
                "Shares of the named countries and “Other countries” together: the usual reading"
            }
            Self::PickDenominator(Denominator::Printed) => {
                "Shares of the world total as printed, which is rounded; the HHI then has no interval"
            }
            Self::PickEdition(EditionChoice::Newest) => {
                "Each figure comes from the newest edition that has its table and year"
            }
            Self::PickEdition(_) => "All figures come from this edition",
            Self::PickMode(mode) => mode.gloss(),
            Self::PickOverlap(_) => "Where a country counts that is in two blocs which are on",
            Self::ToggleCorrection(_) => "Takes the figure as it is printed while the switch is off",
            Self::SwitchCorrections(true) => "Switches every correction on",
            Self::SwitchCorrections(false) => "Switches every correction off",
            Self::ToggleReserves | Self::PickCompare(Compare::Reserves) => {
                "Draws each country’s share of reserves under its share of production"
            }
            Self::PickCompare(Compare::Nothing) => "Draws one bar for each country",
            Self::PickCompare(Compare::Edition(_)) => {
                "Draws each country’s share in another edition or dataset under the one that is shown"
            }
            Self::PickGroup(_) => "Narrows the list, and what the clicker steps through",
            Self::Filter(_) => "Narrows the list by name",
            Self::FilterBlocs(_) => "Finds a bloc by its name, or by a country that is in it",
            Self::Open(Dialog::BlocCard) | Self::ShowBloc(_) => {
                "Shows what the bloc is and every member with dates, confidence and source"
            }
            Self::PickTheme(_) => "Changes the colours of the window",
            Self::PickTextScale(_) | Self::TextLarger | Self::TextSmaller => "Scales all text together",
            Self::Undo => "Takes the last choice back",
            Self::Redo => "Makes the last undone choice again",
            Self::Present => "Shows chart and shift alone, full screen, in large text",
            Self::Leave => "Leaves what is open",
            Self::ToggleBlank => "Blanks the screen while you talk",
            Self::Open(Dialog::Export) => {
                "Saves the chart as PNG, SVG, PDF, CSV or XLSX, or the table that is looked through"
            }
            Self::Open(Dialog::Palette) => "Finds minerals, blocs and commands by name",
            Self::Open(Dialog::Data) => "Shows where the figures come from",
            Self::Open(Dialog::Corrections) => "Shows what was corrected in published figures, with a switch each",
            Self::Open(Dialog::Keys) => "Shows all keys",
            Self::Open(Dialog::About) => "Shows version and licences",
            Self::EditExport(_) => "Changes what is to be saved",
            Self::SaveExport => "Asks where to save",
            Self::SaveExportAtPath => "Saves without a file dialog",
            Self::CopyTable => "Copies the numbers of the chart, or the rows shown of a table, for a spreadsheet",
            Self::CopyPicture => "Copies the chart as a picture, in the size and colours of the export dialog",
            Self::Open(Dialog::Mapping) | Self::EditMapping(_) => "Says what each column of the file means",
            Self::Open(Dialog::Issues) | Self::ShowIssues(_) => "Shows what was not understood, and how to mend it",
            Self::ApplyMapping => "Reads the whole file with these columns",
            Self::AssignName { .. } => "Takes this name for a country from now on",
            Self::ExportIssues => "Asks where to save the list of issues",
            Self::CopyIssues => "Copies the list of issues for a spreadsheet",
            Self::Open(Dialog::Open) => "Opens tables of your own, workspaces and pictures made by Lodescope",
            Self::Open(Dialog::Datasets) => "Shows the files that are open and what became of their rows",
            Self::Open(Dialog::SaveWorkspace) => {
                "Keeps the question, the view and the open files in a file of your own"
            }
            Self::Open(Dialog::Unsaved) => "Asks whether changes are kept",
            Self::Bloc(command) => command.tooltip(),
            Self::Open(Dialog::Bloc) => OwnBlocCommand::New.tooltip(),
            Self::Open(Dialog::BlocExport) => OwnBlocCommand::BrowseExport.tooltip(),
            Self::Open(Dialog::BlocsFound) => OwnBlocCommand::TakeFound.tooltip(),
            Self::OwnBloc(command) => command.tooltip(),
            Self::Pair(command) => command.tooltip(),
            Self::Pane(command) => command.tooltip(),
            Self::File(command) => command.tooltip(),
            Self::Quit => "Closes the program",
        }
    }

    /// Returns whether a hand that stays down sends the command again and again, so that all of them are one step for
    /// undo.
    #[must_use]
    pub fn goes_on(&self) -> bool {
        matches!(
            self,
            Self::StepMineral(_)
                | Self::PickDate(_)
                | Self::Play(_)
                | Self::PickTextScale(_)
                | Self::TextLarger
                | Self::TextSmaller
        )
    }

    /// Returns the keys that send the command, the one shown in menus first.
    #[must_use]
    pub fn shortcuts(&self) -> Vec<Shortcut> {
        match self {
            Self::Undo => vec![Shortcut::command('Z')],
            Self::Redo => vec![Shortcut { command: true, shift: true, key: Key::Char('Z') }, Shortcut::command('Y')],
            Self::Present => vec![Shortcut::plain(Key::F(5))],
            Self::Leave => vec![Shortcut::plain(Key::Escape)],
            Self::Open(Dialog::Open) => vec![Shortcut::command('O')],
            Self::Open(Dialog::SaveWorkspace) => vec![Shortcut { command: true, shift: true, key: Key::Char('S') }],
            Self::File(command) => command.shortcuts(),
            Self::Open(Dialog::Export) => vec![Shortcut::command('E')],
            Self::Open(Dialog::Palette) => vec![Shortcut::command('K')],
            Self::Open(Dialog::Keys) => vec![Shortcut::plain(Key::F(1))],
            Self::CopyTable => vec![Shortcut::command('T')],
            Self::CopyPicture => vec![Shortcut { command: true, shift: true, key: Key::Char('C') }],
            Self::TextLarger => vec![Shortcut::command('+'), Shortcut::command('=')],
            Self::TextSmaller => vec![Shortcut::command('-')],
            Self::PickTextScale(scale) if (scale - 1.0).abs() < f32::EPSILON => vec![Shortcut::command('0')],
            Self::PickView(kind) => kind.about().key.map(Shortcut::command).into_iter().collect(),
            Self::ShowTable => vec![Shortcut::command('D')],
            Self::Pair(PairCommand::Switch) => vec![Shortcut::command('B')],
            Self::Pane(PaneCommand::Next) => vec![Shortcut::plain(Key::F(6))],
            Self::ToggleReserves => vec![Shortcut::command('R')],
            Self::Quit => vec![Shortcut::command('Q')],
            Self::StepMineral(1) => vec![Shortcut::plain(Key::PageDown)],
            Self::StepMineral(-1) => vec![Shortcut::plain(Key::PageUp)],
            _ => Vec::new(),
        }
    }
}

/// Returns a choice of a kind of chart in words.
fn choice_text(kind: ChartKind, choice: &str, value: &str) -> String {
    let all = (kind.about().choices)();
    let of = all.iter().find(|of| of.id == choice);
    let value = of.and_then(|of| Some((of, of.values.iter().find(|known| known.id == value)?)));
    value.map_or_else(|| "Chart".to_owned(), |(of, value)| format!("{} {}", of.name, value.name.to_lowercase()))
}
