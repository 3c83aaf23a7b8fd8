// Drift over what wrangler owns, on an account that a real release left: whatever is changed by hand afterwards is named, and nothing else.
import { randomUUID } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Cloudflare } from "@ledge/delivery/deploy/cloudflare";
import { readEnvironment } from "@ledge/delivery/deploy/environment";
import { AccountReader } from "@ledge/delivery/drift/account";
import { driftFaults } from "@ledge/delivery/drift/drift";
import { workersAt } from "@ledge/delivery/drift/workers-at";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT_ID } from "../stand-ins/cloudflare/stand-in.ts";
import type { Version } from "../stand-ins/cloudflare/worker.ts";
import { ZONE_ID } from "../stand-ins/cloudflare/zone.ts";
import { openSamplePlatform, outputs, type SamplePlatform, TOKEN } from "./support/sample-platform.ts";

const NAMES = ["front", "middle", "core"];
const CONFIGS = ["wrangler.toml", "middle/wrangler.toml", "core/wrangler.toml"];
const SPF = { id: "record-of-terraform", name: "dev.example.com", type: "TXT", content: "v=spf1 -all" };
const AT_ONCE = { mode: "immediate" };
let platform: SamplePlatform;

beforeAll(async () => {
  platform = await openSamplePlatform();
  platform.commit({});
  platform.cloudflare.account.createWorker("front");
  expect(await platform.deploy([])).toMatchObject({ code: 0 });
  // What Terraform makes: hosts that lead to the gateway, each with its record, and the domain's own records.
  for (const hostname of ["api", "docs", "log"].map((name) => `${name}.dev.example.com`)) {
    platform.cloudflare.account.domains.push({ id: randomUUID(), hostname, service: "front", zone_id: ZONE_ID });
  }
  platform.cloudflare.zone.records.push(SPF);
});
afterAll(() => platform.stop());

async function faults(): Promise<string[]> {
  const file = join(platform.root, ".build", "outputs", "drift.json");
  mkdirSync(join(file, ".."), { recursive: true });
  writeFileSync(file, JSON.stringify(outputs("dev", "br-main")));
  const environment = readEnvironment("dev", file);
  const cloud = { name: "Cloudflare", baseUrl: platform.cloudflare.url, token: TOKEN, permissions: "" };
  const drifting = {
    environment,
    cloudflare: new Cloudflare(cloud, ACCOUNT_ID),
    account: new AccountReader(cloud, ACCOUNT_ID, ZONE_ID),
    workersAt: (commit: string) => workersAt(platform.root, CONFIGS, environment, commit),
    records: new Set([SPF.id]),
  };
  return await driftFaults(drifting, NAMES);
}

/** A change by hand in the dashboard: a version with other content serves everybody. */
function editByHand(name: string, change: (version: Version) => Version): () => void {
  const { versions, deployments } = platform.cloudflare.account.worker(name);
  const edited = { ...change(versions[0] as Version), id: randomUUID() };
  versions.unshift(edited);
  deployments.unshift({ id: randomUUID(), versions: [{ version_id: edited.id, percentage: 100 }], annotations: {}, codeUpdate: AT_ONCE });
  return () => {
    versions.shift();
    deployments.shift();
  };
}

function editConsumer(change: { dead_letter_queue?: undefined; settings?: Record<string, number> }): () => void {
  const { consumers } = platform.cloudflare.account.queues[0]!;
  const [before] = consumers.splice(0, 1, { ...consumers[0]!, ...change });
  return () => void consumers.splice(0, 1, before!);
}

