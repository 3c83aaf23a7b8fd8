// A Worker's config for one environment: the committed wrangler.toml with that environment's names. A kind of binding that this file
// does not rename would be shared between environments: it is refused.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import { digestOf } from "../build/artifact.ts";
import type { Environment } from "./environment.ts";
import type { SecretPlace } from "./stored-credential.ts";
import { type Digests, digestsOf as digestsOfSecrets } from "./generations.ts";

type Raw = Record<string, unknown>;
interface Service {
  readonly service: string;
}
interface RateLimit {
  readonly namespace_id: string;
}
interface Bucket {
  readonly bucket_name: string;
}
interface StoredSecret {
  readonly binding: string;
  readonly secret_name: string;
}
interface Queues {
  readonly producers?: readonly { readonly queue: string }[];
  readonly consumers?: readonly { readonly queue: string; readonly dead_letter_queue?: string }[];
}

/** The same in every environment: code, its limits, what it holds itself. */
const AS_COMMITTED = new Set([
  "compatibility_date",
  "compatibility_flags",
  "keep_names",
  "workers_dev",
  "preview_urls",
  "durable_objects",
  "exports",
  "triggers",
  "secrets",
  "observability",
  // Its folder is the artifact's: wrangler.ts says which.
  "assets",
  "version_metadata",
]);

/** Of a collector, its credentials: a variable that is empty where there is none, and a secret where there is one. */
export const COLLECTOR_SECRET = "OTEL_EXPORTER_OTLP_HEADERS";

export interface RenderedWorker {
  /** In the repository; the artifact's folder. */
  readonly name: string;
  /** In the account. */
  readonly deployedName: string;
  /** Deployed names of those that it is bound to, and of those that its lines are handed to: they must be there before it. */
  readonly callees: readonly string[];
  /** What Wrangler is given, except the module's path. */
  readonly config: Raw;
  /** Secrets of the account's store. */
  readonly storedSecrets: readonly SecretPlace[];
  readonly requiredSecrets: readonly string[];
  /** A digest of each of them. */
  readonly secrets: Digests;
  /** Names in the account of all queues that it produces to or consumes, and of their dead letter queues. */
  readonly queues: readonly string[];
  /** Names in the account of all buckets that it writes to or reads. */
  readonly buckets: readonly string[];
  /** Deployed names of the Workers that its lines are handed to. */
  readonly tails: readonly string[];
  /** Has queue consumers or crons, which belong to a Worker and not to its version. */
  readonly hasTriggers: boolean;
  /** Changes with the config, the module or the files that it serves: two versions with the same one are the same. */
  readonly digest: string;
  /**
   * Changes with the declared Durable Objects and their jurisdiction: versions with different ones cannot share the traffic, because each would have
   * objects of its own.
   */
  readonly objectsDigest: string;
}

export interface Content {
  /** Of a Worker's module and of the files that it serves, by the Worker's name. */
  readonly files: (name: string) => string;
  /** The values of secrets, by name. */
  readonly secrets: Readonly<Record<string, string>>;
}

/**
 * @param digestsOf what the Worker is made of beside its config.
 * @throws when the config holds something that cannot be rendered.
 */
export function renderWorker(
  root: string,
  configPath: string,
  environment: Environment,
  commit: string,
  digestsOf: Content,
): RenderedWorker {
  const { name, main: _, ...rest } = parse(readFileSync(join(root, configPath), "utf8")) as Raw & { name?: string };
  if (name === undefined) throw new Error(`${configPath} names no Worker.`);
  const config: Raw = { name: environment.workerName(name) };
  for (const [key, value] of Object.entries(rest)) config[key] = rendered(key, value, environment, commit, configPath);
  if (COLLECTOR_SECRET in ((rest["vars"] ?? {}) as Raw) && environment.otlpEndpoint !== "")
    config["secrets"] = { required: [...requiredIn(config), COLLECTOR_SECRET] };
  const services = (config["services"] ?? []) as readonly Service[];
  const tails = (config["tail_consumers"] ?? []) as readonly Service[];
  const { producers = [], consumers = [] } = (config["queues"] ?? {}) as Queues;
  const required = requiredIn(config);
  return {
    name,
    deployedName: config["name"] as string,
    callees: [...new Set([...services, ...tails].map(({ service }) => service))],
    config,
    storedSecrets: ((config["secrets_store_secrets"] ?? []) as readonly SecretPlace[]).map(({ store_id, secret_name }) => ({
      store_id,
      secret_name,
    })),
    requiredSecrets: required,
    secrets: digestsOfSecrets(config["name"] as string, required, digestsOf.secrets),
    queues: [...[...producers, ...consumers].map(({ queue }) => queue), ...consumers.flatMap((one) => one.dead_letter_queue ?? [])],
    buckets: ((config["r2_buckets"] ?? []) as readonly Bucket[]).map(({ bucket_name: bucket }) => bucket),
    tails: tails.map(({ service }) => service),
    hasTriggers: consumers.length > 0 || config["triggers"] !== undefined,
    digest: digestOf(JSON.stringify([config, digestsOf.files(name)])),
    objectsDigest: digestOf(JSON.stringify([config["exports"] ?? {}, environment.objectsJurisdiction])),
  };
}

