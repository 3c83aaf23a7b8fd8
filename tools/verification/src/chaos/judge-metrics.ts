// Judges what the platform says at GET /metrics by what the clients saw.
import { figuresIn } from "@ledge/delivery/deploy/figures";
import { type AnswersSeen, kindOf } from "./answers-seen.ts";
import type { Violation } from "./judge-effects.ts";

/** Of a report: lines are gathered for a second, and a report takes a moment. */
const REPORT_MS = 2_000;
const COUNTS = "what clients saw is counted";
const COUNTS_ONCE = "nothing is counted twice";

export interface MetricsJudgement {
  readonly of: string;
  readonly violations: readonly Violation[];
}

/** How often the gateway has answered, by kind. */
export function countedIn(exposition: string): ReadonlyMap<string, number> {
  const counted = new Map<string, number>();
  const add = (kind: string, count: number): void => void counted.set(kind, (counted.get(kind) ?? 0) + count);
  for (const { service, operation, count, failed } of figuresIn(exposition)) {
    if (service !== "gateway") continue;
    add(kindOf(operation, true), failed);
    add(kindOf(operation, false), count - failed);
  }
  return counted;
}

/**
 * Each answer of a runtime that lived long enough is counted, and no kind more often than it was asked. What was lost with the runtimes is at most what was under
 * way, and a report, of each.
 */
export function judgeMetrics(seen: AnswersSeen, counted: ReadonlyMap<string, number>): MetricsJudgement {
  const expected = [...seen.expected()];
  const countOf = (kind: string): number => counted.get(kind) ?? 0;
  const missing = expected.filter(([kind, { least }]) => countOf(kind) < least);
  const doubled = expected.filter(([kind, { seen: all }]) => countOf(kind) > all + seen.unanswered);
  const lost = expected.reduce((sum, [kind, { seen: all }]) => sum + Math.max(0, all - countOf(kind)), 0);
  const mayBeLost = seen.mayBeLost(REPORT_MS);
  const total = expected.reduce((sum, [, { seen: all }]) => sum + all, 0);
  return {
    of: `${total} answers; ${lost} not counted over ${seen.kills} kills, where ${mayBeLost} were under way or in a report`,
    violations: [
      ...missing.map(([kind, { least }]) => ({ law: COUNTS, what: `${kind}: ${countOf(kind)} counted of at least ${least}` })),
      ...doubled.map(([kind, { seen: all }]) => ({
        law: COUNTS_ONCE,
        what: `${kind}: ${countOf(kind)} counted of ${all}, and ${seen.unanswered} without an answer`,
      })),
      ...(lost > mayBeLost ? [{ law: COUNTS, what: `${lost} answers are not counted, and ${mayBeLost} may have been lost` }] : []),
    ],
  };
}
