//! The statements that differ between the engines, both versions side by side.

pub(super) mod sqlite {
    /// Link, shop, order and timeline in one read: see `links::open_link`.
    pub const OPEN_LINK: &str = "SELECT l.id, l.order_id, l.purpose, l.level, l.created_at, l.expires_at, l.revoked_at, \
        s.id, s.handle, s.name, s.domain, s.settings, s.revision, s.standing, \
        CASE WHEN o.lost_at IS NULL THEN s.checked_at END, \
        o.shopify_id, o.name, o.revision, o.doc, o.last_event_at, o.erased_at, \
        (SELECT json_group_array(json_array(e.key, json(e.doc))) FROM entries e WHERE e.order_id = o.id) \
        FROM links l JOIN orders o ON o.id = l.order_id JOIN shops s ON s.id = l.shop_id WHERE l.token_hash = $1";
    /// Order and timeline in one read, by a condition on shop and id.
    pub const ORDER: &str = "SELECT o.id, o.shopify_id, o.name, o.revision, o.doc, o.last_event_at, o.erased_at, \
        (SELECT json_group_array(json_array(e.key, json(e.doc))) FROM entries e WHERE e.order_id = o.id) \
        FROM orders o WHERE o.shop_id = $1 AND o.id = $2";
    /// Holds an order until the end of the transaction, by Shopify's id or ours. One writer at a time:
    /// nothing to hold.
    pub const HOLD_ORDER: Option<&str> = None;
    pub const HOLD_ORDER_BY_ID: Option<&str> = None;
    /// The same by Shopify's id, for a writer that holds it.
    pub const ORDER_TO_WRITE: &str = "SELECT o.id, o.shopify_id, o.name, o.revision, o.doc, o.last_event_at, o.erased_at, \
        (SELECT json_group_array(json_array(e.key, json(e.doc))) FROM entries e WHERE e.order_id = o.id) \
        FROM orders o WHERE o.shop_id = $1 AND o.shopify_id = $2";
    /// Due messages to claim, first those that somebody waits for at this moment. One that is claimed anew because its
    /// claim ran out was not tried yet. One writer at a time: no lock to skip.
    pub const CLAIM: &str = "UPDATE messages SET state = 'sending', claimed_until = $1, claim_id = $2, \
        attempts = attempts + CASE WHEN state = 'sending' THEN 0 ELSE 1 END \
        WHERE id IN (SELECT id FROM messages WHERE not_before <= $3 AND (state IN ('waiting', 'retrying') \
        OR (state = 'unknown' AND doubtful = 1) OR (state = 'sending' AND claimed_until < $3)) \
        ORDER BY CASE WHEN kind IN ('code', 'link_requested') THEN 0 ELSE 1 END, not_before LIMIT $4) \
        RETURNING id, shop_id, order_id, kind, language, sealed_to, sealed_subject, sealed_facts, sealed_body, sealed_html, \
        created_at, not_before, attempts, doubtful";
    /// Waiting notices to claim, longest waiting first.
    pub const CLAIM_DELIVERIES: &str = "UPDATE inbox SET state = 'working', claimed_until = $1, claim_id = $2, attempts = attempts + 1 \
        WHERE id IN (SELECT id FROM inbox WHERE state = 'waiting' AND not_before <= $3 ORDER BY not_before LIMIT $4) \
        RETURNING id, shop_id, topic, sealed_body, triggered_at, attempts";
    /// Orders to read again, of connected shops.
    pub const CLAIM_REFRESHES: &str = "UPDATE refreshes SET claimed_until = $1, claim_id = $2, attempts = attempts + 1 \
        WHERE (shop_id, part, part_id) IN (SELECT r.shop_id, r.part, r.part_id FROM refreshes r JOIN shops s ON s.id = r.shop_id \
        WHERE s.standing = 'connected' AND r.not_before <= $3 AND (r.claim_id IS NULL OR r.claimed_until < $3) \
        ORDER BY r.urgency, r.not_before LIMIT $4) RETURNING shop_id, part, part_id, asks, attempts";
    /// The messages about a change, held until the end of the transaction.
    pub const MESSAGES_OF_CHANGE: &str =
        "SELECT id, state FROM messages WHERE shop_id = $1 AND change_id = $2";
    /// Steps that are due, of shops that did not remove the app.
    pub const CLAIM_STEPS: &str = "UPDATE steps SET claimed_until = $1, claim_id = $2 WHERE order_id IN \
        (SELECT s.order_id FROM steps s JOIN shops h ON h.id = s.shop_id WHERE s.state = 'waiting' AND s.due_at <= $3 \
        AND (s.claim_id IS NULL OR s.claimed_until < $3) AND h.standing <> 'uninstalled' ORDER BY s.due_at, s.order_id LIMIT $4) \
        RETURNING shop_id, order_id, change_id, to_status, due_at";
    /// Invitations to be mailed.
    pub const CLAIM_INVITATIONS: &str = "UPDATE invitations SET claimed_until = $1, claim_id = $2, attempts = attempts + 1 \
        WHERE id IN (SELECT id FROM invitations WHERE mail_state = 'waiting' AND not_before <= $3 AND ends_at > $3 \
        AND (claim_id IS NULL OR claimed_until < $3) ORDER BY not_before LIMIT $4) RETURNING *";
    /// Orders and timelines in one read; `@IDS` is the list of their ids.
    pub const ORDERS: &str = "SELECT o.id, o.shopify_id, o.name, o.revision, o.doc, o.last_event_at, o.erased_at, \
        (SELECT json_group_array(json_array(e.key, json(e.doc))) FROM entries e WHERE e.order_id = o.id) \
        FROM orders o WHERE o.shop_id = $1 AND o.id IN (@IDS)";
    /// Holds orders until the end of the transaction, always in the same sequence.
    pub const HOLD_ORDERS: Option<&str> = None;
    /// The fourth value of a row, as a document.
    pub const FOURTH_AS_JSON: &str = "v.column4";
    /// A batch to work on.
    pub const CLAIM_BATCH: &str = "UPDATE batches SET claimed_until = $1, claim_id = $2 WHERE id IN (SELECT id FROM batches \
        WHERE state IN ('running', 'undoing') AND (claim_id IS NULL OR claimed_until < $3) ORDER BY id LIMIT 1)";
    /// Reads an open code for checking.
    pub const CODE_TO_CHECK: &str = "SELECT id, code_hash, attempts, sealed_to FROM codes WHERE shop_id = $1 AND order_id = $2 \
        AND browser_hash = $3 AND used_at IS NULL AND expires_at > $4 AND (sealed_to IS NOT NULL) = $5 ORDER BY created_at DESC, id DESC LIMIT 1";
    /// Normal forms and tags of an order, from a JSON list.
    pub const PUT_TERMS: &str =
        "INSERT INTO order_terms (shop_id, order_id, term) SELECT $1, $2, value FROM json_each($3)";
    pub const PUT_TAGS: &str = "INSERT INTO order_tags (shop_id, order_id, tag, shown) SELECT $1, $2, value ->> 0, value ->> 1 FROM json_each($3)";
    /// Tables, columns and whether they may be empty, without the migrations' own table.
    pub const SCHEMA: &str = "SELECT t.name, c.name, c.\"notnull\" = 0 FROM sqlite_schema t JOIN pragma_table_info(t.name) c \
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND t.name <> '_sqlx_migrations'";
}

