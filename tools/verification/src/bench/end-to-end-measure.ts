// Measures one kind of request on a platform for one turn. A comparison of checkouts and a comparison of kinds measure by it alike.
import { closedLoopRate } from "./compare.ts";
import { postOriginals } from "./end-to-end-api.ts";
import { type Load, runLoad, type Target, UnexpectedAnswer } from "./end-to-end-load.ts";
import { type RequestKind, unitsOf } from "./kinds.ts";

/** Enough to open the connections, and to fill the caches that the load before evicted. */
const WARM_UP_MS = 150;
const NOT_FOUND = 404;

export interface Turn {
  readonly kind: RequestKind;
  readonly connections: number;
  readonly turnMs: number;
}

export interface MeasuredTurn {
  /** Transfers of a batch, requests of any other kind. */
  readonly perSecond: number;
  readonly samplesMs: Float64Array;
}

/** @param settle waits until the events of a load are applied, so that they do not slow the next one. */
export async function measureTurn(
  target: Target,
  { kind, connections, turnMs }: Turn,
  settle: () => Promise<unknown>,
): Promise<MeasuredTurn> {
  const originals = kind === "reversal" ? await postOriginals(target) : [];
  if (originals.length > 0) await settle();
  const { samplesMs } = await runLoad({ ...target, kind, connections, originals, warmUpMs: WARM_UP_MS, measureMs: turnMs });
  await settle();
  return { perSecond: closedLoopRate(connections, samplesMs) * unitsOf(kind), samplesMs };
}

/** Whether a platform answers requests of this kind: by asking it once, whatever its checkout says of itself. @throws when it fails. */
export async function knowsKind(target: Target, kind: RequestKind): Promise<boolean> {
  const originals = kind === "reversal" ? await postOriginals(target) : [];
  const once: Load = { ...target, kind, originals, connections: 1, warmUpMs: 0, measureMs: 0 };
  try {
    return (await runLoad(once)).samplesMs.length > 0;
  } catch (error) {
    if (error instanceof UnexpectedAnswer && error.status === NOT_FOUND) return false;
    throw error;
  }
}
