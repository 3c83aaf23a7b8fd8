// Which requests are kept, and what of them; what waits in an isolate's memory; and how the kept days are read as one list. Lines come from Workers alone, and are
// read all the same as what anybody might have written.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import type { KeptRequest } from "@ledge/shared/contracts/requests";
import { encodeId, firstUuidAt, newUuid } from "@ledge/shared/ids";
import { log } from "@ledge/shared/telemetry/log";
import { afterEach, describe, expect, test, vi } from "vitest";
import { GatheredRequests, MOST_GATHERED } from "../../workers/telemetry/src/gathered-requests.ts";
import { isRead, rankOf, READS_PER_KEPT, requestToKeep } from "../../workers/telemetry/src/kept-request.ts";
import { parseLine } from "../../workers/telemetry/src/parse-line.ts";
import { dayToAsk, listKept } from "../../workers/telemetry/src/read-requests.ts";
import type { DayFilter } from "../../workers/telemetry/src/requests-of-day.ts";

afterEach(() => vi.restoreAllMocks());

const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
const DAY_MS = 86_400_000;
const DAYS = 7;
const idAt = (atMs: number): string => encodeId("request", firstUuidAt(atMs));
const newId = (): string => encodeId("request", newUuid());
const PRINCIPAL = encodeId("apiKey", newUuid());

const LINE = {
  level: "info",
  "service.name": "gateway",
  "service.version": "v1",
  operation: "createTransfer",
  request_id: idAt(NOW_MS),
  trace_id: "4bf92f3577b34da6a3ce929d0e0e4736",
  principal: PRINCIPAL,
  "http.response.status_code": 422,
  "error.type": "insufficient_funds",
  duration_ms: 12,
  hops: [{ service: "payments", operation: "createTransfer", version: "v2", duration_ms: 9, outcome: "insufficient_funds" }],
};
const keptOf = (text: string): KeptRequest | null => {
  const line = parseLine(text);
  return line === null ? null : requestToKeep(line);
};
const kept = (change: object): KeptRequest | null => keptOf(JSON.stringify({ ...LINE, ...change }));

describe("a request", () => {
  test("is kept with what its line says: ids, names and numbers", () => {
    expect(kept({})).toEqual({
      ...{ id: LINE.request_id, operation: "createTransfer", status: 422, replayed: false, code: "insufficient_funds", duration_ms: 12 },
      ...{ principal: PRINCIPAL, trace_id: LINE.trace_id, version: "v1", hops: LINE.hops },
    });
  });

  test.each([
    [{ replayed: 1 }, true],
    [{ replayed: 0 }, false],
    [{ sent: 1 }, false],
    [null, false],
    ["replayed", false],
  ])("says whether it was a replay: %j", (counts, replayed) => {
    expect(kept({ counts })).toMatchObject({ replayed });
  });

  test("is read as the log writes it, and a run of background work is none", () => {
    const written: string[] = [];
    vi.spyOn(console, "log").mockImplementation((text: string) => void written.push(text));
    const { request_id } = LINE;
    log({ level: "info", service: "gateway", operation: "createCustomer", request_id, status: 201, duration_ms: 3, hops: [] });
    log({ level: "info", service: "core", operation: "relay", duration_ms: 3 });
    expect(written.map(keptOf)).toEqual([expect.objectContaining({ operation: "createCustomer", status: 201, principal: null }), null]);
  });

  test.each([
    ["a write that was done", { operation: "createTransfer", "http.response.status_code": 201 }],
    ["a read that was refused", { operation: "getTransfer", "http.response.status_code": 404 }],
    ["a read that failed", { operation: "listTransfers", "http.response.status_code": 503 }],
    ["a path that the contract does not have", { operation: "unmatched", "http.response.status_code": 404 }],
  ])("is kept always if it is %s", (_what, change) => {
    for (let turn = 0; turn < 300; turn += 1) expect(kept({ ...change, request_id: newId() })).not.toBeNull();
  });

  test("that read and was answered is kept if it is of the sample, on which all who read its id agree", () => {
    const ids = Array.from({ length: READS_PER_KEPT * 100 }, newId);
    const sample = () =>
      ids.filter((request_id) => kept({ request_id, operation: "getTransfer", "http.response.status_code": 200 }) !== null);
    expect(sample()).toEqual(sample());
    expect(sample().length).toBeGreaterThan(50);
    expect(sample().length).toBeLessThan(200);
  });

  test("is a read by its operation's name where the contract says so, and nowhere else", () => {
    const methods = Object.values(
      contract.paths as Record<string, Record<string, { operationId: string; "x-ledge-reads"?: boolean }>>,
    ).flatMap((path) =>
      Object.entries(path).map(
        ([method, { operationId, "x-ledge-reads": reads }]) => [operationId, method === "get" || reads === true] as const,
      ),
    );
    expect(methods.map(([operationId]) => [operationId, isRead(operationId)])).toEqual(methods);
    expect(methods.length).toBeGreaterThan(50);
  });

  test.each([
    ["no JSON", "x"],
    ["cut short", '{"http.response.status_code"'],
    ["a list", '["http.response.status_code"]'],
    ["without an id", JSON.stringify({ ...LINE, request_id: undefined })],
    ["whose id is another's", JSON.stringify({ ...LINE, request_id: "trf_01jd2m8xk7e9vbt3q5w6y8z0ac" })],
    ["whose operation is no name", JSON.stringify({ ...LINE, operation: "Ada Lovelace" })],
    ["whose status is a text", JSON.stringify({ ...LINE, "http.response.status_code": "422" })],
    ["whose duration is negative", JSON.stringify({ ...LINE, duration_ms: -1 })],
  ])("is none that is kept if its line is %s", (_what, text) => {
    expect(keptOf(text)).toBeNull();
  });

  test("is kept without what is no name and no id", () => {
    const hop = { ...LINE.hops[0], outcome: "Ada Lovelace" };
    const change = { principal: "ada@example.com", trace_id: "DE02", "service.version": "a b", "error.type": "Ada L", hops: [hop] };
    expect(kept({ ...change, path: "/Ada", body: "Ada" })).toEqual({
      ...{ id: LINE.request_id, operation: "createTransfer", status: 422, replayed: false, code: null, duration_ms: 12 },
      ...{ principal: null, trace_id: null, version: null, hops: [] },
    });
  });
});

