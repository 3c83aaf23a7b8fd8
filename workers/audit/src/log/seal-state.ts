// What the log remembers: the last tree that it signed, what was published of it, and what each witness has cosigned. It is the memory without which
// nothing may be signed. Each method is one synchronous step.
import type { TreeHead } from "@ledge/shared/transparency/tree";
import { isSameBytes } from "@ledge/shared/transparency/encoding";
import { LogFault } from "./fault.ts";

export interface SignedTree extends TreeHead {
  /** With the log's signature; null: the tree is decided, and not signed yet. */
  readonly note: string | null;
}

/** Lines of cosignatures of a checkpoint, by one witness. */
export interface Cosigned {
  readonly size: number;
  readonly lines: string;
}

/** How far the log is behind what it knows. */
export interface Backlog {
  /** Records of the published checkpoint. */
  readonly published: number;
  /** Since when a record waits for its checkpoint; null: none does. */
  readonly sinceMs: number | null;
}

/** The table has one row, or none before the first tree. */
const TABLES = `
CREATE TABLE IF NOT EXISTS tree (
  one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, root BLOB NOT NULL, note TEXT
) STRICT;
CREATE TABLE IF NOT EXISTS publication (
  one INTEGER PRIMARY KEY CHECK (one = 1), published INTEGER NOT NULL, wanted INTEGER NOT NULL, since_ms INTEGER
) STRICT;
INSERT OR IGNORE INTO publication (one, published, wanted) VALUES (1, 0, 0);
CREATE TABLE IF NOT EXISTS witnesses (name TEXT PRIMARY KEY, size INTEGER NOT NULL, lines TEXT NOT NULL) STRICT`;
/** Compares and writes in one statement: never a smaller tree, and never another one of the same size. */
const CLAIM = `INSERT INTO tree (one, size, root) VALUES (1, ?, ?)
ON CONFLICT (one) DO UPDATE SET size = excluded.size, root = excluded.root, note = NULL WHERE excluded.size > tree.size`;
const WAIT = "UPDATE publication SET since_ms = coalesce(since_ms, ?)";
const WANT = "UPDATE publication SET wanted = ?1, since_ms = CASE WHEN ?1 > published THEN min(coalesce(since_ms, ?2), ?2) END";
const PUBLISH = "UPDATE publication SET published = ?1, since_ms = CASE WHEN wanted > ?1 THEN ?2 END WHERE published < ?1";
const COSIGN = `INSERT INTO witnesses (name, size, lines) VALUES (?, ?, ?)
ON CONFLICT (name) DO UPDATE SET size = excluded.size, lines = excluded.lines WHERE excluded.size > witnesses.size`;

export class SealState {
  readonly #storage: Pick<DurableObjectStorage, "sql" | "sync">;

  constructor(storage: Pick<DurableObjectStorage, "sql" | "sync">) {
    this.#storage = storage;
    storage.sql.exec(TABLES);
  }

  signed(): SignedTree | null {
    type Row = { size: number; root: ArrayBuffer; note: string | null };
    const row = this.#storage.sql.exec<Row>("SELECT size, root, note FROM tree").toArray()[0];
    return row === undefined ? null : { size: row.size, root: new Uint8Array(row.root), note: row.note };
  }

  /** Decides for a tree, before anything of it is signed. @throws LogFault for a second tree of a size, and for a smaller one. */
  async claim({ size, root }: TreeHead): Promise<void> {
    this.#storage.sql.exec(CLAIM, size, root);
    const last = this.signed();
    if (last === null || last.size !== size || !isSameBytes(last.root, root)) throw new LogFault("TreeForked");
    // Durable before the key is used.
    await this.#storage.sync();
  }

  /** Keeps the signed note of the tree that was decided. */
  async keepNote(size: number, note: string): Promise<void> {
    this.#storage.sql.exec("UPDATE tree SET note = ? WHERE size = ? AND note IS NULL", note, size);
    await this.#storage.sync();
  }

  /** What a witness cosigned last. */
  cosigned(witness: string): Cosigned | null {
    return (
      this.#storage.sql.exec<{ size: number; lines: string }>("SELECT size, lines FROM witnesses WHERE name = ?", witness).toArray()[0] ??
      null
    );
  }

  keepCosigned(witness: string, { size, lines }: Cosigned): void {
    this.#storage.sql.exec(COSIGN, witness, size, lines);
  }

  /** Notes that there may be records without a checkpoint. */
  wait(nowMs: number): void {
    this.#storage.sql.exec(WAIT, nowMs);
  }

  /** Notes how many records core-service has, and when the first one that is not signed was recorded. */
  want(size: number, firstMs: number): void {
    this.#storage.sql.exec(WANT, size, firstMs);
  }

  /** @param lastMs when the last record that is published was recorded: those that still wait have waited since then at the longest. */
  keepPublished(size: number, lastMs: number): void {
    this.#storage.sql.exec(PUBLISH, size, lastMs);
  }

  backlog(): Backlog {
    type Row = { published: number; since_ms: number | null };
    const row = this.#storage.sql.exec<Row>("SELECT published, since_ms FROM publication").one();
    return { published: row.published, sinceMs: row.since_ms };
  }
}
