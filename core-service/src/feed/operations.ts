// The feed: the command or query behind each operation of the webhooks contract that reads, consumes or delivers events.
import type { WebhooksCore } from "@ledge/shared/contracts/webhooks";
import type { OperationsOf } from "../database/work.ts";
import { countEvents } from "./count-events.ts";
import { keepDeadLetters, redriveEvents } from "./dead-letters.ts";
import { acceptMessages, dueDeliveries, reportAttempts } from "./deliver.ts";
import { openFeedExport, readFeedExport } from "./export-events.ts";
import { readEffects } from "./read-effects.ts";
import { readEvents } from "./read-events.ts";

export const feed = {
  readEvents,
  readEffects,
  openFeedExport,
  readFeedExport,
  acceptMessages,
  dueDeliveries,
  reportAttempts,
  keepDeadLetters,
  redriveEvents,
  countEvents,
} satisfies Partial<OperationsOf<WebhooksCore>>;
