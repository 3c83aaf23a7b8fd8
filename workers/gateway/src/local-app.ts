// The gateway's own operations, as an app like those of the other Workers.
import type { Answer } from "@ledge/kit/answer";
import { createApp } from "@ledge/kit/create-app";
import { takeHops } from "@ledge/shared/telemetry/hops";
import type { ServedRequest } from "@ledge/kit/served-request";
import { getContract } from "./routes/get-contract.ts";
import { getHealth } from "./routes/get-health.ts";
import { getMetrics } from "./routes/get-metrics.ts";
import { getReadiness } from "./routes/get-readiness.ts";
import { getRequest } from "./routes/get-request.ts";
import { listRequests } from "./routes/list-requests.ts";

const app = createApp<Env>({
  service: "gateway",
  operations: [getHealth, getReadiness, getContract, getMetrics, listRequests, getRequest],
  ready: async () => ({}),
});

export default app;

/** The answer of the gateway's own app, with the gateway as the caller. What the gateway did is its own line, and no hop. */
export const serveLocal = async (request: ServedRequest, env: Env): Promise<Answer> =>
  takeHops(await app.serve(request, env, { props: { caller: "gateway" } })).answer;
