//! `waymark user`: people who may sign in, for whoever runs the server.

use std::io::BufRead as _;

use anyhow::{Context as _, bail};

use crate::config::Config;
use crate::domain::account::{Role, User};
use crate::services::Services;
use crate::services::accounts::people::NewUser;

use super::args::UserCommand;
use super::{find_shop, open_services};

/// Carries out a user command.
pub async fn user(config: &Config, command: UserCommand) -> anyhow::Result<()> {
    let services = open_services(config).await?;
    match command {
        UserCommand::Add { email, name, shop, role, password_stdin } => {
            let shops = match shop {
                Some(handle) => vec![find_shop(&services, Some(&handle)).await?],
                None => services.store.shops().await?,
            };
            let password = if password_stdin { Some(read_password()?) } else { None };
            let new = NewUser { email: &email, name: name.as_deref(), password: password.as_deref() };
            let known = services.store.user_by_email(&email).await?.is_some();
            if !known && password.is_none() {
                bail!(
                    "give the password on standard input with --password-stdin, for example `… --password-stdin < password.txt`"
                );
            }
            let (user, is_new) = services.add_person(&new, &shops, role.into()).await?;
            let role = Role::from(role).name().to_lowercase();
            let shops: Vec<&str> = shops.iter().map(|shop| shop.name.as_str()).collect();
            let where_to = if shops.is_empty() { "no shop yet".to_owned() } else { shops.join(", ") };
            let did = if is_new { "Added" } else { "Known already, name and password stay:" };
            println!("{did} {}: {role} in {where_to}.", user.email);
            Ok(())
        }
        UserCommand::List => list(&services).await,
        UserCommand::Password { email, password_stdin, without_second_factor } => {
            let user = find_user(&services, &email).await?;
            if !password_stdin {
                bail!("give the password on standard input with --password-stdin");
            }
            services.replace_password(&user, &read_password()?).await?;
            if without_second_factor {
                services.drop_second_factor(&user).await?;
            }
            println!("{} has a new password and is signed out everywhere.", user.email);
            Ok(())
        }
        UserCommand::Remove { email } => {
            let user = find_user(&services, &email).await?;
            services.remove_person(&user).await?;
            println!("{} is removed.", user.email);
            Ok(())
        }
    }
}

async fn list(services: &Services) -> anyhow::Result<()> {
    for user in services.store.users().await? {
        let places = services.shops_of(&user).await?;
        let places: Vec<String> =
            places.iter().map(|(shop, role)| format!("{} in {}", role.word(), shop.handle)).collect();
        println!("{}\t{}\t{}", user.email, user.name, places.join(", "));
    }
    Ok(())
}

async fn find_user(services: &Services, email: &str) -> anyhow::Result<User> {
    let user = services.store.user_by_email(email).await?;
    user.with_context(|| format!("nobody signs in with {email}; `waymark user list` tells who does"))
}

fn read_password() -> anyhow::Result<String> {
    let mut line = String::new();
    std::io::stdin().lock().read_line(&mut line).context("standard input cannot be read")?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    anyhow::ensure!(!password.is_empty(), "standard input is empty: the password was expected");
    Ok(password)
}
