//! The program: arguments to the command line, or else the window.

fn main() {}
