// What drift reads from an account and its zone besides what a release reads. It only reads.
import { z } from "zod";
import { callApi, type Cloud } from "../deploy/api.ts";
import type { FoundConsumer } from "./consumers.ts";
import type { Binding } from "./expected.ts";

export const PERMISSIONS = "Workers Scripts:Read, Queues:Read, Workers Routes:Read, Zone:Read, DNS:Read and Workers R2 Storage:Read";

const Content = z.object({
  resources: z.object({
    bindings: z.array(z.object({ type: z.string(), name: z.string() }).loose()),
    script: z.object({ etag: z.string() }),
    script_runtime: z.object({ compatibility_date: z.string(), compatibility_flags: z.array(z.string()).default([]) }),
  }),
});
const Consumed = z.array(
  z.object({
    queue_name: z.string(),
    consumers: z
      .array(
        z.object({
          script: z.string().optional(),
          script_name: z.string().optional(),
          dead_letter_queue: z.string().nullish(),
          settings: z.record(z.string(), z.unknown()).default({}),
        }),
      )
      .default([]),
  }),
);
const Route = z.object({ pattern: z.string(), script: z.string().nullish() });
const Records = z.array(z.object({ id: z.string(), name: z.string(), type: z.string() }));

const PER_PAGE = 100;

/** Of one version of a Worker. */
interface VersionContent {
  readonly bindings: readonly Binding[];
  /** Changes with the code. */
  readonly etag: string;
  readonly compatibilityDate: string;
  readonly compatibilityFlags: readonly string[];
}

export class AccountReader {
  readonly #cloud: Cloud;
  readonly #account: string;
  readonly #zone: string;

  constructor(cloud: Cloud, accountId: string, zoneId: string) {
    this.#cloud = cloud;
    this.#account = `/accounts/${accountId}`;
    this.#zone = `/zones/${zoneId}`;
  }

  async version(worker: string, version: string): Promise<VersionContent> {
    const path = `${this.#account}/workers/scripts/${worker}/versions/${version}`;
    const { bindings, script, script_runtime: runtime } = (await this.#get(path, Content)).resources;
    const { compatibility_date: compatibilityDate, compatibility_flags: compatibilityFlags } = runtime;
    return { bindings, etag: script.etag, compatibilityDate, compatibilityFlags };
  }

  async consumers(): Promise<FoundConsumer[]> {
    const queues = await this.#all(`${this.#account}/queues`, Consumed);
    return queues.flatMap(({ queue_name: queue, consumers }) =>
      consumers.map(({ script, script_name: other, dead_letter_queue: dead, settings }) => ({
        queue,
        script: script ?? other ?? null,
        deadLetterQueue: dead ?? null,
        settings,
      })),
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
