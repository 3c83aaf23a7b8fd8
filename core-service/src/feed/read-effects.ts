// What a request has caused: its events, without their data, which may be personal, and what was sent of them. For operators alone.
import type { Call } from "@ledge/shared/context";
import type { EffectsWanted, RequestEffects } from "@ledge/shared/contracts/webhook-deliveries";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { showAlone } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { showDeliveriesOf } from "../webhooks/read-webhooks.ts";
import { findCaused } from "./queries.ts";
import { showMessage } from "./show-event.ts";

/** Of a batch of a thousand transfers the first ones are enough to see what became of it. @internal Tests read the limit instead of repeating it. */
export const MOST_SHOWN = 100;

export async function readEffects({ database }: Work, _call: Call, { request, resources }: EffectsWanted): Promise<RequestEffects> {
  const requestId = decodeId("request", request);
  if (requestId === null) return { events: [], deliveries: [], has_more: false };
  const transfers = resources.flatMap((id) => decodeId("transfer", id) ?? []);
  const rows = await findCaused(database, requestId, transfers, MOST_SHOWN + 1);
  const shown = rows.slice(0, MOST_SHOWN);
  const ids = shown.map((row) => row.id);
  const deliveries = ids.length === 0 ? [] : await showDeliveriesOf(database, ids, MOST_SHOWN);
  return {
    events: shown.flatMap((row) => {
      const message = showAlone(encodeId("event", row.id), () => showMessage(row))?.value;
      return message === undefined
        ? []
        : [{ id: message.id, type: message.type, resource: message.resource, occurred_at: message.occurred_at }];
    }),
    deliveries: deliveries.slice(0, MOST_SHOWN),
    has_more: rows.length > MOST_SHOWN || deliveries.length > MOST_SHOWN,
  };
}
