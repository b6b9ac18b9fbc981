-- The parts of the list that are few, open and waiting orders, are counted and sorted from their own small index.
-- Without the column that an index is partial by, SQLite does not know that it needs no more than the index, and
-- walks all orders instead. The other engine has the same steps.
DROP INDEX order_index_open;
CREATE INDEX order_index_open ON order_index (shop_id, placed_at, order_id, is_open, status_id) WHERE is_open;
DROP INDEX order_index_late;
CREATE INDEX order_index_late ON order_index (shop_id, due_to, order_id, waits, placed_at) WHERE waits;
DROP INDEX order_index_long;
CREATE INDEX order_index_long ON order_index (shop_id, status_id, status_since, order_id, waits) WHERE waits;
