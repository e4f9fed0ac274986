//! Lodescope: explore mineral dependence.

pub mod cli;
pub mod data;
pub mod model;
