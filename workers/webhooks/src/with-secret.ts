// An endpoint with its secret, for the two answers that show it. The secret is made of the endpoint's id and its number, so that a retry
// is shown the same one and nobody has to keep it.
import type { SecretWebhookEndpoint, VersionedEndpoint } from "@ledge/shared/contracts/webhooks";
import type { WriteOutcome } from "@ledge/shared/result";
import { shownSecret } from "./delivery/signature.ts";

export async function withSecret(env: Env, outcome: WriteOutcome<VersionedEndpoint>): Promise<WriteOutcome<SecretWebhookEndpoint>> {
  if (!outcome.ok) return outcome;
  const { secretVersion, ...endpoint } = outcome.value;
  const secret = await shownSecret(env.WEBHOOK_MASTER_KEY, endpoint.signature, endpoint.id, secretVersion);
  return { ...outcome, value: { ...endpoint, secret } };
}
