// Defines a load of HTTP requests, and runs it in a thread of its own.
import { Worker } from "node:worker_threads";
import type { RequestKind } from "./kinds.ts";

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
  /** Transfers that reversals reverse in turn; of other kinds empty. */
  readonly originals: readonly string[];
}

export interface Measured {
  /** Times from sending a request to the last byte of its answer. */
  readonly samplesMs: Float64Array;
}

/** What the client's thread says instead, when an answer has another status than its request expects. */
export interface Unexpected {
  readonly status: number;
  readonly message: string;
}

export class UnexpectedAnswer extends Error {
  readonly status: number;
  constructor({ status, message }: Unexpected) {
    super(message);
    this.status = status;
  }
}

/** @throws {UnexpectedAnswer}; another error when a connection fails. */
export function runLoad(load: Load): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL("./end-to-end-client.ts", import.meta.url), { workerData: load });
    thread.once("message", (result: Measured | Unexpected) =>
      "status" in result ? reject(new UnexpectedAnswer(result)) : resolve(result),
    );
    thread.once("error", reject);
  });
}
