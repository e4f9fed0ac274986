//! The program: arguments to the command line, or else the window.

use std::process::ExitCode;

fn main() -> ExitCode {
    // Libraries speak of their troubles through tracing; people see warnings and worse, on the standard error.
    tracing_subscriber::fmt().with_max_level(tracing::Level::WARN).with_writer(std::io::stderr).init();
    lodescope::cli::main()
}
