// Runs bundles of Workers under Miniflare as they are deployed, without a development server, rebuilding or watching.
import { join } from "node:path";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, type V4WorkerOptions } from "miniflare";
import { unstable_getMiniflareWorkerOptions, unstable_readConfig } from "wrangler";
import { ROOT } from "@ledge/repository/root";
import type { Bundle } from "./bundle-workers.ts";
import { publishIn } from "./local-store.ts";

/** The Worker that has the database. */
const CORE = "ledge-core";

export interface RunWorkersOptions {
  /** The first Worker serves the port. */
  readonly bundles: readonly Bundle[];
  readonly port: number;
  /** The folder for the state of Durable Objects and queues; null: it is kept in memory. */
  readonly stateDir: string | null;
  /** Of the database, as the runtime's login; for the Worker that has it. */
  readonly databaseUrl?: string;
  /** Secrets by name; each Worker gets those that its configuration requires. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Variables that replace those of a configuration, by its path. */
  readonly vars?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Called with each line that the Workers log. */
  readonly onLog: (line: string) => void;
  /** Changes the options of a Worker for Miniflare: for instance, to use another queue. */
  readonly adapt?: (configPath: string, options: V4WorkerOptions) => V4WorkerOptions;
  /** Workers that are not part of the product, to run in the same workerd. */
  readonly beside?: readonly V4WorkerOptions[];
}

export interface RunningWorkers {
  readonly url: URL;
  stop(): Promise<void>;
}

/** Starts the Workers in one workerd on loopback. @throws when a bundle does not start. */
export async function runWorkers(options: RunWorkersOptions): Promise<RunningWorkers> {
  const workers = options.bundles.map((bundle) => {
    const own = workerOptions(bundle, options);
    return options.adapt?.(bundle.configPath, own) ?? own;
  });
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      host: "127.0.0.1",
      port: options.port,
      cf: false,
      log: new Log(LogLevel.ERROR),
      handleStructuredLogs: ({ message }) => options.onLog(message),
      ...(options.stateDir === null ? {} : { resourcePersistencePath: options.stateDir }),
      workers: [...workers, ...(options.beside ?? [])],
    }),
  );
  const url = await miniflare.ready;
  if (options.databaseUrl !== undefined) await publishIn(miniflare, CORE, { generation: 1, urls: [options.databaseUrl] });
  return { url, stop: () => miniflare.dispose() };
}

function workerOptions({ configPath, script }: Bundle, { secrets, vars }: RunWorkersOptions): V4WorkerOptions {
  const config = unstable_readConfig({ config: join(ROOT, configPath) }, { hideWarnings: true });
  const { workerOptions: own } = unstable_getMiniflareWorkerOptions({ ...config, secrets: undefined } as typeof config);
  const { modulesRules: _, rootPath: __, ...rest } = own;
  const required: readonly string[] = config.secrets?.required ?? [];
  return {
    ...rest,
    name: config.name ?? configPath,
    modules: [{ type: "ESModule", path: "index.js", contents: script }],
    bindings: { ...config.vars, ...vars?.[configPath], ...Object.fromEntries(required.map((name) => [name, secrets[name] ?? ""])) },
  };
}
