// One attempt against real servers that behave well, badly or endlessly: whatever they do, an outcome follows soon.
import { once } from "node:events";
import { createServer, type RequestListener, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer, type Server as TcpServer, type Socket } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { attempt, type AttemptInput } from "../../workers/webhooks/src/delivery/attempt.ts";
import { exchange, judge, MAX_ANSWER_BYTES } from "../../workers/webhooks/src/delivery/exchange.ts";

/** Long enough for loopback on a busy machine, and short enough for tests whose subject is the time-out. */
const SOON_MS = 1_000;
/** The bound for "at once": far below the real time-out. */
const TIMEOUT_MS = 30_000;
const LOOPBACK = { ownHosts: [], allowLoopback: true };
const PUBLIC = { ownHosts: [], allowLoopback: false };

const servers: (Server | TcpServer)[] = [];
const sockets = new Set<Socket>();
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  sockets.clear();
  for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
});

async function listening(server: Server | TcpServer): Promise<string> {
  servers.push(server.listen(0, "127.0.0.1"));
  server.on("connection", (socket: Socket) => void sockets.add(socket));
  await once(server, "listening");
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
}
const serving = (answer: RequestListener): Promise<string> => listening(createServer(answer));
/** A server that handles raw connections. */
const connecting = (serve: (socket: Socket) => void): Promise<string> =>
  listening(createTcpServer((socket) => serve(socket.on("error", () => undefined).resume())));
/** Sends these bytes to every connection and closes it. */
const saying = (bytes: string): Promise<string> => connecting((socket) => void socket.end(bytes));

const input = (url: string, change: Partial<AttemptInput> = {}): AttemptInput => ({
  url,
  headers: { "webhook-id": "whm_1" },
  body: '{"a":1}',
  policy: LOOPBACK,
  timeoutMs: TIMEOUT_MS,
  ...change,
});

describe("what is sent", () => {
  test("it is one POST of the signed bytes, with the platform's headers and no identifying ones", async () => {
    const seen: { method: string | undefined; headers: object; body: string }[] = [];
    const url = await serving(async (request, response) => {
      const body = (await request.setEncoding("utf8").toArray()).join("");
      seen.push({ method: request.method, headers: request.headers, body });
      response.setHeader("Set-Cookie", "session=1").end();
    });
    const headers = { "webhook-id": "whm_1", "user-agent": "forged", "content-type": "text/html" };
    const body = '{"name":"Zoë 😀"}';
    await attempt(input(url, { headers, body }));
    await attempt(input(url, { headers, body }));
    expect(seen).toHaveLength(2);
    for (const one of seen) {
      expect(one).toMatchObject({ method: "POST", body });
      expect(one.headers).toMatchObject({ "webhook-id": "whm_1", "user-agent": "Ledge-Webhooks/1", "content-type": "application/json" });
      for (const name of ["cookie", "authorization", "referer", "origin", "traceparent"]) expect(one.headers).not.toHaveProperty(name);
    }
  });

  test("a URL that the policy refuses is never fetched, whatever was stored", async () => {
    let hits = 0;
    const url = await serving((_request, response) => void (hits++, response.end()));
    const refused = { kind: "failed", status: null, failure: "refused_by_policy", durationMs: 0, firstBytes: "", retryAfterMs: null };
    for (const policy of [PUBLIC, { ...PUBLIC, ownHosts: ["127.0.0.1"] }]) expect(await attempt(input(url, { policy }))).toEqual(refused);
    expect(await attempt(input("text that is not a URL"))).toEqual(refused);
    expect(hits).toBe(0);
    expect(await attempt(input(url))).toMatchObject({ kind: "delivered" });
    expect(hits).toBe(1);
  });

  test("the fetched URL is the spelling that the policy checked", async () => {
    const fetched: string[] = [];
    const fetcher = async (url: string) => (fetched.push(url), new Response());
    await attempt(input("HTTPS://ExAmPlE.com:443/%7ea/../b"), fetcher);
    expect(fetched).toEqual(["https://example.com/b"]);
  });
});

