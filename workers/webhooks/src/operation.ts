// What the webhooks Worker's operations share: their environment, their stub of core-service, their tags and parameters in the contract.
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import { requireListed } from "@ledge/kit/require-listed";
import type { WebhooksCore } from "@ledge/shared/contracts/webhooks";
import { keysIn } from "@ledge/shared/key-list";
import { id } from "@ledge/shared/schema";
import { z } from "zod";

export const webhooksOperation = operation<Env>();
export const core = (env: Env): WebhooksCore => coreOf<WebhooksCore>(env.CORE);

const masterKeys = (env: Env) => keysIn("WEBHOOK_MASTER_KEY", env.WEBHOOK_MASTER_KEY);

/** The id of the master key that new secrets are derived from. @throws BadKeyList */
export const newestKey = (env: Env): string => masterKeys(env)[0].id;

/** @throws BadKeyList, CoreUnavailable, and KeyNotListed when a secret in force is derived from a key that is not listed. */
export async function requireMasterKeys(env: Env): Promise<void> {
  const listed = masterKeys(env).map((key) => key.id);
  requireListed("webhooks", "WEBHOOK_MASTER_KEY", await core(env).unlistedMasterKeys(listed));
}

export const eventsTag = "Events";
export const tag = "Webhooks";
export const endpointParams = z.object({ id: id("webhookEndpoint").meta({ description: "The webhook endpoint" }) });
export const deliveryParams = z.object({ id: id("webhookDelivery").meta({ description: "The delivery" }) });
