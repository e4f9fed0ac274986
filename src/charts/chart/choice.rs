use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::ChartKind;

/// One of the words that a choice is made among. Made with the macro `choice!`.
pub trait Word: Copy + PartialEq + fmt::Debug + Send + Sync + 'static {
    /// What is chosen: the word in files and on the command line, and the name beside the control.
    const WHAT: (&'static str, &'static str);
    /// All of them, the usual one first.
    const ALL: &'static [Self];
    /// The usual one.
    const USUAL: Self;

    /// Returns the word used in files and on the command line.
    fn id(self) -> &'static str;

    /// Returns the name on a button.
    fn name(self) -> &'static str;

    /// Returns one line that says what it does; empty where the name says it.
    fn gloss(self) -> &'static str;
}

/// Makes the words of a choice: an enum that implements [`Word`], the usual one first.
macro_rules! choice {
    (
        $(#[$doc:meta])*
        $type:ident: $what:literal, $label:literal {
            $($(#[$variant_doc:meta])* $variant:ident: $id:literal, $name:literal, $gloss:literal;)+
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $type {
            $($(#[$variant_doc])* $variant,)+
        }

        impl $crate::charts::Word for $type {
            const WHAT: (&'static str, &'static str) = ($what, $label);
            const ALL: &'static [Self] = &[$(Self::$variant),+];
            const USUAL: Self = [$(Self::$variant),+][0];

            fn id(self) -> &'static str {
                match self { $(Self::$variant => $id,)+ }
            }

            fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            fn gloss(self) -> &'static str {
                match self { $(Self::$variant => $gloss,)+ }
            }
        }
    };
}
pub(in crate::charts) use choice;

/// A choice that a kind of chart offers besides its question. The window, the command line and recipes read it from here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The word used in files and on the command line.
    pub id: &'static str,
    /// The name beside the control.
    pub name: &'static str,
    /// What can be chosen, the usual value first.
    pub values: Vec<ChoiceValue>,
    /// What else must be chosen for it to be offered: a choice and its value.
    pub only_with: Option<(&'static str, &'static str)>,
}

/// What can be chosen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ChoiceValue {
    /// The word used in files and on the command line.
    pub id: &'static str,
    /// The name on a button.
    pub name: &'static str,
    /// One line that says what it does; empty where the name says it.
    pub gloss: &'static str,
}

impl Choice {
    /// Returns the choice among words.
    #[must_use]
    pub fn among<T: Word>() -> Self {
        let value = |word: &T| ChoiceValue { id: word.id(), name: word.name(), gloss: word.gloss() };
        let (id, name) = T::WHAT;
        Self { id, name, values: T::ALL.iter().map(value).collect(), only_with: None }
    }

    /// Returns the choice, offered only where another one has been made.
    #[must_use]
    pub fn only_with<T: Word>(self, word: T) -> Self {
        Self { only_with: Some((T::WHAT.0, word.id())), ..self }
    }
}

/// What was chosen of each kind of chart besides its question. What is not in it is the usual.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Choices(BTreeMap<String, BTreeMap<String, String>>);

impl Choices {
    /// Returns what was chosen; the usual where nothing was, or a word that this program does not know.
    #[must_use]
    pub fn of<T: Word>(&self, kind: ChartKind) -> T {
        let chosen = self.chosen(kind, T::WHAT.0);
        T::ALL.iter().find(|word| Some(word.id()) == chosen).copied().unwrap_or(T::USUAL)
    }

    /// Returns the word that was chosen, or nothing for the usual one.
    #[must_use]
    pub fn chosen(&self, kind: ChartKind, choice: &str) -> Option<&str> {
        self.0.get(kind.id())?.get(choice).map(String::as_str)
    }

    /// Returns the value of a choice that holds: the one chosen, else the usual one.
    #[must_use]
    pub fn value_of(&self, kind: ChartKind, choice: &Choice) -> Option<ChoiceValue> {
        let chosen = self.chosen(kind, choice.id);
        choice.values.iter().find(|value| Some(value.id) == chosen).or(choice.values.first()).copied()
    }

    /// Returns the choices that a kind offers, given what else is chosen.
    #[must_use]
    pub fn offered(&self, kind: ChartKind) -> Vec<Choice> {
        let all = (kind.about().choices)();
        let is_offered = |choice: &&Choice| self.is_offered(kind, choice, &all);
        all.iter().filter(is_offered).cloned().collect()
    }

    /// Returns whether a choice among all of a kind is offered: what it needs holds, and is offered itself.
    fn is_offered(&self, kind: ChartKind, choice: &Choice, all: &[Choice]) -> bool {
        choice.only_with.is_none_or(|(id, value)| {
            all.iter().find(|of| of.id == id).is_some_and(|of| {
                self.value_of(kind, of).is_some_and(|holding| holding.id == value) && self.is_offered(kind, of, all)
            })
        })
    }

    /// Chooses a value by its word. Returns whether there is such a choice and value.
    pub fn choose(&mut self, kind: ChartKind, choice: &str, value: &str) -> bool {
        let all = (kind.about().choices)();
        let Some(choice) = all.iter().find(|known| known.id == choice) else { return false };
        let Some(place) = choice.values.iter().position(|known| known.id == value) else { return false };
        let of_kind = self.0.entry(kind.id().to_owned()).or_default();
        // What is usual is not written: a later version's usual may be a better one.
        if place == 0 {
            of_kind.remove(choice.id);
        } else {
            of_kind.insert(choice.id.to_owned(), value.to_owned());
        }
        if of_kind.is_empty() {
            self.0.remove(kind.id());
        }
        true
    }

    /// Returns what was chosen of one kind alone.
    #[must_use]
    pub fn of_kind(&self, kind: ChartKind) -> Self {
        let of_kind = self.0.get(kind.id()).map(|chosen| (kind.id().to_owned(), chosen.clone()));
        Self(of_kind.into_iter().collect())
    }

    /// Takes over what was chosen of one kind elsewhere.
    pub fn take(&mut self, kind: ChartKind, from: &Self) {
        match from.0.get(kind.id()) {
            Some(chosen) => self.0.insert(kind.id().to_owned(), chosen.clone()),
            None => self.0.remove(kind.id()),
        };
    }

    /// Returns whether everything is the usual.
    #[must_use]
    pub fn is_usual(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_declared_choice_is_taken_by_its_words_and_read_back() {
        for &kind in ChartKind::ALL {
            for choice in (kind.about().choices)() {
                assert!(choice.values.len() > 1, "{kind} {}", choice.id);
                for value in &choice.values {
                    let mut choices = Choices::default();
                    assert!(choices.choose(kind, choice.id, value.id));
                    let json = serde_json::to_string(&choices).unwrap();
                    let read: Choices = serde_json::from_str(&json).unwrap();
                    assert_eq!(read.value_of(kind, &choice).map(|value| value.id), Some(value.id));
                    assert_eq!(choices.is_usual(), choice.values.first() == Some(value));
                }
                assert!(!Choices::default().choose(kind, choice.id, "no such value"));
            }
            assert!(!Choices::default().choose(kind, "no such choice", ""));
        }
    }

    #[test]
    fn what_belongs_to_a_choice_that_is_not_offered_is_not_offered_either() {
        let mut choices = Choices::default();
        let has_since = |choices: &Choices| choices.offered(ChartKind::Shares).iter().any(|of| of.id == "since");
        assert!(!has_since(&choices));
        assert!(choices.choose(ChartKind::Shares, "sort", "change"));
        assert!(has_since(&choices));
        assert!(choices.choose(ChartKind::Shares, "form", "treemap"));
        assert!(!has_since(&choices), "a treemap has no order to choose");
    }
}
