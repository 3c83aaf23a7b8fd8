// Reads from the catalogs what the logins of the runtime, the analyst, retention, the auditor and the rotator may do: every privilege that their logins have in this database, directly, through a
// role or through PUBLIC. The golden list has the privileges that they should have, so that a new grant must be reviewed.
import type pg from "pg";

/** The privileges that they should have. Column privileges are listed besides those of the table. */
export const golden: readonly string[] = [
  "ledge_analyst: database this connect",
  "ledge_analyst: schema reporting usage",
  ...["minor_unit", "trial_balance_at", "typeid_of", "uuid_of"].map((name) => `ledge_analyst: function reporting.${name} execute`),
  ...["accounts", "entries", "holds", "transactions", "transfers", "trial_balance"].map(
    (view) => `ledge_analyst: table reporting.${view} select`,
  ),
  ...["accounts", "customers", "ledger", "payments"].map((schema) => `ledge_acting: schema ${schema} usage`),
  ...["accounts.accounts", "customers.customers", "payments.holds"].map((table) => `ledge_acting: table ${table} select`),
  ...["accounts", "backdatings", "entries", "transactions", "transfers"].map((table) => `ledge_acting: table ledger.${table} select`),
  ...["account_transfers", "as_of", "balance_at", "final", "statement_bounds", "version_at"].map(
    (name) => `ledge_acting: function ledger.${name} execute`,
  ),
  ...["expired_until", "payer_names"].map((name) => `ledge_acting: function payments.${name} execute`),
  "ledge_auditor: database this connect",
  ...["migrations", "rotation"].map((schema) => `ledge_auditor: schema ${schema} usage`),
  ...["migrations.applied", "migrations.functions", "rotation.credentials"].map((table) => `ledge_auditor: table ${table} select`),
  "ledge_retention: database this connect",
  ...["apply", "plan", "take_step"].map((name) => `ledge_retention: function retention.${name} execute`),
  "ledge_retention: schema retention usage",
  "ledge_rotator: database this connect",
  ...["announce", "end_sessions", "open_migrator", "revoke", "set_password"].map(
    (name) => `ledge_rotator: function rotation.${name} execute`,
  ),
  "ledge_rotator: schema rotation usage",
  ...["metadata", "name"].map((column) => `ledge_runtime: column accounts.accounts.${column} update`),
  ...["email", "external_id", "metadata", "name", "updated_at", "verification", "verification_reason", "version"].map(
    (column) => `ledge_runtime: column customers.customers.${column} update`,
  ),
  ...["expires_at", "revoked_at", "rotated_to"].map((column) => `ledge_runtime: column identity.api_keys.${column} update`),
  ...["currency", "id", "normal_side", "opened_on", "overdraft_limit", "owner_id"].map(
    (column) => `ledge_runtime: column ledger.accounts.${column} insert`,
  ),
  ...["accounts", "actor", "data", "occurred_at", "request_id", "resource", "trace_id", "type", "versions"].map(
    (column) => `ledge_runtime: column outbox.pending.${column} insert`,
  ),
  "ledge_runtime: column outbox.dead_letters.position insert",
  "ledge_runtime: column outbox.dead_letters.reason insert, update",
  "ledge_runtime: column outbox.dead_letters.stage insert",
  ...["recorded_at", "redrive", "redriven_at"].map((column) => `ledge_runtime: column outbox.dead_letters.${column} update`),
  ...["moved_at", "position", "retries"].map((column) => `ledge_runtime: column outbox.inboxes.${column} update`),
  ...["delivery_id", "duration_ms", "failure", "first_bytes", "number", "status"].map(
    (column) => `ledge_runtime: column webhooks.attempts.${column} insert`,
  ),
  ...["endpoint_id", "event_id", "event_type", "position"].map((column) => `ledge_runtime: column webhooks.deliveries.${column} insert`),
  ...["attempt_count", "failed_attempts", "failing_since", "next_attempt_at", "status"].map(
    (column) => `ledge_runtime: column webhooks.deliveries.${column} update`,
  ),
  ...[
    "after_position",
    "begins_at_version",
    "deleted_at",
    "description",
    "disabled_reason",
    "events",
    "previous_secrets_until",
    "queued_through",
    "secret_keys",
    "secret_version",
    "updated_at",
    "url",
    "version",
  ].map((column) => `ledge_runtime: column webhooks.endpoints.${column} update`),
  "ledge_runtime: database this connect",
  ...[
    "account_transfers",
    "as_of",
    "balance_at",
    "change_status",
    "clock",
    "final",
    "find_balances",
    "set_overdraft_limit",
    "set_owner_blocked",
    "statement_bounds",
    "trial_balance",
    "version_at",
  ].map((name) => `ledge_runtime: function ledger.${name} execute`),
  "ledge_runtime: function accounts.find_accounts execute",
  ...["append_refused", "sequence"].map((name) => `ledge_runtime: function audit.${name} execute`),
  ...["account_positions", "mark_sent", "positions_before", "sequence"].map((name) => `ledge_runtime: function outbox.${name} execute`),
  ...[
    "dry_run_command",
    "dry_run_transfers",
    "expire_holds",
    "expired_until",
    "find_holds",
    "find_transfers",
    "party_of",
    "payer_names",
    "post_batch",
    "post_transfers",
    "run_commands",
    "sweep_holds",
  ].map((name) => `ledge_runtime: function payments.${name} execute`),
  // Of a row and of entries.
  "ledge_runtime: function ledger.legs_of execute, execute",
  // Of transfers and of holds.
  "ledge_runtime: function payments.facts execute, execute",
  ...["accounts", "audit", "customers", "idempotency", "identity", "ledger", "outbox", "payments", "rotation", "webhooks"].map(
    (schema) => `ledge_runtime: schema ${schema} usage`,
  ),
  "ledge_runtime: table accounts.accounts insert, select",
  ...["further_resources", "head", "pending", "records"].map((name) => `ledge_runtime: table audit.${name} select`),
  "ledge_runtime: table customers.customers insert, select",
  "ledge_runtime: table idempotency.keys insert, select",
  "ledge_runtime: table idempotency.refusals insert, select",
  "ledge_runtime: table identity.api_keys insert, select",
  "ledge_runtime: table ledger.accounts select",
  "ledge_runtime: table ledger.backdated_days select",
  "ledge_runtime: table ledger.backdatings select",
  "ledge_runtime: table ledger.clock_ms select",
  "ledge_runtime: table ledger.entries select",
  "ledge_runtime: table ledger.overdraft_changes select",
  "ledge_runtime: table ledger.pending_entries select",
  "ledge_runtime: table ledger.transactions select",
  "ledge_runtime: table ledger.transfers select",
  "ledge_runtime: table outbox.account_events select",
  "ledge_runtime: table outbox.dead_letters select",
  "ledge_runtime: table outbox.events select",
  "ledge_runtime: table outbox.feed select",
  "ledge_runtime: table outbox.head select",
  "ledge_runtime: table outbox.inboxes select",
  "ledge_runtime: table outbox.pending select",
  "ledge_runtime: table payments.holds select",
  "ledge_runtime: table rotation.credentials select",
  "ledge_runtime: table webhooks.attempts select",
  "ledge_runtime: table webhooks.deliveries select",
  "ledge_runtime: table webhooks.endpoints insert, select",
].sort();