const requiredIn = (config: Raw): readonly string[] => (config["secrets"] as { required?: readonly string[] } | undefined)?.required ?? [];

function rendered(key: string, value: unknown, environment: Environment, commit: string, configPath: string): unknown {
  if (AS_COMMITTED.has(key)) return value;
  if (key === "services" || key === "tail_consumers") {
    return (value as readonly Service[]).map((binding) => ({ ...binding, service: environment.workerName(binding.service) }));
  }
  if (key === "ratelimits") {
    // Counters of one id are shared in an account: a preview must not count the requests of another environment.
    const idOf = (id: string): string => String(Number.parseInt(digestOf(environment.workerName(id)).slice(0, 8), 16) + 1);
    return (value as readonly RateLimit[]).map((binding) => ({ ...binding, namespace_id: idOf(binding.namespace_id) }));
  }
  if (key === "r2_buckets") {
    return (value as readonly Bucket[]).map((binding) => ({ ...binding, ...environment.bucket(binding.bucket_name) }));
  }
  if (key === "secrets_store_secrets") {
    return (value as readonly StoredSecret[]).map(({ binding, secret_name: name }) => ({ binding, ...environment.storedSecret(name) }));
  }
  if (key === "queues") return renderedQueues(value as Queues, environment);
  if (key === "vars") {
    const vars = { ...(value as Raw), ...own(varsOf(environment, commit), value as Raw) };
    return Object.fromEntries(Object.entries(vars).filter(([name]) => name !== COLLECTOR_SECRET || environment.otlpEndpoint === ""));
  }
  throw new Error(`${configPath} has ${key}, and deploy does not know what that is called in another environment: add it to render.ts.`);
}

function renderedQueues({ producers, consumers, ...rest }: Queues, { queueName }: Environment): Queues {
  const unknown = Object.keys(rest);
  if (unknown.length > 0) throw new Error(`queues.${unknown.join(", queues.")} is not known to deploy.`);
  return {
    ...(producers === undefined ? {} : { producers: producers.map((one) => ({ ...one, queue: queueName(one.queue) })) }),
    ...(consumers === undefined
      ? {}
      : {
          consumers: consumers.map(({ dead_letter_queue: dead, ...one }) => ({
            ...one,
            queue: queueName(one.queue),
            ...(dead === undefined ? {} : { dead_letter_queue: queueName(dead) }),
          })),
        }),
  };
}

/** Variables that are the environment's; a Worker gets those that its own config declares. */
function varsOf({ hosts, locationHint, objectsJurisdiction, otlpEndpoint }: Environment, commit: string): Record<string, string> {
  // The docs and the files of the log call no API.
  const pages = Object.entries(hosts).filter(([application]) => !["api", "docs", "log"].includes(application));
  return {
    COMMIT: commit,
    ALLOWED_ORIGINS: pages.map(([, host]) => `https://${host}`).join(" "),
    DOCS_URL: `https://${hosts.docs}`,
    GATE_LOCATION_HINT: locationHint,
    LANE_LOCATION_HINT: locationHint,
    LOG_ORIGIN: hosts.log,
    OBJECTS_JURISDICTION: objectsJurisdiction,
    OTEL_EXPORTER_OTLP_ENDPOINT: otlpEndpoint,
    WEBHOOK_OWN_HOSTS: Object.values(hosts).join(","),
  };
}

const own = (values: Record<string, string>, declared: Raw): Raw =>
  Object.fromEntries(Object.entries(values).filter(([name]) => name in declared));
