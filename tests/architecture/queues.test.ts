// Every queue has one consumer, with a retry policy and a dead letter queue, declared in that consumer's own wrangler.toml, where a change of the
// consumer shows them. Producing and consuming are the same few lines everywhere (decision 16).
import { join } from "node:path";
import { CONFIGS } from "@ledge/repository/workers";
import { describe, expect, test } from "vitest";
import { unstable_readConfig as readConfig } from "wrangler";
import { ROOT } from "./support/sources.ts";

interface Consumer {
  readonly queue: string;
  readonly max_retries?: number;
  readonly retry_delay?: number;
  readonly dead_letter_queue?: string;
}

interface Queues {
  readonly worker: string;
  readonly producers: readonly string[];
  readonly consumers: readonly Consumer[];
}

const DEAD_LETTERS = /-dead$/;
const CORE = "ledge-core";

const deployed: readonly Queues[] = CONFIGS.map((config) => {
  const { name, queues } = readConfig({ config: join(ROOT, config) }, { hideWarnings: true });
  return {
    worker: name as string,
    producers: ((queues.producers ?? []) as unknown as readonly { queue: string }[]).map(({ queue }) => queue),
    consumers: (queues.consumers ?? []) as unknown as readonly Consumer[],
  };
});

/** The faults of the queues of these Workers. */
function faultsOf(workers: readonly Queues[]): string[] {
  const consumed = workers.flatMap(({ consumers }) => consumers);
  const names = consumed.map(({ queue }) => queue);
  const wanted = [...workers.flatMap(({ producers }) => producers), ...consumed.flatMap((one) => one.dead_letter_queue ?? [])];
  return [
    ...[...new Set(wanted)].filter((queue) => !names.includes(queue)).map((queue) => `${queue}: nobody takes from it`),
    ...names.filter((queue, index) => names.indexOf(queue) !== index).map((queue) => `${queue}: two take from it`),
    ...consumed
      .filter(({ max_retries: retries }) => retries === undefined)
      .map(({ queue }) => `${queue}: does not say how often it is tried`),
    ...consumed.filter(({ retry_delay: delay }) => delay === undefined).map(({ queue }) => `${queue}: does not say how long is waited`),
    ...consumed
      .filter(({ queue, dead_letter_queue: dead }) => dead === undefined && !DEAD_LETTERS.test(queue))
      .map(({ queue }) => `${queue}: what is given up is lost`),
    // Every event leaves through the relay alone.
    ...workers.filter(({ worker, producers }) => producers.length > 0 && worker !== CORE).map(({ worker }) => `${worker}: sends messages`),
  ];
}

/** These queues with one consumer changed. */
const withConsumer = (change: (consumer: Consumer) => Consumer): Queues[] =>
  deployed.map((worker) => ({ ...worker, consumers: worker.consumers.map(change) }));
const without =
  (member: keyof Consumer) =>
  (consumer: Consumer): Consumer =>
    Object.fromEntries(Object.entries(consumer).filter(([key]) => key !== member)) as unknown as Consumer;

describe("queues", () => {
  test("have one consumer each, with a retry policy and a dead letter queue", () => {
    expect(deployed.flatMap(({ producers }) => producers)).toEqual(["ledge-events", "ledge-audit", "ledge-search"]);
    expect(faultsOf(deployed)).toEqual([]);
  });

  test.each<[string, readonly Queues[], RegExp]>([
    ["a queue without a consumer", deployed.map((worker) => ({ ...worker, consumers: [] })), /nobody takes/],
    [
      "two consumers of one queue",
      [...deployed, { worker: "other", producers: [], consumers: deployed.flatMap((one) => one.consumers) }],
      /two take/,
    ],
    ["no limit on retries", withConsumer(without("max_retries")), /how often/],
    ["no delay between retries", withConsumer(without("retry_delay")), /how long/],
    ["no dead letter queue", withConsumer(without("dead_letter_queue")), /is lost/],
    [
      "a dead letter queue without a consumer",
      withConsumer((one) => ({ ...one, dead_letter_queue: "elsewhere-dead" })),
      /elsewhere-dead: nobody/,
    ],
    [
      "another Worker that sends messages",
      [...deployed, { worker: "ledge-accounts", producers: ["ledge-events"], consumers: [] }],
      /sends messages/,
    ],
  ])("%s is found", (_what, workers, fault) => {
    expect(faultsOf(workers).join()).toMatch(fault);
  });
});
