use crate::charts::Compare;
use crate::charts::wording::uncapitalised;
use crate::data::Dataset;
use crate::model::{BlocId, CommodityId, EditionChoice};

use super::{BlocCommand, Command, Document};

/// Returns what undo says it takes back, with the names that people know.
pub(super) fn undo_label(dataset: &Dataset, next: &Document, command: &Command) -> String {
    let bloc_label = |id: &BlocId| {
        let name = dataset.bloc(id).map_or_else(|| id.to_string(), |bloc| bloc.short_name.clone());
        let on = next.question.blocs.contains(id);
        format!("switch {name} {}", if on { "on" } else { "off" })
    };
    let commodity = |id: &CommodityId| {
        format!("show {}", dataset.commodity(id).map_or_else(|| id.to_string(), |known| known.name.clone()))
    };
    match command {
        Command::PickMineral(id) => commodity(id),
        Command::StepMineral(_) => commodity(&next.question.commodity),
        Command::ToggleBloc(id) => bloc_label(id),
        Command::ToggleBlocAt(index) => {
            next.panel(dataset).get(*index).map_or_else(|| command.text(), |bloc| bloc_label(&bloc.id))
        }
        Command::Bloc(BlocCommand::SwitchOnAlone(id)) => {
            let name = dataset.bloc(id).map_or(id.as_str(), |bloc| bloc.short_name.as_str());
            format!("switch {name} on alone")
        }
        Command::Bloc(BlocCommand::SetCap(cap)) => {
            format!("limit {} to {}", dataset.country_name(cap.country), cap.limit.text())
        }
        Command::Bloc(BlocCommand::RemoveCap(cap)) => {
            format!("lift the limit on {}", dataset.country_name(cap.country))
        }
        Command::PickEdition(EditionChoice::Of(id)) => {
            format!("take figures of {}", dataset.edition(id).map_or(id.as_str(), |edition| &edition.short_name))
        }
        Command::ToggleCorrection(id) => {
            let on = if next.question.uncorrected.contains(id) { "off" } else { "on" };
            let what = dataset.corrections.iter().find(|correction| correction.id == *id);
            format!("switch a correction {on}{}", what.map_or_else(String::new, |of| format!(" ({})", of.commodity)))
        }
        Command::Bloc(BlocCommand::Remove(id)) => {
            format!("delete {}", dataset.bloc(id).map_or_else(|| id.to_string(), |bloc| bloc.short_name.clone()))
        }
        Command::ToggleReserves if next.compare_reserves => "show reserves".to_owned(),
        Command::ToggleReserves => "hide reserves".to_owned(),
        Command::PickCompare(Compare::Edition(id)) => {
            format!("compare with {}", dataset.edition(id).map_or(id.as_str(), |edition| &edition.short_name))
        }
        other => uncapitalised(&other.text()),
    }
}
