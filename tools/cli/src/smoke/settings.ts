// Reads the options of the smoke pack. It never guesses: a missing or malformed value is an error that says what is expected.
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { DEV_FILE, readTarget } from "../target/target.ts";

/** The relay publishes within a second of the commit, and a stream polls each second. The rest is for a platform that has just been started. */
const DEFAULT_EVENT_WITHIN_S = "15";
const MAX_EVENT_WITHIN_S = 600;
/** Fewer digits could be ambiguous. */
const COMMIT = /^[0-9a-f]{7,40}$/;

export const usage = `npm run smoke -- [URL] [--commit SHA] [--origin URL …] [--serving WORKER=VERSION …] [--key KEY] [--event-within ${DEFAULT_EVENT_WITHIN_S}] [--header "NAME: VALUE" …] [--json]

Checks that a running platform works, with two house accounts of its own, and leaves all balances as they were.
  URL              the API's origin; else LEDGE_URL, else .ledge/dev.json of npm start
  --key            an operator key; else LEDGE_KEY, else the key of .ledge/dev.json
  --commit         the commit that must be deployed, at least 7 digits of it
  --origin         another public origin whose security headers are checked, such as https://docs.example.com; may be repeated
  --serving        the version that must answer for a Worker in /readyz, and no other; may be repeated
  --event-within   seconds until the transfer's event must be on the feed
  --header         a header to send with every request to the API, such as one that selects a version; may be repeated
  --json           the result as JSON`;

const options = {
  key: { type: "string" },
  commit: { type: "string" },
  origin: { type: "string", multiple: true },
  header: { type: "string", multiple: true },
  serving: { type: "string", multiple: true },
  "event-within": { type: "string", default: DEFAULT_EVENT_WITHIN_S },
  json: { type: "boolean", default: false },
} as const;

export interface Settings {
  readonly url: string;
  readonly operatorKey: string;
  /** The commit that must be deployed; null: any. */
  readonly commit: string | null;
  readonly origins: readonly string[];
  readonly eventWithinMs: number;
  /** The version that must answer, by the name of its Worker in /readyz. */
  readonly serving: ReadonlyMap<string, string>;
  /** Sent with every request, by name. */
  readonly headers: Readonly<Record<string, string>>;
  readonly asJson: boolean;
}

/**
 * Reads the settings from a command line and the environment.
 *
 * @throws {BadArguments}
 */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv, devFile: string = DEV_FILE): Settings {
  const { values, positionals } = readArguments(args, options, true);
  const [url, ...more] = positionals;
  if (more.length > 0) throw new BadArguments("Give at most one URL.");
  const target = readTarget({ url, key: values.key }, environment, devFile);
  const commit = values.commit?.toLowerCase() ?? null;
  if (commit !== null && !COMMIT.test(commit)) throw new BadArguments(`--commit ${values.commit} is not 7 to 40 hex digits of a commit.`);
  const origins = (values.origin ?? []).map((origin) => {
    if (!/^https?:$/.test(URL.parse(origin)?.protocol ?? "")) throw new BadArguments(`--origin ${origin} is not an http or https URL.`);
    return origin;
  });
  const withinS = values["event-within"];
  if (!/^[1-9]\d{0,2}$/.test(withinS) || Number(withinS) > MAX_EVENT_WITHIN_S) {
    throw new BadArguments(`--event-within ${withinS} is not an integer from 1 to ${MAX_EVENT_WITHIN_S}.`);
  }
  const headers = Object.fromEntries((values.header ?? []).map(headerOf));
  const serving = new Map((values.serving ?? []).map(servingOf));
  return { ...target, serving, commit, origins, headers, eventWithinMs: Number(withinS) * 1_000, asJson: values.json };
}

/** @throws {BadArguments} */
function servingOf(text: string): [worker: string, version: string] {
  const [, worker, version] = /^([a-z]+)=([0-9A-Za-z-]+)$/.exec(text) ?? [];
  if (worker === undefined || version === undefined) throw new BadArguments(`--serving ${text} is not WORKER=VERSION.`);
  return [worker, version];
}

/** @throws {BadArguments} */
function headerOf(line: string): [name: string, value: string] {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \t]*(.+)$/.exec(line) ?? [];
  // A field name is a token (RFC 9110, section 5.6.2).
  if (name === undefined || value === undefined) throw new BadArguments(`--header ${line} is not NAME: VALUE.`);
  return [name, value];
}
