// The witness as it is deployed, on workerd, with the sample keys; its state is in a folder, so that it can be stopped and started again.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Bundle, bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers, type RunningWorkers } from "@ledge/dev/workerd/run-workers";
import { CONFIGS_BESIDE } from "@ledge/repository/workers";
import { fromUtf8, toBase64, toUtf8 } from "@ledge/shared/transparency/encoding";

/** Replaces a text of the bundle, which is there once. */
export type Mutation = readonly [from: string, to: string];

let bundled: Promise<Bundle> | undefined;
const bundleOnce = async (): Promise<Bundle> => await (bundled ??= bundleWorkers(CONFIGS_BESIDE).then(([bundle]) => bundle as Bundle));

export interface Witness {
  readonly logs: readonly string[];
  /** While it runs: it changes with a restart. */
  readonly url: string;
  post(body: Uint8Array | string): Promise<{ status: number; type: string | null; text: string }>;
  get(path: string, init?: RequestInit): Promise<{ status: number; text: string; headers: Headers }>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startWitness(
  logs: Readonly<Record<string, readonly string[]>>,
  secrets: string,
  mutations: readonly Mutation[] = [],
): Promise<Witness> {
  const bundle = await bundleOnce();
  const stateDir = mkdtempSync(join(tmpdir(), "ledge-witness-"));
  const lines: string[] = [];
  const script = mutations.reduce(mutated, bundle.script);
  const start = (): Promise<RunningWorkers> =>
    runWorkers({
      bundles: [{ ...bundle, script }],
      port: 0,
      stateDir,
      secrets: { WITNESS_KEYS: secrets },
      vars: { [bundle.configPath]: { LOGS: JSON.stringify(logs) } },
      onLog: (line) => void lines.push(line),
    });
  let running = await start();
  return {
    logs: lines,
    get url() {
      return running.url.href;
    },
    async post(body) {
      const response = await fetch(new URL("/add-checkpoint", running.url), {
        method: "POST",
        body: body as NonNullable<RequestInit["body"]>,
      });
      return { status: response.status, type: response.headers.get("Content-Type"), text: await response.text() };
    },
    async get(path, init = {}) {
      const response = await fetch(new URL(path, running.url), init);
      return { status: response.status, text: await response.text(), headers: response.headers };
    },
    async restart() {
      await running.stop();
      running = await start();
    },
    async stop() {
      await running.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

function mutated(script: string, [from, to]: Mutation): string {
  if (script.split(from).length !== 2) throw new Error(`the bundle does not have exactly once: ${from}`);
  return script.replace(from, to);
}

/** The body of add-checkpoint. */
export const submission = (oldSize: number | string, proof: readonly Uint8Array[], checkpoint: Uint8Array): Uint8Array =>
  toUtf8(`old ${oldSize}\n${proof.map((hash) => `${toBase64(hash)}\n`).join("")}\n${fromUtf8(checkpoint)}`);
