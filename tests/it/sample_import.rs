//! Shopify's own samples through the whole import door: taken in whole, exact, and once.

use std::path::{Path, PathBuf};

use waymark::domain::ids::ShopifyId;
use waymark::services::import_orders::ImportSummary;

use crate::support::app::TestApp;

/// The sample files that hold orders; `None` where the reference data does not lie beside the project.
fn samples() -> Option<Vec<PathBuf>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/shopify/data");
    if !data.exists() {
        assert!(std::env::var_os("CI").is_none(), "../shared is missing");
        println!("skipped: needs ../shared");
        return None;
    }
    let mut files = vec![data.join("rest-2026-07/order.json")];
    for (folder, prefix) in [("webhooks/2026-07", "orders__"), ("captures", "")] {
        let listed = std::fs::read_dir(data.join(folder)).unwrap().flatten().map(|entry| entry.path());
        files.extend(listed.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with(prefix)));
    }
    files.sort();
    Some(files)
}

async fn import_all(app: &TestApp, files: &[PathBuf]) -> ImportSummary {
    let mut summary = ImportSummary::default();
    for file in files {
        let reader = std::io::BufReader::new(std::fs::File::open(file).unwrap());
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        app.services.import(&app.shop, &name, reader, &mut summary, &|_| {}).await.unwrap();
    }
    summary
}

#[tokio::test]
async fn all_samples_import_and_importing_again_reports_unchanged() {
    let Some(files) = samples() else { return };
    let app = TestApp::start().await;
    let first = import_all(&app, &files).await;
    assert_eq!(first.refused, Vec::new());
    assert!(first.new > 20, "{first:?}");
    let again = import_all(&app, &files).await;
    assert_eq!((again.new, again.changed), (0, 0));
    assert_eq!(again.unchanged, first.new + first.changed + first.unchanged);
    // Shopify's webhook sample: an id beyond 2^53 stays exact all the way into the store.
    let store = app.services.store.shop(app.shop.id);
    let mut exact = false;
    for found in store.orders_by_name("9999").await.unwrap() {
        let stored = store.order(found.id).await.unwrap().unwrap();
        exact |= stored.shopify_id == ShopifyId(820_982_911_946_154_508);
    }
    assert!(exact, "order #9999 is stored under its exact id");
}

#[tokio::test]
async fn every_imported_sample_has_a_page() {
    let Some(files) = samples() else { return };
    let app = TestApp::start().await;
    import_all(&app, &files).await;
    let store = app.services.store.shop(app.shop.id);
    for name in store.order_names(500).await.unwrap() {
        let Some(order) = app.services.order_by_name(&app.shop, &name).await.unwrap() else { continue };
        let url = app.services.merchant_link(&app.shop, order).await.unwrap();
        let answer = app.get(url.strip_prefix("http://shop.test").unwrap()).await;
        assert_eq!(answer.status, axum::http::StatusCode::OK, "{name}");
    }
}
