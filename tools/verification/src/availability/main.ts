// `npm run availability`: measures what clients notice of the failures that docs/availability.md names. It makes a platform of its own on this machine, and
// must never touch another one. Exits 1 when a transfer has no effect or two.
import { tableLines } from "@ledge/command/table";
import { BadArguments, exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { startProgress } from "@ledge/command/progress";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { openMessageFaults } from "../chaos/message-faults.ts";
import { removeState, startPlatform, untilReady } from "../chaos/platform.ts";
import { measure, type Measured } from "./measure.ts";
import { OUTAGES } from "./outages.ts";

const USAGE = `npm run availability -- [--only NAME]…

Measures what clients notice of each failure that docs/availability.md names, as far as it can be simulated here. Takes about three minutes.
${OUTAGES.map(({ name, simulates }) => `  --only ${name.padEnd(8)} ${simulates}`).join("\n")}`;

const seconds = (ms: number): string => (ms / 1_000).toFixed(1);
const lineOf = ({ outage, outageMs, transfers, retries, unknown, medianMs, longestMs, recoveredMs }: Measured): string[] => [
  outage.simulates,
  `${seconds(outageMs)} s`,
  String(transfers),
  String(retries),
  String(unknown),
  `${medianMs.toFixed(0)} ms`,
  `${seconds(longestMs)} s`,
  `${seconds(recoveredMs)} s`,
];
const HEAD = [
  "what happens",
  "for",
  "transfers",
  "retries",
  "outcome unknown after 60 s",
  "median",
  "longest",
  "all answered after its end",
];

const progress = startProgress(process.stdout);
await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { only: { type: "string", multiple: true } });
  const wanted = OUTAGES.filter(({ name }) => values.only === undefined || values.only.includes(name));
  const unknown = (values.only ?? []).filter((name) => !OUTAGES.some((outage) => outage.name === name));
  if (unknown.length > 0) throw new BadArguments(`--only ${unknown.join(", ")}: there are ${OUTAGES.map(({ name }) => name).join(", ")}.`);
  progress.say("bundling the Workers");
  const messages = await openMessageFaults(() => 1);
  messages.releaseAll();
  const platform = await startPlatform(await bundleWorkers(), messages, async () => undefined);
  const measured: Measured[] = [];
  try {
    await platform.startMain();
    await untilReady(platform.main.url);
    for (const outage of wanted) {
      progress.say(outage.simulates);
      measured.push(await measure(platform, outage));
    }
  } catch (error) {
    progress.end();
    console.error((error as Error).message);
    process.exitCode = exitCodes.failed;
  } finally {
    await platform.stop();
    removeState(platform);
  }
  progress.end();
  for (const line of tableLines([HEAD, ...measured.map(lineOf)])) console.log(line);
  process.exit(process.exitCode ?? 0);
});
