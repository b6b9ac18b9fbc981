//! Carriers by region: name, page of one parcel, other names.
//!
//! Facts only. The order matters where two carriers share a site: the first one gives it its name.
//! Pages that also want a post code or a login are left out; the carrier is then known by name alone.

mod americas;
mod europe;
mod nordics;
mod world;

use super::Carrier;

/// Every carrier in the table.
pub(super) fn all() -> impl Iterator<Item = &'static Carrier> {
    nordics::CARRIERS.iter().chain(world::CARRIERS).chain(europe::CARRIERS).chain(americas::CARRIERS)
}
