// Reports refused writes that leave no row of their key to the audit log: for want of a right, for a condition that did not hold, about what is not there,
// under a key of another request. Nothing was changed, so a report may be late, or be lost with this edge's memory; it must never delay an answer.
import type { Answer } from "@ledge/kit/answer";
import type { WriteCall } from "@ledge/shared/context";
import type { RefusedWrite } from "@ledge/shared/contracts/audit";
import type { OperationId } from "@ledge/shared/contracts/refusals";
import { decodeAnyId } from "@ledge/shared/ids";
import { log } from "@ledge/shared/telemetry/log";
import { type ProblemCode, problems } from "@ledge/shared/problem";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Route } from "./routes.ts";
import { auditOf } from "./upstreams.ts";

/** Codes that are not recorded under a key. Those that say a request is malformed, came too often or found the platform busy are no decision. */
const DECISIONS: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  "forbidden",
  "not_found",
  "precondition_failed",
  "idempotency_key_reused",
  "outcome_expired",
]);

/** Theirs: no other answer is read. */
const STATUSES: ReadonlySet<number> = new Set([...DECISIONS].map((code) => problems[code].status));

/** What is reported of one principal in a window: who floods the platform must not fill its log (law 32). The security log has the rest as a number. */
const WINDOW_MS = 10_000;
/** @internal Tests read the limit instead of repeating it. */
export const REPORTS_PER_WINDOW = 50;
/** Reports of this time go together. */
const GATHER_MS = 500;
/** The runtime may end who was to send, without another turn for its code: after this time the next report is to be sent too. */
const GIVEN_UP_MS = 10_000;
/** While the log cannot be reached, no more than these are kept. @internal Tests read the limit instead of repeating it. */
export const MOST_KEPT = 1_000;

/** A write as far as it is known when it is refused: without its key and body where the edge refuses it before it reads them. */
export type Refusable = Pick<WriteCall, "requestId" | "traceId" | "principal"> & Partial<Pick<WriteCall, "idempotency">>;

/** @internal A rule, tested by itself. */
export class RefusedWrites {
  #kept: RefusedWrite[] = [];
  #gatheringSinceMs = Number.NEGATIVE_INFINITY;
  readonly #windows = new Map<string, { sinceMs: number; reports: number }>();

  /**
   * Notes a refused write, by the code of its problem, and with the public id in its path.
   *
   * @returns whether it is to be sent: nothing under way sends it.
   */
  note(
    code: ProblemCode,
    operation: OperationId,
    target: string | null,
    { requestId, traceId, principal, idempotency }: Refusable,
    nowMs: number,
  ): boolean {
    if (!DECISIONS.has(code) || this.#kept.length >= MOST_KEPT || !this.#isWithin(principal.id, nowMs)) return false;
    this.#kept.push({
      requestId,
      traceId,
      principal: principal.id,
      customer: principal.customerId,
      operation,
      target,
      outcome: code,
      fingerprint: idempotency?.fingerprint ?? null,
      keyDigest: idempotency === undefined ? null : bytesToHex(sha256(utf8ToBytes(idempotency.key))),
      at: new Date(nowMs).toISOString(),
    });
    if (nowMs - this.#gatheringSinceMs < GIVEN_UP_MS) return false;
    this.#gatheringSinceMs = nowMs;
    return true;
  }

  /** Sends what has gathered; if that fails, the next report sends it again. */
  async send(send: (writes: readonly RefusedWrite[]) => Promise<void>, pause: (ms: number) => Promise<void>): Promise<void> {
    await pause(GATHER_MS);
    this.#gatheringSinceMs = Number.NEGATIVE_INFINITY;
    const sent = this.#kept;
    this.#kept = [];
    try {
      await send(sent);
    } catch (error) {
      log({ level: "error", service: "gateway", operation: "recordRefusedWrites", error });
      this.#kept = [...sent, ...this.#kept].slice(0, MOST_KEPT);
    }
  }

  #isWithin(principal: string, nowMs: number): boolean {
    const last = this.#windows.get(principal);
    if (last !== undefined && nowMs - last.sinceMs < WINDOW_MS) return (last.reports += 1) <= REPORTS_PER_WINDOW;
    // Windows that are over say nothing any more.
    for (const [owner, { sinceMs }] of this.#windows) if (nowMs - sinceMs >= WINDOW_MS) this.#windows.delete(owner);
    this.#windows.set(principal, { sinceMs: nowMs, reports: 1 });
    return true;
  }
}

const refusedWrites = new RefusedWrites();

/** Reports the answer to a write if it is a refusal that leaves no row of its key. */
export function reportRefusal(
  env: Env,
  context: ExecutionContext,
  { status, body }: Answer,
  { operationId }: Route,
  pathname: string,
  refusable: Refusable,
): void {
  if (!STATUSES.has(status) || typeof body !== "string") return;
  const { code } = JSON.parse(body) as { readonly code: ProblemCode };
  if (!refusedWrites.note(code, operationId, idIn(pathname), refusable, Date.now())) return;
  const send = (writes: readonly RefusedWrite[]): Promise<void> => auditOf(env).recordRefusedWrites(writes);
  context.waitUntil(refusedWrites.send(send, (ms) => new Promise((resolve) => setTimeout(resolve, ms))));
}

/** The public id in a path, of whatever kind; null: none. A path of the contract has one at most. */
const idIn = (pathname: string): string | null => pathname.split("/").find((segment) => decodeAnyId(segment) !== null) ?? null;
