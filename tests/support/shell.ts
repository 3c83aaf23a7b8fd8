// A reader's terminal: one shell keeps its variables and functions from one pasted block to the next. The output of both streams comes back in the
// order in which a terminal would show it. Runs only commands of this repository's documents.
import { spawn, spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";

/** The time after which a command hangs: `curl` against a platform on this machine is far faster. */
const TIMEOUT_MS = 120_000;

export interface Shell {
  /** Runs a block as if it were pasted. @returns what it printed. @throws when one of its commands fails; the shell has then ended. */
  paste(block: string): Promise<string>;
  close(): void;
}

/** The shells of `names` that this machine has. */
export const shellsHere = (names: readonly string[]): string[] =>
  names.filter((name) => spawnSync(name, ["-c", "exit 0"], { stdio: "ignore" }).status === 0);

/** Opens the shell `name` in `folder`, with nothing of the tests' environment except PATH. The shell ends at the first command that fails. */
export function openShell(name: string, folder: string): Shell {
  // One pipe for both streams, made by a shell: the pipes of Node are sockets, which `/dev/stderr` cannot open.
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
  child.stdin.on("error", () => undefined); // The shell has ended, which `close` reports.
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
