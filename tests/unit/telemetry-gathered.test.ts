// What waits in an isolate's memory for the objects of the days: bounded, handed over once, and by its worth.
import type { KeptRequest } from "@ledge/shared/contracts/requests";
import { newUuid } from "@ledge/shared/ids";
import { describe, expect, test } from "vitest";
import { GatheredRequests, MOST_GATHERED } from "../../workers/telemetry/src/gathered-requests.ts";
import { DAY_MS, DAYS, idAt, NOW_MS, request } from "../support/kept-requests.ts";

describe("what waits in memory", () => {
  test("is handed over by day, once", async () => {
    const gathered = new GatheredRequests();
    const [today, yesterday] = [request({ id: idAt(NOW_MS) }), request({ id: idAt(NOW_MS - DAY_MS) })];
    gathered.take([today, yesterday]);
    const kept: [string, readonly KeptRequest[]][] = [];
    const keep = async (day: string, requests: readonly KeptRequest[]): Promise<number> => (kept.push([day, requests]), 0);
    for (let turn = 0; turn < 2; turn += 1) await gathered.send(keep, DAYS, NOW_MS);
    expect(kept).toEqual([
      ["2026-11-22", [today]],
      ["2026-11-21", [yesterday]],
    ]);
  });

  test("is handed over in pieces that an object takes as one text, and what of it was kept is not handed over again", async () => {
    const gathered = new GatheredRequests();
    // As long as a request with many hops is.
    const hop = { service: "payments", operation: "createTransfer", version: newUuid(), duration_ms: 1.25, outcome: "insufficient_funds" };
    gathered.take(Array.from({ length: MOST_GATHERED }, () => request({ hops: Array.from({ length: 12 }, () => hop) })));
    const sizes: number[] = [];
    const ids: string[] = [];
    const keep = async (_day: string, requests: readonly KeptRequest[]): Promise<number> => {
      if (sizes.length === 3) throw new Error("away");
      sizes.push(JSON.stringify(requests).length);
      ids.push(...requests.map(({ id }) => id));
      return 0;
    };
    await expect(gathered.send(keep, DAYS, Date.now())).rejects.toThrow("away");
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
    await gathered.send(async (_day, requests) => (ids.push(...requests.map(({ id }) => id)), 0), DAYS, Date.now());
    expect([ids.length, new Set(ids).size]).toEqual([MOST_GATHERED, MOST_GATHERED]);
  });

  test("waits on when it could not be handed over, and is handed over by one at a time", async () => {
    const gathered = new GatheredRequests();
    const waiting = request({ id: idAt(NOW_MS) });
    gathered.take([waiting]);
    await expect(gathered.send(() => Promise.reject(new Error("away")), DAYS, NOW_MS)).rejects.toThrow("away");
    const seen: string[] = [];
    await gathered.send(
      async (_day, requests) => {
        seen.push(...requests.map(({ id }) => id));
        await gathered.send(() => Promise.reject(new Error("twice at once")), DAYS, NOW_MS + 9_999);
        return 0;
      },
      DAYS,
      NOW_MS,
    );
    expect(seen).toEqual([waiting.id]);
  });

  test("is handed over again when whoever did it was ended by the runtime", async () => {
    const gathered = new GatheredRequests();
    gathered.take([request({ id: idAt(NOW_MS) })]);
    void gathered.send(() => new Promise(() => undefined), DAYS, NOW_MS);
    let again = 0;
    await gathered.send(async () => ((again += 1), 0), DAYS, NOW_MS + 10_000);
    expect(again).toBe(1);
  });

  test("is bounded: reads go for writes, then what comes last, and all of it is counted", async () => {
    const gathered = new GatheredRequests();
    const reads = Array.from({ length: 3 }, () => request({ operation: "getTransfer", status: 200 }));
    gathered.take([...reads, ...Array.from({ length: MOST_GATHERED - 3 }, () => request())]);
    const writes = Array.from({ length: 5 }, () => request());
    gathered.take(writes);
    const ids: string[] = [];
    const left = [7];
    await gathered.send(async (_day, requests) => (ids.push(...requests.map(({ id }) => id)), left.pop() ?? 0), DAYS, Date.now());
    expect(ids.length).toBe(MOST_GATHERED);
    expect([...reads, ...writes].map(({ id }) => ids.includes(id))).toEqual([false, false, false, true, true, true, false, false]);
    // Five here, and seven that the object of the day says.
    expect([gathered.takeLeftOut(), gathered.takeLeftOut()]).toEqual([12, 0]);
  });

  test("goes by its worth, not by when it came: a read before refusals that wait longer, of each the oldest", async () => {
    const gathered = new GatheredRequests();
    const refused = Array.from({ length: MOST_GATHERED - 1 }, () => request({ status: 422 }));
    const read = request({ operation: "getTransfer", status: 200 });
    gathered.take([...refused, read]);
    const ids = new Set<string>();
    const keep = async (_day: string, requests: readonly KeptRequest[]) => (requests.forEach(({ id }) => ids.add(id)), 0);
    const writes = [request(), request()];
    gathered.take(writes);
    await gathered.send(keep, DAYS, Date.now());
    expect([...refused.slice(0, 2), read, ...writes].map(({ id }) => ids.has(id))).toEqual([false, true, false, true, true]);
    expect([ids.size, gathered.takeLeftOut()]).toEqual([MOST_GATHERED, 2]);
  });

  test("costs the next one nothing: none of those that wait is looked at", () => {
    const gathered = new GatheredRequests();
    let looks = 0;
    const watched = (): KeptRequest =>
      Object.defineProperty(request({ operation: "getTransfer" }), "status", { get: () => ((looks += 1), 200) }) as KeptRequest;
    gathered.take(Array.from({ length: MOST_GATHERED }, watched));
    looks = 0;
    gathered.take([request(), request()]);
    expect([looks, gathered.takeLeftOut()]).toEqual([0, 2]);
  });

  test.each([-DAYS, 1])("of a day that is not kept is left out and counted: %d days from now", async (daysAway) => {
    const gathered = new GatheredRequests();
    gathered.take([request({ id: idAt(NOW_MS + daysAway * DAY_MS) })]);
    await gathered.send(() => Promise.reject(new Error("an object of another day")), DAYS, NOW_MS);
    expect(gathered.takeLeftOut()).toBe(1);
  });
});
