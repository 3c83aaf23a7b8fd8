// The requests of one day (UTC), by whose date the object is named. It takes each request once, keeps a bounded number of rows and bytes, and deletes everything
// it has when the day has been kept long enough. It is in no request's way.
import { DurableObject } from "cloudflare:workers";
import type { KeptRequest } from "@ledge/shared/contracts/requests";
import { endOfKeepingMs, rankOf } from "./kept-request.ts";

/** Rows that are looked at together when some have to go. */
const TRIM_STEP = 500;

const TABLES = `
  CREATE TABLE IF NOT EXISTS requests (
    id TEXT PRIMARY KEY, rank INTEGER NOT NULL, bytes INTEGER NOT NULL, operation TEXT NOT NULL, status INTEGER NOT NULL, code TEXT, principal TEXT,
    duration_ms REAL NOT NULL, value TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS requests_by_rank ON requests (rank, id);
  CREATE TABLE IF NOT EXISTS kept (one INTEGER PRIMARY KEY CHECK (one = 1), requests INTEGER NOT NULL, bytes INTEGER NOT NULL);
  INSERT OR IGNORE INTO kept VALUES (1, 0, 0)`;

/** Of pairs of a rank and a request. `WHERE true`: otherwise SQLite would read ON as that of a join (https://www.sqlite.org/lang_upsert.html, "Parsing Ambiguity"). */
const INSERT = `
  INSERT INTO requests
  SELECT request->>'id', rank, length(request), request->>'operation', request->>'status', request->>'code', request->>'principal',
         request->>'duration_ms', request
    FROM (SELECT value->>0 AS rank, value->1 AS request FROM json_each(?)) WHERE true
  ON CONFLICT DO NOTHING RETURNING bytes`;

/** What a day is asked for: ids in `[from, before)`, and the rest as in RequestFilter; null: not by this. */
export interface DayFilter {
  readonly from: string;
  readonly before: string;
  readonly operation: string | null;
  readonly status: readonly [least: number, most: number] | null;
  readonly code: string | null;
  readonly principal: string | null;
  readonly minDurationMs: number | null;
}

export interface PartOfDay {
  /** Newest first. */
  readonly data: readonly KeptRequest[];
  /** The last id that was looked at, where there may be more before it; null: all were. */
  readonly readTo: string | null;
}

export class RequestsOfDay extends DurableObject<Env> {
  readonly #sql = this.ctx.storage.sql;

  /** Keeps requests, each once. @returns how many had to go for it: those that are worth least, the oldest first. */
  async keep(day: string, requests: readonly KeptRequest[]): Promise<number> {
    const leftOut = this.ctx.storage.transactionSync(() => {
      this.#sql.exec(TABLES);
      const inserted = this.#insert(requests);
      this.#sql.exec(
        "UPDATE kept SET requests = requests + ?, bytes = bytes + ?",
        inserted.length,
        inserted.reduce((sum, { bytes }) => sum + bytes, 0),
      );
      return this.#trim();
    });
    if ((await this.ctx.storage.getAlarm()) === null)
      await this.ctx.storage.setAlarm(endOfKeepingMs(day, Number(this.env.KEPT_REQUEST_DAYS)));
    return leftOut;
  }

  /** One request, or null. */
  read(id: string): KeptRequest | null {
    if (!this.#hasTables()) return null;
    const [row] = this.#sql.exec<{ value: string }>("SELECT value FROM requests WHERE id = ?", id);
    return row === undefined ? null : (JSON.parse(row.value) as KeptRequest);
  }

  /** The newest requests that a filter leaves, at most `limit` of them, among the newest `mostRead` of its range. */
  list(filter: DayFilter, limit: number, mostRead: number): PartOfDay {
    if (!this.#hasTables()) return { data: [], readTo: null };
    const { from, before, operation, status, code, principal, minDurationMs } = filter;
    const rows = this.#sql
      .exec<{ value: string }>(
        `SELECT value FROM (SELECT * FROM requests WHERE id >= ?1 AND id < ?2 ORDER BY id DESC LIMIT ?10)
          WHERE (?3 IS NULL OR operation = ?3) AND (?4 IS NULL OR status BETWEEN ?4 AND ?5) AND (?6 IS NULL OR code = ?6)
            AND (?7 IS NULL OR principal = ?7) AND (?8 IS NULL OR duration_ms >= ?8)
          ORDER BY id DESC LIMIT ?9`,
        ...[from, before, operation, status?.[0] ?? null, status?.[1] ?? null, code, principal, minDurationMs, limit, mostRead],
      )
      .toArray();
    const [last] = this.#sql.exec<{ id: string }>(
      "SELECT id FROM requests WHERE id >= ? AND id < ? ORDER BY id DESC LIMIT 1 OFFSET ?",
      ...[from, before, mostRead - 1],
    );
    return { data: rows.map(({ value }) => JSON.parse(value) as KeptRequest), readTo: last?.id ?? null };
  }

  /** The day has been kept long enough. */
  override async alarm(): Promise<void> {
    await this.ctx.storage.deleteAll();
  }

  /** Of a day without requests there are none: whoever asks for it must leave nothing behind. */
  #hasTables(): boolean {
    return this.#sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'requests'").toArray().length > 0;
  }

  /** One statement for all: they come by the hundred each second. @returns the bytes of each that was not there. */
  #insert(requests: readonly KeptRequest[]): { bytes: number }[] {
    const ranked = JSON.stringify(requests.map((request) => [rankOf(request), request]));
    return this.#sql.exec<{ bytes: number }>(INSERT, ranked).toArray();
  }

  #trim(): number {
    const [mostRequests, mostBytes] = [Number(this.env.KEPT_REQUESTS_PER_DAY), Number(this.env.KEPT_REQUEST_BYTES_PER_DAY)];
    let gone = 0;
    for (;;) {
      let { requests, bytes } = this.#sql.exec<{ requests: number; bytes: number }>("SELECT requests, bytes FROM kept").one();
      if (requests <= mostRequests && bytes <= mostBytes) return gone;
      const least = this.#sql
        .exec<{ id: string; bytes: number }>(`SELECT id, bytes FROM requests ORDER BY rank, id LIMIT ${TRIM_STEP}`)
        .toArray();
      for (const row of least) {
        if (requests <= mostRequests && bytes <= mostBytes) break;
        this.#sql.exec("DELETE FROM requests WHERE id = ?", row.id);
        [requests, bytes, gone] = [requests - 1, bytes - row.bytes, gone + 1];
      }
      this.#sql.exec("UPDATE kept SET requests = ?, bytes = ?", requests, bytes);
    }
  }
}
