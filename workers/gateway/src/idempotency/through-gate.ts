// Sends a write through its idempotency gate, which forwards it or answers in its place.
import type { Answer } from "@ledge/kit/answer";
import { refuse } from "@ledge/kit/refuse";
import type { WriteCall } from "@ledge/shared/context";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { takeHops, withHops } from "@ledge/shared/telemetry/hops";
import { log } from "@ledge/shared/telemetry/log";
import { objectOf } from "@ledge/shared/object-of";
import { shardOf } from "@ledge/shared/shard";
import { forward, type Forwarded } from "../forward.ts";
import { gateIdOf } from "./gate-id.ts";
import type { Passage } from "./pass.ts";

/** A Durable Object takes some hundreds of calls a second. */
const GATE_SHARDS = 64;

/** The name of the gate of a principal's key (`principal/key`). @internal Tests reach the gate of a key by it. */
export const gateNameOf = (id: string): string => `gate-${shardOf(id, GATE_SHARDS)}`;

/**
 * Forwards a write unless its gate has an answer for it. A gate that fails is bypassed: the keys' rows in Postgres decide, so even a write that
 * the gate may have forwarded already has one effect.
 */
export async function throughGate(env: Env, write: Forwarded<WriteCall>): Promise<Answer> {
  const { call } = write.request;
  const place = { jurisdiction: env.OBJECTS_JURISDICTION, locationHint: env.GATE_LOCATION_HINT };
  const gate = objectOf(env.GATES, gateNameOf(gateIdOf(call)), place);
  let passed: Passage;
  try {
    passed = disposeAnswer(await gate.pass(write));
  } catch (error) {
    log({ level: "error", service: "gateway", operation: "throughGate", request_id: call.requestId, error });
    return await forward(env, write);
  }
  const { answer: passage, hops } = takeHops(passed);
  if (passage.kind === "in_use") return withHops(refuse("idempotency_key_in_use", call.requestId), hops);
  if (passage.kind === "reused") return withHops(refuse("idempotency_key_reused", call.requestId), hops);
  return withHops(passage.answer, hops);
}
