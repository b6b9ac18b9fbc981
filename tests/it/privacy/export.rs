//! What is handed out is everything held, and no more; and the commands around it.

use serde_json::json;

use waymark::domain::ids::ShopifyId;
use waymark::domain::privacy::DataRequest;
use waymark::language::Language;

use crate::support::app::TestApp;

#[tokio::test]
async fn an_answer_holds_what_is_held_and_no_token() {
    let app = TestApp::start().await;
    let order = |id: i64, email: &str| {
        json!({"id": id, "name": format!("#{id}"), "email": email, "financial_status": "paid",
            "updated_at": "2026-11-20T10:00:00Z", "processed_at": "2026-11-19T10:00:00Z",
            "shipping_address": {"name": "A shopper", "address1": "1 Any Street", "city": "Anytown", "zip": "5000"}})
    };
    for (id, email) in [(1, "a@example.com"), (2, "A@example.com"), (3, "b@example.com")] {
        app.import(&order(id, email)).await;
    }
    let link = app.link("1").await;
    let id = app.services.order_by_name(&app.shop, "1").await.unwrap().unwrap();
    app.services.mail_link(&app.shop, id, Language::ALL[0]).await.unwrap();
    let mail = app.mails().await.remove(0);
    let asked = DataRequest {
        request: Some(ShopifyId(7)),
        email: Some("a@example.com".into()),
        orders: vec![ShopifyId(1), ShopifyId(99)],
        ..DataRequest::default()
    };
    let request = app.services.request_data(&app.shop, &asked).await.unwrap();
    let document = app.services.export_request(&app.shop, request).await.unwrap().unwrap();
    let names: Vec<_> =
        document["orders"].as_array().unwrap().iter().map(|order| order["name"].clone()).collect();
    assert_eq!(names, ["#1", "#2"], "named, and by address; nobody else's");
    assert_eq!(document["orders_not_held"], json!([99]));
    let first = &document["orders"][0];
    // What is held is what came in.
    assert_eq!(first["facts"]["email"], json!({"value": "a@example.com", "as_of": "2026-11-20T10:00:00Z"}));
    assert_eq!(first["facts"]["address"]["value"]["street"], json!(["1 Any Street"]));
    assert_eq!(first["facts"]["address"]["value"]["postcode"], "5000");
    assert_eq!(first["facts"]["payment"]["value"], "paid");
    assert_eq!(first["messages"][0]["to"], "a@example.com");
    assert_eq!(first["messages"][0]["subject"], mail.subject);
    assert_eq!(first["messages"][0]["text"], mail.text);
    assert!(first["timeline"].as_array().unwrap().len() >= 2);
    assert!(first["links"].as_array().unwrap().iter().any(|link| link["purpose"] == "merchant"));
    let without_texts = document.to_string().replace(&serde_json::to_string(&mail.text).unwrap(), "");
    assert!(!without_texts.contains(link.rsplit('/').next().unwrap()), "a link is named, not handed out");
    assert_eq!(document["kept"]["personal_fields_days_after_last_event"], 90);
    let store = app.services.store.shop(app.shop.id);
    assert_eq!(store.open_data_requests().await.unwrap(), 1, "answered once it is written");
}

#[test]
fn the_commands_list_hand_out_erase_and_repeat() {
    let folder = tempfile::tempdir().unwrap();
    let run = |args: &[&str]| {
        let out = crate::logs::waymark(folder.path()).args(args).output().unwrap();
        assert!(out.status.success(), "{args:?}: {}", String::from_utf8_lossy(&out.stderr));
        String::from_utf8(out.stdout).unwrap()
    };
    let file = folder.path().join("order.json");
    let order = json!({"id": 1, "name": "#1001", "email": "a@example.com", "financial_status": "paid", "updated_at": "2026-11-20T10:00:00Z"});
    std::fs::write(&file, order.to_string()).unwrap();
    run(&["import", &file.display().to_string()]);
    assert!(run(&["privacy", "list"]).contains("No request"));
    let target = folder.path().join("out.json");
    run(&["privacy", "export", "--order", "1001", "-o", &target.display().to_string()]);
    assert!(std::fs::read_to_string(&target).unwrap().contains("a@example.com"));
    use std::os::unix::fs::PermissionsExt as _;
    assert_eq!(target.metadata().unwrap().permissions().mode() & 0o077, 0);
    assert!(run(&["privacy", "erase", "1001"]).contains("is erased"));
    assert!(run(&["privacy", "erase", "1001"]).contains("before"));
    assert!(run(&["privacy", "replay"]).starts_with("2 lines"));
    assert!(!run(&["privacy", "export", "--order", "1001"]).contains("a@example.com"));
    let unknown =
        crate::logs::waymark(folder.path()).args(["privacy", "export", "nothing"]).output().unwrap();
    assert!(!unknown.status.success());
}
