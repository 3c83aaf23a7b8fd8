// `npm run terraform:copy`: leaves a copy of a state under the locked prefix of the state's bucket. After each apply.
import { readFileSync } from "node:fs";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { CLOUDFLARE_API } from "../deploy/settings.ts";
import { copyState, stateOf } from "./state-copies.ts";

const USAGE = `npm run terraform:copy -- --account ID --state FILE

Leaves a copy of the state under the locked prefix of ledge-terraform-state. Again, it changes nothing.
  --account  the Cloudflare account of the environment
  --state    what terraform state pull prints

From the environment: CLOUDFLARE_API_TOKEN, which needs Workers R2 Storage:Edit.`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { account: { type: "string" }, state: { type: "string" } });
  if (values.account === undefined || values.state === undefined)
    throw new BadArguments("Say which account and state: --account ID --state FILE.");
  const token = process.env["CLOUDFLARE_API_TOKEN"] ?? "";
  if (token === "") throw new BadArguments("CLOUDFLARE_API_TOKEN is not set.");
  const baseUrl = process.env["CLOUDFLARE_API_BASE_URL"] ?? CLOUDFLARE_API;
  const cloud = { name: "Cloudflare", baseUrl, token, permissions: "Workers R2 Storage:Edit" };
  console.log(`Copied to ${await copyState(cloud, values.account, stateOf(readFileSync(values.state, "utf8")))}.`);
  return 0;
});
