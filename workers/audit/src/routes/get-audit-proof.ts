// GET /v1/audit/records/{id}/proof
import { Streamed } from "@ledge/kit/operation";
import { accepted, refused } from "@ledge/shared/result";
import { z } from "zod";
import { filesIn } from "../log/log-files.ts";
import { proofOf } from "../log/proof-of.ts";
import { auditOperation, core, recordParams, tag } from "../operation.ts";

const TEXT = "text/plain";

export const getAuditProof = auditOperation({
  operationId: "getAuditProof",
  method: "get",
  path: "/v1/audit/records/{id}/proof",
  summary: "Prove that a record is in the log",
  description:
    "A proof as C2SP tlog-proof has it: the record's path to the root of the last published checkpoint, and that checkpoint. It is verified offline, by the record, its salt and the log's verifier key. A record of the last seconds is in no published checkpoint yet: `not_sealed_yet`.",
  tag,
  scope: "audit:read",
  params: recordParams,
  success: {
    status: 200,
    mediaType: TEXT,
    schema: z.string().meta({ example: "c2sp.org/tlog-proof@v1\nindex 41\n…\n\nlog.example.com\n42\n…\n\n— log.example.com …\n" }),
    description: "The proof",
  },
  async handle({ env, call, params }) {
    const found = await core(env).getAuditRecord(call, params.id);
    if (!found.ok) return found;
    const proof = await proofOf(filesIn(env.LOG_FILES), found.value.index);
    if (proof === null) return refused("not_sealed_yet");
    return accepted(new Streamed(new Blob([proof]).stream(), { "Content-Type": `${TEXT}; charset=utf-8` }));
  },
});
