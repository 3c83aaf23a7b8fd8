// The gateway's own operations, as an app like those of the other Workers.
import type { Answer } from "@ledge/kit/answer";
import { createApp } from "@ledge/kit/create-app";
import type { ServedRequest } from "@ledge/kit/served-request";
import { getContract } from "./routes/get-contract.ts";
import { getHealth } from "./routes/get-health.ts";
import { getReadiness } from "./routes/get-readiness.ts";

const app = createApp<Env>({
  service: "gateway",
  operations: [getHealth, getReadiness, getContract],
  ready: async () => ({}),
});

export default app;

/** The answer of the gateway's own app, with the gateway as the caller. */
export const serveLocal = (request: ServedRequest, env: Env): Promise<Answer> => app.serve(request, env, { props: { caller: "gateway" } });
