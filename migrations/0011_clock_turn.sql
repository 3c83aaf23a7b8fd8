-- What ledger.clock locks, so that of two who move the clock one waits. A table, because Postgres lets every login take an advisory lock on any
-- number, and keep it: who holds this one needs a grant, and nobody has one. It never has a row.
CREATE TABLE ledger.clock_turn (never boolean);
