// `npm run probe`: asks a throwaway account what no document says. Resumable, and it leaves nothing there. Exits 1 while a question is open.
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { z } from "zod";
import { callApi, type Cloud } from "../deploy/api.ts";
import { Cloudflare } from "../deploy/cloudflare.ts";
import { CLOUDFLARE_API } from "../deploy/settings.ts";
import { PROBES } from "./list.ts";
import { Answers, cleanUp, type ProbeContext, runProbes } from "./probe.ts";
import { uploadByWrangler } from "./worker.ts";

const PERMISSIONS = "Workers Scripts:Edit, Queues:Edit, Workers Routes:Edit and Zone:Read, of a throwaway account";
const REACH_WITHIN_MS = 10_000;
const USAGE = `npm run probe -- --account ID [--pending-zone ID=NAME] [--database HOST] [--only NAME]… [--answer NAME=ANSWER]… [--clean]

Asks a throwaway account what no document says, one probe each; docs/runbooks/first-contact.md says what to do on either answer. Run it
again: it goes on where it was. Everything that it makes has the prefix ledge-probe- and is removed.
  --account       of Cloudflare; never one that serves anybody
  --pending-zone  a zone of it whose registrar was not changed yet
  --database      the host of a database, whose distance from an object is printed
  --only          a probe alone
  --answer        of a probe that a person makes
  --clean         removes what a killed run left, and asks nothing

From the environment: CLOUDFLARE_API_TOKEN, which needs ${PERMISSIONS}.`;

/** @throws {BadArguments} */
function pairOf(text: string): readonly [string, string] {
  const [left = "", right = ""] = text.split("=");
  if (left === "" || right === "") throw new BadArguments(`${text} is not two things with a = between them.`);
  return [left, right];
}

function contextOf(accountId: string, token: string, zone: string | undefined, databaseHost: string | null): ProbeContext {
  const apiUrl = process.env["CLOUDFLARE_API_BASE_URL"] ?? CLOUDFLARE_API;
  const cloud: Cloud = { name: "Cloudflare", baseUrl: apiUrl, token, permissions: PERMISSIONS };
  const call = (method: string, path: string, body?: unknown) => callApi(cloud, method, `/accounts/${accountId}${path}`, body);
  const cloudflare = new Cloudflare(cloud, accountId);
  const [id, name] = zone === undefined ? [] : pairOf(zone);
  return {
    cloudflare,
    upload: uploadByWrangler({ apiUrl, accountId, token }, cloudflare),
    call,
    async visit(worker, path, headers = {}) {
      const { subdomain } = z.object({ result: z.object({ subdomain: z.string() }) }).parse(await call("GET", "/workers/subdomain")).result;
      const url = `https://${worker}.${subdomain}.workers.dev${path}`;
      const response = await fetch(url, { headers, signal: AbortSignal.timeout(REACH_WITHIN_MS) });
      if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
      return await response.text();
    },
    wait: delay,
    databaseHost,
    say: console.log,
    pendingZone: id === undefined || name === undefined ? null : { id, name },
  };
}

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, {
    account: { type: "string" },
    "pending-zone": { type: "string" },
    database: { type: "string" },
    only: { type: "string", multiple: true },
    answer: { type: "string", multiple: true },
    clean: { type: "boolean", default: false },
  });
  const { account } = values;
  if (account === undefined || !/^[0-9a-f]{32}$/.test(account))
    throw new BadArguments("Say which account: --account, 32 hexadecimal digits.");
  const token = process.env["CLOUDFLARE_API_TOKEN"] ?? "";
  if (token === "") throw new BadArguments("CLOUDFLARE_API_TOKEN is not set.");
  const context = contextOf(account, token, values["pending-zone"], values.database ?? null);
  if (values.clean) {
    for (const removed of await cleanUp(context)) console.log(`✓ removed ${removed}`);
    return 0;
  }
  const named = (name: string) => {
    const probe = PROBES.find((one) => one.name === name);
    if (probe === undefined) throw new BadArguments(`There is no probe ${name}: ${PROBES.map((one) => one.name).join(", ")}.`);
    return probe;
  };
  const answers = new Answers(join(ROOT, ".ledge", "probes", `${account}.jsonl`));
  for (const [name, answer] of (values.answer ?? []).map(pairOf)) answers.note(named(name), answer, new Date());
  const probes = values.only === undefined ? PROBES : values.only.map(named);
  return (await runProbes({ probes, answers, context, now: () => new Date() })) === 0 ? 0 : 1;
});
