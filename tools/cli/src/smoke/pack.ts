// The smoke pack: checks a running platform, in order. It moves one cent between two house accounts of its own, and back. Every check is made,
// whether or not those before it passed.
import { isDeepStrictEqual } from "node:util";
import { createLedge, type Ledge, LedgeError, type Resource } from "@ledge/client";
import { ROOT } from "@ledge/repository/root";
import { findOrOpenHouseAccount } from "../target/house-account.ts";
import { contractOf } from "./contract.ts";
import { type FeedWatch, watchFeed } from "./feed.ts";
import { type Fetch, type Latency, summarize, timed } from "./latency.ts";
import { headerFaults } from "./security-headers.ts";
import type { Settings } from "./settings.ts";

/** Limit for each request: a platform that takes longer fails the check. */
const DEADLINE_MS = 15_000;
const CURRENCY = "EUR";
const CENT = "1";
/** A path that answers 200, one that does not exist, and one that needs a key: different code makes each of these answers. */
const HEADER_PATHS = ["/healthz", "/nowhere", "/v1/accounts"];

export interface Line {
  readonly check: string;
  readonly passed: boolean;
  readonly detail: string;
  readonly tookMs: number;
}

export interface SmokeOutcome {
  readonly url: string;
  readonly passed: boolean;
  readonly lines: readonly Line[];
  readonly latency: Latency;
  readonly tookMs: number;
}

type Transfer = Resource<"createTransfer">;
type Balance = Resource<"getBalance">;

/** Thrown by a check that fails, with what it found. */
class CheckFailed extends Error {}

/**
 * Runs the pack. It never rejects: a failed check is a line of the outcome.
 *
 * @param runId unique for the run: it is part of its transfer's Idempotency-Key.
 * @param onLine called after each check.
 * @param root of the repository that has the contract of what is served.
 */
export async function runPack(
  settings: Settings,
  runId: string,
  onLine: (line: Line, number: number, of: number) => void,
  root: string = ROOT,
): Promise<SmokeOutcome> {
  const startedMs = performance.now();
  const samplesMs: number[] = [];
  const fetch = timed((url, init) => globalThis.fetch(url, withHeaders(init, settings.headers)), samplesMs);
  const { url, operatorKey } = settings;
  const ledge = createLedge({ url, apiKey: operatorKey, deadlineMs: DEADLINE_MS, runtime: { fetch } });
  const money = new SmokeMoney(ledge, runId, settings.eventWithinMs);
  const checks: readonly (readonly [name: string, check: () => Promise<string>])[] = [
    ["health", async () => `status ${(await ledge.get("/healthz")).data.status}`],
    ["readiness", async () => `status ${(await ledge.get("/readyz")).data.status}`],
    ["version", () => checkCommit(ledge, settings.commit)],
    ...(settings.serving.size === 0 ? [] : [["versions", () => checkVersions(ledge, settings.serving)] as const]),
    ...[url, ...settings.origins].map(
      (origin) => [`headers of ${new URL(origin).host}`, () => checkHeaders(fetch, origin, origin === url)] as const,
    ),
    ["contract", () => checkContract(ledge, root)],
    ["accounts", () => money.open()],
    ["transfer", () => money.transfer()],
    ["replay", () => money.replay()],
    ["mismatch", () => money.mismatch()],
    ["event", () => money.event()],
    ["reversal", () => money.reverse()],
    ["trial balance", () => checkBooks(ledge)],
  ];
  const lines: Line[] = [];
  for (const [check, run] of checks) {
    const checkStartedMs = performance.now();
    const line = await run().then(
      (detail) => ({ passed: true, detail }),
      (error: Error) => ({ passed: false, detail: error.message }),
    );
    lines.push({ check, ...line, tookMs: Math.round(performance.now() - checkStartedMs) });
    onLine(lines.at(-1) as Line, lines.length, checks.length);
  }
  money.close();
  const passed = lines.every((line) => line.passed);
  return { url, passed, lines, latency: summarize(samplesMs), tookMs: Math.round(performance.now() - startedMs) };
}

