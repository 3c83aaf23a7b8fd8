// Readiness of the core, on the path that a domain's requests take: the entrypoint, a lane, the database.
import type { CoreAnswered } from "@ledge/shared/contracts/readiness";
import { laneVersion, runOnLane } from "../lane/routing.ts";

/** The versions of the Worker and of the lane that found the database ready. @throws Outage when it would take no lasting write. */
export const readyOn =
  (domain: string) =>
  async (env: Env): Promise<CoreAnswered> => {
    await runOnLane(env, domain, "ready", []);
    return { core: env.VERSION.id, lane: await laneVersion(env, domain) };
  };
