// The artifact of the product's Workers is what was built, and their configs can be rendered for every environment. What a build makes is in runbooks.test.ts.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { moduleOf, verifyArtifact, writeArtifact } from "@ledge/delivery/build/artifact";
import { readEnvironment } from "@ledge/delivery/deploy/environment";
import { calleesFirst } from "@ledge/delivery/deploy/order";
import { renderWorker } from "@ledge/delivery/deploy/render";
import { ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outputs } from "./support/sample-platform.ts";

const commit = execFileSync("git", ["-C", ROOT, "rev-parse", "HEAD"]).toString().trim();
const QUEUES = ["ledge-audit", "ledge-events", "ledge-search"];
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

test("an artifact with a file more or less than it was built with is refused", () => {
  const artifact = join(dir, "artifact");
  const contents = ["ledge-core", "ledge-gateway"].map((name) => [moduleOf(name), "export default {};\n"] as const);
  const manifest = writeArtifact(artifact, commit, new Map(contents));
  expect(verifyArtifact(artifact, commit)).toEqual(manifest);
  writeFileSync(join(artifact, "ledge-core", "extra.js"), "");
  rmSync(join(artifact, "ledge-gateway", "index.js"));
  expect(() => verifyArtifact(artifact, commit)).toThrow("ledge-core/extra.js is not in the manifest; ledge-gateway/index.js is missing");
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

  test("are shipped after whoever counts their lines, which a preview removes after them", () => {
    for (const environment of ["dev", "pr-12"]) {
      const order = inOrder(environment);
      const tailed = rendered(environment).filter(({ tails }) => tails.length > 0);
      expect(tailed.map(({ name }) => name).sort()).toEqual(["ledge-audit", "ledge-gateway", "ledge-search", "ledge-webhooks"]);
      for (const { deployedName, tails } of tailed)
        for (const tail of tails) expect(order.indexOf(tail), deployedName).toBeLessThan(order.indexOf(deployedName));
    }
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

  test("send telemetry where the environment has a collector, whose credentials are a secret of that one Worker then, and nowhere else", () => {
    const withCollector = {
      ...JSON.parse(readFileSync(join(dir, "dev.json"), "utf8")),
      otlp_endpoint: { value: "https://otlp.example.com" },
    };
    writeFileSync(join(dir, "collector.json"), JSON.stringify(withCollector));
    const environment = readEnvironment("dev", join(dir, "collector.json"));
    const holders = CONFIGS.map((config) => renderWorker(ROOT, config, environment, commit, CONTENT)).filter(
      ({ config, requiredSecrets }) => /OTEL_/.test(JSON.stringify([config, requiredSecrets])),
    );
    expect(holders.map(({ name, requiredSecrets }) => [name, requiredSecrets])).toEqual([
      ["ledge-telemetry", ["OTEL_EXPORTER_OTLP_HEADERS"]],
    ]);
    expect(holders[0]?.config["vars"]).toMatchObject({ OTEL_EXPORTER_OTLP_ENDPOINT: "https://otlp.example.com" });
    expect(holders[0]?.config["vars"]).not.toHaveProperty("OTEL_EXPORTER_OTLP_HEADERS");
    for (const name of ["dev", "pr-12"]) {
      const telemetry = rendered(name).find((one) => one.name === "ledge-telemetry");
      expect(telemetry?.requiredSecrets).toEqual([]);
      expect(telemetry?.config["vars"]).toMatchObject({ OTEL_EXPORTER_OTLP_ENDPOINT: "", OTEL_EXPORTER_OTLP_HEADERS: "" });
    }
  });

  test("leave Cloudflare's own tracing off, whose spans have URLs with their queries (law 28)", () => {
    for (const { name, config } of rendered("dev")) expect(JSON.stringify(config["observability"]), name).not.toContain("traces");
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
