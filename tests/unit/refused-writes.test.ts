// The gateway's reports of refused writes: which are reported, how many of one principal, and that none is lost because the log cannot be reached.
import type { RefusedWrite } from "@ledge/shared/contracts/audit";
import { describe, expect, test } from "vitest";
import { MOST_KEPT, type Refusable, RefusedWrites, REPORTS_PER_WINDOW } from "../../workers/gateway/src/refused-writes.ts";

const NOW_MS = 1_800_000_000_000;
const byPrincipal = (id: string, requestId = "req_1"): Refusable => ({
  requestId,
  traceId: "0".repeat(32),
  principal: { id, keyId: id, scopes: [], customerId: "customer" },
  idempotency: { key: "a-key", fingerprint: "f".repeat(64) },
});
const atOnce = (): Promise<void> => Promise.resolve();

async function sentBy(writes: RefusedWrites): Promise<readonly RefusedWrite[]> {
  const sent: RefusedWrite[] = [];
  await writes.send((some) => Promise.resolve(void sent.push(...some)), atOnce);
  return sent;
}

describe("a refused write", () => {
  test("is reported with who, what, to what, why and the digest of its key, and never with the key", async () => {
    const writes = new RefusedWrites();
    expect(writes.note("not_found", "captureHold", "hold_1", byPrincipal("p"), NOW_MS)).toBe(true);
    const sent = await sentBy(writes);
    expect(sent).toEqual([
      {
        requestId: "req_1",
        traceId: "0".repeat(32),
        principal: "p",
        customer: "customer",
        operation: "captureHold",
        target: "hold_1",
        outcome: "not_found",
        fingerprint: "f".repeat(64),
        keyDigest: "2a8a1240f50636655520ac8ed22aa29473b8517b4abfdbc3bc03bcad73fc8849",
        at: new Date(NOW_MS).toISOString(),
      },
    ]);
    expect(JSON.stringify(sent)).not.toContain("a-key");
  });

  test.each(["insufficient_funds", "validation_failed", "unauthenticated", "rate_limited", "service_unavailable"] as const)(
    "by %s is not: its key's row is its record, or it is no decision",
    async (code) => {
      const writes = new RefusedWrites();
      expect(writes.note(code, "captureHold", null, byPrincipal("p"), NOW_MS)).toBe(false);
      expect(await sentBy(writes)).toEqual([]);
    },
  );
});

describe("reports", () => {
  test("of one time go together, and the first of them alone asks to be sent", async () => {
    const writes = new RefusedWrites();
    expect(["1", "2", "3"].map((id) => writes.note("forbidden", "openAccount", null, byPrincipal("p", id), NOW_MS))).toEqual([
      true,
      false,
      false,
    ]);
    expect((await sentBy(writes)).map(({ requestId }) => requestId)).toEqual(["1", "2", "3"]);
    expect(writes.note("forbidden", "openAccount", null, byPrincipal("p", "4"), NOW_MS)).toBe(true);
  });

  test("are sent by a later one, when the runtime has ended who was to send them", async () => {
    const writes = new RefusedWrites();
    const asked = (atMs: number) => writes.note("forbidden", "openAccount", null, byPrincipal(`p${atMs}`), NOW_MS + atMs);
    expect([asked(0), asked(9_999), asked(10_000), asked(10_001)]).toEqual([true, false, true, false]);
    expect(await sentBy(writes)).toHaveLength(4);
  });

  test("of one principal are limited, those of another are not", async () => {
    const writes = new RefusedWrites();
    for (let times = 0; times < 2 * REPORTS_PER_WINDOW; times += 1)
      writes.note("forbidden", "openAccount", null, byPrincipal("flood"), NOW_MS);
    writes.note("forbidden", "openAccount", null, byPrincipal("other"), NOW_MS);
    const sent = await sentBy(writes);
    expect(sent.filter(({ principal }) => principal === "flood")).toHaveLength(REPORTS_PER_WINDOW);
    expect(sent.filter(({ principal }) => principal === "other")).toHaveLength(1);
    writes.note("forbidden", "openAccount", null, byPrincipal("flood"), NOW_MS + 10_000);
    expect(await sentBy(writes)).toHaveLength(1);
  });

  test("that cannot be sent are sent with the next one, in their order, and no more are kept than a bound", async () => {
    const writes = new RefusedWrites();
    writes.note("forbidden", "openAccount", null, byPrincipal("p", "first"), NOW_MS);
    await writes.send(() => Promise.reject(new Error("down")), atOnce);
    writes.note("forbidden", "openAccount", null, byPrincipal("p", "second"), NOW_MS);
    expect((await sentBy(writes)).map(({ requestId }) => requestId)).toEqual(["first", "second"]);
    for (let id = 0; id < 2 * MOST_KEPT; id += 1) writes.note("forbidden", "openAccount", null, byPrincipal(`p${id}`), NOW_MS);
    expect(await sentBy(writes)).toHaveLength(MOST_KEPT);
  });
});
