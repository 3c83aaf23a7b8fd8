// For operators: how far the relay, the consumers and the deliveries of webhooks are behind.
import type { EventCounters } from "@ledge/shared/contracts/webhooks";
import type { Work } from "../database/work.ts";
import { countDeliveries } from "../webhooks/delivery-queries.ts";
import { countOutbox } from "./queries.ts";

export async function countEvents({ database }: Work): Promise<EventCounters> {
  return { ...(await countOutbox(database)), deliveries: await countDeliveries(database) };
}
