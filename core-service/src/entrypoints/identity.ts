// The identity Worker's door into the core: who may call, and where each call runs. No rule of the domain lives here.
import { WorkerEntrypoint } from "cloudflare:workers";
import type { Call, Principal, WriteCall } from "@ledge/shared/context";
import type { ApiKey, CreateApiKey, IdentityCore, NewApiKeyToken, RotateApiKey, SealedApiKey } from "@ledge/shared/contracts/identity";
import type { Outcome, Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { type CallerProps, requireCaller } from "./caller.ts";
import { runFor, runOperation } from "../lane/routing.ts";

export class Identity extends WorkerEntrypoint<Env, CallerProps> implements IdentityCore {
  constructor(context: ExecutionContext<CallerProps>, env: Env) {
    super(context, env);
    requireCaller(context, "identity");
  }

  createApiKey(call: WriteCall, input: CreateApiKey & NewApiKeyToken): Promise<Outcome<SealedApiKey>> {
    return runFor(this.env, call, "createApiKey", input);
  }

  rotateApiKey(call: WriteCall, keyId: string, input: RotateApiKey & NewApiKeyToken): Promise<Outcome<SealedApiKey>> {
    return runFor(this.env, call, "rotateApiKey", keyId, input);
  }

  revokeApiKey(call: WriteCall, keyId: string): Promise<Outcome<ApiKey>> {
    return runFor(this.env, call, "revokeApiKey", keyId);
  }

  getApiKey(call: Call, keyId: string): Promise<Result<ApiKey>> {
    return runFor(this.env, call, "getApiKey", keyId);
  }

  listApiKeys(call: Call, page: PageRequest): Promise<Page<ApiKey>> {
    return runFor(this.env, call, "listApiKeys", page);
  }

  authenticate(hash: string): Promise<Principal | null> {
    return runOperation(this.env, hash, "authenticate", hash);
  }

  ready(): Promise<void> {
    return runOperation(this.env, "identity", "ready");
  }
}
