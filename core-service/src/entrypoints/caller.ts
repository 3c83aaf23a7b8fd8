// Checks the caller of an entrypoint: it serves the one Worker whose binding names it. The name comes from that Worker's deployed config, not
// from the request (law 24).
import { type CallerProps, isCalledBy } from "@ledge/shared/caller";
import { Bug } from "../database/failure.ts";

/** @throws when the entrypoint was reached by anyone but `caller`. */
export function requireCaller(context: { readonly props: CallerProps }, caller: string): void {
  if (!isCalledBy(context, caller)) throw new Bug(`this entrypoint serves ${caller} alone`);
}
