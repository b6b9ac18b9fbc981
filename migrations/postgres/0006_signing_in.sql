-- How people prove who they are: the code of the first start, second factors, browsers that are known,
-- what is under way between two pages, and invitations. Secrets are sealed or kept as hashes. The other
-- engine has the same steps.
ALTER TABLE users ADD COLUMN sealed_totp BYTEA;
ALTER TABLE users ADD COLUMN totp_step BIGINT NOT NULL DEFAULT 0;
ALTER TABLE sessions ADD COLUMN confirmed_at BIGINT NOT NULL DEFAULT 0;

CREATE TABLE set_up_codes (
    code_hash BYTEA NOT NULL PRIMARY KEY,
    drawn_at BIGINT NOT NULL
);

CREATE TABLE devices (
    device_hash BYTEA NOT NULL,
    user_id UUID NOT NULL REFERENCES users (id),
    seen_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    PRIMARY KEY (device_hash, user_id)
);
CREATE INDEX devices_by_user ON devices (user_id);

CREATE TABLE recovery_codes (
    user_id UUID NOT NULL REFERENCES users (id),
    code_hash BYTEA NOT NULL,
    PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE passkeys (
    id UUID NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    credential_hash BYTEA NOT NULL UNIQUE,
    name TEXT NOT NULL,
    doc JSONB NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkeys_by_user ON passkeys (user_id);

CREATE TABLE ceremonies (
    token_hash BYTEA NOT NULL PRIMARY KEY,
    user_id UUID NOT NULL REFERENCES users (id),
    purpose TEXT NOT NULL,
    sealed_state BYTEA NOT NULL,
    tries BIGINT NOT NULL,
    ends_at BIGINT NOT NULL
);
CREATE INDEX ceremonies_by_user ON ceremonies (user_id);

CREATE TABLE invitations (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL REFERENCES shops (id),
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,
    invited_by TEXT NOT NULL,
    token_hash BYTEA NOT NULL UNIQUE,
    sealed_token BYTEA,
    created_at BIGINT NOT NULL,
    ends_at BIGINT NOT NULL,
    mail_state TEXT NOT NULL,
    not_before BIGINT NOT NULL,
    attempts BIGINT NOT NULL,
    claimed_until BIGINT,
    claim_id UUID,
    UNIQUE (shop_id, email_key)
);
CREATE INDEX invitations_to_mail ON invitations (mail_state, not_before);
