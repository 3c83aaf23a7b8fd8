// The request that caused a change, as the database keeps it: ids of requests are UUIDs there.
import type { Call } from "@ledge/shared/context";
import { decodeId } from "@ledge/shared/ids";
import { Bug } from "../database/failure.ts";

/** UUID of a call's request. @throws Bug when its id is malformed: the gateway makes them. */
export function requestUuid({ requestId }: Call): string {
  const uuid = decodeId("request", requestId);
  if (uuid === null) throw new Bug("a malformed request id");
  return uuid;
}
