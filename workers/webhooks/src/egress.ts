// Where this Worker sends to, as its settings say. Judged when an endpoint is saved and again at each attempt.
import { type EgressPolicy, faultOfUrl } from "./delivery/egress-policy.ts";
import { refused, type Refusal } from "@ledge/shared/result";

export const egressOf = (env: Env): EgressPolicy => ({
  allowLoopback: (env.WEBHOOK_LOOPBACK as string) === "allowed",
  ownHosts: env.WEBHOOK_OWN_HOSTS.split(",")
    .map((host) => host.trim())
    .filter((host) => host !== ""),
});

/** The refusal of a URL, or null. */
export function refusalOfUrl(env: Env, url: string): { readonly ok: false; readonly refusal: Refusal } | null {
  const fault = faultOfUrl(url, egressOf(env));
  return fault === null ? null : refused("webhook_url_not_allowed", undefined, [{ pointer: "/url", detail: fault }]);
}
