use std::path::Path;

use super::bundle::bytes_of;
use super::curated::Curated;
use super::curated_context::CuratedContext;
use super::observation::{Observation, TableHead};
use super::{Context, DataError, DataIssue, IntakeLine, export_controls, governance, iea, import_reliance};

const IEA: &str = "refining/iea.json";
const WGI: &str = "wgi/wgidataset.csv";
const CHAPTERS: &str = "usgs/mcs2026/MCS2026_Commodities_Data.csv";
const CONTROLS: &str = "usgs/mcs2026/trends/MCS2026_T4_Country_Export_Control.csv";
const RELIANCE: &str = "usgs/mcs2026/trends/MCS2026_Fig2_Net_Import_Reliance.csv";
const SOURCES: &str = "usgs/mcs2026/trends/MCS2026_Fig3_Major_Import_Sources.csv";

/// What the files beside the summaries say.
pub(super) struct Beside {
    /// Tables of refining by country.
    pub(super) heads: Vec<TableHead>,
    pub(super) observations: Vec<Observation>,
    pub(super) context: Context,
    pub(super) issues: Vec<DataIssue>,
    pub(super) intake: Vec<IntakeLine>,
}

/// Returns what the files beside the summaries say: refining, governance, export controls, reliance on imports.
pub(super) fn collect(from: &Path, curated: &Curated) -> Result<Beside, DataError> {
    let by_hand = CuratedContext::embedded()?;
    let bytes = |name: &str| bytes_of(&from.join(name));
    let iea = iea::read(IEA, &bytes(IEA)?, curated, &by_hand.iea_tables, curated.edition("iea2025")?)?;
    let governance = governance::read(WGI, &bytes(WGI)?, &curated.countries)?;
    let controls = export_controls::read(CONTROLS, &bytes(CONTROLS)?, curated, &by_hand.controls)?;
    let reliance = import_reliance::figure_2(RELIANCE, &bytes(RELIANCE)?, &by_hand)?;
    let (chapters, chapter_issues) = import_reliance::salient(CHAPTERS, &bytes(CHAPTERS)?, &by_hand)?;
    let sources = import_reliance::figure_3(SOURCES, &bytes(SOURCES)?, &by_hand, curated)?;
    let issues = [iea.issues, governance.issues, controls.issues, reliance.issues, chapter_issues, sources.issues];
    let intake = [iea.intake, governance.intake, controls.intake, reliance.intake, sources.intake];
    Ok(Beside {
        heads: iea.heads,
        observations: iea.observations,
        context: Context {
            governance: governance.governance,
            export_controls: controls.controls,
            import_reliance: reliance.rows.into_iter().chain(chapters).collect(),
            import_sources: sources.rows,
            jumps: by_hand.jumps,
        },
        issues: issues.concat(),
        intake: intake.concat(),
    })
}
