//! Walks over every combination of the dimensions and keeps what came out, as small numbers.

use std::ops::Range;

use waymark::domain::headline::{Headline, headline};
use waymark::domain::order::Order;
use waymark::domain::stages::{Reached, StageKind, stages};

use super::dimensions::{Dimension, blank, dimensions, present, statuses};

/// The steps of a progress bar.
pub type Bar = Vec<(StageKind, Reached)>;

/// What every combination gives: for each the number of its headline and of its progress bar.
#[derive(Default)]
pub struct Sweep {
    pub headlines: Vec<Headline>,
    pub headline_of: Vec<u16>,
    pub bars: Vec<Bar>,
    pub bar_of: Vec<u16>,
}

/// How many combinations there are.
pub fn size(dimensions: &[Dimension]) -> usize {
    dimensions.iter().map(|dimension| dimension.values.len()).product()
}

/// The values of a combination, one for each dimension.
pub fn values_at(dimensions: &[Dimension], index: usize) -> Vec<usize> {
    let mut left = index;
    let mut values: Vec<usize> = dimensions
        .iter()
        .rev()
        .map(|dimension| {
            let value = left % dimension.values.len();
            left /= dimension.values.len();
            value
        })
        .collect();
    values.reverse();
    values
}

/// The order of a combination.
pub fn order_at(dimensions: &[Dimension], index: usize) -> Order {
    let mut order = blank();
    for (dimension, value) in dimensions.iter().zip(values_at(dimensions, index)) {
        (dimension.set)(&mut order, value);
    }
    order
}

/// All combinations, on all cores.
pub fn sweep() -> Sweep {
    let size = size(&dimensions());
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(8);
    // More pieces than workers: canceled orders are quick, others are not.
    let pieces = workers * 12;
    let bounds: Vec<Range<usize>> = (0..pieces).map(|n| size * n / pieces..size * (n + 1) / pieces).collect();
    let next = std::sync::atomic::AtomicUsize::new(0);
    let mut parts: Vec<(usize, Sweep)> = std::thread::scope(|scope| {
        let work = || {
            let mut done = Vec::new();
            loop {
                let piece = next.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
                let Some(range) = bounds.get(piece) else { return done };
                done.push((piece, part(range.clone())));
            }
        };
        let handles: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        handles.into_iter().flat_map(|handle| handle.join().expect("a worker finishes")).collect()
    });
    parts.sort_by_key(|(piece, _)| *piece);
    parts.into_iter().fold(Sweep::default(), |whole, (_, part)| whole.with(part))
}

/// From one combination to the next only the last dimensions change: only those are set again.
fn part(range: Range<usize>) -> Sweep {
    let dimensions = dimensions();
    let (present, statuses) = (present(), statuses());
    let mut order = blank();
    let mut before = vec![usize::MAX; dimensions.len()];
    let mut out = Sweep::default();
    for index in range {
        let mut left = index;
        for (place, dimension) in dimensions.iter().enumerate().rev() {
            let value = left % dimension.values.len();
            left /= dimension.values.len();
            // The first one that stays the same: all slower ones do too, once they are set.
            if std::mem::replace(&mut before[place], value) == value {
                break;
            }
            (dimension.set)(&mut order, value);
        }
        let number = number_of(&mut out.headlines, headline(&order, &present));
        out.headline_of.push(number);
        let bar = stages(&order, &statuses, &present).iter().map(|s| (s.kind, s.reached)).collect();
        let number = number_of(&mut out.bars, bar);
        out.bar_of.push(number);
    }
    out
}

fn number_of<T: PartialEq>(known: &mut Vec<T>, value: T) -> u16 {
    let place = known.iter().position(|other| *other == value).unwrap_or_else(|| {
        known.push(value);
        known.len() - 1
    });
    u16::try_from(place).expect("few different results")
}

impl Sweep {
    fn with(mut self, part: Self) -> Self {
        let headlines: Vec<u16> =
            part.headlines.into_iter().map(|h| number_of(&mut self.headlines, h)).collect();
        let bars: Vec<u16> = part.bars.into_iter().map(|b| number_of(&mut self.bars, b)).collect();
        self.headline_of.extend(part.headline_of.iter().map(|n| headlines[usize::from(*n)]));
        self.bar_of.extend(part.bar_of.iter().map(|n| bars[usize::from(*n)]));
        self
    }
}
