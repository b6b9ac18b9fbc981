//! `waymark shop`: connect a shop to Shopify, see and repair the connection, print the app's
//! configuration file.

use std::io::Read as _;

use anyhow::{Context as _, bail};

use crate::config::Config;
use crate::domain::admin_routes::{SHOPIFY, in_shop};
use crate::domain::ids::ShopId;
use crate::domain::routes;
use crate::domain::shop::{Shop, ShopSettings, WebhooksBy};
use crate::domain::standing::{Road, Standing};
use crate::services::Services;
use crate::services::connect_shop::ConnectWith;
use crate::shopify::{ShopDomain, app_file, scopes};

use super::args::{ConnectFields, ShopCommand};
use super::{find_shop, open_services, shop_pages};

/// Carries out a shop command.
pub async fn shop(config: &Config, handle: Option<&str>, command: ShopCommand) -> anyhow::Result<()> {
    let services = open_services(config).await?;
    match command {
        ShopCommand::Connect(fields) => connect(&services, handle, &fields).await,
        ShopCommand::Setup => {
            let shop = find_shop(&services, handle).await?;
            set_up(&services, &shop).await
        }
        ShopCommand::List => {
            for shop in services.store.shops().await? {
                println!("{}\t{}\t{}\t{}", shop.handle, shop.domain, shop.standing.word(), shop.name);
            }
            Ok(())
        }
        ShopCommand::Status => {
            let shop = find_shop(&services, handle).await?;
            println!("{}", services.connection_report(&shop).await?.text());
            Ok(())
        }
        ShopCommand::Page => {
            let shop = find_shop(&services, handle).await?;
            println!("{}", admin_page(&services, &shop));
            Ok(())
        }
        ShopCommand::Pages(fields) => {
            let shop = find_shop(&services, handle).await?;
            shop_pages::pages(&services, shop, &fields).await
        }
        ShopCommand::Toml { domain, proxy } => {
            let handle = match (handle, &domain) {
                (Some(handle), _) => handle.to_owned(),
                (None, Some(domain)) => handle_of(&domain_of(domain)?),
                (None, None) => find_shop(&services, None).await?.handle,
            };
            print!("{}", app_file::text(&services.public_url, &handle, &proxy));
            Ok(())
        }
    }
}

async fn connect(services: &Services, handle: Option<&str>, fields: &ConnectFields) -> anyhow::Result<()> {
    let domain = domain_of(&fields.domain)?;
    let (secret, token) = read_secrets(fields)?;
    let mut shop = shop_to_connect(services, handle, fields.name.as_deref(), &domain).await?;
    if shop.settings.webhooks != fields.webhooks.into() {
        shop.settings.webhooks = fields.webhooks.into();
        services.store.save_shop(&shop).await?;
    }
    let road = match (&token, fields.install) {
        (Some(_), _) => Road::Pasted,
        (None, true) => Road::CodeGrant,
        (None, false) => Road::ClientCredentials,
    };
    let client_id = fields.client_id.as_deref().unwrap_or_default();
    if road != Road::Pasted && client_id.is_empty() {
        bail!("--client-id is missing: it stands beside the secret in the Dev Dashboard");
    }
    let with = ConnectWith { road, client_id, secret: &secret, token: token.as_deref() };
    services.connect(&shop, &with).await?;
    if fields.offline {
        println!("Kept. Nothing was asked of Shopify yet: `waymark shop setup --shop {}` does.", shop.handle);
        return Ok(());
    }
    if road == Road::CodeGrant {
        println!("Open this link as the shop's owner:\n{}", services.install_link(&shop));
        return Ok(());
    }
    set_up(services, &shop).await
}

/// Asks Shopify who the shop is, and sees to the subscriptions. Doing it again changes nothing.
async fn set_up(services: &Services, shop: &Shop) -> anyhow::Result<()> {
    let installed = services.check_connection(shop).await?;
    println!("Connected to {} ({}).", installed.name.as_deref().unwrap_or(&shop.name), shop.domain);
    for missing in scopes::missing(&installed.scopes) {
        println!("  scope {} is not granted: {}", missing.scope, missing.cost);
    }
    let Some(audit) = services.audit_subscriptions(shop).await? else {
        println!("Another process is looking through the subscriptions at this moment.");
        return Ok(());
    };
    if shop.settings.webhooks == WebhooksBy::File {
        println!("Webhooks: as in the app's configuration file; {} of our own ended.", audit.ended);
        return Ok(());
    }
    println!(
        "Webhooks: {} in place, {} made, {} moved here, {} doubled ones ended.",
        audit.kept,
        audit.made.len(),
        audit.moved.len(),
        audit.ended
    );
    if !audit.closed.is_empty() {
        println!("  not open without further scopes: {}", audit.closed.join(", "));
    }
    for refused in &audit.refused {
        println!("  refused: {refused}");
    }
    println!("Orders of the last 60 days are read in the background; `waymark sync --all` reads all.");
    Ok(())
}

/// The secret, and the pasted token, from standard input: on a command line they would be seen.
fn read_secrets(fields: &ConnectFields) -> anyhow::Result<(String, Option<String>)> {
    if !fields.secret_stdin {
        bail!(
            "give the client secret on standard input with --secret-stdin, for example `… --secret-stdin < secret.txt`"
        );
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let secret = lines.next().context("standard input is empty: the secret was expected")?.to_owned();
    let token = lines.next().map(str::to_owned);
    if fields.token && token.is_none() {
        bail!("with --token standard input has two lines: the API secret key, then the access token");
    }
    Ok((secret, token.filter(|_| fields.token)))
}

fn domain_of(text: &str) -> anyhow::Result<ShopDomain> {
    ShopDomain::parse(text)
        .with_context(|| format!("“{text}” is not a myshopify.com domain, such as my-shop.myshopify.com"))
}

fn handle_of(domain: &ShopDomain) -> String {
    domain.as_str().trim_end_matches(".myshopify.com").to_owned()
}

/// The shop with this domain; made when there is none. With a handle, the shop with that handle gets
/// the domain: this is how an imported shop is connected.
pub async fn shop_to_connect(
    services: &Services,
    handle: Option<&str>,
    name: Option<&str>,
    domain: &ShopDomain,
) -> anyhow::Result<Shop> {
    if let Some(shop) = services.store.shop_by_domain(domain.as_str()).await? {
        return Ok(shop);
    }
    let handle = handle.map_or_else(|| handle_of(domain), str::to_owned);
    if let Some(mut shop) = services.store.shop_by_handle(&handle).await? {
        anyhow::ensure!(
            shop.standing == Standing::Alone,
            "the shop “{handle}” is connected as {}: choose another handle with --shop",
            shop.domain
        );
        shop.domain = domain.as_str().to_owned();
        services.store.save_shop(&shop).await?;
        return Ok(shop);
    }
    let shop = Shop {
        id: ShopId::new(services.clock.now(), &*services.chance),
        name: name.map_or_else(|| handle.clone(), str::to_owned),
        handle,
        domain: domain.as_str().to_owned(),
        settings: ShopSettings::default(),
        revision: 1,
        standing: Standing::default(),
        checked_at: None,
    };
    services.store.save_shop(&shop).await?;
    println!(
        "Made the shop “{}”; its webhooks go to {}{}",
        shop.handle,
        services.public_url,
        routes::hooks(&shop.handle)
    );
    Ok(shop)
}

/// Where the merchant reads how the shop stands with Shopify.
fn admin_page(services: &Services, shop: &Shop) -> String {
    format!("{}{}", services.public_url, in_shop(SHOPIFY, &shop.handle))
}
