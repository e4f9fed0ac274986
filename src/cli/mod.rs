//! The command line: arguments become the same questions, charts and exports that the window makes.
//!
//! In: arguments. Out: text on the standard output, and files.

pub mod bundle;
