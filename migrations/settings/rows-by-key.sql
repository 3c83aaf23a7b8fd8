-- Rows are found by key, whatever the statistics say: a plan that is kept was made when a table was small, or was mostly dead rows, and
-- would read all of it from then on.
SET enable_seqscan = OFF;
SET enable_hashjoin = OFF;
SET enable_mergejoin = OFF;
