//! Colours as people see them who lack one kind of cone: what stands together in a picture is still told apart.
//!
//! What they see is simulated after G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, "A physiologically-based model for
//! simulation of color vision deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), 1291–1298:
//! their matrices at severity 1.0, on linear RGB. Distances are those of Oklab (B. Ottosson, 2020), where CSS Color 4 puts
//! the just noticeable difference at 0.02.

use std::collections::BTreeSet;

use lodescope::charts::palette::{BLOC_COLOUR_NAMES, BLOC_COLOURS, Series, Theme};
use lodescope::charts::style::Colours;

/// Two and a half times what is just noticeable side by side: marks lie apart from each other and from their legend.
const LEAST: f64 = 0.05;
/// One and a half times: for pairs that a name or label tells apart as well, listed in [`BY_NAME`].
const LEAST_BY_NAME: f64 = 0.03;
/// Least difference of lightness between neighbouring steps of a scale.
const LEAST_STEP: f64 = 0.03;

/// Pairs nearer to each other than [`LEAST`] to somebody: theme, both colours, and who.
const BY_NAME: [(Theme, &str, &str, Sight); 5] = [
    (Theme::Light, "orange", "ochre", Sight::Deuteranopia),
    (Theme::Light, "blue", "green", Sight::Tritanopia),
    (Theme::Light, "purple", "grey", Sight::Deuteranopia),
    (Theme::Dark, "orange", "ochre", Sight::Deuteranopia),
    (Theme::Dark, "blue", "green", Sight::Tritanopia),
];

/// How somebody sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sight {
    Usual,
    Protanopia,
    Deuteranopia,
    Tritanopia,
}

type Rgb = [f64; 3];

