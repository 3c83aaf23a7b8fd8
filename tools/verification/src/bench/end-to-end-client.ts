// The load client, which runs in a thread of its own: a closed loop, one request in flight per connection, over connections that stay open. It
// shares the machine with what it measures, so it must do no more per request than send bytes and find the end of the answer.
import { createConnection } from "node:net";
import { performance } from "node:perf_hooks";
import { parentPort, workerData } from "node:worker_threads";
import { type Load, type Measured, UnexpectedAnswer } from "./end-to-end-load.ts";
import { type Request, type Requests, requestSource } from "./end-to-end-requests.ts";

const HEAD_END = "\r\n\r\n";
const LAST_CHUNK = Buffer.from("0\r\n\r\n");

/** The index at which an answer ends in `bytes`, or -1 while some of it is missing. */
function endOfAnswer(bytes: Buffer): number {
  const head = bytes.indexOf(HEAD_END);
  if (head < 0) return -1;
  const length = /\r\ncontent-length: (\d+)/i.exec(bytes.toString("latin1", 0, head))?.[1];
  if (length === undefined) return bytes.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK) ? bytes.length : -1;
  const end = head + HEAD_END.length + Number(length);
  return bytes.length >= end ? end : -1;
}

/** Status of `HTTP/1.1 201 …`. */
const statusOf = (bytes: Buffer): number => Number(bytes.toString("latin1", 9, 12));

interface Run {
  readonly load: Load;
  readonly fromMs: number;
  readonly untilMs: number;
  readonly samplesMs: number[];
  /** Connections that wait for the answer to a request that counts. */
  measuring: number;
}

/**
 * Repeats requests on one connection. Rounds of them that begin between `fromMs` and `untilMs` count, and one at least. Others follow until no
 * connection waits for one that counts: otherwise the last would be answered with less and less beside them, and slow kinds look faster.
 */
function loop(run: Run, next: Requests): Promise<void> {
  const { load, fromMs, untilMs, samplesMs } = run;
  return new Promise((resolve, reject) => {
    const socket = createConnection({ host: load.host, port: load.port, noDelay: true });
    let request: Request | null = null;
    let received: Buffer | null = null;
    let sentMs = 0;
    let [isMeasuring, isCounted, hasSample] = [true, false, false];
    const send = (answer: Buffer | null): void => {
      sentMs = performance.now();
      request = next(answer);
      if (request.isFirst) {
        if (isMeasuring && hasSample && sentMs >= untilMs) {
          isMeasuring = false;
          run.measuring -= 1;
        }
        isCounted = isMeasuring && sentMs >= fromMs;
      }
      if (run.measuring === 0) return void socket.destroy();
      socket.write(request.bytes);
    };
    socket.on("connect", () => send(null));
    socket.on("close", () => resolve());
    socket.on("error", reject);
    socket.on("data", (chunk) => {
      received = received === null ? chunk : Buffer.concat([received, chunk]);
      if (endOfAnswer(received) < 0) return;
      const [status, expected, answer] = [statusOf(received), request?.expects, received];
      if (status !== expected) {
        socket.destroy();
        const message = `expected ${expected}, was answered ${status}: ${answer.toString().slice(-500)}`;
        return reject(new UnexpectedAnswer({ status, message }));
      }
      received = null;
      if (isCounted) hasSample = samplesMs.push(performance.now() - sentMs) > 0;
      send(answer);
    });
  });
}

async function measure(load: Load): Promise<Measured> {
  const source = requestSource(load);
  const fromMs = performance.now() + load.warmUpMs;
  const run: Run = { load, fromMs, untilMs: fromMs + load.measureMs, samplesMs: [], measuring: load.connections };
  await Promise.all(Array.from({ length: load.connections }, () => loop(run, source())));
  return { samplesMs: Float64Array.from(run.samplesMs) };
}

try {
  parentPort?.postMessage(await measure(workerData as Load));
} catch (error) {
  // An error of a class of its own arrives without it.
  if (!(error instanceof UnexpectedAnswer)) throw error;
  const { status, message } = error;
  parentPort?.postMessage({ status, message });
}
