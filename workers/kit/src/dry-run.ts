// The query parameter that asks for a dry run. The gateway reads it, because a dry run passes no idempotency gate, and the Worker that answers reads it again.
import type { Fault } from "@ledge/shared/problem";
import { z } from "zod";

export const DRY_RUN = "dry_run";
const WORDS = 'must be "true" or "false"';

/** The query of an operation that can be tried. */
export const dryRunQuery = z.object({
  [DRY_RUN]: z.enum(["true", "false"], WORDS).optional().meta({
    description:
      "true: answers what the write would be answered now, and does nothing; such a request takes no Idempotency-Key. false, or left out: does it",
    example: "false",
  }),
});

/** Whether a query asks for a dry run; a fault: it does not say clearly whether it does. */
export function dryRunOf(search: string): boolean | Fault {
  if (search === "") return false;
  const [value = "false", ...others] = new URLSearchParams(search).getAll(DRY_RUN);
  if (others.length > 0) return { parameter: DRY_RUN, detail: "appears twice" };
  return value === "true" || value === "false" ? value === "true" : { parameter: DRY_RUN, detail: WORDS };
}
