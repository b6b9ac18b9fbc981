-- Messages keep what they tell and are written when they are sent; the mail server's answers; addresses that
-- get nothing; templates of merchants with their versions. The other engine has the same steps.
ALTER TABLE messages ADD COLUMN sealed_facts BYTEA;
ALTER TABLE messages ADD COLUMN sealed_html BYTEA;
ALTER TABLE messages ADD COLUMN doubtful BIGINT NOT NULL DEFAULT 0;
ALTER TABLE messages ADD COLUMN merged_into UUID;
CREATE INDEX messages_sent ON messages (shop_id, sent_at);

-- Addresses that get nothing, or only what belongs to a purchase, by the keyed hash of the address.
CREATE TABLE suppressions (
    shop_id UUID NOT NULL REFERENCES shops (id),
    email_hash BYTEA NOT NULL,
    reason TEXT NOT NULL,
    detail TEXT,
    since BIGINT NOT NULL,
    PRIMARY KEY (shop_id, email_hash, reason)
);

-- The last version of a kind and language is the one in use.
CREATE TABLE template_versions (
    shop_id UUID NOT NULL REFERENCES shops (id),
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    version BIGINT NOT NULL,
    doc JSONB NOT NULL,
    made_at BIGINT NOT NULL,
    made_by TEXT NOT NULL,
    PRIMARY KEY (shop_id, kind, language, version)
);

-- Where messages about an order go instead of the address that Shopify tells. Codes never go there.
CREATE TABLE corrected_addresses (
    order_id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL,
    sealed_to BYTEA NOT NULL,
    corrected_at BIGINT NOT NULL,
    corrected_by TEXT NOT NULL,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
