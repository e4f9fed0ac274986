//! Everything that is tested from outside, in one binary.

// Clippy's leave for tests covers only functions marked as tests, not what they call.
#[cfg(test)]
mod answers;
#[cfg(test)]
mod data;
