// What every environment must be, however its configuration changed: judged on the plan, where all modules and variables are resolved. A
// policy returns what is wrong, and where.
import { type Plan, type Resource, resourcesOf } from "./plan.ts";

interface Environment {
  readonly name: string | undefined;
  readonly resources: readonly Resource[];
}

type Policy = (environment: Environment) => string[];

/** A year, what HSTS preload lists ask for. */
const HSTS_MIN_AGE_SECONDS = 31_536_000;
/** The versions of TLS that may be the oldest allowed one. RFC 8996 forbids those before. */
const TLS_VERSIONS: readonly unknown[] = ["1.2", "1.3"];
/** The environments whose data may be lost. */
const DISPOSABLE_ENVIRONMENTS = ["dev", "preview"];
/** Of `suspend_timeout_seconds`. */
const NEVER = -1;
const PLACEHOLDER = /^placeholder-/;

/**
 * Resources that are not allowed: roles that the provider makes join neon_superuser, which bypasses row security; the others keep a
 * credential in the state, or make a Worker reachable besides the gateway's hosts.
 */
const FORBIDDEN: Readonly<Record<string, string>> = {
  neon_role: "roles come from migrations/bootstrap.sql",
  neon_api_key: "a credential in the state",
  neon_org_api_key: "a credential in the state",
  cloudflare_account_token: "a credential in the state",
  cloudflare_api_token: "a credential in the state",
  cloudflare_hyperdrive_config: "a credential in the state",
  cloudflare_logpush_job: "a credential in the state",
  cloudflare_workers_secret: "a credential in the state",
  cloudflare_workers_route: "reachable besides the gateway's hosts",
  cloudflare_workers_script: "code is wrangler's",
  cloudflare_worker_version: "code is wrangler's",
  cloudflare_workers_deployment: "code is wrangler's",
  cloudflare_workers_cron_trigger: "crons are wrangler's",
  cloudflare_queue_consumer: "consumers are wrangler's",
};

const policies: readonly Policy[] = [
  ({ resources }) => settingFaults(resources, "min_tls_version", (value) => TLS_VERSIONS.includes(value), "must be 1.2 or newer"),
  ({ resources }) => settingFaults(resources, "tls_1_3", (value) => value === "on", "must be on"),
  ({ resources }) => settingFaults(resources, "always_use_https", (value) => value === "on", "must be on"),
  ({ resources }) => settingFaults(resources, "ssl", (value) => value === "strict", "must be strict"),
  ({ resources }) => settingFaults(resources, "security_header", isLongHsts, "must be HSTS with subdomains for a year at least"),
  // Cloudflare's defaults, which change what clients of an API send and get.
  ...["browser_check", "email_obfuscation", "rocket_loader"].map(
    (setting): Policy =>
      ({ resources }) =>
        settingFaults(resources, setting, (value) => value === "off", "must be off"),
  ),
  ({ resources }) => resources.flatMap(({ address, type }) => (type in FORBIDDEN ? [`${address}: ${FORBIDDEN[type]}`] : [])),
  ({ resources }) =>
    of(resources, "cloudflare_worker")
      .filter(({ values }) => !isClosed(values["subdomain"]))
      .map(({ address }) => `${address}: must have no address on workers.dev`),
  ({ resources }) => {
    const gateways = of(resources, "cloudflare_worker").map(({ values }) => values["name"]);
    return of(resources, "cloudflare_workers_custom_domain")
      .filter(({ values }) => gateways.length !== 1 || values["service"] !== gateways[0])
      .map(({ address }) => `${address}: must lead to the gateway, the only Worker that Terraform knows`);
  },
  deadLetterFaults,
  lockFaults,
  ruleFaults,
  ({ resources }) =>
    of(resources, "cloudflare_ruleset").some(({ values }) => values["phase"] === "http_ratelimit" && rulesOf(values).some(blocks))
      ? []
      : ["cloudflare_ruleset: nothing limits the rate of an address"],
  ({ resources }) =>
    of(resources, "cloudflare_secrets_store_secret")
      .filter(({ values }) => !PLACEHOLDER.test(String(values["value"])))
      .map(({ address }) => `${address}: must be given a placeholder, and its value elsewhere`),
  databaseFaults,
];

