//! The harness behind the promises: it kills, doubles, shuffles and cuts, then compares what is left
//! with what must be. docs/promises.md lists the promises; each is a row here, and a row prints its
//! figures and fails when one is missed. Started by `scripts/torture`.

// An order's body is one long `json!`.
#![recursion_limit = "512"]

#[path = "../../it/templates/bomb_list.rs"]
mod bomb_list;
mod books;
mod dice;
mod figures;
mod hooks;
mod merchant;
mod mirror;
mod postgres;
mod rows;
mod run;
mod sink;
mod slow_wire;
mod story;
mod verdict;
mod victim;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::Parser;

use futures::future::try_join_all;
use run::{On, Run};

/// Tortures a waymark program and says whether its promises hold.
#[derive(Parser)]
struct Arguments {
    /// Rows to run; all without any
    rows: Vec<Row>,
    /// A version of all rows that takes two or three minutes
    #[arg(long)]
    small: bool,
    /// What the dice begin with: the same seed repeats the same run
    #[arg(long)]
    seed: Option<u64>,
    /// The program
    #[arg(long, env = "WAYMARK_BIN")]
    program: PathBuf,
    /// Where databases, logs and ledgers are left
    #[arg(long)]
    out: PathBuf,
    /// Only this database
    #[arg(long)]
    on: Option<Database>,
}

#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Database {
    Sqlite,
    Postgres,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Row {
    R1,
    R2,
    /// E-mails.
    #[value(alias = "mail")]
    R3,
    /// E-mails of a change of many orders.
    R3Bulk,
    R5,
    R8,
    /// Templates that eat time or memory.
    S9,
    S12,
    P1,
    P2,
}

const ALL: [Row; 10] =
    [Row::R1, Row::R2, Row::R3, Row::R3Bulk, Row::R5, Row::R8, Row::S9, Row::S12, Row::P1, Row::P2];

#[tokio::main]
async fn main() -> ExitCode {
    match torture(Arguments::parse()).await {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("The harness itself failed: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn torture(arguments: Arguments) -> anyhow::Result<bool> {
    let seed = arguments.seed.unwrap_or_else(|| Run::now().unsigned_abs() % 1_000_000);
    let program = arguments.program.canonicalize().context("there is no program; WAYMARK_BIN names it")?;
    let postgres = postgres::Postgres::start().await?;
    let run = Run { seed, small: arguments.small, program, out: arguments.out, postgres };
    let rows = if arguments.rows.is_empty() { ALL.to_vec() } else { arguments.rows };
    println!("seed {seed}; what is left of each row: {}", run.out.display());
    let mut ways = ways(&rows, arguments.on);
    let mut done = Vec::new();
    if run.small {
        // On PostgreSQL a killed process keeps its turn for a minute: too long for the small version.
        ways.retain(|(row, on, _)| *row != Row::R5 || *on == On::Sqlite);
        // Most rows mostly wait: they run side by side. What is measured runs afterwards.
        let (measured, others): (Vec<Way>, Vec<Way>) =
            ways.into_iter().partition(|way| matches!(way.0, Row::S9 | Row::P1 | Row::P2));
        done.extend(try_join_all(others.into_iter().map(|way| one(&run, way))).await?);
        done.extend(try_join_all(measured.into_iter().map(|way| one(&run, way))).await?);
    } else {
        for way in ways {
            done.push(one(&run, way).await?);
        }
    }
    let kept: u32 = done.iter().map(|(kept, _)| kept).sum();
    let missed: Vec<String> = done.into_iter().flat_map(|(_, missed)| missed).collect();
    println!();
    for line in &missed {
        println!("{line}");
    }
    println!("{kept} passed, {} failed, 0 skipped", missed.len());
    Ok(missed.is_empty())
}

/// A row, a database, and how many processes serve.
type Way = (Row, On, usize);

/// The ways in which rows are run.
fn ways(rows: &[Row], only: Option<Database>) -> Vec<Way> {
    let all = rows.iter().flat_map(|row| match row {
        Row::R1 => vec![(*row, On::Sqlite, 1), (*row, On::Postgres, 1), (*row, On::Postgres, 3)],
        Row::R2 => vec![(*row, On::Sqlite, 1)],
        Row::R8 => vec![(*row, On::Postgres, 1)],
        Row::R3 | Row::R3Bulk | Row::R5 | Row::S9 | Row::S12 | Row::P1 | Row::P2 => {
            vec![(*row, On::Sqlite, 1), (*row, On::Postgres, 1)]
        }
    });
    let wanted = |on| match only {
        None => true,
        Some(Database::Sqlite) => on == On::Sqlite,
        Some(Database::Postgres) => on == On::Postgres,
    };
    all.filter(|(_, on, _)| wanted(*on)).collect()
}

/// Runs a row and prints its figures; gives how many promises were kept, and the missed ones.
async fn one(run: &Run, (row, on, instances): Way) -> anyhow::Result<(u32, Vec<String>)> {
    let begin = std::time::Instant::now();
    let figures = match row {
        Row::R1 => rows::r1::run(run, on, instances).await,
        Row::R2 => rows::r2::run(run).await,
        Row::R3 => rows::r3::run(run, on).await,
        Row::R3Bulk => rows::r3_bulk::run(run, on).await,
        Row::R5 => rows::r5::run(run, on).await,
        Row::R8 => rows::r8::run(run).await,
        Row::S9 => rows::s9::run(run, on).await,
        Row::S12 => rows::s12::run(run, on).await,
        Row::P1 => rows::p1::run(run, on).await,
        Row::P2 => rows::p2::run(run, on).await,
    };
    let mut figures = figures.with_context(|| format!("{row:?} on {}", on.word()))?;
    figures.note(format!("took {:.0} s", begin.elapsed().as_secs_f64()));
    Ok(figures.print())
}
