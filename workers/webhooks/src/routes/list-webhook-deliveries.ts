// GET /v1/webhook-endpoints/{id}/deliveries
import { sealPage } from "@ledge/kit/cursor";
import { webhookDelivery } from "@ledge/shared/contracts/webhook-deliveries";
import { accepted } from "@ledge/shared/result";
import { page as pageOf, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { core, endpointParams, tag, webhooksOperation } from "../operation.ts";

export const listWebhookDeliveries = webhooksOperation({
  operationId: "listWebhookDeliveries",
  method: "get",
  path: "/v1/webhook-endpoints/{id}/deliveries",
  summary: "List what was sent to an endpoint",
  description:
    "Each delivery with its status and its last ten attempts: the answer's status, how long it took, and how the answer began. Newest first.",
  tag,
  scope: "webhooks:read",
  params: endpointParams,
  query: z.object({ status: webhookDelivery.shape.status.optional().meta({ description: "Only deliveries in this state" }), ...pageQuery }),
  success: { status: 200, schema: pageOf(webhookDelivery), description: "A page of deliveries" },
  async handle({ env, call, params, query, page, cursorScope }) {
    const found = await core(env).listWebhookDeliveries(call, params.id, query.status, page);
    return found.ok ? accepted(sealPage(cursorScope, found.value)) : found;
  },
});
