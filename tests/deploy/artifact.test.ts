// The artifact of the product's Workers: the same bytes from the same commit at every build, and configs that can be rendered for every environment.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { digestOf, moduleOf, verifyArtifact } from "@ledge/delivery/build/artifact";
import { buildArtifact } from "@ledge/delivery/build/build";
import { readEnvironment } from "@ledge/delivery/deploy/environment";
import { calleesFirst } from "@ledge/delivery/deploy/order";
import { Cloudflare } from "@ledge/delivery/deploy/cloudflare";
import { runRelease } from "@ledge/delivery/deploy/release";
import { renderWorker } from "@ledge/delivery/deploy/render";
import { readDatabaseText } from "@ledge/database/migrate/database-text";
import { ROOT } from "@ledge/repository/root";
import { BY_RPC, CONFIGS } from "@ledge/repository/workers";
import { afterAll, beforeAll, describe, expect, inject, test, vi } from "vitest";
import { ACCOUNT_ID, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import { outputs, TOKEN } from "./support/sample-platform.ts";
import { openDatabase } from "./support/open-database.ts";

const commit = execFileSync("git", ["-C", ROOT, "rev-parse", "HEAD"]).toString().trim();
const QUEUES = ["ledge-audit", "ledge-events"];
const BUCKET = "ledge-audit-checkpoints";
const CONTENT = { files: () => "", secrets: {} };
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "ledge-artifact-"));
  const queues = { value: Object.fromEntries(QUEUES.map((queue) => [queue, `${queue}-dead`])) };
  const bucket = { value: { name: BUCKET, jurisdiction: "eu" } };
  for (const name of ["dev", "preview"]) {
    const values = outputs(name, "br-main") as Record<string, { value: unknown }>;
    writeFileSync(join(dir, `${name}.json`), JSON.stringify({ ...values, queues, checkpoint_bucket: bucket }));
  }
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Deploys the product itself to a fresh environment, with Wrangler's output for the real configs and Cloudflare's rules for it. */
async function deliver(artifactDir: string): Promise<void> {
  const cloudflare = await startCloudflare(TOKEN);
  const database = await openDatabase(inject("adminUrl"), { migrations: [], functions: [] });
  try {
    for (const queue of QUEUES.flatMap((one) => [one, `${one}-dead`])) cloudflare.account.createQueue(queue);
    cloudflare.account.buckets.set(BUCKET, new Set());
    cloudflare.account.createWorker("ledge-gateway");
    const workers = inOrder("dev").map((name) => rendered("dev").find((worker) => worker.deployedName === name)!);
    const required = workers.flatMap(({ requiredSecrets }) => requiredSecrets);
    const wait = async (): Promise<void> => undefined;
    await runRelease(
      {
        ...{ commit, workers, artifactDir, wait, byRpc: BY_RPC, schema: { text: readDatabaseText(), migratorUrl: database.migratorUrl } },
        cloudflare: new Cloudflare({ name: "Cloudflare", baseUrl: cloudflare.url, token: TOKEN, permissions: "" }, ACCOUNT_ID, wait),
        account: { apiUrl: cloudflare.url, accountId: ACCOUNT_ID, token: TOKEN },
        secrets: Object.fromEntries(required.map((name) => [name, `value of ${name}`])),
        ...{ setsSecrets: false, canaryMs: 0, afterUploads: [] },
        smoke: async () => ({ passed: true, reason: "" }),
      },
      () => undefined,
    );
    expect([...cloudflare.account.workers.values()].map(({ deployments }) => deployments[0]?.versions[0]?.percentage)).toEqual(
      workers.map(() => 100),
    );
  } finally {
    await Promise.all([cloudflare.stop(), database.drop()]);
  }
}

describe("the artifact", () => {
  test("of a commit is the same bytes each time, with a bill of materials, and a fresh environment accepts it", async () => {
    const [one, other] = [join(dir, "one"), join(dir, "other")];
    // It must not depend on the environment of the build: a developer's would log the messages of errors (law 28).
    vi.stubEnv("NODE_ENV", "development");
    const manifest = await buildArtifact(ROOT, CONFIGS, commit, one);
    vi.unstubAllEnvs();
    for (const path of Object.keys(manifest.files).filter((file) => file.endsWith(".js"))) {
      expect(readFileSync(join(one, path), "utf8"), path).not.toMatch(/if \(true\) console\.error/);
    }
    expect(await buildArtifact(ROOT, CONFIGS, commit, other)).toEqual(manifest);
    expect(verifyArtifact(other, commit)).toEqual(manifest);
    expect(Object.keys(manifest.files)).toEqual(
      expect.arrayContaining([moduleOf("ledge-gateway"), moduleOf("ledge-core"), "sbom.cdx.json"]),
    );
    const bill = readFileSync(join(one, "sbom.cdx.json"), "utf8");
    expect(JSON.parse(bill)).toMatchObject({ bomFormat: "CycloneDX", metadata: { component: { name: "ledge" } } });
    expect(bill).toContain("pkg:npm/hono@");
    expect(digestOf(bill)).toBe(manifest.files["sbom.cdx.json"]);

    await deliver(other);

    writeFileSync(join(one, "ledge-core", "extra.js"), "");
    rmSync(join(one, "ledge-gateway", "index.js"));
    expect(() => verifyArtifact(one, commit)).toThrow("ledge-core/extra.js is not in the manifest; ledge-gateway/index.js is missing");
  });
});

