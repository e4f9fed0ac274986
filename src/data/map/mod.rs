//! Outlines of countries, for maps.
//!
//! In: a topology of the world's countries in TopoJSON, degrees of longitude and latitude. Out: [`MapSource::publish`]ed
//! again with no more detail than a map shows, as `data/map.json`; and read from there as a [`WorldMap`] in the plane of
//! the Equal Earth projection, at several levels of detail that fit together along every border.

mod antimeridian;
mod equal_earth;
mod importance;
mod source;
mod topology;
mod weights;
mod world;

pub use equal_earth::equal_earth;
pub use source::MapSource;
pub use world::{Area, Detail, Outline, Polygon, WorldMap, world_map};
