// What others know of a request: the audit log its record, the feed its events and deliveries. Who does not answer is left out, so that the rest is shown.
import type { Call } from "@ledge/shared/context";
import type { LoggedRecord } from "@ledge/shared/contracts/audit";
import type { RequestEffects } from "@ledge/shared/contracts/webhook-deliveries";
import { disposeAnswer } from "@ledge/shared/dispose-answer";
import { log } from "@ledge/shared/telemetry/log";
import { effectsOf, upstreamOf } from "./upstreams.ts";

interface Joined {
  readonly audit_records: readonly LoggedRecord[] | null;
  readonly effects: RequestEffects | null;
}

/** @param call an operator's, who reads what he could read of each by himself. */
export async function joinedTo(env: Env, call: Call, requestId: string): Promise<Joined> {
  const records = await orNull("audit", call, () => recordsOf(env, call, requestId));
  // The events of transfers are found by the transfers, which the record has.
  const resources = records?.flatMap(({ record }) => record.resources) ?? null;
  const effects =
    resources === null
      ? null
      : await orNull("webhooks", call, async () =>
          disposeAnswer(await effectsOf(env).readEffects({ call, request: requestId, resources })),
        );
  return { audit_records: records, effects };
}

/** As the operation answers them: there is no second way to the log. */
async function recordsOf(env: Env, call: Call, requestId: string): Promise<readonly LoggedRecord[]> {
  const { status, body } = disposeAnswer(
    await upstreamOf(env, "audit").serve({
      ...{ operationId: "listAuditRecords", pathname: "/v1/audit/records", search: `?request_id=${requestId}`, call },
      ...{ accept: null, lastEventId: null, versionOverrides: null, body: null },
    }),
  );
  if (status !== OK || typeof body !== "string") throw new Unanswered(`audit answered ${status}`);
  return (JSON.parse(body) as { readonly data: readonly LoggedRecord[] }).data;
}

const OK = 200;

class Unanswered extends Error {
  override readonly name = "Unanswered";
}

async function orNull<Answer>(subject: string, { requestId }: Call, ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (error) {
    log({ level: "warn", service: "gateway", operation: "join", request_id: requestId, subject, error });
    return null;
  }
}
