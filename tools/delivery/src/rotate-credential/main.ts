// `npm run rotate:credential`: gives a credential that GitHub's environments hold a successor, by an authority of the person's that no job has. Exits 0 when it is
// done, 1 when not, 2 for bad arguments.
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { credentialOf, environmentsOf } from "../credentials/table.ts";
import { readEnvironment } from "../deploy/environment.ts";
import { CLOUDFLARE_API, NEON_API } from "../deploy/settings.ts";
import { secretNames, setSecret } from "../environment/github.ts";
import { KINDS } from "./kinds.ts";
import { personFile } from "./person-file.ts";
import { replace } from "./replacement.ts";

const NAMES = KINDS.flatMap(({ secrets }) => secrets);
const AUTHORITIES = KINDS.map(({ secrets, wants }) => `  ${secrets.join(", ")}: ${wants.map((one) => one.join(" or ")).join(", ")}`);
const USAGE = `npm run rotate:credential -- --env NAME SECRET [--outputs FILE] [--file FILE]

Makes the successor of a credential, shows that it works, puts it into every environment of GitHub that has SECRET, and then ends the one before. No job
may do that: the authority is yours, in this shell. Cut short, it is run again. No release or rotation should be under way.
  --env      an environment of Terraform
  --outputs  what terraform output -json printed for it; default .build/outputs/NAME.json
  --file     your file of secrets, which gets the successor too when it is there; default .ledge/NAME.env
SECRET is one of these, each with what it needs in the environment; gh is logged in.
${AUTHORITIES.join("\n")}`;

await runCommand(USAGE, async (args) => {
  const options = { env: { type: "string" }, outputs: { type: "string" }, file: { type: "string" } } as const;
  const { values, positionals } = readArguments(args, options, true);
  const [secret = "", ...more] = positionals;
  const [kind, credential] = [KINDS.find(({ secrets }) => secrets.includes(secret)), credentialOf(secret)];
  if (values.env === undefined || secret === "" || more.length > 0)
    throw new BadArguments("Say which environment and one secret: --env NAME SECRET.");
  if (kind === undefined || credential === undefined) {
    const other = credential === undefined ? `one of ${NAMES.join(", ")}` : `${credential.rotated} rotates it`;
    throw new BadArguments(`${secret} is none that this command rotates: ${other}.`);
  }
  const environment = readEnvironment(values.env, resolve(ROOT, values.outputs ?? `.build/outputs/${values.env}.json`));
  if (environment.isPreview) throw new BadArguments(`${values.env} is a preview, whose credentials are made of its seed.`);
  const environments = environmentsOf(credential, environment.name);
  if (environments.length === 0 && credential.environments.length > 0) throw new BadArguments(`${environment.name} has no ${secret}.`);
  const { env } = process;
  const given = (name: string): string | null => (env[name] === undefined || env[name] === "" ? null : env[name]);
  const missing = kind.wants.filter((names) => names.every((name) => given(name) === null));
  if (missing.length > 0)
    throw new BadArguments(`${secret} needs ${missing.map((names) => names.join(" or ")).join(", ")} in the environment.`);
  const apis = {
    cloudflare: given("CLOUDFLARE_API_BASE_URL") ?? CLOUDFLARE_API,
    neon: given("NEON_API_URL") ?? NEON_API,
    ledge: `https://${environment.hosts.api}`,
  };
  const file = personFile(resolve(ROOT, values.file ?? join(".ledge", `${environment.name}.env`)), kind.secrets);
  const holders = { environments, secretNames, setSecret, file };
  const next = await replace(kind, { environment, given, apis, wait: delay, now: new Date() }, holders, (step) => console.log(`✓ ${step}`));
  if (next !== null) console.log(next);
  return 0;
});