describe("what comes back", () => {
  test.each([
    [200, "delivered", null],
    [204, "delivered", null],
    [299, "delivered", null],
    [300, "failed", "redirected"],
    [304, "failed", "redirected"],
    [400, "failed", "status"],
    [404, "failed", "status"],
    [410, "gone", "status"],
    [429, "failed", "status"],
    [500, "failed", "status"],
    [599, "failed", "status"],
  ] as const)("%i is %s", async (status, kind, failure) => {
    const url = await serving((_request, response) => void response.writeHead(status).end());
    expect(await attempt(input(url))).toMatchObject({ kind, status, failure, firstBytes: "" });
    expect(judge(status)).toEqual({ kind, failure });
  });

  test.each([301, 302, 303, 307, 308])("a redirect by %i is a failure and is not followed", async (status) => {
    let hits = 0;
    const target = await serving((_request, response) => void (hits++, response.end()));
    const url = await serving((_request, response) => void response.writeHead(status, { Location: target }).end("moved"));
    expect(await attempt(input(url))).toMatchObject({ kind: "failed", status, failure: "redirected", firstBytes: "moved" });
    expect(hits).toBe(0);
    // A fetch that follows redirects does reach the target, so the count can fail.
    await attempt(input(url), (href, init) => fetch(href, { ...init, redirect: "follow" }));
    expect(hits).toBe(1);
  });

  test.each([
    ["120", 120_000],
    ["Mon, 23 Nov 2026 12:01:00 GMT", 60_000],
    ["soon", null],
  ])("a failing receiver may ask for time: %s", async (header, retryAfterMs) => {
    const nowMs = Date.UTC(2026, 10, 23, 12);
    const url = await serving((_request, response) => void response.writeHead(503, { "Retry-After": header }).end());
    expect(await attempt(input(url), fetch, () => nowMs)).toMatchObject({ kind: "failed", status: 503, retryAfterMs, durationMs: 0 });
  });

  test("Retry-After is ignored when the delivery was accepted", async () => {
    const url = await serving((_request, response) => void response.writeHead(200, { "Retry-After": "120" }).end());
    expect(await attempt(input(url))).toMatchObject({ kind: "delivered", retryAfterMs: null });
  });

  test.each<[string, Buffer, string]>([
    ["UTF-8 stays", Buffer.from("Zoë 😀"), "Zoë 😀"],
    ["NULs are removed", Buffer.from("a\0b\0"), "ab"],
    ["invalid UTF-8 is replaced", Buffer.from([0x61, 0xff, 0x62]), "a\ufffdb"],
    ["an encoded surrogate is replaced", Buffer.from([0xed, 0xa0, 0x80, 0x61]), "\ufffd\ufffd\ufffda"],
    ["a long answer is truncated", Buffer.alloc(10_000, "a"), "a".repeat(MAX_ANSWER_BYTES)],
    [
      "a character that the cut would split is removed",
      Buffer.from(`${"a".repeat(MAX_ANSWER_BYTES - 1)}ë`),
      "a".repeat(MAX_ANSWER_BYTES - 1),
    ],
  ])("of the answer's first bytes, %s", async (_what, body, firstBytes) => {
    const url = await serving((_request, response) => void response.end(body));
    const outcome = await attempt(input(url));
    expect(outcome.firstBytes).toBe(firstBytes);
    expect(outcome.firstBytes.isWellFormed()).toBe(true);
  });
});

describe("servers that misbehave", () => {
  test("an endless body is closed after its first bytes", async () => {
    let sentBytes = 0;
    const closed = Promise.withResolvers<void>();
    const url = await serving((_request, response) => {
      const chunk = Buffer.alloc(16_384, "x");
      const pour = (): void => {
        while (!response.destroyed && response.write(chunk)) sentBytes += chunk.length;
      };
      response.on("drain", pour).on("close", closed.resolve);
      pour();
    });
    expect(await attempt(input(url))).toMatchObject({ kind: "delivered", firstBytes: "x".repeat(MAX_ANSWER_BYTES) });
    await closed.promise;
    expect(sentBytes).toBeLessThan(64 * 1024 * 1024);
  });

  test.each([
    [200, "delivered", null],
    [500, "failed", "status"],
  ])("a body that stops halfway ends at the time-out, and the status %i decides", async (status, kind, failure) => {
    const url = await serving((_request, response) => void response.writeHead(status).write("half"));
    expect(await attempt(input(url, { timeoutMs: SOON_MS }))).toMatchObject({ kind, status, failure, firstBytes: "half" });
  });

  test("a body that ends early keeps what was received", async () => {
    const url = await saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
    expect(await attempt(input(url))).toMatchObject({ kind: "delivered", status: 200, firstBytes: "half" });
  });

  test.each<[string, () => Promise<string>]>([
    ["never answers", () => serving(() => undefined)],
    [
      "stops in the headers",
      () => listening(createTcpServer((socket) => void socket.on("error", () => undefined).write("HTTP/1.1 200 OK\r\nX-A:"))),
    ],
    ["accepts and says nothing", () => connecting(() => undefined)],
  ])("a server that %s is timed out", async (_what, start) => {
    const outcome = await attempt(input(await start(), { timeoutMs: SOON_MS }));
    expect(outcome).toMatchObject({ kind: "failed", status: null, failure: "timeout", firstBytes: "", retryAfterMs: null });
    expect(outcome.durationMs).toBeGreaterThanOrEqual(SOON_MS - 5);
    expect(outcome.durationMs).toBeLessThan(TIMEOUT_MS);
  });

  test.each<[string, () => Promise<string>]>([
    ["is not there", async () => "http://127.0.0.1:1/"],
    ["speaks no HTTP", () => saying("220 mail.example ESMTP\r\n")],
    ["hangs up", () => saying("")],
    ["speaks no TLS", async () => (await serving(() => undefined)).replace("http:", "https:")],
    ["sends headers without end", () => saying(`HTTP/1.1 200 OK\r\n${`X-A: ${"a".repeat(1_000)}\r\n`.repeat(1_000)}\r\n`)],
  ])("a server that %s is unreachable", async (_what, start) => {
    const outcome = await attempt(input(await start()));
    expect(outcome).toMatchObject({ kind: "failed", status: null, failure: "unreachable", firstBytes: "" });
  });

  test.each<[string, (url: string) => Promise<Response>]>([
    [
      "throws before it starts",
      () => {
        throw new TypeError("no");
      },
    ],
    ["rejects with a value that is not an error", () => Promise.reject(null)],
    [
      "answers with a body that cannot be read",
      async () => new Response(new ReadableStream({ pull: (controller) => controller.error(new Error("no")) })),
    ],
  ])("a fetch that %s is an outcome too", async (_what, fetcher) => {
    const outcome = await exchange(input("http://127.0.0.1/"), fetcher, () => 0, TIMEOUT_MS);
    expect(["unreachable", null]).toContain(outcome.failure);
    expect(outcome.firstBytes).toBe("");
  });

  test("a header that cannot be sent is an outcome too", async () => {
    const url = await serving((_request, response) => void response.end());
    expect(await attempt(input(url, { headers: { "webhook-id": "a\r\nb: c" } }))).toMatchObject({ kind: "failed", failure: "unreachable" });
  });
});
