//! Makes the orders of the benchmark, by SQL and in one go, with a spread of values as a shop has it: a few
//! of a hundred are open, most of the others paid and delivered; some tags are common, most are rare, and one
//! only the newest have. And the questions that are asked.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection, SqliteConnection};

use waymark::domain::clock::{Clock as _, SystemClock};
use waymark::domain::shop::Shop;
use waymark::domain::status::Status;

/// Name and query of each question. `STATUS` is a status, `{n}` an order's number, `{p}` a small number.
pub const QUESTIONS: &[(&str, &str)] = &[
    ("first page", ""),
    ("by due date", "sort=due"),
    ("longest in step", "sort=longest"),
    ("last changed", "sort=changed"),
    ("by number", "sort=number"),
    ("status", "status=STATUS"),
    ("no status", "status=none"),
    ("stage: on hold", "stage=on_hold"),
    ("stage: delivered", "stage=delivered"),
    ("payment: paid", "payment=paid"),
    ("payment: pending", "payment=pending"),
    ("payment: expired", "payment=expired"),
    ("shipping: unfulfilled", "fulfillment=unfulfilled"),
    ("shipping: part shipped", "fulfillment=partially_fulfilled"),
    ("returns: in progress", "return=in_progress"),
    ("tag of a third of all", "tag=tag-0"),
    ("rare tag", "tag=tag-38"),
    ("tag of the newest only", "tag=new"),
    ("any of three tags", "any_tag=tag-7&any_tag=tag-8&any_tag=tag-9"),
    ("due in a week", "DUE"),
    ("late", "late=1"),
    ("too long in a step", "too_long=1"),
    ("open", "open=1"),
    ("late and status", "late=1&status=STATUS"),
    ("common tag and pending", "tag=tag-0&payment=pending"),
    ("common tag and paid", "tag=tag-0&payment=paid"),
    ("rare tag and expired", "tag=tag-38&payment=expired"),
    ("no status and due in a week", "status=none&DUE"),
    ("no status and open, by due date", "status=none&open=1&sort=due"),
    ("refunded and returned", "payment=refunded&return=returned"),
    (
        "paid, delivered, part refunded or pending",
        "payment=partially_refunded&payment=pending&stage=delivered&fulfillment=fulfilled",
    ),
    ("two common ones that exclude each other", "payment=refunded&tag=tag-3&stage=delivered"),
    ("search: number", "q={n}"),
    ("search: begin of a number", "q=12"),
    ("search: name", "q=last{p}"),
    ("search: both names", "q=first{p}+last{p}"),
    ("search: e-mail", "q=shopper{n}@"),
    ("search: begin of every e-mail", "q=shopper"),
    ("search: tracking number", "q=0037350{n}"),
    ("search: nothing like it", "q=zzzz"),
    ("search: name, open, status", "q=first{p}&open=1&status=STATUS"),
    ("search: common name, paid", "q=first1&payment=paid"),
];

/// Views that are saved beforehand: their counts stand on every page.
pub const VIEWS: &[(&str, &str)] = &[
    ("Workshop", "status=STATUS&open=1"),
    ("Workshop, late", "status=STATUS&late=1"),
    ("Wholesale", "tag=tag-1"),
    ("Wholesale, unpaid", "tag=tag-1&payment=pending"),
    ("Coming back", "return=in_progress"),
    ("Rare", "tag=tag-38&payment=paid"),
];

