// The collector of `npm start -- --trace`: it takes what the telemetry Worker sends (OTLP/HTTP, JSON), and keeps it in files of the state folder, of which there is
// never more than a bounded amount.
import { appendFileSync, renameSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

/** What it keeps, the older file last. */
export const TRACE_FILES = ["traces.jsonl", "traces.1.jsonl"] as const;
/** A file that is as long becomes the older one, and that one goes. Some ten thousand requests. @internal Tests give less. */
const MOST_FILE_BYTES = 32 * 1_024 * 1_024;
const MOST_BODY_BYTES = 4 * 1_024 * 1_024;
const KEPT = new Set(["/v1/traces", "/v1/logs"]);

/** For its owner alone, as everything in the state folder. */
const PRIVATE_FILE = 0o600;
const TAKEN = 200;
const TOO_LONG = 413;

/** A collector elsewhere. */
export interface Collector {
  readonly endpoint: string;
  /** As OTEL_EXPORTER_OTLP_HEADERS has them. */
  readonly headers: string;
}

export interface TraceReceiver {
  readonly url: string;
  stop(): Promise<void>;
}

/** Removes what earlier starts kept: it would pass for what is known of this one's requests. */
export function forgetTraces(stateDir: string): void {
  for (const name of TRACE_FILES) rmSync(join(stateDir, name), { force: true });
}

/** Starts to take what is sent. */
export async function startReceiver(stateDir: string, mostFileBytes = MOST_FILE_BYTES): Promise<TraceReceiver> {
  const server = createServer((request, response) => {
    const answer = (status: number) => response.writeHead(status, { "Content-Type": "application/json" }).end("{}");
    void bodyOf(request).then(
      (body) => {
        if (body !== null && KEPT.has(request.url ?? "")) keep(stateDir, body, mostFileBytes);
        answer(body === null ? TOO_LONG : TAKEN);
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async stop() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

/** One line of JSON; null: it is too long. @throws when the sender leaves, or sends no JSON. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MOST_BODY_BYTES) return null;
    parts.push(part);
  }
  return JSON.stringify(JSON.parse(Buffer.concat(parts).toString()));
}

function keep(stateDir: string, body: string, mostFileBytes: number): void {
  const [file, older] = TRACE_FILES.map((name) => join(stateDir, name)) as [string, string];
  const bytes = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (bytes >= mostFileBytes) renameSync(file, older);
  appendFileSync(file, `${body}\n`, { mode: PRIVATE_FILE });
}
