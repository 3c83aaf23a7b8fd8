// Adds the secret to an endpoint, for the two answers that show it. The secret is derived from the endpoint's id, the secret's number and the master key that
// the recorded outcome names, so that a retry gets the same one and it need not be stored.
import type { EndpointWithSecret, SecretWebhookEndpoint } from "@ledge/shared/contracts/webhooks";
import type { ProblemCode } from "@ledge/shared/problem";
import type { WriteOutcome } from "@ledge/shared/result";
import { shownSecret } from "./delivery/signature.ts";

export async function withSecret<Code extends ProblemCode>(
  env: Env,
  outcome: WriteOutcome<EndpointWithSecret, Code>,
): Promise<WriteOutcome<SecretWebhookEndpoint, Code>> {
  if (!outcome.ok) return outcome;
  const { current, ...endpoint } = outcome.value;
  const secret = await shownSecret(env.WEBHOOK_MASTER_KEY, endpoint.signature, endpoint.id, current);
  return { ...outcome, value: { ...endpoint, secret } };
}
