use std::path::PathBuf;
use std::str::FromStr;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::charts::ladder::{LadderOf, LadderOptions, LadderSort};
use crate::charts::palette::Theme;
use crate::charts::trend::{By, Measure, Shape, TrendOptions};
use crate::data::BlocFormat;
use crate::export::{A4_LANDSCAPE_PX, A4_PORTRAIT_PX, FileFormat, Recipe};
use crate::model::{ConfidenceLevel, Denominator, Mode, Overlap, Stage, Territories, parse_date};

use super::second::SecondArguments;

/// Explore mineral dependence: who holds the reserves, who mines, who refines, and how supply concentration shifts when
/// blocs act together.
///
/// Without a command, the window opens. The commands answer and draw without one, from the same data by the same code.
#[derive(Debug, Parser)]
#[command(name = "lodescope", version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
pub struct Arguments {
    #[command(subcommand)]
    pub task: Option<Task>,
    /// Files to open in the window: tables, folders, workspaces (*.lodescope), pictures made by Lodescope
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
}

const EXAMPLES: &str = "Examples:
  lodescope
      opens the window
  lodescope purchases.csv study.lodescope
      opens the window with these files
  lodescope answer --mineral rare-earths --bloc china_green_minerals --bloc forge
      shares and concentration of rare earths at the mine, newest year, before and after the two blocs act as one
  lodescope answer --mineral copper --stage refinery --json
      the same for refined copper, as JSON
  lodescope answer --mineral cobalt --cap COD=100000t
      what is lost if the DR Congo sells no more than 100,000 t of cobalt, and who would have to grow by how much
  lodescope answer --all --jsonl
      every mineral, form, stage and year of the newest edition, one JSON object a line
  lodescope export --mineral cobalt --out cobalt.svg
      the chart as SVG
  lodescope export --chart shift --shift-of minerals --bloc forge --out forge.svg
      which minerals a bloc shifts most
  lodescope export --all --format pdf --size a4 --theme print --out charts
      every mineral as a PDF for the printer, in the folder charts
  lodescope export --all --charts all --contact-sheet --out charts
      every mineral in every kind of chart, and all of them small on contact sheets
  lodescope export --recipe cobalt.svg --out again.svg
      the same picture again, from what the first one carries
  lodescope export --mineral nickel --bloc forge --chart compare --b-stage refinery --out nickel.svg
      mining and refining of nickel side by side, with the difference written out
  lodescope table --mineral cobalt --all-figures --out cobalt.xlsx
      every figure of cobalt in every edition, as a workbook
  lodescope table --mineral nickel --chart trend --out -
      the numbers of the trend as CSV, for the next program
  lodescope check purchases.csv
      what is understood of a file of your own, and what is not
  lodescope answer --mineral cobalt --data purchases.csv
      shares and concentration of your own figures
  lodescope blocs show brics --format csv > mine.csv
      a bloc as a file, to be changed by hand
  lodescope answer --mineral nickel --bloc-file mine.csv --bloc own_brics
      shares and concentration with a bloc of your own

Exit codes: 0 done, 1 no answer (the reason is said) or a failure, 2 an argument that names nothing";

