// The identity Worker: issues, lists, rotates, revokes and authenticates API keys. No other Worker has the peppers of their hashes.
import { createApp } from "@ledge/kit/create-app";
import { authenticate } from "./authenticate.ts";
import { core, requirePeppers } from "./operation.ts";
import { createApiKey } from "./routes/create-api-key.ts";
import { getApiKey } from "./routes/get-api-key.ts";
import { listApiKeys } from "./routes/list-api-keys.ts";
import { revokeApiKey } from "./routes/revoke-api-key.ts";
import { rotateApiKey } from "./routes/rotate-api-key.ts";

const app = createApp<Env>(
  {
    service: "identity",
    operations: [createApiKey, getApiKey, listApiKeys, rotateApiKey, revokeApiKey],
    async ready(env) {
      await requirePeppers(env);
      return await core(env).ready();
    },
    cursorKeys: (env) => env.CURSOR_KEY,
  },
  // For operators, through the gateway's /readyz.
  { credentials: (env) => core(env).readCredentialAges() },
);

export default { ...app, authenticate };