function withHeaders(init: RequestInit | undefined, added: Settings["headers"]): RequestInit {
  const headers = new Headers(init?.headers);
  for (const [name, value] of Object.entries(added)) headers.set(name, value);
  return { ...init, headers };
}

async function checkCommit(ledge: Ledge, expected: string | null): Promise<string> {
  const { commit } = (await ledge.get("/healthz")).data;
  if (expected === null) return `${commit ?? "no commit"} is deployed; none was expected by name`;
  if (commit?.startsWith(expected) !== true) throw new CheckFailed(`${commit ?? "no commit"} is deployed, ${expected} was expected`);
  return `${commit} is deployed`;
}

/** A lane is of the core's Worker, and may run another version of it. */
const LANE_OF = "core";

async function checkVersions(ledge: Ledge, expected: Settings["serving"]): Promise<string> {
  const { versions = [] } = (await ledge.get("/readyz")).data;
  const wanted = [...expected].flatMap(([worker, id]) =>
    worker === LANE_OF
      ? [
          [worker, id],
          ["lane", id],
        ]
      : [[worker, id]],
  );
  const faults = wanted.flatMap(([worker, id]) => {
    const answered = versions.filter(({ service }) => service === worker).map(({ version }) => version);
    return answered.length === 1 && answered[0] === id ? [] : [`${worker} is ${answered.join(" and ") || "not there"}, ${id} was expected`];
  });
  if (faults.length > 0) throw new CheckFailed(faults.join("; "));
  return `${wanted.map(([worker]) => worker).join(", ")} as expected`;
}

/** @param isApi whether the origin is the API's; of another one only the path `/` is known. */
async function checkHeaders(fetch: Fetch, origin: string, isApi: boolean): Promise<string> {
  const paths = isApi ? HEADER_PATHS : ["/"];
  const faults = await Promise.all(
    paths.map(async (path) => {
      const response = await fetch(new URL(path, origin).href, { redirect: "manual", signal: AbortSignal.timeout(DEADLINE_MS) });
      await response.body?.cancel();
      return headerFaults(response.headers).map((fault) => `${path} has ${fault}`);
    }),
  );
  if (faults.flat().length > 0) throw new CheckFailed(faults.flat().join("; "));
  return `of ${paths.join(", ")} as they must be`;
}

async function checkContract(ledge: Ledge, root: string): Promise<string> {
  const { commit } = (await ledge.get("/healthz")).data;
  const built = contractOf(root, commit ?? null);
  const { data } = await ledge.get("/openapi.json");
  if (!isDeepStrictEqual(data, built)) throw new CheckFailed("the contract that is served is not openapi/ledge.v1.json of its commit");
  return `the built one, ${Object.keys(built.paths).length} paths`;
}

async function checkBooks(ledge: Ledge): Promise<string> {
  const { currencies } = (await ledge.get("/v1/ledger/trial-balance")).data;
  const wrong = currencies.filter(({ debits, credits }) => debits !== credits);
  if (wrong.length > 0) {
    throw new CheckFailed(wrong.map(({ currency, debits, credits }) => `${currency}: debits ${debits}, credits ${credits}`).join("; "));
  }
  return `debits equal credits in ${currencies.map(({ currency }) => currency).join(", ")}`;
}

/** The checks that move money: a transfer and its reversal, with what earlier checks have found. */
class SmokeMoney {
  readonly #ledge: Ledge;
  readonly #runId: string;
  readonly #eventWithinMs: number;
  #accounts: readonly [payer: string, payee: string] | null = null;
  #before: readonly Balance[] = [];
  #feed: FeedWatch | null = null;
  #transfer: Transfer | null = null;

  constructor(ledge: Ledge, runId: string, eventWithinMs: number) {
    this.#ledge = ledge;
    this.#runId = runId;
    this.#eventWithinMs = eventWithinMs;
  }

