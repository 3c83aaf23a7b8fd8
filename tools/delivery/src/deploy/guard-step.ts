// The guard between the canary and everybody: for a while both versions serve, and the new one must not do worse than the one before it (decision 83). It reads
// three times: at the beginning, before anybody is served by the new version, and after the canary.
import { compareVersions, type Pair } from "./compare-versions.ts";
import { between, figuresIn } from "./figures.ts";
import { readRollout, type Release, StageFailed, wentBeyond } from "./release-steps.ts";
import type { RenderedWorker } from "./render.ts";
import type { Step } from "./steps.ts";

/** Percent of the traffic, at which two versions serve. */
export const CANARY = 10;
/** What is answered is counted within a second or two. */
const COUNTED_MS = 3_000;
const MOST_READS = 3;
const READ_AGAIN_MS = 2_000;

/** What a reading showed, or why it could not be had. */
type Reading = string | Error;

export interface GuardSteps {
  /** The first of the release. */
  readonly atFirst: Step;
  /** Before the first requests of clients are served by the new versions. */
  readonly beforeCanary: Step;
  readonly afterCanary: Step;
}

/** @param gradual the Workers of which two versions serve at that stage. */
export function guardSteps(release: Release, gradual: readonly RenderedWorker[]): GuardSteps {
  const readings: { first: Reading | null; before: Reading | null } = { first: null, before: null };
  // A release that is taken up again may be beyond: then both versions serve already, and the last step does with what it reads itself.
  const isBeyond = async (): Promise<boolean> => await wentBeyond(release, gradual, 0);
  const reading = (name: string, into: keyof typeof readings): Step => ({
    name,
    done: isBeyond,
    run: async () => void (readings[into] = await read(release)),
  });
  return {
    atFirst: reading("read the figures", "first"),
    beforeCanary: reading("read the figures again", "before"),
    afterCanary: {
      name: `no worse than before at ${CANARY} %`,
      done: async () => await wentBeyond(release, gradual, CANARY),
      run: async () => await judge(release, gradual, readings.first, readings.before ?? (await read(release))),
    },
  };
}

/** @throws {StageFailed} when the new versions do worse. */
async function judge(release: Release, gradual: readonly RenderedWorker[], first: Reading | null, before: Reading): Promise<void> {
  await release.wait(release.canaryMs + COUNTED_MS);
  // A release that brings the figures back must not need them. What could be read before the canary, and not after, is its fault.
  if (before instanceof Error) return release.say(`! nobody could compare the versions: ${before.message}`);
  const after = await read(release);
  if (after instanceof Error) throw new StageFailed(`GET /metrics answers no more at ${CANARY} %: ${after.message}`);
  const times = {
    together: between(figuresIn(before), figuresIn(after)),
    before: typeof first === "string" ? between(figuresIn(first), figuresIn(before)) : null,
  };
  const { worse, summary } = compareVersions(await pairsOf(release, gradual), times);
  if (worse.length > 0) throw new StageFailed(`The new versions do worse at ${CANARY} %: ${worse.join("; ")}`);
  release.say(`  compared: ${summary}`);
}

/** One request that is lost must not decide. */
async function read({ metrics, wait }: Release): Promise<Reading> {
  for (let left = MOST_READS - 1; ; left -= 1) {
    const found = await metrics().catch((error: Error) => error);
    if (typeof found === "string" || left === 0) return found;
    await wait(READ_AGAIN_MS);
  }
}

async function pairsOf(release: Release, gradual: readonly RenderedWorker[]): Promise<Pair[]> {
  const rollouts = await Promise.all(gradual.map((worker) => readRollout(release, worker)));
  return rollouts.flatMap(({ version, base }, index) =>
    version === null || base === null ? [] : [{ worker: gradual[index]?.deployedName ?? "", fresh: version, base: base.id }],
  );
}
