// A copy of the checkout, a repository of its own, and shells in it, for pages whose commands are run as they stand: what a block sets and where it goes holds for the
// next one in the same shell.
import { execFileSync, spawn } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";

interface Finished {
  readonly code: number | null;
  /** Its output, on both streams. */
  readonly output: string;
}

export interface Checkout {
  /** The folder that it is in is its own. */
  readonly path: string;
  /** Commits everything. @returns the commit. */
  commit(message: string): string;
  remove(): void;
}

export interface Shell {
  /** Runs commands until one fails. @param more additions to the environment, for these commands alone. */
  run(commands: string, more?: NodeJS.ProcessEnv): Promise<Finished>;
}

/** What a person answers a command that asks. */
const ANSWERS = "yes\n".repeat(3);
const AUTHOR = ["-c", "user.name=test", "-c", "user.email=test@example.com"];

/** The files of the checkout, committed or not, as the first commit of another. */
export function copyCheckout(): Checkout {
  const folder = mkdtempSync(join(tmpdir(), "ledge-checkout-"));
  const path = join(folder, "ledge");
  const files = execFileSync("git", ["-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(ROOT, file)));
  execFileSync("mkdir", [path]);
  execFileSync("tar", ["-C", path, "-x"], {
    input: execFileSync("tar", ["-C", ROOT, "-c", "--null", "-T", "-"], { input: files.join("\0"), maxBuffer: 512 * 1024 * 1024 }),
  });
  // Links instead of copies: a gigabyte of packages, which nothing changes.
  execFileSync("cp", [process.platform === "darwin" ? "-cR" : "-al", join(ROOT, "node_modules"), path]);
  const installed = createHash("sha256")
    .update(readFileSync(join(path, "package-lock.json")))
    .digest("hex");
  // It is a link: written in place, it would be the checkout's own.
  rmSync(join(path, "node_modules", ".ledge-installed"), { force: true });
  writeFileSync(join(path, "node_modules", ".ledge-installed"), installed);
  const git = (...args: string[]): string => execFileSync("git", ["-C", path, ...AUTHOR, ...args], { encoding: "utf8" }).trim();
  git("init", "--quiet", "--initial-branch=main");
  git("config", "advice.detachedHead", "false");
  const commit = (message: string): string => {
    git("add", "--all");
    git("commit", "--quiet", "-m", message);
    return git("rev-parse", "HEAD");
  };
  commit("As it is");
  return { path, commit, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** A shell in a checkout. @param env its whole environment. @param printed gets what its commands print. */
export function openShell(checkout: Checkout, env: NodeJS.ProcessEnv, printed: string[] = []): Shell {
  const state = join(checkout.path, "..", `shell-${randomUUID()}`);
  writeFileSync(state, `cd '${checkout.path}'\n`);
  return {
    run: (commands, more = {}) =>
      new Promise((resolve, reject) => {
        // After what the blocks before have set. Commands with additions of their own leave nothing for the next ones.
        const added = Object.keys(more).map((name) => `export ${name}="$ADDED_${name}"`);
        const kept = added.length > 0 ? "" : `{ export -p; echo "cd '$PWD'"; } > '${state}'`;
        const script = [`. '${state}'`, ...added, commands, kept].join("\n");
        const additions = Object.fromEntries(Object.entries(more).map(([name, value]) => [`ADDED_${name}`, value]));
        const child = spawn("bash", ["--norc", "-euo", "pipefail", "-c", script], {
          env: { ...env, ...additions },
          stdio: ["pipe", "pipe", "pipe"],
        });
        let output = "";
        for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
        child.stdin.on("error", () => undefined);
        child.stdin.end(ANSWERS);
        child.once("error", reject);
        child.once("close", (code) => {
          printed.push(output);
          resolve({ code, output });
        });
      }),
  };
}
