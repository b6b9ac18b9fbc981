//! `waymark template`: reads a template and says what will not work; prints those that come with the program;
//! puts a shop's own into use (`preview.rs`: shows messages). Reading and printing need neither settings nor database.

use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::domain::message::{MessageKind, status_of_words};
use crate::language::{Language, Speech};
use crate::mail::template::{LintFor, Severity, built_in, lint as read_through, read_file, write_file};

use super::args::TemplateCommand;
use super::{find_shop, open_services, shopify_template};
use crate::config::Config;
use crate::services::templates::{Knows, Saving, TemplatePlace, TemplateSaved};

/// Who did it, for the audit log.
const BY: &str = "command line";

impl TemplateCommand {
    /// Whether it is about a shop's own templates.
    pub(super) const fn needs_the_shop(&self) -> bool {
        matches!(
            self,
            Self::Use { .. }
                | Self::Reset { .. }
                | Self::List { .. }
                | Self::CheckShopify { .. }
                | Self::Preview(_)
        )
    }
}

/// Carries out what is about a shop. The exit code is 1 when a template was not put into use.
pub(super) async fn of_shop(config: &Config, command: TemplateCommand) -> anyhow::Result<ExitCode> {
    let services = open_services(config).await?;
    match command {
        TemplateCommand::Use { kind, file, language, shop, i_know } => {
            let shop = find_shop(&services, shop.as_deref()).await?;
            let place = place_of(&kind, language.as_deref())?;
            let read = read_file(&text_of(&file)?);
            let knows = if i_know { Knows::EVERYTHING } else { Knows::default() };
            let saving = Saving { who: BY, seen: None, knows };
            let saved = services.use_template(&shop, &place, &read.template, saving).await?;
            if let TemplateSaved::Refused(wrong) = &saved {
                for finding in wrong {
                    let (line, column) = read.line_and_column(finding.place);
                    println!("{}:{line}:{column}: {}", file.display(), finding.sentence);
                }
                println!("Not in use. Mend it, or say --i-know.");
                return Ok(ExitCode::FAILURE);
            }
            tell(&place, &saved)
        }
        TemplateCommand::Reset { kind, language, shop } => {
            let shop = find_shop(&services, shop.as_deref()).await?;
            let place = place_of(&kind, language.as_deref())?;
            let saved = services.reset_template(&shop, BY, &place).await?;
            tell(&place, &saved)
        }
        TemplateCommand::List { shop } => {
            let shop = find_shop(&services, shop.as_deref()).await?;
            for version in services.own_templates(&shop).await? {
                let (at, by) = (version.made_at.to_rfc3339(), &version.made_by);
                println!("{}\t{}\tversion {}\t{at}\t{by}", version.kind, version.language, version.version);
            }
            Ok(ExitCode::SUCCESS)
        }
        TemplateCommand::CheckShopify { file, shop, changed } => {
            let shop = find_shop(&services, shop.as_deref()).await?;
            Ok(shopify_template::check(&services, &shop, &file, &text_of(&file)?, changed))
        }
        TemplateCommand::Preview(args) => super::preview::preview(&services, &args).await,
        TemplateCommand::Lint { .. } | TemplateCommand::Print { .. } => template(command),
    }
}

fn tell(place: &TemplatePlace, saved: &TemplateSaved) -> anyhow::Result<ExitCode> {
    let TemplateSaved::InUse(version) = saved else {
        anyhow::bail!("somebody else saved a template meanwhile: look at it and try again");
    };
    println!("In use for {} in {}, as version {version}.", place.name(), place.language.tag());
    Ok(ExitCode::SUCCESS)
}

fn place_of(kind: &str, language: Option<&str>) -> anyhow::Result<TemplatePlace> {
    let language = language.map(language_of).transpose()?.unwrap_or_default();
    Ok(match status_of_words(kind) {
        Some(handle) => {
            TemplatePlace { kind: MessageKind::StatusChanged, status: Some(handle.to_owned()), language }
        }
        None => TemplatePlace { kind: kind_of(kind)?, status: None, language },
    })
}

/// Carries the command out. The exit code is 1 when lint found an error.
pub(super) fn template(command: TemplateCommand) -> anyhow::Result<ExitCode> {
    match command {
        TemplateCommand::Lint { file, kind, language, host } => {
            if let Some(tag) = language {
                language_of(&tag)?;
            }
            lint(&file, kind.as_deref().map(kind_of).transpose()?, &host)
        }
        TemplateCommand::Print { kind, language } => {
            let language = language.as_deref().map(language_of).transpose()?.unwrap_or_default();
            print!("{}", write_file(&built_in(kind_of(&kind)?, &Speech::of(language))));
            Ok(ExitCode::SUCCESS)
        }
        TemplateCommand::Use { .. }
        | TemplateCommand::Reset { .. }
        | TemplateCommand::List { .. }
        | TemplateCommand::CheckShopify { .. }
        | TemplateCommand::Preview(_) => {
            anyhow::bail!("this is about a shop")
        }
    }
}

fn lint(file: &Path, kind: Option<MessageKind>, hosts: &[String]) -> anyhow::Result<ExitCode> {
    let read = read_file(&text_of(file)?);
    let found = read_through(&read.template, &LintFor { kind, hosts, untranslated: &[] });
    // Without hosts nobody knows which are foreign.
    let found = found.into_iter().filter(|f| !(hosts.is_empty() && f.rule == "foreign_link"));
    let mut places: Vec<_> = found.map(|finding| (read.line_and_column(finding.place), finding)).collect();
    places.sort_by_key(|(place, _)| *place);
    let mut wrong = false;
    for ((line, column), finding) in places {
        wrong |= finding.severity == Severity::Error;
        let (severity, rule) = (finding.severity.word(), finding.rule);
        println!("{}:{line}:{column}: {severity}: {} [{rule}]", file.display(), finding.sentence);
    }
    Ok(if wrong { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

/// The file's text; that of standard input for `-`.
pub(super) fn text_of(file: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    }
    Ok(text)
}

pub(super) fn kind_of(word: &str) -> anyhow::Result<MessageKind> {
    let kinds = MessageKind::ALL.map(MessageKind::word).join(", ");
    MessageKind::parse(word)
        .with_context(|| format!("there is no kind of message “{word}”; there is: {kinds}"))
}

pub(super) fn language_of(tag: &str) -> anyhow::Result<Language> {
    let tags = Language::ALL.map(Language::tag).join(", ");
    Language::from_locale(tag).with_context(|| format!("there is no language “{tag}”; there is: {tags}"))
}
