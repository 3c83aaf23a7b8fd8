// The version that a conditional change names (RFC 9110, section 13.1.1).
import { refused, type Result } from "@ledge/shared/result";

/** A strong entity tag that is a version's number. A list or `*` names no version that the caller saw. */
const IF_MATCH = /^"(\d{1,15})"$/;

/** The version in If-Match, or why there is none. */
export function versionToChange(request: Request): Result<number> {
  const ifMatch = request.headers.get("If-Match");
  if (ifMatch === null) return refused("precondition_required");
  const version = IF_MATCH.exec(ifMatch)?.[1];
  return version === undefined ? refused("precondition_failed") : { ok: true, value: Number(version) };
}
