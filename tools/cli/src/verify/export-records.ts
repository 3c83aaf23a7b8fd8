// The lines of an export as records, strictly: what is not exactly a record of version 1 with its salt and index is a finding.
import { type AuditRecord, auditRecord } from "@ledge/shared/contracts/audit-record";
import { fromBase64 } from "@ledge/shared/transparency/encoding";
import { recordEntry, SALT_BYTES } from "@ledge/shared/transparency/record";
import { z } from "zod";
import { Finding } from "./finding.ts";
import { parsePlainJson } from "./plain-json.ts";
import { type Line, readLines } from "./read-lines.ts";

export interface ExportedRecord {
  readonly place: string;
  readonly index: number;
  readonly record: AuditRecord;
  /** What the tree must have at the index. */
  readonly entry: Uint8Array;
}

const line = z.strictObject({ index: z.int().nonnegative(), salt: z.string(), record: auditRecord });

export async function* readExport(files: readonly string[]): AsyncGenerator<ExportedRecord> {
  for await (const one of readLines(files)) yield recordOf(one);
}

function recordOf({ text, place }: Line): ExportedRecord {
  const value = parsePlainJson(text);
  if (value === undefined) throw new Finding(`${place} is no JSON that every reader reads alike`);
  const { success, data, error } = line.safeParse(value);
  if (!success) {
    const { path = [], message = "" } = error.issues[0] ?? {};
    throw new Finding(`${place} is no record of version 1: ${path.join(".")}${path.length > 0 ? ": " : ""}${message}`);
  }
  const salt = fromBase64(data.salt);
  if (salt?.length !== SALT_BYTES) throw new Finding(`${place}: the salt of index ${data.index} is not ${SALT_BYTES} bytes in base64`);
  return { place, index: data.index, record: data.record, entry: recordEntry(salt, data.record) };
}
