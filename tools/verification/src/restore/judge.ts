// Judges a restored database: compares what clients were answered with what is there. Pure. No fault means that every acknowledged
// transfer up to the restored instant is there, and nothing later.
import type { SentTransfer } from "./load.ts";

/** Clients record milliseconds, Postgres microseconds: a transfer this close to the instant may be there or not. */
const MARGIN_MS = 5;

export interface InstantVerdict {
  /** Acknowledged before the instant, and there. */
  readonly acknowledged: number;
  /** Sent after it, and not there. */
  readonly later: number;
  readonly faults: readonly string[];
}

/**
 * @param there how many transfers the restored database has, by key.
 * @param untilMs the instant that was restored to.
 */
export function judgeInstant(sent: readonly SentTransfer[], there: ReadonlyMap<string, number>, untilMs: number): InstantVerdict {
  const before = sent.filter(({ answer }) => answer !== null && answer.atMs <= untilMs - MARGIN_MS);
  const after = sent.filter(({ sentAtMs }) => sentAtMs >= untilMs + MARGIN_MS);
  const faults = [
    ...before.filter(({ key }) => !there.has(key)).map(({ key }) => `${key} was acknowledged before the instant and is not there`),
    ...after.filter(({ key }) => there.has(key)).map(({ key }) => `${key} was asked for after the instant and is there`),
    ...doubled(there),
    ...(before.length === 0 ? ["nothing was acknowledged before the instant: this shows nothing"] : []),
    ...(after.length === 0 ? ["nothing was asked for after the instant: this shows nothing"] : []),
  ];
  return { acknowledged: before.length, later: after.length, faults };
}

export interface LossVerdict {
  /** Acknowledged to clients, and missing. */
  readonly acknowledged: number;
  /** From the acknowledgement of the last kept transfer to the server's end: the RPO of this run. */
  readonly rpoMs: number;
  readonly faults: readonly string[];
}

/** Judges what was lost with a server that ended at `endMs`. Only the newest transfers may be missing: none older than a kept one. */
export function judgeLoss(sent: readonly SentTransfer[], there: ReadonlyMap<string, number>, endMs: number): LossVerdict {
  const acknowledged = sent.flatMap(({ key, answer, sentAtMs }) => (answer === null ? [] : [{ key, sentAtMs, atMs: answer.atMs }]));
  const kept = acknowledged.filter(({ key }) => there.has(key));
  const missing = acknowledged.filter(({ key }) => !there.has(key));
  const lastKeptMs = Math.max(...kept.map(({ atMs }) => atMs), -Infinity);
  const lastSentKeptMs = Math.max(...kept.map(({ sentAtMs }) => sentAtMs), -Infinity);
  const faults = [
    ...missing
      .filter(({ atMs }) => atMs < lastSentKeptMs - MARGIN_MS)
      .map(({ key }) => `${key} is gone, though what was asked for after its acknowledgement is there`),
    ...doubled(there),
    ...(kept.length === 0 ? ["nothing was kept"] : []),
  ];
  return { acknowledged: missing.length, rpoMs: endMs - lastKeptMs, faults };
}

const doubled = (there: ReadonlyMap<string, number>): string[] =>
  [...there].filter(([, times]) => times > 1).map(([key, times]) => `${key} is there ${times} times`);
