// What the benchmark was asked to measure. It never guesses: what is missing or malformed is said in words that help.
import { resolve } from "node:path";
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { MIN_TURNS } from "./beside/compare.ts";
import { type BesideLoad, select, SELECTORS } from "./beside/loads.ts";

/** Four rounds of the six orders of three sides: some ten minutes for all loads. */
const DEFAULT_TURNS = "24";
/** Beyond it, a run of all loads is longer than a day. */
const MAX_TURNS = 1_000;
/** Some five full calls, and a hundred requests: many short turns say more than few long ones, on a machine whose speed wanders. */
const DEFAULT_TURN_MS = "250";
const MAX_TURN_MS = 60_000;

export const usage = `npm run bench -- [--quick] [--json FILE]
npm run bench -- --beside CHECKOUT [--only ${SELECTORS.join("|")}]… [--turns ${DEFAULT_TURNS}] [--turn-ms ${DEFAULT_TURN_MS}] [--json FILE]

Without --beside: what Ledge costs, beside what this machine can do at best.
  --quick      enough to see that all of it runs
  --json       the numbers, to a file as well
With it: another checkout of Ledge and this one, measured turn by turn in one run; the ratios are this one's of the other's.
  --beside     the folder of the other checkout
  --only       these loads alone; may be given several times
  --turns      how often each side is measured, ${MIN_TURNS} or more; multiples of 6 give each side every place in the order
  --turn-ms    for how long, each time`;

const options = {
  quick: { type: "boolean", default: false },
  json: { type: "string" },
  beside: { type: "string" },
  only: { type: "string", multiple: true },
  turns: { type: "string" },
  "turn-ms": { type: "string" },
} as const;

export type BenchSettings =
  | { readonly mode: "all"; readonly quick: boolean; readonly json: string | null }
  | {
      readonly mode: "beside";
      /** A folder. */
      readonly checkout: string;
      readonly loads: readonly BesideLoad[];
      readonly turns: number;
      readonly turnMs: number;
      readonly json: string | null;
    };

/**
 * The settings of a command line.
 *
 * @param callerFolder npm runs scripts in the repository root; a relative path is meant from where the person stands.
 * @throws {BadArguments}
 */
export function readSettings(args: readonly string[], callerFolder: string): BenchSettings {
  const { quick, json, beside, only, turns, "turn-ms": turnMs } = readArguments(args, options).values;
  const file = json === undefined ? null : resolve(callerFolder, json);
  if (beside === undefined) {
    if (only !== undefined || turns !== undefined || turnMs !== undefined) {
      throw new BadArguments("--only, --turns and --turn-ms belong to --beside CHECKOUT.");
    }
    return { mode: "all", quick, json: file };
  }
  if (quick) throw new BadArguments("--quick does not go with --beside: --only, --turns and --turn-ms make it shorter.");
  const unknown = (only ?? []).find((word) => !SELECTORS.includes(word));
  if (unknown !== undefined) throw new BadArguments(`--only ${unknown} is none of ${SELECTORS.join(", ")}.`);
  return {
    mode: "beside",
    checkout: resolve(callerFolder, beside),
    loads: select(only ?? []),
    turns: integer("--turns", turns ?? DEFAULT_TURNS, MIN_TURNS, MAX_TURNS),
    turnMs: integer("--turn-ms", turnMs ?? DEFAULT_TURN_MS, 1, MAX_TURN_MS),
    json: file,
  };
}

function integer(flag: string, value: string, min: number, max: number): number {
  if (/^[1-9]\d{0,5}$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value);
  throw new BadArguments(`${flag} ${value} is not an integer from ${min} to ${max}.`);
}
