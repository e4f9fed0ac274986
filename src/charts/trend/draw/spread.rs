/// Returns places near the wished ones, in the same order, at least `apart` from each other and between `top` and
/// `bottom` where that is possible. `wished` ascends.
pub(in crate::charts) fn spread(wished: &[f32], apart: f32, top: f32, bottom: f32) -> Vec<f32> {
    // Groups of neighbours that touch: their first place wished for on average, and how many they are.
    let mut groups: Vec<(f32, f32)> = Vec::new();
    for wish in wished {
        let (mut start, mut count) = (*wish, 1.0);
        // A group stands where its members wish on average, so far as the ends allow.
        let held = |start: f32, count: f32| start.min(bottom - (count - 1.0) * apart).max(top);
        while let Some((before, members)) = groups.last().copied() {
            if held(before, members) + members * apart <= held(start, count) {
                break;
            }
            groups.pop();
            start = (before * members + (start - members * apart) * count) / (members + count);
            count += members;
        }
        groups.push((start, count));
    }
    let mut places = Vec::with_capacity(wished.len());
    for (start, count) in groups {
        let mut place = start.min(bottom - (count - 1.0) * apart).max(top);
        let mut left = count;
        while left > 0.5 {
            places.push(place);
            place += apart;
            left -= 1.0;
        }
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_apart_stays_and_what_touches_moves_evenly() {
        assert_eq!(spread(&[10.0, 50.0], 10.0, 0.0, 100.0), [10.0, 50.0]);
        assert_eq!(spread(&[50.0, 50.0], 10.0, 0.0, 100.0), [45.0, 55.0]);
        assert_eq!(spread(&[98.0, 99.0, 100.0], 10.0, 0.0, 100.0), [80.0, 90.0, 100.0]);
        assert_eq!(spread(&[0.0, 1.0], 10.0, 0.0, 100.0), [0.0, 10.0]);
    }

    #[test]
    fn order_and_distance_hold_for_any_wishes() {
        proptest::proptest!(|(mut wished in proptest::collection::vec(0.0_f32..300.0, 0..12))| {
            wished.sort_by(f32::total_cmp);
            let places = spread(&wished, 20.0, 0.0, 300.0);
            proptest::prop_assert_eq!(places.len(), wished.len());
            proptest::prop_assert!(places.windows(2).all(|pair| pair[1] - pair[0] > 19.99));
            proptest::prop_assert!(places.iter().all(|place| (-0.01..=300.01).contains(place)));
        });
    }
}
