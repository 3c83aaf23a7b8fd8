// Chooses the media type of an answer (RFC 9110, section 12.5.1). Implemented here, because the available libraries accept a weight of 2, and do
// not match a range with parameters (`application/json; charset=utf-8`).

/** Other names of a media type: a client that accepts one accepts the other (RFC 7303, section 9.2). */
const ALIASES: Readonly<Record<string, readonly string[]>> = { "application/xml": ["text/xml"] };

/** RFC 9110, section 12.4.2: 0 to 1, at most three decimals. */
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;
/** A media range, in lower case (section 12.5.1); the characters of a token are those of section 5.6.2. */
const RANGE = /^(?:\*\/\*|[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+)$/;
/** Commas, semicolons, and the parts between them: a quoted string (section 5.6.4) may contain both. */
const PARTS = /(?:"(?:[^"\\]|\\.)*"?|[^",;])+|[,;]/g;

/** How much an Accept header prefers a media type. */
interface Rank {
  readonly weight: number;
  /** The specificity of the range that gives the weight: 2 for the type itself, 1 for all subtypes, 0 for any type. */
  readonly specificity: number;
}

const UNLIKED: Rank = { weight: 0, specificity: 0 };

/**
 * The media type of `offers` that an Accept header prefers; null: it accepts none of them. Of types with the same weight, one that is named
 * comes before one that only a wildcard covers, and then the order of the offers counts. A header without any valid range counts as absent.
 */
export function negotiate(accept: string | null, offers: readonly string[]): string | null {
  const weights = weightsOf(accept ?? "");
  if (weights.size === 0) return offers[0] ?? null;
  let best: { readonly type: string | null; readonly rank: Rank } = { type: null, rank: UNLIKED };
  for (const type of offers) {
    for (const name of [type, ...(ALIASES[type] ?? [])]) {
      const rank = rankOf(name, weights);
      if (rank.weight > 0 && isAbove(rank, best.rank)) best = { type, rank };
    }
  }
  return best.type;
}

const isAbove = (one: Rank, other: Rank): boolean =>
  one.weight > other.weight || (one.weight === other.weight && one.specificity > other.specificity);

/** The most specific range that matches a type gives its weight, also when that is 0. */
function rankOf(type: string, weights: ReadonlyMap<string, number>): Rank {
  const ranges = ["*/*", type.replace(/\/.*/, "/*"), type];
  const specificity = ranges.findLastIndex((range) => weights.has(range));
  return specificity < 0 ? UNLIKED : { weight: weights.get(ranges[specificity] as string) ?? 0, specificity };
}

/** Weights by media range, in lower case; a range that is listed twice has the higher one. Parameters other than q are ignored: no offer differs by one. */
function weightsOf(accept: string): ReadonlyMap<string, number> {
  const weights = new Map<string, number>();
  for (const [range = "", ...parameters] of itemsIn(accept.toLowerCase())) {
    const q = parameters.find((parameter) => parameter.startsWith("q="))?.slice("q=".length) ?? "1";
    if (RANGE.test(range) && WEIGHT.test(q)) weights.set(range, Math.max(Number(q), weights.get(range) ?? 0));
  }
  return weights;
}

/** The elements of the list, each as its range and parameters. */
function itemsIn(accept: string): string[][] {
  const items: string[][] = [[""]];
  for (const part of accept.match(PARTS) ?? []) {
    if (part === ",") items.push([""]);
    else if (part === ";") items.at(-1)?.push("");
    else items.at(-1)?.splice(-1, 1, part.trim());
  }
  return items;
}
