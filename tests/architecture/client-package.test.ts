// The client as it is published: it needs nothing else of this repository, compiles for its users, and stays within its promised size.
import { execFile } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { MOST_BYTES } from "@ledge/dev/client/budget";
import { buildClient, bundleSize, entryPoints } from "@ledge/dev/client/build";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readmeProgram } from "../support/readme-program.ts";
import { ROOT } from "./support/sources.ts";

/** A user's page, compiled as strictly as possible. */
const CONSUMER = {
  ...{ noEmit: true, strict: true, exactOptionalPropertyTypes: true, noUncheckedIndexedAccess: true },
  ...{ target: "es2022", lib: ["es2022", "dom"], types: [], module: "esnext", moduleResolution: "bundler" },
};

const folder = mkdtempSync(join(tmpdir(), "ledge-client-"));
const installed = join(folder, "node_modules/@ledge/client");

beforeAll(async () => {
  await buildClient(join(folder, "dist"));
  mkdirSync(installed, { recursive: true });
  cpSync(join(folder, "dist"), installed, { recursive: true });
  for (const name of ["openapi-fetch", "openapi-typescript-helpers"])
    symlinkSync(join(ROOT, "node_modules", name), join(folder, "node_modules", name));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script on this Node, in a folder with the installed client and nothing else of this repository. */
async function run(script: string, ...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: folder }).catch(
    (error: { stdout: string }) => error,
  );
  return stdout;
}

describe("the client's package", () => {
  test("imports its declared dependency and nothing else", () => {
    const { dependencies } = JSON.parse(readFileSync(join(installed, "package.json"), "utf8")) as { dependencies: object };
    expect(Object.keys(dependencies)).toEqual(["openapi-fetch"]);
    const files = readdirSync(installed).filter((name) => /\.(?:js|d\.ts)$/.test(name));
    const imported = files.flatMap((name) =>
      [...readFileSync(join(installed, name), "utf8").matchAll(/(?<!")\bfrom ?"([^".][^"]*)"/g)].map(([, specifier]) => specifier),
    );
    expect(files.length).toBeGreaterThan(2 * entryPoints().length);
    expect(new Set(imported)).toEqual(new Set(["openapi-fetch"]));
  });

  test("runs where it is installed, through each of its exports", async () => {
    const names = entryPoints().map((door) => (door === "index" ? "@ledge/client" : `@ledge/client/${door}`));
    writeFileSync(
      join(folder, "doors.mjs"),
      names.map((name, n) => `import * as m${n} from "${name}"; console.log(Object.keys(m${n}).join());`).join("\n"),
    );
    expect((await run("doors.mjs")).trim().split("\n")).toEqual([
      "DeadlineExceededError,LedgeError,createLedge,isRetryable",
      "mlDsa44",
      "decimalsOf,toDecimal,toMinorUnits",
      "ReceiptVerificationError,verifyReceipt",
      "WebhookVerificationError,verifyWebhook",
    ]);
  });

  test.each([
    ["this repository's compiler", "node_modules/typescript/bin/tsc"],
    ["TypeScript 5", "tools/dev/node_modules/typescript/bin/tsc"],
  ])("compiles the README's program with %s, as strictly as possible, and finds a planted mistake", async (_name, tsc) => {
    const { source } = readmeProgram();
    const compile = async (program: string): Promise<string> => {
      writeFileSync(join(folder, "program.ts"), program);
      writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: CONSUMER, files: ["program.ts"] }));
      return await run(join(ROOT, tsc), "--pretty", "false");
    };
    expect(await compile(source)).toBe("");
    expect(await compile(source.replace('code: "till-1"', "code: 1"))).toMatch(/^program\.ts\(\d+,\d+\): error TS2322/m);
  });

  test.each(entryPoints())("the export %s is no larger than its budget, and the budget is not far above its size", async (door) => {
    const [bytes, most] = [await bundleSize(door), MOST_BYTES[door] as number];
    expect(bytes).toBeLessThanOrEqual(most);
    expect(bytes).toBeGreaterThan(most * 0.6);
  });

  test("the docs page states the budget that is checked", () => {
    const readme = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
    expect(readme).toContain(
      `${MOST_BYTES["index"]?.toLocaleString("en-US")} bytes for the client, ${MOST_BYTES["receipts"]?.toLocaleString("en-US")} for receipts, ${MOST_BYTES["ml-dsa-44"]?.toLocaleString("en-US")} for ML-DSA-44, ${MOST_BYTES["money"]?.toLocaleString("en-US")} each for money and webhooks`,
    );
  });
});
