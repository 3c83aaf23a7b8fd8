-- Rows are found by key, whatever the statistics say: a cached plan may have been made when a table was small or consisted mostly of dead rows, and
-- would read the whole table from then on.
SET enable_seqscan = OFF;
SET enable_hashjoin = OFF;
SET enable_mergejoin = OFF;
