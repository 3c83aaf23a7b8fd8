// A group commit in the traces of its requests: each has the statement among its own spans, and all of them lead to one another.
import type { Hop } from "@ledge/shared/telemetry/hops";
import type { SpanContext } from "@ledge/shared/telemetry/span-context";
import { expect, test } from "vitest";
import { batchSpan } from "../../core-service/src/lane/batch-span.ts";
import { GroupCommit } from "../../core-service/src/lane/group-commit.ts";

const contextOf = (at: number): SpanContext => ({ trace_id: `${at}`.padStart(32, "a"), span_id: `${at}`.padStart(16, "b") });
const waiting = (context: SpanContext | null) => ({ context, hops: [] as Hop[] });

async function hopsOfBatch(contexts: readonly (SpanContext | null)[], failing: readonly number[] = []): Promise<Hop[]> {
  let nowMs = 0;
  const spans = contexts.map(waiting);
  const settled = contexts.map((_, at) => (failing.includes(at) ? { ok: false, error: new RangeError("Ada") } : { ok: true }));
  await batchSpan(
    "postTransfers",
    "v1",
    spans,
    async () => settled,
    () => (nowMs += 4),
  );
  return spans.map(({ hops }) => hops[0] as Hop);
}

test("each request names its batch; the batch's span links the requests, and theirs link it", async () => {
  const contexts = [contextOf(1), contextOf(2), contextOf(3)];
  const [first, ...others] = await hopsOfBatch(contexts, [2]);
  const id = first?.span_id as string;
  expect(first).toMatchObject({ service: "postgres", operation: "postTransfers", outcome: "ok", started_ms: 4, duration_ms: 4 });
  expect(first).toMatchObject({ batch: { id, size: 3 }, links: [contextOf(2), contextOf(3)] });
  for (const other of others)
    expect(other).toMatchObject({ batch: { id, size: 3 }, links: [{ trace_id: contextOf(1).trace_id, span_id: id }] });
  expect(others.map(({ outcome }) => outcome)).toEqual(["ok", "RangeError"]);
  expect(new Set([first, ...others].map((hop) => hop?.span_id)).size).toBe(3);
});

test("links are bounded, and what is in no trace is linked to by nobody", async () => {
  const hops = await hopsOfBatch([null, ...Array.from({ length: 500 }, (_, at) => contextOf(at))]);
  expect(hops.map(({ links }) => links?.length)).toEqual([1, 128, ...Array.from({ length: 499 }, () => 1)]);
  for (const hop of await hopsOfBatch([null, null])) expect(hop).not.toHaveProperty("links");
});

test("whoever waits for nobody else's answer gets the hop of the batch that had its item", async () => {
  const sizes: number[][] = [];
  const group = new GroupCommit<number, number>(async (batch) => batch.map((outcome) => ({ ok: true, outcome })), {
    ...{ maxWeight: 10, maxWaiting: 10, endsAll: () => false },
    around: (spans, commit) => batchSpan("read", "v1", spans, commit),
  });
  const spans = [1, 2, 3].map((at) => waiting(contextOf(at)));
  await Promise.all(spans.map((span, at) => group.submit(at, "one", span)));
  for (const { hops } of spans) sizes.push(hops.map(({ batch }) => batch?.size as number));
  expect(sizes).toEqual([[1], [2], [2]]);
});
