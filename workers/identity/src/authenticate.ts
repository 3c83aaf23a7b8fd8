// What is known of an API key, or null: for the gateway alone, by RPC, and not in the contract.
import type { CallContext } from "@ledge/kit/create-app";
import { hashApiKey } from "@ledge/shared/api-key";
import { isCalledBy } from "@ledge/shared/caller";
import type { KnownKey } from "@ledge/shared/contracts/identity";
import { core } from "./operation.ts";

/** @throws when anyone but the gateway calls, and CoreUnavailable. */
export async function authenticate(token: string, env: Env, context: CallContext): Promise<KnownKey | null> {
  if (!isCalledBy(context, "gateway")) throw new Error("keys are authenticated for the gateway alone");
  return await core(env).authenticate(hashApiKey(env.API_KEY_PEPPER, token));
}
