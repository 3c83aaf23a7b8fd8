// Whether time shows what an answer does not: for each operation that takes an id, a customer's key asks in turns for what belongs to somebody else and
// for what does not exist (law 26). The measure is the share of pairs in which the one took longer (the area under the ROC curve): 0.5 is no difference.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { encodeId, type IdKind, newUuid } from "@ledge/shared/ids";
import type { Platform } from "../bench/end-to-end-platform.ts";

const PAIRS = 400;
const BAR = 0.55;
/** What is above the first bar is measured once more, with so many pairs that chance moves it by less than 0.01. */
const MORE_PAIRS = 4_000;
const MORE_BAR = 0.52;
/** A customer has two statements a second (its rate in bytes): so many customers ask that none of them waits. */
const ASKERS = 64;

interface Probe {
  readonly operation: string;
  readonly kind: Extract<IdKind, "customer" | "account" | "transfer" | "hold">;
  readonly method: "GET" | "POST" | "PATCH";
  readonly path: (id: string) => string;
  readonly body?: object;
}

const probes: readonly Probe[] = [
  { operation: "getCustomer", kind: "customer", method: "GET", path: (id) => `/v1/customers/${id}` },
  { operation: "updateCustomer", kind: "customer", method: "PATCH", path: (id) => `/v1/customers/${id}`, body: { email: "a@example.com" } },
  { operation: "getAccount", kind: "account", method: "GET", path: (id) => `/v1/accounts/${id}` },
  { operation: "updateAccount", kind: "account", method: "PATCH", path: (id) => `/v1/accounts/${id}`, body: { name: "Rent" } },
  { operation: "getBalance", kind: "account", method: "GET", path: (id) => `/v1/accounts/${id}/balance` },
  { operation: "getBalance, past", kind: "account", method: "GET", path: (id) => `/v1/accounts/${id}/balance?at=2026-01-01T00:00:00Z` },
  { operation: "listEntries", kind: "account", method: "GET", path: (id) => `/v1/accounts/${id}/entries` },
  { operation: "getStatement", kind: "account", method: "GET", path: (id) => `/v1/accounts/${id}/statement` },
  { operation: "listTransfers", kind: "account", method: "GET", path: (id) => `/v1/transfers?account=${id}` },
  { operation: "listHolds", kind: "account", method: "GET", path: (id) => `/v1/holds?account=${id}` },
  { operation: "getTransfer", kind: "transfer", method: "GET", path: (id) => `/v1/transfers/${id}` },
  { operation: "getTransferReceipt", kind: "transfer", method: "GET", path: (id) => `/v1/transfers/${id}/receipt` },
  { operation: "reverseTransfer", kind: "transfer", method: "POST", path: (id) => `/v1/transfers/${id}/reversals`, body: {} },
  { operation: "getHold", kind: "hold", method: "GET", path: (id) => `/v1/holds/${id}` },
  { operation: "captureHold", kind: "hold", method: "POST", path: (id) => `/v1/holds/${id}/capture`, body: {} },
  { operation: "releaseHold", kind: "hold", method: "POST", path: (id) => `/v1/holds/${id}/release` },
];

export interface Timed {
  readonly operation: string;
  readonly pairs: number;
  /** Of what is somebody else's over what is missing; 0.5: none takes longer. */
  readonly area: number;
  readonly isWithin: boolean;
}

/** Measures every operation that a customer's key may call with an id. @throws when an answer says what time must not. */
export async function measureTiming(platform: Platform, say: (what: string) => void): Promise<Timed[]> {
  const { foreign, ask } = await openTiming(platform);
  const results: Timed[] = [];
  for (const probe of probes) {
    say(`timing: ${probe.operation}`);
    const id = foreign[probe.kind];
    await areaOf(probe, id, ask, PAIRS / 10);
    const first = await areaOf(probe, id, ask, PAIRS);
    if (distance(first) <= BAR) results.push({ operation: probe.operation, pairs: PAIRS, area: first, isWithin: true });
    else {
      const area = await areaOf(probe, id, ask, MORE_PAIRS);
      results.push({ operation: probe.operation, pairs: MORE_PAIRS, area, isWithin: distance(area) <= MORE_BAR });
    }
  }
  return results;
}

