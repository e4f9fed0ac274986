use super::{Amount, Quantity, Status, Unit, quantity_text};

/// Returns a quantity as shown, with its bound, or what stands in its place.
#[must_use]
pub fn quantity_words(quantity: &Quantity, unit: Unit) -> String {
    match &quantity.amount {
        Amount::Exact(value) => quantity_text(*value, unit),
        Amount::AtLeast(value) => format!("more than {}", quantity_text(*value, unit)),
        Amount::AtMost(value) => format!("less than {}", quantity_text(*value, unit)),
        Amount::Range { low, high } => format!("{} to {}", quantity_text(*low, unit), quantity_text(*high, unit)),
        Amount::Qualitative(word) => format!("“{word}”"),
        Amount::Withheld | Amount::NotAvailable | Amount::NotApplicable | Amount::IncludedElsewhere => {
            status_words(quantity.status()).to_owned()
        }
    }
}

/// Returns what a status means, for a row without a bar.
#[must_use]
pub fn status_words(status: Status) -> &'static str {
    match status {
        Status::Reported => "reported",
        Status::Estimated => "estimated",
        Status::Withheld => "withheld",
        Status::NotAvailable => "not available",
        Status::NotApplicable => "not applicable",
        Status::IncludedElsewhere => "counted in another row",
        Status::Qualitative => "given in words only",
    }
}
