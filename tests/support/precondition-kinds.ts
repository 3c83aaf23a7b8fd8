// The preconditions that a client may send in If-Match and If-None-Match, and the result of the write (RFC 9110, section 13). Each kind is a rule
// from the tag of the resource (null: it has none) to the headers and the expected answer.
import type { ProblemCode } from "@ledge/shared/problem";

/** The result of a write: done, or the code of its refusal. */
type Expected = "done" | Extract<ProblemCode, "precondition_failed" | "validation_failed">;

export interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly expected: Expected;
}

export interface Kind {
  readonly what: string;
  /** null: the kind needs a tag, and the resource has none. */
  asks(tag: string | null): Asked | null;
}

const STALE = '"of-another-time"';
/** The weak form, which Cloudflare makes of the tag of a compressed response. */
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
/** Sent together with an If-Match that holds, because a change of a shared resource requires one. */
const ifNoneMatch = kind("If-None-Match", { "If-Match": "*" });

const doneIfTagged = (tag: string | null): Expected => (tag === null ? "precondition_failed" : "done");
const always = (expected: Expected) => (): Expected => expected;

/** Kinds that every write refuses, whatever the resource is. */
export const refusedKinds: readonly Kind[] = [
  ifMatch("of another version", () => STALE, always("precondition_failed")),
  ifMatch("of another version, weak", () => weak(STALE), always("precondition_failed")),
  ifMatch("of several others", () => `${STALE}, "0", ${weak('"a,b"')}`, always("precondition_failed")),
  ifMatch("of nothing", () => ",", always("precondition_failed")),
  ifMatch("of octets that no tag of the platform has", () => '"\u00e9"', always("precondition_failed")),
  ifMatch("of a number that is written differently", (tag) => (tag === null ? null : `"0${bare(tag)}"`), always("precondition_failed")),
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

/** Kinds under which a write proceeds if the resource has a tag. Each is a separate request and has its effect. */
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
