//! Lodescope: explore mineral dependence.

pub mod analysis;
pub mod app;
pub mod charts;
pub mod cli;
pub mod data;
pub mod export;
pub mod model;
pub mod session;
pub mod ui;
