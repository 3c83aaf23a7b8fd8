// What the gateway reads of the telemetry Worker for operators. It is no operation of the contract: the gateway's own `getMetrics` is.

/** A number that has an owner already, who is asked for it when it is read. */
export interface Gauge {
  /** By OpenMetrics, with its unit last: `ledge_outbox_oldest_seconds`. */
  readonly name: string;
  readonly help: string;
  /** What it is of, where there are several of one name, which follow each other; names alone. */
  readonly credential?: string;
  readonly value: number;
}

export interface MetricsReader {
  /** All counters and these gauges, as OpenMetrics 1.0 text. */
  read(gauges: readonly Gauge[]): Promise<string>;
}
