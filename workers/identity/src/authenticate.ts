// What is known of an API key, or null: for the gateway alone, by RPC, and not in the contract.
import type { CallContext } from "@ledge/kit/create-app";
import { apiKeyHashes } from "@ledge/shared/api-key";
import { collectHops } from "@ledge/kit/hops-of-call";
import { isCalledBy } from "@ledge/shared/caller";
import type { KnownKey } from "@ledge/shared/contracts/identity";
import { withHops } from "@ledge/shared/telemetry/hops";
import { span } from "@ledge/shared/telemetry/span";
import { core, requirePeppers } from "./operation.ts";

/** @throws when anyone but the gateway calls, CoreUnavailable, and KeyNotListed when the key may be one whose pepper is not listed. */
export async function authenticate(token: string, env: Env, context: CallContext): Promise<KnownKey | null> {
  if (!isCalledBy(context, "gateway")) throw new Error("keys are authenticated for the gateway alone");
  const hashes = apiKeyHashes(env.API_KEY_PEPPER, token);
  const hops = collectHops(hashes);
  return await span("authenticate", { service: "identity", version: env.VERSION.id }, async () => {
    const known = await core(env).authenticate(hashes);
    if (known === null) await requirePeppers(env);
    return withHops(known, hops);
  });
}
