//! The command line, and the one place that wires everything together. Imported by nobody.

mod args;
mod import;
mod mail;
mod preview;
mod privacy;
mod serve;
mod shop;
mod shop_pages;
mod shopify_template;
mod status;
mod sync;
mod template;
mod user;

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context as _;
use clap::Parser as _;

use crate::config::{Config, without_password};
use crate::domain::clock::{SystemChance, SystemClock};
use crate::domain::shop::Shop;
use crate::language::Words;
use crate::mail::template::{Fence, Limits};
use crate::services::Services;
use crate::services::connect_shop::Shopify;
use crate::services::doctor::Surroundings;
use crate::services::privacy::Places;
use crate::store::{KeyRing, Store};
use crate::telemetry;

use args::{Args, Command};

/// How many templates are rendered at once.
const RENDERED_AT_ONCE: usize = 4;

/// Runs the command given on the command line. The exit code is 0 when it did what it says.
#[must_use]
pub fn run() -> ExitCode {
    // The rendering process: before threads, settings and everything else.
    if std::env::args_os().nth(1).is_some_and(|first| first == crate::mail::template::COMMAND) {
        return crate::mail::template::run_child();
    }
    let args = Args::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&error.into()),
    };
    match runtime.block_on(carry_out(args.command)) {
        Ok(code) => code,
        Err(error) => failed(&error),
    }
}

fn failed(error: &anyhow::Error) -> ExitCode {
    eprintln!("waymark: {error:#}");
    ExitCode::FAILURE
}

async fn carry_out(command: Command) -> anyhow::Result<ExitCode> {
    let command = match command {
        Command::Template { command } if !command.needs_the_shop() => return template::template(command),
        other => other,
    };
    let config = Config::read(&|name| std::env::var(name).ok())?;
    match command {
        Command::Config => print!("{}", config.describe()),
        Command::Serve => {
            telemetry::start(&config.log, config.log_json);
            serve::serve(&config).await?;
        }
        Command::Migrate => {
            open_store(&config).await?;
            println!("The database is up to date: {}", without_password(&config.database_url));
        }
        Command::Demo { links } => demo(&config, links).await?,
        Command::Import { files, shop, shop_name } => {
            return import::import(&config, &files, &shop, shop_name).await;
        }
        Command::Link { order, shop, revoke } => link(&config, &order, shop.as_deref(), revoke).await?,
        Command::Status { command, shop } => status::status(&config, shop.as_deref(), command).await?,
        Command::Shop { command, shop } => shop::shop(&config, shop.as_deref(), command).await?,
        Command::Sync { shop, since, all } => {
            sync::sync(&config, shop.as_deref(), since.as_deref(), all).await?;
        }
        Command::Privacy { command, shop } => privacy::privacy(&config, shop.as_deref(), command).await?,
        Command::User { command } => user::user(&config, command).await?,
        Command::Doctor => return doctor(&config).await,
        // Carried out above, without settings.
        Command::Template { command } => return template::of_shop(&config, command).await,
    }
    Ok(ExitCode::SUCCESS)
}

/// Opens the database and brings it up to date.
async fn open_store(config: &Config) -> anyhow::Result<Store> {
    let keys = KeyRing::open_or_create(&config.keys, &SystemChance)
        .with_context(|| format!("the key ring {} cannot be used", config.keys.display()))?;
    let store = Store::open(&config.database_url, keys).await.with_context(|| {
        format!("the database {} cannot be opened", without_password(&config.database_url))
    })?;
    store.migrate(&SystemChance).await.context("the database cannot be brought up to date")?;
    Ok(store)
}

async fn open_services(config: &Config) -> anyhow::Result<Services> {
    Ok(Services {
        store: open_store(config).await?,
        words: Words::load(),
        clock: Arc::new(SystemClock),
        chance: Arc::new(SystemChance),
        public_url: config.url.as_str().into(),
        shopify: Shopify::at(&config.shopify_url),
        fence: fence()?,
        passwords: Default::default(),
        view_counts: Default::default(),
        mail: Arc::new(mail::way(config)),
        places: Arc::new(Places {
            erasures: config.erasures.clone(),
            mail_folder: config.mail_folder.clone(),
        }),
    })
}

/// Templates are rendered by this same program.
fn fence() -> anyhow::Result<Fence> {
    let program = std::env::current_exe().context("this program cannot find itself to render templates")?;
    Ok(Fence::new(program, Limits::default(), RENDERED_AT_ONCE))
}

/// The shop named by its handle, else the only one.
async fn find_shop(services: &Services, handle: Option<&str>) -> anyhow::Result<Shop> {
    let mut shops = services.store.shops().await?;
    let handles = shops.iter().map(|s| s.handle.as_str()).collect::<Vec<_>>().join(", ");
    if let Some(handle) = handle {
        let found = shops.into_iter().find(|shop| shop.handle == handle);
        return found.with_context(|| format!("there is no shop “{handle}”; there is: {handles}"));
    }
    anyhow::ensure!(
        !shops.is_empty(),
        "there is no shop yet: `waymark import FILE` makes one, `waymark demo` a demo"
    );
    anyhow::ensure!(shops.len() == 1, "there are several shops: say which with --shop; there is: {handles}");
    Ok(shops.remove(0))
}

async fn demo(config: &Config, links: bool) -> anyhow::Result<()> {
    telemetry::start("warn", false);
    let services = open_services(config).await?;
    if links {
        let shop = services.store.shop_by_handle("fjord-and-fir").await?;
        let shop = shop.context("the demo shop is not there yet: run `waymark demo` first")?;
        for (situation, url) in services.demo_links(&shop).await? {
            println!("{}\t{}\t{}\t{url}", situation.order, situation.situation, situation.lang);
        }
        return Ok(());
    }
    let (shop, summary) = services.make_demo(&|_| {}).await?;
    println!(
        "Demo shop “{}”: {} orders new, {} changed, {} unchanged",
        shop.name, summary.new, summary.changed, summary.unchanged
    );
    import::print_troubles(&summary);
    Ok(())
}

async fn link(config: &Config, order: &str, shop: Option<&str>, revoke: bool) -> anyhow::Result<()> {
    let services = open_services(config).await?;
    let shop = find_shop(&services, shop).await?;
    let id = services.order_by_name(&shop, order).await?;
    let id = id.with_context(|| format!("there is no order “{order}” in {}", shop.name))?;
    if revoke {
        services.revoke_all_links(&shop, id).await?;
        println!("All links of {order} are revoked.");
    } else {
        println!("{}", services.merchant_link(&shop, id).await?);
    }
    Ok(())
}

async fn doctor(config: &Config) -> anyhow::Result<ExitCode> {
    let services = open_services(config).await.map_err(|error| format!("{error:#}"));
    let findings =
        crate::services::doctor::examine(services.as_ref().map_err(String::as_str), &surroundings(config))
            .await;
    let mut ill = false;
    for finding in findings {
        ill |= !finding.well;
        println!("{} {}", if finding.well { "ok  " } else { "MEND" }, finding.words);
    }
    Ok(if ill { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn surroundings(config: &Config) -> Surroundings {
    Surroundings {
        url: config.url.clone(),
        keys: config.keys.clone(),
        mail_folder: config.mail_folder.clone(),
        mail_server: mail::smtp(config).map_err(|error| format!("{error:#}")),
        through_proxy: ["HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty())),
        behind_proxy: config.addr.ip().is_loopback(),
        trusted_proxies: config.trusted_proxies.len(),
        islands: crate::web::assets::islands().is_some(),
    }
}
