// Makes the requests of a load as bytes, one at a time: every write has a key of its own, and accounts that are drawn at random.
import { randomInt, randomUUID } from "node:crypto";
import { random } from "../random.ts";
import type { Load } from "./end-to-end-load.ts";
import { BATCH, isCrossing, isLimit, type Operation } from "./kinds.ts";

/** The host name of the limits' Worker; requests to any other go to the gateway. */
export const LIMITS_HOST = "limits.test";
const [OK, CREATED] = [200, 201] as const;
const AMOUNT_MINOR_BELOW = 1_000;
/** More than is captured of it. */
const HOLD_MINOR = "1000";
/** Less than an original has, so that few originals serve many reversals (law 9). */
const PART_MINOR = "1";

export interface Request {
  readonly bytes: Buffer;
  /** The status of its answer; any other ends the run. */
  readonly expects: number;
  /** Whether it begins a round: the requests of a round count together or not at all, so that each counts as often as the others. */
  readonly isFirst: boolean;
}

/** Makes one connection's next request, from the answer to the one before; null: there is none yet. */
export type Requests = (answer: Buffer | null) => Request;

/** A source of one load's requests, which is called once per connection. */
export function requestSource(load: Load): () => Requests {
  if (isLimit(load.kind)) {
    const request = { bytes: Buffer.from(`GET /${load.kind} HTTP/1.1\r\nHost: ${LIMITS_HOST}\r\n\r\n`), expects: OK, isFirst: true };
    return () => () => request;
  }
  const writer = writerOf(load);
  if (isCrossing(load.kind)) {
    // With a write's headers, and a body only where it is read: to be sent one that nobody reads costs more than reading it.
    const request = writer.post(`/${load.kind}`, load.kind === "read-body" ? writer.transfer() : null, OK);
    return () => () => request;
  }
  return sources[load.kind](writer);
}

interface Writer {
  get(path: string): Request;
  post(path: string, body: object | null, expects: number): Request;
  account(): string;
  /** A transfer's or hold's body. */
  transfer(amount?: string): object;
  /** The next of the originals, over and over. */
  original(): string;
}

function writerOf({ host, port, token, accounts, originals }: Load): Writer {
  const head = `Host: ${host}:${port}\r\nAuthorization: Bearer ${token}\r\n`;
  const next = random(randomInt(2 ** 31));
  // A prefix per load and a count: unique, and cheaper than a UUID per request.
  const prefix = randomUUID();
  let [count, reversed] = [0, 0];
  return {
    get: (path) => ({ bytes: Buffer.from(`GET ${path} HTTP/1.1\r\n${head}\r\n`), expects: OK, isFirst: true }),
    post(path, body, expects) {
      const text = body === null ? "" : JSON.stringify(body);
      const type = body === null ? "" : "Content-Type: application/json\r\n";
      const own = `Idempotency-Key: ${prefix}.${(count += 1)}\r\n${type}Content-Length: ${Buffer.byteLength(text)}`;
      return { bytes: Buffer.from(`POST ${path} HTTP/1.1\r\n${head}${own}\r\n\r\n${text}`), expects, isFirst: true };
    },
    account: () => accounts[next(accounts.length)] as string,
    transfer(amount = String(1 + next(AMOUNT_MINOR_BELOW))) {
      const source = next(accounts.length);
      const destination = (source + 1 + next(accounts.length - 1)) % accounts.length;
      return { source_account: accounts[source], destination_account: accounts[destination], amount, currency: "EUR" };
    },
    original: () => originals[reversed++ % originals.length] as string,
  };
}

/** The same request whatever was answered before. */
const alike = (make: (writer: Writer) => Request) => (writer: Writer) => () => () => make(writer);

const sources: Readonly<Record<Operation, (writer: Writer) => () => Requests>> = {
  transfer: alike((writer) => writer.post("/v1/transfers", writer.transfer(), CREATED)),
  batch: alike((writer) =>
    writer.post(
      "/v1/transfer-batches",
      batchBody(() => writer.transfer()),
      CREATED,
    ),
  ),
  balance: alike((writer) => writer.get(`/v1/accounts/${writer.account()}/balance`)),
  hold: (writer) => () => holdLife(writer),
  reversal: alike((writer) => writer.post(`/v1/transfers/${writer.original()}/reversals`, { amount: PART_MINOR }, CREATED)),
  transaction: alike((writer) => writer.post("/v1/transactions", { entries: legs(writer) }, CREATED)),
};

export const batchBody = (transfer: () => object): object => ({
  mode: "independent",
  transfers: Array.from({ length: BATCH }, transfer),
});

/** Places a hold, captures a part, releases the rest, and begins anew: a request each. */
function holdLife({ post, transfer }: Writer): Requests {
  let step = 0;
  let path = "";
  return (answer) => {
    step = (step % 3) + 1;
    if (step === 1) return post("/v1/holds", transfer(HOLD_MINOR), CREATED);
    if (step === 3) return { ...post(`${path}/release`, null, OK), isFirst: false };
    path = `/v1/holds/${/"id":"(hold_\w+)"/.exec(answer?.toString("latin1") ?? "")?.[1]}`;
    return { ...post(`${path}/capture`, { amount: PART_MINOR, final: false }, OK), isFirst: false };
  };
}

/** Four legs: two accounts pay two others, one of them more than the other. */
function legs({ account }: Writer): object[] {
  const leg = (direction: string, amount: string): object => ({ account: account(), direction, amount, currency: "EUR" });
  return [leg("debit", "300"), leg("debit", "200"), leg("credit", "400"), leg("credit", "100")];
}
