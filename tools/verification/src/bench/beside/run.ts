// Measures another checkout, this one, and this one once more as a control, load by load and turn by turn.
import { runLoad, type Target } from "../end-to-end-load.ts";
import { CREATED } from "../end-to-end.ts";
import { closedLoopRate, type Compared, compareSides, orderOf, type SideName, SIDES } from "./compare.ts";
import type { BesideLoad } from "./loads.ts";
import { openSide, type Side } from "./side.ts";

/** Enough to open the connections, and to fill the caches that the previous side evicted. */
const WARM_UP_MS = 150;

export interface BesideOptions {
  /** The folders of the checkouts. */
  readonly before: string;
  readonly after: string;
  readonly loads: readonly BesideLoad[];
  readonly turns: number;
  readonly turnMs: number;
  readonly seed: number;
  readonly progress: (what: string) => void;
}

interface LoadResult extends Compared {
  readonly load: BesideLoad;
  /** Transfers, balances or batches per second, in each turn. */
  readonly perSecond: Readonly<Record<SideName, readonly number[]>>;
}

export interface Comparison {
  readonly sides: Readonly<Record<SideName, Pick<Side, "checkout" | "commit">>>;
  readonly results: readonly LoadResult[];
  /** Loads that were asked for, and that one of the sides does not know. */
  readonly skipped: readonly BesideLoad[];
}

interface Opened {
  readonly side: Side;
  readonly kinds: readonly string[];
  readonly target: Target | null;
}

/** @param onOpened gets the function that closes the sides, for a run that is interrupted. @throws when a side fails. */
export async function runBeside(options: BesideOptions, onOpened: (close: () => Promise<void>) => void): Promise<Comparison> {
  const folders = { before: options.before, after: options.after, control: options.after };
  const opened: Partial<Record<SideName, Opened>> = {};
  const sides: Side[] = [];
  const close = async (): Promise<void> => void (await Promise.all(sides.splice(0).map((side) => side.close())));
  onOpened(close);
  try {
    // One after the other, since two sides share a folder in which the docs are built.
    for (const name of SIDES) {
      options.progress(`opening ${name}: ${folders[name]}`);
      const side = await openSide(folders[name]);
      sides.push(side);
      opened[name] = await prepare(side, options.loads);
    }
    return await measureAll(opened as Record<SideName, Opened>, options);
  } finally {
    await close();
  }
}

async function prepare(side: Side, loads: readonly BesideLoad[]): Promise<Opened> {
  const wants = (group: BesideLoad["group"]): boolean => loads.some((load) => load.group === group);
  const postgres = side.postgresUrl;
  const posting = wants("posting") ? await side.ask("open-posting", { postgres }) : null;
  const platform = wants("end-to-end") ? await side.ask("open-platform", { postgres }) : null;
  return { side, kinds: [...(posting?.kinds ?? []), ...(platform?.kinds ?? [])], target: platform };
}

async function measureAll(opened: Record<SideName, Opened>, { loads, turns, turnMs, seed, progress }: BesideOptions): Promise<Comparison> {
  const known = (load: BesideLoad): boolean =>
    SIDES.every((name) => opened[name].kinds.includes(load.group === "posting" ? load.shape : load.kind));
  const measured = loads.filter(known).map((load) => ({ load, perSecond: { before: [], after: [], control: [] } as Rates }));
  // Turn 0 is not counted: it compiles, plans and caches.
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const { load, perSecond } of measured) {
      for (const name of orderOf(turn + 1)) {
        progress(`turn ${turn} of ${turns}: ${load.name}, ${name}`);
        const rate = await measure(opened[name], load, turnMs, seed + turn);
        if (turn > 0) perSecond[name].push(rate);
      }
    }
  }
  return {
    sides: {
      before: describe(opened.before),
      after: describe(opened.after),
      control: describe(opened.control),
    },
    results: measured.map(({ load, perSecond }) => ({ load, perSecond, ...compareSides(perSecond) })),
    skipped: loads.filter((load) => !known(load)),
  };
}

type Rates = Record<SideName, number[]>;

const describe = ({ side: { checkout, commit } }: Opened): Pick<Side, "checkout" | "commit"> => ({ checkout, commit });

async function measure({ side, target }: Opened, load: BesideLoad, turnMs: number, seed: number): Promise<number> {
  if (load.group === "posting") {
    const { shape, perCall } = load;
    return (await side.ask("post", { shape, per_call: perCall, turn_ms: turnMs, seed })).transfers_per_second;
  }
  const { kind, connections } = load;
  const expects = CREATED.has(kind) ? 201 : 200;
  const { samplesMs } = await runLoad({ ...(target as Target), kind, connections, warmUpMs: WARM_UP_MS, measureMs: turnMs, expects });
  await side.ask("settle", {});
  return closedLoopRate(connections, samplesMs);
}
