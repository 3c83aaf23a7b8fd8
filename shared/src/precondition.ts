// What a request asks of a resource's present state (RFC 9110, section 13): read once at the edge, decided by one function for reads and writes.
// It knows entity tags alone: no resource of Ledge has a date (Last-Modified), so conditions on dates are ignored (sections 13.1.3 and 13.1.4).

/** Entity tags without quotes and without `W/`, or any. */
export type EntityTags = "any" | readonly string[];

export interface Precondition {
  readonly ifMatch: EntityTags | null;
  readonly ifNoneMatch: EntityTags | null;
  /** What the request changes others change too: without If-Match it is refused (RFC 6585, section 3). */
  readonly isRequired: boolean;
}

export const unconditional: Precondition = { ifMatch: null, ifNoneMatch: null, isRequired: false };

export const isConditional = ({ ifMatch, ifNoneMatch }: Precondition): boolean => ifMatch !== null || ifNoneMatch !== null;

/** Why a request does not go on. */
export type Unmet = "required" | "if_match" | "if_none_match";

/** Parts the version of a tag from what else its representation shows, such as an account's balance. */
const STATE = ".";

/**
 * The condition that does not hold of a resource with this tag, in the order of section 13.2.2; null: the request goes on.
 *
 * Weak tags count as strong ones. That is looser than section 13.1.1, and right for our tags: each names a version of the resource and not
 * bytes, and an intermediary that weakens a tag, because it compresses the body, changes no version.
 *
 * @param tag without quotes; null: the resource has none, so no listed tag is its own.
 */
export function unmetCondition({ ifMatch, ifNoneMatch, isRequired }: Precondition, tag: string | null): Unmet | null {
  if (ifMatch === null && isRequired) return "required";
  if (ifMatch !== null && !isNamed(ifMatch, (listed) => listed === tag || isVersionOf(tag, listed))) return "if_match";
  if (ifNoneMatch !== null && isNamed(ifNoneMatch, (listed) => listed === tag)) return "if_none_match";
  return null;
}

const isNamed = (tags: EntityTags, isOwn: (listed: string) => boolean): boolean => tags === "any" || tags.some(isOwn);

/** A change is made to a version: what else a tag says of that moment is no part of what the change would overwrite. */
const isVersionOf = (tag: string | null, listed: string): boolean =>
  tag !== null && tag.includes(STATE) && versionIn(listed) === versionIn(tag);

const versionIn = (tag: string): string => tag.split(STATE, 1)[0] as string;