const distance = (area: number): number => Math.max(area, 1 - area);

/** Asks with the key of one of the customers, by turns: both questions of a pair come from one. */
type Ask = (probe: Probe, id: string, pair: number) => Promise<{ readonly status: number; readonly tookMs: number }>;

async function areaOf(probe: Probe, foreign: string, ask: Ask, pairs: number): Promise<number> {
  const [foreignMs, missingMs] = [new Float64Array(pairs), new Float64Array(pairs)];
  const statuses = new Set<number>();
  for (let pair = 0; pair < pairs; pair += 1) {
    const missing = encodeId(probe.kind, newUuid());
    // Which of the two comes first is drawn, so that what a request leaves behind falls on both.
    for (const isForeign of Math.random() < 1 / 2 ? [true, false] : [false, true]) {
      const { status, tookMs } = await ask(probe, isForeign ? foreign : missing, pair);
      (isForeign ? foreignMs : missingMs)[pair] = tookMs;
      statuses.add(status);
    }
  }
  if (statuses.size > 1)
    throw new Error(`${probe.operation} answers ${[...statuses].join(" or ")}: somebody else's is distinguished by its status`);
  let longer = 0;
  const sorted = missingMs.toSorted();
  for (const tookMs of foreignMs) longer += (countBelow(sorted, tookMs, false) + countBelow(sorted, tookMs, true)) / 2;
  return longer / pairs ** 2;
}

/** How many of the sorted are below a limit, or at it too. */
function countBelow(sorted: Float64Array, limit: number, orAt: boolean): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const value = sorted[middle] as number;
    if (value < limit || (orAt && value === limit)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Customers who ask, each with an account and a key, and what somebody else has. */
async function openTiming({ target }: Platform): Promise<{ readonly foreign: Readonly<Record<Probe["kind"], string>>; readonly ask: Ask }> {
  const { host, port, token, accounts } = target;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (method: string, path: string, bearer: string, body?: object): Promise<{ status: number; text: string }> =>
    new Promise((resolve, reject) => {
      const own = method === "GET" ? {} : { "Idempotency-Key": randomUUID(), ...(body && { "Content-Type": "application/json" }) };
      const condition = method === "PATCH" ? { "If-Match": "*" } : {};
      const sent = request(
        { host, port, path, method, agent, headers: { Authorization: `Bearer ${bearer}`, ...own, ...condition } },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (part: string) => (text += part));
          answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
        },
      );
      sent.on("error", reject);
      sent.end(body === undefined ? undefined : JSON.stringify(body));
    });
  const make = async (path: string, body: object): Promise<{ id: string; token: string }> => {
    const { status, text } = await send("POST", path, token, body);
    if (status !== 201) throw new Error(`POST ${path} was answered ${status}: ${text}`);
    return JSON.parse(text) as { id: string; token: string };
  };
  const customer = (): Promise<{ id: string }> => make("/v1/customers", { type: "person", name: "Timing" });
  const accountOf = (holder: string): Promise<{ id: string }> =>
    make("/v1/accounts", { kind: "customer", customer_id: holder, currency: "EUR", overdraft_limit: "100000" });
  const other = await customer();
  const account = await accountOf(other.id);
  const payment = { source_account: account.id, destination_account: accounts[0], amount: "1", currency: "EUR" };
  const [transfer, hold] = [await make("/v1/transfers", payment), await make("/v1/holds", payment)];
  const scopes = ["customers:read", "customers:write", "accounts:read", "accounts:write", "transfers:read", "transfers:write"];
  const rate = { burst: 100_000, per_minute: 6_000_000 };
  const keys: string[] = [];
  while (keys.length < ASKERS) {
    const { id } = await customer();
    await accountOf(id);
    const key = await make("/v1/api-keys", { name: "timing", scopes, customer_id: id, rate_limit: rate });
    keys.push(key.token);
  }
  return {
    foreign: { customer: other.id, account: account.id, transfer: transfer.id, hold: hold.id },
    async ask({ method, path, body }, id, pair) {
      const startedMs = performance.now();
      const { status } = await send(method, path(id), keys[pair % ASKERS] as string, body);
      return { status, tookMs: performance.now() - startedMs };
    },
  };
}
