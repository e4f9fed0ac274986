//! Everything that is tested from outside, in one binary.

#![expect(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "tables made up for a test are read, not run fast"
)]

// Clippy's leave for tests covers only functions marked as tests, not what they call.
#[cfg(test)]
mod answers;
#[cfg(test)]
mod architecture;
#[cfg(test)]
mod arrival;
#[cfg(test)]
mod bars;
#[cfg(test)]
mod bloc_files;
#[cfg(test)]
mod certainty;
#[cfg(test)]
mod colour_sight;
#[cfg(test)]
mod command_line;
#[cfg(test)]
mod comparing;
#[cfg(test)]
mod concentrations;
#[cfg(test)]
mod data;
#[cfg(test)]
mod data_context;
#[cfg(test)]
mod editions;
#[cfg(test)]
mod export_all;
#[cfg(test)]
mod fonts;
#[cfg(test)]
mod forms;
#[cfg(test)]
mod made_up;
#[cfg(test)]
mod made_up_editions;
#[cfg(test)]
mod map;
#[cfg(test)]
mod matrices;
#[cfg(test)]
mod memberships;
#[cfg(test)]
mod open;
#[cfg(test)]
mod open_input;
#[cfg(test)]
mod open_layouts;
#[cfg(test)]
mod open_left_out;
#[cfg(test)]
mod open_marks;
#[cfg(test)]
mod open_parquet;
#[cfg(test)]
mod open_rows;
#[cfg(test)]
mod open_said;
#[cfg(test)]
mod open_saved;
#[cfg(test)]
mod open_text;
#[cfg(test)]
mod open_written_back;
#[cfg(test)]
mod pair;
#[cfg(test)]
mod pair_agrees;
#[cfg(test)]
mod pair_command;
#[cfg(test)]
mod paper;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod pictures_bars;
#[cfg(test)]
mod pictures_concentration;
#[cfg(test)]
mod pictures_editions;
#[cfg(test)]
mod pictures_forms;
#[cfg(test)]
mod pictures_ladder;
#[cfg(test)]
mod pictures_map;
#[cfg(test)]
mod pictures_matrix;
#[cfg(test)]
mod pictures_on_file;
#[cfg(test)]
mod pictures_scatter;
#[cfg(test)]
mod pictures_stacked;
#[cfg(test)]
mod pictures_stages;
#[cfg(test)]
mod questions;
mod reach;
#[cfg(test)]
mod recipes;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod revisions;
#[cfg(test)]
mod scatter;
#[cfg(test)]
mod scenarios;
#[cfg(test)]
mod shifts;
#[cfg(test)]
mod source_code;
#[cfg(test)]
mod stacked;
#[cfg(test)]
mod stages;
#[cfg(test)]
mod supposed;
#[cfg(test)]
mod table;
#[cfg(test)]
mod table_command;
#[cfg(test)]
mod text_boxes;
#[cfg(test)]
mod trend_forms;
#[cfg(test)]
mod trends;
#[cfg(test)]
mod window;
#[cfg(test)]
mod workspace;

#[test]
fn every_file_beside_this_one_is_listed() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let listed = include_str!("main.rs");
    let mut found = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let Some(module) = name.strip_suffix(".rs").filter(|module| *module != "main") else { continue };
        assert!(listed.lines().any(|line| line == format!("mod {module};")), "tests/suite/{name} is not in main.rs");
        found += 1;
    }
    assert_eq!(found, listed.lines().filter(|line| line.starts_with("mod ")).count());
}
