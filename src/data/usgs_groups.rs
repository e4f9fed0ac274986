use crate::model::{Amount, Quantity};

use super::spelling::folded;

/// Names of groups of countries that a row of a table stands for. No country of the group can be given a figure.
const GROUPS: [&str; 1] = ["united states and canada"];

/// Returns whether a name is that of a group of countries.
pub(super) fn is_group(name: &str) -> bool {
    GROUPS.contains(&folded(name).as_str())
}

/// Returns the quantity of "Other countries" with that of a group: their sum, where both are numbers, else the one that
/// is a number.
pub(super) fn together(one: &Quantity, other: &Quantity) -> Quantity {
    match (&one.amount, &other.amount) {
        (Amount::Exact(value), Amount::Exact(more)) => {
            Quantity { amount: Amount::Exact(value + more), estimated: one.estimated || other.estimated }
        }
        (Amount::Exact(_), _) => one.clone(),
        _ => other.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_count_with_other_countries() {
        assert!(is_group("United\u{a0}States and Canada"));
        assert!(!is_group("United States") && !is_group("China, Germany, and Russia"));
        let blank = Quantity { amount: Amount::NotAvailable, estimated: false };
        assert_eq!(together(&Quantity::exact(80.0), &Quantity::exact(60.0)), Quantity::exact(140.0));
        assert_eq!(together(&blank, &Quantity::exact(60.0)), Quantity::exact(60.0));
        assert_eq!(together(&Quantity::exact(60.0), &blank), Quantity::exact(60.0));
        assert_eq!(together(&blank, &blank), blank);
    }
}
