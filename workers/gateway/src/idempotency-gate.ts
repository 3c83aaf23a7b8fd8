// The gate: one Durable Object per shard of (principal, key). It turns away a twin while the first still runs and repeats a
// stored answer without a trip to the region. It is a cache, never the truth: emptied at any instant, the key's row in
// Postgres gives the same answers (law 11). So nobody waits for its disk: leases are in memory alone, answers are saved behind.
import { DurableObject } from "cloudflare:workers";
import { Leases } from "./leases.ts";

/** How long an answer is repeated from here. The key itself stands for good, in Postgres. */
export const KEEP_MS = 24 * 60 * 60 * 1_000;
const PURGE_EVERY_MS = 60 * 60 * 1_000;
/** How long answers gather before they are saved together: a commit for each would cost more than all the rest of the gate. */
const GATHER_MS = 1_000;
/** Bounds the memory of what gathers, of all gates in one isolate: beyond it, it is saved at once. */
const MAX_GATHERED_CHARACTERS = 512 * 1_024;

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

interface Kept {
  readonly fingerprint: string;
  readonly answer: StoredAnswer;
  readonly expiresAtMs: number;
}

export class IdempotencyGate extends DurableObject<Env> {
  readonly #sql: SqlStorage;
  readonly #leases = new Leases();
  /** Answers that are not on disk yet. */
  readonly #gathered = new Map<string, Kept>();
  #gatheredCharacters = 0;
  #isPurgeDue = false;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    this.#sql = context.storage.sql;
    this.#sql.exec(`CREATE TABLE IF NOT EXISTS answers (
      id TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, answer TEXT NOT NULL, expires_at_ms INTEGER NOT NULL
    ) WITHOUT ROWID`);
  }

  /** Lets a request in or says why not. Reads and claims without waiting in between, so that of many twins one gets in. */
  begin(id: string, fingerprint: string, nowMs: number): Admission {
    const kept = this.#find(id, nowMs);
    const first = kept ?? this.#leases.find(id, nowMs);
    if (first === null) return { kind: "proceed", lease: this.#leases.grant(id, fingerprint, nowMs) };
    if (first.fingerprint !== fingerprint) return { kind: "reused" };
    return kept === null ? { kind: "in_use" } : { kind: "replay", answer: kept.answer };
  }

  /** Keeps the answer of the request that holds the lease. One whose lease was taken over keeps nothing. */
  complete(id: string, lease: string, answer: StoredAnswer): void {
    const ended = this.#leases.end(id, lease);
    if (ended === null) return;
    if (this.#gathered.size === 0) setTimeout(() => void this.save(), GATHER_MS);
    this.#gathered.set(id, { fingerprint: ended.fingerprint, answer, expiresAtMs: ended.grantedAtMs + KEEP_MS });
    this.#gatheredCharacters += answer.body.length;
    if (this.#gatheredCharacters > MAX_GATHERED_CHARACTERS) void this.save();
  }

  /** Ends the lease without an answer: the next try goes through. */
  release(id: string, lease: string): void {
    this.#leases.end(id, lease);
  }

  /** Writes what has gathered, in one commit. Never rejects: what cannot be saved costs a trip to the region. */
  async save(): Promise<void> {
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    this.#gatheredCharacters = 0;
    try {
      for (const [id, { fingerprint, answer, expiresAtMs }] of gathered) {
        this.#sql.exec(
          "INSERT OR REPLACE INTO answers (id, fingerprint, answer, expires_at_ms) VALUES (?, ?, ?, ?)",
          ...[id, fingerprint, JSON.stringify(answer), expiresAtMs],
        );
      }
      if (this.#isPurgeDue || gathered.length === 0) return;
      if ((await this.ctx.storage.getAlarm()) === null) await this.ctx.storage.setAlarm(Date.now() + PURGE_EVERY_MS);
      this.#isPurgeDue = true;
    } catch (error) {
      const name = error instanceof Error ? error.name : "unknown";
      console.error(JSON.stringify({ level: "error", service: "gateway", what: "gate", error: name }));
    }
  }

  override async alarm(): Promise<void> {
    this.#sql.exec("DELETE FROM answers WHERE expires_at_ms <= ?", Date.now());
    this.#isPurgeDue = this.#sql.exec("SELECT 1 FROM answers LIMIT 1").toArray().length > 0;
    if (this.#isPurgeDue) await this.ctx.storage.setAlarm(Date.now() + PURGE_EVERY_MS);
  }

  #find(id: string, nowMs: number): Kept | null {
    const gathered = this.#gathered.get(id);
    if (gathered !== undefined) return gathered.expiresAtMs > nowMs ? gathered : null;
    const [row] = this.#sql
      .exec<{ fingerprint: string; answer: string; expires_at_ms: number }>(
        "SELECT fingerprint, answer, expires_at_ms FROM answers WHERE id = ? AND expires_at_ms > ?",
        ...[id, nowMs],
      )
      .toArray();
    if (row === undefined) return null;
    return { fingerprint: row.fingerprint, answer: JSON.parse(row.answer) as StoredAnswer, expiresAtMs: row.expires_at_ms };
  }
}
