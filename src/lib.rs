//! Lodescope: explore mineral dependence.

pub mod analysis;
pub mod charts;
pub mod data;
pub mod model;
pub mod session;
pub mod ui;
