// Reads from the catalogs which tables have row security and what their policies say (decision 65), and compares both with what the migrations made.
// An owner, or an administrator, may switch either off to try something: then a statement that forgets its customer would read everybody's rows.
import type pg from "pg";

const ACTING = "(NULLIF(current_setting('ledge.acting_customer'::text, true), ''::text))::uuid";
const isOwn = (column: string): string => `(${column} IN ( SELECT a.id\n   FROM ledger.accounts a))`;
const ofEither = `(${isOwn("source_account")} OR ${isOwn("destination_account")})`;

/** What the acting customer sees of each table with an owner, as Postgres writes it. */
const visible: Readonly<Record<string, string>> = {
  "accounts.accounts": `(customer_id = ${ACTING})`,
  "customers.customers": `(id = ${ACTING})`,
  "ledger.accounts": `(owner_id = ${ACTING})`,
  "ledger.backdatings": isOwn("account_id"),
  "ledger.entries": isOwn("account_id"),
  "ledger.transactions": "(EXISTS ( SELECT\n   FROM ledger.accounts a\n  WHERE (a.id = ANY (transactions.accounts))))",
  "ledger.transfers": ofEither,
  "payments.holds": ofEither,
  "search.documents": `(viewer = ${ACTING})`,
};

const golden: readonly string[] = Object.entries(visible).flatMap(([table, rows]) => [
  `${table} has row security`,
  `${table}: policy acting permits select to ledge_acting where ${rows}`,
  `${table}: policy runtime permits all to ledge_runtime where true`,
]);

const FOUND = `
  SELECT format('%s has row security', c.oid::regclass) AS line FROM pg_class AS c WHERE relrowsecurity
   UNION ALL
  SELECT format('%s: policy %s %s %s to %s where %s%s', polrelid::regclass, polname, CASE WHEN polpermissive THEN 'permits' ELSE 'restricts' END,
                CASE polcmd WHEN 'r' THEN 'select' WHEN 'a' THEN 'insert' WHEN 'w' THEN 'update' WHEN 'd' THEN 'delete' ELSE 'all' END,
                (SELECT string_agg(CASE role WHEN 0 THEN 'PUBLIC' ELSE role::regrole::text END, ', ' ORDER BY role) FROM unnest(polroles) AS role),
                pg_get_expr(polqual, polrelid), ' checked by ' || pg_get_expr(polwithcheck, polrelid))
    FROM pg_policy`;

/** One line for each table whose row security, and each policy that, differs from what the migrations made. */
export async function rowSecurityDrift(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(FOUND);
  const found = rows.map(({ line }) => line);
  return [
    ...found.filter((line) => !golden.includes(line)).map((line) => `row security that it should not have: ${line}`),
    ...golden.filter((line) => !found.includes(line)).map((line) => `row security that is gone: ${line}`),
  ].sort();
}
