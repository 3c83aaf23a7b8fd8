// Audit: the query or command behind each method of the contract. Lanes run them.
import type { AuditCore } from "@ledge/shared/contracts/audit";
import type { OperationsOf } from "../database/work.ts";
import { getAuditRecord, listAuditRecords, openAuditExport, readAuditExport, readLeaves } from "./read-records.ts";
import { recordRefusedWrites } from "./record-refused-writes.ts";
import { getRecordedTransfer } from "./recorded-transfer.ts";

export const audit = {
  getAuditRecord,
  getRecordedTransfer,
  listAuditRecords,
  openAuditExport,
  readAuditExport,
  readLeaves,
  recordRefusedWrites,
} satisfies OperationsOf<AuditCore>;