pub(super) mod postgres {
    pub const OPEN_LINK: &str = "SELECT l.id, l.order_id, l.purpose, l.level, l.created_at, l.expires_at, l.revoked_at, \
        s.id, s.handle, s.name, s.domain, s.settings, s.revision, s.standing, \
        CASE WHEN o.lost_at IS NULL THEN s.checked_at END, \
        o.shopify_id, o.name, o.revision, o.doc, o.last_event_at, o.erased_at, \
        (SELECT coalesce(jsonb_agg(jsonb_build_array(e.key, e.doc)), '[]') FROM entries e WHERE e.order_id = o.id) \
        FROM links l JOIN orders o ON o.id = l.order_id JOIN shops s ON s.id = l.shop_id WHERE l.token_hash = $1";
    pub const ORDER: &str = "SELECT o.id, o.shopify_id, o.name, o.revision, o.doc, o.last_event_at, o.erased_at, \
        (SELECT coalesce(jsonb_agg(jsonb_build_array(e.key, e.doc)), '[]') FROM entries e WHERE e.order_id = o.id) \
        FROM orders o WHERE o.shop_id = $1 AND o.id = $2";
    /// Work is serial per order. A statement of its own: one that waits for a row sees that row as it is
    /// afterwards, but the timeline as it was before. `NO KEY`, so that new links need not wait.
    pub const HOLD_ORDER: Option<&str> =
        Some("SELECT id FROM orders WHERE shop_id = $1 AND shopify_id = $2 FOR NO KEY UPDATE");
    pub const HOLD_ORDER_BY_ID: Option<&str> =
        Some("SELECT id FROM orders WHERE shop_id = $1 AND id = $2 FOR NO KEY UPDATE");
    pub const ORDER_TO_WRITE: &str = "SELECT o.id, o.shopify_id, o.name, o.revision, o.doc, o.last_event_at, o.erased_at, \
        (SELECT coalesce(jsonb_agg(jsonb_build_array(e.key, e.doc)), '[]') FROM entries e WHERE e.order_id = o.id) \
        FROM orders o WHERE o.shop_id = $1 AND o.shopify_id = $2";
    /// The choice stands in a `WITH` so that it is made once: inside `IN` the planner may repeat it and
    /// then claims more than asked for.
    pub const CLAIM: &str = "WITH due AS MATERIALIZED (SELECT id FROM messages WHERE not_before <= $3 AND (state IN ('waiting', 'retrying') \
        OR (state = 'unknown' AND doubtful = 1) OR (state = 'sending' AND claimed_until < $3)) \
        ORDER BY CASE WHEN kind IN ('code', 'link_requested') THEN 0 ELSE 1 END, not_before LIMIT $4 FOR UPDATE SKIP LOCKED) \
        UPDATE messages SET state = 'sending', claimed_until = $1, claim_id = $2, \
        attempts = attempts + CASE WHEN state = 'sending' THEN 0 ELSE 1 END WHERE id IN (SELECT id FROM due) \
        RETURNING id, shop_id, order_id, kind, language, sealed_to, sealed_subject, sealed_facts, sealed_body, sealed_html, \
        created_at, not_before, attempts, doubtful";
    pub const CLAIM_DELIVERIES: &str = "WITH due AS MATERIALIZED (SELECT id FROM inbox WHERE state = 'waiting' AND not_before <= $3 \
        ORDER BY not_before LIMIT $4 FOR UPDATE SKIP LOCKED) UPDATE inbox SET state = 'working', claimed_until = $1, claim_id = $2, \
        attempts = attempts + 1 WHERE id IN (SELECT id FROM due) RETURNING id, shop_id, topic, sealed_body, triggered_at, attempts";
    pub const CLAIM_REFRESHES: &str = "WITH due AS MATERIALIZED (SELECT r.shop_id, r.part, r.part_id FROM refreshes r \
        JOIN shops s ON s.id = r.shop_id WHERE s.standing = 'connected' AND r.not_before <= $3 \
        AND (r.claim_id IS NULL OR r.claimed_until < $3) ORDER BY r.urgency, r.not_before LIMIT $4 FOR UPDATE OF r SKIP LOCKED) \
        UPDATE refreshes SET claimed_until = $1, claim_id = $2, attempts = attempts + 1 \
        WHERE (shop_id, part, part_id) IN (SELECT shop_id, part, part_id FROM due) RETURNING shop_id, part, part_id, asks, attempts";
    pub const MESSAGES_OF_CHANGE: &str =
        "SELECT id, state FROM messages WHERE shop_id = $1 AND change_id = $2 FOR UPDATE";
    pub const CLAIM_STEPS: &str = "WITH due AS MATERIALIZED (SELECT s.order_id FROM steps s JOIN shops h ON h.id = s.shop_id \
        WHERE s.state = 'waiting' AND s.due_at <= $3 AND (s.claim_id IS NULL OR s.claimed_until < $3) \
        AND h.standing <> 'uninstalled' ORDER BY s.due_at, s.order_id LIMIT $4 FOR UPDATE OF s SKIP LOCKED) \
        UPDATE steps SET claimed_until = $1, claim_id = $2 WHERE order_id IN (SELECT order_id FROM due) \
        RETURNING shop_id, order_id, change_id, to_status, due_at";
    pub const CLAIM_INVITATIONS: &str = "WITH due AS MATERIALIZED (SELECT id FROM invitations WHERE mail_state = 'waiting' \
        AND not_before <= $3 AND ends_at > $3 AND (claim_id IS NULL OR claimed_until < $3) ORDER BY not_before LIMIT $4 \
        FOR UPDATE SKIP LOCKED) UPDATE invitations SET claimed_until = $1, claim_id = $2, attempts = attempts + 1 \
        WHERE id IN (SELECT id FROM due) RETURNING *";
    pub const ORDERS: &str = "SELECT o.id, o.shopify_id, o.name, o.revision, o.doc, o.last_event_at, o.erased_at, \
        (SELECT coalesce(jsonb_agg(jsonb_build_array(e.key, e.doc)), '[]') FROM entries e WHERE e.order_id = o.id) \
        FROM orders o WHERE o.shop_id = $1 AND o.id IN (@IDS)";
    pub const HOLD_ORDERS: Option<&str> = Some(
        "SELECT id FROM orders WHERE shop_id = $1 AND id IN (@IDS) ORDER BY shopify_id FOR NO KEY UPDATE",
    );
    pub const FOURTH_AS_JSON: &str = "v.column4::jsonb";
    pub const CLAIM_BATCH: &str = "WITH due AS MATERIALIZED (SELECT id FROM batches WHERE state IN ('running', 'undoing') \
        AND (claim_id IS NULL OR claimed_until < $3) ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED) \
        UPDATE batches SET claimed_until = $1, claim_id = $2 WHERE id IN (SELECT id FROM due)";
    pub const CODE_TO_CHECK: &str = "SELECT id, code_hash, attempts, sealed_to FROM codes WHERE shop_id = $1 AND order_id = $2 \
        AND browser_hash = $3 AND used_at IS NULL AND expires_at > $4 AND (sealed_to IS NOT NULL) = $5 ORDER BY created_at DESC, id DESC LIMIT 1 FOR UPDATE";
    pub const PUT_TERMS: &str = "INSERT INTO order_terms (shop_id, order_id, term) SELECT $1, $2, value FROM jsonb_array_elements_text($3)";
    pub const PUT_TAGS: &str = "INSERT INTO order_tags (shop_id, order_id, tag, shown) SELECT $1, $2, value ->> 0, value ->> 1 \
        FROM jsonb_array_elements($3)";
    pub const SCHEMA: &str = "SELECT table_name::text, column_name::text, is_nullable = 'YES' FROM information_schema.columns \
        WHERE table_schema = current_schema() AND table_name <> '_sqlx_migrations'";
}
