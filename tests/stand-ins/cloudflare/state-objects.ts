// Objects of the state's bucket, with R2's rules for them: a bucket of a jurisdiction is found with the jurisdiction's header alone; an object under a
// locked prefix is neither overwritten nor deleted. Sources: wrangler 4.164, packages/wrangler/src/r2/helpers/object.ts; cloudflare-docs,
// r2/buckets/bucket-locks.mdx and r2/api/error-codes.mdx (10069).
import type { Call, Route } from "../http.ts";
import { ok } from "./answers.ts";
import { Refused } from "./worker.ts";

const JURISDICTION = "eu";
const LOCKED = /^copies\//;
/** Texts by key. */
export type StateObjects = Map<string, string>;

function requireJurisdiction({ headers }: Call): void {
  if (headers["cf-r2-jurisdiction"] !== JURISDICTION) throw new Refused(404, 10006, "The specified bucket does not exist.");
}

function requireUnlocked(objects: StateObjects, key: string): void {
  if (objects.has(key) && LOCKED.test(key)) throw new Refused(403, 10069, "The object is locked by the bucket policy.");
}

/** Relative to the account. */
export const stateObjects = (objects: StateObjects): Route[] => [
  [
    "GET",
    /\/r2\/buckets\/ledge-terraform-state\/objects\/([^/]+)/,
    (call, [key = ""]) => {
      requireJurisdiction(call);
      const found = objects.get(key);
      if (found === undefined) throw new Refused(404, 10007, "The specified key does not exist.");
      return { status: 200, body: JSON.parse(found) };
    },
  ],
  [
    "PUT",
    /\/r2\/buckets\/ledge-terraform-state\/objects\/([^/]+)/,
    (call, [key = ""]) => {
      requireJurisdiction(call);
      requireUnlocked(objects, key);
      objects.set(key, call.body.toString());
      return ok({ key });
    },
  ],
];
