// Reads from GET /metrics what each version of a Worker did: how many it answered, how many of these failed, and how long they took. Pure.

/** What one version did of one operation. */
export interface Figures {
  readonly version: string;
  readonly service: string;
  readonly operation: string;
  readonly count: number;
  /** Of these, answered with a status of the class 5xx, and runs of background work that ended with an error. */
  readonly failed: number;
  /** By the upper bound of a bucket in seconds: how many of those that were done took no longer. Refusals and failures say nothing of how fast a version is. */
  readonly within: ReadonlyMap<number, number>;
}

const SAMPLE = /^(ledge_operations_total|ledge_operation_duration_seconds_bucket)\{([^}]*)\} (\d+)/;
const LABEL = /(\w+)="([^"]*)"/g;

/** The figures of an exposition, a row for each version and operation. */
export function figuresIn(exposition: string): readonly Figures[] {
  const rows = new Map<string, Figures & { count: number; failed: number; within: Map<number, number> }>();
  for (const line of exposition.split("\n")) {
    const [, name, set = "", value] = SAMPLE.exec(line) ?? [];
    if (name === undefined) continue;
    const labels = Object.fromEntries([...set.matchAll(LABEL)].map(([, label, text]) => [label, text])) as Record<
      string,
      string | undefined
    >;
    const { version = "", le, status_class: statusClass } = labels;
    const { service = "", operation = "" } = labels;
    const key = [version, service, operation].join(" ");
    const row = rows.get(key) ?? { version, service, operation, count: 0, failed: 0, within: new Map<number, number>() };
    rows.set(key, row);
    const bound = le === "+Inf" ? Infinity : Number(le);
    const isDone = statusClass === "2xx" || statusClass === undefined;
    if (le !== undefined) row.within.set(bound, (row.within.get(bound) ?? 0) + (isDone ? Number(value) : 0));
    else {
      row.count += Number(value);
      if (statusClass === "5xx" || (statusClass === undefined && labels["error_type"] !== undefined)) row.failed += Number(value);
    }
  }
  return [...rows.values()];
}

/** What was added from one reading to a later one. Counters outlive releases: what was done before says nothing about the time between. */
export function between(before: readonly Figures[], after: readonly Figures[]): readonly Figures[] {
  return after.map((row) => {
    const earlier = before.find(
      (other) => [other.version, other.service, other.operation].join() === [row.version, row.service, row.operation].join(),
    );
    // A counter that is less than it was has begun anew, as each does that nothing was added to for a week.
    if (earlier === undefined || row.count < earlier.count) return row;
    return {
      ...row,
      count: row.count - earlier.count,
      failed: row.failed - earlier.failed,
      within: new Map([...row.within].map(([bound, count]) => [bound, count - (earlier.within.get(bound) ?? 0)])),
    };
  });
}
