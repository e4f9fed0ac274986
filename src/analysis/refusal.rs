use thiserror::Error;

/// Why a question has no answer, in words that a person can act on.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Refusal {
    /// The dataset does not know the commodity.
    #[error("There is no mineral '{commodity}' in this dataset")]
    NoCommodity {
        /// The commodity asked for.
        commodity: String,
    },
    /// The figures are of a person's own file, which is not open.
    #[error("The data of “{name}” are not open. Open the file again, or choose another edition")]
    NotOpen {
        /// The file's name, as far as the question tells.
        name: String,
    },
    /// The edition has no table for the form and stage.
    #[error("{edition} has no table of {subject}; it has {available}")]
    NoTable {
        /// Short name of the edition.
        edition: String,
        /// What was asked for, for example "refinery production of rare earths".
        subject: String,
        /// The tables there are, in words.
        available: String,
    },
    /// The table has no such year.
    #[error("{edition} gives {subject} for {available}, not for {year}")]
    NoYear {
        /// Short name of the edition.
        edition: String,
        /// What was asked for.
        subject: String,
        /// The year asked for.
        year: i16,
        /// The years there are.
        available: String,
    },
    /// The publisher names no country.
    #[error("{edition} names no country for {subject} in {year}{printed}")]
    NoCountries {
        /// Short name of the edition.
        edition: String,
        /// What was asked for.
        subject: String,
        /// The year asked for.
        year: i16,
        /// The printed world figure, as the end of the sentence, or nothing.
        printed: String,
    },
    /// The rows count different things.
    #[error("Shares of {subject} cannot be taken. {reason}")]
    NotAdditive {
        /// What was asked for.
        subject: String,
        /// The publisher's reason.
        reason: String,
    },
    /// No row has a number above zero.
    #[error("{edition} publishes no number for {subject} in {year}: {states}")]
    NoNumbers {
        /// Short name of the edition.
        edition: String,
        /// What was asked for.
        subject: String,
        /// The year asked for.
        year: i16,
        /// What stands in place of numbers.
        states: String,
    },
    /// One country alone has a number, and others exist.
    #[error(
        "{edition} publishes only {country}’s number for {subject} in {year}, and others exist: no share can be taken"
    )]
    OnlyOne {
        /// Short name of the edition.
        edition: String,
        /// What was asked for.
        subject: String,
        /// The year asked for.
        year: i16,
        /// The country with a number.
        country: String,
    },
    /// The printed total was asked for and is missing or unusable.
    #[error("{edition} prints no usable world total for {subject} in {year}; choose the sum of the rows instead")]
    NoPrintedTotal {
        /// Short name of the edition.
        edition: String,
        /// What was asked for.
        subject: String,
        /// The year asked for.
        year: i16,
    },
}
