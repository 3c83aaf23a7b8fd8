// Reaches into the idempotency gates: a test admits a request, or evicts a gate so that it loses its memory. A gate that a test called itself is not
// evicted while the test holds its stub.
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { MAX_CHARACTERS } from "../../workers/gateway/src/idempotency/answer-cache.ts";
import { gateNameOf } from "../../workers/gateway/src/idempotency/through-gate.ts";
import type { Admission, GateAnswer } from "../../workers/gateway/src/idempotency/pass.ts";
import type { Ledge } from "./ledge.ts";

/** The gates as the gateway's binding has them. */
interface Gates {
  idFromName(name: string): object;
  get(id: object): {
    begin(id: string, fingerprint: string, nowMs: number): Promise<Admission>;
    complete(id: string, lease: string, answer: GateAnswer): Promise<void>;
  };
}

/** A gate that still serves a request is not evicted; eviction is retried until the gate is idle. A gate that does not run has no memory. */
const AT_REST = { timeout: 60_000 };
const NOT_RUNNING = /not currently running/;

const gateway = ({ harness }: Ledge) => harness.getWorker("ledge-gateway");

/** Asks a gate to admit a request of `principal` (a UUID) under `key`. */
export async function beginAtGate(ledge: Ledge, principal: string, key: string, fingerprint: string): Promise<Admission> {
  const id = `${principal}/${key}`;
  const { GATES } = (await gateway(ledge).getEnv()) as { GATES: Gates };
  return await GATES.get(GATES.idFromName(gateNameOf(id))).begin(id, fingerprint, Date.now());
}

/** Makes the gate of a key forget all its stored answers, as newer answers that fill its memory do. Requests that are still running stay known. */
export async function crowdOut(ledge: Ledge, principal: string, key: string): Promise<void> {
  const { GATES } = (await gateway(ledge).getEnv()) as { GATES: Gates };
  const gate = GATES.get(GATES.idFromName(gateNameOf(`${principal}/${key}`)));
  const id = `nobody/${randomUUID()}`;
  const admission = await gate.begin(id, "of nobody", Date.now());
  if (admission.kind !== "proceed") throw new Error("a new key was turned away");
  await gate.complete(id, admission.lease, { status: 201, headers: {}, body: "x".repeat(MAX_CHARACTERS) });
}

/** Makes every gate that was ever called forget its memory. @returns the number of gates. */
export async function wipeGates(ledge: Ledge): Promise<number> {
  const ids = await gateway(ledge).listDurableObjectIds("GATES");
  for (const id of ids) await evict(ledge, { id });
  return ids.length;
}

async function evict(ledge: Ledge, gate: { readonly id: string }): Promise<void> {
  const evicted = (): Promise<string> =>
    gateway(ledge)
      .evictDurableObject("GATES", gate)
      .then(
        () => "evicted",
        (error: Error) => (NOT_RUNNING.test(error.message) ? "evicted" : error.message),
      );
  await expect.poll(evicted, AT_REST).toBe("evicted");
}
