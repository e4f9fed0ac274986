use crate::charts::choice;
use crate::charts::wording::NO_BREAK;
use crate::model::whole_text;

choice! {
    /// How shares lie along both axes.
    Scale: "scale", "Scale" {
        /// Each step is ten times as much.
        Log: "log", "Log", "Each step is ten times as much: small suppliers are told apart";
        /// Each step is as much more.
        Linear: "linear", "Linear", "Each step is as much more: lengths compare";
    }
}

/// An axis of shares (0 to 1).
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// How shares lie along it.
    pub scale: Scale,
    /// Where it begins: zero, or above it on a log scale.
    pub low: f64,
    /// Where it ends.
    pub high: f64,
    /// Its marks, from the lowest up.
    pub ticks: Vec<Tick>,
}

/// A mark of an axis.
#[derive(Debug, Clone, PartialEq)]
pub struct Tick {
    /// Where it stands.
    pub share: f64,
    /// What it says.
    pub text: String,
}

/// A line along which reserves would last equally long.
#[derive(Debug, Clone, PartialEq)]
pub struct YearsLine {
    /// How many years.
    pub years: f64,
    /// Its label.
    pub text: String,
    /// Share of production on it for each share of reserves: the world's years over its own.
    pub slope: f64,
    /// Whether it is the diagonal, where both shares are the same.
    pub is_world: bool,
}

/// Nothing smaller is told apart on a log scale: a share of one in a million.
const LEAST_SHARE: f64 = 1e-6;

impl Axis {
    /// Returns a round axis that holds these shares.
    #[must_use]
    pub fn holding(shares: impl IntoIterator<Item = f64>, scale: Scale) -> Self {
        let shares: Vec<f64> = shares.into_iter().filter(|share| *share > 0.0).collect();
        let largest = shares.iter().copied().fold(LEAST_SHARE, f64::max).min(1.0);
        let least = shares.iter().copied().fold(largest, f64::min).max(LEAST_SHARE);
        match scale {
            Scale::Linear => Self::linear(largest),
            Scale::Log => Self::log(least, largest),
        }
    }

    fn linear(largest: f64) -> Self {
        let step = round_up(largest / 5.0);
        let high = ((largest / step - 1e-9).ceil() * step).min(1.0);
        let mut ticks = Vec::new();
        let mut number = 0.0;
        while number * step <= high * (1.0 + 1e-9) {
            ticks.push(Tick::at(number * step));
            number += 1.0;
        }
        Self { scale: Scale::Linear, low: 0.0, high, ticks }
    }

    fn log(least: f64, largest: f64) -> Self {
        let high = round_up(largest).min(1.0);
        // One step at least, or an axis of equal shares has no length.
        let low = round_down(least).min(high / 10.0);
        let is_short = high / low < 150.0;
        let steps: &[f64] = if is_short { &[1.0, 2.0, 5.0] } else { &[1.0] };
        let mut ticks = Vec::new();
        let mut decade = 10.0_f64.powf((low * (1.0 + 1e-9)).log10().floor());
        while decade <= high * (1.0 + 1e-9) {
            let shares = steps.iter().map(|step| step * decade);
            ticks.extend(shares.filter(|at| *at >= low * (1.0 - 1e-9) && *at <= high * (1.0 + 1e-9)).map(Tick::at));
            decade *= 10.0;
        }
        Self { scale: Scale::Log, low, high, ticks }
    }

    /// Returns where a share lies: 0 at the beginning, 1 at the end. Nothing for zero on a log scale.
    #[must_use]
    pub fn place(&self, share: f64) -> Option<f64> {
        match self.scale {
            Scale::Linear => Some(share / self.high),
            Scale::Log => (share > 0.0).then(|| (share / self.low).log10() / (self.high / self.low).log10()),
        }
    }
}

/// Lines of equal years stand so far apart, as a part of a quarter turn.
const APART: f64 = 0.07;

/// Returns the lines of equal years worth drawing between an axis of reserves and one of production, where the whole
/// world's reserves would last `world` years: the diagonal first, then from the fewest years up.
///
/// A country's years are its reserves over its production, so that its share of production is its share of reserves
/// times the world's years over its own.
#[must_use]
pub fn years_lines(across: &Axis, upward: &Axis, world: f64) -> Vec<YearsLine> {
    let mut lines = vec![YearsLine {
        years: world,
        text: format!("Equal shares: {}", years_text(world)),
        slope: 1.0,
        is_world: true,
    }];
    let steps: &[f64] = if across.scale == Scale::Log { &[1.0] } else { &[1.0, 2.0, 5.0] };
    // Each line by its turn between both axes: lines that fan out too narrowly are told apart no more.
    let turn = |slope: f64| match across.scale {
        Scale::Linear => (slope * across.high / upward.high).atan() / std::f64::consts::FRAC_PI_2,
        Scale::Log => {
            let (least, most) = (upward.low / across.high, upward.high / across.low);
            (slope / least).log10() / (most / least).log10()
        }
    };
    let mut turns = vec![turn(1.0)];
    for power in 0..7 {
        for step in steps {
            let years = step * 10.0_f64.powi(power);
            let turned = turn(world / years);
            let is_apart = turns.iter().all(|other| (turned - other).abs() > APART);
            if (0.08..0.92).contains(&turned) && is_apart {
                turns.push(turned);
                lines.push(YearsLine { years, text: years_text(years), slope: world / years, is_world: false });
            }
        }
    }
    lines
}

