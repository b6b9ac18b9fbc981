//! The controls: what a test does to a shop. As a library by [`ShopHandle`], over HTTP under
//! `/control/{shop}/…` for other processes and for browser tests; `{shop}` is the myshopify domain.
//! Bodies are JSON; answers are JSON; a refusal is 422 with `{"error": "…"}`.
//!
//! | Method and path | Body | Library | Answer |
//! |---|---|---|---|
//! | GET `/control` | – | `running.domains()` | `{"shops": […], "base": "http://…/{shop}"}` |
//! | POST `/control/shops` | [`ShopOptions`](crate::ShopOptions) as JSON | `running.add_shop(options)` | `{"domain"}` |
//! | POST `…/act` | an [`Action`](crate::Action): `{"do": "create_order", "email": "a@example.com"}` | `act(action)` | [`Made`](crate::Made) |
//! | POST `…/acts` | `[action, …]` | – | `[Made, …]` |
//! | POST `…/seed` | `{"n": 50000, "seed": 1}` | `seed(n, seed)` | `{"orders": total}` |
//! | POST `…/mutate` | `{"n": 10000, "seed": 2, "webhooks": true}` | `mutate(n, seed, webhooks)` | `{"changed": n}` |
//! | POST `…/faults` | one [`Fault`](crate::faults::Fault) or a list: `{"kind": "429", "times": 3, "retry_after": 2}` | `fault(fault)` | `{}` |
//! | DELETE `…/faults` | – | `clear_faults()` | `{}` |
//! | POST `…/modes` | [`Modes`](crate::faults::Modes): `{"frozen": true}`, `{"drop_webhooks_seconds": 30}` … | `modes(modes)` | `{}` |
//! | POST `…/clock` | `{"set": "2026-11-01T00:00:00Z"}` or `{"advance": 3600}` | `set_clock(at)`, `advance(s)` | `{"now"}` |
//! | POST `…/bucket` | `{"max": 2000, "restore": 100}` | `bucket(max, restore)` | `{}` |
//! | POST `…/access` | `{"scopes": […], "protected": 2}`; changed scopes send `app/scopes_update` | `scopes(list)`, `protected(level)` | `{}` |
//! | POST `…/secret` | `{"secret": "new"}`; the old one signs for another hour | `rotate_secret(new)` | `{}` |
//! | POST `…/uninstall`, `…/reinstall` | – | `uninstall()`, `reinstall()` | `{}` |
//! | POST `…/expire_tokens` | – | `expire_tokens()` | `{}` |
//! | GET, DELETE `…/subscriptions` | – | `subscriptions()`, `delete_subscriptions()` | a list |
//! | POST `…/app_subscription` | `{"topics": […], "uri": "…"}` | `app_subscription(entry)` | `{}` |
//! | POST `…/customers/data_request`, `…/customers/redact` | `{"customer": "…", "email": "…", "orders": […]}` | `data_request(r)`, `redact(r)` | `{}` |
//! | POST `…/shop/redact`, `…/shop/update` | – | `shop_redact()`, `shop_update()` | `{}` |
//! | GET `…/ledger?topic=&state=` | – | `ledger()` | a list of [`Entry`](crate::Entry) |
//! | GET, DELETE `…/stats` | – | `stats()`, `reset_stats()` | [`Stats`](crate::Stats) and counts |
//! | GET `…/orders` | – | `orders()` | `[{"id", "gid", "name", "updatedAt"}]` |
//! | GET `…/order/{id or number}` | – | `order(which)` | the whole model with derived statuses |
//! | POST `…/graphql` | `{"query", "variables"}`; no token, no cost, no faults: the oracle | `query(text, variables)` | the answer |
//!
//! Orders are named by number (`"#1001"`), id or gid; parts by id or gid. Send ids as text from
//! JavaScript. Actions and their fields: [`Action`](crate::Action) and the structs in
//! [`actions`](crate::actions).

mod handle;
mod routes;

pub use handle::ShopHandle;
pub(crate) use routes::routes;
