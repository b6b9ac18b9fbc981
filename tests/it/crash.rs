//! `kill -9` in the middle of an import, then importing again: nothing lost, nothing double.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use waymark::domain::clock::SystemChance;
use waymark::store::{KeyRing, Store};

const ORDERS: usize = 1_500;

fn waymark(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_waymark"));
    command
        .env("DATABASE_URL", format!("sqlite:{}", folder.join("crash.sqlite3").display()))
        .env("WAYMARK_KEYS", folder.join("keys"))
        .env("WAYMARK_MAIL_FOLDER", folder.join("mail"))
        .env("WAYMARK_ERASURES", folder.join("erasures.jsonl"));
    command
}

fn write_orders(path: &Path) {
    let mut file = std::io::BufWriter::new(std::fs::File::create(path).unwrap());
    for n in 1..=ORDERS {
        let order = serde_json::json!({"id": n, "name": format!("#{n}"), "updated_at": "2026-11-20T10:00:00Z",
            "processed_at": "2026-11-19T10:00:00Z", "financial_status": "paid",
            "fulfillments": [{"id": n * 10, "order_id": n, "created_at": "2026-11-20T09:00:00Z", "updated_at": "2026-11-20T09:00:00Z",
                "shipment_status": "delivered", "status": "success"}]});
        writeln!(file, "{order}").unwrap();
    }
}

async fn stored(folder: &Path) -> (u64, usize) {
    let keys = KeyRing::open_or_create(&folder.join("keys"), &SystemChance).unwrap();
    let store =
        Store::open(&format!("sqlite:{}", folder.join("crash.sqlite3").display()), keys).await.unwrap();
    let Ok(shops) = store.shops().await else { return (0, 0) };
    let Some(shop) = shops.first() else { return (0, 0) };
    let repository = store.shop(shop.id);
    let count = repository.count_orders().await.unwrap();
    let mut entries = 0;
    for n in 1..=ORDERS {
        for found in repository.orders_by_name(&n.to_string()).await.unwrap() {
            entries += repository.order(found.id).await.unwrap().unwrap().entries.len();
        }
    }
    store.close().await;
    (count, entries)
}

#[tokio::test(flavor = "multi_thread")]
async fn an_import_killed_again_and_again_ends_complete() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("orders.jsonl");
    write_orders(&file);
    let mut before = 0;
    for _ in 0..6 {
        let mut child = waymark(folder.path())
            .arg("import")
            .arg(&file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Killed as soon as it has committed more than the run before.
        loop {
            let (count, _) = quick_count(folder.path()).await;
            if count > before || child.try_wait().unwrap().is_some() {
                before = count;
                break;
            }
            tokio::task::yield_now().await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        let (count, _) = quick_count(folder.path()).await;
        assert!(count >= before, "what was committed stays");
        before = count;
    }
    let done = waymark(folder.path()).arg("import").arg(&file).output().unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let (orders, entries) = stored(folder.path()).await;
    assert_eq!(orders, ORDERS as u64, "nothing lost, nothing double");
    // Placed, paid, shipped, delivered: each once.
    assert_eq!(entries, ORDERS * 4);
    let again = waymark(folder.path()).arg("import").arg(&file).output().unwrap();
    let said = String::from_utf8_lossy(&again.stdout).into_owned();
    assert!(said.contains(&format!("0 new, 0 changed, {ORDERS} unchanged")), "{said}");
}

async fn quick_count(folder: &Path) -> (u64, usize) {
    if !folder.join("keys").exists() {
        return (0, 0);
    }
    let Ok(keys) = KeyRing::open_or_create(&folder.join("keys"), &SystemChance) else { return (0, 0) };
    let Ok(store) = Store::open(&format!("sqlite:{}", folder.join("crash.sqlite3").display()), keys).await
    else {
        return (0, 0);
    };
    let count = match store.shops().await {
        Ok(shops) if !shops.is_empty() => store.shop(shops[0].id).count_orders().await.unwrap_or(0),
        _ => 0,
    };
    store.close().await;
    (count, 0)
}
