// The importer's retries: which answers are asked for again, when, and that every attempt is the same request.
import { connect, OutOfPatience, type World } from "@ledge/tools/import/client";
import { backoffDelayMs, isRetryable, nextDelayMs, retryAfterMs } from "@ledge/tools/import/retry";
import { describe, expect, test } from "vitest";

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
    ["may end exactly with the patience", { retryAfterMs: 0, elapsedMs: 9_900 }, 100],
    ["is none when it would outlast the patience", { retryAfterMs: 0, elapsedMs: 9_901 }, null],
    ["is none when the platform asks for more than the patience", { retryAfterMs: 10_001, elapsedMs: 0 }, null],
  ])("%s", (_title, state, delayMs) => {
    expect(nextDelayMs({ attempt: 2, random: 0.5, patienceMs: 10_000, ...state })).toBe(delayMs);
  });

  const now = Date.parse("2026-11-22T10:00:00Z");
  test.each([
    [null, 0],
    ["1", 1_000],
    ["0", 0],
    ["Sun, 22 Nov 2026 10:00:03 GMT", 3_000],
    ["Sun, 22 Nov 2026 09:00:00 GMT", 0],
    ["soon", 0],
  ])("Retry-After %s asks for %i ms", (header, delayMs) => {
    expect(retryAfterMs(header, now)).toBe(delayMs);
  });
});

test.each([
  [409, "idempotency_key_in_use", true],
  [429, "rate_limited", true],
  [500, "internal_error", true],
  [502, null, true],
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

describe("a request", () => {
  const problem =
    (status: number, code: string, headers: Record<string, string> = {}) =>
    () =>
      new Response(JSON.stringify({ code, detail: "why" }), { status, headers });
  const done = () => new Response('{"id":"x"}', { status: 201, headers: { "Idempotent-Replayed": "true" } });
  const cutWire = (): Response => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("reset"), { code: "ECONNRESET" }) });
  };
  const cutBody = () => new Response('{"id":', { status: 201 });

  /** A world whose time passes only in sleeps, and whose platform gives the scripted answers, the last one for ever. */
  function scripted(...answers: (() => Response)[]) {
    const sent: { url: string; init: RequestInit }[] = [];
    const sleeps: number[] = [];
    const retries: string[] = [];
    const stop = new AbortController();
    const world: World = {
      fetch: async (url, init) => {
        sent.push({ url, init });
        return (answers[Math.min(sent.length, answers.length) - 1] ?? cutWire)();
      },
      nowMs: () => sleeps.reduce((total, ms) => total + ms, 0),
      random: () => 0.5,
      sleep: async (delayMs) => void sleeps.push(delayMs),
    };
    const onRetry = (reason: string) => void retries.push(reason);
    const send = connect({ url: "http://ledge.test", operatorKey: "k", patienceMs: 10_000, signal: stop.signal, onRetry }, world);
    const post = () => send<{ id: string }>({ method: "POST", path: "/v1/transfers", idempotencyKey: "import:czk:txn:1", body: { a: 1 } });
    return { post, sent, sleeps, retries, stop, world };
  }

  test("is repeated with the same key and bytes until its outcome is known", async () => {
    const { post, sent, retries } = scripted(
      cutWire,
      cutBody,
      problem(503, "service_unavailable"),
      problem(409, "idempotency_key_in_use"),
      done,
    );
    expect(await post()).toEqual({ ok: true, body: { id: "x" }, replayed: true });
    expect(retries).toMatchObject(["ECONNRESET", /./, "service_unavailable", "idempotency_key_in_use"].map(() => expect.any(String)));
    expect(retries[0]).toBe("ECONNRESET");
    expect(sent).toHaveLength(5);
    for (const { init } of sent) {
      expect(init.body).toBe('{"a":1}');
      expect(init.headers).toMatchObject({ "Idempotency-Key": "import:czk:txn:1", Authorization: "Bearer k" });
    }
  });

  test("waits as long as Retry-After says", async () => {
    const { post, sleeps } = scripted(problem(429, "rate_limited", { "Retry-After": "3" }), done);
    await post();
    expect(sleeps).toEqual([3_000]);
  });

  test("that is definitively refused is not repeated, and gives code and detail", async () => {
    const { post, sent } = scripted(problem(422, "insufficient_funds"));
    expect(await post()).toEqual({ ok: false, status: 422, code: "insufficient_funds", detail: "why" });
    expect(sent).toHaveLength(1);
  });

  test("gives up when its patience ends, and says what it met last", async () => {
    const { post, world } = scripted(cutWire);
    await expect(post()).rejects.toThrow(/ECONNRESET/);
    await expect(post()).rejects.toBeInstanceOf(OutOfPatience);
    expect(world.nowMs()).toBeLessThanOrEqual(20_000);
  });

  test("never follows a redirect with the key in hand", async () => {
    const { post, sent } = scripted(() => new Response(null, { status: 307, headers: { Location: "https://elsewhere.test" } }));
    expect(await post()).toMatchObject({ ok: false, code: "http_307" });
    expect(sent[0]?.init.redirect).toBe("manual");
  });

  test("ends at once when the import is stopped", async () => {
    const { post, sent, stop } = scripted(() => {
      stop.abort(new Error("interrupted"));
      return cutWire();
    });
    await expect(post()).rejects.toThrow("interrupted");
    expect(sent).toHaveLength(1);
  });
});
