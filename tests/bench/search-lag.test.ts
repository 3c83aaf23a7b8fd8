// How long after its recording a transfer is in the model, on a platform whose clients pay as fast as they can. Printed, never asserted.
import { performance } from "node:perf_hooks";
import { test } from "vitest";
import { connect } from "../support/database.ts";
import { startLedge } from "../support/ledge.ts";
import { openTestBank, transferOf } from "../support/test-bank.ts";

const CLIENTS = 8;
const LOAD_MS = 60_000;
const PAUSE_MS = 50;
const MS_PER_S = 1_000;

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) * q)] as number;
const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

test("the lag of the search", { timeout: 400_000 }, async () => {
  const ledge = await startLedge();
  const bank = await openTestBank(ledge);
  const payee = await bank.customerWith("0");
  const admin = await connect(ledge.database.adminUrl);
  const endsMs = performance.now() + LOAD_MS;
  let posted = 0;
  const client = async (): Promise<void> => {
    while (performance.now() < endsMs) {
      const body = { ...transferOf(bank.cash, payee.account, "1"), description: `Load ${posted}`, external_id: `load-${(posted += 1)}` };
      await ledge.request("POST", "/v1/transfers", { body });
    }
  };
  const lags: number[] = [];
  // Ids are in the order of recording, to the millisecond: what has come is behind what came before.
  const watch = async (): Promise<void> => {
    for (let last = "00000000-0000-0000-0000-000000000000"; performance.now() < endsMs; await pause(PAUSE_MS)) {
      const { rows } = await admin.query<{ id: string; lag: string }>(
        `SELECT id, date_part('epoch', clock_timestamp() - recorded_at) AS lag FROM search.documents
          WHERE slot = 0 AND viewer = '00000000-0000-0000-0000-000000000000' AND kind = 'transfer' AND id > $1 ORDER BY id`,
        [last],
      );
      lags.push(...rows.map(({ lag }) => Number(lag) * MS_PER_S));
      last = rows.at(-1)?.id ?? last;
    }
  };
  await Promise.all([watch(), ...Array.from({ length: CLIENTS }, client)]);
  console.info(`${Math.round((posted * MS_PER_S) / LOAD_MS)} transfers/s`);
  const [p50, p95, last] = [0.5, 0.95, 1].map((q) => Math.round(quantile(lags, q)));
  console.info(`in the model after p50 ${p50} ms, p95 ${p95} ms, the last ${last} ms, of ${lags.length}`);
  await admin.end();
  await ledge.close();
});
