// What a write made or changed, by its answer, or what it would have changed: the audit log keeps it beside the key.
import { decodeAnyId } from "@ledge/shared/ids";

/** UUIDs, in the order of the answer: of the resource that it shows, or of the transfers of a batch. */
export function resourcesOf(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const { id, outcomes } = value as { readonly id?: unknown; readonly outcomes?: unknown };
  if (Array.isArray(outcomes)) return outcomes.flatMap(({ transfer }: { readonly transfer?: unknown }) => resourcesOf(transfer));
  const uuid = typeof id === "string" ? decodeAnyId(id) : null;
  return uuid === null ? [] : [uuid];
}
