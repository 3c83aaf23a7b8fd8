// What comes back of a piece of work beside its answer: who did it, how long it took, and how it ended, before what was inside it.
import { addHops, type Hop, hopsOf, parseHops, takeHops, withHops } from "@ledge/shared/telemetry/hops";
import { span, spanInto } from "@ledge/shared/telemetry/span";
import { describe, expect, test } from "vitest";

const HOP: Hop = { service: "lane", operation: "createTransfer", version: "v1", duration_ms: 3, outcome: "ok" };
const WHO = { service: "core", version: "v2" };

/** A clock that is 5 ms later each time. */
function clock(): () => number {
  let nowMs = 100;
  return () => (nowMs += 5);
}
const measured = <Answer>(answer: Answer) => span("createTransfer", WHO, async () => answer, undefined, clock());

describe("a span", () => {
  test.each([
    ["a result", { ok: true, value: 1 }, "ok"],
    ["a refusal", { ok: false, refusal: { code: "insufficient_funds" } }, "insufficient_funds"],
    ["a page", { rows: [] }, "ok"],
  ])("of %s comes before those inside it", async (_what, answer, outcome) => {
    const { answer: bare, hops } = takeHops(await measured(withHops(answer, [HOP])));
    expect(bare).toEqual(answer);
    const [own, inner] = hops;
    expect(own).toEqual({
      ...{ service: "core", operation: "createTransfer", version: "v2", duration_ms: 5, outcome },
      ...{ span_id: expect.stringMatching(/^[0-9a-f]{16}$/), started_ms: 105 },
    });
    expect(inner).toEqual({ ...HOP, parent_id: own?.span_id });
  });

  test("of what fails is with the error, and the error is the same", async () => {
    const error = addHops(new TypeError("away"), [HOP]);
    const failing = span("createTransfer", WHO, () => Promise.reject(error), undefined, clock());
    await expect(failing).rejects.toBe(error);
    const [own, inner] = hopsOf(error);
    expect(own).toMatchObject({ service: "core", operation: "createTransfer", version: "v2", duration_ms: 5, outcome: "TypeError" });
    expect(inner).toEqual({ ...HOP, parent_id: own?.span_id });
  });

  test("is the parent of the outermost spans inside it, and of no other", async () => {
    const answer = await span("a", WHO, () => span("b", WHO, () => span("c", WHO, async () => ({}))));
    const [a, b, c] = takeHops(answer).hops;
    expect([a?.parent_id, b?.parent_id, c?.parent_id]).toEqual([undefined, a?.span_id, b?.span_id]);
    expect(new Set([a?.span_id, b?.span_id, c?.span_id]).size).toBe(3);
  });

  test("is put into a list where an answer can carry none, whatever becomes of the work", async () => {
    const hops: Hop[] = [];
    expect(await spanInto(hops, "list", WHO, async () => [1], undefined, clock())).toEqual([1]);
    await expect(spanInto(hops, "list", WHO, () => Promise.reject(new RangeError("Ada")))).rejects.toThrow("Ada");
    expect(hops.map(({ operation, outcome }) => `${operation} ${outcome}`)).toEqual(["list ok", "list RangeError"]);
  });

  test.each([[null], [undefined], ["text"], [7], [[1, 2]], [new Date(0)]])(
    "leaves %j as it is, which can carry nothing",
    async (answer) => {
      expect(await measured(answer)).toBe(answer);
      expect(takeHops(answer)).toEqual({ answer, hops: [] });
    },
  );

  test("whose clock runs back took no time", async () => {
    let nowMs = 0;
    const answer = await span(
      "a",
      WHO,
      async () => ({}),
      undefined,
      () => (nowMs -= 5),
    );
    expect(takeHops(answer).hops[0]?.duration_ms).toBe(0);
  });

  test("changes no object that others hold, too", async () => {
    const shared = Object.freeze({ ok: true });
    await measured(shared);
    expect(shared).toEqual({ ok: true });
  });
});

describe("hops that come from elsewhere", () => {
  const hop = (change: object) => JSON.stringify([{ ...HOP, ...change }]);
  test.each([
    [null],
    [""],
    ["{"],
    ["null"],
    ['{"service":"a"}'],
    ["[null, 1, []]"],
    [hop({ duration_ms: "3" })],
    [hop({ duration_ms: null })],
    [hop({ outcome: { a: 1 } })],
    [hop({ service: 1 })],
    [hop({ span_id: "00f067aa0ba902b" })],
    [hop({ span_id: "0".repeat(16) })],
    [hop({ parent_id: "DE02120300000000" })],
    [hop({ started_ms: "1" })],
    [hop({ batch: { id: "00f067aa0ba902b7" } })],
    [hop({ links: [{ trace_id: "Ada", span_id: "00f067aa0ba902b7" }] })],
    [hop({ links: [null] })],
    [hop({ links: Array.from({ length: 129 }, () => ({ trace_id: "1".repeat(32), span_id: "1".repeat(16) })) })],
  ])("are none of %s", (text) => {
    expect(parseHops(text)).toEqual([]);
  });

  test("are no more than a bounded number", () => {
    expect(parseHops(JSON.stringify(Array.from({ length: 10_000 }, () => HOP)))).toHaveLength(32);
    expect(parseHops(JSON.stringify([HOP]))).toEqual([HOP]);
  });
});
