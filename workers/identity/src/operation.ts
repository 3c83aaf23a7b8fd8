// What the identity Worker's operations share: their environment, their stub of core-service, their tag and parameters in the contract.
import type { ApiKeySecrets } from "@ledge/shared/api-key";
import { coreOf } from "@ledge/kit/core";
import { operation } from "@ledge/kit/operation";
import { requireListed } from "@ledge/kit/require-listed";
import type { IdentityCore } from "@ledge/shared/contracts/identity";
import { keysIn } from "@ledge/shared/key-list";
import { id } from "@ledge/shared/schema";
import { z } from "zod";

export const identityOperation = operation<Env>();
export const core = (env: Env): IdentityCore => coreOf<IdentityCore>(env.CORE);
export const secretsOf = (env: Env): ApiKeySecrets => ({ peppers: env.API_KEY_PEPPER, macSecrets: env.API_KEY_MAC_SECRETS });

/** @throws BadKeyList, CoreUnavailable, and KeyNotListed when a valid key is hashed under a pepper that is not listed. */
export async function requirePeppers(env: Env): Promise<void> {
  const listed = keysIn("API_KEY_PEPPER", env.API_KEY_PEPPER).map((pepper) => pepper.id);
  requireListed("identity", "API_KEY_PEPPER", await core(env).unlistedPeppers(listed));
}

export const tag = "API keys";
export const apiKeyParams = z.object({ id: id("apiKey").meta({ description: "The API key's id, which is not its token" }) });
