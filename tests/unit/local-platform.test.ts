// What the local platform asks of its machine before it starts: a way through to Postgres's files, a state folder and a port of its own.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { closedAbove } from "@ledge/tools/passable";
import { claimState, releaseState, requireFreePort } from "@ledge/tools/single";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "ledge-local-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("a local platform", () => {
  test("finds every folder on the way that other users may not pass through, and no other", () => {
    mkdirSync(join(folder, "open", "closed", "data"), { recursive: true });
    chmodSync(join(folder, "open"), 0o711);
    chmodSync(join(folder, "open", "closed"), 0o750);
    expect(closedAbove(join(folder, "open", "closed", "data"))).toEqual([join(folder, "open", "closed"), folder]);
    chmodSync(folder, 0o711);
    chmodSync(join(folder, "open", "closed"), 0o701);
    expect(closedAbove(join(folder, "open", "closed", "data"))).toEqual([]);
  });

  test("claims a state folder that nobody holds, or that a dead process held", () => {
    claimState(folder);
    claimState(folder);
    releaseState(folder);
    // A pid beyond every system's maximum belongs to nobody.
    writeFileSync(join(folder, "pid"), "99999999");
    expect(() => claimState(folder)).not.toThrow();
  });

  test("does not take the pid of some other program for a platform", () => {
    // The parent lives and is no `npm start`. Where the system does not tell what a process runs, it counts as one.
    writeFileSync(join(folder, "pid"), String(process.ppid));
    if (process.platform === "linux") expect(() => claimState(folder)).not.toThrow();
    else expect(() => claimState(folder)).toThrow(/running already/);
  });

  test("refuses a port that is taken, and says how to choose another", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => resolve((server.address() as { port: number }).port));
    });
    await expect(requireFreePort(port)).rejects.toThrow(`Port ${port} is taken. Choose another one: npm start -- --port N`);
    await new Promise((resolve) => server.close(resolve));
    await expect(requireFreePort(port)).resolves.toBeUndefined();
  });
});
