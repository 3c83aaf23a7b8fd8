// What a Worker says of itself to the gateway, at a route of its own that is not in the contract.
import { type Upstream, upstreamOf } from "./upstreams.ts";

/** The answer of a Worker's internal route. Null: it failed, as when the database has become unreachable. */
export async function internalAnswer<Body>(env: Env, name: Upstream, what: string): Promise<Body | null> {
  try {
    const answer = await upstreamOf(env, name).fetch(`https://${name}.internal/internal/${what}`);
    return answer.ok ? await answer.json<Body>() : null;
  } catch {
    return null;
  }
}
