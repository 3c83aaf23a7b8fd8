// What a client sees on the wire when something ends early: an answer that cannot be finished never looks finished, and a request that never arrived
// whole, or that the runtime's HTTP parser refuses before any code of Ledge runs, has no effect.
import { randomUUID } from "node:crypto";
import { decodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { exchange } from "../support/raw-http.ts";
import { openTestBank, transferOf } from "../support/test-bank.ts";

/** More entries than a page of a statement has. */
const ENTRIES = 300;

let ledge: Ledge;
let admin: pg.Client;
let account: string;

beforeAll(async () => {
  ledge = await startLedge();
  const bank = await openTestBank(ledge);
  ({ account } = await bank.customerWith("0"));
  const transfers = Array.from({ length: ENTRIES }, () => transferOf(bank.cash, account, "1"));
  expect((await ledge.request("POST", "/v1/transfer-batches", { body: { mode: "atomic", transfers } })).status).toBe(201);
  admin = await connect(ledge.database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await ledge.close();
});

const known = (): string => `Host: ${ledge.url.host}\r\nAuthorization: Bearer ${ledge.operatorKey}\r\nConnection: close\r\n`;
const get = (path: string, fields = ""): string => `GET ${path} HTTP/1.1\r\n${known()}${fields}\r\n`;

describe("a stream", () => {
  const formats = ["application/json", "text/csv", "application/xml"];
  const statement = (accept: string) => exchange(ledge.url, get(`/v1/accounts/${account}/statement`, `Accept: ${accept}\r\n`));

  test.each(formats)("of a statement that cannot be finished is cut without its last chunk: %s", async (accept) => {
    expect(await statement(accept)).toMatchObject({ status: 200, isComplete: true });
    // An entry of the second page that the balances contradict: the first one has been sent when it is found.
    const tamper = "UPDATE ledger.entries SET amount = amount + $2 WHERE account_id = $1 AND version = $3";
    await admin.query(tamper, [decodeId("account", account), 1, ENTRIES]);
    try {
      const cut = await statement(accept);
      expect(cut).toMatchObject({ status: 200, isComplete: false });
      expect(cut.body.length).toBeGreaterThan(10_000);
      const headers = { Accept: accept, Authorization: `Bearer ${ledge.operatorKey}` };
      const reading = ledge.fetch(`/v1/accounts/${account}/statement`, { headers }).then((answer) => answer.text());
      await expect(reading).rejects.toThrow();
    } finally {
      await admin.query(tamper, [decodeId("account", account), -1, ENTRIES]);
    }
  });

  test("of events that core-service can no longer follow ends with its last chunk, so that its client comes again", async () => {
    const ended = await exchange(ledge.url, get("/v1/events", "Accept: text/event-stream\r\n"), {
      begun: () => admin.query("REVOKE SELECT ON outbox.events FROM ledge_runtime"),
    });
    await admin.query("GRANT SELECT ON outbox.events TO ledge_runtime");
    expect(ended).toMatchObject({ status: 200, isComplete: true });
  });
});

describe("a request", () => {
  const long = "x".repeat(100_000);
  const body = '{"type":"person","name":"Ada"}';
  const post = (fields: string): string =>
    `POST /v1/customers HTTP/1.1\r\n${known()}Content-Type: application/json\r\nIdempotency-Key: ${randomUUID()}\r\n${fields}\r\n\r\n`;
  const count = async (): Promise<number> =>
    (await admin.query<{ count: number }>("SELECT count(*)::int AS count FROM customers.customers")).rows[0]?.count as number;

  test("with headers of 100 kB is answered by Ledge, with or without a key", async () => {
    expect(await exchange(ledge.url, get("/v1/customers", `X-Long: ${long}\r\n`))).toMatchObject({ status: 200, isComplete: true });
    const unknown = await exchange(
      ledge.url,
      `GET /v1/customers HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${long}\r\nConnection: close\r\n\r\n`,
    );
    expect(unknown).toMatchObject({ status: 401, headers: { "content-type": "application/problem+json" } });
    expect(unknown.headers["request-id"]).toMatch(/^req_/);
  });

  const refused: Readonly<Record<string, () => string>> = {
    "a target of 100 kB": () => get(`/v1/customers?x=${long}`),
    "a head of a megabyte": () => get("/v1/customers", `X-Long: ${long.repeat(11)}\r\n`),
    "bytes that are no HTTP": () => "\x16\x03\x01\x02\x00\x01\r\n\r\n",
    "a version that there is not": () => "GET /v1/customers HTTP/9.0\r\n\r\n",
    "a method that there is not": () => `BREW /v1/customers HTTP/1.1\r\n${known()}\r\n`,
    "no Host": () => "GET /v1/customers HTTP/1.1\r\nConnection: close\r\n\r\n",
    "a field without a colon": () => get("/v1/customers", "no colon\r\n"),
    "a NUL in a field": () => get("/v1/customers", "X: a\0b\r\n"),
    "two lengths": () => `${post("Content-Length: 5\r\nContent-Length: 30")}${body}`,
    "a length that is no number": () => `${post("Content-Length: x")}${body}`,
    "a transfer coding that there is not": () => `${post("Transfer-Encoding: x")}${body}`,
    "chunks without sizes": () => `${post("Transfer-Encoding: chunked")}zz\r\n${body}\r\n0\r\n\r\n`,
    "a chunk longer than its size": () => `${post("Transfer-Encoding: chunked")}5\r\n${body}\r\n0\r\n\r\n`,
    "a body that ends before its length": () => `${post("Content-Length: 100")}${body}`,
    "chunks without the last one": () => `${post("Transfer-Encoding: chunked")}1e\r\n${body}\r\n`,
    "a head without its end": () => `GET /v1/customers HTTP/1.1\r\n${known()}`,
  };

  test.each(Object.entries(refused))("with %s is refused or not answered, and has no effect", async (_what, bytes) => {
    const before = await count();
    const { status, headers } = await exchange(ledge.url, bytes(), { ends: true });
    expect(status ?? 400).toBeGreaterThanOrEqual(400);
    expect(headers["content-type"] ?? "").not.toContain("html");
    expect(await count()).toBe(before);
  });

  test("after all of these is answered as before", async () => {
    const { status, isComplete } = await exchange(ledge.url, `${post(`Content-Length: ${body.length}`)}${body}`);
    expect([status, isComplete]).toEqual([201, true]);
  });
});
