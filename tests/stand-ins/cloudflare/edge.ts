// Cloudflare's edge in front of the account's Workers, as far as a smoke test sees it: the version of each Worker that answers a request, by the
// split of the traffic or by the header that selects versions. A Worker's answer is a line in its module: "broken:10" fails once it serves 10 % or
// more. An override reaches `fetch` alone: a Worker that is called by RPC, and its Durable Objects, answer by the split
// (developers.cloudflare.com/workers/versions-and-deployments/version-overrides: "Version overrides do not work with RPC").
import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Account } from "./account.ts";
import { assignedVersion } from "./objects.ts";
import type { Version, Worker } from "./worker.ts";

const ALL = 100;
/** The one object of a Worker that is called by RPC alone. */
const OBJECT = "lane";
/** RFC 9651 dictionary of strings: name="id", name="id". */
const OVERRIDE = /([a-z0-9-]+)="([^"]+)"/g;

export interface Edge {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * @param workers deployed names; the first is the one with the host name.
 * @param byRpc those that no override reaches.
 */
export async function startEdge(account: Account, workers: readonly string[], byRpc: readonly string[]): Promise<Edge> {
  const server: Server = createServer((request, response) => {
    const picked = pickedBy(request.headers);
    const answering = workers.map((name) => answers(account.workers.get(name), picked.get(name), byRpc.includes(name)));
    const fault = answering.find((one) => one === null || one.isBroken);
    response.writeHead(fault === undefined ? 200 : 500, { "Content-Type": "application/json" });
    response.end(JSON.stringify({ versions: Object.fromEntries(workers.map((name, at) => [name, answering[at]?.version.id ?? null])) }));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

/** The versions that a request picks, by their Workers. */
export function pickedBy(headers: IncomingHttpHeaders): ReadonlyMap<string, string> {
  const header = String(headers["cloudflare-workers-version-overrides"] ?? "");
  return new Map([...header.matchAll(OVERRIDE)].map(([, name = "", id = ""]) => [name, id]));
}

/** The version of a Worker that answers, with its share of the traffic; null: none is deployed. */
export function answeringVersion(
  worker: Worker | undefined,
  picked: string | undefined,
  isByRpc: boolean,
): { readonly version: Version; readonly percentage: number } | null {
  const deployment = worker?.deployments[0];
  if (deployment === undefined) return null;
  const assigned = isByRpc ? assignedVersion(deployment, OBJECT) : picked;
  const split = [...deployment.versions].sort((one, other) => other.percentage - one.percentage);
  // A version outside of the deployment cannot be selected, and the split decides.
  const chosen = split.find(({ version_id: id }) => id === assigned) ?? split[0];
  const version = worker?.versions.find(({ id }) => id === chosen?.version_id);
  return version === undefined || chosen === undefined ? null : { version, percentage: chosen.percentage };
}

function answers(worker: Worker | undefined, picked: string | undefined, isByRpc: boolean): { version: Version; isBroken: boolean } | null {
  const answering = answeringVersion(worker, picked, isByRpc);
  if (answering === null) return null;
  const { version, percentage } = answering;
  const from = /broken:(\d+)/.exec(version.script)?.[1];
  return { version, isBroken: from !== undefined && percentage >= Math.min(Number(from), ALL) };
}
