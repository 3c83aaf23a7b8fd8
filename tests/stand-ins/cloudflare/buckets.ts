// R2 of the account: its buckets and their objects.
import type { Account } from "./account.ts";
import { ok } from "./answers.ts";
import { json, type Route } from "../http.ts";

export const buckets = (account: Account): Route[] => [
  ["GET", /\/r2\/buckets/, () => ok({ buckets: [...account.buckets.keys()].map((name) => ({ name })) })],
  [
    "POST",
    /\/r2\/buckets/,
    (call) => {
      const { name } = json<{ name: string }>(call);
      account.createBucket(name);
      return ok({ name });
    },
  ],
  [
    "GET",
    /\/r2\/buckets\/([^/]+)/,
    (_, [name = ""]) => {
      account.bucket(name);
      return ok({ name, creation_date: "2026-11-01T00:00:00Z", location: "WEUR", storage_class: "Standard" });
    },
  ],
  [
    "DELETE",
    /\/r2\/buckets\/([^/]+)/,
    (_, [name = ""]) => {
      account.deleteBucket(name);
      return ok({});
    },
  ],
  ["GET", /\/r2\/buckets\/([^/]+)\/objects/, (_, [name = ""]) => ok([...account.bucket(name)].map((key) => ({ key })))],
  [
    "DELETE",
    /\/r2\/buckets\/([^/]+)\/objects\/([^/]+)/,
    (_, [name = "", key = ""]) => {
      account.bucket(name).delete(decodeURIComponent(key));
      return ok({ key });
    },
  ],
];
