// A collector that is away, slow or refuses costs a bounded memory and a bounded number of requests, and what was left out is counted.
import { describe, expect, test } from "vitest";
import { ExportQueue, FAILURES, MOST_SENT, MOST_WAITING, OPEN_MS, type Signal } from "../../workers/telemetry/src/export/export-queue.ts";
import { CollectorRefused, post } from "../../workers/telemetry/src/export/post.ts";

const spans = (count: number) => ({ traces: Array.from({ length: count }, (_, at) => at), logs: [] });
const NONE = { traces: [], logs: [] };
const away = () => Promise.reject(new Error("away"));

function collector(answer: () => Promise<void> = async () => undefined) {
  const posts: [Signal, number][] = [];
  let nowMs = 0;
  return {
    posts,
    advance: (ms: number) => (nowMs += ms),
    ports: {
      post: async (signal: Signal, items: readonly unknown[]) => {
        posts.push([signal, items.length]);
        await answer();
      },
      pause: async () => undefined,
      nowMs: () => nowMs,
    },
  };
}

describe("what waits for a collector", () => {
  test("is sent after a while, in requests of a bounded size, by one sending at a time", async () => {
    const [queue, { posts, ports }] = [new ExportQueue(), collector()];
    expect([queue.take({ traces: spans(MOST_SENT + 1).traces, logs: [1] }, 0), queue.take(spans(1), 1)]).toEqual([true, false]);
    expect(await queue.send(ports)).toBeNull();
    expect(posts).toEqual([
      ["traces", MOST_SENT],
      ["traces", 2],
      ["logs", 1],
    ]);
    expect([queue.take(NONE, 2), queue.take(spans(1), 3)]).toEqual([false, true]);
    expect(queue.takeDropped()).toEqual({ traces: 0, logs: 0 });
  });

  test("never grows beyond its bound while a collector does not answer, and what is left out is counted once", () => {
    const queue = new ExportQueue();
    for (let at = 0; at < 1_000; at += 1) queue.take({ traces: spans(100).traces, logs: [at] }, at);
    expect(queue.takeDropped()).toEqual({ traces: 100_000 - MOST_WAITING, logs: 0 });
    expect(queue.takeDropped()).toEqual({ traces: 0, logs: 0 });
  });

  test("is given up after some failures one after the other: nothing is asked for a while, and nothing waits", async () => {
    const [queue, { posts, ports, advance }] = [new ExportQueue(), collector(away)];
    queue.take(spans(MOST_WAITING), 0);
    expect(await queue.send(ports)).toMatchObject({ message: "away" });
    expect(posts).toHaveLength(FAILURES);
    expect([queue.take(spans(7), 1), queue.takeDropped()]).toEqual([false, { traces: MOST_WAITING + 7, logs: 0 }]);
    // Afterwards one failure is enough to give it up again.
    expect(queue.take(spans(2 * MOST_SENT), advance(OPEN_MS))).toBe(true);
    await queue.send(ports);
    expect(posts).toHaveLength(FAILURES + 1);
  });

  test("is sent again as soon as a collector takes it, and a failure before counts no more", async () => {
    let isAway = true;
    const [queue, { posts, ports, advance }] = [new ExportQueue(), collector(async () => (isAway ? await away() : undefined))];
    for (let at = 0; at < FAILURES; at += 1) {
      queue.take(spans(1), at);
      await queue.send(ports);
    }
    isAway = false;
    queue.take(spans(3), advance(OPEN_MS));
    expect(await queue.send(ports)).toBeNull();
    expect(posts.at(-1)).toEqual(["traces", 3]);
    isAway = true;
    queue.take(spans(1), advance(1));
    expect(await queue.send(ports)).toBeNull();
  });

  test("is taken over by the next line's isolate if the runtime has ended who was to send", () => {
    const queue = new ExportQueue();
    expect([queue.take(spans(1), 0), queue.take(spans(1), 59_999), queue.take(spans(1), 60_000)]).toEqual([true, false, true]);
  });
});

describe("a request to a collector", () => {
  const endpoint = { url: "https://otlp.example.com", headers: { "x-key": "k" }, ratio: 1 };
  const asked: [string, RequestInit][] = [];
  const answering = (status: number) =>
    (async (url: string, init: RequestInit) => {
      asked.push([url, init]);
      return new Response(status === 204 ? null : "x".repeat(1_000_000), { status });
    }) as unknown as typeof fetch;

  test("has the path of its signal, the configured headers, and ends by itself", async () => {
    await post(endpoint, "traces", new Uint8Array(1), answering(200));
    const [url, init] = asked.at(-1) as [string, RequestInit];
    expect([url, init.headers, init.redirect]).toEqual([
      "https://otlp.example.com/v1/traces",
      { "x-key": "k", "Content-Type": "application/json" },
      "manual",
    ]);
    expect(init.signal).toBeInstanceOf(AbortSignal);
  });

  test.each([302, 400, 401, 413, 429, 503])("fails if it is answered %d", async (status) => {
    await expect(post(endpoint, "logs", new Uint8Array(1), answering(status))).rejects.toThrow(CollectorRefused);
  });
});
