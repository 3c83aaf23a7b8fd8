// Webhooks: the command or query behind each operation of the contract on endpoints and on the log of deliveries.
import type { WebhooksCore } from "@ledge/shared/contracts/webhooks";
import type { OperationsOf } from "../database/work.ts";
import {
  createWebhookEndpoint,
  deleteWebhookEndpoint,
  pingWebhookEndpoint,
  rotateWebhookSecret,
  updateWebhookEndpoint,
} from "./change-endpoints.ts";
import { getWebhookEndpoint, listWebhookDeliveries, listWebhookEndpoints, unlistedMasterKeys } from "./read-webhooks.ts";
import { redeliverWebhook } from "./redeliver.ts";

export const webhooks = {
  createWebhookEndpoint,
  updateWebhookEndpoint,
  deleteWebhookEndpoint,
  rotateWebhookSecret,
  pingWebhookEndpoint,
  getWebhookEndpoint,
  listWebhookEndpoints,
  listWebhookDeliveries,
  unlistedMasterKeys,
  redeliverWebhook,
} satisfies Partial<OperationsOf<WebhooksCore>>;
