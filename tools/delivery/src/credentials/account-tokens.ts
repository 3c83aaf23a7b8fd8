// The API tokens that a Cloudflare account owns, R2's keys among them: their list, and a successor of one. developers.cloudflare.com/api/resources/accounts/subresources/tokens
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";
import { ApiError, callApi, type Cloud, type Wait } from "../deploy/api.ts";

export const PERMISSIONS_TO_READ = "Account API Tokens:Read";
export const PERMISSIONS_TO_EDIT = "Account API Tokens:Edit";

/** The most that the list gives at once. */
const PER_PAGE = 50;
const NOT_FOUND = 404;
/** A new token may be unknown for some seconds where it is asked for. */
const MOST_PROOFS = 10;
const PROOF_WAIT_MS = 3_000;

const Policy = z.object({
  effect: z.string(),
  permission_groups: z.array(z.object({ id: z.string(), name: z.string().optional() }).loose()),
  resources: z.unknown(),
});
const Token = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  issued_on: z.string().nullish(),
  expires_on: z.string().nullish(),
  policies: z.array(Policy).default([]),
  condition: z.unknown().optional(),
});

export type AccountToken = z.infer<typeof Token>;

export class AccountTokens {
  readonly #cloud: Cloud;
  readonly #tokens: string;
  readonly #wait: Wait;

  constructor(cloud: Cloud, accountId: string, wait: Wait = delay) {
    this.#cloud = cloud;
    this.#tokens = `/accounts/${accountId}/tokens`;
    this.#wait = wait;
  }

  /** Without their values, which nobody is shown again; the newest first. */
  async list(): Promise<AccountToken[]> {
    const found: AccountToken[] = [];
    for (let page = 1; ; page += 1) {
      const body = await callApi(this.#cloud, "GET", `${this.#tokens}?page=${page}&per_page=${PER_PAGE}`, undefined, this.#wait);
      const { result } = z.object({ result: z.array(Token) }).parse(body);
      found.push(...result);
      if (result.length < PER_PAGE) return found.sort((one, other) => issued(other) - issued(one));
    }
  }

  /** A token that may do what another one may. @returns its id and its value, which is answered this once. */
  async createLike({ name, policies, condition }: AccountToken, expiresOn: Date): Promise<{ id: string; value: string }> {
    const body = await callApi(
      this.#cloud,
      "POST",
      this.#tokens,
      {
        name,
        policies: policies.map(({ effect, permission_groups: groups, resources }) => ({
          effect,
          permission_groups: groups.map(({ id }) => ({ id })),
          resources,
        })),
        ...(condition === undefined || condition === null ? {} : { condition }),
        expires_on: `${expiresOn.toISOString().slice(0, 19)}Z`,
      },
      this.#wait,
    );
    return z.object({ result: z.object({ id: z.string(), value: z.string() }) }).parse(body).result;
  }

  /** Whether the account takes a token. @throws when it does not, also after a while. */
  async prove({ id, value }: { readonly id: string; readonly value: string }): Promise<void> {
    for (let proof = 1; ; proof += 1) {
      try {
        const body = await callApi({ ...this.#cloud, token: value }, "GET", `${this.#tokens}/verify`, undefined, this.#wait);
        const { result } = z.object({ result: z.object({ id: z.string(), status: z.string() }) }).parse(body);
        if (result.id === id && result.status === "active") return;
        throw new Error(`Cloudflare says that the new token is ${result.status}.`);
      } catch (error) {
        if (!(error instanceof ApiError) || proof === MOST_PROOFS) throw error;
        await this.#wait(PROOF_WAIT_MS);
      }
    }
  }

  /** One that is deleted already is fine. */
  async delete(id: string): Promise<void> {
    try {
      await callApi(this.#cloud, "DELETE", `${this.#tokens}/${id}`, undefined, this.#wait);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== NOT_FOUND) throw error;
    }
  }
}

const issued = ({ issued_on: at }: AccountToken): number => (at === undefined || at === null ? 0 : Date.parse(at));
