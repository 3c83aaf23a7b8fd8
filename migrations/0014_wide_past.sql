-- A past may be wider than 64 bits. Postings keep every balance within them as it was at the time, but an effective balance puts
-- backdatings where they count: what left an account since is still there then, beside what is added to that day later on. No
-- posting is refused for a past that nobody had; only reading it must not fail.
ALTER TYPE ledger.balance ALTER ATTRIBUTE posted TYPE numeric;
ALTER TYPE ledger.statement_bounds ALTER ATTRIBUTE opening TYPE numeric;
ALTER TYPE ledger.statement_bounds ALTER ATTRIBUTE closing TYPE numeric;
