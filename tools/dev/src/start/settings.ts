// Reads the options of `npm start` from flags and environment. It never guesses: a missing or malformed value is reported before anything starts.
import { resolve } from "node:path";
import { BadArguments, readArguments } from "@ledge/command/command-line";
import { readDatabaseUrl } from "@ledge/database/database-url";
import { endpointOf } from "@ledge/shared/telemetry/otlp-endpoint";
import type { Collector } from "../trace/receiver.ts";

const DEFAULT_PORT = "8787";
const DEFAULT_STATE = ".ledge";
const MAX_PORT = 65_535;

export const usage = `npm start -- [--port ${DEFAULT_PORT}] [--state ${DEFAULT_STATE}] [--fresh] [--reset-passwords] [--older-functions] [--trace]

Runs the whole platform on this machine: Postgres, all Workers, an operator's key, a first transfer. Ctrl-C stops everything.
  --port              the port on 127.0.0.1 that it listens on
  --state             the folder with the database, secrets and keys that are kept between starts; relative to the repository's root. It must
                      be empty, not exist yet, or carry the mark of an earlier start; any other is refused, and nothing in it changes
  --fresh             deletes what earlier starts made there, and starts over; the database of DATABASE_URL stays as it is
  --reset-passwords   takes over a database that belongs to another state folder: API keys and webhook secrets made there become void
  --older-functions   applies older texts of functions than the database has
  --trace             keeps the spans of every request, which costs some speed; npm run trace -- req_… shows them

From the environment:
  DATABASE_URL        another Postgres (18 or newer) instead of the one that npm installs, as its administrator: postgres://admin@host/ledge
  ALLOWED_ORIGINS     pages that may call the API, separated by blanks: http://localhost:5173
  OTEL_EXPORTER_OTLP_ENDPOINT   a collector of your own (OTLP/HTTP), which is sent the spans of every request, the log and metrics:
                                https, or http to this machine; OTEL_EXPORTER_OTLP_HEADERS has its credentials`;

const options = {
  port: { type: "string", default: DEFAULT_PORT },
  state: { type: "string", default: DEFAULT_STATE },
  fresh: { type: "boolean", default: false },
  "reset-passwords": { type: "boolean", default: false },
  "older-functions": { type: "boolean", default: false },
  trace: { type: "boolean", default: false },
} as const;

export interface Settings {
  readonly port: number;
  readonly stateDir: string;
  readonly fresh: boolean;
  readonly resetPasswords: boolean;
  readonly takesOlderFunctions: boolean;
  /** Another Postgres, as its administrator; null: the embedded one. */
  readonly adminUrl: string | null;
  readonly allowedOrigins: string;
  /** Whether traces are kept in the state folder. */
  readonly keepsTraces: boolean;
  /** Another collector; null: none. */
  readonly collector: Collector | null;
}

/**
 * Reads the settings from a command line and the environment. A relative state folder is resolved from `root`.
 *
 * @throws {BadArguments}
 */
export function readSettings(args: readonly string[], environment: NodeJS.ProcessEnv, root: string): Settings {
  const { values } = readArguments(args, options);
  const port = /^\d{1,5}$/.test(values.port) ? Number(values.port) : 0;
  if (port < 1 || port > MAX_PORT) throw new BadArguments(`--port takes a port from 1 to ${MAX_PORT}, not ${values.port}.`);
  if (values.state.trim() === "") throw new BadArguments("--state takes a folder, and was given none.");
  const adminUrl = environment["DATABASE_URL"];
  const collector = readCollector(environment);
  if (values.trace && collector !== null)
    throw new BadArguments("--trace keeps traces here, and OTEL_EXPORTER_OTLP_ENDPOINT sends them elsewhere: choose one.");
  return {
    port,
    stateDir: resolve(root, values.state),
    fresh: values.fresh,
    resetPasswords: values["reset-passwords"],
    takesOlderFunctions: values["older-functions"],
    adminUrl: adminUrl === undefined ? null : readAdminUrl(adminUrl),
    allowedOrigins: environment["ALLOWED_ORIGINS"] ?? "",
    keepsTraces: values.trace,
    collector,
  };
}

/** The collector, by the rule of the Worker that sends to it: there, a fault would be a line of the log. @throws {BadArguments} */
function readCollector(environment: NodeJS.ProcessEnv): Collector | null {
  const headers = environment["OTEL_EXPORTER_OTLP_HEADERS"] ?? "";
  const variables = { OTEL_EXPORTER_OTLP_ENDPOINT: environment["OTEL_EXPORTER_OTLP_ENDPOINT"] ?? "", OTEL_EXPORTER_OTLP_HEADERS: headers };
  try {
    const found = endpointOf({ ...variables, OTEL_TRACES_SAMPLER_ARG: "1" });
    return found === null ? null : { endpoint: found.url, headers };
  } catch (error) {
    throw new BadArguments(`${(error as RangeError).message}.`);
  }
}

/** @throws {BadArguments} */
function readAdminUrl(text: string): string {
  if (text.trim() === "") throw new BadArguments("DATABASE_URL is set and empty: unset it for the Postgres that npm installs.");
  return readDatabaseUrl(text, "DATABASE_URL");
}
