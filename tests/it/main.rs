//! Tests that look at Waymark from outside, one module per subject, in one binary so that it links once.

mod carriers;
mod headline_table;
mod levels_view;
mod merging;
