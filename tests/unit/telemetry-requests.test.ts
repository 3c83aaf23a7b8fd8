// Which requests are kept, and what of them, and how the kept days are read as one list. Lines come from Workers alone, and are read all the same as what anybody
// might have written.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import type { KeptRequest } from "@ledge/shared/contracts/requests";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { log } from "@ledge/shared/telemetry/log";
import { afterEach, describe, expect, test, vi } from "vitest";
import { isRead, rankOf, READS_PER_KEPT, requestToKeep } from "../../workers/telemetry/src/kept-request.ts";
import { parseLine } from "../../workers/telemetry/src/parse-line.ts";
import { dayToAsk, listKept } from "../../workers/telemetry/src/read-requests.ts";
import type { DayFilter } from "../../workers/telemetry/src/requests-of-day.ts";
import { DAY_MS, DAYS, idAt, newId, NOW_MS, request } from "../support/kept-requests.ts";

afterEach(() => vi.restoreAllMocks());

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

  test("is a read by its operation's name where the contract has GET, and nowhere else", () => {
    const methods = Object.values(contract.paths as Record<string, Record<string, { operationId: string }>>).flatMap((path) =>
      Object.entries(path).map(([method, { operationId }]) => [operationId, method === "get"] as const),
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
    ["whose duration is no number of ours", JSON.stringify(LINE).replace('"duration_ms":12', '"duration_ms":1e999')],
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
