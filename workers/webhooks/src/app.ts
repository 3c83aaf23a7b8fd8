// The webhooks Worker's HTTP app. Separate from index.ts, which only the runtime can load: the contract is generated from this file.
import { createApp } from "@ledge/kit/create-app";
import { core, requireMasterKeys } from "./operation.ts";
import { createWebhookEndpoint } from "./routes/create-webhook-endpoint.ts";
import { deleteWebhookEndpoint } from "./routes/delete-webhook-endpoint.ts";
import { exportAccounts } from "./routes/export-accounts.ts";
import { exportCustomers } from "./routes/export-customers.ts";
import { exportEvents } from "./routes/export-events.ts";
import { getWebhookEndpoint } from "./routes/get-webhook-endpoint.ts";
import { listEvents } from "./routes/list-events.ts";
import { listWebhookDeliveries } from "./routes/list-webhook-deliveries.ts";
import { listWebhookEndpoints } from "./routes/list-webhook-endpoints.ts";
import { pingWebhookEndpoint } from "./routes/ping-webhook-endpoint.ts";
import { redeliverWebhook } from "./routes/redeliver-webhook.ts";
import { redriveEvents } from "./routes/redrive-events.ts";
import { rotateWebhookSecret } from "./routes/rotate-webhook-secret.ts";
import { updateWebhookEndpoint } from "./routes/update-webhook-endpoint.ts";

export default createApp<Env>(
  {
    service: "webhooks",
    operations: [
      createWebhookEndpoint,
      getWebhookEndpoint,
      listWebhookEndpoints,
      updateWebhookEndpoint,
      deleteWebhookEndpoint,
      rotateWebhookSecret,
      pingWebhookEndpoint,
      listWebhookDeliveries,
      redeliverWebhook,
      listEvents,
      redriveEvents,
      exportEvents,
      exportCustomers,
      exportAccounts,
    ],
    async ready(env) {
      await requireMasterKeys(env);
      return await core(env).ready();
    },
    cursorKeys: (env) => env.CURSOR_KEY,
  },
  // For operators, through the gateway's /readyz.
  { counters: (env) => core(env).countEvents() },
);
