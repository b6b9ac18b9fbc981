-- What mail providers tell of mails after they took them. The other engine has the same steps.
ALTER TABLE messages ADD COLUMN returned JSONB;

-- Providers whose news a shop believes, each with the sealed key or password that proves them.
CREATE TABLE mail_hooks (
    shop_id UUID NOT NULL REFERENCES shops (id),
    provider TEXT NOT NULL,
    sealed_secret BYTEA NOT NULL,
    set_at BIGINT NOT NULL,
    set_by TEXT NOT NULL,
    heard_at BIGINT,
    PRIMARY KEY (shop_id, provider)
);

-- News that were carried out, by a hash of what the provider knows them by: told again, they change nothing.
CREATE TABLE mail_events (
    shop_id UUID NOT NULL REFERENCES shops (id),
    provider TEXT NOT NULL,
    event_hash BYTEA NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (shop_id, provider, event_hash)
);
CREATE INDEX mail_events_at ON mail_events (at);
