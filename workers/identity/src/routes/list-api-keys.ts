// GET /v1/api-keys
import { sealPage } from "@ledge/kit/cursor";
import { apiKey } from "@ledge/shared/contracts/identity";
import { accepted } from "@ledge/shared/result";
import { page as pageOf, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { core, identityOperation, tag } from "../operation.ts";

export const listApiKeys = identityOperation({
  operationId: "listApiKeys",
  method: "get",
  path: "/v1/api-keys",
  summary: "List API keys, newest first",
  description: "Every key that was ever issued, revoked and expired ones included, newest first. Tokens are never shown.",
  tag,
  scope: "operator",
  query: z.object(pageQuery),
  success: { status: 200, schema: pageOf(apiKey), description: "A page of keys, revoked ones included" },
  async handle({ env, call, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listApiKeys(call, page)));
  },
});
