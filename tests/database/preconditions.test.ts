// Preconditions are evaluated under the lock of their resource: of two writers that saw one version, one wins, and a request that comes twice at once
// gets one answer. Each pair meets at the resource's row, which a third transaction locks until both wait.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { accountTag, apiKeyTag, holdTag, transferTag, versionTag } from "@ledge/shared/entity-tags";
import { decodeId, encodeId, type IdKind, newUuid } from "@ledge/shared/ids";
import type { WriteCall } from "@ledge/shared/context";
import type { WriteOutcome, Result } from "@ledge/shared/result";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getTransfer } from "../../core-service/src/payments/read-transfers.ts";
import { readOne } from "../../core-service/src/database/read-by-id.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { runCommand } from "../model/run-command.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { KEY_ID, workOn, writeCall } from "../support/work.ts";
import { unconditional } from "../support/unconditional.ts";

let database: TestDatabase;
let admin: pg.Client;
let one: pg.Client;
let other: pg.Client;
let watcher: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  watcher = await connect(database.adminUrl);
  one = await connect(database.runtimeUrl);
  other = await connect(database.otherRuntimeUrl);
});
afterAll(async () => {
  await Promise.all([admin.end(), watcher.end(), one.end(), other.end()]);
  await database.drop();
});

async function must<T>(outcome: Promise<Result<T>>): Promise<T> {
  const ended = await outcome;
  if (!ended.ok) throw new Error(ended.refusal.code);
  return ended.value;
}

const makeCustomer = () => must(operations.createCustomer(workOn(one), writeCall(), { type: "person", name: "Ada" }));
const makeAccount = async () => {
  const customer_id = (await makeCustomer()).id;
  return await must(
    operations.openAccount(workOn(one), writeCall(), { kind: "customer", customer_id, currency: "EUR", overdraft_limit: "100" }),
  );
};
const makeEndpoint = () =>
  must(operations.createWebhookEndpoint(workOn(one), writeCall(), { url: "https://example.com/", events: [] }, KEY_ID));
const token = () => ({ prefix: "ledge_test", pepper: KEY_ID, hash: newUuid().replaceAll("-", "").padEnd(64, "0"), sealedToken: "sealed" });
const makeKey = () => must(operations.createApiKey(workOn(one), writeCall(), { name: "till", scopes: ["accounts:read"], ...token() }));
const makeHold = async () => {
  const [source_account, destination_account] = [(await makeAccount()).id, (await makeAccount()).id];
  return await must(
    runCommand(workOn(one), "createHold", writeCall(), { source_account, destination_account, amount: "10", currency: "EUR" }),
  );
};
const makeTransfer = async () => {
  const { id } = await makeHold();
  const { transfer } = await must(runCommand(workOn(one), "captureHold", writeCall(), id, {}));
  return await must(readOne(workOn(one), writeCall(), getTransfer, transfer));
};

interface Change {
  readonly kind: IdKind;
  readonly table: string;
  /** A new resource, and its current tag. */
  make(): Promise<{ readonly id: string; readonly tag: string }>;
  run(work: Work, call: WriteCall, id: string): Promise<WriteOutcome<unknown>>;
}

const of = <T extends { readonly id: string }>(kind: IdKind, table: string, make: () => Promise<T>, tagOf: (value: T) => string) => ({
  kind,
  table,
  async make() {
    const made = await make();
    return { id: made.id, tag: tagOf(made) };
  },
});
const customer = of("customer", "customers.customers", makeCustomer, versionTag);
const account = of("account", "accounts.accounts", makeAccount, accountTag);
const endpoint = of("webhookEndpoint", "webhooks.endpoints", makeEndpoint, versionTag);
const apiKey = of("apiKey", "identity.api_keys", makeKey, apiKeyTag);
const hold = of("hold", "payments.holds", makeHold, holdTag);
const transfer = of("transfer", "ledger.transfers", makeTransfer, transferTag);

