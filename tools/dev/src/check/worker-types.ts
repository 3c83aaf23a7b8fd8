// `npm run types`: writes each Worker's worker-configuration.d.ts from its wrangler.toml, so that the types have exactly the bindings of the
// configuration. With --check it fails when a committed file differs: `wrangler types --check` compares only the hash in the first line, and
// would accept types that were edited by hand.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { experimental_generateTypes as generateTypes } from "wrangler";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { CONFIGS, CONFIGS_BESIDE } from "@ledge/repository/workers";

const FILE = "worker-configuration.d.ts";
/** The gateway's configuration is in the repository's root; its types are beside its source. */
const ROOT_CONFIG = "wrangler.toml";
const ROOT_CONFIG_TYPES = `workers/gateway/${FILE}`;

const USAGE = `npm run types -- [--check]

Writes each Worker's types from its wrangler.toml.
  --check   writes nothing; exits 1 when one differs`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { check: { type: "boolean", default: false } });
  const stale: string[] = [];
  for (const config of [...CONFIGS, ...CONFIGS_BESIDE]) {
    const types = config === ROOT_CONFIG ? ROOT_CONFIG_TYPES : config.replace(ROOT_CONFIG, FILE);
    const file = join(ROOT, types);
    const wanted = await typesOf(config);
    if (existsSync(file) && readFileSync(file, "utf8") === wanted) continue;
    stale.push(types);
    if (!values.check) writeFileSync(file, wanted);
  }
  if (stale.length === 0) console.log("The Workers' types are what their configs say.");
  else if (!values.check) console.log(stale.map((file) => `Wrote ${file}.`).join("\n"));
  else console.error(`Not what the configs say: ${stale.join(", ")}. Run \`npm run types\` and commit them.`);
  return values.check && stale.length > 0 ? 1 : 0;
});

/**
 * The text that `wrangler types` writes when it is run beside the configuration. It must not get core-service's configuration as well, because it
 * would then type the binding by core's source.
 */
async function typesOf(config: string): Promise<string> {
  const isRoot = config === ROOT_CONFIG;
  process.chdir(isRoot ? ROOT : join(ROOT, config, ".."));
  const { content } = await generateTypes({ includeRuntime: false, ...(isRoot ? { path: ROOT_CONFIG_TYPES } : {}) });
  return content;
}
