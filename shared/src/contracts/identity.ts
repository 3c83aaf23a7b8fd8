// The identity contract: API keys. The token itself is in the answer that issues it and at the client, and nowhere else in clear text.
import { z } from "zod";
import { type Call, institutionScopes, type Principal, type Scope, scopes, type WriteCall } from "../context.ts";
import type { WriteOutcome, Result } from "../result.ts";
import type { RefusalOf } from "./refusals.ts";
import { instant, time } from "../instants.ts";
import { id, otherExample, type Page, type PageRequest } from "../schema.ts";
import { name } from "../text.ts";
import type { CoreAnswered, UnlistedKey } from "./readiness.ts";

const scope = z.enum(scopes).meta({ id: "Scope", description: "operator includes every scope", example: "accounts:read" });

/** The scopes that a key which is bound to a customer may have; see institutionScopes. */
const customerScopes = scopes.filter((one) => !institutionScopes.has(one)) as [Scope, ...Scope[]];
const customerScope = z
  .enum(customerScopes, `of a key that is bound to a customer, must be one of ${customerScopes.join(", ")}`)
  .meta({ id: "CustomerScope", example: "accounts:read" });

const count = (most: number, description: string, example: number) => z.int().min(1).max(most).meta({ description, example });
const rate = z
  .strictObject({
    burst: count(100_000, "Requests that may come at once", 100),
    per_minute: count(6_000_000, "Requests that may come again in each minute", 600),
  })
  .meta({ id: "RateLimit" });
export type Rate = z.infer<typeof rate>;

const scopesOf = <One extends z.ZodType<Scope>>(one: One) =>
  z
    .array(one)
    .min(1)
    .max(scopes.length)
    .refine((value) => new Set(value).size === value.length, "must not repeat a scope")
    .meta({ uniqueItems: true, example: ["accounts:read", "transfers:read", "transfers:write"] });
const terms = {
  name: name.meta({ example: "back office" }),
  expires_at: time.nullable().optional().meta({ example: "2099-01-01T00:00:00Z" }),
  rate_limit: rate.nullable().optional().meta({
    description:
      "The key's own rate; null: that of its kind, which is the platform's for keys of customers, and none for keys of the institution",
    example: null,
  }),
};

const age = (description: string) => z.int().min(0).meta({ description, example: 86_400 });

/** For operators: how old the passwords are by which the platform logs in to its database. */
export const credentialAges = z
  .strictObject({
    runtime_seconds: age("Age of the password that the Workers log in by. A rotation gives them another one every week"),
    rotator_seconds: age("Age of the password of the login that rotates it"),
  })
  .meta({ id: "CredentialAges" });
export type CredentialAges = z.infer<typeof credentialAges>;

/** A key of the institution, or one that is bound to a customer and does nothing beyond that customer. */
export const createApiKey = z
  .union([
    z.strictObject({ ...terms, scopes: scopesOf(scope), customer_id: z.null().optional() }).meta({ id: "CreateInstitutionApiKey" }),
    z
      .strictObject({
        ...terms,
        scopes: scopesOf(customerScope),
        customer_id: id("customer").meta({ description: "Binds the key to this customer's resources" }),
      })
      .meta({ id: "CreateCustomerApiKey" }),
  ])
  .meta({ id: "CreateApiKey" });

export const rotateApiKey = z
  .strictObject({
    expires_at: time.nullable().optional().meta({
      description:
        "When the successor expires, in the future; null: never. If left out: after as long as the old key was made for, or never",
      example: "2099-01-01T00:00:00Z",
    }),
    previous_key_until: time.optional().meta({
      description: "Until when the old key is accepted too, at most 7 days from now; 24 hours from now if left out. It may expire earlier",
      example: "2026-11-23T10:00:00Z",
    }),
  })
  .meta({ id: "RotateApiKey" });

export const apiKey = z
  .strictObject({
    id: id("apiKey"),
    principal: id("apiKey").meta({
      description:
        "The principal of the key, to which Idempotency-Keys belong: the first key in its chain of rotations, often the key itself",
    }),
    rotated_from: id("apiKey")
      .nullable()
      .meta({ description: "The key that it succeeds; null: it was issued, not made by a rotation", example: otherExample("apiKey") }),
    rotated_to: id("apiKey").nullable().meta({ description: "Its successor; null: it has none yet, and can be rotated", example: null }),
    name: z.string().meta({ example: "back office" }),
    prefix: z.string().meta({ description: "The first characters of the token, to distinguish keys", example: "ledge_4f9c" }),
    scopes: z.array(scope),
    customer_id: id("customer").nullable(),
    rate_limit: rate.nullable().meta({ description: "Its own rate; null: that of its kind", example: null }),
    expires_at: instant.nullable(),
    revoked_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ id: "ApiKey" });

export const issuedApiKey = z
  .strictObject({
    ...apiKey.shape,
    token: z.string().meta({ description: "The API key itself. It cannot be read again later.", example: "ledge_…" }),
  })
  .meta({ id: "IssuedApiKey" });

export type CreateApiKey = z.infer<typeof createApiKey>;
export type RotateApiKey = z.infer<typeof rotateApiKey>;
export type ApiKey = z.infer<typeof apiKey>;
export type IssuedApiKey = z.infer<typeof issuedApiKey>;

/** What core-service gets of a new key's token: its keyed hash, and the encrypted token, which only identity can decrypt, for retries. */
export interface NewApiKeyToken {
  readonly prefix: string;
  /** The id of the pepper that it is hashed under. */
  readonly pepper: string;
  /** Hex of 32 bytes. */
  readonly hash: string;
  readonly sealedToken: string;
}

export type SealedApiKey = ApiKey & { readonly sealedToken: string };

/** What the edge knows of a key. */
export interface KnownKey {
  readonly principal: Principal;
  /** The key's own rate; null: that of its kind. */
  readonly rate: Rate | null;
}

/** What core-service does for the identity Worker. */
export interface IdentityCore {
  createApiKey(call: WriteCall, input: CreateApiKey & NewApiKeyToken): Promise<WriteOutcome<SealedApiKey, RefusalOf<"createApiKey">>>;
  /** Issues a successor that is the same principal, also of a key that has ended, so that requests which were sent with it can be retried. */
  rotateApiKey(
    call: WriteCall,
    keyId: string,
    input: RotateApiKey & NewApiKeyToken,
  ): Promise<WriteOutcome<SealedApiKey, RefusalOf<"rotateApiKey">>>;
  revokeApiKey(call: WriteCall, keyId: string): Promise<WriteOutcome<ApiKey, RefusalOf<"revokeApiKey">>>;
  getApiKey(call: Call, keyId: string): Promise<Result<ApiKey, RefusalOf<"getApiKey">>>;
  listApiKeys(call: Call, page: PageRequest): Promise<Page<ApiKey>>;
  /** What is known of a valid key, or null: unknown, revoked and expired keys are indistinguishable. @param hashes of its token, in hex: one for each pepper. */
  authenticate(hashes: readonly string[]): Promise<KnownKey | null>;
  /** The peppers that valid keys are hashed under and that are none of these, by their ids. */
  unlistedPeppers(listed: readonly string[]): Promise<readonly UnlistedKey[]>;
  readCredentialAges(): Promise<CredentialAges>;
  ready(): Promise<CoreAnswered>;
}
