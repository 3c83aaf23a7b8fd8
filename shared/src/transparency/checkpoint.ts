// The text of a checkpoint (C2SP tlog-checkpoint, Note text): origin, size, root. One checkpoint has one text.
import { fromBase64, fromDecimal, toBase64 } from "./encoding.ts";
import { HASH_BYTES, type TreeHead } from "./tree.ts";

export interface Checkpoint extends TreeHead {
  readonly origin: string;
  /** Opaque lines: they are signed, and mean nothing to an auditor. */
  readonly extensions: readonly string[];
}

/** @throws RangeError for what no checkpoint can say. */
export function formatCheckpoint({ origin, size, root, extensions }: Checkpoint): string {
  const text = `${[origin, String(size), toBase64(root), ...extensions].join("\n")}\n`;
  if (parseCheckpoint(text) === null) throw new RangeError("not a checkpoint");
  return text;
}

/** The checkpoint of a note's text; null for every other text. */
export function parseCheckpoint(text: string): Checkpoint | null {
  if (!text.endsWith("\n")) return null;
  const lines = text.slice(0, -1).split("\n");
  const [origin = "", decimal = "", encoded = "", ...extensions] = lines;
  const size = fromDecimal(decimal);
  const root = fromBase64(encoded);
  if (size === null || root?.length !== HASH_BYTES || lines.includes("")) return null;
  return { origin, size, root, extensions };
}
