// `npm run trace`: what happened to one request. Of the platform of `npm start -- --trace` its waterfall, from what that start has kept; of another one what it
// answers at /v1/requests/{id}, and where its backend has the trace.
import { resolve } from "node:path";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { readTarget } from "@ledge/cli/target/target";
import { ROOT } from "@ledge/repository/root";
import { decodeId } from "@ledge/shared/ids";
import { readTraces } from "./read-traces.ts";
import { waterfall } from "./waterfall.ts";

const USAGE = `npm run trace -- req_… [--state .ledge]
npm run trace -- req_… --url URL --key KEY

Prints what happened to a request, by the id that its answer has in the header Request-Id.
  --state          the state folder of npm start -- --trace: its spans as a waterfall, what its events caused, its lines of the log
  --url, --key     another platform and an operator's key: what it knows of the request

From the environment: LEDGE_TRACE_LINK, the backend's page of a trace, with {trace_id} in it.`;

const options = { state: { type: "string", default: ".ledge" }, url: { type: "string" }, key: { type: "string" } } as const;

await runCommand(USAGE, async (args) => {
  const { values, positionals } = readArguments(args, options, true);
  const [requestId, ...others] = positionals;
  if (requestId === undefined || others.length > 0 || decodeId("request", requestId) === null)
    throw new BadArguments("Give the id of one request: req_…");
  if (values.url !== undefined) return await askPlatform(requestId, values);
  const traces = readTraces(resolve(ROOT, values.state));
  if (traces === null) throw new Error(`The last start with ${values.state} kept no traces: start the platform by npm start -- --trace.`);
  const text = waterfall(requestId, traces);
  if (text === null)
    throw new Error(`Nothing is known of ${requestId}: it came before the last start, is too old, or is not a second old.`);
  console.log(text);
  return 0;
});

async function askPlatform(requestId: string, values: { readonly url?: string; readonly key?: string }): Promise<number> {
  const { url, operatorKey } = readTarget(values, process.env);
  const answer = await fetch(new URL(`/v1/requests/${requestId}`, url), { headers: { Authorization: `Bearer ${operatorKey}` } }).catch(
    () => {
      throw new Error(`${url} does not answer.`);
    },
  );
  const known = (await answer.json().catch(() => {
    throw new Error(`${url} answered ${answer.status}, and no JSON: it is no platform, or something before it answered.`);
  })) as { readonly trace_id?: unknown };
  console.log(JSON.stringify(known, null, 2));
  const link = process.env["LEDGE_TRACE_LINK"];
  if (answer.ok && link !== undefined && typeof known.trace_id === "string") console.log(link.replaceAll("{trace_id}", known.trace_id));
  return answer.ok ? 0 : 1;
}
