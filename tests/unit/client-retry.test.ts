// The client's retries: which answers are asked for again, when, and that every attempt is the same request.
import { createLedge, DeadlineExceededError, LedgeError, type LedgeOptions, type Retry, type ClientRuntime } from "@ledge/client";
import { describe, expect, test } from "vitest";
import { backoffDelayMs, isRetryable, nextDelayMs } from "../../openapi/client/src/retry.ts";
import { json, refusal, stillTime } from "../support/ledge-over.ts";

describe("the wait before a retry", () => {
  test.each([
    [0, 0, 0],
    [0, 0.5, 25],
    [1, 0.5, 50],
    [3, 0.5, 200],
    [5, 0.999_999, 1_599],
    [6, 0.5, 1_000],
    [6, 0.999_999, 1_999],
    [5_000, 0.5, 1_000],
  ])("of attempt %i with luck %d is %i ms: exponential, full jitter, capped at 2 s", (attempt, random, delayMs) => {
    expect(backoffDelayMs(attempt, random)).toBe(delayMs);
  });

  test.each([
    ["backs off", { retryAfterMs: 0, elapsedMs: 0 }, 100],
    ["is never shorter than the platform asks for", { retryAfterMs: 5_000, elapsedMs: 0 }, 5_000],
    ["may end exactly with the deadline", { retryAfterMs: 0, elapsedMs: 9_900 }, 100],
    ["is none when it would outlast the deadline", { retryAfterMs: 0, elapsedMs: 9_901 }, null],
    ["is none when the platform asks for more than is left", { retryAfterMs: 10_001, elapsedMs: 0 }, null],
  ])("%s", (_title, state, delayMs) => {
    expect(nextDelayMs({ attempt: 2, random: 0.5, deadlineMs: 10_000, ...state })).toBe(delayMs);
  });
});

test.each([
  [409, "idempotency_key_in_use", true],
  [429, "rate_limited", true],
  [500, "internal_error", true],
  [408, null, true],
  [502, null, true],
  [504, null, true],
  [503, "service_unavailable", true],
  [409, "house_account_exists", false],
  [409, "account_frozen", false],
  [400, "validation_failed", false],
  [401, "unauthenticated", false],
  [302, null, false],
  [422, "idempotency_key_reused", false],
  [422, "insufficient_funds", false],
])("%i %s: asking again makes sense: %s", (status, code, retryable) => {
  expect(isRetryable(status, code)).toBe(retryable);
});

