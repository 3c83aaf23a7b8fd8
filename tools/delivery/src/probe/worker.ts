// The one Worker that probes upload: it says which version and which object answered, and keeps which versions consumed its queue's messages.
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { RenderedWorker } from "../deploy/render.ts";
import type { Cloudflare } from "../deploy/cloudflare.ts";
import { type Account, deployWhole, uploadVersion } from "../deploy/wrangler.ts";
import { PREFIX, type ProbeContext, type UploadOptions } from "./probe.ts";

export const WORKER = `${PREFIX}worker`;
export const QUEUE = `${PREFIX}queue`;
const COMPATIBILITY_DATE = "2026-11-01";

const MODULE = `import { connect } from "cloudflare:sockets";
import { DurableObject } from "cloudflare:workers";
const trace = async () => /colo=(\\w+)/.exec(await (await fetch("https://cloudflare.com/cdn-cgi/trace")).text())?.[1] ?? "unknown";
// The clock of a Worker moves with its input and output alone: here it does.
const distanceMs = async (hostname) => {
  const tries = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const startedMs = Date.now();
    const socket = connect({ hostname, port: 5432 });
    await socket.opened;
    tries.push(Date.now() - startedMs);
    await socket.close();
  }
  return Math.min(...tries);
};
export class Memory extends DurableObject {
  instance = String(Date.now());
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    const host = searchParams.get("host");
    if (pathname === "/seen") return Response.json(await this.ctx.storage.get("seen") ?? []);
    const place = pathname === "/place" ? { colo: await trace(), ...(host === null ? {} : { distanceMs: await distanceMs(host) }) } : {};
    return Response.json({ instance: this.instance, version: this.env.VERSION.id, ...place });
  }
  async note(version) {
    await this.ctx.storage.put("seen", [...await this.ctx.storage.get("seen") ?? [], version]);
  }
}
const objectOf = (env, jurisdiction, locationHint) => {
  const namespace = jurisdiction === null ? env.MEMORY : env.MEMORY.jurisdiction(jurisdiction);
  return namespace.get(namespace.idFromName("probe"), locationHint === null ? {} : { locationHint });
};
export default {
  async fetch(request, env) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === "/version") return Response.json({ version: env.VERSION.id });
    if (pathname === "/send") return Response.json(await env.QUEUE.send("probe") ?? "sent");
    try {
      return await objectOf(env, searchParams.get("jurisdiction"), searchParams.get("hint")).fetch(request);
    } catch (error) {
      return Response.json({ thrown: String(error) });
    }
  },
  async queue(batch, env) {
    await objectOf(env, null, null).note(env.VERSION.id);
  },
};
`;

/** The part of a rendered Worker that an upload reads, and the rest empty. */
function rendered({ consumes = false, bare = false }: UploadOptions): RenderedWorker {
  const objects = {
    durable_objects: { bindings: [{ name: "MEMORY", class_name: "Memory" }] },
    exports: { Memory: { type: "durable-object", storage: "sqlite" } },
  };
  const queues = { queues: { producers: [{ binding: "QUEUE", queue: QUEUE }], consumers: [{ queue: QUEUE, max_batch_size: 1 }] } };
  return {
    ...{ name: WORKER, deployedName: WORKER, callees: [], storedSecrets: [], requiredSecrets: [], secrets: {}, queues: [], buckets: [] },
    ...{ tails: [], hasTriggers: consumes, digest: "", objectsDigest: "" },
    config: {
      ...{ name: WORKER, compatibility_date: COMPATIBILITY_DATE, workers_dev: true, preview_urls: false },
      version_metadata: { binding: "VERSION" },
      ...(bare ? {} : objects),
      ...(consumes ? queues : {}),
    },
  };
}

/** Uploads by Wrangler, as a release does. */
export const uploadByWrangler =
  (account: Account, cloudflare: Cloudflare): ProbeContext["upload"] =>
  async (tag, options) => {
    const dir = mkdtempSync(join(tmpdir(), "ledge-probe-"));
    try {
      const modulePath = join(dir, "index.js");
      writeFileSync(modulePath, MODULE);
      const upload = {
        worker: rendered(options),
        modulePath,
        filesPath: dir,
        tag,
        message: options.message ?? "probe",
        secrets: options.secrets ?? {},
      };
      await (options.whole ? deployWhole : uploadVersion)(account, upload);
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
    const version = (await cloudflare.worker(WORKER))?.versions[0]?.id;
    if (version === undefined) throw new Error(`${WORKER} has no version after an upload.`);
    return version;
  };
