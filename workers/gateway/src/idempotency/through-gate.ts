// A write's way to its gate, which sends it on or answers in its place.
import { refuse } from "@ledge/kit/refuse";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { logFailure } from "@ledge/shared/log";
import { shardOf } from "@ledge/shared/shard";
import { forward } from "../forward.ts";
import type { GatedWrite } from "./idempotency-gate.ts";
import type { Passage } from "./pass.ts";

/** A Durable Object takes some hundreds of calls a second. */
const GATE_SHARDS = 64;

/** The name of the gate that answers for a principal's key (`principal/key`). */
export const gateNameOf = (id: string): string => `gate-${shardOf(id, GATE_SHARDS)}`;

/**
 * Sends a write on, unless its gate knows better. A gate that fails is passed by: Postgres holds the truth of keys, so that a
 * write which the gate may have sent already has one effect.
 */
export async function throughGate(env: Env, write: GatedWrite): Promise<Response> {
  const gate = env.GATES.get(env.GATES.idFromName(gateNameOf(write.id)), { locationHint: env.GATE_LOCATION_HINT });
  let passage: Passage;
  try {
    // RPC's types forget how long a tuple is: a header is still a pair.
    passage = disposeAnswer(await gate.pass(write)) as Passage;
  } catch (error) {
    logFailure({ service: "gateway", operation: "throughGate", request_id: write.requestId }, error);
    return await forward(env, write);
  }
  if (passage.kind === "in_use") return refuse("idempotency_key_in_use", write.requestId);
  if (passage.kind === "reused") return refuse("idempotency_key_reused", write.requestId);
  const { status, headers, body } = passage.answer;
  return new Response(body, { status, headers: Object.fromEntries(headers) });
}
