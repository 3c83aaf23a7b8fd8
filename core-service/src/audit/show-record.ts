// A record as the API, the export and the tree have it. Its form is frozen: whatever the columns are called, a record that was shown once is shown with
// the same members and values for ever, because their hash is in the tree.
import type { LoggedRecord } from "@ledge/shared/contracts/audit";
import { decodeId, encodeId, encodeUnknownId, type IdKind } from "@ledge/shared/ids";
import { readInteger } from "../database/stored-values.ts";
import { kindOfResource } from "./resource-kinds.ts";

/** A row as the queries of this folder make it. */
export interface RecordRow extends Record<string, unknown> {
  readonly index: string;
  /** base64 */
  readonly salt: string;
  /** In UTC, to the microsecond: the driver's Date has milliseconds. */
  readonly at: string;
  readonly principal: string | null;
  readonly customer: string | null;
  readonly operation: string;
  readonly outcome: string;
  readonly resources: readonly string[];
  readonly request_id: string | null;
  /** 32 hex digits, and 64 of the digests. */
  readonly trace_id: string | null;
  readonly fingerprint: string | null;
  readonly key_digest: string | null;
}

const VERSION = 1;
/** A UUID of version 8 (RFC 9562, section 5.8), whose last 48 bits are the index: a record is found by its id without an index of ids. */
const ID_HEAD = "00000000-0000-8000-8000-";
const INDEX_DIGITS = 12;

export const recordId = (index: number): string => encodeId("auditRecord", `${ID_HEAD}${index.toString(16).padStart(INDEX_DIGITS, "0")}`);

/** The index of a record's id; null: no record has this id. */
export function indexOfRecord(id: string): number | null {
  const uuid = decodeId("auditRecord", id);
  return uuid?.startsWith(ID_HEAD) === true ? readInteger(BigInt(`0x${uuid.slice(ID_HEAD.length)}`).toString()) : null;
}

/** Of every row: one that cannot be shown could be neither sealed nor exported, and would stop the log. */
export function showLogged(row: RecordRow): LoggedRecord {
  const index = readInteger(row.index);
  return {
    index,
    salt: row.salt,
    record: {
      v: VERSION,
      id: recordId(index),
      at: row.at,
      principal: shown("apiKey", row.principal),
      on_behalf_of: shown("customer", row.customer),
      operation: row.operation,
      outcome: row.outcome,
      resources: row.resources.map((uuid, place) => {
        const kind = kindOfResource(row.operation, place);
        return kind === undefined ? encodeUnknownId(uuid) : encodeId(kind, uuid);
      }),
      request_id: shown("request", row.request_id),
      trace_id: row.trace_id,
      fingerprint: row.fingerprint,
      key_digest: row.key_digest,
    },
  };
}

const shown = (kind: IdKind, uuid: string | null): string | null => (uuid === null ? null : encodeId(kind, uuid));
