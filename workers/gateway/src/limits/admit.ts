// Admits the requests of a principal: within its rate, and within its share of the work under way. Customers have a rate; one backend is the usual
// client of the institution, and has a share of work alone. A key may have a rate of its own instead. What waits in the region has bounds there.
import type { KnownKey, Rate } from "@ledge/shared/contracts/identity";
import { shareOf } from "@ledge/shared/context";
import { MAX_BODY_BYTES } from "../read-body.ts";
import type { Route } from "../routes.ts";
import { Rates, type Taken } from "./rates.ts";
import { bounds, soon, WorkInFlight } from "./work-in-flight.ts";

const rates = new Rates();
const byteRates = new Rates();
const work = new WorkInFlight();

/** Bytes of bodies at once and per minute: more than the platform can post in batches, and less than it takes to keep an edge's thread busy. */
const BYTES = {
  customer: { burst: MAX_BODY_BYTES, per_minute: 30 * MAX_BODY_BYTES },
  institution: { burst: 2 * MAX_BODY_BYTES, per_minute: 120 * MAX_BODY_BYTES },
} as const satisfies Record<string, Rate>;

export interface Admission {
  /** Null: refused. To be called once, when the request has been answered to its end. */
  readonly end: (() => void) | null;
  /** To be called with the number of bytes of a body that has been read: one that did not say its length was admitted by a guess. */
  readonly settle: (bytes: number) => void;
  /** Headers of the answer, whatever it is; of a refusal also when to come again. */
  readonly headers: Readonly<Record<string, string>>;
}

/** The rate of customers' keys that have none of their own, by the gateway's configuration. */
const customersRate = (env: Env): Rate => ({ burst: Number(env.CUSTOMER_BURST), per_minute: Number(env.CUSTOMER_REQUESTS_PER_MINUTE) });

/** A statement costs as much as a body of this size while it is made, and lasts as long as its client reads. */
const STREAM_BYTES = 262_144;

export async function admit(
  env: Env,
  request: Request,
  { operationId }: Route,
  { principal, rate }: KnownKey,
  nowMs: number,
): Promise<Admission> {
  const isCustomer = principal.customerId !== null;
  const wanted = rate ?? (isCustomer ? customersRate(env) : null);
  const taken: Taken | null = wanted === null ? null : rates.take(principal.id, wanted, nowMs);
  const headers = taken?.headers ?? {};
  if (taken?.isAllowed === false)
    return { end: null, settle: () => undefined, headers: { ...headers, "Retry-After": String(taken.retryAfterS) } };
  const bytes = operationId === "getStatement" ? STREAM_BYTES : bodyBytesOf(request);
  const owner = shareOf(principal);
  const kind = isCustomer ? "customer" : "institution";
  const begin = (atMs: number): (() => void) | null => {
    const begun = work.begin(owner, bytes, bounds[kind], atMs);
    if (begun === null || bytes === 0 || byteRates.take(owner, BYTES[kind], atMs, bytes).isAllowed) return begun;
    begun();
    return null;
  };
  const end = await soon(begin, nowMs, pause);
  const settle = (read: number): void => {
    if (isUnannounced(request)) byteRates.settle(owner, BYTES[kind], read - bytes);
  };
  return { end, settle, headers };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** What a body counts that does not say how long it is (RFC 9112, section 7.1), until it has been read: such bodies are seldom long, and few may come at once. */
const UNKNOWN_BYTES = MAX_BODY_BYTES / 8;

const isUnannounced = ({ method, headers }: Request): boolean => method !== "GET" && method !== "HEAD" && !headers.has("Content-Length");

/** What the request's body counts: its length, as it says. A body that is longer than it says is cut by the runtime, or refused. */
function bodyBytesOf(request: Request): number {
  if (request.method === "GET" || request.method === "HEAD") return 0;
  const announced = request.headers.get("Content-Length");
  return announced === null ? UNKNOWN_BYTES : Math.min(Number(announced) || 0, MAX_BODY_BYTES);
}
