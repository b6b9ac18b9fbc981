-- What the merchant's page about Shopify needs: short-lived links to it, which API version answered, and
-- when a comparison last found something to put right. The other engine has the same steps.
ALTER TABLE connections ADD COLUMN served_version TEXT;
ALTER TABLE connections ADD COLUMN repaired_at BIGINT;

CREATE TABLE console_links (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    token_hash BYTEA NOT NULL UNIQUE,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX console_links_by_shop ON console_links (shop_id);
