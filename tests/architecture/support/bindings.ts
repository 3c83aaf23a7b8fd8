// What each Worker may reach, read from its wrangler.toml by wrangler's own reader, and the law of the floors: gateway → domain →
// core-service → database, never up, never sideways.
import { join } from "node:path";
import { unstable_readConfig as readConfig } from "wrangler";
import { ROOT } from "./sources.ts";

export interface Call {
  readonly binding: string;
  readonly service: string;
  /** Null: the default fetch handler. */
  readonly entrypoint: string | null;
  /** Who the callee is told it is; null: nobody. */
  readonly caller: string | null;
}

export interface Worker {
  readonly calls: readonly Call[];
  /** Durable Object namespaces, as "BINDING: Class", with the Worker that has the class if it is another. */
  readonly durableObjects: readonly string[];
  readonly secrets: readonly string[];
  /** Every other way out or store that the config names, by its key. */
  readonly others: readonly string[];
  /** Ways in from the internet. */
  readonly doors: readonly string[];
}

export type Graph = Readonly<Record<string, Worker>>;

/** Keys of a config that hold bindings or ways out besides those that the graph spells out. */
const OTHERS = `kv_namespaces queues r2_buckets d1_databases vectorize hyperdrive send_email analytics_engine_datasets dispatch_namespaces
  mtls_certificates workflows pipelines secrets_store_secrets vpc_services vpc_networks worker_loaders tail_consumers
  streaming_tail_consumers logfwdr unsafe browser ai images media ratelimits containers assets connect`.split(/\s+/);

/** The graph of the Workers whose configs are at these paths. */
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
  readonly secrets?: { required?: readonly string[] };
  readonly assets?: { run_worker_first?: boolean | readonly string[] };
  readonly triggers?: { crons?: readonly string[] };
  readonly vars: Readonly<Record<string, unknown>>;
}

function workerOf(config: Config): Worker {
  const { durable_objects: objects } = config;
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
    others: OTHERS.filter((key) => !isEmpty(config[key])),
    doors: doorsOf(config),
  };
}

function doorsOf(config: Config): string[] {
  const doors = ["route", "routes", "site"].filter((key) => !isEmpty(config[key]));
  // Files are served to whoever asks the Worker, past its code, unless its code is asked first, always.
  if (!isEmpty(config["assets"]) && config.assets?.run_worker_first !== true) doors.push("assets");
  // Absent means open: wrangler gives a Worker without routes an address on workers.dev unless it is told not to.
  return [...doors, ...["workers_dev", "preview_urls"].filter((key) => config[key] !== false)];
}

/** Wrangler fills in what a config leaves out, as empty lists and objects. */
function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === false) return true;
  return typeof value === "object" && Object.values(value).every(isEmpty);
}

const GATEWAY = "ledge-gateway";
const CORE = "ledge-core";
const shortName = (worker: string): string => worker.replace(/^ledge-/, "");
const entrypointOf = (worker: string): string => shortName(worker).replace(/^./, (first) => first.toUpperCase());

/** What in a graph points outward, lies about who calls, or opens a door. */
export function outwardBindings(graph: Graph): string[] {
  return Object.entries(graph).flatMap(([name, worker]) => {
    const faults = worker.doors.map((door) => `has an open door: ${door}`);
    faults.push(...worker.calls.flatMap((call) => callFaults(graph, name, call)));
    faults.push(
      ...worker.durableObjects.filter((object) => object.includes(" of ")).map((object) => `uses another's Durable Object: ${object}`),
    );
    faults.push(
      ...worker.secrets.filter((secret) => name !== CORE && /DATABASE|POSTGRES|NEON|PG/.test(secret)).map((secret) => `holds ${secret}`),
    );
    faults.push(
      ...worker.others
        .filter((other) => name !== CORE && ["hyperdrive", "d1_databases", "vpc_services"].includes(other))
        .map((other) => `has a way to data: ${other}`),
    );
    return faults.map((fault) => `${name} ${fault}`);
  });
}

function* callFaultsIn(graph: Graph, name: string, { service, entrypoint, caller }: Call): Generator<string> {
  if (caller !== shortName(name)) yield `calls ${service} as ${caller ?? "nobody"}`;
  if (name === CORE) yield `points outward, to ${service}`;
  else if (name === GATEWAY) {
    if (service === CORE || service === GATEWAY) yield `skips the domain floor: ${service}`;
    // The platform's router of files stands before the default handler of a Worker that has any, and drops who calls.
    const wanted = graph[service]?.others.includes("assets") ? entrypointOf(service) : null;
    if (entrypoint !== wanted) yield `reaches ${service}#${entrypoint ?? "default"}, not ${wanted ?? "its fetch handler"}`;
  } else {
    if (service !== CORE) yield `points outward or sideways, to ${service}`;
    else if (entrypoint !== entrypointOf(name)) yield `reaches ${service}#${entrypoint ?? "default"}, which is not its own entrypoint`;
  }
}

const callFaults = (graph: Graph, name: string, call: Call): string[] => [...callFaultsIn(graph, name, call)];
