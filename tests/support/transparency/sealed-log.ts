// The audit Worker as it is deployed, on workerd with R2, a queue and SQLite, whose state is in a folder, so that it can be killed and started again. Before
// it is a core-service that has a number of leaves, and behind it the log's public host.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { logKeyText } from "@ledge/database/new-log-key";
import { type Bundle, bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers, type RunningWorkers } from "@ledge/dev/workerd/run-workers";
import type { V4WorkerOptions } from "miniflare";
import { requestHost } from "../request-host.ts";

const CONFIG = "workers/audit/wrangler.toml";
const HOST = "front.localhost";
export const ORIGIN = "log.localhost";

/** Its leaves are the texts `entry 0`, `entry 1` and so on, base64. */
const CORE = `import { WorkerEntrypoint } from "cloudflare:workers";
let size = null;
const entry = (index) => btoa("entry " + index);
export class Audit extends WorkerEntrypoint {
  readLeaves(from, most) {
    size ??= this.env.SIZE;
    const entries = Array.from({ length: Math.max(0, Math.min(most, size - from)) }, (_, at) => entry(from + at));
    const recordedMs = entries.length === 0 ? null : { first: Date.now(), last: Date.now() };
    return { size, previous: from === 0 ? null : entry(from - 1), entries, recordedMs };
  }
}
export class Test extends WorkerEntrypoint {
  async grow(to) {
    size = to;
    await this.env.AUDIT.send({ size });
  }
}
export default { fetch: () => new Response(null, { status: 404 }) };`;
const FRONT = `export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/grow") return await env.LOG_HOST.fetch(request);
    await env.CORE.grow(Number(searchParams.get("to")));
    return new Response();
  },
};`;

let bundled: Promise<Bundle> | undefined;
const bundleOnce = async (): Promise<Bundle> => await (bundled ??= bundleWorkers([CONFIG]).then(([bundle]) => bundle as Bundle));

export interface SealedLog {
  readonly logs: readonly string[];
  get(path: string): Promise<{ status: number; bytes: Uint8Array }>;
  /** Says that there are as many leaves. */
  grow(to: number): Promise<void>;
  /** Ends the process, and starts another one on what is stored. @param size of leaves then. */
  restart(size: number): Promise<void>;
  stop(): Promise<void>;
}

/** @param vars settings of witnesses. */
export async function startSealedLog(vars: Readonly<Record<string, string>>): Promise<SealedLog> {
  const bundle = await bundleOnce();
  const stateDir = mkdtempSync(join(tmpdir(), "ledge-log-"));
  const logs: string[] = [];
  const made = (name: string, contents: string) => ({
    ...{ name, compatibilityDate: "2026-11-01" },
    modules: [{ type: "ESModule" as const, path: "index.js", contents }],
  });
  const beside = (size: number): V4WorkerOptions[] => [
    { ...made("ledge-core", CORE), bindings: { SIZE: size }, queueProducers: { AUDIT: "ledge-audit" } },
    {
      ...made("front", FRONT),
      routes: [`${HOST}/*`],
      serviceBindings: {
        CORE: { name: "ledge-core", entrypoint: "Test" },
        LOG_HOST: { name: "ledge-audit", entrypoint: "LogHost", props: { caller: "gateway" } },
      },
    },
  ];
  const start = (size: number): Promise<RunningWorkers> =>
    runWorkers({
      ...{ bundles: [bundle], port: 0, stateDir, vars: { [CONFIG]: vars }, beside: beside(size) },
      secrets: { CURSOR_KEY: "a-cursor-key-for-tests", LOG_KEY: logKeyText(ORIGIN, "07".repeat(32)), RECEIPT_KEYS: "08".repeat(32) },
      // Nobody counts its lines here.
      adapt: (_config, options) => ({ ...options, tails: [] }),
      onLog: (line) => void logs.push(line),
    });
  let running = await start(0);
  const ask = async (path: string) => {
    const answer = await requestHost(running.url, HOST, "GET", path);
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  return {
    logs,
    get: ask,
    grow: async (to) => void (await ask(`/grow?to=${to}`)),
    async restart(size) {
      await running.stop();
      running = await start(size);
    },
    async stop() {
      await running.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}
