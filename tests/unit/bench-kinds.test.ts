// What the benchmark says of its kinds of requests, without what it measures: the requests themselves, the ratios of one run, and the bytes of rows.
import { growthOf } from "@ledge/verification/bench/bytes";
import { overEmpty } from "@ledge/verification/bench/crossings";
import type { Load } from "@ledge/verification/bench/end-to-end-load";
import { type Requests, requestSource } from "@ledge/verification/bench/end-to-end-requests";
import type { RequestKind } from "@ledge/verification/bench/kinds";
import { withRatios } from "@ledge/verification/bench/ratios";
import { describe, expect, test } from "vitest";

const accounts = ["acct_a", "acct_b", "acct_c"];
const connection = (kind: RequestKind): Requests => {
  const target = { host: "127.0.0.1", port: 1, token: "t", accounts, originals: ["trf_1", "trf_2"] };
  const load: Load = { ...target, kind, connections: 1, warmUpMs: 0, measureMs: 0 };
  return requestSource(load)();
};

const answered = (id: string): Buffer => Buffer.from(`HTTP/1.1 201 Created\r\n\r\n{"id":"${id}","status":"open"}`);

function read({ bytes, expects }: ReturnType<Requests>): {
  line: string;
  key: string | null;
  body: Record<string, unknown>;
  expects: number;
} {
  const [head = "", text = ""] = bytes.toString().split("\r\n\r\n");
  expect(Number(/Content-Length: (\d+)/.exec(head)?.[1] ?? 0)).toBe(Buffer.byteLength(text));
  const key = /Idempotency-Key: (\S+)/.exec(head)?.[1] ?? null;
  return { line: head.split(" HTTP")[0] as string, key, body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>), expects };
}

describe("the requests of a kind", () => {
  test("a hold is placed, captured in part and released by its own id, a request each, and then the next one", () => {
    const next = connection("hold");
    const requests = [next(null), next(answered("hold_01")), next(answered("hold_01")), next(answered("x")), next(answered("hold_02"))].map(
      read,
    );
    expect(requests.map(({ line, expects }) => [line, expects])).toEqual([
      ["POST /v1/holds", 201],
      ["POST /v1/holds/hold_01/capture", 200],
      ["POST /v1/holds/hold_01/release", 200],
      ["POST /v1/holds", 201],
      ["POST /v1/holds/hold_02/capture", 200],
    ]);
    expect(requests[1]?.body).toEqual({ amount: "1", final: false });
    expect(Number(requests[0]?.body["amount"])).toBeGreaterThan(1);
  });

  test("reversals go through the originals in turn, and never reverse one in full", () => {
    const next = connection("reversal");
    const requests = [next(null), next(null), next(null)].map(read);
    expect(requests.map(({ line }) => line)).toEqual(["trf_1", "trf_2", "trf_1"].map((id) => `POST /v1/transfers/${id}/reversals`));
    for (const { body } of requests) expect(body).toEqual({ amount: "1" });
  });

  test("a transaction has four legs that balance", () => {
    const { line, body } = read(connection("transaction")(null));
    const entries = body["entries"] as { direction: string; amount: string }[];
    const sum = (side: string) =>
      entries.filter(({ direction }) => direction === side).reduce((total, { amount }) => total + Number(amount), 0);
    expect([line, entries.length, sum("debit")]).toEqual(["POST /v1/transactions", 4, sum("credit")]);
  });

  test.each(["transfer", "batch", "hold", "reversal", "transaction"] as const)("every %s has a key of its own", (kind) => {
    const next = connection(kind);
    const keys = [next(null), next(answered("hold_01")), next(answered("hold_01"))].map((request) => read(request).key);
    expect(new Set(keys).size).toBe(3);
    expect(keys).not.toContain(null);
  });

  test("a crossing is asked for by the same request as none, and only one that reads a body is sent one", () => {
    const shape = (kind: RequestKind): string =>
      connection(kind)(null)
        .bytes.toString()
        .replace(/(POST|Key:) \S+/g, "$1");
    expect(shape("queue-send")).toBe(shape("empty"));
    expect(read(connection("empty")(null)).body).toEqual({});
    expect(read(connection("read-body")(null)).body).toMatchObject({ currency: "EUR" });
  });
});

describe("the ratios of one run", () => {
  const side = (kind: string, connections: number, ...perSecond: number[]) => ({ kind, connections, perSecond });

  test("are of the same turns, and of as many connections", () => {
    const related = withRatios([
      side("nothing", 32, 1_000, 2_000, 4_000),
      side("transfer", 32, 500, 1_000, 2_000),
      side("transfer", 1, 1, 1, 1),
      side("hold", 32, 100, 200, 400),
    ]);
    expect(related.map(({ ofTransfer, ofNothing }) => [ofTransfer.median, ofNothing.median])).toEqual([
      [2, 1],
      [1, 0.5],
      [1, Number.NaN],
      [0.2, 0.1],
    ]);
  });

  test("of the same kind measured once more are of the first", () => {
    const [, again] = withRatios([side("transfer", 32, 100, 100), side("transfer", 32, 110, 110)]);
    expect(again?.ofTransfer.median).toBeCloseTo(1.1, 10);
  });

  test("a crossing costs what it takes over the empty Worker in the same turn", () => {
    const [empty, fetched, control] = overEmpty([
      { crossing: "empty", isControl: false, perRequestMs: [0.25, 0.5, 0.25] },
      { crossing: "service-fetch", isControl: false, perRequestMs: [0.5, 0.75, 0.375] },
      { crossing: "empty", isControl: true, perRequestMs: [0.25, 0.75, 0.25] },
    ]);
    expect([empty, fetched, control].map((one) => one?.overEmptyMs.median)).toEqual([0, 0.25, 0]);
  });
});

describe("bytes per transfer", () => {
  const size = (table: string, rows: number, indexes: number) => [table, { table, rows: String(rows), indexes: String(indexes) }] as const;

  test("are the growth of each table and its indexes, of new ones too, most first", () => {
    const before = new Map([size("ledger.entries", 1_000, 500), size("ledger.accounts", 8_192, 8_192)]);
    const after = new Map([
      size("ledger.entries", 3_000, 1_500),
      size("ledger.accounts", 8_192, 8_192),
      size("payments.transfers", 5_000, 0),
    ]);
    expect(growthOf(before, after, 10)).toEqual([
      { table: "payments.transfers", rowBytes: 500, indexBytes: 0 },
      { table: "ledger.entries", rowBytes: 200, indexBytes: 100 },
    ]);
  });
});
