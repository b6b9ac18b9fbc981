-- The indexes that a filter leads by hold what the list is sorted by, too: without it, sorting what fits reads the
-- row of every order. Both stay as they are when an order comes into its next step.
DROP INDEX order_index_by_status;
CREATE INDEX order_index_by_status ON order_index (shop_id, status_id, placed_at, order_id, due_to, number);
DROP INDEX order_index_by_stage;
CREATE INDEX order_index_by_stage ON order_index (shop_id, stage, placed_at, order_id, due_to, number);
DROP INDEX order_index_by_payment;
CREATE INDEX order_index_by_payment ON order_index (shop_id, payment, placed_at, order_id, due_to, number);
DROP INDEX order_index_by_fulfillment;
CREATE INDEX order_index_by_fulfillment ON order_index (shop_id, fulfillment, placed_at, order_id, due_to, number);
DROP INDEX order_index_by_returns;
CREATE INDEX order_index_by_returns ON order_index (shop_id, returns, placed_at, order_id, due_to, number);
DROP INDEX order_index_open;
CREATE INDEX order_index_open ON order_index (shop_id, placed_at, order_id, is_open, status_id, due_to, number) WHERE is_open;
