// A write's path through its gate, with an in-memory gate: what is forwarded and what is stored; and a gateway that bypasses a failing gate, because
// Postgres holds the truth (law 11).
import type { Answer } from "../../workers/kit/src/answer.ts";
import { readCall } from "../../workers/kit/src/call.ts";
import type { ServedRequest } from "../../workers/kit/src/served-request.ts";
import { outcomeHeader, type WriteCall } from "@ledge/shared/context";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { throughGate } from "../../workers/gateway/src/idempotency/through-gate.ts";
import { appOf } from "../../workers/gateway/src/apps.ts";
import { type Forwarded, VERSION_OVERRIDES } from "../../workers/gateway/src/forward.ts";
import { stamp } from "../../workers/gateway/src/headers.ts";
import { gateIdOf } from "../../workers/gateway/src/idempotency/gate-id.ts";
import { type Admission, type GateAnswer, type Gate, pass } from "../../workers/gateway/src/idempotency/pass.ts";
import { unconditional } from "../support/unconditional.ts";

const principal = {
  id: "0192a3b4-0000-7000-8000-000000000001",
  keyId: "0192a3b4-0000-7000-8000-000000000001",
  scopes: ["operator" as const],
  customerId: null,
};
const idempotency = { key: "k".repeat(16), fingerprint: "f".repeat(64) };
const write: Forwarded<WriteCall> = {
  service: "payments",
  method: "POST",
  request: {
    operationId: "createTransfer",
    pathname: "/v1/transfers",
    search: "?a=1",
    call: { requestId: "req_1", traceId: "", principal, idempotency, backdatingDays: null, precondition: unconditional },
    accept: null,
    lastEventId: null,
    versionOverrides: null,
    body: new TextEncoder().encode("{}"),
  },
  mayStream: false,
};

class FakeGate implements Gate {
  readonly calls: string[] = [];
  kept: GateAnswer | null = null;
  admission: Admission = { kind: "proceed", lease: "lease-1" };
  begin(): Admission {
    this.calls.push("begin");
    return this.admission;
  }
  complete(_id: string, _lease: string, answer: GateAnswer): void {
    this.calls.push("complete");
    this.kept = answer;
  }
  release(): void {
    this.calls.push("release");
  }
}

let gate: FakeGate;
const passed = (forward: () => Promise<Answer>) => pass(gate, gateIdOf(write.request.call), idempotency.fingerprint, 0, forward);
/** The client's answer, through the gateway's side of the gate and, over a simulated wire, the gate itself. */
async function run(forward: () => Promise<Answer>): Promise<Response> {
  const stub = { pass: async () => structuredClone(await passed(forward)) };
  const answered = await throughGate(
    { OBJECTS_JURISDICTION: "", GATES: { idFromName: (name: string) => name, get: () => stub } } as never,
    write,
  );
  return stamp(answered, appOf("api.ledge.test", "/"), "req_1", "POST");
}
const answer = (status: number, headers: Record<string, string> = {}) => vi.fn(async () => ({ status, headers, body: '{"a":1}' }));
const RECORDED = {
  [outcomeHeader]: "recorded",
  "Content-Type": "application/json",
  ETag: '"3"',
  "Cache-Control": "no-store",
  Location: "/v1/transfers/trf_1",
};

