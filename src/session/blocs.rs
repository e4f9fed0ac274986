use crate::data::Dataset;
use crate::model::{Bloc, BlocId};

use super::{BlocCommand, Document};

impl Document {
    /// Returns the blocs in the order of the panel: as a person moved them, else their own first and then the bundled
    /// ones; those that came since stand at the end of theirs.
    #[must_use]
    pub fn panel<'a>(&self, dataset: &'a Dataset) -> Vec<&'a Bloc> {
        let mut panel: Vec<&Bloc> = dataset.blocs().iter().collect();
        let moved = |bloc: &Bloc| self.bloc_order.iter().position(|id| *id == bloc.id).unwrap_or(usize::MAX);
        // Stable: the dataset's order within each.
        panel.sort_by_key(|bloc| (moved(bloc), !bloc.id.is_own()));
        panel
    }

    /// Switches a bloc on at its place in the panel, or off.
    pub(super) fn toggle_bloc(&mut self, dataset: &Dataset, id: &BlocId) {
        if let Some(index) = self.question.blocs.iter().position(|on| on == id) {
            self.question.blocs.remove(index);
        } else {
            self.question.blocs.push(id.clone());
            self.order_blocs(dataset);
        }
    }

    /// Brings the switched-on blocs into the order of the panel.
    fn order_blocs(&mut self, dataset: &Dataset) {
        let order: Vec<BlocId> = self.panel(dataset).into_iter().map(|bloc| bloc.id.clone()).collect();
        let place = |id: &BlocId| order.iter().position(|known| known == id);
        self.questions_mut().for_each(|question| question.blocs.sort_by_key(place));
    }

    /// Applies a choice about blocs.
    pub(super) fn change_blocs(&mut self, dataset: &Dataset, command: &BlocCommand) {
        match command {
            BlocCommand::Move(id, by) => self.move_bloc(dataset, id, *by),
            BlocCommand::SwitchOnAlone(id) => self.question.blocs = vec![id.clone()],
            BlocCommand::Keep(own) => match self.own_blocs.iter_mut().find(|known| known.bloc.id == own.bloc.id) {
                Some(known) => *known = (**own).clone(),
                None => self.own_blocs.push((**own).clone()),
            },
            BlocCommand::Remove(id) => {
                self.own_blocs.retain(|own| own.bloc.id != *id);
                self.questions_mut().for_each(|question| question.blocs.retain(|on| on != id));
                self.bloc_order.retain(|known| known != id);
            }
            BlocCommand::SetCap(cap) => {
                let caps = &mut self.question.caps;
                let place = |known: &&mut crate::model::Cap| {
                    (known.country, &known.commodity, known.stage) == (cap.country, &cap.commodity, cap.stage)
                };
                match caps.iter_mut().find(place) {
                    Some(known) => *known = cap.clone(),
                    None => caps.push(cap.clone()),
                }
            }
            BlocCommand::RemoveCap(cap) => self.question.caps.retain(|known| known != cap),
            BlocCommand::PickTerritories(territories) => self.question.territories = *territories,
        }
    }

    fn move_bloc(&mut self, dataset: &Dataset, id: &BlocId, by: isize) {
        let mut order: Vec<BlocId> = self.panel(dataset).into_iter().map(|bloc| bloc.id.clone()).collect();
        let Some(from) = order.iter().position(|known| known == id) else { return };
        let moved = order.remove(from);
        order.insert(from.saturating_add_signed(by.saturating_neg()).min(order.len()), moved);
        self.bloc_order = order;
        self.order_blocs(dataset);
    }
}
