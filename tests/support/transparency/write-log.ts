// Writes a log with its export to a folder, as a client of the platform and of the log's host would get them: export.ndjson, checkpoint, tile/…,
// transactions.ndjson. It streams, for logs of a million records; the same arguments give the same bytes.
import { createWriteStream, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { once } from "node:events";
import type { AuditRecord } from "@ledge/shared/contracts/audit-record";
import { encodeId } from "@ledge/shared/ids";
import { append } from "@ledge/shared/transparency/append";
import type { Cosigner } from "@ledge/shared/transparency/cosignature";
import { bigEndian, toBase64 } from "@ledge/shared/transparency/encoding";
import { recordEntry } from "@ledge/shared/transparency/record";
import { tilePath } from "@ledge/shared/transparency/tiles";
import { bytesToHex } from "@noble/hashes/utils.js";
import { EMPTY_EDGE, type Head, signCheckpoint } from "./memory-log.ts";
import type { SampleKey } from "./sample-keys.ts";

const BATCH = 1_000;
const PAGE = 100;
const EPOCH_MS = 1_796_000_000_000;

export interface Line {
  readonly index: number;
  readonly salt: string;
  readonly record: AuditRecord;
}

const uuid = (kind: number, index: number): string => {
  const hex = bytesToHex(Uint8Array.of(1, 0x9d, 0x2a, 0x8e, 0x3c, kind, 0x70, 0, 0x80, 0, ...bigEndian(index, 6)));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
};

/** The record of an index: every third is one that a rule refused. */
export function sampleLine(index: number): Line {
  const isDone = index % 3 !== 2;
  const at = new Date(EPOCH_MS + index).toISOString().replace("Z", "000Z");
  const record: AuditRecord = {
    v: 1,
    id: encodeId("auditRecord", uuid(1, index)),
    at,
    principal: encodeId("apiKey", uuid(2, index % 5)),
    on_behalf_of: index % 2 === 0 ? encodeId("customer", uuid(3, index % 7)) : null,
    operation: "createTransfer",
    outcome: isDone ? "done" : "insufficient_funds",
    resources: isDone ? [encodeId(index % 2 === 0 ? "transfer" : "transaction", uuid(4, index))] : [],
    request_id: encodeId("request", uuid(5, index)),
    trace_id: bytesToHex(bigEndian(index + 1, 16)),
    fingerprint: bytesToHex(bigEndian(index + 1, 32)),
    key_digest: bytesToHex(bigEndian(index + 2, 32)),
  };
  return { index, salt: toBase64(bigEndian(index * 7 + 1, 16)), record };
}

/** The entry that a sealer would append for a line. */
export const entryOf = ({ salt, record }: Line): Uint8Array => recordEntry(Uint8Array.from(Buffer.from(salt, "base64")), record);

export interface WrittenLog extends Head {
  readonly folder: string;
}

export interface Signing {
  readonly origin: string;
  readonly key: SampleKey;
  readonly cosigners?: readonly Cosigner[];
}

/** @param lines of the export, in its order; what is in the tree is made of the same lines. */
export async function writeLog(folder: string, lines: Iterable<Line>, { origin, key, cosigners }: Signing): Promise<WrittenLog> {
  mkdirSync(folder, { recursive: true });
  const [records, pages] = ["export", "transactions"].map((name) => createWriteStream(join(folder, `${name}.ndjson`))) as [Stream, Stream];
  let state = append(EMPTY_EDGE, []);
  let entries: Uint8Array[] = [];
  let postings: object[] = [];
  const flush = async (): Promise<void> => {
    state = append(state.edge, entries);
    for (const tile of state.tiles) put(join(folder, tilePath(tile)), tile.bytes);
    entries = [];
  };
  const turn = async (): Promise<void> => {
    await write(pages, { data: postings, has_more: true, next_cursor: "c" });
    postings = [];
  };
  for (const line of lines) {
    await write(records, line);
    entries.push(entryOf(line));
    // In the journal a transfer is a transaction with its UUID.
    for (const id of line.record.resources.filter((one) => /^(?:txn|trf)_/.test(one)))
      postings.push({ id: id.replace("trf_", "txn_"), transfer: id.startsWith("trf_") ? id : null, entries: [] });
    if (entries.length === BATCH) await flush();
    if (postings.length === PAGE) await turn();
  }
  await flush();
  await turn();
  await Promise.all([records, pages].map((stream) => new Promise((resolve) => stream.end(resolve))));
  const head = { size: state.edge.size, root: state.root };
  put(join(folder, "checkpoint"), await signCheckpoint(origin, head, key, cosigners));
  return { folder, ...head };
}

type Stream = ReturnType<typeof createWriteStream>;

async function write(stream: Stream, value: object): Promise<void> {
  if (!stream.write(`${JSON.stringify(value)}\n`)) await once(stream, "drain");
}

function put(file: string, bytes: Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bytes);
}
