// Cloudflare's edge in front of an account, with its Workers running: what was uploaded runs on workerd, with the bindings, secrets and files that it was uploaded with.
// Which version of a Worker answers is decided by edge.ts.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { convertV4MiniflareOptions, Log, LogLevel, Miniflare, Response, type V4WorkerOptions } from "miniflare";
import type { Account } from "./account.ts";
import { answeringVersion, type Edge, pickedBy } from "./edge.ts";
import type { Binding, Queue, Version } from "./worker.ts";

/** The versions that answer together, by their Workers' names. */
type Together = ReadonlyMap<string, Version>;

interface Running {
  readonly key: string;
  readonly miniflare: Miniflare;
  /** The folder of the files that they serve. */
  readonly files: string;
}

/** Cloudflare's answers where no Worker has the host, or no version of it serves. */
const NO_HOST = 530;
const NO_VERSION = 522;
/** Node's fetch sends the address that it connects to as Host: elsewhere.mjs says here which host was asked. */
const ASKED_HOST = "x-asked-host";
/** What was decoded on the way, and what is of a connection. */
const NOT_PASSED_ON = new Set([ASKED_HOST, "host", "connection", "content-encoding", "content-length", "transfer-encoding"]);

/** @param byRpc names of the Workers that no override reaches. */
export async function startRunningEdge(account: Account, byRpc: readonly string[]): Promise<Edge> {
  let running: Promise<Running | null> = Promise.resolve(null);
  /** One set of versions runs at a time: a test asks for another when its requests to the one before have ended. */
  const started = (together: Together, gateway: string): Promise<Running> => {
    const key = JSON.stringify([gateway, ...[...together.values()].map(({ id }) => id)]);
    const next = running.then(async (before) => {
      if (before?.key === key) return before;
      if (before !== null) await stopped(before);
      return { key, ...(await run(account, together, gateway)) };
    });
    running = next.catch(() => null);
    return next;
  };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const host = String(request.headers[ASKED_HOST]);
    const gateway = account.domains.find(({ hostname }) => hostname === host)?.service;
    if (gateway === undefined) return void response.writeHead(NO_HOST).end();
    const together = answering(account, pickedBy(request.headers), byRpc);
    if (!together.has(gateway)) return void response.writeHead(NO_VERSION).end();
    const { miniflare } = await started(together, gateway);
    const hasBody = request.method !== "GET" && request.method !== "HEAD";
    const answered = await miniflare.dispatchFetch(`https://${host}${request.url}`, {
      method: request.method ?? "GET",
      headers: passedOn(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
      redirect: "manual",
      ...(hasBody ? { body: Readable.toWeb(request), duplex: "half" } : {}),
    } as Parameters<Miniflare["dispatchFetch"]>[1]);
    response.writeHead(answered.status, passedOn([...answered.headers]).flat());
    if (answered.body === null) response.end();
    else await pipeline(Readable.fromWeb(answered.body as Parameters<typeof Readable.fromWeb>[0]), response);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end(error.stack);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      const last = await running;
      if (last !== null) await stopped(last);
    },
  };
}

const passedOn = (headers: readonly [string, string][]): [string, string][] => headers.filter(([name]) => !NOT_PASSED_ON.has(name));

function answering(account: Account, picked: ReadonlyMap<string, string>, byRpc: readonly string[]): Together {
  const together = new Map<string, Version>();
  for (const [name, worker] of account.workers) {
    const version = answeringVersion(worker, picked.get(name), byRpc.includes(name))?.version;
    if (version !== undefined) together.set(name, version);
  }
  return together;
}

async function stopped({ miniflare, files }: Running): Promise<void> {
  await miniflare.dispose();
  rmSync(files, { recursive: true, force: true });
}

async function run(account: Account, together: Together, gateway: string): Promise<Omit<Running, "key">> {
  const files = mkdtempSync(join(tmpdir(), "ledge-served-"));
  // The first Worker gets the requests.
  const names = [gateway, ...[...together.keys()].filter((name) => name !== gateway)];
  const workers = [...names.map((name) => optionsOf(account, name, together.get(name) as Version, join(files, name))), storeOf(account)];
  const quiet = { log: new Log(LogLevel.NONE), handleStructuredLogs: () => undefined };
  const miniflare = new Miniflare(convertV4MiniflareOptions({ host: "127.0.0.1", port: 0, cf: false, ...quiet, workers }));
  await miniflare.ready;
  return { miniflare, files };
}

