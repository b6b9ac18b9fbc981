//! `waymark template preview`: writes messages about a sample order into files, to be looked at before a shopper
//! does. Sends nothing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::find_shop;
use super::template::{kind_of, language_of, text_of};
use crate::domain::message::MessageKind;
use crate::domain::shop::Shop;
use crate::language::Language;
use crate::mail::template::read_file;
use crate::mail::{Letter, Mailbox, OutgoingMail};
use crate::services::Services;
use crate::services::sample_mail::{Sample, SampleError};

/// Stands for every kind.
const ALL: &str = "all";

/// What to write, and where.
#[derive(Debug, clap::Args)]
pub struct PreviewArgs {
    /// Kind of message, for example shipped; or all
    kind: String,
    /// A template to try, as for `lint`; `-` reads standard input. Without it: the one in use
    file: Option<PathBuf>,
    /// Folder for the files: .eml for mail programs, .html and .txt for its parts
    #[arg(long)]
    out: PathBuf,
    /// Language, for example da. Without it English, or every language for all kinds
    #[arg(long)]
    language: Option<String>,
    /// About an order of which next to nothing is known
    #[arg(long)]
    sparse: bool,
    /// Handle of the shop; not needed when there is only one
    #[arg(long)]
    shop: Option<String>,
}

/// Writes the files. The exit code is 1 when the tried template does not work.
pub(super) async fn preview(services: &Services, args: &PreviewArgs) -> anyhow::Result<ExitCode> {
    let shop = find_shop(services, args.shop.as_deref()).await?;
    let every = args.kind == ALL;
    anyhow::ensure!(!(every && args.file.is_some()), "say which kind of message the template is for");
    let kinds = if every { MessageKind::ALL.to_vec() } else { vec![kind_of(&args.kind)?] };
    let languages = match args.language.as_deref() {
        Some(tag) => vec![language_of(tag)?],
        None if every => Language::ALL.to_vec(),
        None => vec![Language::default()],
    };
    std::fs::create_dir_all(&args.out).with_context(|| format!("{} cannot be made", args.out.display()))?;
    let samples = kinds.iter().flat_map(|kind| languages.iter().map(move |language| (*kind, *language)));
    for (kind, language) in samples {
        let sample = Sample { kind, language, sparse: args.sparse };
        match one(services, &shop, sample, args.file.as_deref()).await? {
            Some(mail) => write(&args.out, sample, &mail)?,
            None => return Ok(ExitCode::FAILURE),
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The message; `None` when the tried template does not work, which is told with its place.
async fn one(
    services: &Services,
    shop: &Shop,
    sample: Sample,
    file: Option<&Path>,
) -> anyhow::Result<Option<OutgoingMail>> {
    let Some(file) = file else { return Ok(Some(services.sample_mail(shop, sample, None).await?)) };
    let read = read_file(&text_of(file)?);
    match services.sample_mail(shop, sample, Some(&read.template)).await {
        Ok(mail) => Ok(Some(mail)),
        Err(SampleError::Template(error)) => {
            let (line, column) = error.place().map_or((1, 1), |place| read.line_and_column(place));
            println!("{}:{line}:{column}: {error}", file.display());
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

fn write(folder: &Path, sample: Sample, mail: &OutgoingMail) -> anyhow::Result<()> {
    let sender = Mailbox { name: mail.from.name.clone(), address: "shop@example.com".to_owned() };
    let letter = Letter::write(mail, &sender).context("the message cannot be written")?;
    let sparse = if sample.sparse { "-sparse" } else { "" };
    let name = format!("{}-{}{sparse}", sample.kind.word(), sample.language.tag());
    let files: [(&str, &[u8]); 3] =
        [("eml", &letter.bytes), ("html", mail.html.as_bytes()), ("txt", mail.text.as_bytes())];
    for (ending, bytes) in files {
        let file = folder.join(format!("{name}.{ending}"));
        std::fs::write(&file, bytes).with_context(|| format!("{} cannot be written", file.display()))?;
    }
    println!("{name}\t{}", mail.subject);
    Ok(())
}
