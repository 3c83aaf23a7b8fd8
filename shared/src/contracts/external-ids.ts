// The external ids of the client's own systems: how a write asks that nothing else of its kind be made with one.
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

interface WithExternalId {
  readonly external_id?: string | null | undefined;
  readonly external_id_unique?: boolean | undefined;
}

/** A body's rule beside its schema, and how a fault of it is described: without an external id the flag would protect nothing, silently. */
export const hasWhatIsUnique = (body: WithExternalId): boolean => body.external_id_unique !== true || typeof body.external_id === "string";
export const LACKS_EXTERNAL_ID = { path: ["external_id_unique"], error: "needs an external_id" };
