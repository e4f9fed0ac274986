//! Lodescope: explore mineral dependence.

pub mod charts;
pub mod data;
pub mod export;
pub mod model;
