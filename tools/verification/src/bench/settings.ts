// Reads the benchmark's command line. It never guesses: a missing or malformed value is an error that says what is expected.
import { resolve } from "node:path";
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { MIN_TURNS } from "./beside/compare.ts";
import { type BesideLoad, select, SELECTORS } from "./beside/loads.ts";

/** Four rounds of the six orders of three sides: some ten minutes for all loads. */
const DEFAULT_TURNS = "24";
/** With more turns a run of all loads takes longer than a day. */
const MAX_TURNS = 1_000;
/** About five full calls, or a hundred requests: many short turns are more exact than few long ones on a machine whose speed varies. */
const DEFAULT_TURN_MS = "250";
const MAX_TURN_MS = 60_000;

export const usage = `npm run bench -- [--quick] [--json FILE]
npm run bench -- --beside CHECKOUT [--only ${SELECTORS.join("|")}]… [--turns ${DEFAULT_TURNS}] [--turn-ms ${DEFAULT_TURN_MS}] [--json FILE]

Without --beside: measures Ledge beside what this machine can do at best.
  --quick      a short run, to see that everything runs
  --json       also writes the figures to a file
With --beside: measures another checkout of Ledge and this one turn by turn in one run; ratios are this one's rate ÷ the other's.
  --beside     the folder of the other checkout
  --only       only these loads; may be repeated
  --turns      how often each side is measured, ${MIN_TURNS} or more; multiples of 6 give each side every position in the order
  --turn-ms    how long each turn takes`;

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
      /** The folder of the other checkout. */
      readonly checkout: string;
      readonly loads: readonly BesideLoad[];
      readonly turns: number;
      readonly turnMs: number;
      readonly json: string | null;
    };

/**
 * Reads the settings from a command line.
 *
 * @param callerFolder the folder that relative paths are resolved from: npm runs scripts in the repository's root, not where it was called.
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
