-- Whether anybody was told of a change of many orders is asked on every page of the merchant's side while it can be
-- undone: answered from the index, which holds the messages of such changes alone.
DROP INDEX messages_by_batch;
CREATE INDEX messages_by_batch ON messages (batch_id, state) WHERE batch_id IS NOT NULL;
