-- Who may sign in, where they may work, and in which browsers they are signed in. Of a session only the
-- hash of its key is kept. The other engine has the same steps.
CREATE TABLE users (
    id BLOB NOT NULL PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password_hash TEXT,
    created_at BIGINT NOT NULL
);

CREATE TABLE members (
    shop_id BLOB NOT NULL REFERENCES shops (id),
    user_id BLOB NOT NULL REFERENCES users (id),
    role TEXT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (shop_id, user_id)
);
CREATE INDEX members_by_user ON members (user_id);

CREATE TABLE sessions (
    id BLOB NOT NULL PRIMARY KEY,
    token_hash BLOB NOT NULL UNIQUE,
    user_id BLOB NOT NULL REFERENCES users (id),
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    browser TEXT NOT NULL
);
CREATE INDEX sessions_by_user ON sessions (user_id);

-- What was changed by whom: kept without the people's rows, so that it outlives them.
CREATE TABLE audit_log (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL REFERENCES shops (id),
    at BIGINT NOT NULL,
    who TEXT NOT NULL,
    action TEXT NOT NULL,
    subject TEXT NOT NULL,
    before TEXT,
    after TEXT
);
CREATE INDEX audit_log_by_shop ON audit_log (shop_id, id);

-- Signing in replaces the short-lived links to the page about Shopify.
DROP TABLE console_links;
