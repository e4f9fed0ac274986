use crate::analysis::{Hhi, ShareInterval, Span};
use crate::model::Mode;

use super::rows::{Rows, Whole};
use super::{Acting, Supplies, Supply};

/// What blocs do to a supply.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shift {
    /// The concentration of countries.
    pub before: Hhi,
    /// The concentration once the blocs do what the mode says; nothing where nothing is left.
    pub after: Option<Hhi>,
    /// The share that the blocs have together: of members that count in one of them while each acts as one supplier, of
    /// all members where they stop selling or alone sell.
    pub share: ShareInterval,
    /// The same as a quantity, in the supply's unit.
    pub quantity: Span,
    /// How many countries have a number above zero and are in it, if only with a part.
    pub producers: usize,
    /// How many members are named without a number.
    pub unpublished: usize,
    /// The share that belongs to no named country.
    pub other_share: f64,
}

impl Shift {
    /// Returns the change of the HHI by its two readings: with what is not attributed split among countless small
    /// suppliers, and with it as one, where that may be claimed of both. Nothing where nothing is left.
    #[must_use]
    pub fn change(&self) -> Option<(f64, Option<f64>)> {
        let after = self.after?;
        let upper = after.upper.zip(self.before.upper).map(|(after, before)| after - before);
        Some((after.lower - self.before.lower, upper))
    }

    /// Returns whether producers exist, before or after, whose figures are not published.
    #[must_use]
    pub fn is_of_published(&self) -> bool {
        self.before.published_only || self.after.is_some_and(|after| after.published_only)
    }
}

impl Supplies {
    /// Returns what blocs do to every supply, in one pass over the columns; nothing for those without shares.
    #[must_use]
    pub fn shifts(&self, acting: &Acting, mode: Mode) -> Vec<Option<Shift>> {
        self.list().iter().map(|supply| self.shift(supply, acting, mode)).collect()
    }

    /// Returns what blocs do to one supply; nothing for one without shares.
    #[must_use]
    pub fn shift(&self, supply: &Supply, acting: &Acting, mode: Mode) -> Option<Shift> {
        let before = *supply.before.as_ref().ok()?;
        let (rows, whole) = (self.rows(supply), supply.whole);
        let as_one = mode == Mode::One;
        let part = |country: u16| {
            if as_one { acting.counted(country) } else { f64::from(u8::from(acting.is_member(country))) }
        };
        let hides = whole.may_hide();
        let may_hide =
            |bloc: &super::acting::ActingBloc| hides && bloc.has_others_than(rows.iter().map(|row| row.country));
        let is_hidden = acting.blocs().iter().any(may_hide);
        let (mut share, mut quantity) = rows.part(&whole, part);
        if is_hidden {
            share.high = (share.high + whole.other.value / whole.total).min(1.0);
            quantity.high += whole.other.high;
        }
        let after = match mode {
            _ if acting.blocs().is_empty() => Some(before),
            Mode::One => {
                let mut left = Left::whole(whole, rows).without(|country| acting.counted(country) > 0.0);
                let mut joined = 0.0_f64;
                for bloc in acting.blocs() {
                    let of_bloc = rows.iter().map(|row| row.span.value * bloc.part(row.country)).sum::<f64>();
                    left.take_in(of_bloc);
                    if may_hide(bloc) {
                        joined = joined.max(of_bloc / whole.total);
                    }
                }
                left.hhi(joined)
            }
            Mode::Withhold => {
                Left::remaining(whole, rows, |country| acting.is_member(country)).and_then(|left| left.hhi(0.0))
            }
            Mode::Only => Left::only(rows, |country| acting.is_member(country)).and_then(|left| left.hhi(0.0)),
        };
        let members = || rows.iter().filter(|row| acting.is_member(row.country));
        Some(Shift {
            before,
            after,
            share,
            quantity,
            producers: rows.iter().filter(|row| part(row.country) > 0.0 && row.span.value > 0.0).count(),
            unpublished: members().filter(|row| !row.has_number()).count(),
            other_share: whole.other.value / whole.total,
        })
    }
}

/// What one of several blocs adds to a supply's shift.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BlocPart {
    /// Its share under the overlap rule, a fraction.
    pub share: f64,
    /// What it adds to the HHI while each bloc acts as one supplier: 10⁴ (b² − Σ wᵢ sᵢ²), with wᵢ the part of a country
    /// that counts in it and b = Σ wᵢ sᵢ. The parts of all blocs sum to the change.
    pub hhi: f64,
}

