// What the runtime ended before it had written its line is counted all the same.
import { expect, test } from "vitest";
import { type Ended, sampleOfUnfinished } from "../../workers/telemetry/src/unfinished.ts";

const FETCH = { request: { headers: {}, method: "GET", url: "https://api.example.com/" } } as unknown as Ended["event"];
const CALL = { rpcMethod: "post" } as unknown as Ended["event"];
const of = (change: Partial<Ended>): string | null => {
  const event: Ended = {
    outcome: "exceededCpu",
    scriptName: "ledge-gateway",
    scriptVersion: { id: "v1" },
    event: FETCH,
    eventTimestamp: 1_000,
    ...change,
  };
  const sample = sampleOfUnfinished(event, 1_030);
  if (sample === null) return null;
  const { service, operation, version, statusClass, errorType } = sample.labels;
  return [service, operation, version, statusClass, errorType, sample.value].join(" ");
};

test.each<[string, Partial<Ended>, string | null]>([
  ["took too much of the processor", {}, "gateway unfinished v1 5xx exceededCpu 30"],
  ["threw where nothing catches", { outcome: "exception" }, "gateway unfinished v1 5xx exception 30"],
  ["was of a preview", { scriptName: "ledge-gateway-pr-12" }, "gateway unfinished v1 5xx exceededCpu 30"],
  ["was work of a queue", { scriptName: "ledge-webhooks", outcome: "exceededMemory" }, "webhooks unfinished v1 5xx exceededMemory 30"],
  ["was left by its client", { outcome: "canceled" }, "gateway unfinished v1 4xx canceled 30"],
  ["has no name, as locally", { scriptName: null }, "unknown unfinished v1 5xx exceededCpu 30"],
  ["ended well", { outcome: "ok" }, null],
  ["was left by the gateway", { scriptName: "ledge-webhooks", outcome: "canceled" }, null],
  ["was called by a request that has a line", { event: CALL }, null],
  ["ended in a way that is no name", { outcome: "a text\nof another kind" }, null],
])("an event that %s", (_what, change, counted) => {
  expect(of(change)).toBe(counted);
});
