// Fan-out: from a range of the feed to one delivery per endpoint and event. An endpoint that is disabled or behind gets its deliveries later
// (catch-up.ts). However many endpoints and events there are, one statement makes a bounded number of rows: a step that the database ends for
// its time would otherwise be tried for ever, and no webhook would be sent any more.
import { log } from "@ledge/shared/telemetry/log";
import { sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { sqlState } from "../database/failure.ts";
import type { Work } from "../database/work.ts";
import { beginEndpoints, queueDeliveries, setBehind } from "../webhooks/delivery-queries.ts";
import { countReceiving } from "../webhooks/endpoint-queries.ts";
import { CONSUMER } from "../webhooks/queued-through.ts";
import { consume } from "./consume.ts";
import { eventsIn, type FeedRange } from "./queries.ts";
import { StepSize } from "./step-size.ts";

/** Of one statement of a step, in ms: a lane gives up its whole task after 10 s, and would not learn then that the step was too large. */
const STATEMENT_MS = 3_000;
/** SQLSTATE query_canceled: the statement took longer than that, and its transaction is rolled back. */
const CANCELED = "57014";

/** What this lane has learned; another lane, or a new one, learns it by one step that fails. */
const learned = new StepSize();

/**
 * Makes the deliveries of the next events up to `through`, in one transaction.
 *
 * @returns whether all are made.
 * @throws when even the deliveries of one event take too long.
 */
export async function fanOut(work: Work, through: number, size: StepSize = learned, statementMs = STATEMENT_MS): Promise<boolean> {
  let [endpoints, events] = [0, 0];
  const most = async (database: Database): Promise<number> => {
    await database.execute(sql`SELECT set_config('statement_timeout', ${String(statementMs)}, true)`);
    endpoints = await countReceiving(database);
    return size.eventsFor(endpoints, work.now().getTime());
  };
  const apply = async (database: Database, range: FeedRange): Promise<void> => {
    events = range.through - range.after;
    await makeDeliveries(database, range);
  };
  try {
    return await consume(work, CONSUMER, through, { most, apply });
  } catch (error) {
    if (sqlState(error) !== CANCELED || events <= 1) throw error;
    size.halve(events, endpoints, work.now().getTime());
    log({ level: "warn", service: "core", operation: "fanOut", sql_state: CANCELED, counts: { events, endpoints } });
    return false;
  }
}

/** Applies a range of the feed to every endpoint that has all deliveries before the range, and not too many of them pending. */
async function makeDeliveries(database: Database, range: FeedRange): Promise<void> {
  const events = eventsIn(range);
  await setBehind(database, range.after);
  await beginEndpoints(database, events);
  await queueDeliveries(database, events, "all that are not behind");
}
