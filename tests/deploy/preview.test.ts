// A preview from its creation to its removal: the product's migrations on a separate branch of an empty database, Workers and queues with its name, and
// a host. The branch is a database in a separate cluster, because a branch of Neon has its own logins, too.
import { mkdirSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { startLocalPostgres, type LocalPostgres } from "@ledge/database/postgres/local-postgres";
import { Cloudflare } from "@ledge/delivery/deploy/cloudflare";
import { Neon } from "@ledge/delivery/deploy/neon";
import { previewSecrets } from "@ledge/delivery/deploy/preview";
import { reap } from "@ledge/delivery/deploy/reap";
import { withMigrator } from "@ledge/database/migrate/open-migrator";
import { isLiveKey } from "@ledge/database/operator-key";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACCOUNT_ID } from "../stand-ins/cloudflare/stand-in.ts";
import { type NeonStandIn, PROJECT_ID, startNeon } from "../stand-ins/neon/stand-in.ts";
import { connect } from "../support/database.ts";
import { type SamplePlatform, openSamplePlatform, outputs, scripts, TOKEN } from "./support/sample-platform.ts";
import { serverFlags } from "../support/hostile.ts";

const LOG = "pr-7.log.dev.example.com";
const SEED = "the seed of all previews of a test, long enough";
const NEON_TOKEN = "neon-token-of-a-test";
const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));
const DAY_MS = 86_400_000;
let platform: SamplePlatform;
let neon: NeonStandIn;
let cluster: LocalPostgres;
let dataDir: string;
let rootUrl: URL;
let env: Record<string, string>;

