use thiserror::Error;

/// A text that is not one of the model's words.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ModelError {
    /// An identifier must be lower-case letters, digits and single separators.
    #[error("'{text}' is not an identifier: use lower-case letters, digits, '-' and '_'")]
    NotAnId {
        /// The text as given.
        text: String,
    },
    /// A country code must be three capital letters.
    #[error("'{text}' is not a country code: three capital letters (ISO 3166 alpha-3) are needed")]
    NotACountryCode {
        /// The text as given.
        text: String,
    },
    /// A date must be a year, a month or a day.
    #[error("'{text}' is not a date: write YYYY, YYYY-MM or YYYY-MM-DD")]
    NotADate {
        /// The text as given.
        text: String,
    },
    /// An estimate of governance must be a number with at most two decimals.
    #[error("'{text}' is not an estimate of governance: write a number such as -1.29")]
    NotAScore {
        /// The text as given.
        text: String,
    },
    /// One of a closed list of words was expected.
    #[error("'{text}' is not a {what}: {valid}")]
    NotAWord {
        /// What was expected, for example "stage".
        what: &'static str,
        /// The text as given.
        text: String,
        /// The valid words.
        valid: String,
    },
    /// A limit must be a number of tonnes, or per cent of what is published.
    #[error("'{text}' is not a limit: write tonnes such as 100,000 t, or 0 % to 100 %")]
    NotALimit {
        /// The text as given.
        text: String,
    },
}
