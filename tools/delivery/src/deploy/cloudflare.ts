// What a release reads from and writes to a Cloudflare account, besides what Wrangler does: deployed versions, the split of traffic,
// queues, custom domains. The account is the only source: nothing is cached here.
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ApiError, callApi, type Cloud, type Wait } from "./api.ts";
import { type SecretPlace, StoredCredential } from "./stored-credential.ts";

export const PERMISSIONS =
  "Workers Scripts:Edit, Queues:Edit, Workers Routes:Edit, Secrets Store:Read and, for previews, Secrets Store:Edit, Workers R2 Storage:Edit, Zone:Read and DNS:Edit";

const Annotations = z.object({ "workers/tag": z.string().optional(), "workers/message": z.string().optional() }).loose();
const Version = z.object({ id: z.string(), annotations: Annotations.optional() });
const Deployment = z.object({
  id: z.string(),
  versions: z.array(z.object({ version_id: z.string(), percentage: z.number() })),
  annotations: Annotations.optional(),
});
const Queue = z.object({
  queue_id: z.string(),
  queue_name: z.string(),
  consumers: z.array(z.object({ consumer_id: z.string(), script: z.string().optional() }).loose()).default([]),
});
const Tails = z.array(z.object({ service: z.string() }).loose());
const Domain = z.object({ id: z.string(), hostname: z.string(), service: z.string() });

export type Version = z.infer<typeof Version>;
export type Deployment = z.infer<typeof Deployment>;

/** What the account holds of a Worker; both lists newest first. */
export interface WorkerState {
  readonly versions: readonly Version[];
  readonly deployments: readonly Deployment[];
}

/** What belongs to a script and to no version of it (wrangler 4.164.0 sends none of it with a version). */
export interface ScriptSettings {
  /** What the script writes to Cloudflare's logs. */
  readonly observability: unknown;
  /** Names of the Workers that its lines are handed to. */
  readonly tailConsumers: readonly string[];
}

export type Split = readonly { readonly version_id: string; readonly percentage: number }[];

/**
 * The longest that a running Durable Object goes on with the code before: time for what it does, and short enough that a stage's smoke test judges the code of the
 * stage. Cloudflare's default is 300 s (developers.cloudflare.com/durable-objects/deployments/durable-objects-code-updates).
 */
export const CODE_UPDATE_S = 10;

const NOT_FOUND = 404;
/** Another Worker's or queue's removal is not known everywhere yet: "still in use as a consumer", "still in use by a Worker". */
const STILL_IN_USE = new Set<number | string>([10064, 11005]);
const IN_USE_WAIT_MS = 5_000;
/** A minute: the removal of a consumer reaches everything within seconds. */
const MOST_ATTEMPTS = 12;
/** The most that are given at once; an account has some buckets. */
const BUCKETS_PER_PAGE = 1_000;
const OBJECTS_PER_PAGE = 1_000;

export class Cloudflare {
  readonly #cloud: Cloud;
  readonly #account: string;
  readonly #wait: Wait;

  constructor(cloud: Cloud, accountId: string, wait: Wait = delay) {
    this.#cloud = cloud;
    this.#account = `/accounts/${accountId}`;
    this.#wait = wait;
  }

