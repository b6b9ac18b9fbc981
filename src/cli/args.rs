//! What can be typed: every command with its help text.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

/// A status page for every order of a Shopify shop, hosted by the shop itself.
#[derive(Debug, Parser)]
#[command(name = "waymark", version, about)]
pub struct Args {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the pages and send what waits in the outbox
    Serve,
    /// Make the demo shop, or complete it; making it again changes nothing
    Demo {
        /// Print order, situation, language and link of every demo order instead
        #[arg(long)]
        links: bool,
    },
    /// Import orders as Shopify gives them: REST and webhook bodies, GraphQL answers, bulk exports (JSONL)
    Import {
        /// Files to import; `-` reads standard input
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Handle of the shop; made when it does not exist
        #[arg(long, default_value = "shop")]
        shop: String,
        /// Name shoppers read, when the shop is made
        #[arg(long)]
        shop_name: Option<String>,
    },
    /// Print the link to an order's status page
    Link {
        /// The order as people call it, for example "#1001" or 1001
        order: String,
        /// Handle of the shop, when there are several
        #[arg(long)]
        shop: Option<String>,
        /// End all links of the order instead
        #[arg(long)]
        revoke: bool,
    },
    /// Define statuses and put orders into them
    Status {
        #[command(subcommand)]
        command: StatusCommand,
        /// Handle of the shop, when there are several
        #[arg(long, global = true)]
        shop: Option<String>,
    },
    /// Connect a shop to Shopify, see to its webhooks, print the app's configuration file
    Shop {
        #[command(subcommand)]
        command: ShopCommand,
        /// Handle of the shop, when there are several or a new one is to get another than its domain's
        #[arg(long, global = true)]
        shop: Option<String>,
    },
    /// Read orders from Shopify: what changed since the last time, or more
    Sync {
        /// Handle of the shop, when there are several
        #[arg(long)]
        shop: Option<String>,
        /// From this day on, for example 2026-11-01; a run that was killed is simply repeated: nothing comes
        /// twice
        #[arg(long, conflicts_with = "all")]
        since: Option<String>,
        /// The whole history: a bulk export, then the carrier events of each order; goes on where a
        /// killed run was
        #[arg(long)]
        all: bool,
    },
    /// Answer requests for data, erase an order, carry erasures out again
    Privacy {
        #[command(subcommand)]
        command: PrivacyCommand,
        /// Handle of the shop, when there are several
        #[arg(long, global = true)]
        shop: Option<String>,
    },
    /// Add and remove people who may sign in, or let somebody in again
    User {
        #[command(subcommand)]
        command: UserCommand,
    },
    /// Read a template of messages and say what will not work; print those that come with the program
    Template {
        #[command(subcommand)]
        command: TemplateCommand,
    },
    /// Bring the database up to date
    Migrate,
    /// Check settings, keys, database and mail, and say what to mend
    Doctor,
    /// Print every setting with its default, its meaning and its value in force
    Config,
}

/// What a status may be given; what is left out stays as it is.
#[derive(Debug, Default, clap::Args)]
pub struct StatusFields {
    /// Internal name; shoppers never see it
    #[arg(long)]
    pub name: Option<String>,
    /// Name shoppers read
    #[arg(long)]
    pub public_name: Option<String>,
    /// One or two sentences shoppers read
    #[arg(long)]
    pub text: Option<String>,
    /// Color as #rrggbb
    #[arg(long)]
    pub color: Option<String>,
    /// Name of an icon
    #[arg(long)]
    pub icon: Option<String>,
    /// Place in the order of steps; smaller is earlier
    #[arg(long, allow_hyphen_values = true)]
    pub place: Option<i32>,
    /// Shoppers see it
    #[arg(long, conflicts_with = "internal")]
    pub public: bool,
    /// Shoppers do not see it
    #[arg(long)]
    pub internal: bool,
    /// Usual duration in working days, for example 3-5
    #[arg(long)]
    pub usual_days: Option<String>,
    /// Handles of the statuses that may follow, separated by commas; empty for any
    #[arg(long)]
    pub next: Option<String>,
    /// Goes on by itself: HANDLE:DAYS, for example quality-check:5; empty for never
    #[arg(long)]
    pub then: Option<String>,
    /// A translation: LANGUAGE=NAME or LANGUAGE=NAME|TEXT; may be given several times
    #[arg(long)]
    pub translation: Vec<String>,
    /// Send a message when an order comes into it
    #[arg(long, conflicts_with = "no_message")]
    pub message: bool,
    /// Send none
    #[arg(long)]
    pub no_message: bool,
    /// Out of use: history keeps it, nobody can set it
    #[arg(long, conflicts_with = "in_use")]
    pub archived: bool,
    /// In use again
    #[arg(long)]
    pub in_use: bool,
}

