// The audit contract: the records of the log with what proves them, and what core-service does for the audit Worker, which holds the log's key and no
// database.
import type { Call } from "../context.ts";
import type { Result } from "../result.ts";
import type { PageRequest } from "../schema.ts";
import type { RangePage, TimeRange } from "./accounts.ts";
import type { AuditRecord } from "./audit-record.ts";
import type { RefusalOf } from "./refusals.ts";
import type { Transfer } from "./transfers.ts";

/** A record with its place in the tree, and the salt without which its leaf says nothing. A line of the export is one. */
export interface LoggedRecord {
  /** Of its leaf: 0 is the first. */
  readonly index: number;
  /** 16 bytes, base64 (RFC 4648, section 4). */
  readonly salt: string;
  readonly record: AuditRecord;
}

export interface AuditFilter extends TimeRange {
  readonly principal?: string | undefined;
  readonly operation?: string | undefined;
  readonly resource?: string | undefined;
  readonly request_id?: string | undefined;
}

/** Leaves of the tree, in their order. */
export interface Leaves {
  /** The number of records in the log, of which more may follow those that are here. */
  readonly size: number;
  /** Entries of the tree, base64, from the first one that was asked for. */
  readonly entries: readonly string[];
}

/** A write that was refused without a row of its key: at the edge, or because what it is about may change. */
export interface RefusedWrite {
  /** UUID; each request is recorded once. */
  readonly requestId: string;
  readonly traceId: string;
  /** UUID. */
  readonly principal: string;
  /** UUID of the customer that the key is bound to. */
  readonly customer: string | null;
  readonly operation: string;
  /** The problem's code. */
  readonly outcome: string;
  /** SHA-256 in hex; null: the body was not read. */
  readonly fingerprint: string | null;
  readonly keyDigest: string | null;
  /** When the edge answered, ISO 8601. */
  readonly at: string;
}

/** A transfer as its reader sees it, and the record of the write that made it. */
export interface RecordedTransfer {
  readonly transfer: Transfer;
  readonly logged: LoggedRecord;
}

/** What core-service does for the audit Worker. */
export interface AuditCore {
  /** Gives what is committed its place in the log, and returns at most `most` leaves from `from` on. Nobody but the log's sealer calls it. */
  readLeaves(from: number, most: number): Promise<Leaves>;
  /** Newest first. */
  listAuditRecords(call: Call, filter: AuditFilter, page: PageRequest): Promise<RangePage<LoggedRecord>>;
  getAuditRecord(call: Call, recordId: string): Promise<Result<LoggedRecord, RefusalOf<"getAuditRecord">>>;
  /** At most `most` records of a range of recorded time, in the order of the tree, after an index (null: from the first one). Empty: it has ended. */
  readAuditExport(call: Call, range: TimeRange, after: number | null, most: number): Promise<readonly LoggedRecord[]>;
  /** The transfer as `getTransfer` shows it to this principal, with its record. */
  getRecordedTransfer(call: Call, transferId: string): Promise<Result<RecordedTransfer, RefusalOf<"getTransferReceipt">>>;
  /** Records refused writes, each once, however often they are given. */
  recordRefusedWrites(writes: readonly RefusedWrite[]): Promise<void>;
  ready(): Promise<void>;
}
