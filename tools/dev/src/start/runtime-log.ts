// Filters the output of the Workers runtime for a developer: errors with their stacks, warnings, the Workers' logs, and whether saved changes are
// being served. Requests, tables of bindings and counters of routine work are left out.

/** The lines to show, and the events that the output reports. */
export interface RuntimeLogEvents {
  readonly onLine: (line: string) => void;
  /** The code does not build; the last build, if there is one, continues to serve. */
  readonly onBuildFailure: () => void;
  /** A process of the runtime ended by itself; Wrangler starts it again. */
  readonly onCrash: () => void;
}

// oxlint-disable-next-line no-control-regex -- it matches escape sequences
const ANSI = /\u001b\[[0-9;]*m/g;
/** The first line of a table of bindings, which a blank line ends. */
const TABLE = /has access to the following bindings:$/;
const NOISE = [
  /^\s*$/,
  /^\[wrangler:info\] /,
  /^Using secrets defined in /,
  /^Service bindings, Durable Object bindings, and Tail consumers connect to /,
  /^⎔ (?:Starting|Reloading) local server/,
  /Logs were written to /,
  // Who counts the lines: said at each start, before the other Worker is there.
  / is sending Tail events to the following Workers:$/,
  /^- [\w-]+ \[(?:not )?connected\]$/,
];
const BUILD_FAILED = /Build failed with \d+ errors?/;
const REBUILT = /^⎔ Local server updated and ready/;
const CRASHED = /Workers runtime crashed unexpectedly/;
/** A JSON line that a Worker logs, after Wrangler's prefix. */
const JSON_LINE = /^(?:✘ \[ERROR\] |▲ \[WARNING\] |\[[\w-]+\] )?(\{"level":.*\})$/;

/** Returns a function that takes the runtime's output in chunks of any size. */
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

/** A line as it is shown; null: a Worker's log entry that is no error. A line that is no log entry stays as it is. */
function entryOf(line: string): string | null {
  const json = JSON_LINE.exec(line)?.[1];
  if (json === undefined) return line;
  let entry: Record<string, unknown>;
  try {
    entry = JSON.parse(json) as Record<string, unknown>;
  } catch {
    return line;
  }
  const { level, "service.name": service, "error.type": error, request_id: requestId, ...more } = entry;
  if (level !== "error") return null;
  const rest = Object.entries({ ...more, request: requestId }).flatMap(([name, value]) =>
    value === undefined || value === null || value === ""
      ? []
      : [`${name} ${typeof value === "object" ? JSON.stringify(value) : String(value)}`],
  );
  return `✘ ${String(service)}: ${String(error ?? "error")}${rest.length > 0 ? ` (${rest.join(", ")})` : ""}`;
}
