// `npm run smoke -- URL`: checks that a deployed or local platform works. It exits 0 only when every check passes.
import { randomUUID } from "node:crypto";
import { exitCodes, runCommand } from "@ledge/command/command-line";
import { runPack } from "./pack.ts";
import { progressLine, report } from "./report.ts";
import { readSettings, usage } from "./settings.ts";

await runCommand(usage, async (args) => {
  const settings = readSettings(args, process.env);
  // Progress goes to stderr: stdout has only the result.
  const outcome = await runPack(settings, randomUUID(), (line, number, of) => console.error(progressLine(line, number, of)));
  console.log(settings.asJson ? JSON.stringify(outcome, null, 2) : report(outcome));
  return outcome.passed ? 0 : exitCodes.failed;
});
