//! The window as a person meets it: the real shell on the real bundle, driven by accessible names, with no display.

mod at_any_size;
mod bars;
mod bloc_panel;
mod blocs;
mod compare;
mod export;
mod half_made_blocs;
mod issues;
mod keyboard;
mod map;
mod mapping;
mod marking;
mod minerals;
mod open;
mod open_workspace;
mod own_blocs;
mod present;
mod question;
mod refusals;
mod table;
mod timeline;
mod undo;
mod views;
mod window_harness;

use window_harness::{TestWindow, hhi_words};
