-- Changes of merchants: which revision of an order they made, the messages that go with them, and changes
-- of many orders at once. The other engine has the same steps.
ALTER TABLE entries ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;

ALTER TABLE messages ADD COLUMN change_id UUID;
ALTER TABLE messages ADD COLUMN batch_id UUID;
CREATE INDEX messages_by_change ON messages (change_id);
CREATE INDEX messages_by_batch ON messages (batch_id);

CREATE TABLE batches (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    user_id UUID NOT NULL,
    who TEXT NOT NULL,
    change JSONB NOT NULL,
    state TEXT NOT NULL,
    total BIGINT NOT NULL,
    done BIGINT NOT NULL,
    skipped BIGINT NOT NULL,
    messages BIGINT NOT NULL,
    undone BIGINT NOT NULL,
    undone_by TEXT,
    created_at BIGINT NOT NULL,
    ended_at BIGINT,
    hold_until BIGINT,
    claimed_until BIGINT,
    claim_id UUID
);
CREATE INDEX batches_by_shop ON batches (shop_id, id);
CREATE INDEX batches_by_state ON batches (state);

-- One order of a batch: its own change where it differs, and what came of it.
CREATE TABLE batch_orders (
    batch_id UUID NOT NULL REFERENCES batches (id),
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    place BIGINT NOT NULL,
    change JSONB,
    state TEXT NOT NULL,
    reason TEXT,
    made JSONB,
    PRIMARY KEY (batch_id, place),
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX batch_orders_by_state ON batch_orders (batch_id, state, place);
CREATE INDEX batch_orders_by_order ON batch_orders (order_id);