/** The grantees whose privileges the logins have: the logins, every role that they are members of, and PUBLIC (role 0). */
const HELD_BY = `
  WITH RECURSIVE held (oid) AS (
    SELECT oid FROM pg_roles WHERE rolname IN ('ledge_runtime_a', 'ledge_runtime_b', 'ledge_analyst', 'ledge_retention', 'ledge_auditor', 'ledge_rotator')
     UNION SELECT roleid FROM pg_auth_members JOIN held ON member = held.oid),
  grantees AS (SELECT oid, oid::regrole::text AS name FROM held UNION ALL SELECT 0, 'PUBLIC')`;

/** SQL condition for schemas that are not Postgres's own. */
const OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')";

const PRIVILEGES = `
  ${HELD_BY}, granted (what, name, acl) AS (
    SELECT 'database', 'this', coalesce(datacl, acldefault('d', datdba)) FROM pg_database WHERE datname = current_database()
     UNION ALL
    SELECT 'schema', nspname, coalesce(nspacl, acldefault('n', nspowner)) FROM pg_namespace AS n WHERE ${OURS}
     UNION ALL
    SELECT 'table', format('%s.%s', nspname, relname), relacl FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace WHERE ${OURS}
     UNION ALL
    SELECT 'column', format('%s.%s.%s', nspname, relname, attname), attacl
      FROM pg_attribute JOIN pg_class AS c ON c.oid = attrelid JOIN pg_namespace AS n ON n.oid = relnamespace WHERE ${OURS}
     UNION ALL
    SELECT 'function', format('%s.%s', nspname, proname), coalesce(proacl, acldefault('f', proowner))
      FROM pg_proc JOIN pg_namespace AS n ON n.oid = pronamespace WHERE ${OURS}
     UNION ALL
    -- A default privilege is a grant on objects that a later migration creates.
    SELECT 'default', format('%s %s', defaclobjtype, defaclnamespace::regnamespace), defaclacl FROM pg_default_acl)
  SELECT format('%s: %s %s %s%s', g.name, what, granted.name, string_agg(lower(privilege_type), ', ' ORDER BY privilege_type),
                CASE WHEN bool_or(is_grantable) THEN ' and may pass it on' END) AS line
    FROM granted CROSS JOIN LATERAL aclexplode(acl) JOIN grantees AS g ON g.oid = grantee
   GROUP BY g.name, what, granted.name
   ORDER BY line`;

/** Every privilege of these logins, one line per grantee and object. */
export async function loginPrivileges(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(PRIVILEGES);
  return rows.map((row) => row.line).sort();
}

/** SECURITY DEFINER functions that do not set their search_path, so that their caller decides how names in them resolve. */
export async function unpinnedDefiners(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT p.oid::regprocedure::text AS name FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = pronamespace
      WHERE prosecdef AND ${OURS} AND NOT coalesce('search_path=pg_catalog, pg_temp' = ANY (proconfig), false)`,
  );
  return rows.map((row) => row.name);
}

/** All tables and views, so that tests try to attack those of later migrations too. @internal Tests attack each. */
export async function ourRelations(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', nspname, relname) AS name FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = relnamespace
      WHERE ${OURS} AND relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY name`,
  );
  return rows.map((row) => row.name);
}

/** All schemas, in which tests try to create objects. @internal Tests attack each. */
export async function ourSchemas(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT nspname AS name FROM pg_namespace AS n WHERE ${OURS} AND nspname NOT LIKE 'pg\\_%' ORDER BY name`,
  );
  return rows.map((row) => row.name);
}
