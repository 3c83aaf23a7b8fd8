// Requests as the telemetry Worker keeps them.
import type { KeptRequest } from "@ledge/shared/contracts/requests";
import { encodeId, firstUuidAt, newUuid } from "@ledge/shared/ids";

export const NOW_MS = Date.parse("2026-11-22T10:00:00Z");
export const DAY_MS = 86_400_000;
export const DAYS = 7;
/** The first id of an instant. */
export const idAt = (atMs: number): string => encodeId("request", firstUuidAt(atMs));
export const newId = (): string => encodeId("request", newUuid());

export const request = (change: Partial<KeptRequest> = {}): KeptRequest => ({
  ...{
    id: newId(),
    operation: "createTransfer",
    status: 201,
    replayed: false,
    code: null,
    duration_ms: 1,
    principal: "k",
    trace_id: null,
    version: null,
    hops: [],
  },
  ...change,
});
