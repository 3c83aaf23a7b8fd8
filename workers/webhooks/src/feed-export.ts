// The exports of the feed: of all events, or of the history of customers or of accounts.
import { exportOperation } from "@ledge/kit/export/export-operation";
import type { Event } from "@ledge/shared/contracts/events";
import type { FeedPiece, Subject } from "@ledge/shared/contracts/exports";
import { ID_SUFFIX } from "@ledge/shared/ids";
import { example } from "@ledge/shared/schema";
import { core } from "./operation.ts";

/** Of which time a range is. */
const RANGE =
  "The range is of the time at which events got into the feed, moments after they were committed: so it is one piece of the feed, and nothing is added to it later.";
/** In the order of the feed's own answers. */
const COLUMNS = ["id", "type", "version", "occurred_at", "resource", "accounts", "actor", "request_id", "trace_id", "data"] as const;

interface FeedExport<Id extends string> {
  readonly operationId: Id;
  readonly summary: string;
  /** What its lines are. */
  readonly description: string;
  /** The last part of its path, and the name of a file. */
  readonly file: string;
  readonly subject: Subject;
  readonly example: Event;
}

/** The operation of an export of the feed. */
export const feedExport = <Id extends "exportAccounts" | "exportCustomers" | "exportEvents">({
  description,
  subject,
  example: item,
  ...spec
}: FeedExport<Id>) =>
  exportOperation<Env, Id, Event, FeedPiece>({
    ...spec,
    path: `/v1/exports/${spec.file}`,
    description: `${description} ${RANGE}`,
    kind: "event",
    columns: COLUMNS,
    place: `evt_${ID_SUFFIX}`,
    example: { place: example("event"), item },
    open: (env, call, range, after) => core(env).openFeedExport(call, range, after, subject),
    read: (env, call, piece) => core(env).readFeedExport(call, piece),
  });
