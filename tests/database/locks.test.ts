// The locks of the core, one by one: for each what two transactions must not do to each other, and the same two without the lock, where they do.
// Those of postings and of recorded time are tested beside what they are for; tests/architecture/locks has the list of all.
import { versionTag, accountTag } from "@ledge/shared/entity-tags";
import { decodeId, newUuid } from "@ledge/shared/ids";
import type { Result } from "@ledge/shared/result";
import type { AtMarkers } from "@ledge/verification/chaos/plant";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import { acceptMessages, dueDeliveries, reportAttempts } from "../../core-service/src/feed/deliver.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { findInbox } from "../../core-service/src/outbox/positions.ts";
import { CONSUMER } from "../../core-service/src/webhooks/queued-through.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, sqlState, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { appendTransferEvents, sequenceAll } from "../support/outbox-fixture.ts";
import { blockedOrDone, type LockedSelect, nested, overlap, type Sessions, withoutLock } from "../support/overlap.ts";
import { unconditional } from "../support/unconditional.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";

interface Law {
  /** What holds with the lock, as a sentence. */
  readonly law: string;
  /** How the lock is taken away: from a statement of TypeScript, or from a function of the database. */
  readonly lock: LockedSelect | { readonly name: string; readonly bug: AtMarkers };
  /** Two transactions at once. @returns whether the law holds afterwards. */
  holds(sessions: Sessions): Promise<boolean>;
}

const must = async <T>(outcome: Promise<Result<T>>): Promise<T> => {
  const ended = await outcome;
  if (!ended.ok) throw new Error(ended.refusal.code);
  return ended.value;
};
const codeOf = (ended: Result<unknown>): string => (ended.ok ? "done" : ended.refusal.code);
const seen = (tag: string) => ({ ...writeCall(), precondition: { ...unconditional, ifMatch: [tag] } });
const token = () => ({ prefix: "ledge_test", pepper: KEY_ID, hash: newUuid().replaceAll("-", "").padEnd(64, "0"), sealedToken: "sealed" });

const openKey = (client: pg.Client) =>
  must(operations.createApiKey(workOn(client), writeCall(), { name: "till", scopes: ["operator"], ...token() }));
const createCustomer = (client: pg.Client) => must(operations.createCustomer(workOn(client), writeCall(), { type: "person", name: "Ada" }));
const ofCustomer = (customer_id: string) => ({ kind: "customer", customer_id, currency: "EUR" }) as const;
const createEndpoint = (client: pg.Client) =>
  must(operations.createWebhookEndpoint(workOn(client), writeCall(), { url: "https://example.com/", events: ["transfer.posted"] }, KEY_ID));

/** Posts and sequences transfers. @returns the end of the feed. */
async function feedOf(client: pg.Client, transfers: number): Promise<number> {
  await appendTransferEvents(client, transfers);
  return await sequenceAll(client);
}

/** An endpoint and the one delivery that it has got. */
async function deliveredOnce(client: pg.Client): Promise<{ readonly endpoint: string; readonly delivery: string }> {
  const endpoint = (await createEndpoint(client)).id;
  await acceptMessages(workOn(client), [{ position: await feedOf(client, 1) }], 0);
  const due = await dueDeliveries(workOn(client), endpoint, 1);
  const delivery = due.kind === "due" ? (due.deliveries[0]?.id as string) : "";
  const attempt = { deliveryId: delivery, status: 200, failure: null, durationMs: 1, firstBytes: "" };
  await reportAttempts(workOn(client), endpoint, [{ ...attempt, outcome: { kind: "delivered" } }]);
  return { endpoint, delivery };
}

const hasPending = async (client: pg.Client, endpoint: string): Promise<boolean> => {
  const pending = "SELECT FROM webhooks.deliveries WHERE status = 'pending' AND endpoint_id = $1";
  return (await client.query(pending, [decodeId("webhookEndpoint", endpoint)])).rows.length > 0;
};

const valueOf = async (client: pg.Client, sql: string, values: readonly unknown[]): Promise<unknown> =>
  Object.values((await client.query<Record<string, unknown>>(sql, [...values])).rows[0] ?? {})[0];

