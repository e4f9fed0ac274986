//! The order of rows and columns in which what is alike stands together.

/// Returns an order of profiles in which alike ones stand together: average linkage (UPGMA; Sokal and Michener 1958,
/// University of Kansas Science Bulletin 38, 1409–1438) of Bray–Curtis dissimilarities (Bray and Curtis 1957, Ecological
/// Monographs 27, 325–349), each pair of clusters turned so that the ends that touch are the most alike (Gruvaeus and
/// Wainer 1972, British Journal of Mathematical and Statistical Psychology 25, 200–206). Of equals those that come first
/// are joined first, so that the same profiles in the same order give the same order.
pub(super) fn clustered(profiles: &[Vec<f64>]) -> Vec<usize> {
    let count = profiles.len();
    let between: Vec<Vec<f64>> =
        profiles.iter().map(|one| profiles.iter().map(|other| dissimilarity(one, other)).collect()).collect();
    let of = |one: usize, other: usize| between.get(one).and_then(|row| row.get(other)).copied().unwrap_or(1.0);
    let mut clusters: Vec<Cluster> = (0..count)
        .map(|place| Cluster { places: vec![place], to: between.get(place).cloned().unwrap_or_default() })
        .collect();
    while let Some((one, other)) = nearest(&clusters) {
        // The later one is taken out, so that the earlier one stays where it is.
        let later = clusters.remove(other);
        for cluster in &mut clusters {
            cluster.to.remove(other);
        }
        let Some(earlier) = clusters.get_mut(one) else { break };
        #[expect(clippy::cast_precision_loss, reason = "a handful of minerals")]
        let (weight, of_later) = (earlier.places.len() as f64, later.places.len() as f64);
        let mut to_later = later.to.clone();
        to_later.remove(other);
        for (to, later) in earlier.to.iter_mut().zip(&to_later) {
            *to = (weight * *to + of_later * later) / (weight + of_later);
        }
        earlier.places = joined(&earlier.places, &later.places, of);
        let new = earlier.to.clone();
        for (cluster, to) in clusters.iter_mut().zip(new) {
            if let Some(known) = cluster.to.get_mut(one) {
                *known = to;
            }
        }
    }
    clusters.into_iter().flat_map(|cluster| cluster.places).collect()
}

/// Returns the order of columns by the mean place of what is in them, places being weighted with the numbers: one step of
/// reciprocal averaging (Hill 1973, Journal of Ecology 61, 237–249). `rows` are in their order. Columns without a number
/// stand last.
pub(super) fn by_mean_place(rows: &[&[f64]], columns: usize) -> Vec<usize> {
    let mean = |column: usize| {
        let (mut sum, mut weight) = (0.0, 0.0);
        for (place, row) in rows.iter().enumerate() {
            let value = row.get(column).copied().unwrap_or(0.0).max(0.0);
            #[expect(clippy::cast_precision_loss, reason = "a handful of minerals")]
            let place = place as f64;
            sum += value * place;
            weight += value;
        }
        if weight > 0.0 { sum / weight } else { f64::INFINITY }
    };
    let means: Vec<f64> = (0..columns).map(mean).collect();
    let mut order: Vec<usize> = (0..columns).collect();
    let of = |place: usize| means.get(place).copied().unwrap_or(f64::INFINITY);
    order.sort_by(|one, other| of(*one).total_cmp(&of(*other)));
    order
}

struct Cluster {
    /// Places of profiles, in order.
    places: Vec<usize>,
    /// The dissimilarity to each cluster, itself among them.
    to: Vec<f64>,
}

/// Returns the two clusters that are the most alike, the earlier one first.
fn nearest(clusters: &[Cluster]) -> Option<(usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    for (one, cluster) in clusters.iter().enumerate() {
        for (other, to) in cluster.to.iter().enumerate().skip(one + 1) {
            if best.is_none_or(|(least, ..)| *to < least) {
                best = Some((*to, one, other));
            }
        }
    }
    best.map(|(_, one, other)| (one, other))
}

/// Returns two runs of places in a row, each turned so that the ends that touch are the most alike.
fn joined(one: &[usize], other: &[usize], of: impl Fn(usize, usize) -> f64) -> Vec<usize> {
    let touch = |one: Option<&usize>, other: Option<&usize>| match (one, other) {
        (Some(one), Some(other)) => of(*one, *other),
        _ => f64::INFINITY,
    };
    let ways = [
        (touch(one.last(), other.first()), false, false),
        (touch(one.last(), other.last()), false, true),
        (touch(one.first(), other.first()), true, false),
        (touch(one.first(), other.last()), true, true),
    ];
    let (_, turns_one, turns_other) =
        ways.into_iter().min_by(|one, other| one.0.total_cmp(&other.0)).unwrap_or_default();
    let run = |places: &[usize], turns: bool| {
        let mut places = places.to_vec();
        if turns {
            places.reverse();
        }
        places
    };
    [run(one, turns_one), run(other, turns_other)].concat()
}

/// Returns how unlike two profiles are, from 0 for the same to 1 for nothing in common: 1 − 2 Σ min(a, b) ⁄ (Σ a + Σ b).
fn dissimilarity(one: &[f64], other: &[f64]) -> f64 {
    let both: f64 = one.iter().zip(other).map(|(one, other)| one.min(*other)).sum();
    let whole: f64 = one.iter().chain(other).sum();
    if whole > 0.0 { 1.0 - 2.0 * both / whole } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dissimilarities_are_those_of_the_formula() {
        assert!((dissimilarity(&[0.6, 0.4], &[0.6, 0.4])).abs() < 1e-12);
        assert!((dissimilarity(&[1.0, 0.0], &[0.0, 1.0]) - 1.0).abs() < 1e-12);
        // 1 − 2 (0.2 + 0.4) / 2
        assert!((dissimilarity(&[0.6, 0.4], &[0.2, 0.8]) - 0.4).abs() < 1e-12);
    }

    #[test]
    fn what_is_alike_stands_together_whatever_the_order_it_came_in() {
        let profiles = [
            vec![0.9, 0.1, 0.0, 0.0],
            vec![0.0, 0.0, 1.0, 0.0],
            vec![0.8, 0.2, 0.0, 0.0],
            vec![0.0, 0.1, 0.7, 0.2],
            vec![0.0, 0.0, 0.1, 0.9],
        ];
        let order = clustered(&profiles);
        let place = |of: usize| order.iter().position(|place| *place == of).unwrap().cast_signed();
        assert_eq!((place(0) - place(2)).abs(), 1, "{order:?}");
        assert_eq!((place(1) - place(3)).abs(), 1, "{order:?}");
        // The third of them is alike to the fourth and to nothing of the first two.
        assert_eq!((place(3) - place(4)).abs().min((place(1) - place(4)).abs()), 1, "{order:?}");
        let mut sorted = order.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2, 3, 4]);
        assert_eq!(clustered(&profiles), order);
        let rows: Vec<&[f64]> = order.iter().map(|place| profiles[*place].as_slice()).collect();
        let columns = by_mean_place(&rows, 4);
        let at = |column: usize| columns.iter().position(|place| *place == column).unwrap();
        assert_eq!(at(0) < at(2), at(1) < at(3), "{columns:?}");
    }

    #[test]
    fn nothing_and_one_stay_as_they_are() {
        assert!(clustered(&[]).is_empty());
        assert_eq!(clustered(&[vec![1.0]]), [0]);
        assert_eq!(clustered(&[vec![0.0], vec![0.0], vec![0.0]]).len(), 3);
        assert_eq!(by_mean_place(&[&[0.0, 1.0]], 2), [1, 0]);
    }
}