describe("when there are too many", () => {
  const ranks = (status: number, operation: string, principal: string | null): number => rankOf({ status, operation, principal });

  test("reads go before refusals of nobody, these before refusals of a key, and failures and writes last", () => {
    const order = [
      ranks(200, "getTransfer", "k"),
      ranks(401, "createTransfer", null),
      ranks(422, "createTransfer", "k"),
      ranks(201, "createTransfer", "k"),
    ];
    expect(order.toSorted()).toEqual(order);
    expect(new Set(order).size).toBe(4);
    // A key that comes too often makes nothing of others go.
    expect(ranks(429, "createTransfer", "k")).toBe(ranks(401, "createTransfer", null));
    expect(ranks(503, "getTransfer", null)).toBe(ranks(201, "createTransfer", "k"));
  });
});

const request = (change: Partial<KeptRequest> = {}): KeptRequest => ({
  ...{
    id: newId(),
    operation: "createTransfer",
    status: 201,
    replayed: false,
    code: null,
    duration_ms: 1,
    principal: "k",
    trace_id: null,
    version: null,
    hops: [],
  },
  ...change,
});

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
    await gathered.send(async (_day, requests) => (ids.push(...requests.map(({ id }) => id)), 7), DAYS, Date.now());
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

describe("the kept days", () => {
  const NO_FILTER = { operation: null, status: null, code: null, principal: null, minDurationMs: null, fromMs: null, toMs: null };
  /** Three requests of each of the last nine days, at 01:00, 02:00 and 03:00, newest first. */
  const all = Array.from({ length: 9 }, (_, back) =>
    [3, 2, 1].map((hour) => idAt(Date.parse("2026-11-22T00:00:00Z") - back * DAY_MS + hour * 3_600_000)),
  ).flat();
  const ask =
    (mostRead: number, asked: string[] = []) =>
    async (day: string, { from, before }: DayFilter, limit: number) => {
      asked.push(day);
      const within = all.filter((id) => id >= from && id < before);
      const data = within.slice(0, Math.min(limit, mostRead)).map((id) => request({ id }));
      return { data, readTo: within.length > mostRead ? (within[mostRead - 1] as string) : null };
    };
  const idsOf = (page: { readonly data: readonly KeptRequest[] }): string[] => page.data.map(({ id }) => id);
  const time = { nowMs: NOW_MS, days: DAYS };

  test("are one list, newest first: page after page gives each request once, and none of a day that is kept no more", async () => {
    for (const mostRead of [1, 2, 100]) {
      for (const limit of [1, 2, 4, 21, 100]) {
        const found: string[] = [];
        for (let before: string | null = null, pages = 0; pages < 100; pages += 1) {
          const page = await listKept(ask(mostRead), NO_FILTER, before, limit, time);
          found.push(...idsOf(page));
          if ((before = page.next) === null) break;
        }
        expect(found, `${mostRead} ${limit}`).toEqual(all.slice(0, 3 * DAYS));
      }
    }
  });

  test("outside of a range are not asked, and a range is exact", async () => {
    const asked: string[] = [];
    const [fromMs, toMs] = [Date.parse("2026-11-20T02:00:00Z"), Date.parse("2026-11-21T02:00:00Z")];
    const page = await listKept(ask(100, asked), { ...NO_FILTER, fromMs, toMs }, null, 100, time);
    expect(asked).toEqual(["2026-11-21", "2026-11-20"]);
    expect(idsOf(page)).toEqual([idAt(Date.parse("2026-11-21T01:00:00Z")), idAt(Date.parse("2026-11-20T03:00:00Z")), idAt(fromMs)]);
  });

  test.each(["", "ada", "trf_01jd2m8xk7e9vbt3q5w6y8z0ac", "req_81jd2m8xk7e9vbt3q5w6y8z0ac"])(
    "have nothing of what is no id of a request: %j",
    (id) => {
      expect(dayToAsk(id, NOW_MS, DAYS)).toBeNull();
    },
  );

  test("are found by the time in an id, and a day that is kept no more is never opened", () => {
    expect(dayToAsk(idAt(NOW_MS - DAY_MS), NOW_MS, DAYS)).toBe("2026-11-21");
    expect([
      dayToAsk(idAt(NOW_MS - DAYS * DAY_MS), NOW_MS, DAYS),
      dayToAsk(idAt(NOW_MS + DAY_MS), NOW_MS, DAYS),
      dayToAsk(idAt(0), NOW_MS, DAYS),
    ]).toEqual([null, null, null]);
  });
});
