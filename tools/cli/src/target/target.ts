// Decides which platform a command uses: by flags, then LEDGE_URL and LEDGE_KEY, then .ledge/dev.json, which `npm start` writes. It never guesses: a
// missing or malformed value is an error that says what is expected.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { BadArguments } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";

export const DEV_FILE = join(ROOT, ".ledge/dev.json");

export interface Target {
  readonly url: string;
  readonly operatorKey: string;
}

/**
 * Reads the platform's URL and an operator's key from flags and environment.
 *
 * @throws {BadArguments}
 */
export function readTarget(
  values: { readonly url?: string | undefined; readonly key?: string | undefined },
  environment: NodeJS.ProcessEnv,
  devFile: string = DEV_FILE,
): Target {
  const givenUrl = values.url ?? environment["LEDGE_URL"];
  const givenKey = values.key ?? environment["LEDGE_KEY"];
  // A key must not be sent to another platform: the key of dev.json is used for the URL of dev.json only.
  const dev = givenUrl === undefined || givenKey === undefined ? readDevFile(devFile) : null;
  const url = givenUrl ?? dev?.url;
  const operatorKey = givenKey ?? (dev !== null && url !== undefined && sameOrigin(url, dev.url) ? dev.operatorKey : undefined);
  if (url === undefined) throw new BadArguments("No platform: run npm start first, or give --url and --key.");
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? "")) throw new BadArguments(`--url ${url} is not an http or https URL.`);
  if (operatorKey === undefined) throw new BadArguments(`No operator key for ${url}: give --key or LEDGE_KEY.`);
  return { url, operatorKey };
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
    // The file is incomplete or was edited: the advice is the same as for a file without the members.
  }
  throw new BadArguments(`${devFile} is not {"url","operator_key"}: run npm start again, or give --url and --key.`);
}
