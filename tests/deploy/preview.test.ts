// A preview from its creation to its removal: the product's migrations on a separate branch, Workers and queues with its name, and a host. The branch
// is a database in a separate cluster, because a branch of Neon has its own logins, too.
import { mkdirSync, writeFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { startLocalPostgres, type LocalPostgres } from "@ledge/database/postgres/local-postgres";
import { previewSecrets } from "@ledge/delivery/deploy/preview";
import { isLiveKey } from "@ledge/database/operator-key";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { type NeonStandIn, startNeon } from "../stand-ins/neon/stand-in.ts";
import { connect } from "../support/database.ts";
import { type SamplePlatform, openSamplePlatform, outputs, scripts } from "./support/sample-platform.ts";
import { serverFlags } from "../support/hostile.ts";

const LOG = "pr-7.log.dev.example.com";
const SEED = "the seed of all previews of a test, long enough";
const NEON_TOKEN = "neon-token-of-a-test";
const MIGRATIONS = fileURLToPath(new URL("../../migrations", import.meta.url));
let platform: SamplePlatform;
let neon: NeonStandIn;
let cluster: LocalPostgres;
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  dataDir = makeServerFolder("ledge-preview-");
  cluster = await startLocalPostgres(join(dataDir, "data"), ["fsync=off", ...serverFlags()]);
  const root = await connect(cluster.adminUrl);
  await root.query("CREATE DATABASE root_branch");
  await root.end();
  const rootUrl = new URL(cluster.adminUrl);
  rootUrl.pathname = "/root_branch";
  neon = await startNeon(NEON_TOKEN, rootUrl.toString(), "ledge");
  platform = await openSamplePlatform(inject("adminUrl"));
  env = { NEON_API_URL: neon.url, NEON_API_KEY: NEON_TOKEN, LEDGE_PREVIEW_SEED: SEED, TEST_MIGRATIONS: MIGRATIONS };
  mkdirSync(join(platform.root, ".build", "outputs"), { recursive: true });
  writeFileSync(join(platform.root, ".build", "outputs", "dev.json"), JSON.stringify(outputs(neon.rootBranch)));
});
afterAll(async () => {
  await Promise.all([platform.stop(), neon.stop()]);
  await cluster.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const preview = (args: readonly string[] = []) => platform.deploy(["--env", "pr-7", ...args], { env });

describe("a preview", () => {
  test("gets its own Workers, queues, database branch and host, bound to each other alone", async () => {
    platform.commit({});
    // Neon is at work on the project, and takes no other operation meanwhile.
    neon.begin("apply_config");
    expect(await preview()).toMatchObject({ code: 0, err: "" });
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

  test("has a migrated database, its own logins, and an operator key for its smoke test", async () => {
    const secrets = previewSecrets(SEED, "pr-7", LOG);
    const url = new URL(cluster.adminUrl);
    url.pathname = `/${neon.branches[1]?.databaseName}`;
    url.username = "ledge_migrator";
    url.password = secrets.passwords.ledge_migrator;
    expect(await isLiveKey(url.toString(), secrets.worker("API_KEY_PEPPER"), secrets.operatorToken)).toBe(true);
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

  test("is the only kind of environment that can be removed", async () => {
    const { code, err } = await platform.deploy(["--env", "dev", "--destroy"], { env });
    expect(code).toBe(1);
    expect(err).toBe("dev is no preview: what lasts is never destroyed here.\n");
  });
});
