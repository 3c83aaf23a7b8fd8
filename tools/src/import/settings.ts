// What the import was asked to do: flags first, then LEDGE_URL and LEDGE_KEY, then .ledge/dev.json, which `npm start` writes.
// It never guesses: what is missing or malformed is said in words that help.
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { minorUnitDecimals } from "@ledge/shared/currencies";
import type { Travel } from "./platform.ts";

const DEV_FILE = fileURLToPath(new URL("../../../.ledge/dev.json", import.meta.url));
/** One request in flight per account: enough to fill the ledger's group commits on a laptop. */
const DEFAULT_CONCURRENCY = "32";
/** Each worker holds a connection: beyond this a laptop runs out of file descriptors before it gets faster. */
const MAX_CONCURRENCY = 1_000;
/** Longer than a platform needs to come back from a crash, shorter than a person waits for nothing. */
const DEFAULT_PATIENCE_S = "120";
/** A day: no outage that one would wait out is longer. */
const MAX_PATIENCE_S = 86_400;

export const usage = `npm run import -- FILE [--url URL] [--key KEY] [--currency CZK] [--concurrency ${DEFAULT_CONCURRENCY}] [--patience ${DEFAULT_PATIENCE_S}] [--one-by-one]

Replays a transactions CSV through the API of the running platform and compares every balance with the recorded one.
  --url, --key     the platform and an operator key; else LEDGE_URL and LEDGE_KEY, else .ledge/dev.json of npm start
  --currency       of all amounts in the file
  --concurrency    how many accounts at once
  --patience       seconds to keep retrying one request while the platform does not answer
  --one-by-one     each line as a transfer of its own, instead of an account's lines in atomic batches; an import ends the way it began`;

export interface Settings {
  readonly file: string;
  readonly url: string;
  readonly operatorKey: string;
  readonly currency: string;
  readonly concurrency: number;
  readonly patienceMs: number;
  readonly travel: Travel;
}

/** Thrown for a command line that cannot be carried out. */
export class BadArguments extends Error {}

/**
 * The settings of a command line and environment.
 *
 * @throws {BadArguments}
 */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv, devFile: string = DEV_FILE): Settings {
  const { values, positionals } = parse(args);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new BadArguments("Give exactly one FILE.");
  if (!minorUnitDecimals.has(values.currency)) throw new BadArguments(`--currency ${values.currency} is not an ISO 4217 code.`);

  const givenUrl = values.url ?? environment["LEDGE_URL"];
  const givenKey = values.key ?? environment["LEDGE_KEY"];
  // A key of one platform is not sent to another: dev.json serves as a whole, or only its key to its own url.
  const dev = givenUrl === undefined || givenKey === undefined ? readDevFile(devFile) : null;
  const url = givenUrl ?? dev?.url;
  const operatorKey = givenKey ?? (dev !== null && url !== undefined && sameOrigin(url, dev.url) ? dev.operatorKey : undefined);
  if (url === undefined) throw new BadArguments("No platform: run npm start first, or give --url and --key.");
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) throw new BadArguments(`--url ${url} is not an http or https URL.`);
  if (operatorKey === undefined) throw new BadArguments(`No operator key for ${url}: give --key or LEDGE_KEY.`);
  return {
    // npm runs scripts in the repository root; a relative FILE is meant from where the person stands.
    file: resolve(environment["INIT_CWD"] ?? process.cwd(), file),
    url,
    operatorKey,
    currency: values.currency,
    concurrency: positiveInteger("--concurrency", values.concurrency, MAX_CONCURRENCY),
    travel: values["one-by-one"] ? "one by one" : "in batches",
    patienceMs: positiveInteger("--patience", values.patience, MAX_PATIENCE_S) * 1_000,
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        url: { type: "string" },
        key: { type: "string" },
        currency: { type: "string", default: "CZK" },
        concurrency: { type: "string", default: DEFAULT_CONCURRENCY },
        patience: { type: "string", default: DEFAULT_PATIENCE_S },
        "one-by-one": { type: "boolean", default: false },
      },
    });
  } catch (error) {
    throw new BadArguments((error as Error).message);
  }
}

function positiveInteger(flag: string, value: string, max: number): number {
  if (/^[1-9]\d{0,8}$/.test(value) && Number(value) <= max) return Number(value);
  throw new BadArguments(`${flag} ${value} is not an integer from 1 to ${max}.`);
}

const sameOrigin = (one: string, other: string): boolean => {
  const origin = URL.parse(one)?.origin;
  return origin !== undefined && origin === URL.parse(other)?.origin;
};

function readDevFile(devFile: string): { url: string; operatorKey: string } | null {
  if (!existsSync(devFile)) return null;
  try {
    const { url, operator_key: operatorKey } = JSON.parse(readFileSync(devFile, "utf8")) as { url?: unknown; operator_key?: unknown };
    if (typeof url === "string" && typeof operatorKey === "string") return { url, operatorKey };
  } catch {
    // Half written or edited by hand: the same advice as for a file of the wrong shape.
  }
  throw new BadArguments(`${devFile} is not {"url","operator_key"}: run npm start again, or give --url and --key.`);
}
