// The feed: the command or query behind each operation of the contracts of webhooks and search that reads, consumes or delivers events.
import type { SearchCore } from "@ledge/shared/contracts/search";
import type { WebhooksCore } from "@ledge/shared/contracts/webhooks";
import type { OperationsOf } from "../database/work.ts";
import { countEvents } from "./count-events.ts";
import { keepDeadLetters, redriveEvents } from "./dead-letters.ts";
import { acceptMessages, dueDeliveries, reportAttempts } from "./deliver.ts";
import { countSearch, followFeed } from "./follow-feed.ts";
import { readEffects } from "./read-effects.ts";
import { readEvents } from "./read-events.ts";

export const feed = {
  readEvents,
  readEffects,
  acceptMessages,
  dueDeliveries,
  reportAttempts,
  keepDeadLetters,
  redriveEvents,
  countEvents,
} satisfies Partial<OperationsOf<WebhooksCore>>;

export const following = { followFeed, countSearch } satisfies Partial<OperationsOf<SearchCore>>;
