// The conditions of a request on a resource's present state (RFC 9110, section 13): parsed once at the edge, judged by one function for reads and
// writes. Only entity tags: no resource of Ledge has a Last-Modified date, so conditions on dates are ignored (sections 13.1.3 and 13.1.4).

/** Entity tags without quotes and without `W/`; "any" for `*`. */
export type EntityTags = "any" | readonly string[];

export interface Precondition {
  readonly ifMatch: EntityTags | null;
  readonly ifNoneMatch: EntityTags | null;
  /** Several clients may change the resource: a request without If-Match is refused (RFC 6585, section 3). */
  readonly isRequired: boolean;
}

export const isConditional = ({ ifMatch, ifNoneMatch }: Precondition): boolean => ifMatch !== null || ifNoneMatch !== null;

/** Why a request is refused. */
export type Unmet = "required" | "if_match" | "if_none_match";

/** Separates the version in a tag from the digest of other parts of the representation, such as an account's balance. */
const STATE = ".";

/**
 * The condition that does not hold for a resource with this tag, in the order of section 13.2.2; null: the request goes on.
 *
 * Weak tags count as strong ones. That is looser than section 13.1.1, and right for Ledge's tags: each identifies a version of the resource and
 * not bytes, and an intermediary that weakens a tag, because it compresses the body, changes no version.
 *
 * @param tag without quotes; null: the resource has no tag, so it matches no listed tag.
 */
export function unmetCondition({ ifMatch, ifNoneMatch, isRequired }: Precondition, tag: string | null): Unmet | null {
  if (ifMatch === null && isRequired) return "required";
  if (ifMatch !== null && !isNamed(ifMatch, (listed) => listed === tag || isVersionOf(tag, listed))) return "if_match";
  if (ifNoneMatch !== null && isNamed(ifNoneMatch, (listed) => listed === tag)) return "if_none_match";
  return null;
}

const isNamed = (tags: EntityTags, isOwn: (listed: string) => boolean): boolean => tags === "any" || tags.some(isOwn);

/** If-Match compares versions alone: the rest of a tag is about parts of the representation that the change would not overwrite. */
const isVersionOf = (tag: string | null, listed: string): boolean =>
  tag !== null && tag.includes(STATE) && versionIn(listed) === versionIn(tag);

const versionIn = (tag: string): string => tag.split(STATE, 1)[0] as string;
