// The time from a write to the published checkpoint that has its record, as a reader of the log's host sees it, while 32 clients pay as fast as they can.
// The bar is 10 s for 95 of 100. Printed, never asserted.
import { request } from "node:http";
import { test } from "vitest";
import { parseCheckpoint } from "@ledge/shared/transparency/checkpoint";
import { parseNote } from "@ledge/shared/transparency/note";
import { startBenchPostgres } from "@ledge/verification/bench/bench-postgres";
import { runLoad } from "@ledge/verification/bench/end-to-end-load";
import { startPlatform } from "@ledge/verification/bench/end-to-end-platform";
import { quantile } from "@ledge/verification/bench/measure";
import { connect } from "../support/database.ts";

const LOAD_MS = 60_000;
/** How exactly the publication of a checkpoint is seen. */
const POLL_MS = 100;

interface Seen {
  readonly size: number;
  readonly atMs: number;
}

/** Records in the checkpoint that the log's host shows; 0: it shows none. */
function sizeShown({ host, port }: { readonly host: string; readonly port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host, port, path: "/checkpoint", headers: { Host: "log.localhost" } }, (answer) => {
      const chunks: Uint8Array[] = [];
      answer.on("data", (chunk: Uint8Array) => chunks.push(chunk));
      answer.on("end", () => resolve(parseCheckpoint(parseNote(new Uint8Array(Buffer.concat(chunks)))?.text ?? "")?.size ?? 0));
    });
    asked.on("error", reject);
    asked.end();
  });
}

test("the lag of checkpoints", { timeout: 400_000 }, async () => {
  const postgres = await startBenchPostgres();
  const platform = await startPlatform(postgres);
  const admin = await connect(platform.adminUrl);
  const seen: Seen[] = [];
  const records = async (): Promise<number> => Number((await admin.query("SELECT count(*) AS n FROM idempotency.keys")).rows[0].n);
  const poll = async (): Promise<void> => {
    const size = await sizeShown(platform.target);
    if (size > (seen.at(-1)?.size ?? 0)) seen.push({ size, atMs: Date.now() });
  };

  let isPaying = true;
  const startedMs = Date.now();
  const load = { ...platform.target, kind: "transfer", connections: 32, originals: [], warmUpMs: 0, measureMs: LOAD_MS } as const;
  const paying = runLoad(load).finally(() => (isPaying = false));
  while (isPaying || (seen.at(-1)?.size ?? 0) < (await records())) {
    await poll();
    await new Promise((resolve) => void setTimeout(resolve, POLL_MS));
  }
  const paid = (await paying).samplesMs.length;

  const { rows } = await admin.query<{ index: string; at: string }>(
    "SELECT index, extract(epoch FROM recorded_at) * 1000 AS at FROM audit.records WHERE recorded_at > to_timestamp($1::double precision / 1000) ORDER BY index",
    [startedMs],
  );
  let next = 0;
  const lags = rows.map(({ index, at }) => {
    while ((seen[next]?.size ?? Infinity) <= Number(index)) next += 1;
    return (seen[next]?.atMs ?? Infinity) - Number(at);
  });
  console.info(
    `${paid} transfers in ${LOAD_MS / 1_000} s, ${seen.length} checkpoints, ${lags.length} records: from the write to the checkpoint ` +
      `p50 ${Math.round(quantile(lags, 0.5))} ms, p95 ${Math.round(quantile(lags, 0.95))} ms, at most ${Math.round(quantile(lags, 1))} ms`,
  );
  await admin.end();
  await platform.stop();
  await postgres.stop();
});
