// What a release reads from and writes to a Cloudflare account, besides what Wrangler does: deployed versions, the split of traffic,
// queues, custom domains. The account is the only source: nothing is cached here.
import { z } from "zod";
import { ApiError, callApi, type Cloud, type Wait } from "./api.ts";

export const PERMISSIONS =
  "Workers Scripts:Edit, Queues:Edit, Workers Routes:Edit and, for previews, Workers R2 Storage:Edit, Zone:Read and DNS:Edit";

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
  consumers: z.array(z.object({ consumer_id: z.string() }).loose()).default([]),
});
const Domain = z.object({ id: z.string(), hostname: z.string(), service: z.string() });

export type Version = z.infer<typeof Version>;
export type Deployment = z.infer<typeof Deployment>;

/** What the account holds of a Worker; both lists newest first. */
export interface WorkerState {
  readonly versions: readonly Version[];
  readonly deployments: readonly Deployment[];
}

export type Split = readonly { readonly version_id: string; readonly percentage: number }[];

const NOT_FOUND = 404;
const QUEUES_PER_PAGE = 100;
/** The most that are given at once; an account has some buckets. */
const BUCKETS_PER_PAGE = 1_000;
const OBJECTS_PER_PAGE = 1_000;

export class Cloudflare {
  readonly #cloud: Cloud;
  readonly #account: string;
  readonly #wait: Wait | undefined;

  constructor(cloud: Cloud, accountId: string, wait?: Wait) {
    this.#cloud = cloud;
    this.#account = `/accounts/${accountId}`;
    this.#wait = wait;
  }

  /** Null: there is no such Worker. */
  async worker(name: string): Promise<WorkerState | null> {
    try {
      const path = `/workers/scripts/${name}`;
      const { deployments } = await this.#get(`${path}/deployments`, z.object({ deployments: z.array(Deployment) }));
      const { items } = await this.#get(`${path}/versions?deployable=true`, z.object({ items: z.array(Version) }));
      return { versions: items, deployments };
    } catch (error) {
      if (error instanceof ApiError && error.status === NOT_FOUND) return null;
      throw error;
    }
  }

  /** Splits the traffic of a Worker. Its Durable Objects take new code at once: two versions that overlap have to be compatible anyway. */
  async split(name: string, versions: Split, message: string): Promise<void> {
    await this.#call("POST", `/workers/scripts/${name}/deployments`, {
      strategy: "percentage",
      versions,
      annotations: { "workers/message": message },
      code_update_strategy: { mode: "immediate" },
    });
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

  /** Deletes a Worker with its Durable Objects, even when other Workers are bound to it. */
  async deleteWorker(name: string): Promise<void> {
    await this.#delete(`/workers/scripts/${name}?force=true`);
  }

  async queues(): Promise<z.infer<typeof Queue>[]> {
    const all: z.infer<typeof Queue>[] = [];
    for (let page = 1; ; page += 1) {
      const found = await this.#get(`/queues?page=${page}&per_page=${QUEUES_PER_PAGE}`, z.array(Queue));
      all.push(...found);
      if (found.length < QUEUES_PER_PAGE) return all;
    }
  }

  async createQueue(name: string): Promise<void> {
    await this.#call("POST", "/queues", { queue_name: name });
  }

  async deleteQueue(id: string): Promise<void> {
    await this.#delete(`/queues/${id}`);
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
    try {
      await this.#call("DELETE", path);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== NOT_FOUND) throw error;
    }
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    return await callApi(this.#cloud, method, `${this.#account}${path}`, body, this.#wait);
  }
}