const changes: Readonly<Record<string, Change>> = {
  updateCustomer: { ...customer, run: (work, call, id) => operations.updateCustomer(work, call, id, { name: "Grace" }) },
  decideVerification: { ...customer, run: (work, call, id) => operations.decideVerification(work, call, id, { decision: "verified" }) },
  updateAccount: { ...account, run: (work, call, id) => operations.updateAccount(work, call, id, { name: "Rent" }) },
  freezeAccount: { ...account, run: operations.freezeAccount },
  closeAccount: { ...account, run: operations.closeAccount },
  updateWebhookEndpoint: {
    ...endpoint,
    run: (work, call, id) => operations.updateWebhookEndpoint(work, call, id, { description: "Till" }),
  },
  rotateWebhookSecret: { ...endpoint, run: (work, call, id) => operations.rotateWebhookSecret(work, call, id, KEY_ID) },
  deleteWebhookEndpoint: { ...endpoint, run: operations.deleteWebhookEndpoint },
  revokeApiKey: { ...apiKey, run: operations.revokeApiKey },
  rotateApiKey: { ...apiKey, run: (work, call, id) => operations.rotateApiKey(work, call, id, token()) },
  captureHold: { ...hold, run: (work, call, id) => runCommand(work, "captureHold", call, id, { amount: "1" }) },
  releaseHold: { ...hold, run: (work, call, id) => runCommand(work, "releaseHold", call, id) },
  reverseTransfer: { ...transfer, run: (work, call, id) => runCommand(work, "reverseTransfer", call, id, { amount: "1" }) },
};
/** Writes that change nothing that a tag covers: a ping, and unfreezing an open account. */
const changeless = ["pingWebhookEndpoint", "unfreezeAccount"];

/** Runs two requests that both wait for a resource's row before either continues. */
async function atTheLock<T>({ kind, table }: Change, id: string, run: () => readonly Promise<T>[]): Promise<T[]> {
  await admin.query("BEGIN");
  await admin.query(`SELECT FROM ${table} WHERE id = $1 FOR UPDATE`, [decodeId(kind, id)]);
  let ended = 0;
  const running = run().map((outcome) => outcome.finally(() => (ended += 1)));
  const waiting = "SELECT FROM pg_stat_activity WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0";
  // A request that does not wait, which would be the fault, ends.
  while (ended + (await watcher.query(waiting)).rows.length < running.length);
  await admin.query("COMMIT");
  return await Promise.all(running);
}

const under = (tag: string): WriteCall => ({ ...writeCall(), precondition: { ...unconditional, ifMatch: [tag] } });

describe.each(Object.entries(changes))("%s", (_operation, change) => {
  test("by two writers that saw the same version is done for one of them, and the other one is refused", async () => {
    const { id, tag } = await change.make();
    const outcomes = await atTheLock(change, id, () => [
      change.run(workOn(one), under(tag), id),
      change.run(workOn(other), under(tag), id),
    ]);
    const codes = outcomes.map((outcome) => (outcome.ok ? "done" : outcome.refusal.code)).sort();
    expect(codes).toEqual(["done", change === changes["deleteWebhookEndpoint"] ? "not_found" : "precondition_failed"]);
  });

  test("that comes twice at once under one key has one effect and one answer, although its tag is stale for the second", async () => {
    const { id, tag } = await change.make();
    const call = under(tag);
    const [first, second] = await atTheLock(change, id, () => [
      change.run(workOn(one), call, id),
      change.run(workOn(other), { ...call, requestId: encodeId("request", newUuid()) }, id),
    ]);
    expect([first?.ok, second?.ok, first?.replayed !== second?.replayed]).toEqual([true, true, true]);
    expect({ ...second, replayed: null }).toEqual({ ...first, replayed: null });
  });
});

describe("the table of writes", () => {
  test("has every write of the contract that changes a tagged resource", () => {
    const paths = contract.paths as any;
    const tagged = Object.entries<any>(paths).flatMap(([path, methods]) => {
      const resource = /^\/v1\/[a-z-]+\/\{id\}/.exec(path)?.[0] ?? "";
      if (paths[resource]?.get?.responses["200"].headers.ETag === undefined) return [];
      return Object.entries<any>(methods).flatMap(([method, { operationId }]) => (method === "get" ? [] : [operationId as string]));
    });
    expect([...Object.keys(changes), ...changeless].sort()).toEqual(tagged.sort());
  });
});
