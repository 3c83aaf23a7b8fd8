// What the gateway's operations on kept requests share: who keeps them, and how one is shown.
import type { KeptRequest, RequestsReader } from "@ledge/shared/contracts/requests";
import { decodeId, uuidTimeMs } from "@ledge/shared/ids";

export const requestsOf = (env: Env): RequestsReader => env.TELEMETRY as unknown as RequestsReader;

/** A request as operators see it; its id says when it came. */
export function showRequest({ hops, ...kept }: KeptRequest) {
  const receivedMs = uuidTimeMs(decodeId("request", kept.id) ?? "");
  return { request: { ...kept, received_at: new Date(receivedMs).toISOString() }, hops };
}