#[derive(Debug, Subcommand)]
pub enum StatusCommand {
    /// Add a status
    Add {
        /// Short name for commands: lower-case letters, digits, dashes
        handle: String,
        #[command(flatten)]
        fields: Box<StatusFields>,
    },
    /// Change a status; history keeps the old words
    Edit {
        /// Its short name
        handle: String,
        #[command(flatten)]
        fields: Box<StatusFields>,
    },
    /// List the statuses in their order of steps
    List,
    /// Take over statuses from StatusPro: a file with what GET /statuses or GET /orders of its API answers
    ImportStatuspro {
        /// The file; `-` reads the standard input
        file: std::path::PathBuf,
        /// Show what is in it and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Shoppers see what was public there at once, untranslated words in the shop's main language;
        /// otherwise staff look at it first
        #[arg(long)]
        public: bool,
    },
    /// Put an order into a status, give it a due date, write to the shopper: all at once
    Set {
        /// The order as people call it
        order: String,
        /// Handle of the status; may be left out to give a date or a comment only
        handle: Option<String>,
        /// A note to the shopper beside the status
        #[arg(long)]
        note: Option<String>,
        /// Due date: a day (2026-11-26), a range (2026-11-24..2026-11-26), or `none` to take it back
        #[arg(long)]
        due: Option<String>,
        /// Why the date is given or moved
        #[arg(long)]
        reason: Option<String>,
        /// A comment to the shopper
        #[arg(long)]
        comment: Option<String>,
        /// Who signs the comment, for example "the workshop"
        #[arg(long)]
        by: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum ShopCommand {
    /// Connect a shop; again with a new secret after it was changed
    Connect(ConnectFields),
    /// Ask Shopify what is granted and put the webhooks right; may be run any time
    Setup,
    /// List the shops and how they stand
    List,
    /// Tell how a shop stands with Shopify, what is wrong and what to do
    Status,
    /// Print where the same stands as a page, for those who can sign in
    Page,
    /// See and choose what the pages under the shop's own domain are, and where links lead
    Pages(PagesFields),
    /// Print the shopify.app.toml for this server
    Toml {
        /// The myshopify.com domain, before the shop is connected
        #[arg(long)]
        domain: Option<String>,
        /// Last part of the address under the shop's own domain: /apps/…
        #[arg(long, default_value = "order-status")]
        proxy: String,
    },
}

/// The pages under the shop's own domain.
#[derive(Debug, clap::Args)]
pub struct PagesFields {
    /// Whole pages (`page`) or inside the shop's theme (`theme`)
    #[arg(long)]
    pub form: Option<String>,
    /// Where new links lead: the proxy's address (https://shop.example/apps/status), or `none` for
    /// this server's own
    #[arg(long)]
    pub address: Option<String>,
}

/// What connects a shop. Secrets come on standard input: on a command line they would be seen.
#[derive(Debug, clap::Args)]
pub struct ConnectFields {
    /// The shop's myshopify.com domain
    #[arg(long)]
    pub domain: String,
    /// Name shoppers read, when the shop is made
    #[arg(long)]
    pub name: Option<String>,
    /// Client id of the app
    #[arg(long)]
    pub client_id: Option<String>,
    /// The client secret is the first line of standard input
    #[arg(long)]
    pub secret_stdin: bool,
    /// An app made in the admin in earlier years: its access token is the second line
    #[arg(long, conflicts_with_all = ["install", "client_id"])]
    pub token: bool,
    /// The shop belongs to somebody else: print a link with which its owner installs the app
    #[arg(long)]
    pub install: bool,
    /// Who subscribes to webhooks: `api`, this program does; `file`, the app's configuration file does
    #[arg(long, default_value = "api")]
    pub webhooks: WebhooksBy,
    /// Only keep it; ask nothing of Shopify yet
    #[arg(long)]
    pub offline: bool,
}

#[derive(Debug, Subcommand)]
pub enum PrivacyCommand {
    /// List the requests for data that wait for an answer
    List {
        /// Answered ones too
        #[arg(long)]
        all: bool,
    },
    /// Write everything held about a customer or an order, as one JSON document to pass on
    Export {
        /// The request, by the beginning of its id as listed; it counts as answered afterwards
        #[arg(required_unless_present = "order", conflicts_with = "order")]
        request: Option<String>,
        /// An order as people call it, instead of a request
        #[arg(long)]
        order: Option<String>,
        /// File to write; readable by its owner alone. Without it, standard output
        #[arg(short, long)]
        output: Option<PathBuf>,
    },
    /// Erase what is personal of an order, for good: its page says so, later news is not taken in
    Erase {
        /// The order as people call it
        order: String,
    },
    /// Carry out erasures that this database has not carried out; every start of the server does too
    Replay,
}

#[derive(Debug, Subcommand)]
pub enum TemplateCommand {
    /// Read a template: what is wrong, as FILE:LINE:COLUMN; the exit code is 1 when something will not work
    Lint {
        /// The file: a source as in Shopify's notifications, or what `print` prints; `-` reads standard input
        file: PathBuf,
        /// Kind of message, for example shipped
        #[arg(long)]
        kind: Option<String>,
        /// Language of the template, for example da
        #[arg(long)]
        language: Option<String>,
        /// A host that links may lead to, for example shop.example; may be given several times. Without
        /// it, links are not looked at
        #[arg(long)]
        host: Vec<String>,
    },
    /// Print a template that comes with the program
    Print {
        /// Kind of message, for example shipped
        kind: String,
        /// Its language, for example da; English without it
        #[arg(long)]
        language: Option<String>,
    },
    /// Put a template of your own into use for the next messages; what will not work is told instead
    Use {
        /// Kind of message, for example shipped; or status/HANDLE for one status alone
        kind: String,
        /// The file, as for `lint`; `-` reads standard input
        file: PathBuf,
        /// Its language, for example da; English without it
        #[arg(long)]
        language: Option<String>,
        /// Handle of the shop; not needed when there is only one
        #[arg(long)]
        shop: Option<String>,
        /// Use it although something in it will not work
        #[arg(long)]
        i_know: bool,
    },
    /// Write messages about a sample order into files, to look at them before a shopper does
    Preview(super::preview::PreviewArgs),
    /// Go back to the template that comes with the program
    Reset {
        /// Kind of message, or status/HANDLE
        kind: String,
        /// Its language; English without it
        #[arg(long)]
        language: Option<String>,
        /// Handle of the shop; not needed when there is only one
        #[arg(long)]
        shop: Option<String>,
    },
    /// Look at one of Shopify's own e-mails: whether it leads to your order pages, and what to change where; the exit
    /// code is 1 when it does not
    CheckShopify {
        /// The file with the template; `-` reads standard input
        file: PathBuf,
        /// Handle of the shop; not needed when there is only one
        #[arg(long)]
        shop: Option<String>,
        /// Print the template with what is to be changed, ready to paste
        #[arg(long)]
        changed: bool,
    },
    /// List the templates of your own that are in use
    List {
        /// Handle of the shop; not needed when there is only one
        #[arg(long)]
        shop: Option<String>,
    },
}

#[derive(Debug, Subcommand)]
pub enum UserCommand {
    /// Add somebody, or give somebody who is there a role in a further shop
    Add {
        /// The address they sign in with
        #[arg(long)]
        email: String,
        /// The name colleagues read
        #[arg(long)]
        name: Option<String>,
        /// Handle of the shop; all shops without it
        #[arg(long)]
        shop: Option<String>,
        /// What they may do: `owner` everything, `staff` moves orders along
        #[arg(long)]
        role: RoleGiven,
        /// The password is the first line of standard input; on a command line it would be seen
        #[arg(long)]
        password_stdin: bool,
    },
    /// List who may sign in, and where they may work
    List,
    /// Give somebody a new password; ends their sessions
    Password {
        /// The address they sign in with
        #[arg(long)]
        email: String,
        /// The password is the first line of standard input
        #[arg(long)]
        password_stdin: bool,
        /// Take the second factor away too: for somebody who lost it
        #[arg(long)]
        without_second_factor: bool,
    },
    /// Remove somebody from everything
    Remove {
        /// The address they sign in with
        #[arg(long)]
        email: String,
    },
}

/// What somebody may do in a shop.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum RoleGiven {
    Owner,
    Staff,
}

impl From<RoleGiven> for crate::domain::account::Role {
    fn from(role: RoleGiven) -> Self {
        match role {
            RoleGiven::Owner => Self::Owner,
            RoleGiven::Staff => Self::Staff,
        }
    }
}

/// Who subscribes to webhooks.
#[derive(Clone, Copy, Debug, ValueEnum)]
pub enum WebhooksBy {
    Api,
    File,
}

impl From<WebhooksBy> for crate::domain::shop::WebhooksBy {
    fn from(by: WebhooksBy) -> Self {
        match by {
            WebhooksBy::Api => Self::Api,
            WebhooksBy::File => Self::File,
        }
    }
}