  /** Null: there is no such Worker. */
  async worker(name: string): Promise<WorkerState | null> {
    return await this.#orNull(async () => {
      const path = `/workers/scripts/${name}`;
      const { deployments } = await this.#get(`${path}/deployments`, z.object({ deployments: z.array(Deployment) }));
      const { items } = await this.#get(`${path}/versions?deployable=true`, z.object({ items: z.array(Version) }));
      return { versions: items, deployments };
    });
  }

  /**
   * Splits the traffic of a Worker. Its Durable Objects take new code when they are idle, and within CODE_UPDATE_S at the latest.
   *
   * @param force also a version whose secrets were changed since it was made, which Cloudflare refuses otherwise (10220).
   */
  async split(name: string, versions: Split, message: string, force = false): Promise<void> {
    await this.#call("POST", `/workers/scripts/${name}/deployments${force ? "?force=true" : ""}`, {
      strategy: "percentage",
      versions,
      annotations: { "workers/message": message },
      code_update_strategy: { mode: "deferred", max_delay: CODE_UPDATE_S },
    });
  }

  /** Of a Worker that is not there, nothing is set. */
  async scriptSettings(name: string): Promise<ScriptSettings> {
    const schema = z.object({ observability: z.unknown().optional(), tail_consumers: Tails.nullish() }).loose();
    const found = await this.#orNull(() => this.#get(`/workers/scripts/${name}/script-settings`, schema));
    return { observability: found?.observability ?? null, tailConsumers: (found?.tail_consumers ?? []).map(({ service }) => service) };
  }

  async setScriptSettings(name: string, { observability, tailConsumers }: ScriptSettings): Promise<void> {
    const tails = tailConsumers.map((service) => ({ service }));
    await this.#call("PATCH", `/workers/scripts/${name}/script-settings`, { observability, tail_consumers: tails });
  }

  /** Whether a Worker, or a version of it, is reachable on workers.dev, outside of our zone and its rules. */
  async isOnWorkersDev(name: string): Promise<boolean> {
    const schema = z.object({ subdomain: z.object({ enabled: z.boolean(), previews_enabled: z.boolean() }).partial() });
    const { subdomain } = await this.#get(`/workers/workers/${name}`, schema);
    return subdomain.enabled === true || subdomain.previews_enabled === true;
  }

  async workers(): Promise<string[]> {
    return (await this.#get("/workers/scripts", z.array(z.object({ id: z.string() })))).map(({ id }) => id);
  }

  /** Deletes a Worker with its Durable Objects, even when other Workers are bound to it. Its queue consumers have to be gone. */
  async deleteWorker(name: string): Promise<void> {
    await this.#deleteWhenFree(`/workers/scripts/${name}?force=true`);
  }

  async queues(): Promise<z.infer<typeof Queue>[]> {
    const all: z.infer<typeof Queue>[] = [];
    const schema = z.object({ result: z.array(Queue), result_info: z.object({ total_pages: z.number() }) });
    for (let page = 1; ; page += 1) {
      const { result, result_info: info } = schema.parse(await this.#call("GET", `/queues?page=${page}`));
      all.push(...result);
      if (page >= info.total_pages) return all;
    }
  }

  async deleteConsumer(queueId: string, id: string): Promise<void> {
    await this.#delete(`/queues/${queueId}/consumers/${id}`);
  }

  async crons(worker: string): Promise<string[]> {
    const schema = z.object({ schedules: z.array(z.object({ cron: z.string() })) });
    return (await this.#get(`/workers/scripts/${worker}/schedules`, schema)).schedules.map(({ cron }) => cron);
  }

  async removeCrons(worker: string): Promise<void> {
    await this.#call("PUT", `/workers/scripts/${worker}/schedules`, []);
  }

  async createQueue(name: string): Promise<void> {
    await this.#call("POST", "/queues", { queue_name: name });
  }

  async deleteQueue(id: string): Promise<void> {
    await this.#deleteWhenFree(`/queues/${id}`);
  }

  async buckets(): Promise<string[]> {
    const schema = z.object({ buckets: z.array(z.object({ name: z.string() })) });
    return (await this.#get(`/r2/buckets?per_page=${BUCKETS_PER_PAGE}`, schema)).buckets.map(({ name }) => name);
  }

  async createBucket(name: string): Promise<void> {
    await this.#call("POST", "/r2/buckets", { name });
  }

  /** Deletes a bucket with its objects: one that has any cannot be deleted. */
  async deleteBucket(name: string): Promise<void> {
    const path = `/r2/buckets/${name}`;
    const list = async (): Promise<string[]> =>
      (await this.#get(`${path}/objects?per_page=${OBJECTS_PER_PAGE}`, z.array(z.object({ key: z.string() })))).map(({ key }) => key);
    for (let keys = await list(); keys.length > 0; keys = await list()) {
      for (const key of keys) await this.#delete(`${path}/objects/${encodeURIComponent(key)}`);
    }
    await this.#delete(path);
  }

  /** The store's secret at a place. */
  storedSecret(place: SecretPlace): StoredCredential {
    return new StoredCredential((method, path, body) => this.#call(method, path, body), place);
  }

  async domains(): Promise<z.infer<typeof Domain>[]> {
    return await this.#get("/workers/domains", z.array(Domain));
  }

  async attachDomain(hostname: string, service: string, zoneId: string): Promise<void> {
    await this.#call("PUT", "/workers/domains", { hostname, service, zone_id: zoneId, environment: "production" });
  }

  async detachDomain(id: string): Promise<void> {
    await this.#delete(`/workers/domains/${id}`);
  }

  async #get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return z.object({ result: schema }).parse(await this.#call("GET", path)).result;
  }

  /** What is deleted already is fine. */
  async #delete(path: string): Promise<void> {
    await this.#orNull(() => this.#call("DELETE", path));
  }

  /** Null: there is nothing of the name that was asked for. */
  async #orNull<T>(call: () => Promise<T>): Promise<T | null> {
    try {
      return await call();
    } catch (error) {
      if (error instanceof ApiError && error.status === NOT_FOUND) return null;
      throw error;
    }
  }

  /** Deletes what Cloudflare may take for used for a while after its user was deleted. */
  async #deleteWhenFree(path: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#delete(path);
      } catch (error) {
        const isInUse = error instanceof ApiError && error.codes.some((code) => STILL_IN_USE.has(code));
        if (!isInUse || attempt === MOST_ATTEMPTS) throw error;
        await this.#wait(IN_USE_WAIT_MS);
      }
    }
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    return await callApi(this.#cloud, method, `${this.#account}${path}`, body, this.#wait);
  }
}
