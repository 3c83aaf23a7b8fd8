// A Workers runtime in a process group of its own, which can be killed at any instant and started again on the same port and state.
import { type ChildProcess, fork } from "node:child_process";
import { closeSync, openSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { signalGroup } from "@ledge/command/processes/group";
import type { StartMessage } from "./runtime-host.ts";

const HOST = fileURLToPath(new URL("./runtime-host.ts", import.meta.url));

/** The settings that are the same at every start. */
export type RuntimeSettings = Omit<StartMessage, "vars">;

export class Runtime {
  readonly url: string;
  readonly #settings: RuntimeSettings;
  readonly #logFile: string;
  #child: ChildProcess | null = null;
  /** Called when it is about to be killed. */
  onKill: () => void = () => undefined;
  /** The process for the next start, with its modules loaded: this halves the time of a restart. */
  #spare: ChildProcess | null = null;

  constructor(settings: RuntimeSettings, logFile: string) {
    this.#settings = settings;
    this.#logFile = logFile;
    this.url = `http://127.0.0.1:${settings.port}`;
  }

  isUp(): boolean {
    return this.#child !== null;
  }

  /** @throws when the runtime ends while it starts; its log says why. */
  async start(vars: StartMessage["vars"]): Promise<void> {
    const child = this.#spare ?? this.#fork();
    this.#spare = null;
    const ready = new Promise<void>((resolve, reject) => {
      child.once("message", () => resolve());
      child.once("exit", () => reject(new Error(`The Workers runtime ended while it started; ${this.#logFile} says why.`)));
    });
    child.send({ ...this.#settings, vars } satisfies StartMessage);
    await ready;
    this.#child = child;
    this.#spare = this.#fork();
  }

  /** Sends SIGKILL to the whole group. Resolves when its port is free again. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null) return;
    this.onKill();
    await end(child);
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
