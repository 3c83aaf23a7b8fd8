// What the gateway does about an Idempotency-Key: reads it, fingerprints the request, and takes the gate's word for replays.
import type { Principal } from "@ledge/shared/context";
import { outcomeHeader } from "@ledge/shared/context";
import { shardOf } from "@ledge/shared/shard";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { IdempotencyGate, StoredAnswer } from "./idempotency-gate.ts";
import { refuse } from "./refuse.ts";

/** A Durable Object takes some hundreds of calls a second; each write passes its gate twice. */
const GATE_SHARDS = 64;
/** Answers of writes are small; a larger one is not worth a row, the key's row in Postgres serves it. */
const MAX_STORED_CHARACTERS = 256 * 1_024;
const KEY = /^[A-Za-z0-9_.:-]{16,255}$/;
const STORED_HEADERS = ["Content-Type", "Cache-Control", "ETag"];

export type KeyHeader =
  | { readonly kind: "key"; readonly key: string }
  | { readonly kind: "idempotency_key_missing" }
  | { readonly kind: "idempotency_key_invalid" };

/** The key of the header, which may be quoted as a structured-field string (draft-ietf-httpapi-idempotency-key-header). */
export function readKey(header: string | null): KeyHeader {
  if (header === null || header === "") return { kind: "idempotency_key_missing" };
  const bare = /^"(.*)"$/.exec(header)?.[1] ?? header;
  return KEY.test(bare) ? { kind: "key", key: bare } : { kind: "idempotency_key_invalid" };
}

/** SHA-256, in hex, of what makes two requests the same: method, path, query and body bytes (law 13). */
export function fingerprintOf(method: string, url: URL, body: Uint8Array): string {
  const hash = sha256.create().update(utf8ToBytes(`${method}\n${url.pathname}\n${url.search}\n`));
  return bytesToHex(hash.update(body).digest());
}

/** The name of the gate that answers for a principal's key (`principal/key`). */
export const gateNameOf = (id: string): string => `gate-${shardOf(id, GATE_SHARDS)}`;

/** The gate as its stub serves it. */
type Gate = { [Method in "begin" | "complete" | "release"]: Remote<IdempotencyGate[Method]> };
type Remote<Method> = Method extends (...args: infer Args) => infer Answer ? (...args: Args) => Promise<Awaited<Answer>> : never;

export interface GatedRequest {
  readonly principal: Principal;
  readonly key: string;
  readonly fingerprint: string;
  readonly requestId: string;
}

/**
 * Runs `forward` unless the gate knows better. A gate that fails is passed by: Postgres holds the truth of keys, the gate only
 * saves the trip.
 */
export async function throughGate(env: Env, request: GatedRequest, nowMs: number, forward: () => Promise<Response>): Promise<Response> {
  const id = `${request.principal.id}/${request.key}`;
  const gate = env.GATES.get(env.GATES.idFromName(gateNameOf(id))) as unknown as Gate;
  const admission = await orNull(gate.begin(id, request.fingerprint, nowMs));
  if (admission === null) return await forward();
  if (admission.kind === "in_use") return refuse("idempotency_key_in_use", request.requestId);
  if (admission.kind === "reused") return refuse("idempotency_key_reused", request.requestId);
  if (admission.kind === "replay") return replay(admission.answer);
  let answer: StoredAnswer | null = null;
  try {
    const response = await forward();
    if (response.headers.get(outcomeHeader) !== "recorded") return response;
    const body = await response.text();
    const headers = STORED_HEADERS.flatMap((name) => {
      const value = response.headers.get(name);
      return value === null ? [] : [[name, value] as const];
    });
    if (body.length <= MAX_STORED_CHARACTERS) answer = { status: response.status, headers, body };
    return new Response(body, response);
  } finally {
    await orNull(answer === null ? gate.release(id, admission.lease) : gate.complete(id, admission.lease, answer));
  }
}

const replay = (answer: StoredAnswer): Response =>
  new Response(answer.body, {
    status: answer.status,
    headers: [...answer.headers.map(([name, value]) => [name, value] as [string, string]), ["Idempotent-Replayed", "true"]],
  });

async function orNull<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    console.error(
      JSON.stringify({ level: "error", service: "gateway", what: "gate", error: error instanceof Error ? error.name : "unknown" }),
    );
    return null;
  }
}
