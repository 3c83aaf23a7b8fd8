// Checks the security headers that every public response must have (law 27). It judges their meaning and shares no code with the gateway, so that it
// finds a proxy in front of the gateway that weakens one.

/** One year: the minimum of the preload list (hstspreload.org). */
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

/** The faults of a response's headers, a phrase each. */
export function headerFaults(headers: Headers): string[] {
  return Object.entries(required).flatMap(([name, holds]) => {
    const value = headers.get(name);
    if (value === null) return [`no ${name}`];
    return holds(value) ? [] : [`${name} is "${value}"`];
  });
}

/** Whether a policy has a default, forbids framing and base URLs, and allows no inline scripts or scripts from any host (CSP level 3). */
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
