// A Workers runtime in a process group of its own: killed at any instant, started again on the same port and state. Knows nothing of
// what is asked of it.
import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { signalGroup } from "@ledge/command/processes/group";
import type { RuntimeOrder } from "./runtime-host.ts";

const HOST = fileURLToPath(new URL("./runtime-host.ts", import.meta.url));

/** What is the same at every start. */
export type Standing = Omit<RuntimeOrder, "vars">;

export class Runtime {
  readonly url: string;
  readonly #standing: Standing;
  readonly #logFile: string;
  #child: ChildProcess | null = null;
  /** The next one's process, with its modules loaded: a restart takes half as long. */
  #spare: ChildProcess | null = null;

  constructor(standing: Standing, logFile: string) {
    this.#standing = standing;
    this.#logFile = logFile;
    this.url = `http://127.0.0.1:${standing.port}`;
  }

  isUp(): boolean {
    return this.#child !== null;
  }

  /** @throws when it ends while it starts; its log says why. */
  async start(vars: RuntimeOrder["vars"]): Promise<void> {
    const child = this.#spare ?? this.#fork();
    this.#spare = null;
    const ready = new Promise<void>((resolve, reject) => {
      child.once("message", () => resolve());
      child.once("exit", () => reject(new Error(`The Workers runtime ended while it started; ${this.#logFile} says why.`)));
    });
    child.send({ ...this.#standing, vars } satisfies RuntimeOrder);
    await ready;
    this.#child = child;
    this.#spare = this.#fork();
  }

  /** SIGKILL to all of it, at once. Resolves when its port is free again. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child !== null) await end(child);
  }

  async stop(): Promise<void> {
    await this.kill();
    if (this.#spare !== null) await end(this.#spare);
    this.#spare = null;
  }

  #fork(): ChildProcess {
    const log = openSync(this.#logFile, "a");
    const child = fork(HOST, [], { detached: true, stdio: ["ignore", log, log, "ipc"] });
    closeSync(log);
    return child;
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  signalGroup(child.pid, "SIGKILL");
  await ended;
}
