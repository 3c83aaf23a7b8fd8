// `npm start` in a developer's use: it shows failures, reports the loss of one of its parts, and stops on request. It runs in a copy of the
// repository, whose Workers are broken on the way.
import type { ChildProcess } from "node:child_process";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { freePort } from "@ledge/database/postgres/local-postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { endAll, ended, run } from "../support/processes.ts";
import { copyRepository } from "../support/repository-copy.ts";

/** The limit for Ctrl-C, with an allowance for a busy machine. */
const STOP_BAR_MS = 3_000;
const SAVED_WITHIN_MS = 60_000;
const THROWING = "workers/gateway/src/routes/get-readiness.ts";
const BROKEN = "workers/payments/src/routes/create-transfer.ts";
const folder = makeServerFolder("ledge-start-");
const repository = join(folder, "repository");
const state = join(folder, "state");
let port: number;

beforeAll(async () => {
  port = await freePort();
  mkdirSync(repository);
  copyRepository(repository);
});
afterAll(async () => {
  await endAll();
  rmSync(folder, { recursive: true, force: true });
});

/** Every file of a folder with its modification time. */
const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => `${file} ${statSync(file).mtimeMs}`)
    .sort();

interface Started {
  readonly child: ChildProcess;
  readonly output: () => string;
}

/** `npm start` on the test's state folder, until it is up or has ended. */
async function start(...flags: string[]): Promise<Started> {
  const started = run("tools/dev/src/start/main.ts", ["--port", String(port), "--state", state, ...flags], process.env, repository);
  await expect.poll(() => started.output().includes("Ledge is up") || started.child.exitCode !== null, { timeout: 90_000 }).toBe(true);
  return started;
}

async function startUp(): Promise<Started> {
  const started = await start();
  expect(started.child.exitCode, started.output()).toBeNull();
  return started;
}

const readiness = async (): Promise<number> =>
  (await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(20_000) })).status;
/** The output from now on. */
const printedFrom = ({ output }: Started): (() => string) => {
  const { length } = output();
  return () => output().slice(length);
};
/** The processes of this platform, by their command lines. */
const processes = (text: string): number[] =>
  execFileSync("ps", ["-A", "-o", "pid=,args="], { encoding: "utf8" })
    .split("\n")
    .filter((line) => line.includes(text))
    .map((line) => Number(line.trim().split(" ")[0]));

test("shows the error of a route with its stack, and a failed build while the old code keeps serving; Ctrl-C stops everything in time", async () => {
  const started = await startUp();
  const textOf = (file: string): string => readFileSync(join(repository, file), "utf8");
  const save = async (file: string, text: string, says: RegExp): Promise<string> => {
    const printed = printedFrom(started);
    writeFileSync(join(repository, file), text);
    await expect.poll(printed, { timeout: SAVED_WITHIN_MS }).toMatch(says);
    return printed();
  };
  const planted = 'if (Date.now() > 0) throw new RangeError("planted");';
  const throwing = textOf(THROWING).replace(/async handle\([^)]*\) \{/, `$&\n${planted}`);
  expect(throwing).toContain(planted);
  await save(THROWING, throwing, /built again/);
  const printed = printedFrom(started);
  expect(await readiness()).toBe(500);
  await expect.poll(printed, { timeout: SAVED_WITHIN_MS }).toMatch(/gateway: RangeError \(operation serve, request req_\w+\)/);
  await expect.poll(printed, { timeout: SAVED_WITHIN_MS }).toMatch(/RangeError: planted\n.* at .*get-readiness\.ts:\d+/);
  await save(THROWING, textOf(THROWING).replace(planted, ""), /built again/);

  const broken = `${textOf(BROKEN)}\nexport const x = ;\n`;
  const failed = await save(BROKEN, broken, /create-transfer\.ts:\d+:\d+/);
  expect(failed).toMatch(/does not build\. What was built before goes on serving[^]*Unexpected ";"/);
  expect(await readiness()).toBe(200);
  await save(BROKEN, broken.replace("x = ;", "x = 1;"), /built again/);

  const askedMs = performance.now();
  expect(await ended(started.child, "SIGINT")).toBe(0);
  expect(performance.now() - askedMs).toBeLessThan(STOP_BAR_MS);
  await expect(readiness()).rejects.toThrow();
  await expect.poll(() => processes(folder)).toEqual([]);
});

