// A transfer as the platform shows it after it was requested: the members that a comparison with the ledger reads.
import type { Body } from "@ledge/client";
import type { PostedTransfer } from "@ledge/cli/import/line-difference";

export function postedAs(body: Body<"createTransfer">): PostedTransfer {
  const { source_account, destination_account, amount, effective_at, description = null, metadata = {} } = body;
  return { source_account, destination_account, amount, description, metadata, effective_at: new Date(String(effective_at)).toISOString() };
}
