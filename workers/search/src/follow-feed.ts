// Has core-service apply the feed to the model, and do a rebuild that an operator has asked for, step by step.
import { background } from "@ledge/shared/telemetry/background";
import { core } from "./operation.ts";

/**
 * Steps of one invocation, each a subrequest, of which it may make 10,000
 * (https://developers.cloudflare.com/workers/platform/limits/#subrequests): some millions of resources of a rebuild.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const MAX_STEPS = 5_000;

/** @throws when more is left than one invocation does: each step has been committed, and the retry of the messages goes on from there. */
export async function followFeed(env: Env, messages: number): Promise<void> {
  await background({ service: "search", operation: "followFeed", version: env.VERSION.id }, async (notes) => {
    notes.counts = { messages };
    for (let step = 0; step < MAX_STEPS; step += 1) if (await core(env).followFeed()) return;
    throw new Error("the feed is applied in part");
  });
}
