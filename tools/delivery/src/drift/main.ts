// `npm run drift`: compares an account with what its release and Terraform's state say. It only reads, with a token that cannot write. Exits 1 when
// something differs.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { Cloudflare } from "../deploy/cloudflare.ts";
import { readEnvironment } from "../deploy/environment.ts";
import { renderWorker } from "../deploy/render.ts";
import { CLOUDFLARE_API } from "../deploy/settings.ts";
import { copyFault, stateOf } from "../terraform/state-copies.ts";
import { AccountReader, PERMISSIONS } from "./account.ts";
import { driftFaults } from "./drift.ts";
import { recordsOf } from "./records.ts";
import { workersAt } from "./workers-at.ts";

const USAGE = `npm run drift -- --env NAME --state FILE [--outputs FILE]

Compares what serves in an account with the release that it says: versions, bindings, crons, consumers, workers.dev; names Workers, routes, hosts
and DNS records that neither a release nor Terraform made; and finds an apply that left no copy of its state.
  --state    what terraform state pull prints
  --outputs  what terraform output -json prints; default .build/outputs/NAME.json

From the environment: CLOUDFLARE_API_TOKEN, which needs ${PERMISSIONS}.`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { env: { type: "string" }, state: { type: "string" }, outputs: { type: "string" } });
  if (values.env === undefined || values.state === undefined)
    throw new BadArguments("Say which environment, and where its state is: --env NAME --state FILE.");
  const token = process.env["CLOUDFLARE_API_TOKEN"] ?? "";
  if (token === "") throw new BadArguments("CLOUDFLARE_API_TOKEN is not set.");
  const environment = readEnvironment(values.env, resolve(ROOT, values.outputs ?? `.build/outputs/${values.env}.json`));
  const cloud = { name: "Cloudflare", baseUrl: process.env["CLOUDFLARE_API_BASE_URL"] ?? CLOUDFLARE_API, token, permissions: PERMISSIONS };
  const state = stateOf(readFileSync(values.state, "utf8"));
  const names = CONFIGS.map((config) => renderWorker(ROOT, config, environment, "", { files: () => "", secrets: {} }).deployedName);
  const faults = [
    ...(await driftFaults(
      {
        environment,
        cloudflare: new Cloudflare(cloud, environment.accountId),
        account: new AccountReader(cloud, environment.accountId, environment.zoneId),
        workersAt: (commit) => workersAt(ROOT, CONFIGS, environment, commit),
        records: recordsOf(state),
      },
      names,
    )),
    ...(await copyFault(cloud, environment.accountId, state)),
  ];
  for (const fault of faults) console.error(`✗ ${fault}`);
  console.log(faults.length === 0 ? `${environment.name} is what its release and Terraform left.` : `${faults.length} differences.`);
  return faults.length === 0 ? 0 : 1;
});