const laws: Readonly<Record<string, Law>> = {
  lockApiKey: {
    law: "of two operators who revoke each other one stays",
    lock: { of: 'from "identity"."api_keys"', lock: "for no key update" },
    async holds(sessions) {
      const [mine, theirs] = [await openKey(sessions.admin), await openKey(sessions.admin)];
      await overlap(
        sessions,
        (client) => operations.revokeApiKey(nested(client), writeCall(), theirs.id),
        (client) => operations.revokeApiKey(workOn(client), writeCall(), mine.id),
      );
      return (await valueOf(sessions.admin, "SELECT count(*)::int FROM identity.api_keys WHERE revoked_at IS NULL", [])) === 1;
    },
  },
  "lockCustomer, to change": {
    law: "of two who change a customer as both saw it the second is refused",
    lock: { of: 'from "customers"."customers"', lock: "for update" },
    async holds(sessions) {
      const customer = await createCustomer(sessions.admin);
      const rename = (name: string) => [seen(versionTag(customer)), customer.id, { name }] as const;
      const second = await overlap(
        sessions,
        (client) => operations.updateCustomer(nested(client), ...rename("Grace")),
        (client) => operations.updateCustomer(workOn(client), ...rename("Joan")),
      );
      return codeOf(second) === "precondition_failed";
    },
  },
  "lockCustomer, to rely on": {
    law: "an account that is opened while its owner is rejected is blocked too",
    lock: { of: 'from "customers"."customers"', lock: "for share" },
    async holds(sessions) {
      const { id } = await createCustomer(sessions.admin);
      await overlap(
        sessions,
        (client) => operations.openAccount(nested(client), writeCall(), ofCustomer(id)),
        (client) => operations.decideVerification(workOn(client), writeCall(), id, { decision: "rejected" }),
      );
      const blocked = "SELECT bool_and(owner_blocked) FROM ledger.accounts WHERE owner_id = $1";
      return (await valueOf(sessions.admin, blocked, [decodeId("customer", id)])) === true;
    },
  },
  lockAccount: {
    law: "of two who change an account's terms as both saw them the second is refused",
    lock: { of: 'from "accounts"."accounts"', lock: "for no key update" },
    async holds(sessions) {
      const { id: customer } = await createCustomer(sessions.admin);
      const account = await must(operations.openAccount(workOn(sessions.admin), writeCall(), ofCustomer(customer)));
      const rename = (name: string) => [seen(accountTag(account)), account.id, { name }] as const;
      const second = await overlap(
        sessions,
        (client) => operations.updateAccount(nested(client), ...rename("Rent")),
        (client) => operations.updateAccount(workOn(client), ...rename("Food")),
      );
      return codeOf(second) === "precondition_failed";
    },
  },
  lockInbox: {
    law: "a consumer's position never goes back, whichever of two messages is applied last",
    lock: { of: 'from "outbox"."inboxes"', lock: "for update" },
    async holds(sessions) {
      const last = await feedOf(sessions.admin, 3);
      await overlap(
        sessions,
        (client) => acceptMessages(nested(client), [{ position: last }], 0),
        (client) => acceptMessages(workOn(client), [{ position: last - 1 }], 0),
      );
      return (await findInbox(workOn(sessions.admin).database, CONSUMER)) === last;
    },
  },
  lockEndpoint: {
    law: "of two who change an endpoint as both saw it the second is refused",
    lock: { of: 'from "webhooks"."endpoints"', lock: "for no key update" },
    async holds(sessions) {
      const endpoint = await createEndpoint(sessions.admin);
      const describe = (description: string) => [seen(versionTag({ version: 1 })), endpoint.id, { description }] as const;
      const second = await overlap(
        sessions,
        (client) => operations.updateWebhookEndpoint(nested(client), ...describe("till")),
        (client) => operations.updateWebhookEndpoint(workOn(client), ...describe("desk")),
      );
      return codeOf(second) === "precondition_failed";
    },
  },
  lockEndpointOf: {
    law: "a delivery that is requested again while its endpoint is deleted is not pending",
    lock: { of: "(SELECT endpoint_id FROM webhooks.deliveries WHERE id = ", lock: "for no key update" },
    async holds(sessions) {
      const { endpoint, delivery } = await deliveredOnce(sessions.admin);
      await overlap(
        sessions,
        (client) => operations.deleteWebhookEndpoint(nested(client), writeCall(), endpoint),
        (client) => operations.redeliverWebhook(workOn(client), writeCall(), delivery),
      );
      return !(await hasPending(sessions.admin, endpoint));
    },
  },
  queueDeliveries: {
    law: "an endpoint that is deleted while the feed is applied to it has no pending delivery",
    lock: { of: "INSERT INTO webhooks.deliveries", lock: "FOR SHARE OF e" },
    async holds(sessions) {
      const endpoint = (await createEndpoint(sessions.admin)).id;
      await acceptMessages(workOn(sessions.admin), [{ position: await feedOf(sessions.admin, 0) }], 0);
      const last = await feedOf(sessions.admin, 3);
      await overlap(
        sessions,
        (client) => acceptMessages(nested(client), [{ position: last }], 0),
        (client) => operations.deleteWebhookEndpoint(workOn(client), writeCall(), endpoint),
      );
      return !(await hasPending(sessions.admin, endpoint));
    },
  },
  "ledger.change_status": {
    law: "a closing and a payment to the account do not both succeed",
    lock: { name: "ledger.change_status", bug: { "row-lock": "; --" } },
    async holds(sessions) {
      const [payer, account] = [await openFunded(sessions.admin, 10n), await openAccount(sessions.admin)];
      const close = "SELECT ledger.change_status($1, 'closed')";
      const answer = await overlap(
        sessions,
        (client) => post(client, [transfer(payer, account, 5n)]),
        (client) => valueOf(client, close, [account]).catch(sqlStateOf),
      );
      return answer === "balance_not_zero";
    },
  },
  "ledger.set_overdraft_limit": {
    law: "a limit that a payment is about to use is refused, and breaks nothing",
    lock: { name: "ledger.set_overdraft_limit", bug: { "row-lock": "; --" } },
    async holds(sessions) {
      const [payer, account] = [await openAccount(sessions.admin, { overdraftLimit: 10n }), await openAccount(sessions.admin)];
      const answer = await overlap(
        sessions,
        (client) => post(client, [transfer(payer, account, 5n)]),
        (client) => valueOf(client, "SELECT ledger.set_overdraft_limit($1, 0)", [payer]).catch(sqlStateOf),
      );
      return answer === "overdraft_in_use";
    },
  },
  "ledger.set_owner_blocked": {
    law: "a block of several accounts and a posting between them, which locks in the order of ids, never deadlock",
    lock: { name: "ledger.set_owner_blocked", bug: { "row-lock": "; --" } },
    async holds({ admin, other }) {
      const owner = newUuid();
      // The later id comes first in the table, and so in an update that does not care; the planner may choose the index by id, or not.
      await other.query("SET enable_indexscan = off");
      const [low, high] = [newUuid(), newUuid()].toSorted();
      for (const id of [high, low]) {
        await admin.query(
          "INSERT INTO ledger.accounts (id, opened_on, owner_id, currency, normal_side, overdraft_limit) VALUES ($1, '1900-01-01', $2, 'EUR', 'credit', 0)",
          [id, owner],
        );
      }
      const lock = (id: string | undefined) => admin.query("SELECT FROM ledger.accounts WHERE id = $1 FOR NO KEY UPDATE", [id]);
      await admin.query("BEGIN");
      await lock(low);
      const blocking = other.query("SELECT ledger.set_owner_blocked($1, true)", [owner]).then(() => "accepted", sqlStateOf);
      await blockedOrDone(admin, blocking);
      const posting = await lock(high).then(() => "accepted", sqlStateOf);
      await admin.query(posting === "accepted" ? "COMMIT" : "ROLLBACK");
      return [posting, await blocking].every((answer) => answer === "accepted");
    },
  },
  "ledger.clock": {
    law: "whoever moves the clock waits for who is moving it",
    lock: { name: "ledger.clock", bug: { "one-at-a-time": "--" } },
    async holds(sessions) {
      let waited = false;
      await sessions.admin.query("BEGIN; LOCK TABLE ledger.clock_turn IN SHARE UPDATE EXCLUSIVE MODE");
      let ended = false;
      const asking = valueOf(sessions.other, "SELECT ledger.clock()", []).finally(() => (ended = true));
      await blockedOrDone(sessions.admin, asking);
      waited = !ended;
      await sessions.admin.query("COMMIT");
      await asking;
      return waited;
    },
  },
};

