// The parts that `npm start` has started. They are stopped together: once, in reverse order, within a limit, and with the reason when one of them
// ended by itself.
import { exitCodes } from "@ledge/command/command-line";

/** A part that was started. */
export interface Part {
  readonly name: string;
  /** Resolves with the reason when the part has ended by itself; null: it is not watched. */
  readonly lost: Promise<string> | null;
  stop(): Promise<void>;
}

export interface PlatformOptions {
  /** Ends the process. */
  readonly exit: (exitCode: number) => void;
  /** Shows why everything stops. */
  readonly say: (line: string) => void;
  /** Rejects after that time. */
  readonly timeout: (ms: number) => Promise<never>;
}

/** A part that has not stopped by then is ended by its supervisor, once this process has ended (processes/supervise.ts). */
const STOP_WITHIN_MS = 2_900;

export class RunningPlatform {
  readonly #options: PlatformOptions;
  /** The newest part first: a part depends on those that were started before it. */
  readonly #parts: Part[] = [];
  #stopping: Promise<void> | null = null;

  constructor(options: PlatformOptions) {
    this.#options = options;
  }

  /** Adds a part. When everything is being stopped already, the part is stopped at once. */
  async add(part: Part): Promise<void> {
    if (this.#stopping !== null) return await part.stop();
    this.#parts.unshift(part);
    void part.lost?.then((reason) => this.#lose(part.name, reason));
  }

  isStopping(): boolean {
    return this.#stopping !== null;
  }

  /** Stops everything and ends the process. Only the first call has an effect. */
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
