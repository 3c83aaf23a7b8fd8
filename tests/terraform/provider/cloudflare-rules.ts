// What Cloudflare makes of Terraform's requests for a zone, by its documentation (July to November 2026) and by the source of its provider 5.22.0.
import type { CloudRules } from "./rules.ts";
import { isObject, type ObjectValue, type Value } from "./values.ts";

type Plan = "free" | "pro" | "business";

/** What is done to a zone by hand: its plan is bought in the dashboard; name servers and DS record are entered at the domain's registrar. */
export interface ZoneByHand {
  plan: Plan;
  isDelegated: boolean;
  hasDsRecord: boolean;
}

export const NAME_SERVERS = ["ada.ns.cloudflare.com", "bob.ns.cloudflare.com"];

/** As a zone begins. */
export const newZone = (): ZoneByHand => ({ plan: "free", isDelegated: false, hasDsRecord: false });

/** https://developers.cloudflare.com/waf/rate-limiting-rules/#availability */
const RATE_LIMITS: Readonly<
  Record<Plan, { rules: number; longestPeriodS: number; longestTimeoutS: number; fields: readonly string[]; countsResponses: boolean }>
> = {
  free: { rules: 1, longestPeriodS: 10, longestTimeoutS: 10, fields: ["http.request.uri.path"], countsResponses: false },
  pro: {
    rules: 2,
    longestPeriodS: 60,
    longestTimeoutS: 3_600,
    fields: ["http.request.uri.path", "http.host", "http.request.uri", "http.request.full_uri", "http.request.uri.query"],
    countsResponses: false,
  },
  business: {
    rules: 5,
    longestPeriodS: 600,
    longestTimeoutS: 86_400,
    fields: [
      "http.request.uri.path",
      "http.host",
      "http.request.uri",
      "http.request.full_uri",
      "http.request.uri.query",
      "http.request.method",
      "ip.src",
      "http.user_agent",
    ],
    countsResponses: true,
  },
};
/** The periods and timeouts that the API takes: https://developers.cloudflare.com/waf/rate-limiting-rules/parameters/ */
const PERIODS_S: readonly unknown[] = [10, 60, 120, 300, 600, 3_600];
const TIMEOUTS_S: readonly unknown[] = [0, 10, 60, 120, 300, 600, 3_600, 86_400];
const FIELD = /\b(?:http|ip|cf)\.[a-z_.0-9]+/g;
/** The field is known in these phases alone: ruleset-engine/rules-language/fields/reference/cf.response.error_type */
const ERROR_TYPE_PHASES: readonly unknown[] = ["http_response_headers_transform", "http_custom_errors"];

/** The rules of one account with one zone. */
export const cloudflareRules = (zone: ZoneByHand): CloudRules => ({
  unusable: () => null,
  refusal(type, wanted) {
    if (type === "cloudflare_ruleset") return rulesetRefusal(wanted, zone.plan);
    // "To add a Custom Domain, you must have: 1. An active Cloudflare zone": workers/configuration/routing/custom-domains.
    if (type === "cloudflare_workers_custom_domain" && !zone.isDelegated) {
      return `The zone of ${String(wanted["hostname"])} is pending, and a custom domain needs an active one`;
    }
    return null;
  },
  shown(type, value) {
    if (type === "cloudflare_zone") {
      const status = zone.isDelegated ? "active" : "pending";
      return { ...value, status, plan: { ...emptyPlan, legacy_id: zone.plan }, name_servers: NAME_SERVERS };
    }
    // `pending` until the DS record is at the registrar (dns/dnssec/dnssec-states); the provider's Read takes it over (zone_dnssec/resource.go).
    if (type === "cloudflare_zone_dnssec") return { ...value, status: zone.isDelegated && zone.hasDsRecord ? "active" : "pending" };
    return value;
  },
});

const emptyPlan = {
  can_subscribe: null,
  currency: null,
  externally_managed: null,
  frequency: null,
  id: null,
  is_subscribed: null,
  legacy_discount: null,
  name: null,
  price: null,
};

function rulesetRefusal({ phase, rules }: ObjectValue, plan: Plan): string | null {
  const all = (Array.isArray(rules) ? (rules as readonly Value[]) : []).filter(isObject);
  const stray = all.find(({ expression }) => String(expression).includes("cf.response.error_type") && !ERROR_TYPE_PHASES.includes(phase));
  if (stray !== undefined) return `Rule ${String(stray["ref"])}: cf.response.error_type is not known in phase ${String(phase)}`;
  if (phase !== "http_ratelimit") return null;
  const allowed = RATE_LIMITS[plan];
  if (all.length > allowed.rules) return `The ${plan} plan takes ${allowed.rules} rate limiting rules, not ${all.length}`;
  return all.map((rule) => rateLimitRefusal(rule, plan)).find((reason) => reason !== null) ?? null;
}

function rateLimitRefusal({ ref, expression, ratelimit }: ObjectValue, plan: Plan): string | null {
  const { longestPeriodS, longestTimeoutS, fields, countsResponses } = RATE_LIMITS[plan];
  const { period, mitigation_timeout: timeout, counting_expression: counted } = isObject(ratelimit) ? ratelimit : {};
  const here = `Rule ${String(ref)}: the ${plan} plan`;
  const field = (String(expression).match(FIELD) ?? []).find((one) => !fields.includes(one));
  if (field !== undefined) return `${here} does not know the field ${field} in rate limiting rules`;
  if (typeof counted === "string" && counted !== "" && !countsResponses) return `${here} has no counting expression`;
  if (!PERIODS_S.includes(period) || Number(period) > longestPeriodS) return `${here} does not count over ${String(period)} s`;
  if (!TIMEOUTS_S.includes(timeout) || Number(timeout) > longestTimeoutS) return `${here} does not block for ${String(timeout)} s`;
  return null;
}
