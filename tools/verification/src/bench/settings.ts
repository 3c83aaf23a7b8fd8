// Reads the benchmark's command line. It never guesses: a missing or malformed value is an error that says what is expected.
import { resolve } from "node:path";
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { type BesideLoad, select, SELECTORS } from "./beside/loads.ts";
import { MIN_TURNS } from "./compare.ts";
import { END_TO_END_KINDS, type EndToEndKind } from "./kinds.ts";

/** Four rounds of the six orders of three sides: some twenty minutes for all loads. */
const DEFAULT_TURNS = "24";
/** With more turns a run of all loads takes longer than a day. */
const MAX_TURNS = 1_000;
/** About five full calls, or a hundred requests: many short turns are more exact than few long ones on a machine whose speed varies. */
const DEFAULT_TURN_MS = "250";
const MAX_TURN_MS = 60_000;
/** Enough to see that everything runs. */
const QUICK = { turns: String(MIN_TURNS), turnMs: "50" };

/** What is measured without another checkout, in this order. `end-to-end` is every kind of request. */
const PARTS = ["posting", "lanes", "bytes", "growth", "crossings", "end-to-end"] as const;
export type Part = (typeof PARTS)[number];
const WORDS: readonly string[] = [...PARTS, ...END_TO_END_KINDS];

export const usage = `npm run bench -- [--quick] [--only ${WORDS.join("|")}]… [--turns ${DEFAULT_TURNS}] [--turn-ms ${DEFAULT_TURN_MS}] [--json FILE]
npm run bench -- --contender FILE.sql… [--turns ${DEFAULT_TURNS}] [--turn-ms ${DEFAULT_TURN_MS}] [--json FILE]
npm run bench -- --beside CHECKOUT [--only ${SELECTORS.join("|")}]… [--turns ${DEFAULT_TURNS}] [--turn-ms ${DEFAULT_TURN_MS}] [--json FILE]

Without --beside and --contender: measures Ledge beside what this machine can do at best.
  --quick      a short run, to see that everything runs
  --only       only this part, or this kind of request beside nothing and transfer; may be repeated
With --contender: measures the posting function turn by turn as it is, and in another database to which the file was applied.
  --contender  a file of SQL that the database's owner may run; may be repeated
With --beside: measures another checkout of Ledge and this one turn by turn in one run; ratios are this one's rate ÷ the other's.
  --beside     the folder of the other checkout
  --only       only these loads; may be repeated
Always:
  --turns      how often each side is measured, ${MIN_TURNS} or more; beside a checkout, multiples of 6 give each side every position in the order
  --turn-ms    how long each turn takes
  --json       also writes the figures to a file`;

const options = {
  quick: { type: "boolean", default: false },
  json: { type: "string" },
  beside: { type: "string" },
  contender: { type: "string", multiple: true },
  only: { type: "string", multiple: true },
  turns: { type: "string" },
  "turn-ms": { type: "string" },
} as const;

interface Measuring {
  readonly turns: number;
  readonly turnMs: number;
  readonly json: string | null;
}

export type BenchSettings = Measuring &
  (
    | { readonly mode: "parts"; readonly quick: boolean; readonly parts: readonly Part[]; readonly kinds: readonly EndToEndKind[] }
    | { readonly mode: "contenders"; readonly files: readonly string[] }
    /** With the folder of the other checkout. */
    | { readonly mode: "beside"; readonly checkout: string; readonly loads: readonly BesideLoad[] }
  );

/**
 * Reads the settings from a command line.
 *
 * @param callerFolder the folder that relative paths are resolved from: npm runs scripts in the repository's root, not where it was called.
 * @throws {BadArguments}
 */
export function readSettings(args: readonly string[], callerFolder: string): BenchSettings {
  const { quick, json, beside, contender, only, turns, "turn-ms": turnMs } = readArguments(args, options).values;
  const measuring: Measuring = {
    turns: integer("--turns", turns ?? (quick ? QUICK.turns : DEFAULT_TURNS), MIN_TURNS, MAX_TURNS),
    turnMs: integer("--turn-ms", turnMs ?? (quick ? QUICK.turnMs : DEFAULT_TURN_MS), 1, MAX_TURN_MS),
    json: json === undefined ? null : resolve(callerFolder, json),
  };
  if (beside === undefined && contender === undefined) {
    return { mode: "parts", quick, ...partsOf(known(only ?? [], WORDS)), ...measuring };
  }
  const mode = beside === undefined ? "--contender" : "--beside";
  if (quick) throw new BadArguments(`--quick does not go with ${mode}: --turns and --turn-ms make it shorter.`);
  if (beside !== undefined) {
    if (contender !== undefined) throw new BadArguments("--contender does not go with --beside: they are two comparisons.");
    return { mode: "beside", checkout: resolve(callerFolder, beside), loads: select(known(only ?? [], SELECTORS)), ...measuring };
  }
  if (only !== undefined) throw new BadArguments("--only does not go with --contender, which measures the posting function alone.");
  return { mode: "contenders", files: (contender ?? []).map((file) => resolve(callerFolder, file)), ...measuring };
}

/** The named parts, and the kinds of requests that `end-to-end` measures; without a name, all. */
function partsOf(only: readonly string[]): { readonly parts: readonly Part[]; readonly kinds: readonly EndToEndKind[] } {
  const isEvery = only.length === 0 || only.includes("end-to-end");
  const kinds = END_TO_END_KINDS.filter((kind) => isEvery || only.includes(kind));
  const parts = PARTS.filter((part) => only.length === 0 || only.includes(part) || (part === "end-to-end" && kinds.length > 0));
  return { parts, kinds };
}

function known(only: readonly string[], words: readonly string[]): readonly string[] {
  const unknown = only.find((word) => !words.includes(word));
  if (unknown !== undefined) throw new BadArguments(`--only ${unknown} is none of ${words.join(", ")}.`);
  return only;
}

function integer(flag: string, value: string, min: number, max: number): number {
  if (/^[1-9]\d{0,5}$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value);
  throw new BadArguments(`${flag} ${value} is not an integer from ${min} to ${max}.`);
}
