// A collector of one's own: an HTTP server that takes OTLP JSON, and decodes it by the encoding's rules (https://opentelemetry.io/docs/specs/otlp/#json-protobuf-encoding).
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly name: string;
  readonly service: string;
  readonly kind: number;
  readonly startMs: number;
  readonly endMs: number;
  readonly isError: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

interface Received {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  /** The body of the request, as it came. */
  readonly text: string;
}

/** `takes` answers 200; a number that status; `silent` nothing at all. */
type Behaviour = "takes" | "silent" | number;

export class OtlpReceiver {
  readonly received: Received[] = [];
  behaviour: Behaviour = "takes";
  readonly #server: Server;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<OtlpReceiver> {
    const server = createServer((request, response) => void receiver.#take(request, response));
    const receiver = new OtlpReceiver(server);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  spans(): ReceivedSpan[] {
    return this.#bodies("/v1/traces").flatMap((body) => body.resourceSpans.flatMap(spansOf));
  }

  /** Records of the log: their attributes, with `body` and the ids of their span. */
  logs(): Record<string, unknown>[] {
    return this.#bodies("/v1/logs").flatMap((body) =>
      body.resourceLogs.flatMap(({ scopeLogs }: any) =>
        scopeLogs.flatMap(({ logRecords }: any) =>
          logRecords.map((record: any) => ({
            ...attributesOf(record.attributes),
            ...{ body: record.body.stringValue, severity: record.severityText, traceId: record.traceId, spanId: record.spanId },
          })),
        ),
      ),
    );
  }

  /** The metrics of each request that brought any, by name. */
  pushes(): Readonly<Record<string, any>>[] {
    return this.#bodies("/v1/metrics").map((body) => {
      const metrics = body.resourceMetrics.flatMap(({ scopeMetrics }: any) => scopeMetrics.flatMap((scope: any) => scope.metrics));
      return Object.fromEntries(metrics.map((metric: any) => [metric.name, metric]));
    });
  }

  /** Those of the last one. */
  metrics(): Readonly<Record<string, any>> {
    return this.pushes().at(-1) ?? {};
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.received.push({ path: request.url ?? "", headers: request.headers, text: await text(request) });
    if (this.behaviour === "silent") return;
    response.writeHead(this.behaviour === "takes" ? 200 : this.behaviour, { "Content-Type": "application/json" }).end("{}");
  }

  #bodies(path: string): any[] {
    return this.received.filter((one) => one.path === path).map((one) => JSON.parse(one.text));
  }
}

function spansOf({ resource, scopeSpans }: any): ReceivedSpan[] {
  const service = attributesOf(resource.attributes)["service.name"] as string;
  return scopeSpans.flatMap(({ spans }: any) =>
    spans.map((span: any) => ({
      ...{ traceId: span.traceId, spanId: span.spanId, parentSpanId: span.parentSpanId ?? null, name: span.name, service, kind: span.kind },
      ...{ startMs: msOf(span.startTimeUnixNano), endMs: msOf(span.endTimeUnixNano), isError: span.status?.code === 2 },
      attributes: attributesOf(span.attributes),
      links: span.links.map((link: any) => ({ traceId: link.traceId, spanId: link.spanId })),
    })),
  );
}

/** 64-bit numbers are texts. */
const msOf = (nanos: string): number => Number(BigInt(nanos) / 1_000_000n);

const attributesOf = (pairs: readonly { readonly key: string; readonly value: Record<string, unknown> }[]): Record<string, unknown> =>
  Object.fromEntries(pairs.map(({ key, value }) => [key, Object.values(value)[0]]));
