-- Which status every order is in and the step that its rule plans, if any; and a number per shop that is
-- raised when rules or the working calendar change, so that plans made before are made again. The other
-- engine has the same steps.
ALTER TABLE shops ADD COLUMN step_rules BIGINT NOT NULL DEFAULT 0;

CREATE TABLE steps (
    order_id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL,
    status_id UUID NOT NULL,
    change_id UUID NOT NULL,
    to_status UUID,
    due_at BIGINT,
    state TEXT NOT NULL,
    rules BIGINT NOT NULL,
    claimed_until BIGINT,
    claim_id UUID,
    last_error TEXT,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX steps_due ON steps (state, due_at);
CREATE INDEX steps_by_rules ON steps (shop_id, rules);
