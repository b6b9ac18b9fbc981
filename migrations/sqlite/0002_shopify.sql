-- What Shopify's side needs: how shops are connected, notices as they came, orders to read again, and
-- how far a read of the whole history has come. Documents and secrets are sealed. The other engine has the same steps.
ALTER TABLE shops ADD COLUMN standing TEXT NOT NULL DEFAULT 'alone';
ALTER TABLE shops ADD COLUMN standing_since BIGINT;
ALTER TABLE shops ADD COLUMN checked_at BIGINT;
ALTER TABLE orders ADD COLUMN in_transit BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE orders ADD COLUMN read_at BIGINT;
ALTER TABLE orders ADD COLUMN lost_at BIGINT;
CREATE INDEX orders_in_transit ON orders (shop_id, read_at) WHERE in_transit;

CREATE TABLE connections (
    shop_id BLOB NOT NULL PRIMARY KEY REFERENCES shops (id),
    road TEXT NOT NULL,
    client_id TEXT NOT NULL,
    sealed_secret BLOB NOT NULL,
    sealed_previous BLOB,
    previous_until BIGINT,
    sealed_token BLOB,
    token_expires_at BIGINT,
    sealed_refresh BLOB,
    refresh_expires_at BIGINT,
    scopes TEXT NOT NULL,
    renewing_until BIGINT,
    renewing_id BLOB,
    comparing_until BIGINT,
    comparing_id BLOB,
    read_until BIGINT,
    reconciled_at BIGINT,
    repaired BIGINT NOT NULL,
    audited_at BIGINT,
    trouble TEXT,
    trouble_at BIGINT
);

CREATE TABLE inbox (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    topic TEXT NOT NULL,
    event_id TEXT NOT NULL,
    body_hash BLOB NOT NULL,
    sealed_body BLOB,
    triggered_at BIGINT NOT NULL,
    received_at BIGINT NOT NULL,
    state TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT,
    claim_id BLOB,
    last_error TEXT,
    UNIQUE (shop_id, topic, event_id, body_hash)
);
CREATE INDEX inbox_due ON inbox (state, not_before);
CREATE INDEX inbox_received ON inbox (shop_id, received_at);

CREATE TABLE refreshes (
    shop_id BLOB NOT NULL REFERENCES shops (id),
    part TEXT NOT NULL,
    part_id BIGINT NOT NULL,
    urgency BIGINT NOT NULL,
    asks BIGINT NOT NULL,
    asked_at BIGINT NOT NULL,
    not_before BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT,
    claim_id BLOB,
    last_error TEXT,
    PRIMARY KEY (shop_id, part, part_id)
);
CREATE INDEX refreshes_due ON refreshes (urgency, not_before);

CREATE TABLE order_parts (
    shop_id BLOB NOT NULL REFERENCES shops (id),
    part TEXT NOT NULL,
    part_id BIGINT NOT NULL,
    shopify_id BIGINT NOT NULL,
    PRIMARY KEY (shop_id, part, part_id)
);

CREATE TABLE syncs (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    since BIGINT,
    bulk_id TEXT,
    file TEXT,
    lines_done BIGINT NOT NULL,
    orders_done BIGINT NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT
);
CREATE INDEX syncs_by_shop ON syncs (shop_id, started_at);
