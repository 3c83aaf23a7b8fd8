// What the Workers runtime prints, as a developer reads it: errors with their stacks, warnings, what the Workers log, and whether what is
// saved is being served. Requests, tables of bindings and counters of routine work are left out.

/** What is to be shown, line by line, and what it means for whoever watches. */
export interface RuntimeLogEvents {
  readonly onLine: (line: string) => void;
  /** The code does not build; what was built before goes on serving, if anything was. */
  readonly onBuildFailure: () => void;
  /** A process of the runtime ended by itself, and Wrangler starts it again. */
  readonly onCrash: () => void;
}

// oxlint-disable-next-line no-control-regex -- escape sequences are what is looked for
const ANSI = /\u001b\[[0-9;]*m/g;
/** What begins a table of bindings; a blank line ends it. */
const TABLE = /has access to the following bindings:$/;
const NOISE = [
  /^\s*$/,
  /^\[wrangler:info\] /,
  /^Using secrets defined in /,
  /^Service bindings, Durable Object bindings, and Tail consumers connect to /,
  /^⎔ (?:Starting|Reloading) local server/,
  /Logs were written to /,
];
const BUILD_FAILED = /Build failed with \d+ errors?/;
const REBUILT = /^⎔ Local server updated and ready/;
const CRASHED = /Workers runtime crashed unexpectedly/;
/** A line of JSON, as the Workers log, behind what Wrangler puts before it. */
const JSON_LINE = /^(?:✘ \[ERROR\] |▲ \[WARNING\] |\[[\w-]+\] )?(\{"level":.*\})$/;

/** Takes the runtime's output in whatever pieces it comes. */
export function readRuntimeLog(events: RuntimeLogEvents): (chunk: string) => void {
  let rest = "";
  let inTable = false;
  const read = (line: string): void => {
    if (TABLE.test(line)) inTable = true;
    else if (line.trim() === "") inTable = false;
    if (inTable || NOISE.some((pattern) => pattern.test(line))) return;
    if (CRASHED.test(line)) events.onCrash();
    if (BUILD_FAILED.test(line)) events.onBuildFailure();
    const shown = REBUILT.test(line) ? "The Workers were built again, and serve what was saved." : entryOf(line);
    if (shown !== null) events.onLine(shown);
  };
  return (chunk) => {
    const lines = (rest + chunk).replaceAll(ANSI, "").split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) read(line.trimEnd());
  };
}

/** A line as it is shown; null for what the Workers say when all is well. What is no JSON of theirs stays as it is. */
function entryOf(line: string): string | null {
  const json = JSON_LINE.exec(line)?.[1];
  if (json === undefined) return line;
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(json) as Record<string, unknown>;
  } catch {
    return line;
  }
  const { level, service, error, request_id: requestId, ...more } = entry;
  if (level !== "error") return null;
  const rest = Object.entries({ ...more, request: requestId }).flatMap(([name, value]) =>
    value === undefined || value === null || value === ""
      ? []
      : [`${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`],
  );
  return `✘ ${String(service)}: ${String(error ?? "error")}${rest.length > 0 ? ` (${rest.join(", ")})` : ""}`;
}
