// The metrics of a platform as an operator reads them, parsed as far as tests need it.
import type { Ledge } from "./ledge.ts";

export interface MetricSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  /** The `request_id` of its exemplar; null: it has none. */
  readonly exemplar: string | null;
}

const SAMPLE = /^(\w+)(?:\{(.*?)\})? (\S+)(?: # \{request_id="([^"]+)"\} .*)?$/;

export function samplesIn(text: string): MetricSample[] {
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, name = "", labels = "", value = "", exemplar = null] = SAMPLE.exec(line) ?? [];
      const pairs = [...labels.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = "", of = ""]) => [label, of]);
      return { name, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value), exemplar };
    });
}

/** How often the gateway has answered, by `operation class code`. */
export async function answersCounted(ledge: Ledge): Promise<Readonly<Record<string, number>>> {
  const { text } = await ledge.request("GET", "/metrics");
  const counted = samplesIn(text).filter(({ name, labels }) => name === "ledge_operations_total" && labels["service"] === "gateway");
  return Object.fromEntries(
    counted.map(({ labels, value }) => [`${labels["operation"]} ${labels["status_class"]} ${labels["error_type"] ?? "ok"}`, value]),
  );
}
