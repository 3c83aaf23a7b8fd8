// Content codings of requests (RFC 9110, sections 8.4 and 15.5.16), and the choice of a media type by Accept (section 12.5.1) where there are
// several.
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { openStream } from "../support/feed.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;
let account: string;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  account = (await bank.customerWith("100")).account;
});
afterAll(async () => await ledge.close());

const bytes = (buffer: Buffer): Uint8Array => new Uint8Array(buffer);

describe("a body", () => {
  const posted = async (): Promise<string> => (await bank.balance(account)).posted;
  const transfer = () => JSON.stringify(transferOf(bank.cash, account, "1"));

  test.each<[string, (json: string) => string | Uint8Array]>([
    ["gzip", (json) => bytes(gzipSync(json))],
    ["GZip", (json) => bytes(gzipSync(json))],
    ["x-gzip", (json) => bytes(gzipSync(json))],
    ["br", (json) => bytes(brotliCompressSync(json))],
    ["deflate", (json) => bytes(deflateSync(json))],
    ["identity, gzip", (json) => bytes(gzipSync(json))],
    ["gzip, identity", (json) => bytes(gzipSync(json))],
    // A body that declares a coding is not read as plain, even if it would parse.
    ["gzip", (json) => json],
    ["zstd", (json) => json],
    ["aes128gcm", (json) => json],
    ["*", (json) => json],
    ["identity;q=1", (json) => json],
  ])("that declares the coding %s is refused with the supported ones, and has no effect", async (coding, coded) => {
    const before = await posted();
    const headers = { "Content-Encoding": coding };
    for (const [path, rawBody] of [
      ["/v1/transfers", coded(transfer())],
      [`/v1/accounts/${account}/freeze`, coded("{}")],
    ] as const) {
      const answer = await ledge.request("POST", path, { rawBody, headers });
      expect([answer.status, answer.json.code, answer.headers.get("Accept-Encoding")], answer.text).toEqual([
        415,
        "unsupported_content_coding",
        "identity",
      ]);
    }
    expect(await posted()).toBe(before);
  });

  test.each(["identity", "IDENTITY", "identity, identity", " , identity ,", ""])(
    "that declares %j is accepted unchanged",
    async (coding) => {
      const answer = await ledge.request("POST", "/v1/transfers", { rawBody: transfer(), headers: { "Content-Encoding": coding } });
      expect(answer.status, answer.text).toBe(201);
    },
  );

  test("of another media type is refused without a mention of codings", async () => {
    const answer = await ledge.request("POST", "/v1/transfers", { rawBody: transfer(), headers: { "Content-Type": "text/plain" } });
    expect([answer.json.code, answer.headers.get("Accept-Encoding")]).toEqual(["unsupported_media_type", null]);
  });
});

describe("an answer with several media types", () => {
  const media = async (path: string, accept: string): Promise<string> => {
    const answer = await ledge.fetch(path, { headers: { Authorization: `Bearer ${ledge.operatorKey}`, Accept: accept } });
    const { status, headers } = answer;
    expect([accept, headers.get("Vary")]).toEqual([accept, status === 200 ? "Accept" : null]);
    if (status === 200) await answer.body?.cancel();
    else expect([status, JSON.parse(await answer.text()).code]).toEqual([406, "not_acceptable"]);
    return (headers.get("Content-Type") ?? "").split(";")[0] as string;
  };

  test.each([
    ["*/*", "application/json"],
    ["text/csv;q=0.5, application/xml", "application/xml"],
    ["TEXT/CSV", "text/csv"],
    ["application/json;q=0, */*;q=0.1", "text/csv"],
    ["text/html, */*;q=0.1", "application/json"],
    ["application/json;q=0", "application/problem+json"],
    ["text/html", "application/problem+json"],
  ])("of a statement is, for Accept %s, %s", async (accept, type) => {
    expect(await media(`/v1/accounts/${account}/statement`, accept)).toBe(type);
  });

  test.each([
    ["*/*", "application/json"],
    ["text/event-stream", "text/event-stream"],
    ["Text/Event-Stream", "text/event-stream"],
    ["application/json, text/event-stream;q=0.5", "application/json"],
    ["application/json;q=0.5, text/event-stream", "text/event-stream"],
    ["text/event-stream;q=0, application/json", "application/json"],
    ["text/event-stream;q=0", "application/problem+json"],
    ["application/xtext/event-stream, */*", "application/json"],
    ["text/html", "application/problem+json"],
  ])("of the feed is, for Accept %s, %s", async (accept, type) => {
    expect(await media("/v1/events", accept)).toBe(type);
  });

  test("lists the available media types when none is acceptable, and JSON alone ignores Accept", async () => {
    const headers = { Accept: "text/html" };
    const refused = await ledge.request("GET", `/v1/accounts/${account}/statement`, { headers });
    expect(refused.json.errors).toEqual([{ parameter: "Accept", detail: "must take one of application/json, text/csv, application/xml" }]);
    expect((await ledge.request("GET", `/v1/accounts/${account}`, { headers })).status).toBe(200);
  });
});

describe("a stream's last event", () => {
  test("that is empty is ignored, so that the stream begins at its default", async () => {
    const { data } = (await ledge.request("GET", "/v1/events?limit=3")).json;
    const stream = await openStream(ledge, `?after=${data[0].id}`, { "Last-Event-ID": "" });
    expect((await stream.take(1)).map(({ id }) => id)).toEqual([data[1].id]);
    await stream.close();
    const fromNow = await openStream(ledge, "", { "Last-Event-ID": "" });
    const { id } = await bank.pay(bank.cash, account, "1");
    expect((await fromNow.take(1)).map(({ data: { resource } }) => resource)).toEqual([id]);
    await fromNow.close();
  });

  test.each(["yesterday", encodeId("event", newUuid()), encodeId("account", newUuid()), '"', "0"])(
    "that is malformed (%s) is refused by its name, whatever `after` is",
    async (last) => {
      const { data } = (await ledge.request("GET", "/v1/events?limit=1")).json;
      const answer = await ledge.request("GET", `/v1/events?after=${data[0].id}`, {
        headers: { Accept: "text/event-stream", "Last-Event-ID": last },
      });
      expect([answer.status, answer.json.errors]).toEqual([400, [{ parameter: "Last-Event-ID", detail: "is no event" }]]);
    },
  );

  test("is ignored by requests for a page", async () => {
    expect((await ledge.request("GET", "/v1/events?limit=1", { headers: { "Last-Event-ID": "yesterday" } })).status).toBe(200);
  });
});
