// The holds contract: two-phase transfers. A hold reserves money for a payee; captures post it, a release or its expiry makes it available again.
import { z } from "zod";
import type { Call, DryRunCall } from "../context.ts";
import type { WriteOutcome, Result } from "../result.ts";
import { readBy, writtenBy } from "../field-rights.ts";
import { dryRunMembers, noId } from "./dry-run.ts";
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
  type Page,
  type PageRequest,
} from "../schema.ts";
import { externalId, text } from "../text.ts";
import { balance } from "./accounts.ts";

export const createHold = z
  .strictObject({
    source_account: id("account").meta({ description: "The account that a capture will debit" }),
    destination_account: id("account").meta({ description: "The account that a capture will credit", example: otherExample("account") }),
    amount: amount.meta({ description: "Minor units, at least 1" }),
    currency,
    expires_at: time.nullable().optional().meta({
      description: "In the future; a hold without it stays open until it is captured or released",
      example: "2099-01-01T00:00:00Z",
    }),
    description: text.nullable().optional(),
    external_id: externalId.nullable().optional(),
    metadata: metadata.optional(),
  })
  .meta({ id: "CreateHold" });

export const captureHold = z
  .strictObject({
    amount: amount.optional().meta({ description: "Minor units; all that is left if left out", example: "1050" }),
    final: z.boolean().optional().meta({
      description: "Whether the rest is released after this capture. If left out: true without an amount, false with one",
      example: true,
    }),
    description: text.optional().meta({ description: "The transfer's; the hold's if left out" }),
    external_id: writtenBy("payer", externalId.optional().meta({ description: "The transfer's; the hold's if left out" })),
    metadata: writtenBy("payer", metadata.optional().meta({ description: "The transfer's; the hold's if left out" })),
  })
  .meta({ id: "CaptureHold" });

export const holdStatus = z.enum(["open", "captured", "released", "expired"]).meta({ id: "HoldStatus" });

const holdMembers = {
  id: id("hold"),
  status: holdStatus,
  source_account: id("account"),
  destination_account: id("account").meta({ example: otherExample("account") }),
  amount,
  currency: currencyCode,
  captured_amount: nonNegativeAmount.meta({ description: "How much of the hold has been captured so far" }),
  remaining_amount: nonNegativeAmount.meta({ description: "How much is still held: 0 unless the hold is open", example: "1050" }),
  description: z.string().nullable(),
  external_id: readBy("payer", z.string().nullable().meta({ description: "null for the payee" })),
  metadata: readBy("payer", keptMetadata.meta({ description: "Empty for the payee" })),
  expires_at: instant.nullable(),
  created_at: instant,
  resolved_at: instant.nullable().meta({ description: "When it was captured for good, released, or expired" }),
};

/** The balance of someone else's account is null (law 26). */
const balances = z
  .strictObject({
    source: readBy("owner", balance.nullable().meta({ description: "null when the source belongs to someone else" })),
    destination: readBy("owner", balance.nullable().meta({ description: "null when the destination belongs to someone else" })),
  })
  .meta({ id: "HoldBalances" });

export const hold = z.strictObject(holdMembers).meta({ id: "Hold" });
export const changedHold = z.strictObject({ ...holdMembers, balances }).meta({ id: "ChangedHold" });
export const capturedHold = z
  .strictObject({
    ...holdMembers,
    transfer: id("transfer").meta({ description: "The transfer that this capture posted" }),
    balances,
  })
  .meta({ id: "CapturedHold" });

export const holdDryRun = changedHold.extend({ id: noId, ...dryRunMembers }).meta({ id: "HoldDryRun" });
export const captureDryRun = capturedHold.extend({ transfer: noId, ...dryRunMembers }).meta({ id: "CaptureDryRun" });
export const releaseDryRun = changedHold.extend(dryRunMembers).meta({ id: "ReleaseDryRun" });

export type CreateHold = z.infer<typeof createHold>;
export type CaptureHold = z.infer<typeof captureHold>;
export type Hold = z.infer<typeof hold>;
export type ChangedHold = z.infer<typeof changedHold>;
export type CapturedHold = z.infer<typeof capturedHold>;
type HoldDryRun = z.infer<typeof holdDryRun>;
type CaptureDryRun = z.infer<typeof captureDryRun>;
type ReleaseDryRun = z.infer<typeof releaseDryRun>;

export interface HoldFilter {
  readonly account?: string | undefined;
  readonly status?: z.infer<typeof holdStatus> | undefined;
}

/** What core-service does for holds. A hold resolves exactly once, and its captures never exceed it (law 8). Of a call without a key it says what it would do. */
export interface HoldsCore {
  createHold(call: DryRunCall, input: CreateHold): Promise<WriteOutcome<ChangedHold | HoldDryRun, RefusalOf<"createHold">>>;
  /** Posts a transfer of all or a part of what is held. For the payee and the institution alone. */
  captureHold(
    call: DryRunCall,
    holdId: string,
    input: CaptureHold,
  ): Promise<WriteOutcome<CapturedHold | CaptureDryRun, RefusalOf<"captureHold">>>;
  /** Releases what is still held. For the payee and the institution alone. */
  releaseHold(call: DryRunCall, holdId: string): Promise<WriteOutcome<ChangedHold | ReleaseDryRun, RefusalOf<"releaseHold">>>;
  getHold(call: Call, holdId: string): Promise<Result<Hold, RefusalOf<"getHold">>>;
  listHolds(call: Call, filter: HoldFilter, page: PageRequest): Promise<Page<Hold>>;
}
