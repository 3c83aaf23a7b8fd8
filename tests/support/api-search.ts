// Searches through the API: the search follows the feed, so a test waits for a marker that it has written last.
import { expect } from "vitest";
import type { Ledge, LedgeResponse } from "./ledge.ts";

/** The scopes that a search needs. */
export const SEARCH_SCOPES = ["customers:read", "accounts:read", "transfers:read"] as const;

export interface ApiSearch {
  post(path: string, body: object): Promise<LedgeResponse>;
  /** Sends no Idempotency-Key. */
  search(body: object, token?: string): Promise<LedgeResponse>;
  idsOf(body: object, token?: string): Promise<string[]>;
  /** Waits until everything that was answered so far is found. */
  caughtUp(): Promise<void>;
  /** The token of a new key, of the institution or of a customer. */
  keyOf(customer: string | null, scopes?: readonly string[]): Promise<string>;
}

export function apiSearch(ledge: Ledge): ApiSearch {
  let marks = 0;
  const post = (path: string, body: object): Promise<LedgeResponse> => ledge.request("POST", path, { body });
  const search = (body: object, token?: string): Promise<LedgeResponse> =>
    ledge.request("POST", "/v1/search", { body, key: null, ...(token === undefined ? {} : { token }) });
  const idsOf = async (body: object, token?: string): Promise<string[]> =>
    (await search(body, token)).json.data.map(({ id }: { id: string }) => id);
  return {
    post,
    search,
    idsOf,
    async caughtUp() {
      const mark = `marker-${(marks += 1)}`;
      const { json } = await post("/v1/customers", { type: "person", name: "Marker", external_id: mark });
      await expect.poll(async () => (await idsOf({ text: mark }))[0], { timeout: 20_000 }).toBe(json.id);
    },
    async keyOf(customer, scopes = SEARCH_SCOPES) {
      return (await post("/v1/api-keys", { name: "till", scopes, ...(customer === null ? {} : { customer_id: customer }) })).json
        .token as string;
    },
  };
}
