// `npm run test:hostile`: attacks a platform of its own with the strength of one hostile client, and measures what others notice. Exit 0: nobody was
// kept waiting or refused; 1: somebody was. It must never be pointed at an existing platform.
import { BadArguments, exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { startProgress } from "@ledge/command/progress";
import { startBenchPostgres } from "../bench/bench-postgres.ts";
import { startPlatform } from "../bench/end-to-end-platform.ts";
import { type Attack, attacks } from "./attacks.ts";
import { faultsOf, medianOf, refusalReport, refusalsOf, report, timingReport } from "./report.ts";
import { attackLedge, type Attacked, type AttackResult, runAttack, type RunOptions } from "./run.ts";
import { measureTiming } from "./timing.ts";
import { setScene } from "./scene.ts";

const DEFAULT_SECONDS = 4;
const USAGE = `npm run test:hostile -- [--attack NAME] [--seconds N] [--refusals]
npm run test:hostile -- --timing

Attacks a platform of its own beside a bystander, whose times and refusals are the result.
  --attack    one of ${attacks.map(({ name }) => name).join(", ")}; default: all of them
  --seconds   of each measurement; default ${DEFAULT_SECONDS}
  --refusals  whether the bystander is refused anything, and nothing of his times: on a machine that does other things too, they decide nothing
  --timing    instead: whether time distinguishes what is somebody else's from what does not exist; some two minutes`;

const stops: (() => Promise<void>)[] = [];
const stopAll = async (): Promise<void> => {
  for (const stop of stops.splice(0).reverse()) await stop();
};
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(signal, () => void stopAll().finally(() => process.exit(exitCodes.interrupted)));
}

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, {
    attack: { type: "string" },
    seconds: { type: "string" },
    refusals: { type: "boolean", default: false },
    timing: { type: "boolean", default: false },
  });
  const seconds = Number(values.seconds ?? DEFAULT_SECONDS);
  if (!(seconds > 0)) throw new BadArguments(`--seconds takes a number of seconds, not ${values.seconds}.`);
  const chosen = attacks.filter(({ name }) => values.attack === undefined || name === values.attack);
  if (chosen.length === 0) throw new BadArguments(`No attack is named ${values.attack}.`);
  const progress = startProgress(process.stderr);
  try {
    progress.say("Postgres");
    const postgres = await startBenchPostgres();
    stops.push(() => postgres.stop());
    progress.say("the platform");
    const platform = await startPlatform(postgres);
    stops.push(() => platform.stop());
    if (values.timing) {
      const timed = await measureTiming(platform, (what) => progress.say(what));
      progress.end();
      console.log(timingReport(timed));
      return timed.every(({ isWithin }) => isWithin) ? 0 : 1;
    }
    progress.say("accounts and keys");
    const scene = await setScene(platform);
    const options: RunOptions = { platform, scene, measureMs: seconds * 1_000, say: (what) => progress.say(what) };
    const { text, faults } = values.refusals ? await judgeRefusals(chosen, options) : await judgeTimes(chosen, options);
    progress.end();
    console.log([text, ...faults].join("\n"));
    return faults.length === 0 ? 0 : 1;
  } finally {
    progress.end();
    await stopAll();
  }
});

interface Verdict {
  readonly text: string;
  readonly faults: readonly string[];
}

async function judgeRefusals(chosen: readonly Attack[], options: RunOptions): Promise<Verdict> {
  const results: Attacked[] = [];
  for (const attack of chosen) results.push(await attackLedge(attack, options));
  return { text: refusalReport(results), faults: results.flatMap(refusalsOf) };
}

async function judgeTimes(chosen: readonly Attack[], options: RunOptions): Promise<Verdict> {
  const results: AttackResult[] = [];
  for (const attack of chosen) {
    const first = await runAttack(attack, options);
    // Other work of the machine falls on one side of a short measurement: what is above the bar is measured twice more, and the median counts.
    results.push(
      faultsOf(first).length === 0 ? first : medianOf([first, await runAttack(attack, options), await runAttack(attack, options)]),
    );
  }
  return { text: report(results), faults: results.flatMap(faultsOf) };
}
