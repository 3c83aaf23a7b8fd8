// `npm run redrive`: sends the messages of all dead letters again. It may be run at any time: a consumer that has applied an event ignores its message.
import { createLedge, type Retry } from "@ledge/client";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { readTarget } from "../target/target.ts";

const USAGE = `npm run redrive [-- --url URL --key KEY]

Sends the messages of all dead letters of the outbox again.
  --url, --key     the platform and an operator key; else LEDGE_URL and LEDGE_KEY, else .ledge/dev.json of npm start`;
/** How long the request is retried: an operator waits for it. */
const DEADLINE_MS = 30_000;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { url: { type: "string" }, key: { type: "string" } });
  const { url, operatorKey } = readTarget(values, process.env);
  const onRetry = ({ reason }: Retry): void => console.error(`  ${reason}`);
  const ledge = createLedge({ url, apiKey: operatorKey, deadlineMs: DEADLINE_MS, onRetry });
  const { redriven } = (await ledge.post("/v1/events/redrive")).data;
  console.log(redriven === 0 ? "There are no dead letters." : `The messages of ${redriven} events are sent again.`);
  return 0;
});
