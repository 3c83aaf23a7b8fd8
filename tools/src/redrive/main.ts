// `npm run redrive`: has the messages of all dead letters sent again. Safe at any time: who has applied an event does nothing.
import { randomUUID } from "node:crypto";
import { parseArgs } from "node:util";
import { connect } from "../import/client.ts";
import { BadArguments, readTarget } from "../target/target.ts";

const USAGE = `npm run redrive [-- --url URL --key KEY]

Sends the messages of all dead letters of the outbox again.
  --url, --key     the platform and an operator key; else LEDGE_URL and LEDGE_KEY, else .ledge/dev.json of npm start`;
/** An operator waits; a platform that is down for longer has nothing to redrive to. */
const PATIENCE_MS = 30_000;

try {
  const { values } = parseArgs({ options: { url: { type: "string" }, key: { type: "string" } } });
  const { signal } = new AbortController();
  const onRetry = (reason: string): void => console.error(`  ${reason}`);
  const send = connect({ ...readTarget(values, process.env), patienceMs: PATIENCE_MS, signal, onRetry });
  const answer = await send<{ redriven: number }>({ method: "POST", path: "/v1/events/redrive", idempotencyKey: randomUUID(), body: {} });
  if (!answer.ok) throw new Error(`${answer.code}: ${answer.detail}`);
  console.log(answer.body.redriven === 0 ? "There are no dead letters." : `The messages of ${answer.body.redriven} events are sent again.`);
} catch (error) {
  console.error((error as Error).message);
  if (error instanceof BadArguments || (error as { code?: string }).code?.startsWith("ERR_PARSE_ARGS") === true)
    console.error(`\n${USAGE}`);
  process.exit(1);
}