impl Tick {
    fn at(share: f64) -> Self {
        let percent = share * 100.0;
        let decimals = if percent == 0.0 { 0.0 } else { (-percent.log10().floor()).clamp(0.0, 4.0) };
        // 2.5 % has a digit more than its size tells.
        let is_cut = |decimals: usize| {
            let rounded: f64 = format!("{percent:.decimals$}").parse().unwrap_or(percent);
            (rounded - percent).abs() > percent * 1e-3
        };
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 4")]
        let decimals = decimals as usize;
        let decimals = if is_cut(decimals) { decimals + 1 } else { decimals };
        Self { share, text: format!("{percent:.decimals$}{NO_BREAK}%") }
    }
}

/// Returns years in words: whole from ten up.
pub(super) fn years_text(years: f64) -> String {
    let number = if years >= 9.95 { whole_text(years) } else { format!("{years:.1}").replace(".0", "") };
    match number.as_str() {
        "0" => format!("under 0.1{NO_BREAK}years"),
        "1" => format!("1{NO_BREAK}year"),
        _ => format!("{number}{NO_BREAK}years"),
    }
}

/// Returns the least of 1, 2, 5 times a power of ten that is not below.
fn round_up(least: f64) -> f64 {
    let power = 10.0_f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 5.0, 10.0].map(|step| step * power);
    steps.into_iter().find(|step| *step >= least * (1.0 - 1e-9)).unwrap_or(10.0 * power)
}

/// Returns the largest of 1, 2, 5 times a power of ten that is not above.
fn round_down(most: f64) -> f64 {
    let power = 10.0_f64.powf(most.log10().floor());
    let steps = [5.0, 2.0, 1.0].map(|step| step * power);
    steps.into_iter().find(|step| *step <= most * (1.0 + 1e-9)).unwrap_or(power)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(axis: &Axis) -> Vec<String> {
        axis.ticks.iter().map(|tick| tick.text.replace(NO_BREAK, " ")).collect()
    }

    #[test]
    fn an_axis_is_round_and_holds_what_is_drawn() {
        let axis = Axis::holding([0.0004, 0.03, 0.69], Scale::Log);
        assert_eq!(texts(&axis), ["0.1 %", "1 %", "10 %", "100 %"]);
        assert_eq!((axis.low, axis.high), (0.0002, 1.0));
        let axis = Axis::holding([0.02, 0.41], Scale::Log);
        assert_eq!(texts(&axis), ["2 %", "5 %", "10 %", "20 %", "50 %"]);
        let axis = Axis::holding([0.0, 0.02, 0.69], Scale::Linear);
        assert_eq!(texts(&axis), ["0 %", "20 %", "40 %", "60 %", "80 %"]);
        assert_eq!(axis.place(0.4), Some(0.5));
        // All of it in one hand, or nothing at all, is still an axis.
        for shares in [vec![1.0], vec![]] {
            for scale in [Scale::Log, Scale::Linear] {
                let axis = Axis::holding(shares.clone(), scale);
                assert!(axis.high > axis.low && axis.ticks.len() > 1, "{axis:?}");
            }
        }
    }

    #[test]
    fn zero_has_no_place_on_a_log_scale() {
        assert_eq!(Axis::holding([0.1, 0.5], Scale::Log).place(0.0), None);
        assert_eq!(Axis::holding([0.1, 0.5], Scale::Linear).place(0.0), Some(0.0));
    }

    #[test]
    fn lines_of_years_rise_by_the_worlds_years_over_their_own() {
        let axis = Axis::holding([0.001, 0.69], Scale::Log);
        let lines = years_lines(&axis, &axis, 218.0);
        assert!(lines[0].is_world && (lines[0].slope - 1.0).abs() < 1e-12);
        assert_eq!(lines[0].text.replace(NO_BREAK, " "), "Equal shares: 218 years");
        let thousand = lines.iter().find(|line| line.text.starts_with("1,000\u{a0}")).unwrap();
        assert!((thousand.slope - 0.218).abs() < 1e-12);
        assert!(lines.iter().any(|line| line.text.starts_with("10\u{a0}")));
        // 200 years would lie on the diagonal of 218.
        let axis = Axis::holding([0.01, 0.69], Scale::Linear);
        let lines = years_lines(&axis, &axis, 218.0);
        assert!((3..=7).contains(&lines.len()), "{lines:?}");
        assert!(!lines.iter().any(|line| line.text.starts_with("200\u{a0}")));
    }

    #[test]
    fn years_are_readable() {
        let texts = [0.01, 1.0, 8.44, 36.6, 12_345.0].map(|years| years_text(years).replace(NO_BREAK, " "));
        assert_eq!(texts, ["under 0.1 years", "1 year", "8.4 years", "37 years", "12,345 years"]);
    }
}
