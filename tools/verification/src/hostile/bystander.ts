// The bystander, which runs in a thread of its own: 8 connections that send a fixed mix, each the next request when the last was answered.
import { randomUUID } from "node:crypto";
import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { parentPort, workerData } from "node:worker_threads";

export interface BystanderLoad {
  readonly host: string;
  readonly port: number;
  readonly token: string;
  readonly accounts: readonly string[];
  readonly warmUpMs: number;
  readonly measureMs: number;
}

export interface BystanderResult {
  /** Of the requests that were answered as they should be, in milliseconds. */
  readonly samplesMs: readonly number[];
  /** Answers by status that a bystander should never get: 429, 503, or another one. 0: a connection that failed. */
  readonly refused: Readonly<Record<number, number>>;
}

const CONNECTIONS = 8;
const { host, port, token, accounts, warmUpMs, measureMs } = workerData as BystanderLoad;
const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });

interface Answer {
  readonly status: number;
  readonly text: string;
}

function ask(method: string, path: string, body: object | null): Promise<Answer> {
  return new Promise((resolve) => {
    const own = body === null ? {} : { "Content-Type": "application/json", "Idempotency-Key": randomUUID() };
    const sent = request({ host, port, path, method, agent, headers: { Authorization: `Bearer ${token}`, ...own } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => (text += part));
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", () => resolve({ status: 0, text: "" }));
    sent.end(body === null ? undefined : JSON.stringify(body));
  });
}

const account = (): string => accounts[Math.floor(Math.random() * accounts.length)] as string;
const payment = (): object => {
  const at = Math.floor(Math.random() * (accounts.length - 1));
  return { source_account: accounts[at], destination_account: accounts[at + 1], amount: "1", currency: "EUR" };
};

/** What one connection sends, over and over. */
async function* mix(): AsyncGenerator<Answer> {
  for (;;) {
    const posted = await ask("POST", "/v1/transfers", payment());
    yield posted;
    const id = /"id":"(trf_\w+)"/.exec(posted.text)?.[1];
    if (id !== undefined) yield await ask("GET", `/v1/transfers/${id}`, null);
    yield await ask("GET", `/v1/accounts/${account()}/balance`, null);
    yield await ask("GET", `/v1/transfers?account=${account()}`, null);
    yield await ask("POST", "/v1/holds", payment());
    yield await ask("GET", "/readyz", null);
  }
}

const samplesMs: number[] = [];
const refused: Record<number, number> = {};
const fromMs = performance.now() + warmUpMs;
const untilMs = fromMs + measureMs;
await Promise.all(
  Array.from({ length: CONNECTIONS }, async () => {
    let sentMs = performance.now();
    for await (const { status } of mix()) {
      const endedMs = performance.now();
      const isGood = status === 200 || status === 201;
      if (sentMs >= fromMs && isGood) samplesMs.push(endedMs - sentMs);
      if (!isGood) refused[status] = (refused[status] ?? 0) + 1;
      if (endedMs >= untilMs) return;
      sentMs = performance.now();
    }
  }),
);
agent.destroy();
parentPort?.postMessage({ samplesMs, refused } satisfies BystanderResult);
