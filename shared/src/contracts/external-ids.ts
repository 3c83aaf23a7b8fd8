// The external ids of the client's own systems: how a write asks that nothing else of its kind be made with one, and how a list is asked for it.
import { z } from "zod";
import { externalId } from "../text.ts";

/** The members of a write that makes a resource with an external id. */
export const externalIdMembers = {
  external_id: externalId.nullable().optional(),
  external_id_unique: z.boolean().optional().meta({
    description:
      "Whether the write is refused with `external_id_exists` if a write of this principal has made a resource of this kind with this external_id and this flag before. Only with an external_id. Captures are not counted. If left out: false",
    example: false,
  }),
};

/** The query parameter of a list whose items have external ids. */
export const externalIdQuery = externalId.optional().meta({
  description: "Only those with exactly this external_id. May be combined with every other filter",
});

interface WithExternalId {
  readonly external_id?: string | null | undefined;
  readonly external_id_unique?: boolean | undefined;
}

/** A body's rule beside its schema, and how a fault of it is described: without an external id the flag would protect nothing, silently. */
export const hasWhatIsUnique = (body: WithExternalId): boolean => body.external_id_unique !== true || typeof body.external_id === "string";
export const LACKS_EXTERNAL_ID = { path: ["external_id_unique"], error: "needs an external_id" };
/** The rule in JSON Schema, as far as it can be said there. */
export const uniqueNeedsId = { dependentRequired: { external_id_unique: ["external_id"] } };