const rendered = (name: string) => {
  const environment = readEnvironment(name, join(dir, name === "dev" ? "dev.json" : "preview.json"));
  return CONFIGS.map((config) => renderWorker(ROOT, config, environment, commit, CONTENT));
};
const inOrder = (name: string): string[] =>
  calleesFirst(rendered(name).map(({ deployedName, callees }) => ({ name: deployedName, callees })));

describe("the committed configs", () => {
  test("are shipped core first and the gateway last", () => {
    const order = inOrder("dev");
    expect([order[0], order.at(-1)]).toEqual(["ledge-core", "ledge-gateway"]);
  });

  test("contain nothing of another environment when they are rendered for a preview", () => {
    for (const { name, config } of rendered("pr-12")) {
      const { main: _, ...rest } = config as Record<string, unknown>;
      const names = [...JSON.stringify(rest).matchAll(/"(?:name|service|queue|dead_letter_queue|bucket_name)":"(ledge-[^"]+)"/g)].map(
        ([, found]) => found,
      );
      expect(
        names.filter((found) => found?.endsWith("-pr-12") !== true),
        name,
      ).toEqual([]);
    }
  });

  test("place every Durable Object where the environment is, and none by a place of their own", () => {
    const elsewhere = readFileSync(join(dir, "dev.json"), "utf8").replace(
      '"location_hint":"weur","jurisdiction":"eu"',
      '"location_hint":"enam","jurisdiction":"us"',
    );
    writeFileSync(join(dir, "elsewhere.json"), elsewhere);
    const environment = readEnvironment("dev", join(dir, "elsewhere.json"));
    for (const config of CONFIGS) {
      const { name, config: made } = renderWorker(ROOT, config, environment, commit, CONTENT);
      const vars = (made["vars"] ?? {}) as Record<string, unknown>;
      const places = Object.entries(vars).filter(([key]) => key.endsWith("_LOCATION_HINT"));
      expect(
        places.filter(([, value]) => value !== "enam"),
        name,
      ).toEqual([]);
      if (made["durable_objects"] !== undefined) expect(vars["OBJECTS_JURISDICTION"], name).toBe("us");
    }
  });

  test("of two jurisdictions have two sets of Durable Objects, which no two versions may share", () => {
    const [one, other] = ["dev.json", "elsewhere.json"].map((file) =>
      renderWorker(ROOT, CONFIGS[0] as string, readEnvironment("dev", join(dir, file)), commit, CONTENT),
    );
    expect(one?.objectsDigest).not.toBe(other?.objectsDigest);
  });

  test("let Cloudflare write no line of its own for a request, whose URL and headers may name people (law 28)", () => {
    for (const { name, config } of rendered("dev"))
      expect(config, name).toMatchObject({ observability: { logs: { invocation_logs: false } } });
  });

  test("with a kind of binding that deploy does not know are refused", () => {
    const repository = join(dir, "repository");
    execFileSync("mkdir", ["-p", repository]);
    writeFileSync(join(repository, "wrangler.toml"), 'name = "x"\nmain = "x.js"\n[[kv_namespaces]]\nbinding = "KV"\nid = "1"\n');
    const environment = readEnvironment("dev", join(dir, "dev.json"));
    expect(() => renderWorker(repository, "wrangler.toml", environment, commit, CONTENT)).toThrow("wrangler.toml has kv_namespaces");
  });

  test("that bind in a cycle, or to a missing Worker, are refused", () => {
    const circle = [
      { name: "a", callees: ["b"] },
      { name: "b", callees: ["c"] },
      { name: "c", callees: ["b"] },
    ];
    expect(() => calleesFirst(circle)).toThrow("Workers call each other in a circle: b → c → b.");
    expect(() => calleesFirst([{ name: "a", callees: ["nobody"] }])).toThrow("a is bound to nobody");
  });
});