#[derive(Debug, Subcommand)]
pub enum Task {
    /// Print the answer to a question
    Answer(AnswerArguments),
    /// Draw the chart of a question into a file
    Export(ExportArguments),
    /// Write the numbers of a question's chart, or all figures, as CSV or XLSX
    Table(TableArguments),
    /// Print what is understood of files of your own, and what is not
    Check(CheckArguments),
    /// Check, list or show blocs and their members
    Blocs(BlocsArguments),
    /// Print the recipe that a picture carries: the question and everything that decides its look
    Recipe {
        /// A PNG, SVG or PDF made by Lodescope
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Read a Parquet file for another process of the program
    #[command(hide = true)]
    ReadParquet {
        /// The file
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
    /// Build the data package and the embedded bundle from the publishers' files
    Bundle {
        /// Folder with the publishers' files, laid out as in PROVENANCE
        #[arg(long, value_name = "DIR")]
        from: PathBuf,
        /// Folder to write the tables, datapackage.json and bundle.bin to
        #[arg(long, value_name = "DIR")]
        out: PathBuf,
    },
}

/// The words of a question, as typed. Names are looked up in the dataset afterwards.
#[derive(Debug, Clone, Args)]
pub struct QuestionArguments {
    /// Mineral: its id, name or symbol, for example rare-earths, "Rare earths", Co
    #[arg(long, value_name = "MINERAL")]
    pub mineral: Option<String>,
    /// Form, where the mineral has several, for example ilmenite [default: the main one]
    #[arg(long, value_name = "FORM")]
    pub form: Option<String>,
    /// Stage: reserves, mine, smelter, refinery, production or capacity [default: the mineral's first of mine, refinery, …]
    #[arg(long, value_name = "STAGE", value_parser = Stage::from_str)]
    pub stage: Option<Stage>,
    /// Year [default: the newest of the table]
    #[arg(long, value_name = "YEAR")]
    pub year: Option<i16>,
    /// Edition, for example mcs2025, or the name of a file of --data [default: newest, for each table and year the newest that has it]
    #[arg(long, value_name = "EDITION")]
    pub edition: Option<String>,
    /// Bloc that is switched on; may be given several times
    #[arg(long = "bloc", value_name = "BLOC")]
    pub blocs: Vec<String>,
    /// Date on which membership is read, YYYY-MM-DD [default: the bundle's]
    #[arg(long, value_name = "DATE", value_parser = parse_date)]
    pub as_of: Option<jiff::civil::Date>,
    /// Memberships that count: confirmed, reported (confirmed and reported) or unknown (all)
    #[arg(long, value_name = "LEVEL", default_value = "reported", value_parser = ConfidenceLevel::from_str)]
    pub confidence: ConfidenceLevel,
    /// What shares are taken of: sum (of the named rows and "Other countries") or printed (the printed world total)
    #[arg(long, value_name = "WHAT", default_value = "sum", value_parser = Denominator::from_str)]
    pub denominator: Denominator,
    /// What the blocs do: one (each acts as one supplier), withhold (all stop selling) or only (all buy from them alone)
    #[arg(long, value_name = "MODE", default_value = "one", value_parser = Mode::from_str)]
    pub mode: Mode,
    /// Where a country in two blocs counts: first (in the one given first), split (in equal parts) or contested (in none)
    #[arg(long, value_name = "RULE", default_value = "first", value_parser = Overlap::from_str)]
    pub overlap: Overlap,
    /// Limit on what a country sells of the mineral and stage asked about, as tonnes or per cent of what is published, for
    /// example COD=100000t or "DR Congo=50%"; may be given several times. Hypothetical
    #[arg(long = "cap", value_name = "COUNTRY=LIMIT")]
    pub caps: Vec<String>,
    /// Where dependent territories such as New Caledonia count: own (by themselves) or parent (with their states)
    #[arg(long, value_name = "WHERE", default_value = "own", value_parser = Territories::from_str)]
    pub territories: Territories,
    /// Whether published figures are corrected: on, or off to take them all as printed
    #[arg(long, value_name = "ON|OFF", default_value = "on")]
    pub corrections: Switch,
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    Off,
}

/// How files of a person's own are opened.
#[derive(Debug, Clone, Args)]
pub struct OpeningArguments {
    /// What the columns of your files mean, as JSON: a mapping as 'lodescope check --json' prints it, for every sheet, or
    /// an object with a mapping for each sheet by name
    #[arg(long, value_name = "FILE")]
    pub map: Option<PathBuf>,
    /// Names of countries assigned by hand: a JSON object of names and codes, or a workspace; off for none [default:
    /// those assigned in the window]
    #[arg(long, value_name = "FILE|OFF")]
    pub names: Option<PathBuf>,
    /// Read N times as many rows, columns, bytes and places of your files before saying that it is too much
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=10_000))]
    pub limits: u32,
}

/// A person's own data.
#[derive(Debug, Clone, Args)]
pub struct DataArguments {
    /// File or folder of your own to ask; may be given several times. Unless --edition names another, the first is asked
    #[arg(long = "data", value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// File of blocs of your own, as CSV or JSON, that --bloc can name; may be given several times
    #[arg(long = "bloc-file", value_name = "FILE")]
    pub bloc_files: Vec<PathBuf>,
    #[command(flatten)]
    pub opening: OpeningArguments,
}

#[derive(Debug, Args)]
pub struct BlocsArguments {
    #[command(subcommand)]
    pub task: BlocsTask,
}

#[derive(Debug, Subcommand)]
pub enum BlocsTask {
    /// Check tables of blocs: members, dates, spells, sources, confidence
    Check {
        /// Files of blocs, as CSV or JSON [default: the bundled blocs]
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Print JSON
        #[arg(long)]
        json: bool,
    },
    /// List blocs with how many countries count today
    List {
        /// File of blocs of your own to list with them; may be given several times
        #[arg(long = "bloc-file", value_name = "FILE")]
        bloc_files: Vec<PathBuf>,
    },
    /// Print a bloc and its members, or the file that it is exported as
    Show {
        /// The bloc
        #[arg(value_name = "BLOC")]
        bloc: String,
        /// Print it as it is exported: csv or json
        #[arg(long, value_name = "FORMAT", value_parser = parse_bloc_format)]
        format: Option<BlocFormat>,
        /// File of blocs of your own to look in too; may be given several times
        #[arg(long = "bloc-file", value_name = "FILE")]
        bloc_files: Vec<PathBuf>,
    },
}

