// What every public response must say for itself (law 27), as a stranger judges it: by what the headers mean, so that a deployment in
// front of the gateway that weakens one is seen.

/** One year: the least that the preload list takes (hstspreload.org). */
const MIN_HSTS_S = 31_536_000;

const required: Readonly<Record<string, (value: string) => boolean>> = {
  "strict-transport-security": (value) =>
    Number(/(?:^|;)\s*max-age=(\d+)/i.exec(value)?.[1] ?? 0) >= MIN_HSTS_S && /includeSubDomains/i.test(value),
  "content-security-policy": isStrict,
  "x-frame-options": (value) => value.toUpperCase() === "DENY",
  "x-content-type-options": (value) => value.toLowerCase() === "nosniff",
  "referrer-policy": (value) => ["no-referrer", "same-origin", "strict-origin", "strict-origin-when-cross-origin"].includes(value),
  "cross-origin-opener-policy": (value) => value === "same-origin",
  "cross-origin-resource-policy": (value) => value === "same-origin",
  "permissions-policy": (value) => value !== "",
};

/** What is wrong with the headers of a response, a phrase each. */
export function headerFaults(headers: Headers): string[] {
  return Object.entries(required).flatMap(([name, holds]) => {
    const value = headers.get(name);
    if (value === null) return [`no ${name}`];
    return holds(value) ? [] : [`${name} is "${value}"`];
  });
}

/** Nothing is let in that is not named, nobody frames it, and no inline script runs (CSP level 3). */
function isStrict(policy: string): boolean {
  const directives = new Map(
    policy.split(";").map((directive) => {
      const [name = "", ...sources] = directive.trim().split(/\s+/);
      return [name.toLowerCase(), sources] as const;
    }),
  );
  const fallback = directives.get("default-src");
  const scripts = directives.get("script-src") ?? fallback ?? ["*"];
  const isNone = (name: string): boolean => directives.get(name)?.join() === "'none'";
  return fallback !== undefined && isNone("frame-ancestors") && isNone("base-uri") && !scripts.some((source) => LOOSE.has(source));
}

const LOOSE = new Set(["*", "'unsafe-inline'", "'unsafe-eval'", "data:", "http:", "https:"]);
