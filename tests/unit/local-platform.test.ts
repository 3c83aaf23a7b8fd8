// What the local platform asks of its machine before it starts: a way through to Postgres's files, a state folder and a port of its own.
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { closedAbove } from "@ledge/tools/passable";
import { claimState, releaseState, requireFreePort } from "@ledge/tools/single";
import { removeMade } from "@ledge/tools/state-folder";
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

  test("starts over by deleting what Ledge made and nothing else, in whatever folder that is", () => {
    const elsewhere = join(folder, "elsewhere");
    const state = join(folder, "state");
    for (const made of ["postgres/base", "notes", "postgres.backup"]) mkdirSync(join(state, made), { recursive: true });
    mkdirSync(elsewhere);
    const madeFiles = ["postgres/base/1", "secrets.json", "dev.json", "worker-secrets.env"];
    const others = ["notes/secrets.json", "package.json", "pid", "postgres.backup/1", "secrets.json.old"];
    for (const file of [...madeFiles, ...others]) writeFileSync(join(state, file), "");
    writeFileSync(join(elsewhere, "kept"), "");
    symlinkSync(elsewhere, join(state, "workers"));
    removeMade(state, false);
    const left = readdirSync(state, { recursive: true, withFileTypes: true }).filter((entry) => !entry.isDirectory());
    expect(left.map((entry) => relative(state, join(entry.parentPath, entry.name))).sort()).toEqual(others);
    expect([readdirSync(state).includes("postgres"), readdirSync(elsewhere)]).toEqual([false, ["kept"]]);
    expect(() => removeMade(state, false)).not.toThrow();
  });

  test("starts over on a database elsewhere without losing what opens it", () => {
    for (const file of ["secrets.json", "dev.json", "worker-secrets.env"]) writeFileSync(join(folder, file), "");
    removeMade(folder, true);
    expect(readdirSync(folder).sort()).toEqual(["dev.json", "secrets.json"]);
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
