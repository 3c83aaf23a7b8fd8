// The time from an event's commit to five endpoints while a sixth one answers, and while the sixth one hangs. The cases alternate in one run, so that
// the ratio counts. Printed, never asserted.
import { test } from "vitest";
import { openTestBank } from "../support/test-bank.ts";
import { startLedge } from "../support/ledge.ts";
import { openReceiver } from "@ledge/verification/webhook-receiver/receiver";

const OTHERS = ["/1", "/2", "/3", "/4", "/5"];
const TURNS = 12;
const TRANSFERS_PER_TURN = 60;
/** The pause between two transfers, so that no transfer waits for another. */
const PAUSE_MS = 250;

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * q)] as number;
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

test("the lag of webhooks", { timeout: 400_000 }, async () => {
  const ledge = await startLedge({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } } });
  const bank = await openTestBank(ledge);
  const payer = await bank.customerWith("1000000");
  const payee = await bank.customerWith("0");
  const receiver = await openReceiver();
  receiver.reply("/hanging", "never");
  const create = async (path: string): Promise<any> =>
    (await ledge.request("POST", "/v1/webhook-endpoints", { body: { url: receiver.at(path), events: ["transfer.posted"] } })).json;
  for (const path of OTHERS) await create(path);
  const endpoints = { calm: await create("/calm"), hanging: await create("/hanging") };
  const set = async (kind: "calm" | "hanging", status: "enabled" | "disabled"): Promise<void> => {
    const options = { body: { status }, headers: { "If-Match": `"${endpoints[kind].version}"` } };
    endpoints[kind] = (await ledge.request("PATCH", `/v1/webhook-endpoints/${endpoints[kind].id}`, options)).json;
  };
  const lags: Record<"calm" | "hanging", number[]> = { calm: [], hanging: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const kind = turn % 2 === 0 ? "calm" : "hanging";
    await set(kind === "calm" ? "hanging" : "calm", "disabled");
    await set(kind, "enabled");
    const before = new Map(OTHERS.map((path) => [path, receiver.received(path).length]));
    const latest = (path: string) => receiver.received(path).slice(before.get(path));
    for (let index = 0; index < TRANSFERS_PER_TURN; index += 1) {
      await bank.pay(payer.account, payee.account, "1");
      await pause(PAUSE_MS);
    }
    while (OTHERS.some((path) => latest(path).length < TRANSFERS_PER_TURN)) await pause(PAUSE_MS);
    lags[kind].push(...OTHERS.flatMap((path) => latest(path).map(({ atMs, json }) => atMs - Date.parse(json.occurred_at as string))));
  }
  for (const kind of ["calm", "hanging"] as const) {
    console.info(
      `${kind.padEnd(8)} p50 ${quantile(lags[kind], 0.5)} ms, p95 ${quantile(lags[kind], 0.95)} ms, ${lags[kind].length} deliveries`,
    );
  }
  console.info(
    `hanging / calm: p50 ${(quantile(lags.hanging, 0.5) / quantile(lags.calm, 0.5)).toFixed(2)}, p95 ${(quantile(lags.hanging, 0.95) / quantile(lags.calm, 0.95)).toFixed(2)}`,
  );
  await receiver.close();
  await ledge.close();
});
