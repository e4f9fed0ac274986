use super::Stage;

/// A stage as a text speaks of it: by its name where the source states one, else by words that claim none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ToldStage {
    /// The stage that figures stand under.
    pub stage: Stage,
    /// Whether the source states it; else it is only assumed.
    pub is_stated: bool,
}

impl ToldStage {
    /// Returns the name inside a sentence, for example "mine production".
    #[must_use]
    pub fn in_sentence(self) -> &'static str {
        if self.is_stated { self.stage.in_sentence() } else { "quantity (stage not stated)" }
    }

    /// Returns what is spoken of, for example "mine production of cobalt".
    #[must_use]
    pub fn of(self, subject: &str) -> String {
        if self.is_stated {
            format!("{} of {subject}", self.stage.in_sentence())
        } else {
            format!("quantity of {subject} (stage not stated)")
        }
    }

    /// Returns the word used in files, with what is assumed where the source is silent.
    #[must_use]
    pub fn id_words(self) -> String {
        let id = self.stage.id();
        if self.is_stated { id.to_owned() } else { format!("not stated ({id} assumed)") }
    }

    /// Returns the stage, where the source states it.
    #[must_use]
    pub fn stated(self) -> Option<Stage> {
        self.is_stated.then_some(self.stage)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_assumed_stage_is_never_named() {
        for stage in Stage::ALL {
            let stated = ToldStage { stage, is_stated: true };
            assert_eq!(stated.of("cobalt"), format!("{} of cobalt", stage.in_sentence()));
            let assumed = ToldStage { stage, is_stated: false };
            assert_eq!(assumed.stated(), None);
            for text in [assumed.in_sentence().to_owned(), assumed.of("cobalt")] {
                assert!(!text.contains(stage.in_sentence()) && text.contains("stage not stated"), "{text}");
            }
        }
    }
}
