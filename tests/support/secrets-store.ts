// Publishes the runtime's credential to the store of a test's Workers.
import { credentialText, RUNTIME_CREDENTIAL, type RuntimeCredential } from "@ledge/shared/runtime-credential";
import type { TestHarness } from "wrangler";

/** By which Miniflare's secrets are written; its own `getSecretsStoreSecretAPI` is not within reach of a harness. */
const ADMIN_API = "SecretsStoreSecret::admin_api";
type Bound = Record<typeof ADMIN_API, () => { create(text: string): Promise<string> }>;

export async function publish(harness: TestHarness, credential: RuntimeCredential): Promise<void> {
  const env = (await harness.getWorker("ledge-core").getEnv()) as Record<typeof RUNTIME_CREDENTIAL, Bound>;
  await env[RUNTIME_CREDENTIAL][ADMIN_API]().create(credentialText(credential));
}
