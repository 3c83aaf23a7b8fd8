// The process that a Workers runtime lives in, so that it can be killed with everything it started. Started by runtime.ts; not a
// command of its own.
import { readFileSync } from "node:fs";
import type { V4WorkerOptions } from "miniflare";
import type { Bundle } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers } from "@ledge/dev/workerd/run-workers";

/** What the parent wants run. */
export interface RuntimeOrder {
  /** A file with the bundles: they are megabytes, and the same at each start. */
  readonly bundlesFile: string;
  readonly port: number;
  readonly stateDir: string;
  readonly secrets: Readonly<Record<string, string>>;
  readonly vars: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Where the driver decides what becomes of messages. */
  readonly postOffice: string;
  /** Whether it may send to endpoints: of two runtimes on one database only one may. */
  readonly delivers: boolean;
}

/** Where the relay's messages wait for the postman. */
const BEFORE_THE_POSTMAN = "ledge-events-before";
/** Where the platform's consumer takes them from. */
const BEHIND_THE_POSTMAN = "ledge-events";
/** As many as a queue hands over. */
const MESSAGES_AT_ONCE = 100;
const POSTMAN = readFileSync(new URL("./postman.js", import.meta.url), "utf8");

process.once("message", (order: RuntimeOrder) => {
  start(order).then(
    () => process.send?.("ready"),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
});
// This process leads its own group: the group is all that was started. The channel to a killed parent closes by itself.
process.on("disconnect", () => process.kill(-process.pid, "SIGKILL"));

async function start({ bundlesFile, delivers, postOffice, ...rest }: RuntimeOrder): Promise<void> {
  const bundles = JSON.parse(readFileSync(bundlesFile, "utf8")) as Bundle[];
  const adapt = (configPath: string, options: V4WorkerOptions): V4WorkerOptions => {
    if (configPath.startsWith("core-service/")) return { ...options, queueProducers: { EVENTS: { queueName: BEFORE_THE_POSTMAN } } };
    if (configPath.startsWith("workers/webhooks/") && !delivers) return { ...options, queueConsumers: {} };
    return options;
  };
  const postman: V4WorkerOptions = {
    name: "chaos-postman",
    compatibilityDate: "2026-11-01",
    modules: [{ type: "ESModule", path: "index.js", contents: POSTMAN }],
    bindings: { POST_OFFICE: postOffice },
    queueConsumers: { [BEFORE_THE_POSTMAN]: { maxBatchSize: MESSAGES_AT_ONCE, maxBatchTimeout: 0, maxRetries: 100 } },
    queueProducers: { ONWARD: { queueName: BEHIND_THE_POSTMAN } },
  };
  await runWorkers({ ...rest, bundles, adapt, beside: [postman], onLog: (line) => console.log(line) });
}
