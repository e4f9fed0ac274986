use std::collections::BTreeSet;
use std::ops::Range;

use crate::charts::groups::NamedGroup;

/// A group whose range lies wholly inside its parent's, under a name no other element has.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NestedGroup<'a> {
    pub(super) id: String,
    pub(super) label: &'a str,
    pub(super) shapes: Range<usize>,
}

/// Returns the groups as brackets: outer before inner, none crossing another, all within the shapes.
///
/// A group that would cross its parent's end is cut there; one left empty is dropped.
pub(super) fn nested(groups: &[NamedGroup], shape_count: usize) -> Vec<NestedGroup<'_>> {
    let mut ordered: Vec<&NamedGroup> = groups.iter().collect();
    ordered.sort_by_key(|group| (group.shapes.start, std::cmp::Reverse(group.shapes.end)));
    let mut open_ends: Vec<usize> = Vec::new();
    let mut taken = BTreeSet::new();
    let mut nested = Vec::new();
    for group in ordered {
        while open_ends.pop_if(|end| *end <= group.shapes.start).is_some() {}
        let end = group.shapes.end.min(open_ends.last().copied().unwrap_or(shape_count));
        if group.shapes.start < end {
            open_ends.push(end);
            let id = unique(&plain_id(&group.id), &mut taken);
            nested.push(NestedGroup { id, label: &group.label, shapes: group.shapes.start..end });
        }
    }
    nested
}

/// Returns a name that XML and CSS take as it is.
fn plain_id(id: &str) -> String {
    let plain: String = id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '_' { c } else { '-' }).collect();
    if plain.starts_with(|c: char| c.is_ascii_alphabetic()) && !plain.starts_with("lodescope-") {
        plain
    } else {
        format!("group-{plain}")
    }
}

fn unique(id: &str, taken: &mut BTreeSet<String>) -> String {
    let mut name = id.to_owned();
    let mut number = 2;
    while !taken.insert(name.clone()) {
        name = format!("{id}-{number}");
        number += 1;
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn group(id: &str, shapes: Range<usize>) -> NamedGroup {
        NamedGroup { id: id.into(), label: String::new(), shapes }
    }

    fn summary(groups: &[NamedGroup], count: usize) -> Vec<(String, Range<usize>)> {
        nested(groups, count).into_iter().map(|group| (group.id, group.shapes)).collect()
    }

    #[test]
    fn crossing_and_overlong_groups_are_cut() {
        let groups = [group("inner", 2..9), group("outer", 0..5), group("later", 5..99)];
        assert_eq!(summary(&groups, 7), [("outer".into(), 0..5), ("inner".into(), 2..5), ("later".into(), 5..7)]);
    }

    #[test]
    fn names_are_plain_and_unique() {
        let groups = [group("a b", 0..1), group("a-b", 1..2), group("7", 2..3), group("lodescope-title", 3..4)];
        let names: Vec<_> = summary(&groups, 4).into_iter().map(|(id, _)| id).collect();
        assert_eq!(names, ["a-b", "a-b-2", "group-7", "group-lodescope-title"]);
    }

    #[test]
    fn a_group_past_the_shapes_is_dropped() {
        assert!(nested(&[group("a", 3..5)], 3).is_empty());
    }
}
