// Every operation × requests made from the contract: nobody gets an answer that is not declared, a fault of ours, or an effect of what was
// refused. house.request holds each answer against the contract. `npm run test:fuzz` sends 200 to each operation, as CI does.
import { randomInt } from "node:crypto";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { checkBooks } from "@ledge/tools/books";
import { openReceiver, type Receiver } from "@ledge/tools/webhook-receiver";
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
/** Of them, those that must be refused; the others the contract allows. */
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
  ledge = await startLedge({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } } });
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
  if (answer.status >= 500) throw new Error(`a fault of ours: ${answer.status} ${answer.text}`);
  if (answer.status < 300) accepted.add(operationId);
  return answer;
}

/** Plays an operation's requests. What fails is shown with what was sent last, and the seed; the bank has changed since, so it is not shrunk. */
async function play(runs: number, judge: (draw: Draw) => Promise<void>): Promise<void> {
  const describingFailures = async (draw: Draw): Promise<void> => {
    await judge(draw).catch((error: Error) => {
      throw new Error(`${error.message}\nsent: ${JSON.stringify(last).slice(0, 2_000)}`);
    });
  };
  // Its own report would write out everything that was drawn: of bodies of a megabyte, gigabytes.
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
      if (status < 400) throw new Error(`taken, though the contract does not allow it: ${status} ${text}`);
    });
    expect(await fingerprint()).toBe(before);
  });

  test("answers what the contract allows as it declares, and a refusal has no effect", { timeout: TIMEOUT_MS }, async () => {
    let before = await fingerprint();
    await play(RUNS - REFUSABLE, async (draw) => {
      const { status, text } = await deliver(operation, allowed(draw, operation, valid, pools));
      const after = await fingerprint();
      const changed = after !== before;
      before = after;
      if (changed && (status >= 400 || operation.method === "GET")) throw new Error(`an effect, though it answered ${status} ${text}`);
    });
  });
});

describe("the fuzz", () => {
  test("sent every operation its requests, and none but got one through", () => {
    const short = operations.filter(({ operationId }) => (sent.get(operationId) ?? 0) < RUNS);
    expect(short.map(({ operationId }) => operationId)).toEqual([]);
    expect(operations.map(({ operationId }) => operationId).filter((operationId) => !accepted.has(operationId))).toEqual([]);
    console.info(`${[...sent.values()].reduce((sum, count) => sum + count, 0)} requests, ${operations.length} operations`);
  });

  test("leaves books that are right", async () => {
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("finds a status that the contract does not declare", async () => {
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
