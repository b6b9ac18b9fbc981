//! The whole table of headlines and stages: every combination of what Shopify and the merchant can
//! say, about 2.4 million of them, printed as two trees a reader can check.

mod dimensions;
mod tree;

use std::collections::HashMap;

use dimensions::{Dimension, dimensions, present, statuses};
use waymark::domain::headline::{Headline, headline};
use waymark::domain::stages::{Reached, Stage, StageKind, stages};

struct Table {
    headlines: Vec<Headline>,
    headline_of: Vec<u16>,
    stages: Vec<Vec<(StageKind, Reached)>>,
    stages_of: Vec<u16>,
}

fn compute() -> Table {
    let dims = dimensions();
    let size: usize = dims.iter().map(|d| d.values.len()).product();
    let mut order = dimensions::blank();
    let (present, statuses) = (present(), statuses());
    let mut digits = vec![usize::MAX; dims.len()];
    let mut t = Table { headlines: vec![], headline_of: Vec::with_capacity(size), stages: vec![], stages_of: Vec::with_capacity(size) };
    for index in 0..size {
        let mut left = index;
        for (place, dim) in dims.iter().enumerate().rev() {
            let value = left % dim.values.len();
            left /= dim.values.len();
            if digits[place] == value { break; }
            digits[place] = value;
            (dim.set)(&mut order, value);
        }
        let h = headline(&order, &present);
        let i = t.headlines.iter().position(|k| *k == h).unwrap_or_else(|| { t.headlines.push(h); t.headlines.len() - 1 });
        t.headline_of.push(i as u16);
        let s: Vec<_> = stages(&order, &statuses, &present).into_iter().map(|s| (s.kind, s.reached)).collect();
        let i = t.stages.iter().position(|k| *k == s).unwrap_or_else(|| { t.stages.push(s); t.stages.len() - 1 });
        t.stages_of.push(i as u16);
    }
    t
}

#[test]
fn table() {
    let start = std::time::Instant::now();
    let t = compute();
    println!("{:?}", start.elapsed());
    let words: Vec<String> = t.headlines.iter().map(|h| format!("{h:?}")).collect();
    let out = tree::print(&dimensions(), &t.headline_of, &words);
    println!("{:?} {} lines", start.elapsed(), out.lines().count());
    std::fs::write("/tmp/h.txt", out).unwrap();
    let words: Vec<String> = t.stages.iter().map(|h| format!("{h:?}")).collect();
    let out = tree::print(&dimensions(), &t.stages_of, &words);
    println!("{:?} {} lines, {}", start.elapsed(), out.lines().count(), words.len());
    std::fs::write("/tmp/s.txt", out).unwrap();
}
