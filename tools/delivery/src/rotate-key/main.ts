// `npm run rotate:key`: rotate-key.ts has its arguments. Exits 0 when it is done, 1 when not, 2 for bad arguments.
import { runCommand } from "@ledge/command/command-line";
import { deployContext } from "../deploy/context.ts";
import { setSecret } from "../environment/github.ts";
import { rotateKey, USAGE } from "./rotate-key.ts";

await runCommand(USAGE, async (args) => {
  await rotateKey(args, process.env, deployContext(), setSecret);
  return 0;
});
