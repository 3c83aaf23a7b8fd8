// The process of a Workers runtime, which runtime.ts starts and can kill together with everything it started. Not a command.
import { readFileSync } from "node:fs";
import type { V4WorkerOptions } from "miniflare";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers } from "@ledge/dev/workerd/run-workers";

/** The parent's message: what to run. */
export interface StartMessage {
  /** A file with the bundles: they are too large for a message, and the same at each start. */
  readonly bundlesFile: string;
  readonly port: number;
  readonly stateDir: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** The URL of message-faults.ts that this runtime's forwarder asks. */
  readonly messageFaultsUrl: string;
  /** Whether it sends to endpoints: of two runtimes on one database only one may. */
  readonly delivers: boolean;
}

/** The relay produces to this queue, and the forwarder consumes it. */
const RELAYED_QUEUE = "ledge-events-relayed";
/** The forwarder produces to this queue, and the platform's consumer consumes it. */
const CONSUMED_QUEUE = "ledge-events";
/** The largest batch that a queue hands to a consumer. */
const MESSAGES_AT_ONCE = 100;
const FORWARDER = readFileSync(new URL("./queue-forwarder.js", import.meta.url), "utf8");

process.once("message", (message: StartMessage) => {
  start(message).then(
    () => process.send?.("ready"),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// This process leads a group of its own, to which all that it starts belongs. The channel closes when the parent ends, however it ends.
process.on("disconnect", () => process.kill(-process.pid, "SIGKILL"));

async function start({ bundlesFile, delivers, messageFaultsUrl, ...rest }: StartMessage): Promise<void> {
  const bundles = JSON.parse(readFileSync(bundlesFile, "utf8")) as Bundle[];
  const adapt = (configPath: string, options: V4WorkerOptions): V4WorkerOptions => {
    if (configPath.startsWith("core-service/")) {
      const configured = options.queueProducers as Record<string, { queueName: string }>;
      return { ...options, queueProducers: { ...configured, EVENTS: { queueName: RELAYED_QUEUE } } };
    }
    if (configPath.startsWith("workers/webhooks/") && !delivers) return { ...options, queueConsumers: {} };
    return options;
  };
  const forwarder: V4WorkerOptions = {
    name: "chaos-queue-forwarder",
    compatibilityDate: "2026-11-01",
    modules: [{ type: "ESModule", path: "index.js", contents: FORWARDER }],
    bindings: { MESSAGE_FAULTS_URL: messageFaultsUrl },
    queueConsumers: { [RELAYED_QUEUE]: { maxBatchSize: MESSAGES_AT_ONCE, maxBatchTimeout: 0, maxRetries: 100 } },
    queueProducers: { CONSUMED_QUEUE: { queueName: CONSUMED_QUEUE } },
  };
  await runWorkers({ ...rest, bundles, adapt, beside: [forwarder], onLog: (line) => console.log(line) });
}
