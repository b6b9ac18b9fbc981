-- Times are UTC milliseconds, ids 16-byte UUIDs, documents JSON text. The PostgreSQL folder holds the
-- same steps; a test compares tables and columns.
CREATE TABLE shops (
    id BLOB NOT NULL PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    domain TEXT NOT NULL UNIQUE,
    settings TEXT NOT NULL,
    reduced_after_days BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE orders (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    shopify_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    email_hash BLOB,
    postcode_hash BLOB,
    doc TEXT NOT NULL,
    revision BIGINT NOT NULL,
    last_event_at BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    updated_at BIGINT NOT NULL,
    erased_at BIGINT,
    UNIQUE (shop_id, shopify_id),
    UNIQUE (id, shop_id)
);
CREATE INDEX orders_by_name ON orders (shop_id, name_key);

CREATE TABLE entries (
    shop_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    doc TEXT NOT NULL,
    PRIMARY KEY (order_id, key),
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
) WITHOUT ROWID;

CREATE TABLE statuses (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    handle TEXT NOT NULL,
    place BIGINT NOT NULL,
    archived BOOLEAN NOT NULL,
    doc TEXT NOT NULL,
    UNIQUE (shop_id, handle)
);

CREATE TABLE links (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    sealed_token BLOB NOT NULL,
    purpose TEXT NOT NULL,
    level TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX links_by_order ON links (order_id);

CREATE TABLE codes (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    browser_hash BLOB NOT NULL,
    code_hash BLOB NOT NULL,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX codes_by_order ON codes (order_id, created_at);

CREATE TABLE grants (
    shop_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    browser_hash BLOB NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (order_id, browser_hash),
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);

CREATE TABLE messages (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    sealed_to BLOB NOT NULL,
    sealed_subject BLOB NOT NULL,
    sealed_body BLOB,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    sent_at BIGINT,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT,
    claim_id BLOB,
    last_error TEXT,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX messages_by_order ON messages (order_id, created_at);
CREATE INDEX messages_due ON messages (state, not_before);

CREATE TABLE limits (
    bucket BLOB NOT NULL,
    window_start BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (bucket, window_start)
);

CREATE TABLE key_canary (
    id BIGINT NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL
);
