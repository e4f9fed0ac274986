use std::path::Path;

use crate::charts::ChartKind;
use crate::data::Dataset;
use crate::export::Recipe;

use super::document::Document;
use super::{Command, FileCommand, Session, ViewLayout};

impl Session {
    /// Shows the view that a picture was made of, or the views of a page.
    pub(super) fn restore(&mut self, dataset: &Dataset, path: &Path, recipe: &Recipe) {
        let mut next = self.document.clone();
        let arrived = next.arriving(dataset, &recipe.all_own_blocs());
        next.take_blocs(&arrived);
        let mut here = recipe.clone();
        here.for_each_view(&mut |view| {
            for id in view.questions_mut().flat_map(|question| &mut question.blocs) {
                if let Some(of) = arrived.iter().find(|of| of.came_as == *id) {
                    id.clone_from(&of.own.bloc.id);
                }
            }
        });
        if here.beside.is_empty() {
            next.take_view(&here);
        } else {
            next.take_page(&here);
        }
        next.group = None;
        self.filter.clear();
        self.remember(path);
        self.export.title = recipe.title.clone().unwrap_or_default();
        self.export.note = recipe.note.clone().unwrap_or_default();
        self.change(next, &Command::File(FileCommand::Restore(path.to_path_buf(), Box::new(recipe.clone()))));
    }
}

impl Document {
    /// Makes the active view that of a picture.
    fn take_view(&mut self, recipe: &Recipe) {
        self.question = recipe.question.clone();
        self.wished_stage = recipe.question.stage;
        (self.view, self.shows_table) = (recipe.chart, false);
        self.compare_reserves = recipe.compare_reserves;
        (self.trend, self.ladder) = (recipe.trend, recipe.ladder);
        self.choices.take(recipe.chart, &recipe.choices);
        self.compare_edition.clone_from(&recipe.compare_edition);
        if recipe.chart == ChartKind::Pair {
            self.set_pair(&recipe.question, recipe.other.as_deref().unwrap_or(&recipe.question));
        }
    }

    /// Shows the views of a page, as many as there are places for: each follows the question of the first, or has its own
    /// where that is another one.
    fn take_page(&mut self, page: &Recipe) {
        self.split(ViewLayout::One);
        self.take_view(page);
        let views = page.views();
        let layout = match views.len() {
            // As they stand on the page.
            2 if page.height_px > page.width_px => ViewLayout::Below,
            2 => ViewLayout::Beside,
            _ => ViewLayout::Four,
        };
        self.split(layout);
        for (place, view) in views.iter().enumerate().take(layout.count()).skip(1) {
            let mut alone = self.with_active(place);
            alone.take_view(view);
            self.activate(place);
            self.keep_apart(alone.question != self.question);
            self.take_view(view);
        }
        let shown: Vec<ChartKind> = views.iter().map(|view| view.chart).collect();
        for place in shown.len()..layout.count() {
            self.activate(place);
            self.view = Self::fresh_kind(&shown);
        }
        self.activate(0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::data::embedded;
    use crate::model::CommodityId;
    use crate::session::{ExportChoices, PaneCommand, Side, Views};

    fn fresh() -> (Dataset, Session) {
        let dataset = embedded().unwrap();
        let session = Session::opening(&dataset).unwrap();
        (dataset, session)
    }

    fn page_of(dataset: &Dataset, session: &Session) -> Recipe {
        ExportChoices { views: Views::Page, ..ExportChoices::default() }.recipe(dataset, &session.document)
    }

    /// Four views: two of one question, one of another mineral, and one that compares two stages.
    fn four_views(dataset: &Dataset) -> Session {
        let mut session = Session::opening(dataset).unwrap();
        let show = |id: &str| Command::PickMineral(CommodityId::new(id).unwrap());
        for command in [
            show("cobalt"),
            Command::Pane(PaneCommand::Split(ViewLayout::Four)),
            Command::Pane(PaneCommand::Activate(1)),
            Command::PickView(ChartKind::Stages),
            Command::Choose { kind: ChartKind::Stages, choice: "shape", value: "slopes" },
            Command::Pane(PaneCommand::Activate(2)),
            Command::Pane(PaneCommand::KeepApart(true)),
            show("nickel"),
            Command::ToggleBlocAt(2),
            Command::Pane(PaneCommand::Activate(3)),
            Command::Pane(PaneCommand::KeepApart(true)),
            Command::PickView(ChartKind::Pair),
            Command::PickStage(crate::model::Stage::Refinery),
        ] {
            session.update(dataset, &command);
        }
        assert_eq!(session.document.side(), Some(Side::B));
        session
    }

    #[test]
    fn the_views_of_a_page_are_those_it_was_made_of() {
        let dataset = embedded().unwrap();
        let page = page_of(&dataset, &four_views(&dataset));
        assert_eq!(page.views().len(), 4);
        let (_, mut session) = fresh();
        session.settle();
        session.restore(&dataset, Path::new("page.png"), &page);
        assert_eq!(page_of(&dataset, &session), page);
        let panes = &session.document.panes;
        assert_eq!((panes.layout(), panes.active()), (ViewLayout::Four, 0));
        let apart = (0..4).map(|place| panes.is_apart(place)).collect::<Vec<_>>();
        assert_eq!(apart, [false, false, true, true], "views of one question go on following it");
        let (_, before) = fresh();
        session.settle();
        session.update(&dataset, &Command::Undo);
        assert_eq!(session.document, before.document);
    }

    #[test]
    fn places_and_views_need_not_be_as_many() {
        let dataset = embedded().unwrap();
        let mut page = page_of(&dataset, &four_views(&dataset));
        let kinds = |session: &Session| session.document.in_places().iter().map(|of| of.view).collect::<Vec<_>>();
        let restored = |page: &Recipe| {
            let (_, mut session) = fresh();
            session.restore(&dataset, Path::new("page.png"), page);
            session
        };
        page.beside.push(page.beside[0].clone());
        let five = restored(&page);
        assert_eq!(kinds(&five).len(), 4);
        page.beside.truncate(2);
        let three = kinds(&restored(&page));
        let first = page.views().iter().map(|view| view.chart).collect::<Vec<_>>();
        assert_eq!(three[..3], first);
        assert!(!first.contains(&three[3]), "the fourth place shows what none shows yet");
        page.beside.truncate(1);
        assert_eq!(restored(&page).document.panes.layout(), ViewLayout::Beside);
        (page.width_px, page.height_px) = (page.height_px, page.width_px);
        assert_eq!(restored(&page).document.panes.layout(), ViewLayout::Below);
        // One view goes to the place whose controls are shown, as before.
        page.beside.clear();
        let mut four = four_views(&dataset);
        four.restore(&dataset, Path::new("view.png"), &page);
        assert_eq!(four.document.panes.layout(), ViewLayout::Four);
    }
}
