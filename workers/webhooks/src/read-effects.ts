// What a request has caused, for the gateway's answer to an operator: events and deliveries are this Worker's to ask for.
import { isCalledBy } from "@ledge/shared/caller";
import type { CallContext } from "@ledge/kit/create-app";
import type { Call } from "@ledge/shared/context";
import type { EffectsWanted, RequestEffects } from "@ledge/shared/contracts/webhook-deliveries";
import { core } from "./operation.ts";

/** By RPC: the gateway gives the first parameter. @throws for any other caller. */
export async function readEffects(
  { call, ...wanted }: EffectsWanted & { readonly call: Call },
  env: Env,
  context: CallContext,
): Promise<RequestEffects> {
  if (!isCalledBy(context, "gateway")) throw new Error("effects of requests are read by the gateway alone");
  return await core(env).readEffects(call, wanted);
}
