// What the webhooks Worker's operations share: their environment, their stub of core-service, their tags and parameters in the contract.
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import type { WebhooksCore } from "@ledge/shared/contracts/webhooks";
import { id } from "@ledge/shared/schema";
import { z } from "zod";

export const webhooksOperation = operation<Env>();
export const core = (env: Env): WebhooksCore => coreOf<WebhooksCore>(env.CORE);
export const eventsTag = "Events";
export const tag = "Webhooks";
export const endpointParams = z.object({ id: id("webhookEndpoint").meta({ description: "The webhook endpoint" }) });
export const deliveryParams = z.object({ id: id("webhookDelivery").meta({ description: "The delivery" }) });
