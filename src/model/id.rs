use std::fmt;

use serde::{Deserialize, Serialize};

use super::ModelError;

/// Returns whether `text` is made of lower-case letters, digits, `-` and `_` and is not empty.
fn is_identifier(text: &str) -> bool {
    !text.is_empty()
        && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b'-' | b'_'))
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Returns the identifier, or an error when `text` is not one.
            ///
            /// # Errors
            /// [`ModelError::NotAnId`] when `text` is empty or holds anything but lower-case letters, digits, `-` and `_`.
            pub fn new(text: impl Into<String>) -> Result<Self, ModelError> {
                let text = text.into();
                if is_identifier(&text) { Ok(Self(text)) } else { Err(ModelError::NotAnId { text }) }
            }

            /// Returns the identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str(&self.0)
            }
        }

        impl TryFrom<String> for $name {
            type Error = ModelError;

            fn try_from(text: String) -> Result<Self, ModelError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(id: $name) -> Self {
                id.0
            }
        }
    };
}

identifier!(
    /// Names a commodity, for example `rare-earths`.
    CommodityId
);
identifier!(
    /// Names the form of a commodity that a table counts, for example `ilmenite`; the main form bears its commodity's name.
    FormId
);
identifier!(
    /// Names an edition of a source, for example `mcs2026`.
    EditionId
);
impl EditionId {
    /// How the identifiers of people's own data begin.
    pub const OWN: &str = "own-";

    /// Returns whether it is of a person's own data, not of the bundle's.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.as_str().starts_with(Self::OWN)
    }

    /// Returns what the identifier of a person's own data tells of the file: its name without the ending. The whole
    /// identifier for others.
    #[must_use]
    pub fn own_name(&self) -> String {
        let file = self.as_str().strip_prefix(Self::OWN).and_then(|rest| rest.rsplit_once('-'));
        file.map_or(self.as_str(), |(name, _)| name).to_owned()
    }
}

identifier!(
    /// Names a publisher's product, for example `usgs-mcs2026`.
    SourceId
);
identifier!(
    /// Names a bloc, for example `china_green_minerals`.
    BlocId
);
impl BlocId {
    /// How the identifiers of people's own blocs begin.
    pub const OWN: &str = "own_";

    /// Returns whether it names a bloc that a person made.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.as_str().starts_with(Self::OWN)
    }
}
identifier!(
    /// Names a correction of a published figure, for example `mcs2026-vanadium-reserves-unit`.
    CorrectionId
);