beforeEach(() => {
  gate = new FakeGate();
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

describe("the idempotency gate", () => {
  test("a recorded answer is stored, and a replay repeats its status, headers and bytes", async () => {
    const first = await run(answer(201, { ...RECORDED, "Set-Cookie": "a=b" }));
    expect(await first.text()).toBe('{"a":1}');
    expect(gate.calls).toEqual(["begin", "complete"]);
    expect(JSON.stringify(gate.kept)).not.toContain("a=b");
    gate.admission = { kind: "replay", answer: gate.kept as GateAnswer };
    const forward = answer(500);
    const again = await run(forward);
    expect(forward).not.toHaveBeenCalled();
    expect([again.status, await again.text(), again.headers.get("ETag")]).toEqual([201, '{"a":1}', '"3"']);
    expect(again.headers.get("Location")).toBe("/v1/transfers/trf_1");
    expect([again.headers.get("Idempotent-Replayed"), again.headers.get("Content-Type")]).toEqual(["true", "application/json"]);
  });

  test("a recorded refusal is stored like a success (law 16)", async () => {
    await run(answer(422, { ...RECORDED, "Content-Type": "application/problem+json" }));
    expect(gate.kept?.status).toBe(422);
  });

  test.each<[string, number, Record<string, string>]>([
    ["a validation fault", 400, {}],
    ["an unknown outcome", 503, {}],
    ["an unknown outcome that an application calls recorded", 503, RECORDED],
    ["an answer with a secret", 201, { [outcomeHeader]: "sealed" }],
    ["an undeclared outcome", 201, {}],
    ["an unknown kind of outcome", 201, { [outcomeHeader]: "Recorded" }],
  ])("%s is not stored, and the key is free again", async (_name, status, headers) => {
    const response = await run(answer(status, headers));
    expect(response.status).toBe(status);
    expect(gate.calls).toEqual(["begin", "release"]);
  });

  test("an answer that is too large to store still reaches the client", async () => {
    const body = "x".repeat(16_385);
    const response = await run(async () => ({ status: 200, headers: RECORDED, body }));
    expect(await response.text()).toBe(body);
    expect(gate.calls).toEqual(["begin", "release"]);
  });

  test("the headers that an application may set reach the client whether the answer is stored or not, and the others are removed", async () => {
    const response = await run(answer(503, { "Retry-After": "1", "Set-Cookie": "a=b", [outcomeHeader]: "recorded" }));
    expect([response.headers.get("Retry-After"), response.headers.get("Set-Cookie"), response.headers.get(outcomeHeader)]).toEqual([
      "1",
      null,
      null,
    ]);
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

  test("a forwarding that throws frees the key", async () => {
    await expect(passed(async () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
    expect(gate.calls).toEqual(["begin", "release"]);
  });

  const json = { "Content-Type": "application/json" };

  test("a failing gate is bypassed: the same request goes to the application without it", async () => {
    const sent: ServedRequest[] = [];
    const PAYMENTS = { serve: async (request: ServedRequest) => (sent.push(request), { status: 201, headers: json, body: "{}" }) };
    const GATES = { idFromName: () => null, get: () => ({ pass: async () => Promise.reject(new Error("the gate is gone")) }) };
    expect((await throughGate({ OBJECTS_JURISDICTION: "", GATES, PAYMENTS } as never, write)).status).toBe(201);
    expect(sent).toEqual([write.request]);
  });

  test("a request that selects versions of Workers is sent by HTTP, which alone can, with all that the application may read", async () => {
    const sent: Request[] = [];
    const PAYMENTS = {
      fetch: async (request: Request) => (sent.push(request), new Response("{}", { status: 201, headers: { ...json, ETag: '"1"' } })),
    };
    const GATES = { idFromName: () => null, get: () => ({ pass: async () => Promise.reject(new Error("the gate is gone")) }) };
    const selecting = { ...write, request: { ...write.request, accept: "application/json", versionOverrides: 'ledge-payments="1"' } };
    const answered = await throughGate({ OBJECTS_JURISDICTION: "", GATES, PAYMENTS } as never, selecting);
    expect([answered.status, answered.headers]).toEqual([201, { ...json, ETag: '"1"' }]);
    expect(sent.map(({ method, url }) => [method, url])).toEqual([["POST", "https://application.internal/v1/transfers?a=1"]]);
    const [{ headers }] = sent as [Request];
    expect([headers.get(VERSION_OVERRIDES), headers.get("Accept"), headers.get("Last-Event-ID")]).toEqual([
      'ledge-payments="1"',
      "application/json",
      null,
    ]);
    expect([readCall(sent[0] as Request), await sent[0]?.text()]).toEqual([write.request.call, "{}"]);
  });
});
