// A reader's terminal: one shell that keeps its variables and functions from one pasted block to the next. What it prints to either stream comes
// back in the order in which a terminal would show it. Runs commands of this repository's documents alone.
import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";

/** A command that has no answer by then has hung: `curl` against a platform on this machine. */
const TIMEOUT_MS = 120_000;

export interface Shell {
  /** Runs a block as if it were pasted, and gives what it printed. @throws when a command of it fails: then the shell has ended. */
  paste(block: string): Promise<string>;
  close(): void;
}

/** The shells of `names` that this machine has. */
export const shellsHere = (names: readonly string[]): string[] =>
  names.filter((name) => spawnSync(name, ["-c", "exit 0"], { stdio: "ignore" }).status === 0);

/** Opens `name` in `folder`, with nothing of the tests' own environment but the path to programs. Ends at the first command that fails. */
export function openShell(name: string, folder: string): Shell {
  // One pipe for both streams, made by a shell: Node's own are sockets, which `/dev/stderr` cannot be opened through.
  const child = spawn("sh", ["-c", 'exec "$@" 2>&1 | cat', "sh", name, "-e", "-u", "-s"], {
    cwd: folder,
    env: { PATH: process.env["PATH"] ?? "", HOME: folder },
    stdio: ["pipe", "pipe", "inherit"],
  });
  let printed = "";
  let heard = (): void => undefined;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    printed += text;
    heard();
  });
  child.stdin.on("error", () => undefined); // it has ended: `close` says so
  child.once("close", () => heard());
  return {
    async paste(block) {
      const end = `-- ${randomUUID()} --`;
      printed = "";
      child.stdin.write(`${block}\nprintf '%s' '${end}'\n`);
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`no end after ${TIMEOUT_MS} ms:\n${block}\n${printed}`)), TIMEOUT_MS);
        heard = () => {
          const isOver = printed.endsWith(end);
          if (!isOver && child.exitCode === null && !child.stdout.closed) return;
          clearTimeout(timer);
          if (isOver) resolve();
          else reject(new Error(`${name} ended:\n${block}\n${printed}`));
        };
        heard();
      });
      return printed.slice(0, -end.length);
    },
    close: () => void child.stdin.end(),
  };
}
