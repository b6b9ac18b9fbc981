-- Times are UTC milliseconds, ids UUIDs, documents JSONB. The SQLite folder holds the
-- same steps; a test compares tables and columns.
CREATE TABLE shops (
    id UUID NOT NULL PRIMARY KEY,
    handle TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    domain TEXT NOT NULL UNIQUE,
    settings JSONB NOT NULL,
    reduced_after_days BIGINT NOT NULL,
    revision BIGINT NOT NULL
);

CREATE TABLE orders (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    shopify_id BIGINT NOT NULL,
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    email_hash BYTEA,
    postcode_hash BYTEA,
    doc JSONB NOT NULL,
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
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    key TEXT NOT NULL,
    at BIGINT NOT NULL,
    recorded_at BIGINT NOT NULL,
    doc JSONB NOT NULL,
    PRIMARY KEY (order_id, key),
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);

CREATE TABLE statuses (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    handle TEXT NOT NULL,
    place BIGINT NOT NULL,
    archived BOOLEAN NOT NULL,
    doc JSONB NOT NULL,
    UNIQUE (shop_id, handle)
);

CREATE TABLE links (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    sealed_token BYTEA NOT NULL,
    purpose TEXT NOT NULL,
    level TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT,
    revoked_at BIGINT,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX links_by_order ON links (order_id);

CREATE TABLE codes (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    browser_hash BYTEA NOT NULL,
    code_hash BYTEA NOT NULL,
    attempts BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at BIGINT,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX codes_by_order ON codes (order_id, created_at);

CREATE TABLE grants (
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    browser_hash BYTEA NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (order_id, browser_hash),
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);

CREATE TABLE messages (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    sealed_to BYTEA NOT NULL,
    sealed_subject BYTEA NOT NULL,
    sealed_body BYTEA,
    state TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    sent_at BIGINT,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT,
    claim_id UUID,
    last_error TEXT,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX messages_by_order ON messages (order_id, created_at);
CREATE INDEX messages_due ON messages (state, not_before);

-- Counters only: losing them in a crash harms nobody.
CREATE UNLOGGED TABLE limits (
    bucket BYTEA NOT NULL,
    window_start BIGINT NOT NULL,
    count BIGINT NOT NULL,
    PRIMARY KEY (bucket, window_start)
);

CREATE TABLE key_canary (
    id BIGINT NOT NULL PRIMARY KEY,
    sealed BYTEA NOT NULL
);
