//! The Atom feed of an order: the timeline as the page tells it, and nothing that the link's level hides.

use serde_json::json;

use crate::support::app::TestApp;

#[tokio::test]
async fn the_feed_tells_the_timeline_and_hides_what_the_level_hides() {
    let app = TestApp::start().await;
    app.import(&json!({"id": 1, "name": "#1001", "email": "canary@example.com",
        "created_at": "2026-11-20T10:00:00Z", "updated_at": "2026-11-21T10:00:00Z", "financial_status": "paid",
        "fulfillment_status": "fulfilled", "line_items": [],
        "fulfillments": [{"id": 5, "created_at": "2026-11-21T09:00:00Z", "updated_at": "2026-11-21T09:00:00Z",
            "status": "success", "tracking_company": "UPS", "tracking_numbers": ["1Z999AA10123456784"]}]}))
        .await;
    let link = app.link("1001").await;
    let page = app.get(&link).await.text();
    assert!(page.contains("feed.atom"), "the page leads to it");
    let answer = app.get(&format!("{link}/feed.atom")).await;
    assert_eq!(answer.header("content-type"), "application/atom+xml; charset=utf-8");
    let text = answer.text();
    let feed: atom_syndication::Feed = text.parse().unwrap();
    let titles: Vec<&str> = feed.entries.iter().map(|entry| entry.title.value.as_str()).collect();
    assert!(titles.len() >= 2 && titles.iter().any(|title| title.contains("Shipped")), "{titles:?}");
    let mut newest_first = feed.entries.clone();
    newest_first.sort_by_key(|entry| std::cmp::Reverse(entry.updated));
    assert_eq!(feed.entries, newest_first);
    assert!(!text.contains("canary@"));
    // In the shopper's language, and the same entries under the same ids.
    let danish = app.get(&format!("{link}/feed.atom?lang=da")).await.text();
    let danish: atom_syndication::Feed = danish.parse().unwrap();
    assert_eq!((danish.entries.len(), danish.id.as_str()), (feed.entries.len(), feed.id.as_str()));
    assert_eq!(app.get("/o/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/feed.atom").await.status, 404);
}
