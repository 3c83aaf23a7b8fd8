// The things that the product does in one place alone, as far as the text shows them.
import type { Source } from "./sources.ts";

interface OnePlace {
  /** The thing that is done there. */
  readonly what: string;
  readonly place: string;
  /** The code that is judged. */
  readonly within: RegExp;
  /** The pattern of a second place, in code without comments. */
  readonly secondWay: RegExp;
}

const PRODUCT = /^(?:shared\/src|workers\/[\w-]+\/src|core-service\/src)\//;
const SENDERS = /^(?:shared\/src|workers\/[\w-]+\/src|core-service\/src|openapi\/client\/src|tools\/[\w-]+\/src)\//;
/** The runtime looks for a Worker's classes among the exports of its main module. */
const MAIN_MODULE = "a Worker's src/index.ts";

const ONE_PLACE: readonly OnePlace[] = [
  { what: "a log line is written", place: "shared/src/telemetry/log.ts", within: PRODUCT, secondWay: /\bconsole\b/ },
  {
    what: "a span is measured",
    place: "shared/src/telemetry/span.ts",
    // Beside what writes spans for a collector, after they have ended.
    within: /^(?!workers\/telemetry\/src\/export\/)(?:shared\/src|workers\/[\w-]+\/src|core-service\/src)\//,
    secondWay:
      /["'`]@opentelemetry\/|["'`]@microlabs\/otel|\btracing\b|\b(?:startActiveSpan|startSpan|enterSpan)\b|function span(?:Into)?\b/,
  },
  {
    what: "Retry-After is parsed",
    place: "shared/src/retry-after.ts",
    within: SENDERS,
    secondWay: /(?<!parseRetryAfter\([\w.]*)\.get\(\s*["'`]retry-after["'`]\s*\)/i,
  },
  {
    what: "a problem becomes a response",
    place: "workers/kit/src/refuse.ts",
    within: PRODUCT,
    secondWay: /(?<!function )\bproblemResponseParts\b/,
  },
  {
    what: "a Durable Object is found in its namespace",
    place: "shared/src/object-of.ts",
    within: PRODUCT,
    secondWay: /\b(?:idFromName|idFromString|newUniqueId|getByName)\b|\.jurisdiction\(/,
  },
  {
    what: "the props of a binding are typed",
    place: "shared/src/caller.ts",
    within: PRODUCT,
    secondWay: /\b(?:interface|type)\s+CallerProps\s*[={]/,
  },
  {
    what: "the name of core-service's bugs is written",
    place: "shared/src/error-names.ts",
    within: PRODUCT,
    secondWay: /["'`]CoreBug["'`]/,
  },
  {
    what: "a module exports what another makes",
    place: MAIN_MODULE,
    within: PRODUCT,
    secondWay: /\bexport\s+(?:type\s+)?(?:\*|\{[^}]*\})\s*(?:as\s+\w+\s+)?from\b|\bexport\s+(?:type\s+)?\*\s+as\b/,
  },
];

/** The places in `sources` that repeat what has one place, as "path: what, which is done in place". */
export function secondPlaces(sources: readonly Source[]): string[] {
  return sources.flatMap(({ path, text }) => {
    const code = text.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, "");
    return ONE_PLACE.filter(({ place, within, secondWay }) => within.test(path) && !isPlace(path, place) && secondWay.test(code)).map(
      ({ what, place }) => `${path}: ${what}, which has its place in ${place}`,
    );
  });
}

const isPlace = (path: string, place: string): boolean =>
  place === MAIN_MODULE ? /^(?:workers\/[\w-]+|core-service)\/src\/index\.ts$/.test(path) : path === place;