impl Sight {
    const ALL: [Self; 4] = [Self::Usual, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// Returns the matrix that linear RGB is seen by: Machado, Oliveira and Fernandes, severity 1.0.
    fn matrix(self) -> [Rgb; 3] {
        match self {
            Self::Usual => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }

    /// Returns a colour as it is seen, in Oklab.
    fn oklab(self, [r, g, b, _]: [u8; 4]) -> Rgb {
        let linear = [r, g, b].map(|value| {
            let value = f64::from(value) / 255.0;
            if value <= 0.040_45 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        });
        let seen = times(self.matrix(), linear).map(|value| value.clamp(0.0, 1.0));
        let cones = times(
            [
                [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
                [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
                [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
            ],
            seen,
        );
        times(
            [
                [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
                [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
                [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
            ],
            cones.map(f64::cbrt),
        )
    }

    fn distance(self, one: [u8; 4], other: [u8; 4]) -> f64 {
        let (one, other) = (self.oklab(one), self.oklab(other));
        one.iter().zip(other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
    }
}

fn times(matrix: [Rgb; 3], colour: Rgb) -> Rgb {
    matrix.map(|row| row.iter().zip(colour).map(|(a, b)| a * b).sum())
}

/// Returns the colours that fill marks of one picture, by name. Not among them, as a pattern tells them: a second bloc of a
/// colour has stripes, what stands beside is hatched. What is not attributed has the grey of non-members, and its name.
fn fills(colours: &Colours) -> Vec<(&'static str, [u8; 4])> {
    let blocs = (0..BLOC_COLOURS).map(|slot| (BLOC_COLOUR_NAMES[slot], colours.series(Series::Bloc(slot)).to_array()));
    let others = [("grey", Series::NonMember), ("faded", Series::Faded)];
    blocs.chain(others.map(|(name, series)| (name, colours.series(series).to_array()))).collect()
}

#[test]
fn the_simulation_does_what_its_source_says() {
    // White stays white, and what differs for usual sight alone no longer does.
    for sight in Sight::ALL {
        let [lightness, a, b] = sight.oklab([255; 4]);
        assert!((lightness - 1.0).abs() < 1e-4 && a.abs() < 1e-3 && b.abs() < 1e-3, "{sight:?}");
    }
    // Oklab of sRGB red as its author and CSS Color 4 print it.
    let red = Sight::Usual.oklab([255, 0, 0, 255]);
    for (value, expected) in red.into_iter().zip([0.627_955, 0.224_863, 0.125_846]) {
        assert!((value - expected).abs() < 1e-5, "{red:?}");
    }
    // Brick and moss, of one lightness to somebody without the medium cones.
    let (brick, moss) = ([178, 90, 60, 255], [120, 115, 60, 255]);
    let (usual, without) = (Sight::Usual.distance(brick, moss), Sight::Deuteranopia.distance(brick, moss));
    assert!(without < usual / 3.0, "{usual} {without}");
}

#[test]
fn colours_of_one_picture_are_told_apart_by_everybody() {
    let mut near = BTreeSet::new();
    for theme in Theme::ALL.into_iter().filter(|theme| !theme.has_patterns()) {
        let fills = fills(theme.colours());
        for (index, (one, one_colour)) in fills.iter().enumerate() {
            for (other, other_colour) in &fills[index + 1..] {
                for sight in Sight::ALL {
                    let distance = sight.distance(*one_colour, *other_colour);
                    assert!(distance >= LEAST_BY_NAME, "{theme:?} {one} and {other}, {sight:?}: {distance:.3}");
                    if distance < LEAST {
                        near.insert(format!("{theme:?} {one} {other} {sight:?}"));
                    }
                }
            }
        }
    }
    let listed: BTreeSet<String> =
        BY_NAME.iter().map(|(theme, one, other, sight)| format!("{theme:?} {one} {other} {sight:?}")).collect();
    assert_eq!(near, listed, "told apart by their names alone");
    // What is listed differs well for usual sight: it is one kind of sight that needs the name.
    assert!(BY_NAME.iter().all(|(.., sight)| *sight != Sight::Usual));
}

#[test]
fn what_is_told_by_a_pattern_or_a_name_is_no_other_pair() {
    for theme in Theme::ALL {
        let colours = theme.colours();
        assert_eq!(colours.series(Series::Residual), colours.series(Series::NonMember), "{theme:?}: told by its name");
        for slot in 0..BLOC_COLOURS {
            let (plain, striped) = (Series::Bloc(slot), Series::StripedBloc(slot));
            assert_eq!(colours.series(plain), colours.series(striped), "{theme:?}: told by stripes");
        }
    }
    // On paper patterns tell all blocs: there is one ink.
    let blocs: BTreeSet<[u8; 4]> = Theme::Print.colours().blocs.iter().map(egui::Color32::to_array).collect();
    assert_eq!(blocs.len(), 1);
}

#[test]
fn steps_of_a_scale_go_one_way_in_lightness_for_everybody() {
    for theme in Theme::ALL {
        let colours = theme.colours();
        let scales: [(&str, &[_]); 2] = [("map", &colours.map_steps), ("steps", &colours.steps)];
        for (name, scale) in scales {
            for sight in Sight::ALL {
                let lightness: Vec<f64> = scale.iter().map(|colour| sight.oklab(colour.to_array())[0]).collect();
                let background = sight.oklab(colours.background.to_array())[0];
                let away: Vec<f64> = lightness.iter().map(|step| (step - background).abs()).collect();
                let is_apart = away.windows(2).all(|pair| pair[1] - pair[0] >= LEAST_STEP);
                assert!(is_apart && away[0] >= LEAST_STEP, "{theme:?} {name} {sight:?}: {away:?}");
            }
        }
    }
}

#[test]
fn ground_and_marks_of_a_map_are_told_apart_by_everybody() {
    for theme in Theme::ALL {
        let colours = theme.colours();
        let blocs = fills(colours).into_iter().map(|(_, colour)| colour);
        let marks = colours.map_steps.iter().map(egui::Color32::to_array).chain(blocs);
        for mark in marks {
            for (name, ground) in [("unlisted", colours.unlisted), ("background", colours.background)] {
                for sight in Sight::ALL {
                    let distance = sight.distance(mark, ground.to_array());
                    assert!(distance >= LEAST, "{theme:?} {mark:?} on {name}, {sight:?}: {distance:.3}");
                }
            }
        }
    }
}

#[test]
fn better_and_worse_and_the_bands_of_concentration_are_told_apart_by_everybody() {
    for theme in Theme::ALL {
        let colours = theme.colours();
        let [low, middle, high] = colours.bands;
        let mut pairs = vec![(low, middle), (middle, high), (low, high)];
        // On paper the sign before the number alone tells better from worse.
        if !theme.has_patterns() {
            pairs.push((colours.better, colours.worse));
        }
        for (one, other) in pairs {
            for sight in Sight::ALL {
                let distance = sight.distance(one.to_array(), other.to_array());
                assert!(distance >= LEAST, "{theme:?} {one:?} {other:?}, {sight:?}: {distance:.3}");
            }
        }
    }
}
