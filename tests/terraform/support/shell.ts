// A copy of the checkout and a shell in it, for pages whose commands are run as they stand: what a block sets and where it goes holds for the next one.
import { execFileSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";

interface Finished {
  readonly code: number | null;
  /** Its output, on both streams. */
  readonly output: string;
}

export interface Shell {
  /** The copy of the checkout; the folder that it is in is its own. */
  readonly checkout: string;
  /** Runs commands until one fails. @param more additions to the environment, for these commands alone. */
  run(commands: string, more?: NodeJS.ProcessEnv): Promise<Finished>;
  remove(): void;
}

/** What a person answers a command that asks. */
const ANSWERS = "yes\n".repeat(3);

/** @param env the whole environment of the shell. */
export function openShell(env: NodeJS.ProcessEnv): Shell {
  const folder = mkdtempSync(join(tmpdir(), "ledge-checkout-"));
  const checkout = join(folder, "ledge");
  const files = execFileSync("git", ["-C", ROOT, "ls-files", "-z", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
    .split("\0")
    .filter((file) => file !== "" && existsSync(join(ROOT, file)));
  execFileSync("mkdir", [checkout]);
  execFileSync("tar", ["-C", checkout, "-x"], {
    input: execFileSync("tar", ["-C", ROOT, "-c", "--null", "-T", "-"], { input: files.join("\0"), maxBuffer: 512 * 1024 * 1024 }),
  });
  // Links instead of copies: a gigabyte of packages, which nothing changes.
  execFileSync("cp", [process.platform === "darwin" ? "-cR" : "-al", join(ROOT, "node_modules"), checkout]);
  const installed = createHash("sha256")
    .update(readFileSync(join(checkout, "package-lock.json")))
    .digest("hex");
  // It is a link: written in place, it would be the checkout's own.
  rmSync(join(checkout, "node_modules", ".ledge-installed"), { force: true });
  writeFileSync(join(checkout, "node_modules", ".ledge-installed"), installed);
  const state = join(folder, "state");
  writeFileSync(state, `cd '${checkout}'\n`);
  return {
    checkout,
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
        child.once("close", (code) => resolve({ code, output }));
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
