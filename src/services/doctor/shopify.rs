//! What the doctor finds about a shop's connection: asks Shopify now, in the order in which things can
//! fail (network, clock, credentials, permissions, subscriptions), and adds what is stored.
//!
//! As with every call, what Shopify answers is kept: a shop that answers well stands connected again.

use crate::domain::clock::Millis;
use crate::domain::routes;
use crate::domain::shop::{Shop, WebhooksBy};
use crate::domain::standing::{Road, Standing};
use crate::shopify::api::ApiError;
use crate::shopify::reach::{Obstacle, Reached, reach};
use crate::shopify::topics::{TOPICS, Topic};
use crate::shopify::{API_VERSION, ShopDomain, scopes};
use crate::store::Connection;
use crate::wire::connection_report::{ReportLine, Trouble};

use super::super::{ServiceError, Services};
use super::{Finding, finding};

/// Seconds two clocks may differ: enough for a slow answer, too little to spoil a signature.
const SKEW_SECONDS: u64 = 60;
/// Topics that are named when subscriptions are missing; the rest is counted.
const NAMED: usize = 4;

/// Everything about this shop's connection.
pub(super) async fn connection(services: &Services, shop: &Shop, through_proxy: bool) -> Vec<Finding> {
    match look(services, shop, through_proxy).await {
        Ok(findings) => findings,
        Err(error) => vec![ill(
            shop,
            &format!("its connection cannot be read: {error}"),
            "See what is said of the database.",
        )],
    }
}

async fn look(services: &Services, shop: &Shop, through_proxy: bool) -> Result<Vec<Finding>, ServiceError> {
    let Some(connection) = services.store.shop(shop.id).connection().await? else {
        return Ok(vec![well(shop, "not connected to Shopify; its orders come in by import")]);
    };
    if shop.standing == Standing::Uninstalled {
        return Ok(told(shop, services.connection_report(shop).await?.troubles));
    }
    let Some(domain) = ShopDomain::parse(&shop.domain) else {
        let what = format!("{} is not a myshopify.com domain", shop.domain);
        return Ok(vec![ill(shop, &what, "Connect it again with --domain my-shop.myshopify.com.")]);
    };
    let base = services.shopify.base();
    let date = match reach(services.shopify.http(), base, &domain).await {
        Reached::Yes { date } => date,
        Reached::No(obstacle) => {
            let mut findings = vec![unreachable(shop, base, obstacle, through_proxy)];
            findings.extend(told(shop, services.other_troubles(shop).await?));
            return Ok(findings);
        }
    };
    let mut findings: Vec<Finding> = skew(shop, date, services.clock.now()).into_iter().collect();
    let (asked, later) = match ask(services, shop, &connection).await {
        Ok(found) => (found, services.connection_report(&again(services, shop).await?).await?.troubles),
        Err(ServiceError::Shopify(refusal)) => {
            (vec![refused(shop, &connection, &refusal)], services.other_troubles(shop).await?)
        }
        Err(error) => return Err(error),
    };
    findings.extend(asked);
    findings.extend(services.connection_in_short(shop).await?.into_iter().map(|line| in_short(shop, line)));
    findings.extend(told(shop, later));
    Ok(findings)
}

/// Who the shop is, what is granted, and which subscriptions are missing. A token that was withdrawn is
/// replaced, so a refusal of it counts only the second time.
async fn ask(
    services: &Services,
    shop: &Shop,
    connection: &Connection,
) -> Result<Vec<Finding>, ServiceError> {
    let installed = match services.check_connection(shop).await {
        Err(ServiceError::Shopify(ApiError::Unauthorized)) if connection.road == Road::ClientCredentials => {
            services.check_connection(shop).await?
        }
        answer => answer?,
    };
    let version = installed.served_version.as_deref().unwrap_or(API_VERSION);
    let name = installed.name.as_deref().unwrap_or(&shop.domain);
    let mut findings = vec![well(shop, &format!("Shopify answers as “{name}” with API version {version}"))];
    findings.extend(subscriptions(services, shop, &installed.scopes).await?);
    Ok(findings)
}

