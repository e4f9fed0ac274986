use crate::analysis::{Answer, Figures};

/// Returns whether two answers are of one supply, with the same figures of every country, so that nothing but blocs and
/// rules differs. What is not published in two years, or at two stages, need not be the same though all else is.
pub(super) fn is_same_supply(a: &Answer, b: &Answer) -> bool {
    let of = |answer: &Answer| {
        let question = &answer.question;
        (question.commodity.clone(), question.form.clone(), question.stage, question.year)
    };
    of(a) == of(b) && matches!((&a.figures, &b.figures), (Ok(a), Ok(b)) if has_same_figures(a, b))
}

fn has_same_figures(a: &Figures, b: &Figures) -> bool {
    let is_same = a.suppliers.len() == b.suppliers.len()
        && a.suppliers.iter().zip(&b.suppliers).all(|(a, b)| {
            (a.iso3, a.value.to_bits(), a.share) == (b.iso3, b.value.to_bits(), b.share) && a.quantity == b.quantity
        });
    let silent = |of: &Figures| of.unpublished.iter().map(|of| of.iso3).collect::<Vec<_>>();
    is_same
        && a.unit == b.unit
        && a.basis == b.basis
        && a.total.to_bits() == b.total.to_bits()
        && a.other == b.other
        && silent(a) == silent(b)
}
