//! The program: arguments to the command line, or else the window.

use std::process::ExitCode;

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::time::uptime;

/// Says how much the log tells: off, error, warn, info or debug.
const LOG_LEVEL: &str = "LODESCOPE_LOG";

fn main() -> ExitCode {
    // Libraries speak of their troubles through tracing; times are since the start, so that starting can be timed.
    let level = std::env::var(LOG_LEVEL).ok().and_then(|text| text.parse().ok()).unwrap_or(LevelFilter::ERROR);
    tracing_subscriber::fmt().with_max_level(level).with_timer(uptime()).with_writer(std::io::stderr).init();
    lodescope::cli::main()
}
