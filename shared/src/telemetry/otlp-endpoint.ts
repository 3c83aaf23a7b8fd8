// Where telemetry is sent, by OpenTelemetry's own variables (https://opentelemetry.io/docs/specs/otel/protocol/exporter/).

/** In every runtime that this package is used in, and in none of ECMAScript's own types. */
declare const URL: {
  parse(text: string): Readonly<Record<"protocol" | "username" | "password" | "hostname" | "search" | "hash" | "href", string>> | null;
};

export interface OtlpEndpoint {
  /** Without a slash at its end: each signal's path follows. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The share of traces that are sent whatever became of them. */
  readonly ratio: number;
}

export interface OtlpVariables {
  readonly OTEL_EXPORTER_OTLP_ENDPOINT: string;
  /** `name=value`, separated by commas, percent-encoded: the collector's credentials. */
  readonly OTEL_EXPORTER_OTLP_HEADERS: string;
  readonly OTEL_TRACES_SAMPLER_ARG: string;
}

const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** The endpoint; null: nothing is sent. @throws {RangeError} for what is no endpoint, without the text: it may hold a credential. */
export function endpointOf(variables: OtlpVariables): OtlpEndpoint | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: text, OTEL_EXPORTER_OTLP_HEADERS: headers, OTEL_TRACES_SAMPLER_ARG: ratio } = variables;
  if (text.trim() === "") return null;
  const url = URL.parse(text.trim());
  if (url === null || url.username !== "" || url.password !== "" || url.search !== "" || url.hash !== "")
    throw new RangeError("OTEL_EXPORTER_OTLP_ENDPOINT is no URL of scheme, host and path alone");
  // What the headers hold would go over the network as text.
  if (url.protocol !== "https:" && !(url.protocol === "http:" && LOOPBACK.has(url.hostname)))
    throw new RangeError("OTEL_EXPORTER_OTLP_ENDPOINT must be https, or http to this machine");
  return { url: url.href.replace(/\/+$/, ""), headers: headersOf(headers), ratio: ratioOf(ratio) };
}

function headersOf(text: string): Record<string, string> {
  const pairs = text.split(",").filter((pair) => pair.trim() !== "");
  return Object.fromEntries(pairs.map(pairOf));
}

function pairOf(pair: string): [string, string] {
  const at = pair.indexOf("=");
  const name = pair.slice(0, Math.max(at, 0)).trim();
  if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new RangeError("OTEL_EXPORTER_OTLP_HEADERS is not name=value, separated by commas");
  try {
    return [name, decodeURIComponent(pair.slice(at + 1).trim())];
  } catch {
    throw new RangeError("OTEL_EXPORTER_OTLP_HEADERS has a % that begins no encoded character: write it as %25");
  }
}

function ratioOf(text: string): number {
  const ratio = text.trim() === "" ? Number.NaN : Number(text);
  if (!(ratio >= 0 && ratio <= 1)) throw new RangeError("OTEL_TRACES_SAMPLER_ARG is a share from 0 to 1");
  return ratio;
}
