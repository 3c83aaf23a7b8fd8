// The gate: one Durable Object per shard of (principal, key). It turns away a twin while the first still runs and repeats a recent
// answer by itself. It stands on the way to the region, so that a write passes it once. It is a cache, never the truth: emptied at
// any instant, the key's row in Postgres gives the same answers (law 11). So all of it is in memory, and nobody waits for a disk.
import { DurableObject } from "cloudflare:workers";
import { AnswerCache } from "./answer-cache.ts";
import { forward, type Forwarded } from "../forward.ts";
import { Leases } from "./leases.ts";
import { type Admission, type GateAnswer, type Gate, pass, type Passage } from "./pass.ts";

/** A write and the key it came under. */
export interface GatedWrite extends Forwarded {
  /** `principal/key`. */
  readonly id: string;
  readonly fingerprint: string;
}

export class IdempotencyGate extends DurableObject<Env> implements Gate {
  readonly #leases = new Leases();
  readonly #answers = new AnswerCache();

  /** The one call that a write makes here: on its way in, and with its answer back. @throws when the gate itself fails. */
  async pass(write: GatedWrite): Promise<Passage> {
    return await pass(this, write.id, write.fingerprint, Date.now(), () => forward(this.env, write));
  }

  /** Lets a request in or says why not. Reads and claims without waiting in between, so that of many twins one gets in. */
  begin(id: string, fingerprint: string, nowMs: number): Admission {
    const kept = this.#answers.find(id, nowMs);
    const first = kept ?? this.#leases.find(id, nowMs);
    if (first === null) return { kind: "proceed", lease: this.#leases.grant(id, fingerprint, nowMs) };
    if (first.fingerprint !== fingerprint) return { kind: "reused" };
    return kept === null ? { kind: "in_use" } : { kind: "replay", answer: kept.answer };
  }

  /** Keeps the answer of the request that holds the lease. One whose lease was taken over keeps nothing. */
  complete(id: string, lease: string, answer: GateAnswer): void {
    const ended = this.#leases.end(id, lease);
    if (ended !== null) this.#answers.keep(id, { fingerprint: ended.fingerprint, answer, keptAtMs: ended.grantedAtMs });
  }

  /** Ends the lease without an answer: the next try goes through. */
  release(id: string, lease: string): void {
    this.#leases.end(id, lease);
  }
}
