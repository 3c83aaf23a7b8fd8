// The gate from within the runtime: one of many duplicates is admitted, a lost lease stores nothing, and all of its state is memory.
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Admission } from "../../workers/gateway/src/idempotency/pass.ts";

interface Gate {
  begin(id: string, fingerprint: string, nowMs: number): Promise<Admission>;
  complete(id: string, lease: string, answer: object): Promise<void>;
  release(id: string, lease: string): Promise<void>;
}

// Only types are imported: the module under test runs in the Durable Object's isolate, and this file in the runner's.
const LEASE_MS = 30_000;
const KEEP_MS = 600_000;
const NOW_MS = 1_790_000_000_000;
const answer = { status: 201, headers: {}, body: "{}" };

const namespace = (env as unknown as { GATES: DurableObjectNamespace }).GATES;
const open = (name: string) => namespace.get(namespace.idFromName(name));
const gateOf = (stub: DurableObjectStub) => stub as unknown as Gate;

const leaseOf = (admission: Admission): string => {
  if (admission.kind !== "proceed") throw new Error(`not admitted: ${admission.kind}`);
  return admission.lease;
};

test("of fifty duplicates at one instant, one gets in and the others are answered that the key is in use", async () => {
  const gate = gateOf(open("duplicates"));
  const admissions = await Promise.all(Array.from({ length: 50 }, () => gate.begin("p/k", "f", NOW_MS)));
  expect(admissions.filter((admission) => admission.kind === "proceed")).toHaveLength(1);
  expect(admissions.filter((admission) => admission.kind === "in_use")).toHaveLength(49);
});

test("an answer is replayed to the same request and refused to another, while it is stored", async () => {
  const gate = gateOf(open("answers"));
  await gate.complete("p/k", leaseOf(await gate.begin("p/k", "f", NOW_MS)), answer);
  expect(await gate.begin("p/k", "f", NOW_MS + KEEP_MS - 1)).toEqual({ kind: "replay", answer });
  expect(await gate.begin("p/k", "other", NOW_MS + 1)).toEqual({ kind: "reused" });
  expect((await gate.begin("p/k", "f", NOW_MS + KEEP_MS)).kind).toBe("proceed");
});

test("a lease ends by itself, and its former holder can neither store an answer nor end the new holder's lease", async () => {
  const gate = gateOf(open("leases"));
  const lost = leaseOf(await gate.begin("p/k", "f", NOW_MS));
  expect((await gate.begin("p/k", "f", NOW_MS + LEASE_MS - 1)).kind).toBe("in_use");
  const held = leaseOf(await gate.begin("p/k", "f", NOW_MS + LEASE_MS));
  await gate.complete("p/k", lost, answer);
  await gate.release("p/k", lost);
  expect((await gate.begin("p/k", "f", NOW_MS + LEASE_MS + 1)).kind).toBe("in_use");
  await gate.release("p/k", held);
  expect((await gate.begin("p/k", "f", NOW_MS + LEASE_MS + 1)).kind).toBe("proceed");
});

test("an evicted gate has forgotten everything, and admits every request to the key's row", async () => {
  const stub = open("memory");
  const gate = gateOf(stub);
  await gate.complete("p/k", leaseOf(await gate.begin("p/k", "f", NOW_MS)), answer);
  await gate.begin("p/running", "f", NOW_MS);
  await evictDurableObject(stub);
  const moved = gateOf(open("memory"));
  expect((await moved.begin("p/k", "other", NOW_MS)).kind).toBe("proceed");
  expect((await moved.begin("p/running", "f", NOW_MS)).kind).toBe("proceed");
});
