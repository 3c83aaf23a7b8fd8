// The artifact of the product's own Workers: the same bytes from the same commit, however often it is built, and configs that can be
// rendered for every environment.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildArtifact, digestOf, moduleOf, verifyArtifact } from "@ledge/tools/build/artifact";
import { readEnvironment } from "@ledge/tools/deploy/environment";
import { calleesFirst } from "@ledge/tools/deploy/order";
import { renderWorker } from "@ledge/tools/deploy/render";
import { CONFIGS, ROOT } from "@ledge/tools/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { outputs } from "./support/house.ts";

const commit = execFileSync("git", ["-C", ROOT, "rev-parse", "HEAD"]).toString().trim();
const CONTENT = { module: () => "", secrets: () => "" };
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), "ledge-artifact-"));
  const values = outputs("br-main") as Record<string, { value: unknown }>;
  writeFileSync(join(dir, "outputs.json"), JSON.stringify({ ...values, queues: { value: { "ledge-events": "ledge-events-dead" } } }));
});
afterAll(() => rmSync(dir, { recursive: true, force: true }));

describe("the artifact", () => {
  test("of a commit is the same bytes each time, with a module per Worker and a bill of materials", async () => {
    const [one, other] = [join(dir, "one"), join(dir, "other")];
    const manifest = await buildArtifact(ROOT, CONFIGS, commit, one);
    expect(await buildArtifact(ROOT, CONFIGS, commit, other)).toEqual(manifest);
    expect(verifyArtifact(other, commit)).toEqual(manifest);
    expect(Object.keys(manifest.files)).toEqual(
      expect.arrayContaining([moduleOf("ledge-gateway"), moduleOf("ledge-core"), "sbom.cdx.json"]),
    );
    const bill = readFileSync(join(one, "sbom.cdx.json"), "utf8");
    expect(JSON.parse(bill)).toMatchObject({ bomFormat: "CycloneDX", metadata: { component: { name: "ledge" } } });
    expect(bill).toContain("pkg:npm/hono@");
    expect(digestOf(bill)).toBe(manifest.files["sbom.cdx.json"]);

    writeFileSync(join(one, "ledge-core", "extra.js"), "");
    rmSync(join(one, "ledge-gateway", "index.js"));
    expect(() => verifyArtifact(one, commit)).toThrow("ledge-core/extra.js is not in the manifest; ledge-gateway/index.js is missing");
  });
});

describe("the committed configs", () => {
  const rendered = (name: string) => {
    const environment = readEnvironment(name, join(dir, "outputs.json"));
    return CONFIGS.map((config) => renderWorker(ROOT, config, environment, commit, CONTENT));
  };

  test("are shipped core first and the gateway last", () => {
    const order = calleesFirst(rendered("dev").map(({ deployedName: name, callees }) => ({ name, callees })));
    expect([order[0], order.at(-1)]).toEqual(["ledge-core", "ledge-gateway"]);
  });

  test("say nothing of another environment when they are rendered for a preview", () => {
    for (const { name, config } of rendered("pr-12")) {
      const { main: _, ...rest } = config as Record<string, unknown>;
      const names = [...JSON.stringify(rest).matchAll(/"(?:name|service|queue|dead_letter_queue)":"(ledge-[^"]+)"/g)].map(
        ([, found]) => found,
      );
      expect(
        names.filter((found) => found?.endsWith("-pr-12") !== true),
        name,
      ).toEqual([]);
    }
  });

  test("with a kind of binding that nobody taught deploy are refused", () => {
    const repository = join(dir, "repository");
    execFileSync("mkdir", ["-p", repository]);
    writeFileSync(join(repository, "wrangler.toml"), 'name = "x"\nmain = "x.js"\n[[kv_namespaces]]\nbinding = "KV"\nid = "1"\n');
    const environment = readEnvironment("dev", join(dir, "outputs.json"));
    expect(() => renderWorker(repository, "wrangler.toml", environment, commit, CONTENT)).toThrow("wrangler.toml has kv_namespaces");
  });

  test("that bind in a circle, or to nobody, are refused", () => {
    const circle = [
      { name: "a", callees: ["b"] },
      { name: "b", callees: ["c"] },
      { name: "c", callees: ["b"] },
    ];
    expect(() => calleesFirst(circle)).toThrow("Workers call each other in a circle: b → c → b.");
    expect(() => calleesFirst([{ name: "a", callees: ["nobody"] }])).toThrow("a is bound to nobody");
  });
});
