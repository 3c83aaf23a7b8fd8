// The gateway's side of the idempotency gate, with a gate of memory: who is forwarded, what is kept, and that a gate which fails
// is passed by, because Postgres holds the truth (law 11).
import { outcomeHeader } from "@ledge/shared/context";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type GatedRequest, throughGate } from "../../workers/gateway/src/idempotency.ts";

type Admission = { kind: "proceed"; lease: string } | { kind: "in_use" } | { kind: "reused" } | { kind: "replay"; answer: Answer };
interface Answer {
  status: number;
  headers: [string, string][];
  body: string;
}

const PRINCIPAL = { id: "0192a3b4-0000-7000-8000-000000000001", scopes: [], customerId: null };
const request: GatedRequest = { principal: PRINCIPAL, key: "k".repeat(16), fingerprint: "f".repeat(64), requestId: "req_1" };

class FakeGate {
  readonly calls: string[] = [];
  readonly ids: string[] = [];
  kept: Answer | null = null;
  admission: Admission = { kind: "proceed", lease: "lease-1" };
  failing: "begin" | "complete" | "release" | null = null;
  async begin(id: string): Promise<Admission> {
    this.#called("begin", id);
    return this.admission;
  }
  async complete(id: string, _lease: string, answer: Answer): Promise<void> {
    this.#called("complete", id);
    this.kept = answer;
  }
  async release(id: string): Promise<void> {
    this.#called("release", id);
  }
  #called(name: "begin" | "complete" | "release", id: string): void {
    this.calls.push(name);
    this.ids.push(id);
    if (this.failing === name) throw new Error("the gate is gone");
  }
}

let gate: FakeGate;
const run = (forward: () => Promise<Response>, gated = request) =>
  throughGate({ GATES: { idFromName: (name: string) => name, get: () => gate } } as never, gated, 0, forward);
const answer = (status: number, headers: Record<string, string> = {}) => vi.fn(async () => new Response('{"a":1}', { status, headers }));
const RECORDED = { [outcomeHeader]: "recorded", "Content-Type": "application/json", ETag: '"3"', "Cache-Control": "no-store" };

beforeEach(() => {
  gate = new FakeGate();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

describe("the idempotency gate", () => {
  test("a recorded answer is kept and a replay repeats its status, headers and bytes", async () => {
    const first = await run(answer(201, { ...RECORDED, "Set-Cookie": "a=b" }));
    expect(await first.text()).toBe('{"a":1}');
    expect(gate.calls).toEqual(["begin", "complete"]);
    expect(JSON.stringify(gate.kept)).not.toContain("a=b");
    gate.admission = { kind: "replay", answer: gate.kept as Answer };
    const forward = answer(500);
    const again = await run(forward);
    expect(forward).not.toHaveBeenCalled();
    expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([201, '{"a":1}', '"3"']);
    expect([again.headers.get("Idempotent-Replayed"), again.headers.get("Content-Type")]).toEqual(["true", "application/json"]);
  });

  test("a recorded refusal is kept like a success (law 16)", async () => {
    await run(answer(422, { ...RECORDED, "Content-Type": "application/problem+json" }));
    expect(gate.kept?.status).toBe(422);
  });

  test.each<[string, number, Record<string, string>]>([
    ["a validation fault", 400, {}],
    ["an unknown outcome", 503, {}],
    ["an answer with a secret", 201, { [outcomeHeader]: "sealed" }],
    ["an outcome that is not said", 201, {}],
    ["an outcome in another word", 201, { [outcomeHeader]: "Recorded" }],
  ])("%s is not kept, and the key is free again", async (_name, status, headers) => {
    const response = await run(answer(status, headers));
    expect(response.status).toBe(status);
    expect(gate.calls).toEqual(["begin", "release"]);
  });

  test("an answer that is too large to keep still reaches the client", async () => {
    const body = "x".repeat(262_145);
    const response = await run(async () => new Response(body, { headers: RECORDED }));
    expect(await response.text()).toBe(body);
    expect(gate.calls).toEqual(["begin", "release"]);
  });

  test.each<[Admission["kind"], number]>([
    ["in_use", 409],
    ["reused", 422],
  ])("%s is answered with %i and nothing runs", async (kind, status) => {
    gate.admission = { kind } as Admission;
    const forward = answer(201);
    const response = await run(forward);
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ code: `idempotency_key_${kind}`, request_id: "req_1" });
    expect(response.headers.get("Retry-After")).toBe(kind === "in_use" ? "1" : null);
    expect(forward).not.toHaveBeenCalled();
  });

  test.each(["begin", "complete", "release"] as const)("a gate that fails to %s costs nothing but its help", async (name) => {
    gate.failing = name;
    const forward = answer(201, name === "release" ? {} : RECORDED);
    expect((await run(forward)).status).toBe(201);
    expect(forward).toHaveBeenCalledTimes(1);
  });

  test("a forwarding that throws frees the key and is told as it is", async () => {
    await expect(run(async () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
    expect(gate.calls).toEqual(["begin", "release"]);
  });

  test("another principal's key is another key (law 14)", async () => {
    await run(answer(400));
    await run(answer(400), { ...request, principal: { ...PRINCIPAL, id: "0192a3b4-0000-7000-8000-000000000002" } });
    expect(new Set(gate.ids).size).toBe(2);
  });
});
