// Defines a load of HTTP requests, and runs it in a thread of its own.
import { Worker } from "node:worker_threads";

export type RequestKind = "nothing" | "write" | "write-and-select" | "write-and-insert" | "transfer" | "batch" | "balance";

/** The host that a load is sent to, the token that it uses, and the accounts of its requests. */
export interface Target {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly accounts: readonly string[];
}

export interface Load extends Target {
  readonly kind: RequestKind;
  readonly connections: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  /** The status that every answer must have; any other ends the run. */
  readonly expects: number;
}

export interface Measured {
  /** Times from sending a request to the last byte of its answer. */
  readonly samplesMs: Float64Array;
}

/** @throws when a connection fails or an answer has another status than expected. */
export function runLoad(load: Load): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./end-to-end-client.ts", import.meta.url), { workerData: load });
    thread.once("message", resolve);
    thread.once("error", reject);
  });
}
