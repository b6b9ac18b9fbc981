//! `waymark status`: define statuses and put orders into them.

use anyhow::{Context as _, bail};
use jiff::civil::Date;

use crate::config::Config;
use crate::domain::coming_step::NextWhen;
use crate::domain::due_date::DueDate;
use crate::domain::shop::Shop;
use crate::domain::status::{AutomaticNext, Status, StatusWords};
use crate::services::Services;
use crate::services::change_order::{ChangeOutcome, MerchantChange, NewComment};

use super::args::{StatusCommand, StatusFields};
use super::{find_shop, open_services};

/// Carries out a status command.
pub async fn status(config: &Config, shop: Option<&str>, command: StatusCommand) -> anyhow::Result<()> {
    let services = open_services(config).await?;
    let shop = find_shop(&services, shop).await?;
    match command {
        StatusCommand::Add { handle, fields } => {
            let mut status = services.new_status(&shop, &handle).await?;
            let statuses = services.store.shop(shop.id).statuses().await?;
            fill(&mut status, &fields, &statuses)?;
            if status.name.is_empty() {
                status.name.clone_from(&status.public.name);
            }
            services.save_status(&shop, &status).await?;
            println!("Added “{}” at place {}.", status.handle, status.place);
        }
        StatusCommand::Edit { handle, fields } => {
            let statuses = services.store.shop(shop.id).statuses().await?;
            let mut status = named(&statuses, &handle)?.clone();
            fill(&mut status, &fields, &statuses)?;
            services.save_status(&shop, &status).await?;
            println!("Changed “{}”. History keeps the old words.", status.handle);
        }
        StatusCommand::List => list(&services, &shop).await?,
        StatusCommand::ImportStatuspro { file, dry_run, public } => {
            let document = read_text(&file)?;
            let import = if dry_run {
                services.preview_statuspro(&shop, &document).await?
            } else {
                services.import_statuspro(&shop, "command line", &document, public).await?
            };
            for line in &import.lines {
                println!("{:<30} {}", line.name, line.note);
            }
            let done = if dry_run { "would be added" } else { "added" };
            println!("{} found, {} {done}.", import.lines.len(), import.new);
        }
        StatusCommand::Set { order, handle, note, due, reason, comment, by } => {
            let statuses = services.store.shop(shop.id).statuses().await?;
            let status = handle.map(|handle| named(&statuses, &handle).cloned()).transpose()?;
            let change = MerchantChange {
                message: status.as_ref().is_some_and(|status| status.message.send),
                status,
                note,
                due: due.map(|text| read_due(&text)).transpose()?,
                reason,
                comment: comment.map(|text| NewComment { text, signed: by, ..NewComment::default() }),
                by: Some("command line".into()),
                ..MerchantChange::default()
            };
            set(&services, &shop, &order, &change).await?;
        }
    }
    Ok(())
}

async fn set(services: &Services, shop: &Shop, order: &str, change: &MerchantChange) -> anyhow::Result<()> {
    if change.status.is_none() && change.due.is_none() && change.comment.is_none() {
        bail!("nothing to do: give a status, --due or --comment");
    }
    let id = services.order_by_name(shop, order).await?;
    let id = id.with_context(|| format!("there is no order “{order}” in {}", shop.name))?;
    let link = services.merchant_link(shop, id).await?;
    match services.change_order(shop, id, change).await? {
        ChangeOutcome::Done(done) if done.messages > 0 => {
            println!("{order}: done, a message waits to be sent. {link}");
        }
        ChangeOutcome::NoOrder => bail!("{order} was erased: nothing of it can change any more"),
        _ => println!("{order}: done. {link}"),
    }
    Ok(())
}

fn read_text(file: &std::path::Path) -> anyhow::Result<String> {
    if file.as_os_str() == "-" {
        return std::io::read_to_string(std::io::stdin()).context("the standard input cannot be read");
    }
    std::fs::read_to_string(file).with_context(|| format!("{} cannot be read as text", file.display()))
}

