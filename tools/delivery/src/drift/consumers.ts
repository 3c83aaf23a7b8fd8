// Queue consumers as an account has them, and how they differ from a Worker's config.
import type { RenderedWorker } from "../deploy/render.ts";

export interface FoundConsumer {
  /** The queue's name. */
  readonly queue: string;
  /** The Worker; null: something else consumes. */
  readonly script: string | null;
  readonly deadLetterQueue: string | null;
  /** As Cloudflare's API names them. */
  readonly settings: Readonly<Record<string, unknown>>;
}

interface Consumer {
  readonly queue: string;
  readonly dead_letter_queue?: string;
  readonly max_batch_size?: number;
  readonly max_batch_timeout?: number;
  readonly max_retries?: number;
  readonly max_concurrency?: number;
  readonly retry_delay?: number;
}

const MS_PER_S = 1_000;

const consumersOf = ({ config }: RenderedWorker): readonly Consumer[] =>
  (config["queues"] as { readonly consumers?: readonly Consumer[] } | undefined)?.consumers ?? [];

/** The settings that a config says, in the names and units in which Wrangler sends them. */
const settingsOf = (consumer: Consumer): Readonly<Record<string, number | undefined>> => ({
  batch_size: consumer.max_batch_size,
  max_wait_time_ms: consumer.max_batch_timeout === undefined ? undefined : consumer.max_batch_timeout * MS_PER_S,
  max_retries: consumer.max_retries,
  max_concurrency: consumer.max_concurrency,
  retry_delay: consumer.retry_delay,
});

/** @param found all of the account. */
export function consumerFaults(worker: RenderedWorker, found: readonly FoundConsumer[]): string[] {
  const wanted = consumersOf(worker);
  const theirs = found.filter(({ script }) => script === worker.deployedName);
  const names = (list: readonly { readonly queue: string }[]): string =>
    list
      .map(({ queue }) => queue)
      .sort()
      .join(", ");
  if (names(theirs) !== names(wanted)) return [`consumes ${names(theirs) || "no queue"}`];
  return wanted.flatMap((consumer) => {
    const { deadLetterQueue, settings } = theirs.find(({ queue }) => queue === consumer.queue) as FoundConsumer;
    return [
      ...(deadLetterQueue === (consumer.dead_letter_queue ?? null)
        ? []
        : [`consumes ${consumer.queue} with ${deadLetterQueue ?? "no queue"} for dead letters`]),
      ...Object.entries(settingsOf(consumer))
        .filter(([name, value]) => value !== undefined && settings[name] !== value)
        .map(([name]) => `consumes ${consumer.queue} with another ${name}`),
    ];
  });
}
