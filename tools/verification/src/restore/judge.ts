// Whether a restored database is what it should be: a pure comparison of what clients were answered with what is there. Its faults are words for
// people; none means that the restore kept every promise up to its instant.
import type { Asked } from "./load.ts";

/** Clients note milliseconds, Postgres microseconds: nearer to the instant than this, both sides are right. */
const MARGIN_MS = 5;

export interface Kept {
  /** Acknowledged before the instant, and there. */
  readonly acknowledged: number;
  /** Sent after it, and not there. */
  readonly later: number;
  readonly faults: readonly string[];
}

/**
 * @param there the keys whose transfers the restored database has, each with how often.
 * @param untilMs the instant that was restored to.
 */
export function judgeInstant(asked: readonly Asked[], there: ReadonlyMap<string, number>, untilMs: number): Kept {
  const before = asked.filter(({ answer }) => answer !== null && answer.atMs <= untilMs - MARGIN_MS);
  const after = asked.filter(({ sentAtMs }) => sentAtMs >= untilMs + MARGIN_MS);
  const faults = [
    ...before.filter(({ key }) => !there.has(key)).map(({ key }) => `${key} was acknowledged before the instant and is not there`),
    ...after.filter(({ key }) => there.has(key)).map(({ key }) => `${key} was asked for after the instant and is there`),
    ...doubled(there),
    ...(before.length === 0 ? ["nothing was acknowledged before the instant: this shows nothing"] : []),
    ...(after.length === 0 ? ["nothing was asked for after the instant: this shows nothing"] : []),
  ];
  return { acknowledged: before.length, later: after.length, faults };
}

export interface Lost {
  /** Acknowledged to clients and gone. */
  readonly acknowledged: number;
  /** Between the last acknowledgement that was kept and the server's end: the RPO of this run, in milliseconds. */
  readonly rpoMs: number;
  readonly faults: readonly string[];
}

/** What was lost with a server that ended at `endMs`. What is lost must be the end: nothing older than what was kept may be missing. */
export function judgeLoss(asked: readonly Asked[], there: ReadonlyMap<string, number>, endMs: number): Lost {
  const acknowledged = asked.flatMap(({ key, answer, sentAtMs }) => (answer === null ? [] : [{ key, sentAtMs, atMs: answer.atMs }]));
  const kept = acknowledged.filter(({ key }) => there.has(key));
  const gone = acknowledged.filter(({ key }) => !there.has(key));
  const lastKeptMs = Math.max(...kept.map(({ atMs }) => atMs), -Infinity);
  const lastSentKeptMs = Math.max(...kept.map(({ sentAtMs }) => sentAtMs), -Infinity);
  const faults = [
    ...gone
      .filter(({ atMs }) => atMs < lastSentKeptMs - MARGIN_MS)
      .map(({ key }) => `${key} is gone, though what was asked for after its acknowledgement is there`),
    ...doubled(there),
    ...(kept.length === 0 ? ["nothing was kept"] : []),
  ];
  return { acknowledged: gone.length, rpoMs: endMs - lastKeptMs, faults };
}

const doubled = (there: ReadonlyMap<string, number>): string[] =>
  [...there].filter(([, times]) => times > 1).map(([key, times]) => `${key} is there ${times} times`);
