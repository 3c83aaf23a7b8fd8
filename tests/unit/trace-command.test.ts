// `npm start -- --trace` keeps a bounded amount of what it is sent, and `npm run trace` shows what happened to one request of it.
import { spawnSync } from "node:child_process";
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "@ledge/command/run-script";
import { readTraces, type Span } from "@ledge/dev/trace/read-traces";
import { forgetTraces, startReceiver, TRACE_FILES } from "@ledge/dev/trace/receiver";
import { waterfall } from "@ledge/dev/trace/waterfall";
import { ROOT } from "@ledge/repository/root";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const FOLDER = mkdtempSync(join(tmpdir(), "ledge-traces-"));
const [FILE, OLDER] = TRACE_FILES.map((name) => join(FOLDER, name)) as [string, string];
const MOST = 2_000;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  for (const file of [FILE, OLDER]) writeFileSync(file, spanBody("of an earlier start"));
  forgetTraces(FOLDER);
  receiver = await startReceiver(FOLDER, MOST);
});
afterAll(async () => {
  await receiver.stop();
  rmSync(FOLDER, { recursive: true });
});

const post = async (path: string, body: string): Promise<number> =>
  (await fetch(receiver.url + path, { method: "POST", body, headers: { "Content-Type": "application/json" } })).status;
const attribute = (key: string, value: string) => ({ key, value: { stringValue: value } });
const spanBody = (spanId: string) =>
  JSON.stringify({
    resourceSpans: [
      {
        resource: { attributes: [attribute("service.name", "gateway")] },
        scopeSpans: [
          {
            spans: [
              {
                ...{ traceId: "t", spanId, name: "createTransfer", startTimeUnixNano: "1000000", endTimeUnixNano: "3500000" },
                ...{ attributes: [attribute("ledge.request_id", "req_1")], links: [] },
              },
            ],
          },
        ],
      },
    ],
  });

describe("what is kept", () => {
  test("is what was sent since the start, and no metrics", async () => {
    expect(readTraces(FOLDER)).toBeNull();
    expect([await post("/v1/traces", spanBody("s1")), await post("/v1/metrics", "{}"), await post("/elsewhere", "{}")]).toEqual([
      200, 200, 200,
    ]);
    expect(readTraces(FOLDER)).toEqual({
      spans: [
        {
          ...{ traceId: "t", spanId: "s1", parentSpanId: null, name: "createTransfer", service: "gateway", startMs: 1, endMs: 3.5 },
          ...{ attributes: { "ledge.request_id": "req_1" }, links: [] },
        },
      ],
      logs: [],
    });
  });

  test("is read without a line that a kill has torn", () => {
    appendFileSync(FILE, `${spanBody("torn").slice(0, 40)}\n{"resourceSpans":7}\n`);
    expect(readTraces(FOLDER)?.spans.map(({ spanId }) => spanId)).toEqual(["s1"]);
  });

  test("is bounded: the older file goes, and a body that is too long is refused", async () => {
    for (let at = 0; at < 50; at += 1) await post("/v1/traces", spanBody(`s${at}`));
    expect([statSync(FILE).size, statSync(OLDER).size].every((size) => size < MOST + 500)).toBe(true);
    const kept = readTraces(FOLDER)?.spans.map(({ spanId }) => spanId) ?? [];
    expect([kept.includes("s49"), kept.includes("s0")]).toEqual([true, false]);
    expect(await post("/v1/traces", JSON.stringify("x".repeat(5_000_000)))).toBe(413);
    await expect(post("/v1/traces", "no JSON")).rejects.toThrow();
    expect(existsSync(FILE)).toBe(true);
  });
});

test("a start that kept none is said to have kept none", () => {
  const empty = mkdtempSync(join(tmpdir(), "ledge-no-traces-"));
  const id = encodeId("request", newUuid());
  const { status, stderr } = spawnSync(process.execPath, ["tools/run.mjs", "trace", id, "--state", empty], { cwd: ROOT, encoding: "utf8" });
  rmSync(empty, { recursive: true });
  expect([status, stderr]).toEqual([1, `The last start with ${empty} kept no traces: start the platform by npm start -- --trace.\n`]);
});

