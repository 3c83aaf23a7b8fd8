// Reads from the database what the checkers compare with: effects, the feed and the backlog. Connects as the administrator.
import { encodeId } from "@ledge/shared/ids";
import type pg from "pg";
import type { Endpoint } from "./endpoints.ts";
import type { Effect } from "./history.ts";
import { amountOfLegs, captureMark, type Leg, releaseMark } from "./intents.ts";

interface TransferRow {
  readonly id: string;
  readonly amount: string;
  readonly hold: string | null;
  readonly words: string | null;
}

/** Every effect in the database, with its mark. */
export async function readEffects(client: pg.ClientBase): Promise<Effect[]> {
  const transfers = await client.query<TransferRow>(
    `SELECT id, amount::text, hold, CASE WHEN reversal_of IS NULL THEN external_id ELSE description END AS words FROM ledger.transfers`,
  );
  const holds = await client.query<{ id: string; amount: string; mark: string; status: string }>(
    "SELECT id, amount::text, external_id AS mark, status FROM payments.holds",
  );
  const transactions = await client.query<{ id: string; mark: string | null; legs: readonly Leg[] }>(
    `SELECT x.id, x.external_id AS mark, coalesce(json_agg(json_build_object(
              'account', e.account_id, 'direction', CASE WHEN e.amount < 0 THEN 'debit' ELSE 'credit' END, 'amount', abs(e.amount)::text))
              FILTER (WHERE e.posting IS NOT NULL), '[]') AS legs
       FROM ledger.transactions AS x LEFT JOIN ledger.entries AS e ON e.posting = x.id
      GROUP BY x.id`,
  );
  const customers = await client.query<{ id: string; mark: string }>(
    "SELECT id, external_id AS mark FROM customers.customers WHERE external_id IS NOT NULL",
  );
  return [
    ...customers.rows.map(({ id, mark }) => ({ mark, amount: "", id: encodeId("customer", id) })),
    ...transfers.rows.map(({ id, amount, hold, words }) => {
      const mark = hold === null ? (words ?? "without a mark") : captureMark(encodeId("hold", hold), amount);
      return { mark, amount, id: encodeId("transfer", id) };
    }),
    ...transactions.rows.map(({ id, mark, legs }) => {
      const booked = legs.map((leg) => ({ ...leg, account: encodeId("account", leg.account) }));
      return { mark: mark ?? "without a mark", amount: amountOfLegs(booked), id: encodeId("transaction", id) };
    }),
    ...holds.rows.map(({ id, amount, mark }) => ({ mark, amount, id: encodeId("hold", id) })),
    ...holds.rows.flatMap(({ id, status }) => {
      const holdId = encodeId("hold", id);
      return status === "released" ? [{ mark: releaseMark(holdId), amount: "", id: holdId }] : [];
    }),
  ];
}

/** Customers whose creation has no event, or more than one: the laws of the books cover money alone. */
export async function readUnannounced(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ id: string; times: number }>(
    `SELECT c.id, count(e.*)::int AS times
       FROM customers.customers AS c
       LEFT JOIN (SELECT type, resource FROM outbox.events UNION ALL SELECT type, resource FROM outbox.pending) AS e
         ON e.resource = c.id AND e.type = 'customer.created'
      GROUP BY c.id HAVING count(e.*) <> 1`,
  );
  return rows.map(({ id, times }) => `customer ${id}: ${times} events`);
}

/** Ids of the events that an endpoint subscribes to, in the order of the feed. */
export async function readWanted(client: pg.ClientBase, url: string, { events }: Endpoint): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT e.id FROM outbox.feed AS e JOIN webhooks.endpoints AS w ON w.url = $1 AND e.position > w.after_position
      WHERE $2::text[] = '{}' OR e.type = ANY ($2::text[]) ORDER BY e.position`,
    [url, events],
  );
  return rows.map(({ id }) => encodeId("event", id));
}

/** How much is still under way, by name; all 0: everything has drained. */
export async function readBacklog(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<Record<string, number>>(
    `SELECT (SELECT count(*) FROM outbox.pending)::int AS "events without a position",
            (SELECT count(*) FROM audit.pending)::int AS "commits that are not in the audit log",
            (h.position - h.sent)::int AS "events not handed to the queue",
            (h.position - i.position)::int AS "events not applied",
            (SELECT count(*) FROM webhooks.deliveries WHERE status = 'pending')::int AS "pending deliveries",
            (SELECT count(*) FROM webhooks.endpoints WHERE queued_through IS NOT NULL)::int AS "endpoints that are behind",
            (SELECT count(*) FROM webhooks.deliveries WHERE status = 'dead')::int AS "dead deliveries",
            (SELECT count(*) FROM payments.holds WHERE status = 'open' AND expires_at < now())::int AS "expired holds that are open"
       FROM outbox.head AS h, outbox.inboxes AS i`,
  );
  return rows[0] ?? { "the outbox's head": 1 };
}

/** How many rows the laws of the books are checked on, for the report. */
export async function countFacts(client: pg.ClientBase): Promise<{ entries: number; keys: number; events: number }> {
  const { rows } = await client.query<{ entries: number; keys: number; events: number }>(
    `SELECT (SELECT count(*) FROM ledger.entries)::int AS entries, (SELECT count(*) FROM idempotency.keys)::int AS keys,
            (SELECT count(*) FROM outbox.events)::int AS events`,
  );
  return rows[0] ?? { entries: 0, keys: 0, events: 0 };
}