describe("an account", () => {
  test("that is as its release left it has no drift, and reading it changes nothing", async () => {
    const before = platform.cloudflare.calls.length;
    expect(await faults()).toEqual([]);
    expect(platform.cloudflare.calls.slice(before).filter(({ method }) => method !== "GET")).toEqual([]);
  });

  test("keeps being judged by the commit that serves, when main has newer ones", async () => {
    platform.commit({
      "wrangler.toml": 'name = "front"\nmain = "front.js"\ncompatibility_date = "2026-11-01"\nworkers_dev = false\npreview_urls = false\n',
    });
    expect(await faults()).toEqual([]);
  });

  test.each<[string, () => () => void, RegExp | string]>([
    [
      "a version that no release uploaded",
      () => editByHand("middle", (version) => ({ ...version, metadata: { ...version.metadata, annotations: {} } })),
      /^middle serves version [\w-]+, which no release uploaded$/,
    ],
    [
      "a version whose tag was copied, with one more variable",
      () =>
        editByHand("front", (version) => ({
          ...version,
          metadata: {
            ...version.metadata,
            bindings: [...version.metadata.bindings, { type: "plain_text", name: "DEBUG", text: "hunter2" }],
          },
        })),
      "front has plain_text DEBUG, which no config has",
    ],
    [
      "a binding that leads elsewhere",
      () =>
        editByHand("front", (version) => ({
          ...version,
          metadata: {
            ...version.metadata,
            bindings: version.metadata.bindings.map((one) => (one.type === "service" ? { ...one, service: "core" } : one)),
          },
        })),
      "front service MIDDLE has another service",
    ],
    [
      "other code under a copied tag",
      () => editByHand("core", (version) => ({ ...version, script: "export default { fetch: () => fetch('https://evil.example') }" })),
      /^core serves version [\w-]+ with other code than [\w-]+, which has the same tag$/,
    ],
    [
      "another compatibility date",
      () => editByHand("core", (version) => ({ ...version, metadata: { ...version.metadata, compatibility_date: "2020-01-01" } })),
      "core has another compatibility date",
    ],
    [
      "other compatibility flags",
      () => editByHand("core", (version) => ({ ...version, metadata: { ...version.metadata, compatibility_flags: ["nodejs_compat"] } })),
      "core has other compatibility flags",
    ],
    [
      "a version that says that its Durable Objects are others",
      () =>
        editByHand("core", (version) => {
          const annotations = { ...version.metadata.annotations };
          annotations["workers/message"] = annotations["workers/message"]!.replace(/objects=\w+/, "objects=0123456789abcdef");
          return { ...version, metadata: { ...version.metadata, annotations } };
        }),
      "core says that its Durable Objects are others than its config's",
    ],
    [
      "lines of Cloudflare's own for each request, which the config forbids (law 28)",
      () => {
        const worker = platform.cloudflare.account.worker("middle");
        const before = worker.settings;
        worker.settings = { observability: { enabled: true, logs: { enabled: true, invocation_logs: true } } };
        return () => void (worker.settings = before);
      },
      "middle has other settings of observability",
    ],
    [
      "lines that are handed to somebody",
      () => {
        const worker = platform.cloudflare.account.worker("middle");
        const before = worker.settings;
        worker.settings = { ...before, tail_consumers: [{ service: "listener" }] };
        return () => void (worker.settings = before);
      },
      "middle hands its lines to listener",
    ],
    [
      "a consumer without its dead letter queue",
      () => editConsumer({ dead_letter_queue: undefined }),
      "core consumes happenings with no queue for dead letters",
    ],
    [
      "a consumer that does not try again",
      () => editConsumer({ settings: { max_retries: 0, retry_delay: 5 } }),
      "core consumes happenings with another max_retries",
    ],
    [
      "a secret that was deleted",
      () =>
        editByHand("core", ({ secrets, ...version }) => ({
          ...version,
          secrets: new Map([...secrets].filter(([name]) => name !== "CORE_URL")),
        })),
      "core has no secret_text CORE_URL",
    ],
    [
      "a Worker of nobody's",
      () => {
        platform.cloudflare.account.createWorker("miner");
        return () => platform.cloudflare.account.deleteWorker("miner");
      },
      "Worker miner is of no release",
    ],
    [
      "a route",
      () => {
        platform.cloudflare.zone.routes.push({ id: "1", pattern: "api.dev.example.com/*", script: "core" });
        return () => void platform.cloudflare.zone.routes.pop();
      },
      "route api.dev.example.com/* leads to core besides the custom domains",
    ],
    [
      "a host",
      () => {
        platform.cloudflare.account.domains.push({ id: "1", hostname: "old.dev.example.com", service: "core", zone_id: ZONE_ID });
        return () => void platform.cloudflare.account.domains.pop();
      },
      "host old.dev.example.com leads to core",
    ],
    [
      "a DNS record on a later page",
      () => {
        const { records } = platform.cloudflare.zone;
        const many = Array.from({ length: 100 }, () => SPF);
        records.push(...many, { id: "2", name: "mail.dev.example.com", type: "MX", content: "mx.example.net" });
        return () => void records.splice(1);
      },
      "DNS record MX mail.dev.example.com is not Terraform's",
    ],
    [
      "a cron",
      () => {
        platform.cloudflare.zone.crons.set("core", ["* * * * *"]);
        return () => void platform.cloudflare.zone.crons.clear();
      },
      "core has the crons * * * * *",
    ],
    [
      "a consumer that is gone",
      () => {
        const queue = platform.cloudflare.account.queues[0]!;
        const consumers = queue.consumers.splice(0);
        return () => void queue.consumers.push(...consumers);
      },
      "core consumes no queue",
    ],
    [
      "an address on workers.dev",
      () => {
        platform.cloudflare.account.worker("core").subdomain = { enabled: true, previews_enabled: false };
        return () => void (platform.cloudflare.account.worker("core").subdomain = { enabled: false, previews_enabled: false });
      },
      "core is reachable on workers.dev",
    ],
    [
      "a release that is half done",
      () => {
        const { versions, deployments } = platform.cloudflare.account.worker("middle");
        versions.unshift({ ...versions[0]!, id: "half" });
        const split = [versions[1]!, versions[0]!].map(({ id }, index) => ({ version_id: id, percentage: [90, 10][index] as number }));
        deployments.unshift({ id: "split", versions: split, annotations: {}, codeUpdate: AT_ONCE });
        return () => {
          versions.shift();
          deployments.shift();
        };
      },
      "middle is split between versions: a release is half done",
    ],
  ])("with %s is found, and the fault names it alone and no value", async (_what, change, fault) => {
    const undo = change();
    const found = await faults();
    undo();
    expect(found).toEqual([typeof fault === "string" ? fault : expect.stringMatching(fault)]);
    expect(found.join()).not.toContain("hunter2");
  });

  test("that serves a commit which this repository does not have is not judged, and says so", async () => {
    const undo = NAMES.map((name) =>
      editByHand(name, (version) => ({ ...version, metadata: { ...version.metadata, annotations: { "workers/tag": "0".repeat(40) } } })),
    );
    await expect(faults()).rejects.toThrow("This repository has no commit 0000");
    for (const one of undo) one();
    expect(await faults()).toEqual([]);
  });
});
