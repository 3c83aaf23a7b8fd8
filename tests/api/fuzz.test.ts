// Every operation × requests generated from the contract: no answer is undeclared or a server fault, and no refused request has an effect.
// `ledge.request` checks each answer against the contract. `npm run test:fuzz` sends 200 requests to each operation, as CI does.
import { randomInt } from "node:crypto";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { checkBooks } from "@ledge/database/books/books";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import fc from "fast-check";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTestBank } from "../support/test-bank.ts";
import { checkerOf } from "../support/contract/answers.ts";
import { connect } from "../support/database.ts";
import type { Draw, Wire } from "../support/fuzz/changes.ts";
import { fingerprintsOf } from "../support/fuzz/fingerprint.ts";
import { poolsOf } from "../support/fuzz/pools.ts";
import { allowed, refusable } from "../support/fuzz/requests.ts";
import type { Pools } from "../support/fuzz/values.ts";
import { type LedgeResponse, type Ledge, startLedge } from "../support/ledge.ts";
import { type Operation, operations } from "../support/refusals/contract.ts";
import { openScenarioContext, type Sent, send, type ScenarioContext } from "../support/refusals/scenario.ts";
import { validRequests } from "../support/refusals/valid-requests.ts";

const RUNS = Number(process.env["LEDGE_FUZZ_RUNS"] ?? 25);
/** The number of them that must be refused. The contract allows the others. */
const REFUSABLE = Math.ceil(RUNS * 0.6);
const SEED = Number(process.env["LEDGE_FUZZ_SEED"] ?? randomInt(2 ** 31));
const TIMEOUT_MS = 600_000;

let ledge: Ledge;
let context: ScenarioContext;
let admin: pg.Client;
let receiver: Receiver;
let pools: Pools;
let fingerprint: () => Promise<string>;
let last: Wire | null = null;
const sent = new Map<string, number>();
const accepted = new Set<string>();

beforeAll(async () => {
  console.info(`seed ${SEED}`);
  receiver = await openReceiver();
  ledge = await startLedge({
    vars: {
      "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" },
      // More than a bank has: each run may make some.
      "core-service/wrangler.toml": { WEBHOOK_ENDPOINTS: "10000" },
    },
  });
  admin = await connect(ledge.database.adminUrl);
  context = await openScenarioContext(ledge, await openTestBank(ledge), admin, receiver);
  pools = await poolsOf(context);
  fingerprint = await fingerprintsOf(admin);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
  await receiver.close();
});

async function deliver({ operationId }: Operation, wire: Wire): Promise<LedgeResponse> {
  last = wire;
  const { method, path, body, token, key, headers } = wire;
  sent.set(operationId, (sent.get(operationId) ?? 0) + 1);
  const answer = await ledge.request(method, path, {
    headers,
    ...(token === undefined ? {} : { token }),
    ...(key === undefined ? {} : { key }),
    ...(body === undefined ? {} : { rawBody: body }),
  });
  if (answer.status >= 500) throw new Error(`a server fault:  ${answer.status} ${answer.text}`);
  if (answer.status < 300) accepted.add(operationId);
  return answer;
}

/** Sends an operation's requests. A failure is shown with the last request and the seed. It is not shrunk, because the data has changed since. */
async function play(runs: number, judge: (draw: Draw) => Promise<void>): Promise<void> {
  const describingFailures = async (draw: Draw): Promise<void> => {
    await judge(draw).catch((error: Error) => {
      throw new Error(`${error.message}\nsent: ${JSON.stringify(last).slice(0, 2_000)}`);
    });
  };
  // fast-check's own report would print everything that was drawn: gigabytes, for bodies of a megabyte.
  const played = await fc.check(fc.asyncProperty(fc.gen(), describingFailures), { numRuns: runs, seed: SEED, endOnFailure: true });
  if (played.failed) throw played.errorInstance;
}

describe.each(operations.map((operation) => [operation.operationId, operation] as const))("%s", (operationId, operation) => {
  let valid: Sent;
  beforeAll(async () => {
    valid = await validRequests[operationId]!(context);
    const answer = await send(ledge, valid);
    expect(answer.status, answer.text).toBeLessThan(300);
    accepted.add(operationId);
  });

  test("refuses what the contract does not allow, with no effect", { timeout: TIMEOUT_MS }, async () => {
    const before = await fingerprint();
    await play(REFUSABLE, async (draw) => {
      const { status, text } = await deliver(operation, refusable(draw, operation, valid, pools));
      if (status < 400) throw new Error(`accepted, though the contract does not allow it: ${status} ${text}`);
    });
    expect(await fingerprint()).toBe(before);
  });

  test("answers allowed requests as the contract declares, and a refusal has no effect", { timeout: TIMEOUT_MS }, async () => {
    let before = await fingerprint();
    await play(RUNS - REFUSABLE, async (draw) => {
      const { status, text } = await deliver(operation, allowed(draw, operation, valid, pools));
      const after = await fingerprint();
      const changed = after !== before;
      before = after;
      if (changed && (status >= 400 || operation.reads)) throw new Error(`an effect, though it answered ${status} ${text}`);
    });
  });
});

describe("the fuzz", () => {
  test("sent every operation its requests, and each operation accepted at least one", () => {
    const short = operations.filter(({ operationId }) => (sent.get(operationId) ?? 0) < RUNS);
    expect(short.map(({ operationId }) => operationId)).toEqual([]);
    expect(operations.map(({ operationId }) => operationId).filter((operationId) => !accepted.has(operationId))).toEqual([]);
    console.info(`${[...sent.values()].reduce((sum, count) => sum + count, 0)} requests, ${operations.length} operations`);
  });

  test("leaves correct books", async () => {
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("detects a status that the contract does not declare", async () => {
    const planted = structuredClone(contract) as any;
    delete planted.paths["/v1/accounts/{id}"].get.responses["404"];
    const check = checkerOf(planted);
    const operation = operations.find(({ operationId }) => operationId === "getAccount") as Operation;
    const valid = await validRequests["getAccount"]!(context);
    const judge = async (draw: Draw): Promise<void> => {
      const wire = refusable(draw, operation, valid, pools);
      const { status, headers, text } = await deliver(operation, wire);
      const faults = check(wire, { status, headers, text });
      if (faults.length > 0) throw new Error(faults.join("\n"));
    };
    const found = await fc.check(fc.asyncProperty(fc.gen(), judge), { numRuns: 100, seed: SEED, endOnFailure: true });
    expect(String(found.errorInstance)).toMatch(/answered 404, which the contract does not declare/);
  });
});
