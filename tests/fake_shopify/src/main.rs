//! Runs the stand-in by itself.

use std::net::SocketAddr;

use clap::Parser;
use fake_shopify::{FakeShopify, Options, ShopOptions};

/// A stand-in for a Shopify shop, for tests and for trying Waymark out.
#[derive(Debug, Parser)]
#[command(name = "fake-shopify")]
struct Args {
    /// Where to listen; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:4010")]
    addr: SocketAddr,
    /// The shop's myshopify domain.
    #[arg(long, default_value = "fjord-and-fir.myshopify.com")]
    shop: String,
    /// The shop's name.
    #[arg(long, default_value = "Fjord & Fir")]
    name: String,
    /// The app's client id.
    #[arg(long, default_value = "fake-client-id")]
    client_id: String,
    /// The app's client secret.
    #[arg(long, default_value = "fake-client-secret")]
    client_secret: String,
    /// How many sample orders to begin with.
    #[arg(long, default_value_t = 0)]
    seed_orders: usize,
    /// Lets something believable happen every few seconds.
    #[arg(long)]
    live: bool,
    /// How many times faster than Shopify failed webhooks are tried again.
    #[arg(long, default_value_t = 240.0)]
    retry_factor: f64,
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let args = Args::parse();
    let shop = ShopOptions {
        domain: args.shop.clone(),
        name: args.name,
        client_id: args.client_id,
        client_secret: args.client_secret,
        retry_factor: args.retry_factor,
        ..ShopOptions::default()
    };
    let running = FakeShopify::start(Options { addr: args.addr, shops: vec![shop] }).await?;
    let shop = running.shop(&args.shop);
    if args.seed_orders > 0 {
        println!("{} orders", shop.seed(args.seed_orders, 1));
    }
    println!("{}", running.base());
    println!("fake-shopify listening on {}", running.url());
    if args.live {
        tokio::spawn(fake_shopify::live::play(shop));
    }
    let mut ended = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted?,
        _ = ended.recv() => {}
    }
    running.stop();
    Ok(())
}