test("stops everything with the reason when Postgres is killed, and the next start continues", async () => {
  const started = await startUp();
  const [postmaster] = readFileSync(join(state, "postgres", "postmaster.pid"), "utf8").split("\n");
  process.kill(Number(postmaster), "SIGKILL");
  const killedMs = performance.now();
  expect(await ended(started.child)).toBe(1);
  expect(performance.now() - killedMs).toBeLessThan(STOP_BAR_MS);
  expect(started.output()).toMatch(/Postgres is lost: .*killed by SIGKILL/);
  await expect.poll(() => processes(folder)).toEqual([]);
});

test("stops everything with the reason when the Workers crash and their replacement by Wrangler does not answer", async () => {
  // Traces of an earlier start: this one keeps none, and whoever asks for one of its requests must not be given theirs.
  const traces = join(state, "traces.jsonl");
  writeFileSync(traces, "{}");
  const started = await startUp();
  expect(existsSync(traces)).toBe(false);
  const [pid] = processes(`entry=127.0.0.1:${port}`);
  process.kill(pid as number, "SIGKILL");
  expect(await ended(started.child)).toBe(1);
  expect(started.output()).toMatch(/The Workers runtime is lost: it crashed/);
  await expect.poll(() => processes(folder)).toEqual([]);
});

test.each(["--fresh", "--reset-passwords"])(
  "changes and deletes nothing in the repository or in a foreign folder that is given as state, with %s",
  async (flag) => {
    const somebodys = join(folder, "somebody's");
    mkdirSync(join(somebodys, "workers"), { recursive: true });
    for (const file of ["workers/mine.ts", "secrets.json"]) writeFileSync(join(somebodys, file), "{}");
    for (const [dir, reason] of [
      [".", /is the repository/],
      [somebodys, /holds files, and no mark of Ledge.*--state FOLDER/],
    ] as const) {
      const files = (): string[] => [...filesOf(join(repository, "workers")), ...readdirSync(repository), ...filesOf(somebodys)];
      const before = files();
      const refused = await start("--state", dir, flag);
      expect([refused.child.exitCode, refused.output()]).toEqual([1, expect.stringMatching(reason)]);
      expect(files()).toEqual(before);
    }
  },
);

test("refuses to start with lost or damaged state files, each named with its remedy", async () => {
  const secrets = join(state, "secrets.json");
  renameSync(secrets, `${secrets}.away`);
  const lost = await start();
  expect([lost.child.exitCode, lost.output()]).toEqual([
    1,
    expect.stringMatching(/secrets\.json is gone.*Put it back.*--fresh.*--reset-passwords/),
  ]);
  expect(existsSync(secrets)).toBe(false);
  writeFileSync(secrets, "{");
  const damaged = await start();
  expect([damaged.child.exitCode, damaged.output()]).toEqual([1, expect.stringMatching(/secrets\.json is no JSON\. Put back what it was/)]);
  renameSync(`${secrets}.away`, secrets);
  const database = join(state, "postgres");
  renameSync(database, `${database}.away`);
  const gone = await start();
  expect([gone.child.exitCode, gone.output()]).toEqual([1, expect.stringMatching(/postgres is gone.*Put it back.*DATABASE_URL.*--fresh/)]);
  expect(existsSync(database)).toBe(false);
  renameSync(`${database}.away`, database);
  writeFileSync(join(state, "dev.json"), "[]");
  const dev = await start();
  expect([dev.child.exitCode, dev.output()]).toEqual([1, expect.stringMatching(/dev\.json is not what npm start writes .*Delete it/)]);
});
