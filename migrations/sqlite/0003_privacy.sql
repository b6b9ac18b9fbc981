-- What must stay erased, requests for data, and when a whole shop goes. An erasure is kept by the shop's
-- domain: it holds for the same shop under a new id too. The other engine has the same steps.
ALTER TABLE shops ADD COLUMN erase_asked_at BIGINT;
ALTER TABLE shops ADD COLUMN erase_at BIGINT;
CREATE INDEX orders_by_email ON orders (shop_id, email_hash);
CREATE INDEX orders_kept ON orders (shop_id, last_event_at) WHERE erased_at IS NULL;
CREATE INDEX order_parts_by_order ON order_parts (shop_id, shopify_id);

CREATE TABLE erasures (
    domain TEXT NOT NULL,
    shopify_id BIGINT NOT NULL,
    erased_at BIGINT NOT NULL,
    PRIMARY KEY (domain, shopify_id)
);

-- Lines of the journal of erasures that were carried out in this database.
CREATE TABLE erasure_lines (
    line BLOB NOT NULL PRIMARY KEY,
    done_at BIGINT NOT NULL
);

CREATE TABLE data_requests (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    request_id BIGINT,
    sealed_request BLOB NOT NULL,
    asked_at BIGINT NOT NULL,
    done_at BIGINT,
    UNIQUE (shop_id, request_id)
);
