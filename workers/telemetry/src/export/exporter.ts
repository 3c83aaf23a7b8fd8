// Sends what the lines say to a collector, where one is configured. Without one, nothing is made of them here.
import { log } from "@ledge/shared/telemetry/log";
import { logOf, logsBody, type OtlpLog, type OtlpSpan, Resources, samplerOf, spanOf, tracesBody } from "./encode.ts";
import { endpointOf, type OtlpEndpoint, type OtlpVariables } from "@ledge/shared/telemetry/otlp-endpoint";
import type { ParsedLine } from "../parse-line.ts";
import { type Dropped, ExportQueue } from "./export-queue.ts";
import { post } from "./post.ts";
import { workOf } from "./work-of.ts";

/** A line and when it was written. */
export interface Written {
  readonly line: ParsedLine;
  readonly atMs: number;
}

/** In the place of an exporter whose variables are wrong: everything is dropped, so that the figure calls somebody. */
export class Misconfigured {
  #logs = 0;

  take(lines: readonly Written[]): null {
    this.#logs += lines.length;
    return null;
  }

  takeDropped(): Dropped {
    const dropped = { traces: 0, logs: this.#logs };
    this.#logs = 0;
    return dropped;
  }
}

/** The exporter of an environment; null: nothing is sent. That its variables are wrong the log says, too. */
export function exporterOf(env: OtlpVariables): Exporter | Misconfigured | null {
  try {
    const endpoint = endpointOf(env);
    return endpoint === null ? null : new Exporter(endpoint);
  } catch (error) {
    log({ level: "error", service: "telemetry", operation: "readEndpoint", error });
    return new Misconfigured();
  }
}

export class Exporter {
  readonly #endpoint: OtlpEndpoint;
  readonly #sample: ReturnType<typeof samplerOf>;
  readonly #resources = new Resources();
  readonly #queue = new ExportQueue();

  constructor(endpoint: OtlpEndpoint) {
    this.#endpoint = endpoint;
    this.#sample = samplerOf(endpoint.ratio);
  }

  /** Takes lines. @returns the sending of what waits, if nothing under way does it; it never rejects. */
  take(lines: readonly Written[], nowMs: number): Promise<void> | null {
    const works = lines.flatMap(({ line, atMs }) => workOf(line, atMs) ?? []);
    const traces = works.flatMap((work) => {
      const { isKept, isSampled } = this.#sample(work);
      return isKept ? work.spans.map((span) => spanOf(span, this.#resources.of(span), isSampled)) : [];
    });
    const logs = works.map((work) => logOf(work.log, this.#resources.of(work.log)));
    return this.#queue.take({ traces, logs }, nowMs) ? this.#send() : null;
  }

  /** How many were left out since the last call. */
  takeDropped(): Dropped {
    return this.#queue.takeDropped();
  }

  async #send(): Promise<void> {
    const failure = await this.#queue.send({
      post: (signal, items) =>
        post(this.#endpoint, signal, signal === "traces" ? tracesBody(items as OtlpSpan[]) : logsBody(items as OtlpLog[])),
      pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      nowMs: Date.now,
    });
    if (failure !== null) log({ level: "warn", service: "telemetry", operation: "export", error: failure });
  }
}
