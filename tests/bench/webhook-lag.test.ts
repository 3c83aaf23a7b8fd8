// How long an event takes from its commit to five endpoints, in a calm run beside a sixth that answers; and what becomes of that when the
// sixth hangs. Turn by turn in one run: the ratio counts. Printed, never asserted.
import { test } from "vitest";
import { openBank } from "../support/bank.ts";
import { openHouse } from "../support/house.ts";
import { openSink } from "../support/sinks.ts";

const SINKS = 5;
const TURNS = 12;
const TRANSFERS_PER_TURN = 60;
/** Between two transfers: a calm run, in which no transfer waits for another. */
const PAUSE_MS = 250;

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * q)] as number;
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

test("the lag of webhooks", { timeout: 400_000 }, async () => {
  const house = await openHouse({ vars: { "workers/webhooks/wrangler.toml": { WEBHOOK_LOOPBACK: "allowed" } } });
  const bank = await openBank(house);
  const payer = await bank.customerWith("1000000");
  const payee = await bank.customerWith("0");
  const create = async (url: string): Promise<any> =>
    (await house.request("POST", "/v1/webhook-endpoints", { body: { url, events: ["transfer.posted"] } })).json;
  const sinks = await Promise.all(Array.from({ length: SINKS }, () => openSink()));
  for (const { url } of sinks) await create(url);
  const sixth = { calm: await openSink(), hanging: await openSink(() => undefined) };
  const endpoints = { calm: await create(sixth.calm.url), hanging: await create(sixth.hanging.url) };
  const set = async (kind: "calm" | "hanging", status: "enabled" | "disabled"): Promise<void> => {
    const options = { body: { status }, headers: { "If-Match": `"${endpoints[kind].version}"` } };
    endpoints[kind] = (await house.request("PATCH", `/v1/webhook-endpoints/${endpoints[kind].id}`, options)).json;
  };
  const lags: Record<"calm" | "hanging", number[]> = { calm: [], hanging: [] };
  for (let turn = 0; turn < TURNS; turn += 1) {
    const kind = turn % 2 === 0 ? "calm" : "hanging";
    await set(kind === "calm" ? "hanging" : "calm", "disabled");
    await set(kind, "enabled");
    for (const sink of sinks) sink.received.length = 0;
    for (let index = 0; index < TRANSFERS_PER_TURN; index += 1) {
      await bank.pay(payer.account, payee.account, "1");
      await pause(PAUSE_MS);
    }
    while (sinks.some((sink) => sink.received.length < TRANSFERS_PER_TURN)) await pause(PAUSE_MS);
    const all = sinks.flatMap((sink) =>
      sink.received.map(({ atMs, body }) => atMs - Date.parse((JSON.parse(body) as { occurred_at: string }).occurred_at)),
    );
    lags[kind].push(...all);
  }
  for (const kind of ["calm", "hanging"] as const) {
    console.info(
      `${kind.padEnd(8)} p50 ${quantile(lags[kind], 0.5)} ms, p95 ${quantile(lags[kind], 0.95)} ms, ${lags[kind].length} deliveries`,
    );
  }
  console.info(
    `hanging / calm: p50 ${(quantile(lags.hanging, 0.5) / quantile(lags.calm, 0.5)).toFixed(2)}, p95 ${(quantile(lags.hanging, 0.95) / quantile(lags.calm, 0.95)).toFixed(2)}`,
  );
  for (const sink of [...sinks, sixth.calm, sixth.hanging]) await sink.close();
  await house.close();
});
