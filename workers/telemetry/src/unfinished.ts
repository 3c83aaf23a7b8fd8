// Counts what the runtime ended before it could write its line: a request that took too much of the processor or of memory, whose code threw where nothing catches,
// or whose client went away. Without this, the worst that may become of a request would be in no figure. Pure.
import type { Sample } from "./series.ts";

/** Beside the operations of the contract: which one it was, nobody knows. */
const UNFINISHED = "unfinished";
/** How the runtime says that a client went away; what else ended was the platform's fault (https://developers.cloudflare.com/workers/observability/logs/workers-logs/). */
const CLIENTS: readonly string[] = ["canceled", "responseStreamDisconnected"];
/** A Worker's name in an account, of a preview too. */
const SERVICE = /^ledge-([a-z]+)(?:-pr-\d+)?$/;
const NAME = /^\w{1,64}$/;

/** What of an event says how it ended. */
export type Ended = Pick<TraceItem, "outcome" | "scriptName" | "event" | "eventTimestamp"> & {
  readonly scriptVersion?: { readonly id?: string };
};

/** The sample of an event that has no line; null: it ended well, or whoever called it counts for it. */
export function sampleOfUnfinished({ outcome, scriptName, scriptVersion, event, eventTimestamp }: Ended, nowMs: number): Sample | null {
  if (outcome === "ok" || !NAME.test(outcome)) return null;
  // A call of an entrypoint or an object is a hop of the request that called it.
  if (event !== null && "rpcMethod" in event) return null;
  // Locally no Worker has a name.
  const service = SERVICE.exec(scriptName ?? "")?.[1] ?? "unknown";
  const isClients = CLIENTS.includes(outcome);
  // A Worker behind the gateway is left by the gateway, which has a line.
  if (isClients && service !== "gateway" && scriptName !== null) return null;
  const labels = {
    service,
    operation: UNFINISHED,
    version: scriptVersion?.id ?? "",
    statusClass: isClients ? "4xx" : "5xx",
    errorType: outcome,
  };
  return { labels, value: Math.max(0, nowMs - (eventTimestamp ?? nowMs)), requestId: null };
}
