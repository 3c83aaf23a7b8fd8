// `npm run build`: makes .build/artifact of the commit that is checked out: the one thing that is deployed, to every environment.
import { join } from "node:path";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { cleanCommit } from "@ledge/repository/clean-commit";
import { ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { buildArtifact } from "./build.ts";

const DEFAULT_OUT = join(".build", "artifact");
const USAGE = `npm run build -- [--out DIR]

Makes the artifact of the commit that is checked out: modules, files, digests, bill of materials.
  --out   where; default ${DEFAULT_OUT}`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { out: { type: "string", default: join(ROOT, DEFAULT_OUT) } });
  const { commit, files } = await buildArtifact(ROOT, CONFIGS, await cleanCommit(ROOT), values.out);
  for (const [path, digest] of Object.entries(files)) console.log(`${digest}  ${path}`);
  console.log(`Built ${commit} into ${values.out}.`);
  return 0;
});
