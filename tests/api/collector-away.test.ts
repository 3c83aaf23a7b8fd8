// A collector that does not answer, or refuses, changes no answer: nobody waits for it, what waits to be sent is bounded, and what it never got is counted.
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Ledge, type LedgeResponse, startLedge } from "../support/ledge.ts";
import { OtlpReceiver } from "../support/otlp-receiver.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

/** The collector's time-out. */
const POST_MS = 5_000;
const REQUESTS = 60;

let collector: OtlpReceiver;
let ledge: Ledge;
let bank: TestBank;
let account: string;

beforeAll(async () => {
  collector = await OtlpReceiver.start();
  ledge = await startLedge({
    vars: { "workers/telemetry/wrangler.toml": { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: "1" } },
  });
  bank = await openTestBank(ledge);
  account = (await bank.customerWith("1000")).account;
});
afterAll(async () => {
  await ledge.close();
  await collector.stop();
});

const pay = async (): Promise<LedgeResponse> => await ledge.request("POST", "/v1/transfers", { body: transferOf(bank.cash, account, "1") });

async function load(): Promise<{ readonly statuses: ReadonlySet<number>; readonly longestMs: number }> {
  const answers = await Promise.all(
    Array.from({ length: REQUESTS }, async () => {
      const beganMs = performance.now();
      return { status: (await pay()).status, ms: performance.now() - beganMs };
    }),
  );
  return { statuses: new Set(answers.map(({ status }) => status)), longestMs: Math.max(...answers.map(({ ms }) => ms)) };
}

async function dropped(): Promise<number> {
  const { text } = await ledge.request("GET", "/metrics");
  return Number(/^ledge_telemetry_dropped_total\{signal="traces"\} (\d+)$/m.exec(text)?.[1]);
}

async function changesNothing(behaviour: "silent" | number): Promise<void> {
  collector.behaviour = behaviour;
  const [asked, before] = [collector.received.length, await dropped()];
  const { statuses, longestMs } = await load();
  expect([...statuses]).toEqual([201]);
  expect(longestMs).toBeLessThan(POST_MS);
  // What is left out is counted with the next lines.
  const counted = async (): Promise<number> => {
    await pay();
    return await dropped();
  };
  await expect.poll(counted).toBeGreaterThan(before);
  // Given up after three failures, and asked once more each 30 s.
  expect(collector.received.length - asked).toBeLessThanOrEqual(6);
  expect([...(await load()).statuses]).toEqual([201]);
}

test("a collector that never answers changes no answer, and is asked a bounded number of times", async () => {
  await changesNothing("silent");
});

test("it is sent what comes when it answers again", async () => {
  collector.behaviour = "takes";
  collector.received.length = 0;
  const spans = async (): Promise<number> => {
    await pay();
    return collector.spans().length;
  };
  await expect.poll(spans).toBeGreaterThan(0);
});

test("a collector that refuses changes no answer either", async () => {
  await changesNothing(503);
});