#[derive(Debug, Args)]
pub struct CheckArguments {
    /// Files or folders to check
    #[arg(value_name = "FILE", required = true)]
    pub files: Vec<PathBuf>,
    #[command(flatten)]
    pub opening: OpeningArguments,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct TableArguments {
    #[command(flatten)]
    pub question: QuestionArguments,
    #[command(flatten)]
    pub data: DataArguments,
    #[command(flatten)]
    pub kind: KindArguments,
    #[command(flatten)]
    pub second: SecondArguments,
    /// All figures, of the mineral, form, stage, year and edition given or of all, and not the numbers of a chart
    #[arg(long, conflicts_with_all = ["KindArguments", "SecondArguments", "blocs", "mode", "caps", "territories"])]
    pub all_figures: bool,
    /// With --out -, tab-separated values in place of CSV
    #[arg(long)]
    pub tsv: bool,
    /// File to write; its ending decides: .csv or .xlsx. With -, CSV on the standard output
    #[arg(long, value_name = "FILE", allow_hyphen_values = true)]
    pub out: PathBuf,
}

#[derive(Debug, Args)]
pub struct AnswerArguments {
    #[command(flatten)]
    pub question: QuestionArguments,
    #[command(flatten)]
    pub data: DataArguments,
    /// Answer every mineral, form, stage and year of the edition
    #[arg(long, conflicts_with_all = ["mineral", "form", "stage", "year", "caps"])]
    pub all: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Print JSON, one object a line
    #[arg(long)]
    pub jsonl: bool,
}

#[derive(Debug, Args)]
pub struct ExportArguments {
    #[command(flatten)]
    pub question: QuestionArguments,
    #[command(flatten)]
    pub data: DataArguments,
    #[command(flatten)]
    pub kind: KindArguments,
    #[command(flatten)]
    pub second: SecondArguments,
    #[command(flatten)]
    pub look: LookArguments,
    /// Draw every mineral of the edition, its main table as the list shows it, or the stage given where it has that
    #[arg(long, conflicts_with_all = ["mineral", "form", "title", "caps"])]
    pub all: bool,
    #[command(flatten)]
    pub many: ManyArguments,
    /// Draw the recipe of this file again: a picture made by Lodescope, or a recipe as 'lodescope recipe' prints it
    #[arg(long, value_name = "FILE", conflicts_with_all = ["QuestionArguments", "KindArguments", "SecondArguments", "LookArguments", "ManyArguments", "all"])]
    pub recipe: Option<PathBuf>,
    /// File to write; its ending decides: .png, .svg, .pdf, .csv or .xlsx. With --all, the folder to write to
    #[arg(long, value_name = "FILE")]
    pub out: PathBuf,
}

/// What is drawn with --all.
#[derive(Debug, Args)]
pub struct ManyArguments {
    /// Format of the files of --all: png, svg, pdf, csv or xlsx [default with --charts or --contact-sheet: png]
    #[arg(long, value_name = "FORMAT", value_parser = parse_format)]
    pub format: Option<FileFormat>,
    /// With --all, minerals and groups of them to draw in place of every mineral, parted by commas, for example
    /// cobalt,nickel or battery
    #[arg(long, value_name = "MINERALS", value_delimiter = ',')]
    pub minerals: Vec<String>,
    /// With --all, kinds of charts in place of one --chart, parted by commas, or all (compare among them where something
    /// is given for B). A chart of all minerals is drawn once
    #[arg(long, value_name = "KINDS", conflicts_with = "chart", value_delimiter = ',')]
    pub charts: Vec<String>,
    /// With --all, draw all pictures small in a grid too: contact-sheet-1.png and on, and contact-sheet.pdf
    #[arg(long)]
    pub contact_sheet: bool,
}

impl ManyArguments {
    /// Returns one of them that is given.
    pub fn given(&self) -> Option<&'static str> {
        let given = [
            ("--format", self.format.is_some()),
            ("--minerals", !self.minerals.is_empty()),
            ("--charts", !self.charts.is_empty()),
            ("--contact-sheet", self.contact_sheet),
        ];
        given.iter().find(|(_, is_given)| *is_given).map(|(word, _)| *word)
    }
}

