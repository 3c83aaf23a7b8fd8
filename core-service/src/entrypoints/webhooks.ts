// The entrypoint of the webhooks Worker into the core: endpoints, the feed and its
// streams, and the operations of its queue consumer and dispatchers.
import type { WebhooksCore } from "@ledge/shared/contracts/webhooks";
import { feed } from "../feed/operations.ts";
import { followEvents, openEventStream, renewSessions } from "../lane/routing.ts";
import { webhooks } from "../webhooks/operations.ts";
import { makeEntrypoint, onLanes } from "./make-entrypoint.ts";
import { readyOn } from "./ready-on.ts";

export const Webhooks = makeEntrypoint<WebhooksCore>("webhooks")({
  ...onLanes("webhooks", { ...webhooks, ...feed }),
  ready: readyOn("webhooks"),
  openEventStream,
  followEvents,
  renewSessions,
});
