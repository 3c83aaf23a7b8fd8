// What `npm start` has started, as one thing: it stops in order, once, in time, and with the reason when a part of it ends by itself.
import { exitCodes } from "@ledge/command/command-line";

/** Something that was started. */
export interface Part {
  readonly name: string;
  /** Resolves with the reason when it ended by itself; null: it is not watched. */
  readonly lost: Promise<string> | null;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  /** Ends the process. */
  readonly exit: (exitCode: number) => void;
  /** Shows why everything stops. */
  readonly say: (line: string) => void;
  /** Rejects after that time, unless everything is over before. */
  readonly timeout: (ms: number) => Promise<never>;
}

/** What has not stopped by then never will, and ends with this process (processes/supervise.ts). */
const STOP_WITHIN_MS = 2_900;

export class RunningPlatform {
  readonly #options: PlatformOptions;
  /** The last that was started first: what it rests on was started before it. */
  readonly #parts: Part[] = [];
  #stopping: Promise<void> | null = null;

  constructor(options: PlatformOptions) {
    this.#options = options;
  }

  /** Takes charge of a part; one that was being started while everything stops is stopped at once. */
  async add(part: Part): Promise<void> {
    if (this.#stopping !== null) return await part.stop();
    this.#parts.unshift(part);
    void part.lost?.then((reason) => this.#lose(part.name, reason));
  }

  isStopping(): boolean {
    return this.#stopping !== null;
  }

  /** Stops everything and ends the process. Only the first call counts. */
  async stop(exitCode: number): Promise<void> {
    this.#stopping ??= this.#stop(exitCode);
    await this.#stopping;
  }

  #lose(name: string, reason: string): void {
    if (this.isStopping()) return;
    this.#options.say(`${name} is lost: ${reason}. Everything is stopped; npm start goes on with what is committed.`);
    void this.stop(exitCodes.failed);
  }

  async #stop(exitCode: number): Promise<void> {
    const { exit, say, timeout } = this.#options;
    try {
      await Promise.race([this.#stopParts(), timeout(STOP_WITHIN_MS)]);
    } catch (error) {
      say(`Not everything stopped as it should: ${(error as Error).message}`);
      return exit(exitCode === 0 ? exitCodes.failed : exitCode);
    }
    exit(exitCode);
  }

  async #stopParts(): Promise<void> {
    for (const part of this.#parts) await part.stop();
  }
}
