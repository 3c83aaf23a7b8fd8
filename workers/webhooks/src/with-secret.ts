// Adds the secret to an endpoint, for the two answers that show it. The secret is derived from the endpoint's id and the secret's number, so that
// a retry gets the same one and it need not be stored.
import type { SecretWebhookEndpoint, VersionedEndpoint } from "@ledge/shared/contracts/webhooks";
import type { ProblemCode } from "@ledge/shared/problem";
import type { WriteOutcome } from "@ledge/shared/result";
import { shownSecret } from "./delivery/signature.ts";

export async function withSecret<Code extends ProblemCode>(
  env: Env,
  outcome: WriteOutcome<VersionedEndpoint, Code>,
): Promise<WriteOutcome<SecretWebhookEndpoint, Code>> {
  if (!outcome.ok) return outcome;
  const { secretVersion, ...endpoint } = outcome.value;
  const secret = await shownSecret(env.WEBHOOK_MASTER_KEY, endpoint.signature, endpoint.id, secretVersion);
  return { ...outcome, value: { ...endpoint, secret } };
}
