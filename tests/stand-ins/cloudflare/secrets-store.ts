// The account's one secrets store. Sources: cloudflare/cloudflare-docs, src/content/docs/secrets-store (one store per account, 100 secrets, values cannot be read);
// wrangler 4.164.0, src/secrets-store/client.ts (the calls and their bodies) and commands.ts (names, at most 64 KiB).
import { randomUUID } from "node:crypto";
import type { Account } from "./account.ts";
import { ok } from "./answers.ts";
import { json, type Route } from "../http.ts";
import { Refused, type StoredSecret } from "./worker.ts";

const MOST_SECRETS = 100;
const MOST_BYTES = 65_536;

interface Asked {
  readonly name: string;
  readonly value?: string;
  readonly comment?: string;
  readonly scopes?: readonly string[];
}

/** What the API says of a secret: everything but its value. */
const shown = ({ id, name, comment, scopes }: StoredSecret): object => ({
  id,
  name,
  comment,
  scopes,
  status: "active",
});

/** @param mayEdit whether a token may change secrets: one that rotates may do nothing else. */
export function secretsStore(account: Account, mayEdit: (token: string) => boolean, mayRead: (token: string) => boolean): Route[] {
  const { secrets } = account;
  const path = (rest: string): RegExp => new RegExp(String.raw`/secrets_store/stores/([0-9a-f]{32})/secrets${rest}`);
  const guarded = ([method, pattern, handle]: Route): Route => [
    method,
    pattern,
    (call, [store = "", ...groups]) => {
      if (!(method === "GET" ? mayRead : mayEdit)(call.token)) throw new Refused(403, 10000, "Authentication error");
      if (store !== account.storeId) throw new Refused(404, 1001, "store not found");
      return handle(call, groups);
    },
  ];
  const byId = (id: string): StoredSecret => {
    const found = [...secrets.values()].find((one) => one.id === id);
    if (found === undefined) throw new Refused(404, 1001, "secret not found");
    return found;
  };
  const checked = (value: string | undefined): string => {
    if (value === undefined || value === "") throw new Refused(400, 1002, "a secret needs a value");
    if (Buffer.byteLength(value) > MOST_BYTES) throw new Refused(400, 1002, "the value is longer than 64 KiB");
    return value;
  };
  const routes: Route[] = [
    ["GET", path(""), ({ query }) => ok([...secrets.values()].filter(({ name }) => name.includes(query.get("search") ?? "")).map(shown))],
    [
      "POST",
      path(""),
      (call) =>
        ok(
          json<Asked[]>(call).map(({ name, value, comment = "", scopes = [] }) => {
            if (!/^[A-Za-z0-9_-]+$/.test(name)) throw new Refused(400, 1002, "a name has letters, digits, underscores and dashes");
            if (secrets.has(name)) throw new Refused(409, 1003, "secret_name_already_exists");
            if (secrets.size >= MOST_SECRETS) throw new Refused(400, 1004, "maximum_secrets_exceeded");
            const made = { id: randomUUID().replaceAll("-", ""), name, value: checked(value), comment, scopes };
            secrets.set(name, made);
            return shown(made);
          }),
        ),
    ],
    [
      "PATCH",
      path("/([^/]+)"),
      (call, [id = ""]) => {
        const found = byId(id);
        const { value, comment } = json<Asked>(call);
        if (value !== undefined) found.value = checked(value);
        if (comment !== undefined) found.comment = comment;
        return ok(shown(found));
      },
    ],
    [
      "DELETE",
      path("/([^/]+)"),
      (_, [id = ""]) => {
        secrets.delete(byId(id).name);
        return ok(null);
      },
    ],
  ];
  return routes.map(guarded);
}
