// What drift reads from an account and its zone besides what a release reads. It only reads.
import { z } from "zod";
import { callApi, type Cloud } from "../deploy/api.ts";
import type { Binding } from "./expected.ts";

export const PERMISSIONS = "Workers Scripts:Read, Queues:Read, Workers Routes:Read, Zone:Read, DNS:Read and Workers R2 Storage:Read";

const Bindings = z.object({ resources: z.object({ bindings: z.array(z.object({ type: z.string(), name: z.string() }).loose()) }) });
const Schedules = z.object({ schedules: z.array(z.object({ cron: z.string() })) });
const Consumed = z.array(
  z.object({
    queue_name: z.string(),
    consumers: z.array(z.object({ script: z.string().optional(), script_name: z.string().optional() })).default([]),
  }),
);
const Route = z.object({ pattern: z.string(), script: z.string().nullish() });
const Records = z.array(z.object({ id: z.string(), name: z.string(), type: z.string() }));

const PER_PAGE = 100;

export class AccountReader {
  readonly #cloud: Cloud;
  readonly #account: string;
  readonly #zone: string;

  constructor(cloud: Cloud, accountId: string, zoneId: string) {
    this.#cloud = cloud;
    this.#account = `/accounts/${accountId}`;
    this.#zone = `/zones/${zoneId}`;
  }

  /** Of one version of a Worker. */
  async bindings(worker: string, version: string): Promise<Binding[]> {
    return (await this.#get(`${this.#account}/workers/scripts/${worker}/versions/${version}`, Bindings)).resources.bindings;
  }

  async crons(worker: string): Promise<string[]> {
    return (await this.#get(`${this.#account}/workers/scripts/${worker}/schedules`, Schedules)).schedules.map(({ cron }) => cron);
  }

  /** The Workers that consume each queue, by its name. */
  async consumers(): Promise<ReadonlyMap<string, readonly string[]>> {
    const queues = await this.#all(`${this.#account}/queues`, Consumed);
    return new Map(
      queues.map(({ queue_name: name, consumers }) => [
        name,
        consumers.map(({ script, script_name: other }) => script ?? other ?? "no Worker"),
      ]),
    );
  }

  async routes(): Promise<z.infer<typeof Route>[]> {
    return await this.#get(`${this.#zone}/workers/routes`, z.array(Route));
  }

  async records(): Promise<z.infer<typeof Records>> {
    return await this.#all(`${this.#zone}/dns_records`, Records);
  }

  /** Every page. */
  async #all<T>(path: string, schema: z.ZodType<T[]>): Promise<T[]> {
    const found: T[] = [];
    for (let page = 1; ; page += 1) {
      const body = await callApi(this.#cloud, "GET", `${path}?page=${page}&per_page=${PER_PAGE}`);
      const { result, result_info: info } = z
        .object({ result: schema, result_info: z.object({ total_pages: z.number().optional() }).optional() })
        .parse(body);
      found.push(...result);
      if (page >= (info?.total_pages ?? 1)) return found;
    }
  }

  async #get<T>(path: string, schema: z.ZodType<T>): Promise<T> {
    return z.object({ result: schema }).parse(await callApi(this.#cloud, "GET", path)).result;
  }
}