/// Fills the database at `url`.
pub async fn fill(url: &str, shop: &Shop, statuses: &[Status], many: i64) {
    let now = SystemClock.now().0;
    if url.starts_with("sqlite:") {
        let mut db = SqliteConnection::connect(url).await.expect("the database");
        let shop_id = blob("X'", shop.id.0.simple().to_string());
        let status: Vec<_> = statuses.iter().map(|s| blob("X'", s.id.0.simple().to_string())).collect();
        for pragma in
            ["PRAGMA synchronous = OFF", "PRAGMA cache_size = -400000", "PRAGMA temp_store = MEMORY"]
        {
            sqlx::query(pragma).execute(&mut db).await.expect("a pragma");
        }
        for statement in statements(&Sql::sqlite(shop_id, status), now, many) {
            sqlx::query(AssertSqlSafe(statement)).execute(&mut db).await.expect("rows");
        }
        sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut db).await.expect("a checkpoint");
    } else {
        let mut db = PgConnection::connect(url).await.expect("the database");
        let uuid = |id: uuid::Uuid| format!("'{id}'::uuid");
        let sql = Sql::postgres(uuid(shop.id.0), statuses.iter().map(|s| uuid(s.id.0)).collect());
        for statement in statements(&sql, now, many) {
            sqlx::query(AssertSqlSafe(statement)).execute(&mut db).await.expect("rows");
        }
        sqlx::query("VACUUM ANALYZE").execute(&mut db).await.expect("statistics");
    }
}

fn blob(open: &str, hex: String) -> String {
    format!("{open}{hex}'")
}

/// What differs between the engines.
struct Sql {
    shop: String,
    statuses: Vec<String>,
    nil: &'static str,
    numbers: &'static str,
    id: &'static str,
    text: &'static str,
    doc: &'static str,
}

impl Sql {
    fn sqlite(shop: String, statuses: Vec<String>) -> Self {
        Self {
            shop,
            statuses,
            nil: "X'00000000000000000000000000000000'",
            numbers: "WITH RECURSIVE s (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < MANY)",
            id: "unhex(printf('01a0%012x7000800000000000', n))",
            text: "CAST(n AS TEXT)",
            doc: "'{}'",
        }
    }

    fn postgres(shop: String, statuses: Vec<String>) -> Self {
        Self {
            shop,
            statuses,
            nil: "'00000000-0000-0000-0000-000000000000'::uuid",
            numbers: "WITH s (n) AS (SELECT generate_series(1::bigint, MANY::bigint))",
            id: "('01a0' || lpad(to_hex(n), 12, '0') || '7000800000000000')::uuid",
            text: "n::text",
            doc: "'{}'::jsonb",
        }
    }
}

/// A number from 0 to 999 that looks drawn, other for each `salt`.
fn drawn(salt: i64) -> String {
    format!("((((n * 7919 + {salt} * 104729) % 1000003) * 31337 / 7) % 1000)")
}

