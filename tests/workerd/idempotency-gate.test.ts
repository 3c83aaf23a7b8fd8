// The gate from within the runtime: one of many twins gets in, a lease that was lost keeps nothing, answers are saved together, the
// alarm purges.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { expect, test } from "vitest";
import type { Admission } from "../../workers/gateway/src/idempotency-gate.ts";

interface Gate {
  begin(id: string, fingerprint: string, nowMs: number): Promise<Admission>;
  complete(id: string, lease: string, answer: object): Promise<void>;
  release(id: string, lease: string): Promise<void>;
  save(): Promise<void>;
}

// Not imported as values: the module under test runs in the Durable Object's isolate, this file in the runner's.
const LEASE_MS = 30_000;
const KEEP_MS = 86_400_000;
const NOW_MS = 1_790_000_000_000;
const answer = { status: 201, headers: [], body: "{}" };

const namespace = (env as unknown as { GATES: DurableObjectNamespace }).GATES;
const open = (name: string) => namespace.get(namespace.idFromName(name));
const gateOf = (stub: DurableObjectStub) => stub as unknown as Gate;

async function rowsOf(stub: DurableObjectStub): Promise<number> {
  return await runInDurableObject(stub, (_gate: unknown, state: DurableObjectState) =>
    Number(state.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM answers").one().n),
  );
}

const leaseOf = (admission: Admission): string => {
  if (admission.kind !== "proceed") throw new Error(`not admitted: ${admission.kind}`);
  return admission.lease;
};

test("of fifty twins at one instant, one gets in and the others are told that the key is in use", async () => {
  const gate = gateOf(open("twins"));
  const admissions = await Promise.all(Array.from({ length: 50 }, () => gate.begin("p/k", "f", NOW_MS)));
  expect(admissions.filter((admission) => admission.kind === "proceed")).toHaveLength(1);
  expect(admissions.filter((admission) => admission.kind === "in_use")).toHaveLength(49);
});

test("an answer is replayed to the same request and refused to another, until its day is over", async () => {
  const gate = gateOf(open("answers"));
  await gate.complete("p/k", leaseOf(await gate.begin("p/k", "f", NOW_MS)), answer);
  expect(await gate.begin("p/k", "f", NOW_MS + KEEP_MS - 1)).toEqual({ kind: "replay", answer });
  expect(await gate.begin("p/k", "other", NOW_MS + 1)).toEqual({ kind: "reused" });
  expect((await gate.begin("p/k", "f", NOW_MS + KEEP_MS)).kind).toBe("proceed");
});

test("a lease ends by itself, and who lost it can neither store an answer nor end the new holder's lease", async () => {
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

test("answers are saved together, and outlive the gate's memory; leases do not", async () => {
  const stub = open("memory");
  const gate = gateOf(stub);
  for (const key of ["p/1", "p/2"]) await gate.complete(key, leaseOf(await gate.begin(key, "f", NOW_MS)), answer);
  await gate.begin("p/running", "f", NOW_MS);
  expect(await rowsOf(stub)).toBe(0);
  expect((await gate.begin("p/1", "f", NOW_MS)).kind).toBe("replay");
  await gate.save();
  expect(await rowsOf(stub)).toBe(2);
  await evictDurableObject(stub);
  expect(await gateOf(open("memory")).begin("p/1", "f", NOW_MS)).toEqual({ kind: "replay", answer });
  expect(await gateOf(open("memory")).begin("p/2", "other", NOW_MS)).toEqual({ kind: "reused" });
  expect((await gateOf(open("memory")).begin("p/running", "f", NOW_MS)).kind).toBe("proceed");
});

test("answers are saved by themselves: those of many small ones soon, one that is too large to gather at once", async () => {
  const [small, large] = [open("small"), open("large")];
  await gateOf(small).complete("p/k", leaseOf(await gateOf(small).begin("p/k", "f", NOW_MS)), answer);
  const body = "x".repeat(600 * 1_024);
  await gateOf(large).complete("p/k", leaseOf(await gateOf(large).begin("p/k", "f", NOW_MS)), { ...answer, body });
  expect([await rowsOf(small), await rowsOf(large)]).toEqual([0, 1]);
  await expect.poll(() => rowsOf(small), { timeout: 5_000 }).toBe(1);
});

test("the alarm purges what has expired, keeps what has not, and comes again only while something is kept", async () => {
  const stub = open("purge");
  const gate = gateOf(stub);
  const now = Date.now();
  await gate.complete("p/old", leaseOf(await gate.begin("p/old", "f", now - KEEP_MS - 1)), answer);
  await gate.complete("p/new", leaseOf(await gate.begin("p/new", "f", now)), answer);
  await gate.save();
  expect(await rowsOf(stub)).toBe(2);
  expect(await runDurableObjectAlarm(stub)).toBe(true);
  expect(await rowsOf(stub)).toBe(1);
  await runInDurableObject(stub, (_gate: unknown, state: DurableObjectState) => {
    state.storage.sql.exec("UPDATE answers SET expires_at_ms = 0");
  });
  expect(await runDurableObjectAlarm(stub)).toBe(true);
  expect(await rowsOf(stub)).toBe(0);
  expect(await runDurableObjectAlarm(stub)).toBe(false);
});
