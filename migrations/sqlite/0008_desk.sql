-- Pictures beside comments, and how often links were followed. The other engine has the same steps.
CREATE TABLE pictures (
    id BLOB NOT NULL PRIMARY KEY,
    shop_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    media_type TEXT NOT NULL,
    bytes BLOB NOT NULL,
    width BIGINT NOT NULL,
    height BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX pictures_by_order ON pictures (order_id);

CREATE TABLE link_visits (
    link_id BLOB NOT NULL PRIMARY KEY REFERENCES links (id),
    shop_id BLOB NOT NULL,
    order_id BLOB NOT NULL,
    visits BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    FOREIGN KEY (order_id, shop_id) REFERENCES orders (id, shop_id)
);
CREATE INDEX link_visits_by_order ON link_visits (order_id);
