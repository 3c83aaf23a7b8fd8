// The modules of the transparency log as others bundle them: each runs in browsers, Workers and Node, and loads no more than it needs.
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const FOLDER = fileURLToPath(new URL("../../shared/src/transparency/", import.meta.url));
const modules = readdirSync(FOLDER);

/** The packages that a module brings with it. @throws for a module of Node or of the runtime. */
async function packagesOf(module: string): Promise<string[]> {
  const { metafile } = await build({
    ...{ entryPoints: [FOLDER + module], bundle: true, write: false, metafile: true, format: "esm", platform: "neutral" },
    mainFields: ["module", "main"],
    logLevel: "silent",
  });
  const names = Object.keys(metafile.inputs).map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? "");
  return [...new Set(names)].filter((name) => name !== "").sort();
}

describe("a module of the transparency log", () => {
  test.each(modules.filter((name) => name !== "ml-dsa-44.ts"))(
    "%s loads no ML-DSA, no schemas, and nothing of one runtime",
    async (module) => {
      const expected = module === "record.ts" ? ["@noble/hashes", "canonicalize"] : ["@noble/hashes"];
      expect(expected).toEqual(expect.arrayContaining(await packagesOf(module)));
    },
  );

  test("ml-dsa-44.ts loads ML-DSA, and nothing of one runtime", async () => {
    expect(await packagesOf("ml-dsa-44.ts")).toContain("@noble/post-quantum");
  });
});
