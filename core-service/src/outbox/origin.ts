// Who caused a change, and by which request, as the database keeps it: ids of requests and traces are UUIDs there.
import type { Call } from "@ledge/shared/context";
import { decodeId } from "@ledge/shared/ids";
import { type SQL, sql } from "drizzle-orm";
import { Bug } from "../database/failure.ts";

/** UUID of a call's request. @throws Bug when its id is malformed: the gateway makes them. */
export function requestUuid({ requestId }: Call): string {
  const uuid = decodeId("request", requestId);
  if (uuid === null) throw new Bug("a malformed request id");
  return uuid;
}

/** The origin of what a call changes, for a function of the database. */
export const originOf = (call: Call): SQL => sql`ROW(${call.principal.id}, ${requestUuid(call)}, ${call.traceId})::outbox.origin`;