/// Which chart, of what.
#[derive(Debug, Clone, Args)]
pub struct KindArguments {
    /// Kind of chart: shares, trend, map, stages, concentration, matrix, scatter, shift, editions, or compare (two settings,
    /// A and B)
    #[arg(long, value_name = "KIND", default_value = "shares")]
    pub chart: String,
    /// Choose something of the chart, several times if need be; a wrong choice is answered with those that there are
    #[arg(long, value_name = "CHOICE=VALUE")]
    pub set: Vec<String>,
    /// What a trend measures: share or quantity
    #[arg(long, value_name = "WHAT", default_value = "share", value_parser = Measure::from_str)]
    pub measure: Measure,
    /// Whose trend: country or bloc
    #[arg(long, value_name = "WHOSE", default_value = "country", value_parser = By::from_str)]
    pub by: By,
    /// How a trend is drawn: lines or stacked
    #[arg(long, value_name = "SHAPE", default_value = "lines", value_parser = Shape::from_str)]
    pub shape: Shape,
    /// What a shift ranks: blocs (every bloc by itself, for the mineral) or minerals (every mineral, for the blocs given)
    #[arg(long, value_name = "WHAT", default_value = "blocs", value_parser = LadderOf::from_str)]
    pub shift_of: LadderOf,
    /// What a shift is sorted by: hhi, share, quantity or name [default: hhi, and share where blocs withhold or alone sell]
    #[arg(long, value_name = "ORDER", value_parser = LadderSort::from_str)]
    pub sort: Option<LadderSort>,
    /// Leave reserves out
    #[arg(long)]
    pub no_reserves: bool,
    /// Put shares of the same mineral and stage in another edition or dataset beside the shown ones, in place of reserves
    #[arg(long, value_name = "EDITION")]
    pub compare: Option<String>,
}

impl KindArguments {
    /// Returns what a shift shows.
    pub fn ladder(&self) -> LadderOptions {
        LadderOptions { of: self.shift_of, sort: self.sort }
    }

    /// Returns what a trend shows.
    pub fn trend(&self) -> TrendOptions {
        TrendOptions { measure: self.measure, by: self.by, shape: self.shape }
    }
}

/// What of a picture is no question.
#[derive(Debug, Args)]
pub struct LookArguments {
    /// Width and height in pixels at scale 1, or a4 or a4-portrait for paper at 300 dpi; the layout follows the ratio,
    /// not the number of pixels
    #[arg(long, value_name = "SIZE", default_value = "1920x1080", value_parser = parse_size)]
    pub size: (u32, u32),
    /// How many times as many pixels, for PNG
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0)]
    pub scale: f32,
    /// Scale of all text, relative to the picture
    #[arg(long = "text", value_name = "FACTOR", default_value_t = 1.0)]
    pub text_scale: f32,
    /// light, dark or print (black and white, blocs in patterns)
    #[arg(long, value_name = "THEME", default_value = "light", value_parser = parse_theme)]
    pub theme: Theme,
    /// Title in place of the chart's own
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
    /// A line above the source line
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Leave the tiles with the shift out
    #[arg(long)]
    pub no_shift: bool,
}

fn parse_size(text: &str) -> Result<(u32, u32), String> {
    match text {
        "a4" | "a4-landscape" => return Ok(A4_LANDSCAPE_PX),
        "a4-portrait" => return Ok(A4_PORTRAIT_PX),
        _ => {}
    }
    let parts = text
        .split_once(['x', 'X', '×'])
        .and_then(|(width, height)| Some((width.trim().parse::<u32>().ok()?, height.trim().parse::<u32>().ok()?)));
    let (least, most) = Recipe::SIDES_PX;
    let possible = least..=most;
    match parts {
        Some((width, height)) if possible.contains(&width) && possible.contains(&height) => Ok((width, height)),
        Some(_) => Err(format!("width and height must be {least} to {most}")),
        None => Err("write WIDTHxHEIGHT, for example 1920x1080, or a4 or a4-portrait".to_owned()),
    }
}

fn parse_theme(text: &str) -> Result<Theme, String> {
    Theme::ALL.into_iter().find(|theme| theme.id() == text).ok_or_else(|| "write light, dark or print".to_owned())
}

fn parse_bloc_format(text: &str) -> Result<BlocFormat, String> {
    let mut all = BlocFormat::ALL.into_iter();
    all.find(|format| format.extension() == text).ok_or_else(|| "write csv or json".to_owned())
}

fn parse_format(text: &str) -> Result<FileFormat, String> {
    FileFormat::ALL
        .into_iter()
        .find(|format| format.extension() == text)
        .ok_or_else(|| "write png, svg, pdf, csv or xlsx".to_owned())
}
