// The state of a Cloudflare account, as far as releases use it, and the rules of its changes, as Wrangler's source and Cloudflare's documentation
// describe them. A violation is refused with Cloudflare's own code.
import { randomUUID } from "node:crypto";

export interface Binding {
  readonly type: string;
  readonly name: string;
  readonly service?: string;
  readonly queue_name?: string;
  readonly bucket_name?: string;
  readonly class_name?: string;
  readonly text?: string;
}

export interface Metadata {
  readonly main_module: string;
  readonly bindings: readonly Binding[];
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly compatibility_date: string;
  readonly assets?: { readonly jwt?: string; readonly config?: Readonly<Record<string, unknown>> };
}

export interface Version {
  readonly id: string;
  readonly metadata: Metadata;
  readonly script: string;
  /** Values by name, which are never returned. */
  readonly secrets: ReadonlyMap<string, string>;
  readonly hasDurableObjects: boolean;
  /** The hash of each served file, by its path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface Deployment {
  readonly id: string;
  readonly versions: readonly { readonly version_id: string; readonly percentage: number }[];
  readonly annotations: Readonly<Record<string, string | undefined>>;
}

interface Consumer {
  readonly consumer_id: string;
  readonly type: "worker";
  readonly script: string;
  readonly environment: "production";
  readonly settings: unknown;
  readonly dead_letter_queue?: string | undefined;
}

export interface Queue {
  readonly queue_id: string;
  readonly queue_name: string;
  readonly consumers: Consumer[];
}

export interface Worker {
  readonly name: string;
  /** Newest first. */
  readonly versions: Version[];
  readonly deployments: Deployment[];
  /** Classes of Durable Objects that the deployed version declared. */
  objects: readonly string[];
  subdomain: { enabled: boolean; previews_enabled: boolean };
}

/** A rule of Cloudflare's was violated. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const ALL = 100;

/** An upload of files: the announced files, and those that are still missing. */
interface FilesSession {
  readonly token: string;
  readonly files: Readonly<Record<string, string>>;
  readonly missing: Set<string>;
}

const withoutVersions = (name: string): Worker => ({
  name,
  versions: [],
  deployments: [],
  objects: [],
  subdomain: { enabled: false, previews_enabled: false },
});

export class Account {
  readonly workers = new Map<string, Worker>();
  readonly queues: Queue[] = [];
  /** Keys of objects by bucket. */
  readonly buckets = new Map<string, Set<string>>();
  /** "You must purchase R2 before you can generate an API token" (r2/api/tokens), and before a bucket. */
  isR2Bought = true;
  /** Content of files by hash. */
  readonly files = new Map<string, Buffer>();
  readonly #sessions: FilesSession[] = [];
  readonly domains: { id: string; hostname: string; service: string; zone_id: string }[] = [];

  worker(name: string): Worker {
    const found = this.workers.get(name);
    if (found === undefined) throw new Refused(404, 10007, "This Worker does not exist on your account.");
    return found;
  }

  /** `POST workers/workers`, as Terraform does for the Worker with the host names: it exists and has no version yet. */
  createWorker(name: string): Worker {
    const worker = withoutVersions(name);
    this.workers.set(name, worker);
    return worker;
  }

  /** `PUT script`: a version that serves all traffic at once. */
  deployWhole(name: string, metadata: Metadata, script: string): Version {
    // A Worker that is created by its first upload is on workers.dev until that is switched off.
    const worker = this.workers.get(name) ?? { ...withoutVersions(name), subdomain: { enabled: true, previews_enabled: true } };
    const version = this.#version(worker, metadata, script);
    worker.objects = Object.keys(metadata.exports ?? {});
    worker.versions.unshift(version);
    worker.deployments.unshift({ id: randomUUID(), versions: [{ version_id: version.id, percentage: ALL }], annotations: {} });
    this.workers.set(name, worker);
    return version;
  }

  /** `POST versions`: a version without traffic. */
  upload(name: string, metadata: Metadata, script: string): Version {
    const worker = this.worker(name);
    const missing = metadata.bindings.find(
      ({ type, class_name: name }) => type === "durable_object_namespace" && !worker.objects.includes(name ?? ""),
    );
    if (missing !== undefined) throw new Refused(400, 100406, `Binding ${missing.name} depends on an export that is not provisioned.`);
    const version = this.#version(worker, metadata, script);
    worker.versions.unshift(version);
    return version;
  }

  /** `POST deployments`. */
  split(name: string, versions: Deployment["versions"], annotations: Deployment["annotations"]): Deployment {
    const worker = this.worker(name);
    if (versions.length < 1 || versions.length > 2) throw new Refused(400, 10021, "A deployment has one or two versions.");
    if (versions.reduce((sum, { percentage }) => sum + percentage, 0) !== ALL)
      throw new Refused(400, 10021, "Percentages must add up to 100.");
    const found = versions.map(({ version_id: id }) => worker.versions.find((version) => version.id === id));
    if (found.includes(undefined)) throw new Refused(404, 10212, "There is no such version.");
    const declared = new Set(found.map((version) => JSON.stringify(version?.metadata.exports ?? {})));
    if (declared.size > 1) throw new Refused(400, 100405, "Versions of a split must declare identical Durable Object exports.");
    const objects = Object.keys(found[0]?.metadata.exports ?? {});
    const lost = worker.objects.find((one) => !objects.includes(one));
    if (lost !== undefined) throw new Refused(400, 100402, `Class ${lost} would be deleted without being declared so.`);
    const deployment = { id: randomUUID(), versions, annotations };
    worker.deployments.unshift(deployment);
    return deployment;
  }

