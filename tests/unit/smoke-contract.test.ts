// Which contract the smoke pack requires: that of the commit which serves, after a rollback too, when an earlier one serves than the folder has.
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runPack } from "@ledge/cli/smoke/pack";
import { readSettings } from "@ledge/cli/smoke/settings";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

let root: string;
let earlier = "";
let now = "";
let served = { commit: "", contract: {} };
let server: Server;

const contractOf = (paths: readonly string[]) => ({ paths: Object.fromEntries(paths.map((path) => [path, {}])) });
const EARLIER = contractOf(["/v1/one"]);
const NOW = contractOf(["/v1/one", "/v1/two"]);
const write = (contract: object): void => writeFileSync(join(root, "openapi", "ledge.v1.json"), JSON.stringify(contract));

function commit(contract: object): string {
  const git = (...args: string[]): string =>
    execFileSync("git", ["-C", root, "-c", "user.name=test", "-c", "user.email=test@example.com", ...args]).toString();
  write(contract);
  git("init", "--quiet");
  git("add", "--all");
  git("commit", "--quiet", "-m", "a contract");
  return git("rev-parse", "HEAD").trim();
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "ledge-contract-"));
  mkdirSync(join(root, "openapi"));
  earlier = commit(EARLIER);
  now = commit(NOW);
  server = createServer(({ url }, response) => {
    const body = url === "/healthz" ? { status: "ok", commit: served.commit } : url === "/openapi.json" ? served.contract : null;
    response.writeHead(body === null ? 404 : 200, { "Content-Type": "application/json" });
    response.end(JSON.stringify(body ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(root, { recursive: true, force: true });
});

async function contractPasses(commitServed: string, contract: object): Promise<boolean | undefined> {
  served = { commit: commitServed, contract };
  const settings = readSettings([`http://127.0.0.1:${(server.address() as AddressInfo).port}`, "--key", "ledge_x"], {});
  const { lines } = await runPack(settings, "run", () => undefined, root);
  return lines.find(({ check }) => check === "contract")?.passed;
}

describe("the contract that is served", () => {
  test("is that of the commit that serves, be it an earlier one than is checked out", async () => {
    expect(await contractPasses(earlier, EARLIER)).toBe(true);
    expect(await contractPasses(earlier, NOW)).toBe(false);
    expect(await contractPasses(now, NOW)).toBe(true);
    expect(await contractPasses(now, EARLIER)).toBe(false);
  });

  test("is the folder's when the folder's commit serves, with what is not committed yet, or one that this repository does not have", async () => {
    const changed = contractOf(["/v1/three"]);
    write(changed);
    for (const commitServed of [now, "0".repeat(40)]) {
      expect(await contractPasses(commitServed, changed)).toBe(true);
      expect(await contractPasses(commitServed, NOW)).toBe(false);
    }
    write(NOW);
  });
});
