// The audit contract: the records of the log with what proves them, and what core-service does for the audit Worker, which holds the log's key and no
// database.
import { z } from "zod";
import type { Call } from "../context.ts";
import type { Result } from "../result.ts";
import type { PageRequest } from "../schema.ts";
import type { Hop } from "../telemetry/hops.ts";
import type { RangePage, TimeRange } from "./accounts.ts";
import { auditRecord } from "./audit-record.ts";
import type { RefusalOf } from "./refusals.ts";
import type { Transfer } from "./transfers.ts";
import type { CoreAnswered } from "./readiness.ts";

/** A record with its place in the tree, and the salt without which its leaf says nothing. A line of the export is one. */
export const loggedRecord = z
  .strictObject({
    index: z.number().int().min(0).meta({ description: "Of its leaf in the tree: 0 is the first", example: 41 }),
    salt: z
      .string()
      .regex(/^[A-Za-z0-9+/]{22}==$/)
      .meta({ description: "16 random bytes, base64 (RFC 4648, section 4)", example: "3q2+7wAAAAAAAAAAAAAAAA==" }),
    record: auditRecord,
  })
  .meta({
    id: "LoggedRecord",
    description: "A record and what its leaf is made of: `0x01 || SHA-256(salt || JCS(record))` is the entry of the tree at the index",
  });

export type LoggedRecord = z.infer<typeof loggedRecord>;

/** What a transfer's party can show to others, who verify it without asking the platform. */
export const transferReceipt = z
  .strictObject({
    jws: z.string().meta({
      description:
        "A JSON Web Signature (RFC 7515, compact) of the transfer as you see it and of its record in the audit log; the keys are at `/.well-known/jwks.json` of the log's host",
      example: "eyJhbGciOiJFZERTQSIsInR5cCI6ImxlZGdlLXJlY2VpcHQranNvbiJ9.eyJ2IjoxfQ.c2lnbmF0dXJl",
    }),
    proof: z.string().nullable().meta({
      description:
        "C2SP tlog-proof that the record is in the log. null: in no signed tree yet, ask again in some seconds. It is not signed by the JWS, and proves by itself",
      example: "c2sp.org/tlog-proof@v1\nindex 41\n\nlog.example.com\n…",
    }),
  })
  .meta({ id: "TransferReceipt" });

/** How far the published log is behind, for operators. */
export const logCounters = z
  .strictObject({
    published: z.number().int().min(0).meta({ description: "Records in the published checkpoint", example: 42 }),
    behind_ms: z.number().int().min(0).meta({
      description: "For how long a record has waited for a published checkpoint: 0 if none waits. It grows while too few witnesses cosign",
      example: 0,
    }),
  })
  .meta({ id: "LogCounters" });

export type LogCounters = z.infer<typeof logCounters>;

/** The range is of the time at which records got their places in the log: moments after they were recorded. */
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
  /** The entry before them, base64, by which the tree knows that they are of its history; null: there is none. */
  readonly previous: string | null;
  /** Entries of the tree, base64, from the first one that was asked for: as many as fit. */
  readonly entries: readonly string[];
  /** When the first and the last of them were recorded, ms since 1970; null: there is none. */
  readonly recordedMs: { readonly first: number; readonly last: number } | null;
}

/** A piece of the log: the indexes from `from` on, before `to`. */
export interface LogPiece {
  readonly from: number;
  readonly to: number;
}

/** A message of core-service to the audit Worker: that there may be new records. */
export interface Announcement {
  /** It is about this run of background work instead, and about no record: nobody tails core-service. The run's hop comes first, then those inside it. */
  readonly run?: readonly Hop[];
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
  /** The public id in its path, as it came: what it would have changed; null: there was none. */
  readonly target: string | null;
  /** The problem's code. */
  readonly outcome: string;
  /** SHA-256 in hex; null: the body was not read. */
  readonly fingerprint: string | null;
  readonly keyDigest: string | null;
  /** When the edge answered, ISO 8601. */
  readonly at: string;
}

/** A record as those see it who did not write it: its entry in the tree, which says nothing without record and salt. */
interface LoggedEntry {
  readonly index: number;
  /** 33 bytes, base64. */
  readonly entry: string;
}

/** A transfer as its reader sees it, and the record of the write that made it: of who wrote it, and of the institution, the whole. */
export interface RecordedTransfer {
  readonly transfer: Transfer;
  readonly logged: LoggedRecord | LoggedEntry;
}

/** What core-service does for the audit Worker. */
export interface AuditCore {
  /** Gives what is committed its place in the log, and returns at most `most` leaves from `from` on, and the one before. Nobody but the log's sealer calls it. */
  readLeaves(from: number, most: number): Promise<Leaves>;
  /** Newest first. */
  listAuditRecords(call: Call, filter: AuditFilter, page: PageRequest): Promise<RangePage<LoggedRecord>>;
  getAuditRecord(call: Call, recordId: string): Promise<Result<LoggedRecord, RefusalOf<"getAuditRecord">>>;
  /** The piece of the log that got its places in a range of time; null: the range has not ended by the ledger's clock, so that more may come. */
  openAuditExport(call: Call, range: TimeRange): Promise<LogPiece | null>;
  /** Records from the start of a piece on, in the order of the tree: at most `most`, and one at least unless it is empty. */
  readAuditExport(call: Call, piece: LogPiece, most: number): Promise<readonly LoggedRecord[]>;
  /** The transfer as `getTransfer` shows it to this principal, with its record. */
  getRecordedTransfer(call: Call, transferId: string): Promise<Result<RecordedTransfer, RefusalOf<"getTransferReceipt">>>;
  /** Records refused writes, each once, however often they are given. */
  recordRefusedWrites(writes: readonly RefusedWrite[]): Promise<void>;
  ready(): Promise<CoreAnswered>;
}