  /** The same two accounts in every run, found by their codes. */
  async open(): Promise<string> {
    const findOrOpen = (name: string, allowNegative: boolean): Promise<string> => {
      const terms = {
        kind: "house",
        code: `smoke.${name}`,
        currency: CURRENCY,
        normal_side: "credit",
        allow_negative: allowNegative,
      } as const;
      return findOrOpenHouseAccount(this.#ledge, { ...terms, name: `Smoke tests: ${name}` }, `ledge:smoke:${name}`);
    };
    const accounts = [await findOrOpen("payer", true), await findOrOpen("payee", false)] as const;
    this.#before = await this.#balances(accounts);
    this.#accounts = accounts;
    return accounts.join(", ");
  }

  async transfer(): Promise<string> {
    const [payer] = known(this.#accounts, "the accounts");
    this.#feed = await watchFeed(this.#ledge, payer);
    this.#transfer = (await this.#pay(CENT)).data;
    return this.#transfer.id;
  }

  async replay(): Promise<string> {
    const first = known(this.#transfer, "the transfer");
    const { data, replayed } = await this.#pay(CENT);
    if (!replayed) throw new CheckFailed("the same request was not answered as a replay");
    if (!isDeepStrictEqual(data, first)) throw new CheckFailed(`the replay says ${data.id}, or another balance, instead of ${first.id}`);
    return "the same answer, marked as a replay";
  }

  async mismatch(): Promise<string> {
    known(this.#transfer, "the transfer");
    const error: unknown = await this.#pay("2").catch((refusal: unknown) => refusal);
    if (!(error instanceof LedgeError) || error.code !== "idempotency_key_reused") {
      throw new CheckFailed(`another request under the same key was answered ${error instanceof Error ? error.message : "with success"}`);
    }
    return "refused with idempotency_key_reused";
  }

  async event(): Promise<string> {
    const { id } = known(this.#transfer, "the transfer");
    const { type } = await known(this.#feed, "the feed").event(id, this.#eventWithinMs);
    if (type !== "transfer.posted") throw new CheckFailed(`the feed shows the transfer as ${type}`);
    return `${type} is on the feed`;
  }

  async reverse(): Promise<string> {
    const { id } = known(this.#transfer, "the transfer");
    const body = { reason: "smoke test" };
    await this.#ledge.post("/v1/transfers/{id}/reversals", { params: { path: { id } }, body, idempotencyKey: `${this.#key}:reversal` });
    const after = await this.#balances(known(this.#accounts, "the accounts"));
    for (const [index, { posted, version }] of after.entries()) {
      const before = this.#before[index] as Balance;
      const what = `the ${index === 0 ? "payer" : "payee"}`;
      if (version !== before.version + 2)
        throw new CheckFailed(`${what} has ${version - before.version} new entries, not 2: does another smoke run?`);
      if (posted !== before.posted) throw new CheckFailed(`${what} had ${before.posted} and has ${posted}`);
    }
    return "both balances are what they were";
  }

  close(): void {
    this.#feed?.close();
  }

  get #key(): string {
    return `ledge:smoke:${this.#runId}`;
  }

  #pay(amount: string) {
    const [source, destination] = known(this.#accounts, "the accounts");
    const description = "Smoke test: reversed at once";
    const body = {
      source_account: source,
      destination_account: destination,
      amount,
      currency: CURRENCY,
      external_id: this.#key,
      description,
    };
    return this.#ledge.post("/v1/transfers", { body, idempotencyKey: this.#key });
  }

  async #balances(accounts: readonly string[]): Promise<Balance[]> {
    const asked = accounts.map((id) => this.#ledge.get("/v1/accounts/{id}/balance", { params: { path: { id } } }));
    return (await Promise.all(asked)).map(({ data }) => data);
  }
}

function known<T>(value: T | null, what: string): T {
  if (value === null) throw new CheckFailed(`not asked: there is nothing to ask with, because ${what} failed`);
  return value;
}
