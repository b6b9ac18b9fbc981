//! What all rows share: the seed, the sizes, the program to torture, PostgreSQL.

use std::path::PathBuf;

use waymark::domain::clock::{Clock as _, SystemClock};

use crate::dice::Dice;
use crate::figures::Figures;
use crate::postgres::Postgres;
use crate::victim::Place;

/// Which database a row runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// A file.
    Sqlite,
    /// A server.
    Postgres,
}

impl On {
    /// For titles and names of folders.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
        }
    }
}

/// One run of the harness.
pub struct Run {
    /// What all dice begin with.
    pub seed: u64,
    /// A version of a few seconds: fewer of everything, and no bound on speed that an unoptimized
    /// program on a busy machine could miss.
    pub small: bool,
    /// The `waymark` program.
    pub program: PathBuf,
    /// Where databases, logs and ledgers stay after the run.
    pub out: PathBuf,
    /// The server for all rows.
    pub postgres: Postgres,
}

impl Run {
    /// The real size, or the small one.
    pub const fn size<T: Copy>(&self, real: T, small: T) -> T {
        if self.small { small } else { real }
    }

    /// A promise about speed, held at the real size; the small version only tells the figure: an unoptimized
    /// program on a busy machine proves nothing about it.
    pub fn hold_at_most(&self, figures: &mut Figures, figure: f64, bound: f64, what: &str, unit: &str) {
        if self.small {
            figures.note(format!("{what} {figure:.1} {unit} (not held)"));
        } else {
            figures.at_most(figure, bound, what, unit);
        }
    }

    /// Dice for a row.
    pub fn dice(&self, row: u64) -> Dice {
        Dice::new(self.seed).apart(row)
    }

    /// The present, in milliseconds since 1970.
    pub fn now() -> i64 {
        SystemClock.now().0
    }

    /// An installation with the shop, ready to serve.
    pub async fn place(&self, name: &str, on: On) -> anyhow::Result<Place> {
        let place = self.bare_place(name, on).await?;
        place.connect_shop().await?;
        Ok(place)
    }

    /// An installation in which nothing was done yet.
    pub async fn bare_place(&self, name: &str, on: On) -> anyhow::Result<Place> {
        let folder = self.out.join(format!("{name}-{}", on.word()));
        let database = match on {
            On::Sqlite => None,
            On::Postgres => Some(self.postgres.database(&name.replace('-', "_")).await?),
        };
        Place::new(&folder, database, &self.program)
    }
}
