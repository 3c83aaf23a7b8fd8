// ledge-verify as it is published: one file that needs Node alone, whose exit codes are those of its usage; and in how much memory it verifies a log.
// LEDGE_VERIFY_RECORDS=1000000 measures a larger one.
import { execFile, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { buildVerifyPackage } from "@ledge/dev/verify-package/build";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sampleJwks, sampleJws, sampleProof } from "../support/transparency/sample-receipts.ts";
import { lines, ORIGIN, type VerifyFixture, verifyFixture, whole } from "../support/transparency/verify-fixture.ts";
import { sampleLine, writeLog } from "../support/transparency/write-log.ts";

const RECORDS = Number(process.env["LEDGE_VERIFY_RECORDS"] ?? 20_000);
/** For JavaScript's objects: less than a log of that size has in its export, twice over. */
const HEAP_MB = 48;
let log: VerifyFixture;
let program: string;

beforeAll(async () => {
  log = await verifyFixture();
  await buildVerifyPackage(join(log.root, "package"));
  program = join(log.root, "package/ledge-verify.js");
});
afterAll(() => log.remove());

const run = (...args: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], { cwd: log.root, encoding: "utf8" });
  return { status, stdout, stderr };
};

const proofOf = (index: number): Promise<string> =>
  sampleProof(index, { origin: ORIGIN, lines: lines(), log: log.keys.log, cosigners: log.cosigners });

describe("the package", () => {
  test("is one program that imports Node's own modules alone", () => {
    const text = readFileSync(program, "utf8");
    const imported = [...text.matchAll(/^import .*? from "([^"]+)";$/gm)].map(([, name]) => name as string);
    expect(imported.length).toBeGreaterThan(2);
    expect(imported.filter((name) => !/^(?:node:|crypto$|fs$)/.test(name))).toEqual([]);
    expect(text.startsWith("#!/usr/bin/env node\n")).toBe(true);
    const { bin, version } = JSON.parse(readFileSync(join(log.root, "package/package.json"), "utf8"));
    expect([bin, version]).toEqual([{ "ledge-verify": "ledge-verify.js" }, "0.1.0"]);
  });

  test("exits 0 when all is verified, 1 for a fault, 2 for wrong arguments and 3 without a result", () => {
    const trusted = ["--log-key", log.keys.log.vkey];
    expect(run(...whole(log.original), ...trusted)).toMatchObject({ status: 0, stderr: "" });
    const other = run(...whole(log.original), "--log-key", log.keys.other.vkey);
    expect([other.status, other.stderr]).toEqual([1, `✗ ${log.original}/checkpoint has no signature of the log's key\n`]);
    expect(run("--tiles", log.original)).toMatchObject({ status: 2, stderr: expect.stringContaining("A --log-key is needed") });
    expect(run("--help")).toMatchObject({ status: 0, stdout: expect.stringContaining("Exit codes") });
    // Nobody listens there.
    const nobody = run("--tiles", "http://127.0.0.1:9", "--checkpoint", join(log.original, "checkpoint"), ...trusted);
    expect([nobody.status, nobody.stderr]).toEqual([3, expect.stringMatching(/^\? cannot read http:\/\/127\.0\.0\.1:9\/tile\//)]);
  });

  test("verifies a receipt with nothing else of a log than its keys: 1 for one that was changed, 3 for one that is not sealed yet", async () => {
    const file = (name: string, content: object): string => {
      writeFileSync(join(log.root, name), JSON.stringify(content));
      return name;
    };
    const [jws, proof] = [await sampleJws(sampleLine(4), ORIGIN, true), await proofOf(4)];
    const keys = ["--jwks", file("jwks", await sampleJwks()), "--log-key", log.keys.log.vkey, "--witness", log.keys.w2.vkey];
    expect(run("--receipt", file("sealed", { jws, proof }), ...keys)).toMatchObject({
      ...{ status: 0, stderr: "" },
      stdout: expect.stringMatching(
        /^✓ sealed is signed by log.example.com, and sealed: .*, and cosigned by 1 witnesses at least\. It states trf_/,
      ),
    });
    const other = file("other", { jws, proof: await proofOf(6) });
    expect(run("--receipt", other, ...keys)).toMatchObject({ status: 1, stderr: "✗ other: the proof is another record's\n" });
    const unsealed = run("--receipt", file("unsealed", { jws, proof: null }), ...keys);
    expect([unsealed.status, unsealed.stderr]).toEqual([3, expect.stringMatching(/^\? unsealed: not sealed yet/)]);
  });

  test("verifies a log in bounded memory", async () => {
    function* large() {
      for (let index = 0; index < RECORDS; index += 1) yield sampleLine(index);
    }
    const { folder } = await writeLog(join(log.root, "large"), large(), { origin: ORIGIN, key: log.keys.log });
    const startedMs = performance.now();
    const args = [`--max-old-space-size=${HEAP_MB}`, program, ...whole(folder), "--log-key", log.keys.log.vkey];
    const { stdout } = await promisify(execFile)(process.execPath, [...args, "--transactions", join(folder, "transactions.ndjson")]);
    process.stdout.write(`${RECORDS} records were verified in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s\n`);
    expect(stdout).toContain(`${RECORDS} records, from index 0 on, are those of the tree`);
  });
});
