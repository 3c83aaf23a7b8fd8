// The law of the layers: a Worker reaches the layer below it and no other (gateway → domain → core-service → database), never upwards or sideways.
import type { Call, Graph } from "@ledge/dev/system/read-bindings";

const GATEWAY = "ledge-gateway";
const CORE = "ledge-core";
/** Entrypoints beside a Worker's operations: for a public host of their own, and for what the gateway alone reads. */
const BESIDE: Readonly<Record<string, string>> = { "ledge-audit": "LogHost", "ledge-telemetry": "Metrics" };
/** The one Worker that lines are handed to. */
const TELEMETRY = "ledge-telemetry";
const shortName = (worker: string): string => worker.replace(/^ledge-/, "");
const entrypointOf = (worker: string): string => shortName(worker).replace(/^./, (first) => first.toUpperCase());

/** The bindings of a graph that point outward, name a wrong caller, or open a public address. */
export function outwardBindings(graph: Graph): string[] {
  return Object.entries(graph).flatMap(([name, worker]) => {
    const faults = worker.doors.map((door) => `has an open door: ${door}`);
    faults.push(...worker.calls.flatMap((call) => callFaults(graph, name, call)));
    faults.push(
      ...worker.durableObjects.filter((object) => object.includes(" of ")).map((object) => `uses another's Durable Object: ${object}`),
    );
    faults.push(...worker.tails.filter((tail) => tail !== TELEMETRY || name === TELEMETRY).map((tail) => `hands its lines to ${tail}`));
    // A tail runs for each call of a Worker: on what each request passes through it halves the rate (decision 79).
    if (name !== GATEWAY && worker.tails.length > 0 && worker.consumes.length === 0) faults.push("is tailed, and does no work of queues");
    faults.push(
      ...[...worker.secrets, ...worker.storedSecrets]
        .filter((secret) => name !== CORE && /DATABASE|POSTGRES|NEON|PG/.test(secret))
        .map((secret) => `holds ${secret}`),
    );
    faults.push(
      ...worker.others
        .filter((other) => name !== CORE && ["hyperdrive", "d1_databases", "vpc_services"].includes(other))
        .map((other) => `has a way to data: ${other}`),
    );
    return faults.map((fault) => `${name} ${fault}`);
  });
}

function* callFaultsIn(graph: Graph, name: string, { service, entrypoint, caller }: Call): Generator<string> {
  if (caller !== shortName(name)) yield `calls ${service} as ${caller ?? "nobody"}`;
  if (name === CORE) yield `points outward, to ${service}`;
  else if (name === GATEWAY) {
    if (service === CORE || service === GATEWAY) yield `skips the domain layer: ${service}`;
    // Cloudflare's asset router runs before a Worker's default handler and drops the caller's name.
    const wanted = graph[service]?.others.includes("assets") ? entrypointOf(service) : null;
    if (entrypoint !== wanted && (entrypoint === null || entrypoint !== BESIDE[service]))
      yield `reaches ${service}#${entrypoint ?? "default"}, not ${wanted ?? "its fetch handler"}`;
  } else {
    if (service !== CORE) yield `points outward or sideways, to ${service}`;
    else if (entrypoint !== entrypointOf(name)) yield `reaches ${service}#${entrypoint ?? "default"}, which is not its own entrypoint`;
  }
}

const callFaults = (graph: Graph, name: string, call: Call): string[] => [...callFaultsIn(graph, name, call)];
