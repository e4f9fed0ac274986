/// The coefficients of the projection's polynomial.
const A: [f64; 4] = [1.340_264, -0.081_106, 0.000_893, 0.003_796];

/// Returns where a place lies on a map in the Equal Earth projection: to the right and up from the place on the equator
/// at longitude zero, in radii of a sphere of the Earth's area.
///
/// `longitude` and `latitude` are in degrees. Areas keep their size: a country's share of the map is its share of the
/// globe. Source: B. Šavrič, T. Patterson and B. Jenny, "The Equal Earth map projection", International Journal of
/// Geographical Information Science 33 (2019), published online in 2018, equations 9 and 10.
#[must_use]
pub fn equal_earth(longitude: f64, latitude: f64) -> [f64; 2] {
    let [a1, a2, a3, a4] = A;
    let half_root_3 = 3.0_f64.sqrt() / 2.0;
    let angle = (half_root_3 * latitude.to_radians().sin()).asin();
    let square = angle * angle;
    let sixth = square * square * square;
    let slope = a1 + 3.0 * a2 * square + sixth * (7.0 * a3 + 9.0 * a4 * square);
    let x = longitude.to_radians() * angle.cos() / (half_root_3 * slope);
    let y = angle * (a1 + a2 * square + sixth * (a3 + a4 * square));
    [x, y]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_places_lie_where_the_authors_put_them() {
        // The width and half the height of the map, as the paper gives them: 2.05458 times as wide as high.
        let ([east, _], [_, north]) = (equal_earth(180.0, 0.0), equal_earth(0.0, 90.0));
        assert!((east - 2.706_63).abs() < 1e-5 && (north - 1.317_36).abs() < 1e-5, "{east} {north}");
        assert!((east / north - 2.054_58).abs() < 1e-5);
        // The pole is a line 0.59247 times as long as the equator.
        let [pole, _] = equal_earth(180.0, 90.0);
        assert!((pole / east - 0.592_47).abs() < 1e-4, "{}", pole / east);
        assert!(equal_earth(0.0, 0.0).iter().all(|of| of.abs() < 1e-12));
    }

    #[test]
    fn areas_keep_their_size() {
        // A cell of one degree covers (sin(north) − sin(south)) · width on a sphere of radius one.
        for south in [-80.0, -45.0, 0.0, 30.0, 60.0, 85.0] {
            let corners = [(10.0, south), (11.0, south), (11.0, south + 1.0), (10.0, south + 1.0)];
            let places = corners.map(|(longitude, latitude)| equal_earth(longitude, latitude));
            let sides = (0..4).map(|place| (places[place], places[(place + 1) % 4]));
            let area: f64 = sides.map(|([x1, y1], [x2, y2])| x1 * y2 - x2 * y1).sum::<f64>() / 2.0;
            let (low, high) = (f64::to_radians(south), f64::to_radians(south + 1.0));
            let globe = 1.0_f64.to_radians() * (high.sin() - low.sin());
            assert!((area / globe - 1.0).abs() < 2e-4, "{south}: {}", area / globe);
        }
    }
}
