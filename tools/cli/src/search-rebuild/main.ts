// `npm run search:rebuild`: has what is searched built anew from the books, and waits until it serves. It may be run at any time, and stopped at any time:
// the platform goes on by itself.
import { createLedge, type Retry } from "@ledge/client";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { readTarget } from "../target/target.ts";

const USAGE = `npm run search:rebuild [-- --url URL --key KEY]

Builds what is searched anew from the books, while the platform serves, and waits until it is done.
  --url, --key     the platform and an operator key; else LEDGE_URL and LEDGE_KEY, else .ledge/dev.json of npm start`;
/** How long a request is retried: an operator waits for it. */
const DEADLINE_MS = 30_000;
const PAUSE_MS = 1_000;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { url: { type: "string" }, key: { type: "string" } });
  const { url, operatorKey } = readTarget(values, process.env);
  const onRetry = ({ reason }: Retry): void => console.error(`  ${reason}`);
  const ledge = createLedge({ url, apiKey: operatorKey, deadlineMs: DEADLINE_MS, onRetry });
  const { began_at: began } = (await ledge.post("/v1/search/rebuild")).data;
  console.log(`The rebuild that began at ${began} is under way.`);
  while ((await ledge.get("/readyz")).data.search?.rebuild_began_at === began)
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  console.log("It serves.");
  return 0;
});
