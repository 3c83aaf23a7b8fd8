// What a release of this repository is made with: its Workers, its text of the database, the smoke pack.
import { setTimeout as delay } from "node:timers/promises";
import { createLedge } from "@ledge/client";
import { moveFirstMoney } from "@ledge/dev/start/welcome";
import { ROOT } from "@ledge/repository/root";
import { BY_RPC, CONFIGS } from "@ledge/repository/workers";
import { readDatabaseText } from "@ledge/database/migrate/database-text";
import type { DeployContext } from "./deploy.ts";
import { smokeByPack } from "./smoke.ts";

const REACH_WITHIN_MS = 10_000;

export const deployContext = (): DeployContext => ({
  root: ROOT,
  configs: CONFIGS,
  byRpc: BY_RPC,
  databaseText: readDatabaseText(),
  smoke({ hosts, isPreview }, operatorKey) {
    // A preview has the API's host alone.
    const others = Object.values(hosts).filter((host) => host !== hosts.api && !isPreview);
    const [url = "", ...origins] = [hosts.api, ...others].map((host) => `https://${host}`);
    return smokeByPack(url, origins, operatorKey);
  },
  async metrics({ hosts }, operatorKey) {
    const headers = { Authorization: `Bearer ${operatorKey}` };
    const answer = await fetch(`https://${hosts.api}/metrics`, { headers, signal: AbortSignal.timeout(REACH_WITHIN_MS) });
    if (!answer.ok) throw new Error(`GET /metrics answers ${answer.status}`);
    return await answer.text();
  },
  seed: async ({ hosts }, operatorKey) => {
    await moveFirstMoney(createLedge({ url: `https://${hosts.api}`, apiKey: operatorKey }));
  },
  reachable: async (url) =>
    await fetch(url, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(REACH_WITHIN_MS) }).then(
      () => true,
      () => false,
    ),
  wait: delay,
  now: () => new Date(),
  say: console.log,
});
