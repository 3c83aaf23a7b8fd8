// Measures another checkout, this one, and this one once more as a control, load by load and turn by turn.
import { type Compared, compareSides, orderOf, type SideName, SIDES } from "../compare.ts";
import type { Target } from "../end-to-end-load.ts";
import { knowsKind, type MeasuredTurn, measureTurn } from "../end-to-end-measure.ts";
import { type Percentiles, percentiles, type Ratios, withRatios } from "../ratios.ts";
import type { BesideLoad, EndToEndLoad } from "./loads.ts";
import { openSide, type Side } from "./side.ts";

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
  /** In each turn: transfers of a batch, requests of any other kind. */
  readonly perSecond: Readonly<Record<SideName, readonly number[]>>;
}

/** One side's latencies, and its own ratios to transfers and to a Worker that does nothing. */
interface WithinResult extends Percentiles, Ratios {
  readonly side: SideName;
  readonly kind: EndToEndLoad["kind"];
  readonly connections: number;
}

export interface Comparison {
  readonly sides: Readonly<Record<SideName, Pick<Side, "checkout" | "commit">>>;
  readonly results: readonly LoadResult[];
  readonly within: readonly WithinResult[];
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
  const postgres = side.postgresUrl;
  const requests = new Set(loads.filter((load) => load.group === "end-to-end").map(({ kind }) => kind));
  const posting = loads.some(({ group }) => group === "posting") ? await side.ask("open-posting", { postgres }) : null;
  if (requests.size === 0) return { side, kinds: posting?.kinds ?? [], target: null };
  const target = await side.ask("open-platform", { postgres });
  const known: string[] = [];
  for (const kind of requests) if (target.kinds.includes(kind) || (await knowsKind(target, kind))) known.push(kind);
  return { side, kinds: [...(posting?.kinds ?? []), ...known], target };
}

interface MeasuredLoad {
  readonly load: BesideLoad;
  readonly perSecond: Record<SideName, number[]>;
  readonly samplesMs: Record<SideName, number[]>;
}

async function measureAll(opened: Record<SideName, Opened>, { loads, turns, turnMs, seed, progress }: BesideOptions): Promise<Comparison> {
  const known = (load: BesideLoad): boolean =>
    SIDES.every((name) => opened[name].kinds.includes(load.group === "posting" ? load.shape : load.kind));
  const none = (): Record<SideName, number[]> => ({ before: [], after: [], control: [] });
  const measured: MeasuredLoad[] = loads.filter(known).map((load) => ({ load, perSecond: none(), samplesMs: none() }));
  // Turn 0 is not counted: it compiles, plans and caches.
  for (let turn = 0; turn <= turns; turn += 1) {
    for (const { load, perSecond, samplesMs } of measured) {
      for (const name of orderOf(turn + 1, SIDES)) {
        progress(`turn ${turn} of ${turns}: ${load.name}, ${name}`);
        const one = await measure(opened[name], load, turnMs, seed + turn);
        if (turn === 0) continue;
        perSecond[name].push(one.perSecond);
        for (const sampleMs of one.samplesMs) samplesMs[name].push(sampleMs);
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
    within: SIDES.flatMap((side) => withinSide(side, measured)),
    skipped: loads.filter((load) => !known(load)),
  };
}

const describe = ({ side: { checkout, commit } }: Opened): Pick<Side, "checkout" | "commit"> => ({ checkout, commit });

function withinSide(side: SideName, measured: readonly MeasuredLoad[]): WithinResult[] {
  const requests = measured.flatMap(({ load, perSecond, samplesMs }) =>
    load.group === "posting"
      ? []
      : [{ kind: load.kind, connections: load.connections, perSecond: perSecond[side], ...percentiles(samplesMs[side]) }],
  );
  return withRatios(requests).map(({ kind, connections, p50Ms, p95Ms, p99Ms, ofTransfer, ofNothing }) => {
    return { side, kind, connections, p50Ms, p95Ms, p99Ms, ofTransfer, ofNothing };
  });
}

async function measure({ side, target }: Opened, load: BesideLoad, turnMs: number, seed: number): Promise<MeasuredTurn> {
  if (load.group === "end-to-end") return await measureTurn(target as Target, { ...load, turnMs }, () => side.ask("settle", {}));
  const { shape, perCall } = load;
  const posted = await side.ask("post", { shape, per_call: perCall, turn_ms: turnMs, seed });
  return { perSecond: posted.transfers_per_second, samplesMs: new Float64Array() };
}
