// The contract of dry runs: how the answer to one differs from the answer to the write that it tries.
import { z } from "zod";
import { instant } from "../instants.ts";

/** What the answer to a dry run has beside what the write's has. */
export const dryRunMembers = {
  dry_run: z.literal(true).meta({ description: "Nothing was done: this is the answer to a dry run", example: true }),
  as_of: instant.meta({ description: "The recorded time of the state that it was judged by" }),
};

/** The id of what a dry run does not make. */
export const noId = z.null().meta({ description: "null: nothing was made", example: null });
