// Metrics as another's program reads them: the strict parser of OpenMetrics of Prometheus' own client.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Platform, startPlatform } from "./platform.ts";
import { PYTHON_FOLDER, pythonTools } from "./python.ts";
import { run } from "./run-tool.ts";

const TIMEOUT_MS = 60_000;
const SOON_MS = 20_000;
const python = await pythonTools();
const missing = "missing" in python ? python.missing : null;
if (missing !== null) console.warn(`prometheus_client is skipped: ${missing}`);
let platform: Platform;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledge-metrics-"));
  platform = await startPlatform();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await platform.stop();
});

const get = (path: string): Promise<Response> =>
  fetch(new URL(path, platform.url), { headers: { Authorization: `Bearer ${platform.operatorKey}` } });

test.skipIf(missing !== null)(
  "prometheus_client reads /metrics, and finds as many requests as were answered",
  { timeout: TIMEOUT_MS },
  async () => {
    if ("missing" in python) throw new Error(python.missing);
    for (const path of ["/v1/accounts", "/v1/accounts", "/v1/transfers", "/v1/nothing"]) await (await get(path)).text();
    const file = join(folder, "metrics.txt");
    const read = async (): Promise<string[]> => {
      writeFileSync(file, await (await get("/metrics")).text());
      const { exitCode, output } = await run(python.bin("python"), [join(PYTHON_FOLDER, "read_metrics.py"), file], {
        cwd: folder,
        timeoutMs: TIMEOUT_MS,
      });
      return exitCode === 0 ? output.trim().split("\n") : [output];
    };
    await expect
      .poll(read, { timeout: SOON_MS })
      .toEqual([
        "counter:ledge_operations histogram:ledge_operation_duration_seconds",
        "listAccounts=2 listTransfers=1 unmatched=1",
        "True",
      ]);
  },
);
