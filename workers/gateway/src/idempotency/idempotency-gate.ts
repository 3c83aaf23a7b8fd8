// The idempotency gate: one Durable Object per shard of (principal, key). It rejects a duplicate while the first request still runs, and repeats
// a recent answer by itself. It is placed on the way to the region, so that a write passes it once. It is only a cache: if it loses its memory at
// any instant, the key's row in Postgres gives the same answers (law 11). So all its state is in memory, and no request waits for storage.
import { DurableObject } from "cloudflare:workers";
import type { WriteCall } from "@ledge/shared/context";
import { span } from "@ledge/shared/telemetry/span";
import { AnswerCache } from "./answer-cache.ts";
import { forward, type Forwarded } from "../forward.ts";
import { gateIdOf } from "./gate-id.ts";
import { Leases } from "./leases.ts";
import { type Admission, type GateAnswer, type Gate, pass, type Passage, refusalOf } from "./pass.ts";

export class IdempotencyGate extends DurableObject<Env> implements Gate {
  readonly #leases = new Leases();
  readonly #answers = new AnswerCache();

  /** Passes a write through the gate: one RPC, which forwards the write and returns its answer. @throws when the gate itself fails. */
  async pass(write: Forwarded<WriteCall>): Promise<Passage> {
    const { call, operationId } = write.request;
    const passing = () => pass(this, gateIdOf(call), call.idempotency.fingerprint, Date.now(), () => forward(this.env, write));
    return await span(operationId, { service: "gate", version: this.env.VERSION.id }, passing, (passage) => refusalOf(passage) ?? "ok");
  }

  /** Admits a request, or returns why not. It checks and claims the key without awaiting in between, so that of many duplicates one is admitted. */
  begin(id: string, fingerprint: string, nowMs: number): Admission {
    const kept = this.#answers.find(id, nowMs);
    const first = kept ?? this.#leases.find(id, nowMs);
    if (first === null) return { kind: "proceed", lease: this.#leases.grant(id, fingerprint, nowMs) };
    if (first.fingerprint !== fingerprint) return { kind: "reused" };
    return kept === null ? { kind: "in_use" } : { kind: "replay", answer: kept.answer };
  }

  /** Caches the answer of the request that holds the lease. A request whose lease was taken over caches nothing. */
  complete(id: string, lease: string, answer: GateAnswer): void {
    const ended = this.#leases.end(id, lease);
    if (ended !== null) this.#answers.keep(id, { fingerprint: ended.fingerprint, answer, keptAtMs: ended.grantedAtMs });
  }

  /** Ends the lease without an answer: the next request with the key is admitted. */
  release(id: string, lease: string): void {
    this.#leases.end(id, lease);
  }
}
