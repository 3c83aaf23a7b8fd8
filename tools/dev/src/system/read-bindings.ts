// What each Worker may reach, read from its wrangler.toml by wrangler's own reader. Judges nothing: tests/architecture does.
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { unstable_readConfig as readConfig } from "wrangler";

/** @internal Tests plant some of it. */
export interface Call {
  readonly binding: string;
  readonly service: string;
  /** Null: the default fetch handler. */
  readonly entrypoint: string | null;
  /** The name that the callee gets for who calls; null: none. */
  readonly caller: string | null;
}

interface ConsumedQueue {
  readonly queue: string;
  /** The queue that gets what was given back too often; null: it is lost. */
  readonly deadLetters: string | null;
}

export interface Worker {
  readonly calls: readonly Call[];
  /** Durable Object namespaces, as "BINDING: Class", with the Worker that has the class if it is another. */
  readonly durableObjects: readonly string[];
  readonly secrets: readonly string[];
  /** Those of the account's store, by the names of their bindings. */
  readonly storedSecrets: readonly string[];
  /** Queues that it sends to. */
  readonly produces: readonly string[];
  readonly consumes: readonly ConsumedQueue[];
  /** Workers that the runtime hands its lines to. */
  readonly tails: readonly string[];
  /** Every other way out or store that the config names, by its key. */
  readonly others: readonly string[];
  /** Ways in from the internet. */
  readonly doors: readonly string[];
}

export type Graph = Readonly<Record<string, Worker>>;

/** Keys of a config that hold bindings or ways out besides those that the graph spells out. */
const OTHERS = `kv_namespaces r2_buckets d1_databases vectorize hyperdrive send_email analytics_engine_datasets dispatch_namespaces
  mtls_certificates workflows pipelines vpc_services vpc_networks worker_loaders
  streaming_tail_consumers logfwdr unsafe browser ai images media ratelimits containers assets connect`.split(/\s+/);

/** The graph of the Workers whose configs are at these paths, in the order of their names. */
export function readGraph(configs: readonly string[]): Graph {
  const workers = configs.map((config) => {
    const read = readConfig({ config: join(ROOT, config) }, { hideWarnings: true });
    return [read.name as string, workerOf(read as unknown as Config)] as const;
  });
  return Object.fromEntries(workers.sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface Config extends Readonly<Record<string, unknown>> {
  readonly services?: readonly { binding: string; service: string; entrypoint?: string; props?: { caller?: string } }[];
  readonly durable_objects: { bindings: readonly { name: string; class_name: string; script_name?: string }[] };
  readonly queues: { producers?: readonly { queue: string }[]; consumers?: readonly { queue: string; dead_letter_queue?: string }[] };
  readonly secrets?: { required?: readonly string[] };
  readonly secrets_store_secrets?: readonly { binding: string }[];
  readonly tail_consumers?: readonly { service: string }[];
  readonly assets?: { run_worker_first?: boolean | readonly string[] };
}

function workerOf(config: Config): Worker {
  const { durable_objects: objects, queues } = config;
  return {
    calls: (config.services ?? []).map(({ binding, service, entrypoint, props }) => ({
      binding,
      service,
      entrypoint: entrypoint ?? null,
      caller: props?.caller ?? null,
    })),
    durableObjects: objects.bindings.map(
      (object) => `${object.name}: ${object.class_name}${object.script_name ? ` of ${object.script_name}` : ""}`,
    ),
    secrets: [...(config.secrets?.required ?? [])].sort(),
    storedSecrets: (config.secrets_store_secrets ?? []).map(({ binding }) => binding),
    produces: (queues.producers ?? []).map(({ queue }) => queue),
    consumes: (queues.consumers ?? []).map(({ queue, dead_letter_queue: deadLetters }) => ({ queue, deadLetters: deadLetters ?? null })),
    tails: (config.tail_consumers ?? []).map(({ service }) => service),
    others: OTHERS.filter((key) => !isEmpty(config[key])),
    doors: doorsOf(config),
  };
}

function doorsOf(config: Config): string[] {
  const doors = ["route", "routes", "site"].filter((key) => !isEmpty(config[key]));
  // Files are served to whoever asks the Worker, past its code, unless its code is asked first, always.
  if (!isEmpty(config["assets"]) && config.assets?.run_worker_first !== true) doors.push("assets");
  // Absent means open: wrangler gives a Worker without routes an address on workers.dev unless its config refuses one.
  return [...doors, ...["workers_dev", "preview_urls"].filter((key) => config[key] !== false)];
}

/** Wrangler fills in what a config leaves out, as empty lists and objects. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}
