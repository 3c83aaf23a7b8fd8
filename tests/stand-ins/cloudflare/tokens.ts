// The API tokens that the account owns. Sources: developers.cloudflare.com/api/resources/accounts/subresources/tokens (list, create, verify, delete: the permissions that
// each accepts, 5 to 50 a page, names of at most 120 characters, a value that is answered once), and developers.cloudflare.com/r2/api/tokens: R2's keys are such
// tokens, "Access Key ID: The id of the API token. Secret Access Key: The SHA-256 hash of the API token value".
import { randomBytes } from "node:crypto";
import { json, type Route } from "../http.ts";
import type { Account } from "./account.ts";
import { ok } from "./answers.ts";
import { type OwnedToken, Refused } from "./worker.ts";

const MOST_CHARACTERS = 120;
const PAGE = { least: 5, most: 50, usual: 20 };
/** "date-time" of the schema, as its examples have it: to the second, in UTC. */
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** @param mayRead whether a token has the permission Account API Tokens Read. @param mayEdit and Write. */
export function ownedTokens(account: Account, mayRead: (token: string) => boolean, mayEdit: (token: string) => boolean): Route[] {
  const { tokens } = account;
  const needs = (isAllowed: boolean): void => {
    if (!isAllowed) throw new Refused(403, 9109, "Unauthorized to access requested resource");
  };
  return [
    [
      "GET",
      /\/tokens/,
      ({ token, query }) => {
        needs(mayRead(token) || mayEdit(token));
        const size = Number(query.get("per_page") ?? PAGE.usual);
        if (size < PAGE.least || size > PAGE.most) throw new Refused(400, 1001, "per_page is from 5 to 50");
        const page = Number(query.get("page") ?? 1);
        const found = tokens.slice((page - 1) * size, page * size).map((one) => ({ ...one, value: undefined }));
        return ok(found, { page, per_page: size, count: found.length, total_count: tokens.length });
      },
    ],
    [
      "POST",
      /\/tokens/,
      (call) => {
        needs(mayEdit(call.token));
        const { name, policies, expires_on, condition } = json<Pick<OwnedToken, "name" | "policies" | "expires_on" | "condition">>(call);
        if (name === "" || name.length > MOST_CHARACTERS) throw new Refused(400, 1001, "Invalid token name");
        if (!Array.isArray(policies) || policies.length === 0) throw new Refused(400, 1001, "A token has at least one policy");
        if (expires_on !== undefined && !INSTANT.test(expires_on)) throw new Refused(400, 1001, "expires_on is no date-time");
        const made: OwnedToken = {
          ...{ id: randomBytes(16).toString("hex"), name, status: "active", issued_on: new Date().toISOString(), policies },
          ...(expires_on === undefined ? {} : { expires_on }),
          ...(condition === undefined ? {} : { condition }),
          value: randomBytes(20).toString("hex"),
        };
        tokens.push(made);
        return ok(made);
      },
    ],
    [
      "GET",
      /\/tokens\/verify/,
      ({ token }) => {
        const found = tokens.find(({ value }) => value === token);
        if (found === undefined) throw new Refused(401, 1000, "Invalid API Token");
        return ok({ id: found.id, status: found.status, ...(found.expires_on === undefined ? {} : { expires_on: found.expires_on }) });
      },
    ],
    [
      "DELETE",
      /\/tokens\/([0-9a-f]{32})/,
      (call, [id = ""]) => {
        needs(mayEdit(call.token));
        const at = tokens.findIndex((one) => one.id === id);
        if (at === -1) throw new Refused(404, 1003, "Invalid API Token identifier");
        tokens.splice(at, 1);
        return ok({ id });
      },
    ],
  ];
}
