// One side of a comparison: a checkout in a process of its own, which is started, asked and stopped here. Its code is never imported.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { signalGroup } from "@ledge/command/processes/group";
import { currentCommit } from "@ledge/repository/commit";
import { startBenchPostgres } from "../bench-postgres.ts";
import { type Answers, type CommandName, readAnswer, readLine, type Takes } from "./protocol.ts";

/** Its start may install the checkout's dependencies, then bundles its Workers: minutes on a busy machine. */
const ANSWER_TIMEOUT_MS = 600_000;
/** It ends after the turn that it is in. */
const END_TIMEOUT_MS = 30_000;
const WORDS_KEPT = 30;
const SCRIPT = "tools/run.mjs";

export interface Served {
  /** @throws with the checkout's last words when it fails, ends or does not answer. */
  ask<Name extends CommandName>(name: Name, members: Takes<Name>): Promise<Answers<Name>>;
  /** Resolves when the process has gone. */
  end(): Promise<void>;
}

export interface Side extends Pick<Served, "ask"> {
  readonly checkout: string;
  /** With "+ changes" when the files are not those of the commit. */
  readonly commit: string;
  /** Its Postgres: its own, since roles belong to a server, and two checkouts may not agree about them. */
  readonly postgresUrl: string;
  close(): Promise<void>;
}

/** @throws when the folder is no checkout of Ledge. */
export async function openSide(checkout: string): Promise<Side> {
  if (!existsSync(join(checkout, SCRIPT))) throw new Error(`${checkout} is no checkout of Ledge: it has no ${SCRIPT}.`);
  const postgres = await startBenchPostgres();
  const served = serveCheckout(checkout);
  return {
    checkout,
    commit: describeCommit(checkout),
    postgresUrl: postgres.adminUrl,
    ask: served.ask,
    async close() {
      await served.end();
      await postgres.stop();
    },
  };
}

/** Starts a checkout's `bench:serve`. */
export function serveCheckout(checkout: string): Served {
  // A group of its own: Ctrl-C is for the one that asks, which then ends this one's input.
  const child = spawn(process.execPath, [SCRIPT, "bench:serve"], { cwd: checkout, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  const words: string[] = [];
  const say = (text: string): void => void (words.push(text), words.splice(0, words.length - WORDS_KEPT));
  let waiting: { resolve(answer: unknown): void; reject(error: Error): void } | null = null;
  const fail = (reason: string): void => waiting?.reject(new Error(`${checkout}: ${reason}\n${words.join("\n")}`));
  createInterface({ input: child.stderr }).on("line", say);
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = readLine(text);
    if (line === null) say(text);
    else if ("failed" in line) fail(line.failed);
    else waiting?.resolve(line.answer);
  });
  child.stdin.on("error", () => undefined); // It has gone, which `close` says with its last words.
  const ended = new Promise<void>((resolve) => {
    child.once("close", (code) => {
      fail(`bench:serve ended with ${code}. A commit from before bench:serve can be given it: docs/performance.md says how.`);
      resolve();
    });
  });
  return {
    async ask(name, members) {
      const timer = setTimeout(() => fail(`no answer to ${name} in ${ANSWER_TIMEOUT_MS / 1_000} s`), ANSWER_TIMEOUT_MS);
      try {
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`${checkout}: bench:serve has ended.\n${words.join("\n")}`);
        const answer = new Promise<unknown>((resolve, reject) => (waiting = { resolve, reject }));
        child.stdin.write(`${JSON.stringify({ do: name, ...members })}\n`);
        return readAnswer(name, await answer);
      } finally {
        clearTimeout(timer);
        waiting = null;
      }
    },
    async end() {
      child.stdin.end();
      const timer = setTimeout(() => child.pid !== undefined && signalGroup(child.pid, "SIGKILL"), END_TIMEOUT_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function describeCommit(checkout: string): string {
  const commit = currentCommit(checkout);
  if (commit === null) return "no commit";
  const changes = execFileSync("git", ["status", "--porcelain"], { cwd: checkout, encoding: "utf8" });
  return changes === "" ? commit : `${commit} + changes`;
}
