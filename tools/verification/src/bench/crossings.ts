// Measures what each crossing costs a request in this runtime: a Worker that makes it and one that does not, turn by turn, at as many connections
// as keep the runtime's one thread busy. Of a full thread, the time of a request is one second ÷ the rate.
import { freePort } from "@ledge/database/postgres/local-postgres";
import { bundleWorkers } from "@ledge/dev/workerd/bundle-workers";
import { runWorkers } from "@ledge/dev/workerd/run-workers";
import { type Estimate, estimate, orderOf } from "./compare.ts";
import type { Target } from "./end-to-end-load.ts";
import { measureTurn } from "./end-to-end-measure.ts";
import { type Crossing, CROSSINGS } from "./kinds.ts";
import type { Effort } from "./posting.ts";

const WORKERS = ["crossings", "callee"].map((name) => `tools/verification/src/bench/workers/${name}/wrangler.toml`);
const CONNECTIONS = 32;
/** Names as long as those of a transfer's body; nobody looks them up. */
const ACCOUNTS = ["acct_01jd2m8xk7e9vbt3q5w6y8z0ac", "acct_01jd2m9c4hf6et1wkz0r7p3n8d"];
const TOKEN = "ledge_".padEnd(50, "0");

export interface CrossingResult {
  readonly crossing: Crossing;
  /** The empty Worker measured once more: what it costs over itself is noise. */
  readonly isControl: boolean;
  /** In each turn. */
  readonly perRequestMs: readonly number[];
  readonly overEmptyMs: Estimate;
}

export async function benchCrossings(effort: Effort): Promise<CrossingResult[]> {
  effort.progress("crossings: bundling the Workers");
  const runtime = await runWorkers({
    ...{ bundles: await bundleWorkers(WORKERS), port: await freePort(), stateDir: null, secrets: {} },
    onLog: () => undefined,
  });
  const target: Target = { host: runtime.url.hostname, port: Number(runtime.url.port), token: TOKEN, accounts: ACCOUNTS };
  const sides = [...CROSSINGS.map((crossing) => side(crossing, false)), side("empty", true)];
  try {
    // Turn 0 is not counted: it compiles.
    for (let turn = 0; turn <= effort.turns; turn += 1) {
      for (const { crossing, perRequestMs } of orderOf(turn + 1, sides)) {
        effort.progress(`crossings, turn ${turn} of ${effort.turns}: ${crossing}`);
        const load = { kind: crossing, connections: CONNECTIONS, turnMs: effort.turnMs };
        const { perSecond } = await measureTurn(target, load, () => Promise.resolve());
        if (turn > 0) perRequestMs.push(1_000 / perSecond);
      }
    }
  } finally {
    await runtime.stop();
  }
  return overEmpty(sides);
}

type Measured = Omit<CrossingResult, "overEmptyMs">;

const side = (crossing: Crossing, isControl: boolean) => ({ crossing, isControl, perRequestMs: [] as number[] });

/** The difference of each from the empty Worker in the same turn. @internal A rule, tested as a table. */
export function overEmpty(sides: readonly Measured[]): CrossingResult[] {
  const empty = sides.find(({ crossing, isControl }) => crossing === "empty" && !isControl)?.perRequestMs ?? [];
  return sides.map((one) => ({ ...one, overEmptyMs: estimate(one.perRequestMs.map((ms, turn) => ms - (empty[turn] as number))) }));
}
