// Which layer of the picture each Worker is in, and which queues belong together, from the graph of bindings alone. Draws nothing.
import { RUNTIME_CREDENTIAL } from "@ledge/shared/runtime-credential";
import type { Graph, Worker } from "./read-bindings.ts";

/** Workers from the top layer, which nobody calls, to the bottom: each is below all that call it. In a row, who consumes queues is last, beside them. */
export function layersOf(graph: Graph): readonly (readonly string[])[] {
  const names = Object.keys(graph);
  const depths = new Map(names.map((name) => [name, 0]));
  // Once per Worker is enough for any order of calls, and ends where calls run in a circle.
  for (const _pass of names) {
    for (const [name, { calls }] of Object.entries(graph)) {
      for (const { service } of calls) {
        const below = Math.min((depths.get(name) as number) + 1, names.length - 1);
        if (depths.has(service)) depths.set(service, Math.max(depths.get(service) as number, below));
      }
    }
  }
  const rows = Map.groupBy(names, (name) => depths.get(name) as number);
  return [...rows.keys()]
    .sort((a, b) => a - b)
    .map((depth) => (rows.get(depth) as string[]).sort((a, b) => rankOf(graph, a) - rankOf(graph, b)));
}

/** Left to right: who calls nobody, who calls others, who consumes queues. */
function rankOf(graph: Graph, name: string): number {
  const { calls, consumes } = graph[name] as Worker;
  if (consumes.length > 0) return 2;
  return calls.length > 0 ? 1 : 0;
}

/** Queues in columns: each with the queue of its dead letters behind it, and so on. */
export function queueColumns(graph: Graph): readonly (readonly string[])[] {
  const workers = Object.values(graph);
  const deadLetters = new Map(workers.flatMap(({ consumes }) => consumes.map((one) => [one.queue, one.deadLetters] as const)));
  const behind = new Set([...deadLetters.values()].filter((queue) => queue !== null));
  const all = [...new Set([...workers.flatMap(({ produces }) => produces), ...deadLetters.keys(), ...behind])].sort();
  return all.filter((queue) => !behind.has(queue)).map((queue) => chainFrom(queue, deadLetters));
}

function chainFrom(first: string, next: ReadonlyMap<string, string | null>): string[] {
  const chain: string[] = [];
  for (let queue: string | null = first; queue !== null && !chain.includes(queue); queue = next.get(queue) ?? null) chain.push(queue);
  return chain;
}

/** Who holds the database. */
export const holdersOf = (graph: Graph): string[] =>
  Object.keys(graph).filter((name) => graph[name]?.storedSecrets.includes(RUNTIME_CREDENTIAL));

/** Who is asked by clients: a Worker that calls others and that nobody calls. */
export function publicWorkers(graph: Graph): string[] {
  const called = new Set(Object.values(graph).flatMap(({ calls }) => calls.map(({ service }) => service)));
  return Object.keys(graph).filter((name) => !called.has(name) && (graph[name] as Worker).calls.length > 0);
}