describe("a call", () => {
  const transfer = { source_account: "a", destination_account: "b", amount: "1", currency: "EUR" };
  const done = () => json(201, { id: "trf_1" }, { "Idempotent-Replayed": "true", "Request-Id": "req_2" });
  const cutWire = (): Response => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
  };
  const cutBody = () => new Response('{"id":', { status: 503, headers: { "Content-Type": "application/problem+json" } });

  /** A client whose platform gives the scripted answers, the last one for ever. */
  function scripted(answers: ((signal: AbortSignal) => Response | Promise<Response>)[], options: Partial<LedgeOptions> = {}) {
    const sent: { key: string | null; body: string; redirect: unknown }[] = [];
    const retries: Retry[] = [];
    const time = stillTime();
    let keys = 0;
    const fetch: ClientRuntime["fetch"] = async (_url, init) => {
      const body = init.body === null ? "" : new TextDecoder().decode(init.body as ArrayBuffer);
      sent.push({ key: new Headers(init.headers).get("Idempotency-Key"), body, redirect: init.redirect });
      return await (answers[Math.min(sent.length, answers.length) - 1] ?? cutWire)(init.signal as AbortSignal);
    };
    const runtime = { ...time, fetch, newKey: () => `a-key-of-its-own-${(keys += 1)}` };
    const onRetry = (retry: Retry): void => void retries.push(retry);
    const ledge = createLedge({ url: "https://ledge.test", apiKey: "k", deadlineMs: 10_000, onRetry, ...options, runtime });
    const post = (idempotencyKey?: string) =>
      ledge.post("/v1/transfers", { body: transfer, ...(idempotencyKey !== undefined && { idempotencyKey }) });
    return { ledge, post, sent, retries, time };
  }

  test("is repeated with one key and the same bytes until its outcome is known", async () => {
    const open = [503, 500, 502, 504, 408, 429].map((status) => () => refusal(status, `open_${status}`));
    const { post, sent, retries } = scripted([cutWire, cutBody, ...open, () => refusal(409, "idempotency_key_in_use"), done]);
    expect(await post()).toMatchObject({ data: { id: "trf_1" }, replayed: true, requestId: "req_2", idempotencyKey: "a-key-of-its-own-1" });
    expect(retries.map(({ reason }) => reason)).toEqual([
      "ECONNRESET",
      "HTTP 503",
      ...open.map((_, index) => `open_${[503, 500, 502, 504, 408, 429][index]}`),
      "idempotency_key_in_use",
    ]);
    expect(sent).toHaveLength(10);
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(["a-key-of-its-own-1"]));
    expect(new Set(sent.map(({ body }) => body))).toEqual(new Set([JSON.stringify(transfer)]));
  });

  test("whose answer is cut off while it arrives is repeated too", async () => {
    const cut = () =>
      new Response(
        new ReadableStream({
          start(controller) {
            controller.enqueue(new TextEncoder().encode('{"id":'));
            controller.error(new Error("cut off"));
          },
        }),
        { status: 201 },
      );
    const { post, sent } = scripted([cut, done]);
    expect((await post()).data.id).toBe("trf_1");
    expect(sent.map(({ key }) => key)).toEqual(["a-key-of-its-own-1", "a-key-of-its-own-1"]);
  });

  test.each([
    ["a page of somebody else", "<h1>Welcome to the hotel</h1>"],
    ["half a document", '{"id":'],
    ["nothing", null],
  ])("that is answered with success and %s is repeated under its key: who knows what was done", async (_what, text) => {
    const { post, sent } = scripted([() => new Response(text, { status: 200 }), done]);
    expect((await post()).data.id).toBe("trf_1");
    expect(sent.map(({ key }) => key)).toEqual(["a-key-of-its-own-1", "a-key-of-its-own-1"]);
  });

  test.each([
    ["unauthenticated", () => refusal(401, "unauthenticated")],
    ["forbidden", () => refusal(403, "forbidden")],
    ["HTTP 404", () => new Response("<h1>Proxy</h1>", { status: 404 })],
  ])("whose fate is open does not become refused by %s: that was said before its key was looked up", async (reason, answer) => {
    const { post, sent } = scripted([cutWire, answer]);
    const error = (await post().catch((thrown: unknown) => thrown)) as DeadlineExceededError;
    expect(error).toBeInstanceOf(DeadlineExceededError);
    expect(error).toMatchObject({ reason, idempotencyKey: "a-key-of-its-own-1", attempts: 2 });
    expect(sent).toHaveLength(2);
    await expect(scripted([answer]).post()).rejects.toBeInstanceOf(LedgeError);
  });

  test("whose fate is open is refused by what its key was answered", async () => {
    const { post } = scripted([cutWire, () => refusal(422, "insufficient_funds")]);
    await expect(post()).rejects.toMatchObject({ code: "insufficient_funds" });
  });

  test("does not take its key as a header, in any spelling, and sends nothing then", async () => {
    const { ledge, sent } = scripted([done]);
    const key = { "idempotency-KEY": "shop:order:0000000001" };
    await expect(ledge.post("/v1/transfers", { body: transfer, headers: key })).rejects.toThrow(
      "Give the Idempotency-Key as `idempotencyKey`",
    );
    const params = { header: key } as never;
    await expect(ledge.post("/v1/transfers", { body: transfer, params })).rejects.toThrow(TypeError);
    expect(sent).toEqual([]);
  });

  test("has a key of its own, or the caller's; a read has none", async () => {
    const { ledge, post, sent } = scripted([done]);
    await post();
    await post();
    expect((await post("import:czk:txn:1")).idempotencyKey).toBe("import:czk:txn:1");
    expect((await ledge.get("/healthz")).idempotencyKey).toBeNull();
    expect(sent.map(({ key }) => key)).toEqual(["a-key-of-its-own-1", "a-key-of-its-own-2", "import:czk:txn:1", null]);
  });

  test.each(["3", "Thu, 01 Jan 1970 00:00:03 GMT"])("waits as long as Retry-After (%s) says, and by itself with jitter", async (header) => {
    const { post, retries } = scripted([() => refusal(429, "rate_limited", { "Retry-After": header }), cutWire, done]);
    await post();
    expect(retries.map(({ attempts, delayMs }) => [attempts, delayMs])).toEqual([
      [1, 3_000],
      [2, 50],
    ]);
  });

  test.each(["insufficient_funds", "idempotency_key_reused"])(
    "that is refused with %s is not repeated: it throws what was said",
    async (code) => {
      const faults = [{ pointer: "/amount", detail: "is too much" }];
      const { post, sent } = scripted([() => json(422, { code, detail: "why", errors: faults }, { "Request-Id": "req_9" })]);
      const error = (await post().catch((thrown: unknown) => thrown)) as LedgeError;
      expect(error).toBeInstanceOf(LedgeError);
      expect(error).toMatchObject({ code, status: 422, requestId: "req_9", detail: "why", errors: faults });
      expect(error.message).toBe(`${code} (422) why; /amount: is too much`);
      expect(sent).toHaveLength(1);
    },
  );

  test("that another server answers is refused by its status, and says which server it was", async () => {
    const { post } = scripted([() => new Response("<h1>Proxy</h1>", { status: 404 })]);
    await expect(post()).rejects.toMatchObject({ code: "http_404", detail: "<h1>Proxy</h1>", requestId: null });
  });

  test("gives up at its deadline, and says the key with which the outcome is found out", async () => {
    const { post, time, sent } = scripted([cutWire]);
    const error = (await post().catch((thrown: unknown) => thrown)) as DeadlineExceededError;
    expect(error).toBeInstanceOf(DeadlineExceededError);
    expect(error).toMatchObject({ idempotencyKey: "a-key-of-its-own-1", attempts: sent.length, reason: "ECONNRESET" });
    expect(error.message).toMatch(/^POST \/v1\/transfers: ECONNRESET \(\d+ attempts in \d+ s\)$/);
    expect(time.nowMs()).toBeLessThanOrEqual(10_000);
    expect(time.nowMs()).toBeGreaterThan(7_000);
  });

  test("does not wait for a Retry-After that lies behind its deadline", async () => {
    const { post, sent, time } = scripted([() => refusal(503, "service_unavailable", { "Retry-After": "11" })]);
    await expect(post()).rejects.toBeInstanceOf(DeadlineExceededError);
    expect([sent.length, time.nowMs()]).toEqual([1, 0]);
  });

  const silent = (signal: AbortSignal): Promise<Response> =>
    new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));

  test("takes a silent connection for dead, and the last attempt ends with the deadline", async () => {
    const once = scripted([silent, done], { attemptMs: 4_000 });
    await once.post();
    expect(once.retries).toMatchObject([{ reason: "no answer in time" }]);
    expect(once.time.nowMs()).toBe(4_025);
    const always = scripted([silent], { attemptMs: 4_000 });
    await expect(always.post()).rejects.toBeInstanceOf(DeadlineExceededError);
    expect(always.time.nowMs()).toBe(10_000);
  });

  test("never follows a redirect with the key in hand", async () => {
    const { post, sent } = scripted([() => new Response(null, { status: 307, headers: { Location: "https://elsewhere.test" } })]);
    await expect(post()).rejects.toMatchObject({ code: "http_307" });
    expect(sent).toMatchObject([{ redirect: "manual" }]);
  });

  test("ends at once with the caller's reason, in an attempt and in a wait", async () => {
    const stop = new AbortController();
    const reason = new Error("interrupted");
    const inAttempt = scripted(
      [
        (signal) => {
          queueMicrotask(() => stop.abort(reason));
          return silent(signal);
        },
      ],
      { signal: stop.signal },
    );
    await expect(inAttempt.post()).rejects.toBe(reason);
    const stopWait = new AbortController();
    const inWait = scripted([cutWire], { signal: stopWait.signal, onRetry: () => queueMicrotask(() => stopWait.abort(reason)) });
    await expect(inWait.post()).rejects.toBe(reason);
    expect([inAttempt.sent.length, inWait.sent.length]).toEqual([1, 1]);
  });

  test("for a stream hands it over unread, to be ended by the caller's signal", async () => {
    const stop = new AbortController();
    const stream = (signal: AbortSignal) => {
      const body = new ReadableStream({
        start: (controller) => signal.addEventListener("abort", () => controller.error(signal.reason)),
      });
      return new Response(body, { headers: { "Content-Type": "text/event-stream" } });
    };
    const responses: Response[] = [];
    const keep = (signal: AbortSignal) => responses[responses.push(stream(signal)) - 1] as Response;
    const { ledge } = scripted([keep], { signal: stop.signal });
    const { data } = await ledge.get("/v1/events", { parseAs: "stream" });
    // Read from already: Node would end it as soon as it throws the response away.
    expect(responses[0]?.body?.locked).toBe(true);
    stop.abort(new Error("enough"));
    await expect(data.getReader().read()).rejects.toThrow("enough");
  });
});

describe("a list", () => {
  test("is read page by page, no further than it is asked for", async () => {
    const asked: string[] = [];
    const fetch: ClientRuntime["fetch"] = async (url) => {
      const { pathname, searchParams } = new URL(url);
      asked.push(`${pathname}?${searchParams}`);
      const at = Number(searchParams.get("cursor") ?? searchParams.get("after") ?? 0);
      return json(200, { data: [{ id: at }, { id: at + 1 }], has_more: at < 4, next_cursor: String(at + 2) });
    };
    const ledge = createLedge({ url: "https://ledge.test", apiKey: "k", runtime: { ...stillTime(), fetch } });
    const ids: unknown[] = [];
    for await (const { id } of ledge.list("/v1/accounts", { params: { query: { kind: "house", limit: 2 } } })) ids.push(id);
    expect(ids).toEqual([0, 1, 2, 3, 4, 5]);
    const query = "/v1/accounts?limit=2&kind=house";
    expect(asked.splice(0)).toEqual([query, `${query}&cursor=2`, `${query}&cursor=4`]);
    for await (const { id } of ledge.list("/v1/events")) if (String(id) === "2") break;
    expect(asked).toEqual(["/v1/events?limit=100", "/v1/events?limit=100&after=2"]);
  });
});
