//! Lodescope explores **mineral dependence**: who holds the reserves, who mines, who refines, and how concentrated that
//! supply becomes when countries act together. It works offline, on real data, and takes no side.
//!
//! # One idea
//!
//! A question goes in, an answer comes out, a picture is drawn once, and every output is that same drawing.
//!
//! ```text
//! bytes ─read─▶ frame ─validate─▶ Dataset + issues ─answer(question)─▶ Answer ─chart()─▶ chart model
//!                                                                                            │ draw(ui, model, style)
//!                               window (eframe) ◀────────────── the same function ───────────┤
//!                                                                                            ▼
//!                               off-screen egui context ─▶ shapes ─▶ SVG ─▶ PNG (resvg), PDF (krilla)
//! ```
//!
//! [`model::Question`] is plain data: what the session holds, what the command line builds, what a picture's
//! [`export::Recipe`] stores. [`analysis::answer`] and [`charts::chart`] are pure functions;
//! [`charts::Chart::draw`] is the only code that paints, on screen and off.
//!
//! # Rooms
//!
//! Imports go in one direction only, and a test holds them to it:
//!
//! `model → data → analysis → charts → export → session → ui → app, cli → main`
//!
//! | room | in → out |
//! |---|---|
//! | [`model`] | the words of the field, as types that cannot be wrong |
//! | [`data`] | bytes → a [`data::Dataset`] and the issues met on the way; the embedded bundle; people's own files ([`data::open`]) |
//! | [`analysis`] | a dataset and a question → an [`analysis::Answer`] |
//! | [`charts`] | an answer → a chart model (pure) → its drawing (egui) |
//! | [`export`] | a drawing → SVG, PNG, PDF, each with its recipe |
//! | [`session`] | commands → what the user decided, with undo |
//! | [`ui`] | the session → widgets → commands |
//! | [`app`] | the shell: event loop, background work, dialogs, preferences |
//! | [`cli`] | arguments → the same questions, charts and exports, without a window |
//!
//! # Rules that the numbers follow
//!
//! - Zero, withheld, not available, "more than", "less than", a range, a word and an estimate stay different states.
//! - Shares are of the named rows and "Other countries", unless the printed total is chosen.
//! - "Other countries" is not a country: it gives the HHI an interval, never a term of its own.
//! - Forms and stages of one commodity are never added up.
//! - A file of a person's own is an edition of its own: never "newest", and never "the world" unless it states a total.
//! - The newest edition answers for each table and year, never for a row; a series never joins two publications.
//! - A correction of a published figure can be switched off.
//! - What is only supposed says HYPOTHETICAL.
//! - What can't be answered says why, in words.

pub mod analysis;
pub mod app;
pub mod charts;
pub mod cli;
pub mod data;
pub mod export;
pub mod model;
pub mod session;
pub mod ui;