const sqlStateOf = (error: unknown): Promise<string> => sqlState(Promise.reject(error));

async function withSessions<T>(database: TestDatabase, use: (sessions: Sessions) => Promise<T>): Promise<T> {
  const [admin, one, other] = await Promise.all([database.adminUrl, database.runtimeUrl, database.otherRuntimeUrl].map(connect));
  const sessions = { admin, one, other } as Sessions;
  try {
    return await use(sessions);
  } finally {
    await Promise.all(Object.values(sessions).map((client: pg.Client) => client.end()));
  }
}

async function inNewDatabase<T>(use: (sessions: Sessions) => Promise<T>): Promise<T> {
  const database = await createTestDatabase();
  try {
    return await withSessions(database, use);
  } finally {
    await database.drop();
  }
}

describe.each(Object.entries(laws))("by the lock of %s", (_name, { law, lock, holds }) => {
  test(law, async () => {
    expect(await inNewDatabase(holds)).toBe(true);
  });

  test("which does not hold without it (mutant)", async () => {
    if ("name" in lock) {
      await withMutant(lock.name, lock.bug, async (mutated) => {
        expect(await withSessions(mutated, holds)).toBe(false);
      });
      return;
    }
    await inNewDatabase(async ({ admin, one, other }) => {
      const [first, second] = [withoutLock(one, lock), withoutLock(other, lock)];
      expect(await holds({ admin, one: first.client, other: second.client })).toBe(false);
      expect(first.count() + second.count()).toBeGreaterThan(0);
    });
  });
});