impl Supplies {
    /// Returns what each bloc adds to the shift of a supply, in the order of the blocs.
    #[must_use]
    pub fn parts(&self, supply: &Supply, acting: &Acting) -> Vec<BlocPart> {
        let (rows, total) = (self.rows(supply), supply.whole.total);
        let part = |bloc: &super::acting::ActingBloc| {
            let (mut share, mut squares) = (0.0, 0.0);
            for row in rows.iter() {
                let (weight, of_row) = (bloc.part(row.country), row.span.value / total);
                share += weight * of_row;
                squares += weight * of_row * of_row;
            }
            BlocPart { share, hhi: 1e4 * (share * share - squares) }
        };
        acting.blocs().iter().map(part).collect()
    }
}

/// The rows that are left of a supply, added up for the HHI.
pub(super) struct Left<'a> {
    rows: Rows<'a>,
    total: f64,
    /// Σ of squared quantities.
    squares: f64,
    other: f64,
    is_sum: bool,
    is_open: bool,
}

impl<'a> Left<'a> {
    /// Returns all rows of a supply.
    pub(super) fn whole(whole: Whole, rows: Rows<'a>) -> Self {
        Self {
            rows,
            total: whole.total,
            squares: squares(rows, |_| true),
            other: whole.other.value,
            is_sum: whole.printed.is_none(),
            is_open: whole.other.high.is_infinite() || rows.is_open(|_| true),
        }
    }

    /// Takes the squares of some rows out: they are no suppliers of their own any more. What shares are of stays.
    fn without(self, goes: impl Fn(u16) -> bool) -> Self {
        Self { squares: squares(self.rows, |country| !goes(country)), ..self }
    }

    /// Returns what is left when some rows are gone; nothing when nothing is.
    fn remaining(whole: Whole, rows: Rows<'a>, goes: impl Fn(u16) -> bool) -> Option<Self> {
        let sum = |is_part: &dyn Fn(u16) -> bool| {
            rows.iter().filter(|row| is_part(row.country)).map(|row| row.span.value).sum::<f64>()
        };
        let total = match whole.printed {
            None => sum(&|country| !goes(country)) + whole.other.value,
            Some(printed) => printed.value - sum(&goes),
        };
        (total > 0.0).then(|| Self {
            rows,
            total,
            squares: squares(rows, |country| !goes(country)),
            other: whole.other.value,
            is_sum: whole.printed.is_none(),
            is_open: whole.other.high.is_infinite() || rows.is_open(|country| !goes(country)),
        })
    }

    /// Returns some rows alone; nothing when they have nothing.
    fn only(rows: Rows<'a>, stays: impl Fn(u16) -> bool) -> Option<Self> {
        let total = rows.iter().filter(|row| stays(row.country)).map(|row| row.span.value).sum::<f64>();
        (total > 0.0).then(|| Self {
            rows,
            total,
            squares: squares(rows, &stays),
            other: 0.0,
            is_sum: true,
            is_open: rows.is_open(&stays),
        })
    }

    /// Takes a supplier in.
    fn take_in(&mut self, quantity: f64) {
        if quantity > 0.0 {
            self.squares += quantity * quantity;
        }
    }

    /// Returns the HHI as [`concentration`](crate::analysis::concentration) does; `joined` is the share of the largest
    /// supplier that may have what is not attributed too. Nothing when no supplier has more than nothing.
    pub(super) fn hhi(&self, joined: f64) -> Option<Hhi> {
        let squares = self.squares / (self.total * self.total);
        if squares <= 0.0 {
            return None;
        }
        let lower = (1e4 * squares).min(1e4);
        let rho = if self.is_sum { self.other / self.total } else { 0.0 };
        let has_interval = self.is_sum && !self.is_open;
        Some(Hhi {
            lower,
            upper: has_interval.then(|| (lower + 1e4 * (rho * rho + 2.0 * rho * joined)).min(1e4)),
            published_only: self.is_open,
        })
    }
}

fn squares(rows: Rows<'_>, stays: impl Fn(u16) -> bool) -> f64 {
    let counted = rows.iter().filter(|row| row.span.value > 0.0 && stays(row.country));
    counted.map(|row| row.span.value * row.span.value).sum()
}
