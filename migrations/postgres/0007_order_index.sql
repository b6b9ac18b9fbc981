-- What the merchant's list of orders is filtered, searched and sorted by: one narrow row per order, its
-- tags, and the normal forms it is found by. All of it can be made again from the orders. Where there is no
-- due date or no status, the column holds the greatest number, so that sorting needs no special case;
-- without a status, the id is all zeros. The other engine has the same steps.
CREATE TABLE order_index (
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    name TEXT NOT NULL,
    number BIGINT NOT NULL,
    customer TEXT,
    placed_at BIGINT NOT NULL,
    last_event_at BIGINT NOT NULL,
    status_id UUID NOT NULL,
    status_since BIGINT NOT NULL,
    due_from BIGINT NOT NULL,
    due_to BIGINT NOT NULL,
    stage TEXT NOT NULL,
    payment TEXT NOT NULL,
    fulfillment TEXT NOT NULL,
    returns TEXT NOT NULL,
    is_open BOOLEAN NOT NULL,
    waits BOOLEAN NOT NULL,
    digest BIGINT NOT NULL,
    PRIMARY KEY (shop_id, order_id),
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
-- Newest first, with everything that is filtered by: a filter that fits few is answered from this index.
CREATE INDEX order_index_by_placed ON order_index (shop_id, placed_at, order_id, status_id, stage, payment,
    fulfillment, returns, is_open, waits, due_to, status_since);
CREATE INDEX order_index_by_due ON order_index (shop_id, due_to, order_id);
CREATE INDEX order_index_by_since ON order_index (shop_id, status_since, order_id);
CREATE INDEX order_index_by_event ON order_index (shop_id, last_event_at, order_id);
CREATE INDEX order_index_by_number ON order_index (shop_id, number, order_id);
CREATE INDEX order_index_by_status ON order_index (shop_id, status_id, placed_at, order_id);
CREATE INDEX order_index_by_stage ON order_index (shop_id, stage, placed_at, order_id);
CREATE INDEX order_index_by_payment ON order_index (shop_id, payment, placed_at, order_id);
CREATE INDEX order_index_by_fulfillment ON order_index (shop_id, fulfillment, placed_at, order_id);
CREATE INDEX order_index_by_returns ON order_index (shop_id, returns, placed_at, order_id);
CREATE INDEX order_index_open ON order_index (shop_id, placed_at, order_id) WHERE is_open;
CREATE INDEX order_index_late ON order_index (shop_id, due_to, order_id) WHERE waits;
CREATE INDEX order_index_long ON order_index (shop_id, status_id, status_since, order_id) WHERE waits;

CREATE TABLE order_tags (
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    tag TEXT COLLATE "C" NOT NULL,
    shown TEXT NOT NULL,
    PRIMARY KEY (shop_id, order_id, tag),
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX order_tags_by_tag ON order_tags (shop_id, tag, order_id);

CREATE TABLE order_terms (
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    term TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (shop_id, order_id, term),
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX order_terms_by_term ON order_terms (shop_id, term, order_id);

-- How far the orders of an older database have come into these tables; `version` is that of the rules.
CREATE TABLE order_index_progress (
    shop_id UUID NOT NULL PRIMARY KEY REFERENCES shops (id),
    version BIGINT NOT NULL,
    after_id UUID NOT NULL,
    done BIGINT NOT NULL,
    finished_at BIGINT
);

-- Filters that a shop's people gave a name.
CREATE TABLE saved_views (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    name TEXT NOT NULL,
    name_key TEXT NOT NULL,
    query TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    UNIQUE (shop_id, name_key)
);
