// The gateway's own operations, as an app like those of the other Workers.
import { createApp } from "@ledge/kit/create-app";
import { getContract } from "./routes/get-contract.ts";
import { getHealth } from "./routes/get-health.ts";
import { getReadiness } from "./routes/get-readiness.ts";

const app = createApp<Env>({
  service: "gateway",
  operations: [getHealth, getReadiness, getContract],
  ready: async () => undefined,
});

export default app;

/** Calls the gateway's own app, with the gateway as the caller. */
export const fetchLocal = async (request: Request, env: Env, context: ExecutionContext): Promise<Response> =>
  await app.fetch(request, env, {
    waitUntil: (promise) => context.waitUntil(promise),
    passThroughOnException: () => undefined,
    props: { caller: "gateway" },
  });