async fn list(services: &Services, shop: &Shop) -> anyhow::Result<()> {
    let mut statuses = services.store.shop(shop.id).statuses().await?;
    statuses.sort_by_key(|status| status.place);
    println!("{:>5}  {:<20} {:<9} {:<24} internal name", "place", "handle", "seen by", "public name");
    for s in statuses {
        let seen = if s.archived {
            "archived"
        } else if s.visible {
            "shoppers"
        } else {
            "staff"
        };
        println!("{:>5}  {:<20} {seen:<9} {:<24} {}", s.place, s.handle, s.public.name, s.name);
    }
    Ok(())
}

fn named<'a>(statuses: &'a [Status], handle: &str) -> anyhow::Result<&'a Status> {
    let handles = statuses.iter().map(|s| s.handle.as_str()).collect::<Vec<_>>().join(", ");
    statuses
        .iter()
        .find(|status| status.handle == handle)
        .with_context(|| format!("there is no status “{handle}”; there is: {handles}"))
}

fn fill(status: &mut Status, fields: &StatusFields, statuses: &[Status]) -> anyhow::Result<()> {
    if let Some(name) = &fields.name {
        status.name.clone_from(name);
    }
    if let Some(name) = &fields.public_name {
        status.public.name.clone_from(name);
    }
    if let Some(text) = &fields.text {
        status.public.text = Some(text.clone()).filter(|t| !t.is_empty());
    }
    if let Some(color) = &fields.color {
        status.color = Some(color.clone()).filter(|c| !c.is_empty());
    }
    if let Some(icon) = &fields.icon {
        status.icon = Some(icon.clone()).filter(|i| !i.is_empty());
    }
    status.place = fields.place.unwrap_or(status.place);
    status.visible = (status.visible || fields.public) && !fields.internal;
    status.archived = (status.archived || fields.archived) && !fields.in_use;
    status.message.send = (status.message.send || fields.message) && !fields.no_message;
    if let Some(days) = &fields.usual_days {
        status.usual_days = read_days(days)?;
    }
    if let Some(next) = &fields.next {
        let handles = next.split(',').map(str::trim).filter(|h| !h.is_empty());
        status.allowed_next = handles.map(|h| named(statuses, h).map(|s| s.id)).collect::<Result<_, _>>()?;
    }
    if let Some(then) = &fields.then {
        status.automatic_next = read_then(then, statuses)?;
    }
    for translation in &fields.translation {
        let (language, words) = translation.split_once('=').with_context(|| {
            format!("a translation is LANGUAGE=NAME or LANGUAGE=NAME|TEXT, not “{translation}”")
        })?;
        let (name, text) =
            words.split_once('|').map_or((words, None), |(name, text)| (name, Some(text.to_owned())));
        status.translations.insert(language.to_owned(), StatusWords { name: name.to_owned(), text });
    }
    Ok(())
}

fn read_days(text: &str) -> anyhow::Result<Option<(u16, u16)>> {
    if text.is_empty() {
        return Ok(None);
    }
    let (from, to) = text.split_once('-').unwrap_or((text, text));
    let read =
        |part: &str| part.trim().parse::<u16>().context("usual days are a number or a range such as 3-5");
    let (from, to) = (read(from)?, read(to)?);
    Ok(Some((from.min(to), from.max(to))))
}

fn read_then(text: &str, statuses: &[Status]) -> anyhow::Result<Option<AutomaticNext>> {
    if text.is_empty() {
        return Ok(None);
    }
    let (handle, days) = text
        .split_once(':')
        .context("--then is HANDLE:DAYS or HANDLE:HOURSh, for example quality-check:5")?;
    let when = match days.strip_suffix('h') {
        Some(hours) => NextWhen::AfterHours(hours.parse().context("the hours in --then are a number")?),
        None => NextWhen::AfterWorkingDays(days.parse().context("the days in --then are a number")?),
    };
    Ok(Some(AutomaticNext { to: named(statuses, handle)?.id, when }))
}

fn read_due(text: &str) -> anyhow::Result<Option<DueDate>> {
    if text == "none" {
        return Ok(None);
    }
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let read = |part: &str| {
        part.trim()
            .parse::<Date>()
            .with_context(|| format!("a due date is a day such as 2026-11-26, not “{part}”"))
    };
    Ok(Some(DueDate::new(read(from)?, read(to)?)))
}
