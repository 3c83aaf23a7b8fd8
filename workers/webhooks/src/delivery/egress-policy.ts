// Which URLs a delivery may go to: public names over TLS, and nothing that could be the platform itself or a private network. It judges names and
// does not resolve them: the runtime's network blocks a public name that resolves to a private address. A URL is judged when its endpoint is
// saved and again at each attempt, because the policy may have changed since.

export interface EgressPolicy {
  /** Hosts of the platform itself: a delivery to them, or to their subdomains, would come back as a request. */
  readonly ownHosts: readonly string[];
  /** Local development only: http and https to this machine, on any port. */
  readonly allowLoopback: boolean;
}

/**
 * Longer than the URL of any real endpoint; shorter than the limits of common proxies and logs.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const MAX_URL_CHARACTERS = 2_048;
/** RFC 1035, section 2.3.4, without the root's octets. */
const MAX_HOST_CHARACTERS = 253;
/** RFC 1035, section 2.3.1, and the underscore that some names have. Leaves out the empty label of `a..b`. */
const LABEL = /^[a-z0-9_-]{1,63}$/;
/** A last label is alphabetic or `xn--` (RFC 3696, section 2). One that begins with a digit can be read as an IPv4 address. */
const TOP_LABEL = /^[a-z][a-z0-9-]*$/;
/** Parsers of URLs remove these or interpret them, each in its own way. */
const AMBIGUOUS = /[\s\\\p{Cc}]/u;
const LOOPBACK_HOSTS = new Set(["127.0.0.1", "[::1]", "localhost"]);
/** Names that do not belong to the public DNS. */
const INNER_NAMES = [
  ...["localhost", "invalid", "test", "example"], // RFC 6761, sections 6.2 to 6.5; example.com does resolve
  "local", // RFC 6762, section 3
  ...["intranet", "private", "corp", "home", "lan"], // RFC 6762, appendix G: in private use, whatever the DNS says
  "localdomain", // what resolvers add by themselves
  "internal", // reserved for private use by ICANN, 2024-07-29
  "arpa", // RFC 3172; `home.arpa` (RFC 8375) and reverse names among them
  "onion", // RFC 7686
  "alt", // RFC 9476
];

/** The fault of `text` as the target of deliveries, as a message for its owner; null: it is allowed. Pure. */
export function faultOfUrl(text: string, policy: EgressPolicy): string | null {
  if (text.length > MAX_URL_CHARACTERS) return `must have at most ${MAX_URL_CHARACTERS} characters`;
  if (AMBIGUOUS.test(text)) return "must have no space, control character or backslash";
  // WHATWG parsing normalizes every spelling of a host: case, percent-encoding, Unicode, and decimal, octal, hexadecimal and short IPv4.
  if (!URL.canParse(text)) return "must be an absolute URL";
  const url = new URL(text);
  if (url.username !== "" || url.password !== "") return "must have no credentials";
  // An empty fragment is one too, and `url.hash` does not distinguish it from none.
  if (url.href.includes("#")) return "must have no fragment";
  const isLoopback = policy.allowLoopback && LOOPBACK_HOSTS.has(url.hostname);
  if (isLoopback && (url.protocol === "http:" || url.protocol === "https:")) return null;
  if (url.protocol !== "https:") return "must be https";
  if (url.port !== "") return "must use port 443";
  return faultOfHost(url.hostname.replace(/\.$/, ""), policy.ownHosts);
}

/** @param host as a parsed URL has it, without a full stop at the end. */
function faultOfHost(host: string, ownHosts: readonly string[]): string | null {
  const labels = host.split(".");
  if (host.startsWith("[") || /^[\d.]+$/.test(host)) return "must name a host, not an IP address";
  const isName = host.length <= MAX_HOST_CHARACTERS && labels.every((label) => LABEL.test(label)) && TOP_LABEL.test(labels.at(-1) ?? "");
  if (!isName || labels.length < 2 || INNER_NAMES.some((name) => isWithin(host, name))) return "must name a public host";
  const own = ownHosts.map((name) => name.trim().toLowerCase().replace(/\.$/, ""));
  return own.some((name) => isWithin(host, name)) ? "must not lead back to this platform" : null;
}

const isWithin = (host: string, name: string): boolean => host === name || host.endsWith(`.${name}`);
