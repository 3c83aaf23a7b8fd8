// GET /internal/authenticate, for the gateway alone and not in the contract: the principal behind an API key, or null.
import { hashApiKey } from "@ledge/shared/api-key";
import type { Context } from "hono";
import { core } from "./operation.ts";

export async function authenticate(context: Context<{ Bindings: Env }>): Promise<Response> {
  const token = context.req.header("Authorization")?.slice("Bearer ".length) ?? "";
  return context.json(await core(context.env).authenticate(hashApiKey(context.env.API_KEY_PEPPER, token)));
}
