// The state of a Cloudflare account, as far as releases use it, and the rules of its changes, as Wrangler's source and Cloudflare's documentation
// describe them. A violation is refused with Cloudflare's own code.
import { randomUUID } from "node:crypto";

import {
  changedSecrets,
  type CodeUpdate,
  type Deployment,
  type Metadata,
  type OwnedToken,
  type Queue,
  Refused,
  type Settings,
  STORE_ID,
  type StoredSecret,
  type Version,
  type Worker,
  type Binding,
} from "./worker.ts";

const ALL = 100;
/** developers.cloudflare.com/durable-objects/deployments/durable-objects-code-updates, "Code update strategy". */
const DEFAULT_CODE_UPDATE: CodeUpdate = { mode: "deferred", max_delay: 300 };
const LONGEST_DELAY_S = 86_400;
/**
 * How many calls Cloudflare goes on taking a removed consumer or binding for one: observed, and promised nowhere. github.com/cloudflare/workers-sdk/issues/3370: a Worker
 * was "still in use as a consumer" of queues that were deleted already.
 */
const STALE_CALLS = 2;

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
  settings: {},
});

export class Account {
  readonly workers = new Map<string, Worker>();
  readonly queues: Queue[] = [];
  /** Keys of objects by bucket. */
  readonly buckets = new Map<string, Set<string>>();
  /** Of the account's one store. */
  storeId = STORE_ID;
  readonly secrets = new Map<string, StoredSecret>();
  /** Its API tokens. */
  readonly tokens: OwnedToken[] = [];
  /** "You must purchase R2 before you can generate an API token" (r2/api/tokens), and before a bucket. */
  isR2Bought = true;
  /** Content of files by hash. */
  readonly files = new Map<string, Buffer>();
  readonly #sessions: FilesSession[] = [];
  readonly domains: { id: string; hostname: string; service: string; zone_id: string }[] = [];
  /** Of a Worker or queue that is not free yet, how many more deletions are refused. */
  readonly #stale = new Map<string, number>();

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
  deployWhole(name: string, metadata: Metadata, script: string, codeUpdate: CodeUpdate = DEFAULT_CODE_UPDATE): Version {
    // A Worker that is created by its first upload is on workers.dev until that is switched off.
    const worker = this.workers.get(name) ?? { ...withoutVersions(name), subdomain: { enabled: true, previews_enabled: true } };
    const version = this.#version(worker, metadata, script);
    worker.objects = Object.keys(metadata.exports ?? {});
    worker.versions.unshift(version);
    this.setSettings(worker, metadata);
    const versions = [{ version_id: version.id, percentage: ALL }];
    worker.deployments.unshift({ id: randomUUID(), versions, annotations: {}, codeUpdate });
    this.workers.set(name, worker);
    return version;
  }

  /** Sets what is given. */
  setSettings(worker: Worker, { observability, tail_consumers: tails }: Settings): void {
    if (observability !== undefined) worker.settings = { ...worker.settings, observability };
    if (tails !== undefined) worker.settings = { ...worker.settings, tail_consumers: tails };
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

  /**
   * `POST deployments`. @param force takes versions with other secrets, too.
   */
  split(
    name: string,
    versions: Deployment["versions"],
    annotations: Deployment["annotations"],
    codeUpdate: CodeUpdate = DEFAULT_CODE_UPDATE,
    force = false,
  ): Deployment {
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
    const changed = force ? [] : changedSecrets(worker, versions);
    // wrangler 4.164.0, src/versions/rollback: 10220 names the secrets in these words, and `?force=true` passes it.
    if (changed.length > 0) throw new Refused(400, 10220, `The following secrets have changed: ${changed.join(", ")}`);
    if (codeUpdate.mode !== "immediate" && (codeUpdate.mode !== "deferred" || !((codeUpdate.max_delay ?? 0) <= LONGEST_DELAY_S)))
      throw new Refused(400, 10021, "Unknown code update strategy.");
    const deployment = { id: randomUUID(), versions, annotations, codeUpdate };
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

  /** `force` is about bindings of other Workers, and not about queues: github.com/tldraw/tldraw/pull/6143. */
  deleteWorker(name: string): void {
    this.worker(name);
    const consumes = this.queues.some(({ consumers }) => consumers.some(({ script }) => script === name));
    if (consumes || this.#isStale(name)) throw new Refused(400, 10064, "script still in use as a consumer for a queue");
    for (const { type, queue_name: queue } of this.workers.get(name)?.versions[0]?.metadata.bindings ?? []) {
      if (type === "queue") this.#stale.set(this.queues.find(({ queue_name: one }) => one === queue)?.queue_id ?? "", STALE_CALLS);
    }
    this.workers.delete(name);
  }

  deleteConsumer(queueId: string, id: string): void {
    const { consumers } = this.queue(queueId);
    const at = consumers.findIndex(({ consumer_id: one }) => one === id);
    if (at === -1) throw new Refused(404, 11001, "Consumer does not exist.");
    this.#stale.set(consumers[at]?.script ?? "", STALE_CALLS);
    consumers.splice(at, 1);
  }

  #isStale(name: string): boolean {
    const left = this.#stale.get(name) ?? 0;
    this.#stale.set(name, left - 1);
    return left > 0;
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
    const isBound = [...this.workers.values()].some(({ versions }) =>
      versions[0]?.metadata.bindings.some(({ type, queue_name: name }) => type === "queue" && name === queue.queue_name),
    );
    // github.com/alchemy-run/distilled/pull/432: a queue that a Worker's binding refers to is refused with the same code.
    if (queue.consumers.length > 0 || isBound || this.#isStale(id)) throw new Refused(400, 11005, "Queue is still in use by a Worker.");
    this.queues.splice(this.queues.indexOf(queue), 1);
  }

  #version(worker: Worker, metadata: Metadata, script: string): Version {
    // wrangler 4.164.0, deploy-helpers/src/deploy/deploy.ts, keepSecrets: "inherit unchanged secrets from the previous Worker Version". That is the version
    // that was uploaded last, whether it ever served or not.
    const keeps = metadata.keep_bindings?.includes("secret_text") === true;
    const secrets = new Map<string, string>(keeps ? worker.versions[0]?.secrets : []);
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
    for (const { type, service, queue_name: queue, bucket_name: bucket, store_id: store, secret_name: secret } of bindings) {
      if (type === "service" && service !== name && !this.workers.has(service ?? "")) {
        throw new Refused(400, 10143, `Service binding references Worker '${service}' which was not found.`);
      }
      if (type === "queue" && !this.queues.some(({ queue_name: one }) => one === queue)) {
        throw new Refused(400, 100100, `Queue "${queue}" does not exist.`);
      }
      if (type === "r2_bucket") this.bucket(bucket ?? "");
      // Of a secret that is not there "a binding will fail at deploy time" (wrangler 4.164.0, src/secrets-store/commands.ts); the code is not documented.
      if (type === "secrets_store_secret" && (store !== this.storeId || !this.secrets.has(secret ?? ""))) {
        throw new Refused(400, 10021, `Secret '${secret}' of store '${store}' was not found.`);
      }
    }
  }
}
