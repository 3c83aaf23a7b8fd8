// The edge's reader of bodies: the limit counts received bytes, whatever the header claims, and reading stops when it is exceeded.
import { describe, expect, test, vi } from "vitest";
import { isJson, MAX_BODY_BYTES, readBody } from "../../workers/gateway/src/read-body.ts";

/** A request whose body arrives in chunks, and the number of chunks that were read. */
function chunked(sizes: readonly number[], contentLength?: string): { request: Request; taken: () => number; cancelled: () => boolean } {
  let next = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const size = sizes[next];
        if (size === undefined) return controller.close();
        controller.enqueue(new Uint8Array(size).fill(next % 256));
        next += 1;
      },
      cancel: () => {
        cancelled = true;
      },
    },
    { highWaterMark: 0 },
  );
  const headers = new Headers(contentLength === undefined ? {} : { "Content-Length": contentLength });
  const request = { headers, body: stream, arrayBuffer: () => new Response(stream).arrayBuffer() } as unknown as Request;
  return { request, taken: () => next, cancelled: () => cancelled };
}

const MS = 1_000;

describe("reading a body", () => {
  test.each<[string, number[], string | undefined, number | null]>([
    ["nothing", [], undefined, 0],
    ["the limit in one piece", [MAX_BODY_BYTES], undefined, MAX_BODY_BYTES],
    ["the limit in two", [MAX_BODY_BYTES - 1, 1], undefined, MAX_BODY_BYTES],
    ["one byte more", [MAX_BODY_BYTES + 1], undefined, null],
    ["one byte more, at the end", [MAX_BODY_BYTES, 1], undefined, null],
    ["more than a small length claims", [MAX_BODY_BYTES, 1], "2", null],
    ["more than a length of zero claims", [MAX_BODY_BYTES, 1], "0", null],
    ["more under a length that is not a number", [MAX_BODY_BYTES, 1], "many", null],
    ["more under a negative length", [MAX_BODY_BYTES, 1], "-1", null],
    ["little under a length that is not a number", [3], "many", 3],
    ["little under a large length", [3], String(MAX_BODY_BYTES + 1), null],
    ["little under two lengths that were joined", [3], "3, 3", 3],
    ["empty pieces between", [0, 2, 0, 0, 1, 0], undefined, 3],
  ])("%s", async (_name, sizes, contentLength, length) => {
    const body = await readBody(chunked(sizes, contentLength).request, MS);
    expect(typeof body === "string" ? body : body.length).toBe(length ?? "payload_too_large");
  });

  test("the bytes are the received ones, in their order", async () => {
    expect([...((await readBody(chunked([2, 1, 0, 2]).request, MS)) ?? [])]).toEqual([0, 0, 1, 3, 3]);
  });

  test("a request without a body has an empty one", async () => {
    expect(await readBody(new Request("https://ledge.test/", { method: "DELETE" }), MS)).toEqual(new Uint8Array());
  });

  test("reading an endless body stops as soon as the limit is exceeded", async () => {
    const endless = chunked(new Array<number>(1_000).fill(MAX_BODY_BYTES / 4));
    expect(await readBody(endless.request, MS)).toBe("payload_too_large");
    expect(endless.taken()).toBe(5);
    expect(endless.cancelled()).toBe(true);
  });

  test.each([undefined, "9"])(
    "a body that does not end is given up after its time (length %s), and one that was in time is not",
    async (length) => {
      vi.useFakeTimers();
      const never = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(3)) });
      const headers = new Headers(length === undefined ? {} : { "Content-Length": length });
      const reading = readBody({ headers, body: never, arrayBuffer: () => new Response(never).arrayBuffer() } as unknown as Request, MS);
      await vi.advanceTimersByTimeAsync(MS - 1);
      expect(await Promise.race([reading, Promise.resolve("still reading")])).toBe("still reading");
      await vi.advanceTimersByTimeAsync(1);
      expect(await reading).toBe("request_timeout");
      expect(vi.getTimerCount()).toBe(0);
      expect(await readBody(chunked([1, 2]).request, MS)).toHaveLength(3);
      expect(vi.getTimerCount()).toBe(0);
      vi.useRealTimers();
    },
  );

  test("a body that ends early did not arrive, and is no shorter body", async () => {
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new Uint8Array(3));
        controller.error(new Error("hung up"));
      },
    });
    expect(await readBody({ headers: new Headers(), body: stream } as unknown as Request, MS)).toBe("request_timeout");
  });
});

describe("media types", () => {
  test.each(["application/json", "Application/JSON", "application/json; charset=utf-8", "application/json ;q=1"])("%s is JSON", (type) => {
    expect(isJson(type)).toBe(true);
  });
  test.each([
    null,
    "",
    "text/plain",
    "application/jsonp",
    "application/problem+json",
    "text/json",
    "application/x-www-form-urlencoded",
    "x, application/json",
    "json",
  ])("%s is not JSON", (type) => {
    expect(isJson(type)).toBe(false);
  });
});
