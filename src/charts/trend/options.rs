use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::model::ModelError;

/// What a trend shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(default, rename_all = "snake_case")]
pub struct TrendOptions {
    /// Shares or quantities.
    pub measure: Measure,
    /// Countries or blocs.
    pub by: By,
    /// Lines or stacked areas.
    pub shape: Shape,
}

/// What is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// Shares of each year's whole.
    #[default]
    Share,
    /// Quantities.
    Quantity,
}

/// Whose figures are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum By {
    /// Those of countries, coloured by bloc.
    #[default]
    Country,
    /// Those of the switched-on blocs, and of the largest countries in none of them.
    Bloc,
}

/// How they are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// A line each.
    #[default]
    Lines,
    /// Areas on top of each other, which together are the whole.
    Stacked,
}

/// Gives an option its words: all of them, the word in files and on the command line, the name on a button.
macro_rules! words {
    ($type:ident, $what:literal, $($variant:ident: $id:literal, $name:literal;)+) => {
        impl $type {
            /// All of them, the usual one first.
            pub const ALL: [Self; 2] = [$(Self::$variant),+];

            /// Returns the word used in files and on the command line.
            #[must_use]
            pub fn id(self) -> &'static str {
                match self {
                    $(Self::$variant => $id,)+
                }
            }

            /// Returns the name on a button.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }
        }

        impl FromStr for $type {
            type Err = ModelError;

            fn from_str(text: &str) -> Result<Self, ModelError> {
                Self::ALL.into_iter().find(|value| value.id() == text).ok_or_else(|| ModelError::NotAWord {
                    what: $what,
                    text: text.to_owned(),
                    valid: Self::ALL.map(Self::id).join(", "),
                })
            }
        }
    };
}

words!(Measure, "measure", Share: "share", "Share"; Quantity: "quantity", "Quantity";);
words!(By, "grouping", Country: "country", "Countries"; Bloc: "bloc", "Blocs";);
words!(Shape, "shape", Lines: "lines", "Lines"; Stacked: "stacked", "Stacked";);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_command_line_use_the_same_words() {
        for measure in Measure::ALL {
            assert_eq!(serde_json::to_string(&measure).unwrap(), format!("\"{}\"", measure.id()));
            assert_eq!(measure.id().parse(), Ok(measure));
        }
        for by in By::ALL {
            assert_eq!(serde_json::to_string(&by).unwrap(), format!("\"{}\"", by.id()));
        }
        for shape in Shape::ALL {
            assert_eq!(serde_json::to_string(&shape).unwrap(), format!("\"{}\"", shape.id()));
        }
        assert_eq!(serde_json::from_str::<TrendOptions>("{}").unwrap(), TrendOptions::default());
        assert!("ton".parse::<Measure>().unwrap_err().to_string().contains("share, quantity"));
    }
}
