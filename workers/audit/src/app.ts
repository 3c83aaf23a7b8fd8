// The audit Worker's HTTP app. Separate from index.ts, which only the runtime can load: the contract is generated from this file.
import { createApp } from "@ledge/kit/create-app";
import { onceMore } from "@ledge/shared/once-more";
import { sealerOf } from "./log/open-log.ts";
import { core } from "./operation.ts";
import { exportAuditRecords } from "./routes/export-audit-records.ts";
import { getAuditProof } from "./routes/get-audit-proof.ts";
import { getAuditRecord } from "./routes/get-audit-record.ts";
import { getTransferReceipt } from "./routes/get-transfer-receipt.ts";
import { listAuditRecords } from "./routes/list-audit-records.ts";

export default createApp<Env>(
  {
    service: "audit",
    operations: [listAuditRecords, exportAuditRecords, getAuditRecord, getAuditProof, getTransferReceipt],
    ready: (env) => core(env).ready(),
    cursorKeys: (env) => env.CURSOR_KEY,
  },
  // For operators, through the gateway's /readyz.
  { log: (env) => onceMore(() => sealerOf(env).counters()) },
);
