// Which URLs webhooks are sent to: public hosts by name, over TLS. What a name resolves to is for the runtime to judge, which reaches
// public addresses alone; here is judged what can be told from the URL, so that a client hears of it at once.
export interface EgressPolicy {
  /** Local development alone: http and https to this machine, any port. */
  readonly allowLoopback: boolean;
  /** Host names of the platform itself; their subdomains too. */
  readonly ownHosts: readonly string[];
}

const MAX_LENGTH = 2048;
/** As the URL parser writes the addresses of this machine. */
const LOOPBACK = new Set(["127.0.0.1", "[::1]", "localhost"]);
/** Dotted decimal: the parser has already turned octal, hexadecimal, short and full-width forms into it (WHATWG URL, section 3.5). */
const IPV4 = /^\d+\.\d+\.\d+\.\d+$/;
/**
 * Names that are not of the public DNS (IANA's special-use domain names: RFC 6761, 6762, 7686, 8375, 9476), and `internal`, which ICANN
 * has set apart for private use.
 */
const PRIVATE_DOMAINS = [
  ...["localhost", "local", "internal", "intranet", "lan", "home", "corp", "private"],
  ...["arpa", "test", "invalid", "example", "onion", "alt"],
];

/** What is wrong with a URL as the target of webhooks, in words for a stranger; null: nothing. */
export function faultOfUrl(text: string, policy: EgressPolicy): string | null {
  const url = text.length <= MAX_LENGTH ? URL.parse(text) : null;
  if (url === null) return "must be an absolute URL of at most 2048 characters";
  if (url.username !== "" || url.password !== "") return "must hold no credentials";
  if (url.hash !== "") return "must have no fragment";
  if (url.protocol !== "https:" && url.protocol !== "http:") return "must be https";
  if (policy.allowLoopback && LOOPBACK.has(url.hostname)) return null;
  if (url.protocol !== "https:") return "must be https";
  if (url.port !== "") return "must use port 443";
  return faultOfHost(url.hostname, policy);
}

function faultOfHost(hostname: string, { ownHosts }: EgressPolicy): string | null {
  if (hostname.startsWith("[") || IPV4.test(hostname)) return "must name a host, not an address";
  // A trailing dot names the same host.
  const host = hostname.replace(/\.$/, "");
  if (!host.includes(".") || host.startsWith(".") || host.includes("..")) return "must name a public host";
  if (PRIVATE_DOMAINS.some((domain) => isWithin(host, domain))) return "must name a public host";
  return ownHosts.some((own) => isWithin(host, own.toLowerCase())) ? "must not be this platform" : null;
}

const isWithin = (host: string, domain: string): boolean => host === domain || host.endsWith(`.${domain}`);
