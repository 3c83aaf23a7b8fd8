-- A queue in a table is mostly dead rows until the next vacuum. The plan of sequence() is made once per connection, when `pending` is small,
-- and would read all of it at every look from then on. So: by the index, whatever the statistics say, as 0018 does.
ALTER FUNCTION outbox.sequence(integer) SET enable_seqscan = off;
ALTER FUNCTION outbox.sequence(integer) SET enable_hashjoin = off;
ALTER FUNCTION outbox.sequence(integer) SET enable_mergejoin = off;
