// GET /v1/webhook-endpoints
import { webhookEndpoint } from "@ledge/shared/contracts/webhook-endpoints";
import { accepted } from "@ledge/shared/result";
import { page as pageOf, pageQuery } from "@ledge/shared/schema";
import { sealPage } from "@ledge/kit/cursor";
import { z } from "zod";
import { core, tag, webhooksOperation } from "../operation.ts";

export const listWebhookEndpoints = webhooksOperation({
  operationId: "listWebhookEndpoints",
  method: "get",
  path: "/v1/webhook-endpoints",
  summary: "List webhook endpoints, newest first",
  description: "All endpoints that were not deleted, newest first.",
  tag,
  scope: "webhooks:read",
  query: z.object(pageQuery),
  success: { status: 200, schema: pageOf(webhookEndpoint), description: "A page of endpoints" },
  async handle({ env, call, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listWebhookEndpoints(call, page)));
  },
});
