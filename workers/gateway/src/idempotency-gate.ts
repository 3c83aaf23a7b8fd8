// The gate: one Durable Object per shard of (principal, key). It turns away a twin while the first still runs and repeats a
// stored answer without a trip to the region. It is a cache, never the truth: emptied at any instant, the key's row in
// Postgres gives the same answers (law 11).
import { DurableObject } from "cloudflare:workers";

/** Longer than a lane's task may take (10 s): a request that died without a word stops blocking its key then. */
export const LEASE_MS = 30_000;
/** How long an answer is repeated from here. The key itself stands for good, in Postgres. */
export const KEEP_MS = 24 * 60 * 60 * 1_000;
const PURGE_EVERY_MS = 60 * 60 * 1_000;

export interface StoredAnswer {
  readonly status: number;
  /** The application's headers, as pairs. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export type Admission =
  | { readonly kind: "proceed"; readonly lease: string }
  | { readonly kind: "replay"; readonly answer: StoredAnswer }
  | { readonly kind: "in_use" }
  | { readonly kind: "reused" };

type Row = {
  fingerprint: string;
  lease: string | null;
  lease_until_ms: number;
  answer: string | null;
  expires_at_ms: number;
};

export class IdempotencyGate extends DurableObject<Env> {
  readonly #sql: SqlStorage;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    this.#sql = context.storage.sql;
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS gate (
      id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, lease TEXT, lease_until_ms INTEGER NOT NULL, answer TEXT, expires_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID`);
  }

  /** Lets a request in or says why not. Reads and claims without waiting in between, so that of many twins one gets in. */
  async begin(id: string, fingerprint: string, nowMs: number): Promise<Admission> {
    const [row] = this.#sql.exec<Row>("SELECT * FROM gate WHERE id = ? AND expires_at_ms > ?", id, nowMs).toArray();
    const running = row !== undefined && row.answer === null && row.lease_until_ms > nowMs;
    if (row !== undefined && (row.answer !== null || running)) {
      if (row.fingerprint !== fingerprint) return { kind: "reused" };
      return row.answer === null ? { kind: "in_use" } : { kind: "replay", answer: JSON.parse(row.answer) as StoredAnswer };
    }
    const lease = crypto.randomUUID();
    this.#sql.exec(
      "INSERT OR REPLACE INTO gate (id, fingerprint, lease, lease_until_ms, answer, expires_at_ms) VALUES (?, ?, ?, ?, NULL, ?)",
      id,
      fingerprint,
      lease,
      nowMs + LEASE_MS,
      nowMs + KEEP_MS,
    );
    if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(nowMs + PURGE_EVERY_MS);
    return { kind: "proceed", lease };
  }

  /** Keeps the answer of the request that holds the lease. One whose lease was taken over keeps nothing. */
  complete(id: string, lease: string, answer: StoredAnswer): void {
    this.#sql.exec("UPDATE gate SET answer = ?, lease = NULL WHERE id = ? AND lease = ?", JSON.stringify(answer), id, lease);
  }

  /** Ends the lease without an answer: the next try goes through. */
  release(id: string, lease: string): void {
    this.#sql.exec("DELETE FROM gate WHERE id = ? AND lease = ?", id, lease);
  }

  override async alarm(): Promise<void> {
    this.purge(Date.now());
    const [left] = this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM gate").toArray();
    if ((left?.n ?? 0) > 0) await this.ctx.storage.setAlarm(Date.now() + PURGE_EVERY_MS);
  }

  /** Forgets what has expired. */
  purge(nowMs: number): void {
    this.#sql.exec("DELETE FROM gate WHERE expires_at_ms <= ?", nowMs);
  }
}