describe("of another platform", () => {
  const id = encodeId("request", newUuid());
  const trace = (...args: string[]) =>
    runScript(join(ROOT, "tools/dev/src/trace/main.ts"), args, { cwd: ROOT, timeoutMs: 60_000, env: { ...process.env, LEDGE_KEY: "k" } });

  test("that does not answer, or answers what no platform does, it says so in one line", async () => {
    const server = createServer((_, response) => void response.writeHead(502, { "Content-Type": "text/html" }).end("<h1>Bad gateway</h1>"));
    await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await trace(id, "--url", url)).toEqual({
      ...{ code: 1, output: `${url} answered 502, and no JSON: it is no platform, or something before it answered.\n` },
    });
    await new Promise((resolve) => server.close(resolve));
    expect(await trace(id, "--url", url)).toEqual({ code: 1, output: `${url} does not answer.\n` });
  });

  test.each([["req_1"], ["trf_01m82tj0w2e2rs0hjyda15sfpr"], []])("nothing is asked without the id of one request: %j", async (...ids) => {
    const { code, output } = await trace(...ids, "--url", "http://127.0.0.1:1");
    expect([code, output]).toEqual([2, expect.stringMatching(/^Give the id of one request: req_…\n/)]);
  });
});

describe("a waterfall", () => {
  const span = (spanId: string, parentSpanId: string | null, startMs: number, endMs: number, change: Partial<Span> = {}): Span => ({
    ...{ traceId: "t1", spanId, parentSpanId, name: `do-${spanId}`, service: `service-${spanId}`, startMs, endMs, links: [] },
    attributes: { "ledge.request_id": "req_1" },
    ...change,
  });
  const caused = { traceId: "t2", attributes: {} };
  const traces = {
    spans: [
      span("c", "b", 30, 60, { attributes: { "ledge.request_id": "req_1", "error.type": "TypeError", "db.operation.batch.size": "7" } }),
      span("a", "client", 0, 100, { attributes: { "ledge.request_id": "req_1", "http.response.status_code": "500" } }),
      span("b", "a", 20, 80),
      span("other", null, 0, 1, { attributes: { "ledge.request_id": "req_2" } }),
      span("mine", "run", 200, 300, { ...caused, links: [{ traceId: "t1", spanId: "a" }] }),
      span("run", null, 150, 400, caused),
      span("another", "run", 300, 400, { ...caused, links: [{ traceId: "t9", spanId: "z" }] }),
    ],
    logs: [
      {
        atMs: 0,
        level: "warn",
        name: "forward",
        service: "gateway",
        attributes: { "ledge.request_id": "req_1", "error.type": "TypeError" },
      },
      { atMs: 0, level: "info", name: "other", service: "gateway", attributes: { "ledge.request_id": "req_2" } },
    ],
  };

  test("has each span inside the one that it was in, what its events caused, and its lines of the log", () => {
    const text = waterfall("req_1", traces) as string;
    const rows = text.split("\n").map((line) => line.trimEnd());
    expect(rows.filter((row) => /service-/.test(row)).map((row) => /^( *)service-(\w+)/.exec(row)?.slice(1, 3))).toEqual([
      ["", "a"],
      ["  ", "b"],
      ["    ", "c"],
      ["", "run"],
      ["  ", "mine"],
    ]);
    expect(rows.find((row) => row.includes("do-c"))).toMatch(/\| {12}█{12} {16}\| +\+30 ms +30 ms +TypeError in a batch of 7$/);
    expect(rows.find((row) => row.includes("do-a"))).toMatch(/500 ok$/);
    expect(rows.at(-1)).toBe("1970-01-01T00:00:00.000Z warn gateway forward error.type=TypeError");
    expect(text).not.toMatch(/other/);
  });

  test("is nothing of a request that nothing is known of", () => {
    expect(waterfall("req_3", traces)).toBeNull();
  });
});
