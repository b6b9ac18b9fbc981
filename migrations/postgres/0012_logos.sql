-- Logos as they are served, one for each shop; the name is a fingerprint of the bytes.
CREATE TABLE logos (
    shop_id UUID NOT NULL PRIMARY KEY REFERENCES shops (id),
    file TEXT NOT NULL,
    bytes BYTEA NOT NULL
);
CREATE INDEX logos_by_file ON logos (file);