async fn subscriptions(
    services: &Services,
    shop: &Shop,
    granted: &[String],
) -> Result<Option<Finding>, ServiceError> {
    if shop.settings.webhooks == WebhooksBy::File {
        return Ok(Some(well(shop, "webhooks come as the app's configuration file says")));
    }
    let api = services.shopify_api(shop).await?;
    let there = services.told(shop, api.subscriptions().await).await?;
    let ours = format!("{}{}", services.public_url, routes::hooks(&shop.handle));
    let wanted = TOPICS.iter().filter(|topic| topic.subscribed && scopes::opens(topic.scopes, granted));
    let (good, missing): (Vec<&Topic>, Vec<&Topic>) =
        wanted.partition(|topic| there.iter().any(|known| known.topic == topic.word && known.uri == ours));
    if missing.is_empty() {
        return Ok(Some(well(shop, &format!("{} webhook subscriptions lead to {ours}", good.len()))));
    }
    let mut named: Vec<_> = missing.iter().take(NAMED).map(|topic| topic.name.to_owned()).collect();
    if missing.len() > NAMED {
        named.push(format!("{} more", missing.len() - NAMED));
    }
    let what = format!("webhook subscriptions are missing or lead elsewhere: {}", named.join(", "));
    Ok(Some(ill(shop, &what, "`waymark shop setup` puts them right; the server does so once a day.")))
}

async fn again(services: &Services, shop: &Shop) -> Result<Shop, ServiceError> {
    Ok(services.store.shop_by_handle(&shop.handle).await?.unwrap_or_else(|| shop.clone()))
}

fn unreachable(shop: &Shop, base: &str, obstacle: Obstacle, through_proxy: bool) -> Finding {
    let place = base.replace("{shop}", &shop.domain);
    let (what, advice) = match obstacle {
        Obstacle::Name => (
            "its name leads to no address",
            "Check the spelling of the shop's domain, and whether this machine can look up names (DNS).",
        ),
        Obstacle::Refused => (
            "the connection was refused",
            "Check WAYMARK_SHOPIFY_URL and whether a firewall lets this machine out on port 443.",
        ),
        Obstacle::Silence => (
            "no answer came within ten seconds",
            "Check whether a firewall lets this machine out on port 443; else look at Shopify's status page.",
        ),
        Obstacle::Tls => (
            "no secure connection could be made",
            "Check this machine's clock, and whether something between here and Shopify opens its traffic.",
        ),
        Obstacle::Address => ("that is not an address", "Check WAYMARK_SHOPIFY_URL."),
        Obstacle::Other => {
            ("the connection failed", "Check this machine's network; else look at Shopify's status page.")
        }
    };
    let proxy = if through_proxy {
        " Calls go through the proxy that HTTPS_PROXY or ALL_PROXY names: check that too."
    } else {
        ""
    };
    ill(shop, &format!("Shopify cannot be reached at {place}: {what}"), &format!("{advice}{proxy}"))
}

/// How far this machine's clock is off, when that is too far.
fn skew(shop: &Shop, date: Option<Millis>, now: Millis) -> Option<Finding> {
    let date = date?;
    let seconds = now.0.abs_diff(date.0) / 1000;
    if seconds <= SKEW_SECONDS {
        return None;
    }
    let direction = if now > date { "ahead of" } else { "behind" };
    let much = match seconds {
        0..120 => format!("{seconds} seconds"),
        120..7_200 => format!("{} minutes", seconds / 60),
        _ => format!("{} hours", seconds / 3_600),
    };
    let what = format!("this machine's clock is {much} {direction} Shopify's");
    let advice = "Set the clock, best by a time service (NTP): when a token ends and whether a signed request is \
        fresh are judged by it.";
    Some(ill(shop, &what, advice))
}

/// A refusal with what to do, for this road.
fn refused(shop: &Shop, connection: &Connection, refusal: &ApiError) -> Finding {
    let advice = match (refusal, connection.road) {
        (ApiError::Unauthorized, Road::Pasted) => {
            "Paste a new token: `waymark shop connect --token …`. An app that was removed has to be installed first."
        }
        (ApiError::Unauthorized, Road::CodeGrant) => {
            "Install the app again: `waymark shop connect --install …` prints the link."
        }
        _ => refusal.advice(),
    };
    ill(shop, &refusal.to_string(), advice)
}

fn told(shop: &Shop, troubles: Vec<Trouble>) -> Vec<Finding> {
    troubles
        .into_iter()
        .map(|Trouble { what, advice, .. }| ill(shop, what.trim_end_matches('.'), &advice))
        .collect()
}

fn in_short(shop: &Shop, line: ReportLine) -> Finding {
    let note = line.note.map(|note| format!(" ({note})")).unwrap_or_default();
    well(shop, &format!("{}: {}{note}", line.label.to_lowercase(), line.value))
}

fn well(shop: &Shop, words: &str) -> Finding {
    finding(true, format!("shop “{}”: {words}", shop.name))
}

fn ill(shop: &Shop, what: &str, advice: &str) -> Finding {
    finding(false, format!("shop “{}”: {what}. {advice}", shop.name))
}
