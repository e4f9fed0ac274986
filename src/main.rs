//! The program: arguments to the command line, or else the window.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

/// Explore mineral dependence.
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    task: Task,
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
        Task::Bundle { from, out } => lodescope::cli::bundle::run(&from, &out),
    }
}