beforeAll(async () => {
  dataDir = makeServerFolder("ledge-preview-");
  cluster = await startLocalPostgres(join(dataDir, "data"), ["fsync=off", ...serverFlags()]);
  const root = await connect(cluster.adminUrl);
  await root.query("CREATE DATABASE root_branch");
  await root.end();
  rootUrl = new URL(cluster.adminUrl);
  rootUrl.pathname = "/root_branch";
  neon = await startNeon(NEON_TOKEN, rootUrl.toString(), "ledge");
  platform = await openSamplePlatform();
  env = { NEON_API_URL: neon.url, NEON_API_KEY: NEON_TOKEN, LEDGE_PREVIEW_SEED: SEED, TEST_MIGRATIONS: MIGRATIONS };
  mkdirSync(join(platform.root, ".build", "outputs"), { recursive: true });
  writeFileSync(outputsFile(), JSON.stringify(outputs("preview", neon.rootBranch)));
  platform.commit({});
});
afterAll(async () => {
  await Promise.all([platform.stop(), neon.stop()]);
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const outputsFile = (): string => join(platform.root, ".build", "outputs", "preview.json");
const preview = (args: readonly string[] = []) => platform.deploy(["--env", "pr-7", ...args], { env });

/** Runs SQL in the database that every preview branches from. */
async function inParent(sql: string): Promise<void> {
  const parent = await connect(rootUrl.toString());
  await parent.query(sql);
  await parent.end();
}

/** Removes previews, of whose pull requests those of these numbers are open. */
async function reaped(...open: readonly number[]): Promise<string[]> {
  const wait = async (): Promise<void> => undefined;
  const lines: string[] = [];
  await reap({
    cloudflare: new Cloudflare({ name: "Cloudflare", baseUrl: platform.cloudflare.url, token: TOKEN, permissions: "" }, ACCOUNT_ID, wait),
    neon: new Neon({ name: "Neon", baseUrl: neon.url, token: NEON_TOKEN, permissions: "" }, PROJECT_ID, wait),
    outputsFile: outputsFile(),
    isOpen: async (number) => open.includes(number),
    say: (line) => void lines.push(line),
  });
  return lines;
}

describe("a preview", () => {
  test("is made in the account of previews alone: with the outputs of another environment nothing is done", async () => {
    const { code, err } = await preview(["--outputs", ".build/outputs/dev.json"]);
    expect(code).toBe(1);
    expect(err).toContain("pr-7 is a preview, and --outputs is of dev");
    expect(platform.cloudflare.calls).toEqual([]);
  });

  test("is never a copy of data: when its parent holds a table, nothing is made", async () => {
    await inParent("CREATE TABLE public.customers (name text)");
    const { code, err } = await preview();
    expect(code).toBe(1);
    expect(err).toContain("previews branch from an empty database");
    expect(neon.branches).toHaveLength(1);
    expect(platform.cloudflare.account.workers.size).toBe(0);
    await inParent("DROP TABLE public.customers");
  });

  test("gets its own Workers, queues, database branch and host, bound to each other alone, and a first transfer", async () => {
    // Neon is at work on the project, and takes no other operation meanwhile.
    neon.begin("apply_config");
    const { code, err, out } = await preview();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("✓ seed");
    const { workers, queues, domains } = platform.cloudflare.account;
    expect([...workers.keys()]).toEqual(["core-pr-7", "middle-pr-7", "front-pr-7"]);
    const bindings = [...workers.values()].flatMap(({ versions }) => versions[0]?.metadata.bindings ?? []);
    expect(bindings.flatMap(({ service, queue_name: queue, bucket_name: bucket }) => service ?? queue ?? bucket ?? [])).toEqual([
      "happenings-pr-7",
      "files-pr-7",
      "core-pr-7",
      "middle-pr-7",
    ]);
    expect(queues.filter(({ consumers }) => consumers.length > 0)).toMatchObject([
      { queue_name: "happenings-pr-7", consumers: [{ script: "core-pr-7", dead_letter_queue: "happenings-dead-pr-7" }] },
    ]);
    expect(domains).toMatchObject([
      { hostname: "pr-7.api.dev.example.com", service: "front-pr-7" },
      { hostname: "pr-7.docs.dev.example.com", service: "front-pr-7" },
      { hostname: "pr-7.log.dev.example.com", service: "front-pr-7" },
    ]);
    expect(neon.branches.map(({ name }) => name)).toEqual(["main", "preview/pr-7"]);
  });

  test("has a database that Neon deletes by itself a week after the last release", async () => {
    const expiryMs = Date.parse(neon.branches[1]?.expiresAt ?? "");
    expect(expiryMs).toBeGreaterThan(Date.now() + 6.9 * DAY_MS);
    expect(expiryMs).toBeLessThanOrEqual(Date.now() + 7.1 * DAY_MS);
    neon.expireAt("preview/pr-7", new Date(Date.now() + DAY_MS));
    expect(await preview()).toMatchObject({ code: 0, err: "" });
    expect(Date.parse(neon.branches[1]?.expiresAt ?? "")).toBeGreaterThan(Date.now() + 6.9 * DAY_MS);
  });

  test("has a migrated database, its own logins, and an operator key for its smoke test", async () => {
    const secrets = previewSecrets(SEED, "pr-7", LOG);
    const url = new URL(cluster.adminUrl);
    url.pathname = `/${neon.branches[1]?.databaseName}`;
    url.username = "ledge_rotator";
    url.password = secrets.passwords.ledge_rotator;
    const isLive = await withMigrator(url.toString(), (migratorUrl) =>
      isLiveKey(migratorUrl, secrets.worker("API_KEY_PEPPER"), secrets.operatorToken),
    );
    expect(isLive).toBe(true);
    expect(previewSecrets(SEED, "pr-8", LOG).passwords.ledge_runtime_a).not.toBe(secrets.passwords.ledge_runtime_a);
  });

  test("is released again by versions, and nothing is created twice", async () => {
    platform.commit(scripts("second"));
    expect(await preview()).toMatchObject({ code: 0, err: "" });
    expect(neon.branches).toHaveLength(2);
    expect(platform.cloudflare.calls.filter(({ method, path }) => method === "POST" && path.endsWith("/queues"))).toHaveLength(2);
    expect(platform.cloudflare.account.workers.get("core-pr-7")?.versions).toHaveLength(2);
  });

  test("is removed with everything that has its name and nothing else, and removing it again finds nothing", async () => {
    platform.cloudflare.account.createQueue("happenings-pr-77");
    // More queues than one answer has, those of the preview among the last.
    const { queues: all } = platform.cloudflare.account;
    const others = Array.from({ length: 60 }, (_, number) => platform.cloudflare.account.createQueue(`other-${number}`));
    all.splice(0, Infinity, ...others, ...all.filter((queue) => !others.includes(queue)));
    // A bucket that has objects cannot be deleted.
    for (const key of ["checkpoint", "tile/0/000.p/7"]) platform.cloudflare.account.bucket("files-pr-7").add(key);
    const { code, err, out } = await preview(["--destroy"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("Nothing is left of pr-7.");
    const { workers, queues, buckets, domains } = platform.cloudflare.account;
    const names = { queues: queues.map(({ queue_name: name }) => name), buckets: [...buckets.keys()] };
    expect({ workers: [...workers.keys()], ...names, domains }).toEqual({
      workers: [],
      queues: [...others.map(({ queue_name: name }) => name), "happenings", "happenings-dead", "happenings-pr-77"],
      buckets: ["files"],
      domains: [],
    });
    expect(neon.branches.map(({ name }) => name)).toEqual(["main"]);
    expect(await preview(["--destroy"])).toMatchObject({ code: 0, out: "Nothing is left of pr-7.\n" });
  });

  test("is removed at night when its pull request is closed or its database has expired, and no other is", async () => {
    platform.cloudflare.account.createQueue("happenings-pr-9");
    expect(await preview()).toMatchObject({ code: 0, err: "" });
    // Of a preview that was removed half, a queue is left: its number is nobody's pull request.
    expect(await reaped(7)).toEqual([
      "· pr-7 stays: its pull request is open",
      "✓ removed queue happenings-pr-9",
      "✓ removed queue happenings-pr-77",
    ]);
    expect([...platform.cloudflare.account.workers.keys()]).toEqual(["core-pr-7", "middle-pr-7", "front-pr-7"]);
    await neon.deleteExpired("preview/pr-7");
    expect(await reaped(7)).toContain("✓ removed Worker front-pr-7");
    expect(platform.cloudflare.account.workers.size).toBe(0);
    const left = platform.cloudflare.account.queues.map(({ queue_name: name }) => name).filter((name) => !name.startsWith("other-"));
    expect(left).toEqual(["happenings", "happenings-dead"]);
    expect(await reaped()).toEqual([]);
  });

  test("may have left a Worker under another name, which the night names and does not remove", async () => {
    platform.cloudflare.account.createWorker("front");
    platform.cloudflare.account.deployWhole("miner", { main_module: "miner.js", bindings: [], compatibility_date: "2026-11-01" }, "");
    await expect(reaped()).rejects.toThrow("Worker miner, which is no preview's");
    for (const name of ["front", "miner"]) platform.cloudflare.account.deleteWorker(name);
  });

  test("is the only kind of environment that can be removed", async () => {
    const { code, err } = await platform.deploy(["--env", "dev", "--destroy"], { env });
    expect(code).toBe(1);
    expect(err).toBe("dev is no preview: what lasts is never destroyed here.\n");
  });
});