/** What is wrong with the environment that a plan leads to; empty when all policies hold. */
export function policyFaults(plan: Plan): string[] {
  const name = plan.planned_values.outputs?.["environment"]?.value as string | undefined;
  const resources = resourcesOf(plan);
  return policies.flatMap((policy) => policy({ name, resources }));
}

const of = (resources: readonly Resource[], type: string): Resource[] => resources.filter((resource) => resource.type === type);

function settingFaults(resources: readonly Resource[], setting: string, holds: (value: unknown) => boolean, words: string): string[] {
  const found = of(resources, "cloudflare_zone_setting").filter(({ values }) => values["setting_id"] === setting);
  if (found.length !== 1) return [`cloudflare_zone_setting: ${setting} is set ${found.length} times`];
  return found.filter(({ values }) => !holds(values["value"])).map(({ address }) => `${address}: ${words}`);
}

function isLongHsts(value: unknown): boolean {
  const {
    enabled,
    max_age: age,
    include_subdomains: all,
  } = (value as { strict_transport_security?: Record<string, unknown> } | null)?.strict_transport_security ?? {};
  return enabled === true && all === true && typeof age === "number" && age >= HSTS_MIN_AGE_SECONDS;
}

function isClosed(subdomain: unknown): boolean {
  const { enabled, previews_enabled: previews } = (subdomain ?? {}) as Record<string, unknown>;
  return enabled === false && previews === false;
}

function deadLetterFaults({ resources }: Environment): string[] {
  const queues = of(resources, "cloudflare_queue").map(({ address, values }) => ({ address, name: String(values["queue_name"]) }));
  const names = new Set(queues.map(({ name }) => name));
  return queues
    .filter(({ name }) => !name.endsWith("-dead") && !names.has(`${name}-dead`))
    .map(({ address, name }) => `${address}: there is no ${name}-dead for what is given up`);
}

/** The compute that serves is `primary_compute`: what a project says of computes is for those that are made later. */
function databaseFaults({ name, resources }: Environment): string[] {
  return of(resources, "neon_project").flatMap(({ address, values }) => {
    const { suspend_timeout_seconds: suspends } = (values["primary_compute"] ?? {}) as Record<string, unknown>;
    const isDisposable = DISPOSABLE_ENVIRONMENTS.includes(name ?? "");
    return [
      ...(values["default_branch_protected"] === true || isDisposable ? [] : [`the default branch of ${name} must be protected`]),
      ...(suspends === NEVER || isDisposable ? [] : [`the compute of ${name} must never be suspended (primary_compute)`]),
      ...(values["store_password"] === false ? [] : ["Neon must not keep the passwords of roles (store_password)"]),
      ...(typeof values["maintenance_window"] === "object" && values["maintenance_window"] !== null ? [] : ["has no maintenance window"]),
    ].map((fault) => `${address}: ${fault}`);
  });
}

/** What is in a bucket that is never overwritten: of the audit log all but its checkpoint. */
const LOCKED = "tile/";

/** Every bucket has a lock that is on, for all that is never overwritten. */
function lockFaults({ resources }: Environment): string[] {
  const locked = of(resources, "cloudflare_r2_bucket_lock")
    .filter(({ values }) => rulesOf(values).some(({ enabled, prefix }) => enabled === true && LOCKED.startsWith(String(prefix ?? ""))))
    .map(({ values }) => values["bucket_name"]);
  return of(resources, "cloudflare_r2_bucket")
    .filter(({ values }) => !locked.includes(values["name"]))
    .map(({ address }) => `${address}: its objects are not locked`);
}

/** Without `ref`, changing one rule gives all rules of the set new ids, and restarts their logs and counters. */
function ruleFaults({ resources }: Environment): string[] {
  return of(resources, "cloudflare_ruleset").flatMap(({ address, values }) => {
    const refs = rulesOf(values).map(({ ref }) => ref);
    return refs.flatMap((ref, index) => {
      if (typeof ref !== "string" || ref === "") return [`${address}: rule ${index + 1} has no ref`];
      return refs.indexOf(ref) === index ? [] : [`${address}: two rules are called ${ref}`];
    });
  });
}

const rulesOf = (values: Resource["values"]): Readonly<Record<string, unknown>>[] =>
  (values["rules"] ?? []) as Readonly<Record<string, unknown>>[];

const blocks = ({ action, enabled }: Readonly<Record<string, unknown>>): boolean => action === "block" && enabled === true;
