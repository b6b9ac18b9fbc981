-- Pictures beside comments, and how often links were followed. The other engine has the same steps.
CREATE TABLE pictures (
    id UUID NOT NULL PRIMARY KEY,
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    media_type TEXT NOT NULL,
    bytes BYTEA NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX pictures_by_order ON pictures (order_id);

CREATE TABLE link_visits (
    link_id UUID NOT NULL PRIMARY KEY REFERENCES links (id),
    shop_id UUID NOT NULL,
    order_id UUID NOT NULL,
    visits BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX link_visits_by_order ON link_visits (order_id);
