use serde::{Deserialize, Serialize};

use crate::model::{Membership, OwnBloc};

use super::BlocFileError;
use super::interpret::{WrittenBloc, WrittenMember};

/// The version of the JSON that this program writes.
const VERSION: u64 = 1;
/// What every version states.
const MARK: &str = "\"lodescope_blocs\"";

/// Blocs as JSON has them.
#[derive(Serialize, Deserialize)]
struct BlocsJson {
    /// The version.
    lodescope_blocs: u64,
    #[serde(default)]
    app_version: String,
    blocs: Vec<BlocJson>,
}

/// What every version states.
#[derive(Deserialize)]
struct Stated {
    lodescope_blocs: u64,
}

#[derive(Serialize, Deserialize)]
struct BlocJson {
    #[serde(default)]
    id: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    short_name: String,
    #[serde(default)]
    about: String,
    /// Its place among the colours of blocs, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    colour: Option<u8>,
    members: Vec<MemberJson>,
}

#[derive(Serialize, Deserialize)]
struct MemberJson {
    member: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    joined: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    left: String,
    #[serde(default)]
    confidence: String,
    #[serde(default)]
    source: String,
}

/// Returns whether a text that begins like JSON is one of blocs.
pub(super) fn is_one(text: &str) -> bool {
    text.contains(MARK)
}

/// Reads JSON of this version or an earlier one.
pub(super) fn read(text: &str) -> Result<Vec<WrittenBloc>, BlocFileError> {
    let damaged = |source| BlocFileError::Json { source };
    let stated: Stated = serde_json::from_str(text).map_err(damaged)?;
    if stated.lodescope_blocs > VERSION {
        return Err(BlocFileError::Newer { version: stated.lodescope_blocs, known: VERSION });
    }
    let file: BlocsJson = serde_json::from_str(text).map_err(damaged)?;
    Ok(file.blocs.into_iter().map(written).collect())
}

fn written(bloc: BlocJson) -> WrittenBloc {
    let trimmed = |text: String| text.trim().to_owned();
    let member = |of: MemberJson| WrittenMember {
        row: None,
        member: trimmed(of.member),
        joined: trimmed(of.joined),
        left: trimmed(of.left),
        confidence: trimmed(of.confidence),
        source: of.source,
    };
    WrittenBloc {
        id: trimmed(bloc.id),
        name: trimmed(bloc.name),
        short_name: trimmed(bloc.short_name),
        about: bloc.about,
        colour: bloc.colour.map(|colour| colour.to_string()).unwrap_or_default(),
        members: bloc.members.into_iter().map(member).collect(),
    }
}

/// Returns blocs as JSON, in lines.
pub(super) fn text(blocs: &[OwnBloc]) -> String {
    let date = |date: Option<crate::model::PartialDate>| date.map(|date| date.to_string()).unwrap_or_default();
    let member = |of: &Membership| MemberJson {
        member: of.member.to_string(),
        joined: date(of.joined),
        left: date(of.left),
        confidence: of.confidence.id().to_owned(),
        source: of.source.clone(),
    };
    let bloc = |own: &OwnBloc| BlocJson {
        id: own.bloc.id.to_string(),
        name: own.bloc.name.clone(),
        short_name: own.bloc.short_name.clone(),
        about: own.bloc.about.clone(),
        colour: own.slot.map(|slot| slot.saturating_add(1)),
        members: own.members.iter().map(member).collect(),
    };
    let file = BlocsJson {
        lodescope_blocs: VERSION,
        app_version: env!("CARGO_PKG_VERSION").to_owned(),
        blocs: blocs.iter().map(bloc).collect(),
    };
    // Texts and numbers can always be written down.
    let mut json = serde_json::to_string_pretty(&file).unwrap_or_default();
    json.push('\n');
    json
}
