// What core-service does for the payments Worker: transfers, batches of them, holds, statements.
import type { BatchesCore } from "./batches.ts";
import type { HoldsCore } from "./holds.ts";
import type { StatementsCore } from "./statement.ts";
import type { TransfersCore } from "./transfers.ts";
import type { CoreAnswered } from "./readiness.ts";

export interface PaymentsCore extends TransfersCore, BatchesCore, HoldsCore, StatementsCore {
  ready(): Promise<CoreAnswered>;
}
