// The public form of a hold.
import type { Hold } from "@ledge/shared/contracts/holds";
import { encodeId } from "@ledge/shared/ids";
import { readMetadata } from "../database/stored-values.ts";
import type { HoldRow } from "./hold-queries.ts";

/** As the payer sees it. Other readers see neither the external id nor the metadata, which belong to the payer. */
export const showHold = (row: HoldRow, isPayer: boolean): Hold => ({
  id: encodeId("hold", row.id),
  status: row.status,
  source_account: encodeId("account", row.sourceAccount),
  destination_account: encodeId("account", row.destinationAccount),
  amount: row.amountMinor.toString(),
  currency: row.currency,
  captured_amount: row.capturedMinor.toString(),
  remaining_amount: row.status === "open" ? (row.amountMinor - row.capturedMinor).toString() : "0",
  description: row.description,
  external_id: isPayer ? row.externalId : null,
  metadata: isPayer ? readMetadata(row.metadata) : {},
  expires_at: row.expiresAt?.toISOString() ?? null,
  created_at: row.recordedAt.toISOString(),
  resolved_at: row.resolvedAt?.toISOString() ?? null,
});
