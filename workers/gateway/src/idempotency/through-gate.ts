// Sends a write through its idempotency gate, which forwards it or answers in its place.
import { refuse } from "@ledge/kit/refuse";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { logFailure } from "@ledge/shared/log";
import { shardOf } from "@ledge/shared/shard";
import { forward } from "../forward.ts";
import type { GatedWrite } from "./idempotency-gate.ts";
import type { Passage } from "./pass.ts";

/** A Durable Object takes some hundreds of calls a second. */
const GATE_SHARDS = 64;

/** The name of the gate of a principal's key (`principal/key`). @internal Tests reach the gate of a key by it. */
export const gateNameOf = (id: string): string => `gate-${shardOf(id, GATE_SHARDS)}`;

/**
 * Forwards a write unless its gate has an answer for it. A gate that fails is bypassed: the keys' rows in Postgres decide, so even a write that
 * the gate may have forwarded already has one effect.
 */
export async function throughGate(env: Env, write: GatedWrite): Promise<Response> {
  const gate = env.GATES.get(env.GATES.idFromName(gateNameOf(write.id)), { locationHint: env.GATE_LOCATION_HINT });
  let passage: Passage;
  try {
    // RPC's types lose the length of a tuple: a header is still a pair.
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
