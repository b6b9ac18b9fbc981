//! `waymark template`: reads a template and says what will not work; prints those that come with the program.
//! Needs neither settings nor database.

use std::io::Read as _;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;

use crate::domain::message::MessageKind;
use crate::language::{Language, Speech};
use crate::mail::template::{LintFor, Severity, built_in, lint as read_through, read_file, write_file};

use super::args::TemplateCommand;

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
    }
}

fn lint(file: &Path, kind: Option<MessageKind>, hosts: &[String]) -> anyhow::Result<ExitCode> {
    let mut text = String::new();
    if file == Path::new("-") {
        std::io::stdin().read_to_string(&mut text).context("standard input cannot be read")?;
    } else {
        text = std::fs::read_to_string(file).with_context(|| format!("{} cannot be read", file.display()))?;
    }
    let read = read_file(&text);
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

fn kind_of(word: &str) -> anyhow::Result<MessageKind> {
    let kinds = MessageKind::ALL.map(MessageKind::word).join(", ");
    MessageKind::parse(word)
        .with_context(|| format!("there is no kind of message “{word}”; there is: {kinds}"))
}

fn language_of(tag: &str) -> anyhow::Result<Language> {
    let tags = Language::ALL.map(Language::tag).join(", ");
    Language::from_locale(tag).with_context(|| format!("there is no language “{tag}”; there is: {tags}"))
}
