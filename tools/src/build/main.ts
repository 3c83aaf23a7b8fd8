// `npm run build`: makes .build/artifact of the commit that is checked out: the one thing that is deployed, to every environment.
import { join } from "node:path";
import { parseArgs } from "node:util";
import { cleanCommit } from "../deploy/checkout.ts";
import { CONFIGS, ROOT } from "../dev/runtime.ts";
import { buildArtifact } from "./build.ts";

const { values } = parseArgs({ options: { out: { type: "string", default: join(ROOT, ".build", "artifact") } } });
try {
  const { commit, files } = await buildArtifact(ROOT, CONFIGS, await cleanCommit(ROOT), values.out);
  for (const [path, digest] of Object.entries(files)) console.log(`${digest}  ${path}`);
  console.log(`Built ${commit} into ${values.out}.`);
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
