// The transfers contract: money from one account to another. The source is debited, the destination credited, always.
import { z } from "zod";
import type { Call, DryRunCall } from "../context.ts";
import type { WriteOutcome, Result } from "../result.ts";
import { readBy } from "../field-rights.ts";
import { dryRunMembers, noId } from "./dry-run.ts";
import type { ExportedPage, ExportRange, PostingPiece } from "./exports.ts";
import type { RefusalOf } from "./refusals.ts";
import { instant, time } from "../instants.ts";
import {
  amount,
  currency,
  currencyCode,
  id,
  keptMetadata,
  metadata,
  nonNegativeAmount,
  otherExample,
  type PageRequest,
} from "../schema.ts";
import { externalId, text } from "../text.ts";
import { balance, type RangePage, type TimeRange } from "./accounts.ts";

/** When a posting counts. */
export const effectiveAt = time.meta({
  description:
    "When it counts, not in the future; when it is recorded if left out. A time that is ahead by the few seconds by which clocks differ is accepted, and then it counts when it is recorded",
});

export const createTransfer = z
  .strictObject({
    source_account: id("account").meta({ description: "The account that is debited" }),
    destination_account: id("account").meta({ description: "The account that is credited", example: otherExample("account") }),
    amount: amount.meta({ description: "Minor units, at least 1" }),
    currency,
    description: text.nullable().optional().meta({ example: "Rent for December" }),
    external_id: externalId.nullable().optional(),
    effective_at: effectiveAt.optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "CreateTransfer" });

export const reverseTransfer = z
  .strictObject({
    amount: amount.optional().meta({ description: "Minor units; all that is left of the original if left out", example: "1050" }),
    reason: text.nullable().optional().meta({ description: "The reversal's description", example: "Returned goods" }),
    external_id: externalId.nullable().optional(),
    effective_at: time.optional().meta({
      description: "When it counts: not in the future, and not before its original; when it is recorded if left out",
    }),
    metadata: metadata.optional(),
  })
  .meta({ id: "ReverseTransfer" });

export const transferStatus = z.enum(["posted"]).meta({ id: "TransferStatus" });

const transferMembers = {
  id: id("transfer"),
  status: transferStatus,
  source_account: id("account"),
  destination_account: id("account").meta({ example: otherExample("account") }),
  amount,
  currency: currencyCode,
  description: z.string().nullable().meta({ example: "Rent for December" }),
  external_id: readBy("payer", z.string().nullable().meta({ description: "null for the payee" })),
  metadata: readBy("payer", keptMetadata.meta({ description: "Empty for the payee" })),
  reversal_of: id("transfer").nullable().meta({ description: "The original that this transfer reverses" }),
  hold: id("hold").nullable().meta({ description: "The hold that this transfer captured" }),
  reversed_amount: nonNegativeAmount.meta({ description: "How much of this transfer has been reversed", example: "0" }),
  effective_at: instant,
  created_at: instant,
};

export const transfer = z.strictObject(transferMembers).meta({ id: "Transfer" });

/** As it was posted, and as it stays. What was reversed of it may grow: each reversal is a transfer of its own, which names its original. */
export const exportedTransfer = transfer.omit({ reversed_amount: true });

export const postedTransfer = z
  .strictObject({
    ...transferMembers,
    balances: z
      .strictObject({
        source: balance,
        destination: readBy("owner", balance.nullable().meta({ description: "null when the destination belongs to someone else" })),
      })
      .meta({ id: "TransferBalances" }),
  })
  .meta({ id: "PostedTransfer" });

/** A transfer that a dry run would have posted. */
export const unpostedTransfer = postedTransfer.extend({ id: noId }).meta({ id: "UnpostedTransfer" });
export const transferDryRun = unpostedTransfer.extend(dryRunMembers).meta({ id: "TransferDryRun" });

export type CreateTransfer = z.infer<typeof createTransfer>;
export type ReverseTransfer = z.infer<typeof reverseTransfer>;
export type Transfer = z.infer<typeof transfer>;
export type ExportedTransfer = z.infer<typeof exportedTransfer>;
export type PostedTransfer = z.infer<typeof postedTransfer>;
export type TransferDryRun = z.infer<typeof transferDryRun>;

export interface TransferFilter extends TimeRange {
  readonly account?: string | undefined;
}

/** What core-service does for transfers. Of a call without a key it says what it would do. */
export interface TransfersCore {
  createTransfer(
    call: DryRunCall,
    input: CreateTransfer,
  ): Promise<WriteOutcome<PostedTransfer | TransferDryRun, RefusalOf<"createTransfer">>>;
  /** Posts a transfer in the other direction that refers to its original; all reversals together never exceed it (law 9). */
  reverseTransfer(
    call: DryRunCall,
    transferId: string,
    input: ReverseTransfer,
  ): Promise<WriteOutcome<PostedTransfer | TransferDryRun, RefusalOf<"reverseTransfer">>>;
  getTransfer(call: Call, transferId: string): Promise<Result<Transfer, RefusalOf<"getTransfer">>>;
  listTransfers(call: Call, filter: TransferFilter, page: PageRequest): Promise<RangePage<Transfer>>;
  /** @param after the place of the last line that the caller has; null: none. */
  openTransfersExport(call: Call, range: ExportRange, after: string | null): Promise<Result<PostingPiece, RefusalOf<"exportTransfers">>>;
  readTransfersExport(call: Call, piece: PostingPiece): Promise<ExportedPage<ExportedTransfer, PostingPiece>>;
}
