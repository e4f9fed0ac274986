//! The program: arguments to the command line, or else the window.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Explore mineral dependence.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Option<Task>,
}

#[derive(Subcommand)]
enum Task {
    /// Build the data package and the bundle from the publishers' files.
    Bundle {
        /// Folder with the publishers' files.
        #[arg(long)]
        from: PathBuf,
        /// Folder to write to.
        #[arg(long)]
        out: PathBuf,
    },
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().task {
        Some(Task::Bundle { from, out }) => lodescope::cli::bundle::run(&from, &out),
        None => lodescope::app::run(lodescope::data::embedded()?),
    }
}
