// `npm run picture:system`: draws docs/pictures/system.svg from the Workers' bindings. With --check, fails when what is committed is another picture.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { drawSystem, PICTURE } from "./draw.ts";
import { readGraph } from "./read-bindings.ts";

const USAGE = `npm run picture:system -- [--check]

Draws ${PICTURE} from the bindings in the Workers' wrangler.toml files.
  --check   writes nothing; exits 1 when the committed picture shows something else`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { check: { type: "boolean", default: false } });
  const file = join(ROOT, PICTURE);
  const wanted = drawSystem(readGraph(CONFIGS));
  const isCurrent = existsSync(file) && readFileSync(file, "utf8") === wanted;
  if (isCurrent) console.log("The picture of the system shows the bindings.");
  else if (values.check) console.error(`${PICTURE} is not what the bindings say. Run \`npm run picture:system\` and commit it.`);
  else {
    writeFileSync(file, wanted);
    console.log(`Wrote ${PICTURE}.`);
  }
  return values.check && !isCurrent ? 1 : 0;
});
