// The counters: one Durable Object, which adds up what isolates report and keeps it, so that a counter outlives every isolate and every release. It answers
// operators, and is in no request's way.
import { DurableObject } from "cloudflare:workers";
import type { Gauge } from "@ledge/shared/contracts/metrics";
import { log } from "@ledge/shared/telemetry/log";
import { type AskedGauges, pusherOf } from "./export/push-metrics.ts";
import { type KeptSeries, openMetrics } from "./open-metrics.ts";
import { type Loss, LOSSES, type Losses, type OwnCount, type OwnCounts } from "./own-counts.ts";
import type { Report } from "./reporter.ts";
import { keyOf, sumOf } from "./series.ts";

const DAY_MS = 86_400_000;
/** A series that nothing was added to for so long goes when another one begins: counters of it begin anew. */
const IDLE_MS = 7 * DAY_MS;
/** Each release begins series of its own, by its versions: the oldest ones go. */
const MOST_SERIES = 5_000;
/** A number below the last one of its reporter is a repetition; a reporter that has been silent for so long sends none any more. */
const REPORTER_MS = 3_600_000;

const TABLES = `
  CREATE TABLE IF NOT EXISTS series (key TEXT PRIMARY KEY, updated_ms INTEGER NOT NULL, value TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS reporters (id TEXT PRIMARY KEY, number INTEGER NOT NULL, heard_ms INTEGER NOT NULL);
  CREATE TABLE IF NOT EXISTS losses (what TEXT PRIMARY KEY, count INTEGER NOT NULL, created_ms INTEGER NOT NULL)`;
/** Of pushed metrics: as often as Prometheus scrapes, as docs/observability.md has it. */
const PUSH_MS = 15_000;
/** Gauges that were in no push yet. */
const ASKED = "asked";

export class Counters extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql;
  /** What the table holds, by the same keys. */
  readonly #series = new Map<string, KeptSeries>();
  /** Null: nothing is pushed. */
  readonly #pusher = pusherOf(this.env);

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    this.#sql.exec(TABLES);
    for (const what of LOSSES) this.#sql.exec("INSERT OR IGNORE INTO losses VALUES (?, 0, ?)", what, Date.now());
    for (const { key, value } of this.#sql.exec<{ key: string; value: string }>("SELECT key, value FROM series ORDER BY updated_ms"))
      this.#series.set(key, JSON.parse(value) as KeptSeries);
  }

  /** Adds a report, once: a repetition of one that was taken changes nothing. */
  async report(report: Report): Promise<void> {
    this.#add(report);
    if (this.#pusher !== null && (await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + PUSH_MS);
  }

  /** Pushes all series, once: the next report has them pushed again. Nothing gathers where that fails, because each push has everything. */
  override async alarm(): Promise<void> {
    const asked = this.ctx.storage.kv.get<AskedGauges>(ASKED) ?? null;
    try {
      await this.#pusher?.({ series: [...this.#series.values()], counts: this.#counts(), asked }, Date.now());
      // Somebody may have asked meanwhile.
      if (this.ctx.storage.kv.get<AskedGauges>(ASKED)?.atMs === asked?.atMs) this.ctx.storage.kv.delete(ASKED);
    } catch (error) {
      this.#lose({ metrics: 1 });
      log({ level: "warn", service: "telemetry", operation: "pushMetrics", error });
    }
  }

  #add(report: Report): void {
    const nowMs = Date.now();
    // Memory follows what is committed: a report that fails is sent again, and must find neither of the two changed.
    for (const [key, kept] of this.ctx.storage.transactionSync(() => this.#keep(report, nowMs))) {
      this.#series.delete(key); // so that it is inserted again at the end
      this.#series.set(key, kept);
    }
    if (report.series.some(({ labels }) => this.#series.get(keyOf(labels))?.createdMs === nowMs)) this.#forget(nowMs - IDLE_MS);
    for (const key of this.#series.keys()) {
      if (this.#series.size <= MOST_SERIES) break;
      this.#sql.exec("DELETE FROM series WHERE key = ?", key);
      this.#series.delete(key);
    }
  }

  /** Versions that serve no more leave series behind, which would grow with every release. */
  #forget(beforeMs: number): void {
    const idle = this.#sql.exec<{ key: string }>("DELETE FROM series WHERE updated_ms < ? RETURNING key", beforeMs);
    for (const { key } of idle) this.#series.delete(key);
  }

  /** The series as they are with a report, by their keys; none of one that was taken before. */
  #keep({ reporter, number, series, losses }: Report, nowMs: number): readonly (readonly [string, KeptSeries])[] {
    const [last] = this.#sql.exec<{ number: number }>("SELECT number FROM reporters WHERE id = ?", reporter);
    if (last !== undefined && last.number >= number) return [];
    if (last === undefined) this.#sql.exec("DELETE FROM reporters WHERE heard_ms < ?", nowMs - REPORTER_MS);
    this.#sql.exec("INSERT OR REPLACE INTO reporters VALUES (?, ?, ?)", reporter, number, nowMs);
    this.#lose(losses);
    return series.map((one) => {
      const key = keyOf(one.labels);
      const known = this.#series.get(key);
      const kept = known === undefined ? { ...one, createdMs: nowMs } : { ...sumOf(known, one), createdMs: known.createdMs };
      this.#sql.exec("INSERT OR REPLACE INTO series VALUES (?, ?, ?)", key, nowMs, JSON.stringify(kept));
      return [key, kept] as const;
    });
  }

  /**
   * Everything as OpenMetrics text, with gauges that others own, which the next push has too: the line of whoever reads is a report, and sets the alarm. Its
   * exemplars are requests that can be read still.
   */
  read(gauges: readonly Gauge[]): string {
    // In the storage, because the object may be gone from memory before the next push.
    if (this.#pusher !== null) this.ctx.storage.kv.put(ASKED, { gauges, atMs: Date.now() } satisfies AskedGauges);
    const keptSinceMs = Date.now() - (Number(this.env.KEPT_REQUEST_DAYS) - 1) * DAY_MS;
    const series = [...this.#series.values()].map((one) => ({
      ...one,
      exemplars: one.exemplars.map((exemplar) => (exemplar === null || exemplar.atMs < keptSinceMs ? null : exemplar)),
    }));
    return openMetrics(series, this.#counts(), gauges);
  }

  #lose(losses: Losses): void {
    for (const [what, count] of Object.entries(losses)) this.#sql.exec("UPDATE losses SET count = count + ? WHERE what = ?", count, what);
  }

  #counts(): OwnCounts {
    const rows = this.#sql.exec<OwnCount & { what: Loss } & Record<string, string | number>>(
      "SELECT what, count, created_ms AS createdMs FROM losses",
    );
    return Object.fromEntries([...rows].map(({ what, count, createdMs }) => [what, { count, createdMs }])) as OwnCounts;
  }
}
