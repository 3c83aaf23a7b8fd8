// What the gateway does about an Idempotency-Key: reads it, fingerprints the request, and takes the gate's word for replays.
import { refuse } from "@ledge/kit/refuse";
import { letGo } from "@ledge/shared/let-go";
import { logFailure } from "@ledge/shared/log";
import { shardOf } from "@ledge/shared/shard";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { forward } from "./forward.ts";
import type { GatedWrite } from "./idempotency-gate.ts";
import type { Passage } from "./pass.ts";

const utf8 = new TextEncoder();

/** A Durable Object takes some hundreds of calls a second. */
const GATE_SHARDS = 64;
/** Visible ASCII (RFC 20) without quotes and backslashes, so that a key is the same quoted or bare: a natural one, such as a row's id, will do. */
const KEY = /^[!#-[\]-~]{1,255}$/;

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
  const hash = sha256.create().update(utf8.encode(`${method}\n${url.pathname}\n${url.search}\n`));
  return bytesToHex(hash.update(body).digest());
}

/** The name of the gate that answers for a principal's key (`principal/key`). */
export const gateNameOf = (id: string): string => `gate-${shardOf(id, GATE_SHARDS)}`;

/** The gate as its stub serves it. */
interface RemoteGate {
  pass(write: GatedWrite): Promise<Passage>;
}

/**
 * Sends a write on, unless its gate knows better. A gate that fails is passed by: Postgres holds the truth of keys, so that a
 * write which the gate may have sent already has one effect.
 */
export async function throughGate(env: Env, write: GatedWrite): Promise<Response> {
  const locationHint = env.GATE_LOCATION_HINT as DurableObjectLocationHint;
  const gate = env.GATES.get(env.GATES.idFromName(gateNameOf(write.id)), { locationHint }) as unknown as RemoteGate;
  let passage: Passage;
  try {
    passage = letGo(await gate.pass(write));
  } catch (error) {
    logFailure({ service: "gateway", operation: "throughGate", request_id: write.requestId }, error);
    return await forward(env, write);
  }
  if (passage.kind === "in_use") return refuse("idempotency_key_in_use", write.requestId);
  if (passage.kind === "reused") return refuse("idempotency_key_reused", write.requestId);
  const { status, headers, body } = passage.answer;
  return new Response(body, { status, headers: Object.fromEntries(headers) });
}
