// Starts one side of a comparison, a checkout in a process of its own, sends it commands and stops it. It never imports the checkout's code.
import { execFileSync, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { signalGroup } from "@ledge/command/processes/group";
import { currentCommit } from "@ledge/repository/commit";
import { startBenchPostgres } from "../bench-postgres.ts";
import { type Answers, type CommandName, readAnswer, readLine, type Takes } from "./protocol.ts";

/** The first answer may include installing the checkout's dependencies and bundling its Workers: minutes on a busy machine. */
const ANSWER_TIMEOUT_MS = 600_000;
/** The process ends after its current turn. */
const END_TIMEOUT_MS = 30_000;
const LINES_KEPT = 30;
const SCRIPT = "tools/run.mjs";

interface Served {
  /** @throws with the last lines of the checkout's output when it fails, ends or does not answer. */
  ask<Name extends CommandName>(name: Name, members: Takes<Name>): Promise<Answers<Name>>;
  /** Resolves when the process has ended. */
  end(): Promise<void>;
}

export interface Side extends Pick<Served, "ask"> {
  readonly checkout: string;
  /** The commit, with "+ changes" when the files differ from it. */
  readonly commit: string;
  /** Administrator's URL of a Postgres of its own: roles belong to a server, and two checkouts may need different ones. */
  readonly postgresUrl: string;
  close(): Promise<void>;
}

/** Starts a checkout and its Postgres. @throws when the folder is no checkout of Ledge. */
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

/** Starts a checkout's `bench:serve`. @internal Tests serve a planted checkout. */
export function serveCheckout(checkout: string): Served {
  // A process group of its own: Ctrl-C reaches only this process, which then ends the other's input.
  const child = spawn(process.execPath, [SCRIPT, "bench:serve"], { cwd: checkout, detached: true, stdio: ["pipe", "pipe", "pipe"] });
  const lines: string[] = [];
  const keep = (text: string): void => void (lines.push(text), lines.splice(0, lines.length - LINES_KEPT));
  let waiting: { resolve(answer: unknown): void; reject(error: Error): void } | null = null;
  const fail = (reason: string): void => waiting?.reject(new Error(`${checkout}: ${reason}\n${lines.join("\n")}`));
  createInterface({ input: child.stderr }).on("line", keep);
  createInterface({ input: child.stdout }).on("line", (text) => {
    const line = readLine(text);
    if (line === null) keep(text);
    else if ("failed" in line) fail(line.failed);
    else waiting?.resolve(line.answer);
  });
  child.stdin.on("error", () => undefined); // the process has ended, which the handler of "close" reports
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
          throw new Error(`${checkout}: bench:serve has ended.\n${lines.join("\n")}`);
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