  /** `POST assets-upload-session`: the files that must be sent, in buckets, and the token to send them with. */
  announceFiles(manifest: Readonly<Record<string, { readonly hash: string }>>): { token: string; missing: readonly string[] } {
    const files = Object.fromEntries(Object.entries(manifest).map(([path, { hash }]) => [path, hash]));
    const missing = new Set(Object.values(files).filter((hash) => !this.files.has(hash)));
    // A JSON Web Token in form only: Wrangler reads from its payload how to upload.
    const token = `e30.${Buffer.from(JSON.stringify({ session: this.#sessions.length })).toString("base64url")}.e30`;
    this.#sessions.push({ token, files, missing });
    return { token, missing: [...missing] };
  }

  /** `POST assets/upload`. @returns the token that a version needs, once no file is missing. */
  takeFiles(token: string, files: ReadonlyMap<string, Buffer>): string | null {
    const { missing } = this.#session(token);
    for (const [hash, content] of files) {
      if (!missing.delete(hash)) throw new Refused(400, 10021, `File ${hash} was not announced.`);
      this.files.set(hash, content);
    }
    return missing.size === 0 ? token : null;
  }

  #session(token: string | undefined): FilesSession {
    const found = this.#sessions.find((session) => session.token === token);
    if (found === undefined) throw new Refused(401, 10000, "The token of no upload of files.");
    return found;
  }

  deleteWorker(name: string): void {
    this.worker(name);
    this.workers.delete(name);
    for (const queue of this.queues) queue.consumers.splice(0, Infinity, ...queue.consumers.filter(({ script }) => script !== name));
  }

  createQueue(name: string): Queue {
    if (this.queues.some(({ queue_name: taken }) => taken === name)) throw new Refused(409, 11009, "Queue name is taken.");
    const queue: Queue = { queue_id: randomUUID(), queue_name: name, consumers: [] };
    this.queues.push(queue);
    return queue;
  }

  createBucket(name: string): void {
    if (!this.isR2Bought) throw new Refused(403, 10042, "Please enable R2 through the Cloudflare Dashboard.");
    this.buckets.set(name, new Set());
  }

  bucket(name: string): Set<string> {
    const found = this.buckets.get(name);
    if (found === undefined) throw new Refused(404, 10006, "The specified bucket does not exist.");
    return found;
  }

  deleteBucket(name: string): void {
    if (this.bucket(name).size > 0) throw new Refused(409, 10008, "The bucket you tried to delete is not empty.");
    this.buckets.delete(name);
  }

  queue(id: string): Queue {
    const found = this.queues.find(({ queue_id: one }) => one === id);
    if (found === undefined) throw new Refused(404, 11000, "Queue does not exist.");
    return found;
  }

  deleteQueue(id: string): void {
    const queue = this.queue(id);
    if (queue.consumers.length > 0) throw new Refused(400, 11005, "Queue has consumers.");
    this.queues.splice(this.queues.indexOf(queue), 1);
  }

  #version(worker: Worker, metadata: Metadata, script: string): Version {
    const secrets = new Map<string, string>();
    for (const { type, name, text } of metadata.bindings) {
      const inherited = worker.versions[0]?.secrets.get(name);
      if (type === "secret_text") secrets.set(name, text ?? "");
      if (type !== "inherit") continue;
      if (inherited === undefined) throw new Refused(400, 10057, `inherit binding '${name}' is invalid: there is none to inherit.`);
      secrets.set(name, inherited);
    }
    this.#requireTargets(worker.name, metadata.bindings);
    const bindings = metadata.bindings.map(({ text, ...binding }) => ({
      ...binding,
      ...(text === undefined || binding.type === "secret_text" ? {} : { text }),
    }));
    const hasDurableObjects = Object.keys(metadata.exports ?? {}).length > 0;
    return { id: randomUUID(), metadata: { ...metadata, bindings }, script, secrets, hasDurableObjects, files: this.#filesOf(metadata) };
  }

  #filesOf({ assets, bindings }: Metadata): Version["files"] {
    if (assets === undefined && !bindings.some(({ type }) => type === "assets")) return {};
    const { files, missing } = this.#session(assets?.jwt);
    if (missing.size > 0) throw new Refused(400, 10021, `${missing.size} files were announced and not sent.`);
    return files;
  }

  #requireTargets(name: string, bindings: readonly Binding[]): void {
    for (const { type, service, queue_name: queue, bucket_name: bucket } of bindings) {
      if (type === "service" && service !== name && !this.workers.has(service ?? "")) {
        throw new Refused(400, 10143, `Service binding references Worker '${service}' which was not found.`);
      }
      if (type === "queue" && !this.queues.some(({ queue_name: one }) => one === queue)) {
        throw new Refused(400, 100100, `Queue "${queue}" does not exist.`);
      }
      if (type === "r2_bucket") this.bucket(bucket ?? "");
    }
  }
}
