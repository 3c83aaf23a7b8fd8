// What a client may say of a resource's state in If-Match and If-None-Match, and what a write then does (RFC 9110, section 13). Each kind is
// a rule, from the tag that the resource has (null: it has none) to the headers and the answer.
import type { ProblemCode } from "@ledge/shared/problem";

/** What a write answers: it was done, or the code of the refusal. */
export type Expected = "done" | Extract<ProblemCode, "precondition_failed" | "validation_failed">;

export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: Expected;
}

export interface Kind {
  readonly what: string;
  /** null: the kind needs a tag and the resource has none. */
  asks(tag: string | null): Asked | null;
}

const STALE = '"of-another-time"';
/** A weak form, as Cloudflare makes it of what it compresses. */
const weak = (tag: string): string => `W/${tag}`;
const bare = (tag: string): string => tag.slice(1, -1);

type Value = (tag: string | null) => string | null;
type ExpectedOf = (tag: string | null) => Expected;

const kind =
  (name: string, beside: Readonly<Record<string, string>>) =>
  (what: string, value: Value, outcome: ExpectedOf): Kind => ({
    what: `${name} ${what}`,
    asks(tag) {
      const said = value(tag);
      return said === null ? null : { headers: { ...beside, [name]: said }, expected: outcome(tag) };
    },
  });
const ifMatch = kind("If-Match", {});
/** Under an If-Match that holds, because a change of what others change too needs one. */
const ifNoneMatch = kind("If-None-Match", { "If-Match": "*" });

const doneIfTagged = (tag: string | null): Expected => (tag === null ? "precondition_failed" : "done");
const always = (expected: Expected) => (): Expected => expected;

/** Kinds that a write refuses, whatever the resource is like. */
export const refusedKinds: readonly Kind[] = [
  ifMatch("of another version", () => STALE, always("precondition_failed")),
  ifMatch("of another version, weak", () => weak(STALE), always("precondition_failed")),
  ifMatch("of several others", () => `${STALE}, "0", ${weak('"a,b"')}`, always("precondition_failed")),
  ifMatch("of nothing", () => ",", always("precondition_failed")),
  ifMatch("of octets that no tag of ours has", () => '"\u00e9"', always("precondition_failed")),
  ifMatch("of a number that only reads alike", (tag) => (tag === null ? null : `"0${bare(tag)}"`), always("precondition_failed")),
  ifMatch("without quotes", (tag) => bare(tag ?? STALE), always("validation_failed")),
  ifMatch("with a quote that does not end", (tag) => (tag ?? STALE).slice(0, -1), always("validation_failed")),
  ifMatch("of any and one", (tag) => `*, ${tag ?? STALE}`, always("validation_failed")),
  ifMatch("with a small w", (tag) => `w/${tag ?? STALE}`, always("validation_failed")),
  ifMatch("without a comma", (tag) => `${tag ?? STALE} ${STALE}`, always("validation_failed")),
  ifMatch("with a blank in a tag", () => '"1 "', always("validation_failed")),
  ifNoneMatch("of any", () => "*", always("precondition_failed")),
  ifNoneMatch("of this version", (tag) => tag, always("precondition_failed")),
  ifNoneMatch(
    "of this version, weak, among others",
    (tag) => (tag === null ? null : `${STALE},${weak(tag)}`),
    always("precondition_failed"),
  ),
  ifNoneMatch("without quotes", (tag) => bare(tag ?? STALE), always("validation_failed")),
];

/** Kinds that a write goes on under, if the resource has a tag. Each is a request of its own: it has its effect. */
export const metKinds: readonly Kind[] = [
  ifMatch("of this version", (tag) => tag, doneIfTagged),
  ifMatch("of this version, weakened on the way", (tag) => (tag === null ? null : weak(tag)), doneIfTagged),
  ifMatch("of this version among others", (tag) => (tag === null ? null : `${STALE} ,, "a,b",\t${weak(tag)},`), doneIfTagged),
  ifMatch("of any", () => "*", always("done")),
  ifNoneMatch("of another version", () => STALE, always("done")),
  {
    what: "a date, where no resource has one",
    asks: () => ({ headers: { "If-Match": "*", "If-Unmodified-Since": "Thu, 01 Jan 1970 00:00:00 GMT" }, expected: "done" }),
  },
];
