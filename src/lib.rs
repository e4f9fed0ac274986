//! Lodescope: explore mineral dependence.

pub mod data;
pub mod model;
