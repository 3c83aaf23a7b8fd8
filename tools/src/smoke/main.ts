// `npm run smoke -- URL`: asks a deployed or local platform whether it does what it must. Exits 0 only when every check holds.
import { randomUUID } from "node:crypto";
import { BadArguments } from "../target/target.ts";
import { runPack } from "./pack.ts";
import { progressLine, report } from "./report.ts";
import { readSettings, usage } from "./settings.ts";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

try {
  const settings = readSettings(process.argv.slice(2), process.env);
  // Progress goes to stderr: stdout is the result alone.
  const outcome = await runPack(settings, randomUUID(), (line, number, of) => console.error(progressLine(line, number, of)));
  console.log(settings.asJson ? JSON.stringify(outcome, null, 2) : report(outcome));
  process.exitCode = outcome.passed ? 0 : EXIT_FAILED;
} catch (error) {
  if (!(error instanceof BadArguments)) throw error;
  console.error(`${error.message}\n\n${usage}`);
  process.exitCode = EXIT_USAGE;
}
