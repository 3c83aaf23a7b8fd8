// GET /v1/transfers/{id}/receipt
import { transferReceipt } from "@ledge/shared/contracts/audit";
import { accepted } from "@ledge/shared/result";
import { id } from "@ledge/shared/schema";
import { z } from "zod";
import { filesIn } from "../log/log-files.ts";
import { proofOf } from "../log/proof-of.ts";
import { auditOperation, core } from "../operation.ts";
import { receiptKeysOf } from "../receipt/keys.ts";
import { signReceipt } from "../receipt/sign-receipt.ts";

export const getTransferReceipt = auditOperation({
  operationId: "getTransferReceipt",
  method: "get",
  path: "/v1/transfers/{id}/receipt",
  summary: "Read a transfer's receipt",
  description:
    "Signed evidence of the transfer, which its holder can show to others: they verify it without access to the platform. Payer and payee each get their own, of what they see of the transfer. It states the transfer as it is now, and the record of the write that made it.",
  tag: "Transfers",
  scope: "transfers:read",
  params: z.object({ id: id("transfer").meta({ description: "The transfer" }) }),
  success: { status: 200, schema: transferReceipt, description: "The receipt" },
  async handle({ env, call, params }) {
    const recorded = await core(env).getRecordedTransfer(call, params.id);
    if (!recorded.ok) return recorded;
    const { signing } = await receiptKeysOf(env.RECEIPT_KEYS);
    const jws = await signReceipt(signing, {
      issuer: env.LOG_ORIGIN,
      principal: call.principal,
      recorded: recorded.value,
      now: new Date(),
    });
    return accepted({ jws, proof: await proofOf(filesIn(env.LOG_FILES), recorded.value.logged.index) });
  },
});
