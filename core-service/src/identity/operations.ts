// Identity: the command or query behind each operation of the contract. Lanes run them; look-ups of principals in groups.
import type { IdentityCore } from "@ledge/shared/contracts/identity";
import type { OperationsOf } from "../database/work.ts";
import { createApiKey } from "./create-api-key.ts";
import { readCredentialAges } from "./credential-ages.ts";
import { getApiKey, listApiKeys, unlistedPeppers } from "./read-api-keys.ts";
import { revokeApiKey } from "./revoke-api-key.ts";
import { rotateApiKey } from "./rotate-api-key.ts";

export const identity = {
  createApiKey,
  rotateApiKey,
  revokeApiKey,
  getApiKey,
  listApiKeys,
  unlistedPeppers,
  readCredentialAges,
} satisfies OperationsOf<Omit<IdentityCore, "authenticate">>;
