// The idempotency gates, from within: how a test lets somebody in, and takes a gate's memory. Who was asked
// by a test itself has a stub out, and is not evicted.
import { randomUUID } from "node:crypto";
import { expect } from "vitest";
import { MAX_CHARACTERS } from "../../workers/gateway/src/idempotency/answers.ts";
import { gateNameOf } from "../../workers/gateway/src/idempotency/through-gate.ts";
import type { Admission, Answer } from "../../workers/gateway/src/idempotency/pass.ts";
import type { Ledge } from "./ledge.ts";

/** The gates as the gateway's binding has them. */
interface Gates {
  idFromName(name: string): object;
  get(id: object): {
    begin(id: string, fingerprint: string, nowMs: number): Promise<Admission>;
    complete(id: string, lease: string, answer: Answer): Promise<void>;
  };
}

/** A gate that still serves is not evicted: it is asked again until it is at rest. One that does not run has no memory to take. */
const AT_REST = { timeout: 60_000 };
const NOT_RUNNING = /not currently running/;

const gateway = ({ harness }: Ledge) => harness.getWorker("ledge-gateway");

/** Asks a gate to let a request of `principal` (a UUID) under `key` in. */
export async function beginAtGate(ledge: Ledge, principal: string, key: string, fingerprint: string): Promise<Admission> {
  const id = `${principal}/${key}`;
  const { GATES } = (await gateway(ledge).getEnv()) as { GATES: Gates };
  return await GATES.get(GATES.idFromName(gateNameOf(id))).begin(id, fingerprint, Date.now());
}

/** The gate of a key forgets all its answers, as it does when newer ones fill its memory. It keeps who is on the way. */
export async function crowdOut(ledge: Ledge, principal: string, key: string): Promise<void> {
  const { GATES } = (await gateway(ledge).getEnv()) as { GATES: Gates };
  const gate = GATES.get(GATES.idFromName(gateNameOf(`${principal}/${key}`)));
  const id = `nobody/${randomUUID()}`;
  const admission = await gate.begin(id, "of nobody", Date.now());
  if (admission.kind !== "proceed") throw new Error("a new key was turned away");
  await gate.complete(id, admission.lease, { status: 201, headers: [], body: "x".repeat(MAX_CHARACTERS) });
}

/** Every gate that was ever asked forgets what it knew; how many there are. */
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
