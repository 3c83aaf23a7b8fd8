// Reads the options of the import. It never guesses: a missing or malformed value is an error that says what is expected.
import { resolve } from "node:path";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { DEV_FILE, readTarget } from "../target/target.ts";
import type { PostingMode } from "./platform.ts";

/** Accounts at once, with one request in flight each: enough to fill the ledger's group commits on a laptop. */
const DEFAULT_CONCURRENCY = "32";
/** Each account has a connection: with more a laptop runs out of file descriptors before it gets faster. */
const MAX_CONCURRENCY = 1_000;
/** Longer than a platform needs to recover from a crash, and shorter than a person waits in vain. */
const DEFAULT_RETRY_FOR_S = "120";
/** A day: nobody would wait for the end of a longer outage. */
const MAX_RETRY_FOR_S = 86_400;

export const usage = `npm run import -- FILE [--url URL] [--key KEY] [--currency CZK] [--concurrency ${DEFAULT_CONCURRENCY}] [--patience ${DEFAULT_RETRY_FOR_S}] [--one-by-one]

Replays a transactions CSV through the API of the running platform and compares every balance with the recorded one. It may be run again
at any time, also when lines or accounts were added to the file: it continues after the last line that is posted.
  --url, --key     the platform and an operator key; else LEDGE_URL and LEDGE_KEY, else .ledge/dev.json of npm start.
                   An import continues under the API key that it began with, or one that this key was rotated to
  --currency       of all amounts in the file
  --concurrency    how many accounts at once
  --patience       seconds to keep retrying one request while the platform does not answer
  --one-by-one     each line as a transfer of its own, instead of an account's lines in atomic batches`;

const options = {
  url: { type: "string" },
  key: { type: "string" },
  currency: { type: "string", default: "CZK" },
  concurrency: { type: "string", default: DEFAULT_CONCURRENCY },
  patience: { type: "string", default: DEFAULT_RETRY_FOR_S },
  "one-by-one": { type: "boolean", default: false },
} as const;

export interface Settings {
  readonly file: string;
  readonly url: string;
  readonly operatorKey: string;
  readonly currency: string;
  readonly concurrency: number;
  readonly retryForMs: number;
  readonly postingMode: PostingMode;
}

/**
 * Reads the settings from a command line and the environment.
 *
 * @throws {BadArguments}
 */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv, devFile: string = DEV_FILE): Settings {
  const { values, positionals } = readArguments(args, options, true);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new BadArguments("Give exactly one FILE.");
  if (!minorUnitDecimals.has(values.currency)) throw new BadArguments(`--currency ${values.currency} is not an ISO 4217 code.`);

  const { url, operatorKey } = readTarget(values, environment, devFile);
  return {
    // npm runs scripts in the repository's root; a relative FILE is resolved from the folder in which npm was called.
    file: resolve(environment["INIT_CWD"] ?? process.cwd(), file),
    url,
    operatorKey,
    currency: values.currency,
    concurrency: positiveInteger("--concurrency", values.concurrency, MAX_CONCURRENCY),
    postingMode: values["one-by-one"] ? "one by one" : "in batches",
    retryForMs: positiveInteger("--patience", values.patience, MAX_RETRY_FOR_S) * 1_000,
  };
}

function positiveInteger(flag: string, value: string, max: number): number {
  if (/^[1-9]\d{0,8}$/.test(value) && Number(value) <= max) return Number(value);
  throw new BadArguments(`${flag} ${value} is not an integer from 1 to ${max}.`);
}
