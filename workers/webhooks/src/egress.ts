// The egress policy of this Worker, from its settings. It is applied when an endpoint is saved and again at each attempt.
import { type EgressPolicy, faultOfUrl } from "./delivery/egress-policy.ts";
import { refused, type Refused } from "@ledge/shared/result";

export function egressOf(env: Env): EgressPolicy {
  // The generated type has only the value of wrangler.toml, which is deployed; `npm start` and tests set another.
  const loopback: string = env.WEBHOOK_LOOPBACK;
  const ownHosts = env.WEBHOOK_OWN_HOSTS.split(",").map((host) => host.trim());
  return { allowLoopback: loopback === "allowed", ownHosts: ownHosts.filter((host) => host !== "") };
}

/** The refusal of a URL, or null. */
export function refusalOfUrl(env: Env, url: string): Refused<"webhook_url_not_allowed"> | null {
  const fault = faultOfUrl(url, egressOf(env));
  return fault === null ? null : refused("webhook_url_not_allowed", undefined, [{ pointer: "/url", detail: fault }]);
}