/** @param folder for the files that it serves. */
function optionsOf(account: Account, name: string, { id, metadata, script, secrets, files }: Version, folder: string): V4WorkerOptions {
  const all = <T>(type: string, value: (binding: Binding) => T): Record<string, T> =>
    Object.fromEntries(metadata.bindings.filter((one) => one.type === type).map((one) => [one.name, value(one)]));
  const consumed = account.queues.filter(({ consumers }) => consumers.some((consumer) => consumer.script === name));
  const served = metadata.bindings.find(({ type }) => type === "assets");
  for (const [path, hash] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), account.files.get(hash) ?? "");
  }
  const { compatibility_date: compatibilityDate, compatibility_flags: compatibilityFlags = [], assets, annotations } = metadata;
  const tag = annotations?.["workers/tag"] ?? "";
  return {
    name,
    modules: [{ type: "ESModule", path: "index.js", contents: script }],
    compatibilityDate,
    compatibilityFlags: [...compatibilityFlags],
    bindings: {
      ...all("plain_text", ({ text = "" }) => text),
      ...Object.fromEntries(secrets),
      ...all("version_metadata", () => ({ id, tag, timestamp: new Date(0).toISOString() })),
      // This workerd has no jurisdictions: it throws "not implemented".
      OBJECTS_JURISDICTION: "",
    },
    serviceBindings: {
      ...all("service", ({ service = "", entrypoint, props = {} }) => ({ name: service, props, ...(entrypoint && { entrypoint }) })),
      ...all("secrets_store_secret", ({ secret_name: secret = "" }) => ({ name: STORE, entrypoint: "Secret", props: { secret } })),
    },
    durableObjects: all("durable_object_namespace", ({ class_name: className = "" }) => ({ className, useSQLite: true })),
    queueProducers: all("queue", ({ queue_name: queueName = "" }) => ({ queueName })),
    queueConsumers: Object.fromEntries(consumed.map((queue) => [queue.queue_name, consumption(queue)])) as Consumptions,
    r2Buckets: all("r2_bucket", ({ bucket_name: bucket = "" }) => bucket),
    ratelimits: all("ratelimit", ({ namespace_id = "", simple = { limit: 0, period: 60 } }) => ({ namespace_id, simple })),
    ...(served && {
      assets: {
        directory: folder,
        binding: served.name,
        ...FILES_BEHIND,
        assetConfig: { ...assets?.config, compatibility_date: compatibilityDate },
      },
    }),
  };
}

/** The account's secrets store: what is published is read by running Workers at once. */
const STORE = "secrets-store-of-the-account";
const storeOf = (account: Account): V4WorkerOptions => ({
  name: STORE,
  compatibilityDate: "2026-11-01",
  modules: [{ type: "ESModule", path: "index.js", contents: STORE_SCRIPT }],
  serviceBindings: {
    VALUES: async (request) => new Response(account.secrets.get(new URL(request.url).pathname.slice(1))?.value ?? null, { status: 200 }),
  },
});
const STORE_SCRIPT = `import { WorkerEntrypoint } from "cloudflare:workers";
export class Secret extends WorkerEntrypoint {
  async get() {
    return await (await this.env.VALUES.fetch("http://store/" + this.ctx.props.secret)).text();
  }
}
export default {};`;

type Consumptions = Exclude<NonNullable<V4WorkerOptions["queueConsumers"]>, readonly string[]>;

/** The Worker answers, and asks for its files. */
const FILES_BEHIND = { routerConfig: { has_user_worker: true, invoke_user_worker_ahead_of_assets: true } };

function consumption({ consumers: [consumer] }: Queue): Readonly<Record<string, unknown>> {
  const {
    batch_size: maxBatchSize,
    max_wait_time_ms: waitMs = 0,
    max_retries: maxRetries,
    retry_delay: retryDelay,
  } = consumer?.settings ?? {};
  return { maxBatchSize, maxBatchTimeout: waitMs / 1_000, maxRetries, retryDelay, deadLetterQueue: consumer?.dead_letter_queue };
}
