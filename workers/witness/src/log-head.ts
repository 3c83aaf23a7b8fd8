// What this witness has seen last of one log. The comparison with it and its replacement are one synchronous step: with an await in between, an older
// checkpoint could replace a newer one (C2SP tlog-witness, the race of add-checkpoint). The runtime sends nothing out before the write is durable.
import { DurableObject } from "cloudflare:workers";
import type { Cosigner } from "@ledge/shared/transparency/cosignature";
import { formatNote, type Note, type NoteSignature, signatureLine } from "@ledge/shared/transparency/note";
import { emptyRoot, isConsistent, type TreeHead } from "@ledge/shared/transparency/tree";
import { cosignersOf } from "./cosigners.ts";

interface Advance {
  readonly oldSize: number;
  readonly newer: TreeHead;
  readonly proof: readonly Uint8Array[];
  /** The checkpoint with the signatures of the log's keys alone, which are verified. */
  readonly note: Note;
}

export type Outcome =
  | { readonly kind: "cosigned"; readonly lines: string }
  | { readonly kind: "stale"; readonly size: number }
  | { readonly kind: "inconsistent"; readonly size: number };

/** The table has one row, or none before the first checkpoint. `published_size` falls behind `size` while a cosignature is made. */
const TABLE = `CREATE TABLE IF NOT EXISTS head (
  one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, root BLOB NOT NULL, published_size INTEGER, published TEXT
) STRICT`;
const READ = "SELECT size, root, published FROM head";
const WRITE =
  "INSERT INTO head (one, size, root) VALUES (1, ?, ?) ON CONFLICT (one) DO UPDATE SET size = excluded.size, root = excluded.root";
const PUBLISH = "UPDATE head SET published_size = ?1, published = ?2 WHERE published_size IS NULL OR published_size <= ?1";

type Row = { size: number; root: ArrayBuffer; published: string | null };

export class LogHead extends DurableObject<Env> {
  #cosigners: Promise<readonly Cosigner[]> | undefined;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    state.storage.sql.exec(TABLE);
  }

  /** Judges a checkpoint by the last one, keeps it, and cosigns it. */
  async advance({ oldSize, newer, proof, note }: Advance): Promise<Outcome> {
    // Without keys nothing is kept: what is kept and not cosigned would be unknown to the log.
    this.#cosigners ??= cosignersOf(this.env.WITNESS_KEYS);
    const cosigners = await this.#cosigners;
    const refusal = this.#keep(oldSize, newer, proof);
    if (refusal !== null) return refusal;
    // The time is that of the step above, when this was the largest tree seen.
    const timeSeconds = Math.floor(Date.now() / 1_000);
    const cosignatures: NoteSignature[] = await Promise.all(cosigners.map((one) => one.cosign(note.text, timeSeconds)));
    const published = formatNote({ text: note.text, signatures: [...note.signatures, ...cosignatures] });
    this.ctx.storage.sql.exec(PUBLISH, newer.size, published);
    return { kind: "cosigned", lines: cosignatures.map(signatureLine).join("") };
  }

  /** The largest checkpoint that was cosigned, with its cosignatures; null before the first. */
  published(): string | null {
    return this.#row()?.published ?? null;
  }

  /** Synchronous from the read to the write. @returns null: the checkpoint is the last one now. */
  #keep(oldSize: number, newer: TreeHead, proof: readonly Uint8Array[]): Outcome | null {
    const row = this.#row();
    const last = row === null ? { size: 0, root: emptyRoot() } : { size: row.size, root: new Uint8Array(row.root) };
    if (last.size !== oldSize) return { kind: "stale", size: last.size };
    if (!isConsistent(last, newer, proof)) return { kind: "inconsistent", size: last.size };
    this.ctx.storage.sql.exec(WRITE, newer.size, newer.root);
    return null;
  }

  #row(): Row | null {
    return this.ctx.storage.sql.exec<Row>(READ).toArray()[0] ?? null;
  }
}
