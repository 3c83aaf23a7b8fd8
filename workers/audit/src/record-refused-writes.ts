// Passes refused writes of the gateway on to core-service, which records them.
import { isCalledBy } from "@ledge/shared/caller";
import type { CallContext } from "@ledge/kit/create-app";
import type { RefusedWrite } from "@ledge/shared/contracts/audit";
import { core } from "./operation.ts";

/** By RPC: the gateway gives the first parameter. @throws for any other caller. */
export async function recordRefusedWrites(writes: readonly RefusedWrite[], env: Env, context: CallContext): Promise<void> {
  if (!isCalledBy(context, "gateway")) throw new Error("refused writes are the gateway's to report");
  await core(env).recordRefusedWrites(writes);
}
