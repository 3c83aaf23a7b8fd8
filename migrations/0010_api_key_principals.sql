-- A rotated API key's successor is the same principal: what was sent under the one is retried under the other, and found (law 14).
ALTER TABLE identity.api_keys ADD COLUMN principal uuid; -- the key that was first in its line; NULL: it is itself
ALTER TABLE identity.api_keys ADD COLUMN rotated_from uuid UNIQUE; -- the key that it succeeds: each has one successor at most
GRANT UPDATE (expires_at) ON identity.api_keys TO ledge_runtime;