fn statements(sql: &Sql, now: i64, many: i64) -> Vec<String> {
    let Sql { shop, statuses, nil, numbers, id, text, doc } = sql;
    let numbers = numbers.replace("MANY", &many.to_string());
    let placed = format!("({now} - ({many} - n) * 90000)");
    let open = format!("(n > {many} * 97 / 100 OR {} = 0)", drawn(1));
    let (status_part, pay, ship, back, stage) = (drawn(2), drawn(3), drawn(4), drawn(5), drawn(6));
    let cases =
        statuses.iter().enumerate().map(|(at, id)| format!("WHEN {} % 10 = {at} THEN {id}", drawn(7)));
    let status = format!("CASE {} END", cases.collect::<Vec<_>>().join(" "));
    let has_status = format!("(({open} AND {status_part} < 800) OR (NOT {open} AND {status_part} < 400))");
    let has_due = format!("({} < 500)", drawn(8));
    let due = format!("({placed} / 86400000 + 3 + {} % 20)", drawn(9));
    let max = i64::MAX;
    let fulfillment = format!(
        "CASE WHEN {open} THEN CASE WHEN {ship} < 700 THEN 'unfulfilled' WHEN {ship} < 800 THEN 'partially_fulfilled' \
        WHEN {ship} < 850 THEN 'on_hold' ELSE 'fulfilled' END ELSE CASE WHEN {ship} < 980 THEN 'fulfilled' \
        WHEN {ship} < 990 THEN 'unfulfilled' ELSE 'partially_fulfilled' END END"
    );
    let waits = format!("({open} AND {ship} < 850)");
    let index = format!(
        "{numbers} INSERT INTO order_index (shop_id, order_id, name, number, customer, placed_at, last_event_at, status_id, \
        status_since, due_from, due_to, stage, payment, fulfillment, returns, is_open, waits, digest) \
        SELECT {shop}, {id}, '#' || {text}, n, 'First' || CAST({first} % 500 AS TEXT) || ' Last' || CAST((n * 31) % 5000 AS TEXT), \
        {placed}, {placed} + {stage} * 500000, CASE WHEN {has_status} THEN {status} ELSE {nil} END, \
        CASE WHEN {has_status} THEN {placed} + {stage} * 400000 ELSE {max} END, \
        CASE WHEN {has_due} THEN {due} ELSE {max} END, CASE WHEN {has_due} THEN {due} + n % 2 ELSE {max} END, \
        CASE WHEN {open} THEN CASE WHEN {stage} < 500 THEN 'in_a_step' WHEN {stage} < 700 THEN 'preparing' WHEN {stage} < 750 THEN 'on_hold' \
            WHEN {stage} < 900 THEN 'shipped' ELSE 'awaiting_payment' END \
        ELSE CASE WHEN {stage} < 930 THEN 'delivered' WHEN {stage} < 950 THEN 'returned' WHEN {stage} < 970 THEN 'canceled' \
            WHEN {stage} < 980 THEN 'refunded' ELSE 'complete' END END, \
        CASE WHEN {pay} < 880 THEN 'paid' WHEN {pay} < 910 THEN 'pending' WHEN {pay} < 930 THEN 'authorized' \
            WHEN {pay} < 960 THEN 'partially_refunded' WHEN {pay} < 990 THEN 'refunded' WHEN {pay} < 999 THEN 'voided' ELSE 'expired' END, \
        {fulfillment}, CASE WHEN {back} < 965 THEN 'no_return' WHEN {back} < 975 THEN 'in_progress' WHEN {back} < 980 THEN 'return_requested' \
            ELSE 'returned' END, {open}, {waits}, 0 FROM s",
        first = drawn(10),
    );
    let orders = format!(
        "{numbers} INSERT INTO orders (id, shop_id, shopify_id, name, name_key, doc, revision, last_event_at, created_at, updated_at) \
        SELECT {id}, {shop}, n, '#' || {text}, {text}, {doc}, 1, {placed}, {placed}, {placed} FROM s"
    );
    let mut all = vec![orders, index];
    for (salt, tag, below) in [(11, "'tag-0'".to_owned(), 330), (12, "'tag-1'".to_owned(), 100)]
        .into_iter()
        .chain([(13, format!("'tag-' || CAST(2 + {} % 38 AS TEXT)", drawn(14)), 600)])
    {
        all.push(format!(
            "{numbers} INSERT INTO order_tags (shop_id, order_id, tag, shown) SELECT {shop}, {id}, {tag}, {tag} FROM s WHERE {} < {below}",
            drawn(salt)
        ));
    }
    all.push(format!(
        "{numbers} INSERT INTO order_tags (shop_id, order_id, tag, shown) SELECT {shop}, {id}, 'new', 'New' FROM s WHERE n > {many} * 99 / 100"
    ));
    let terms = [
        text.to_string(),
        format!("'first' || CAST({} % 500 AS TEXT)", drawn(10)),
        "'last' || CAST((n * 31) % 5000 AS TEXT)".to_owned(),
        format!("'shopper' || {text} || '@example.com'"),
        format!("'0037350' || {text}"),
    ];
    for term in terms {
        all.push(format!(
            "{numbers} INSERT INTO order_terms (shop_id, order_id, term) SELECT {shop}, {id}, {term} FROM s"
        ));
    }
    all
}
