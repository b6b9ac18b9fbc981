-- A code that went to another address makes that address the order's when it is entered; codes without one open
-- full level. The other engine has the same steps.
ALTER TABLE codes ADD COLUMN sealed_to BYTEA;
