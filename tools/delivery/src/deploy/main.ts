// `npm run deploy`: settings.ts has its arguments. Exits 0 when it is done, 1 when not, 2 for bad arguments.
import { runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { deployContext } from "./context.ts";
import { deploy } from "./deploy.ts";
import { readSettings, usage } from "./settings.ts";

await runCommand(usage, async (args) => {
  await deploy(readSettings(args, process.env, ROOT), deployContext());
  return 0;
});
