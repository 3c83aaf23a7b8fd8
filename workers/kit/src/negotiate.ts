// Which of its media types an operation answers in (RFC 9110, section 12.5.1). Our own, because the libraries there are take a weight of 2 for one,
// and a range with parameters (`application/json; charset=utf-8`) for none of ours.

/** Names for one media type: a client that asks for the one takes the other (RFC 7303, section 9.2). */
const ALIASES: Readonly<Record<string, readonly string[]>> = { "application/xml": ["text/xml"] };

/** RFC 9110, section 12.4.2: 0 to 1, at most three decimals. */
const WEIGHT = /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/;
/** A media range, in lower case (section 12.5.1); the characters of a token are those of section 5.6.2. */
const RANGE = /^(?:\*\/\*|[!#$%&'*+.^_`|~0-9a-z-]+\/[!#$%&'*+.^_`|~0-9a-z-]+)$/;
/** What a comma or a semicolon may not part: a quoted string (section 5.6.4), or anything else up to one of them. */
const PARTS = /(?:"(?:[^"\\]|\\.)*"?|[^",;])+|[,;]/g;

/** How much an Accept header likes a media type. */
interface Rank {
  readonly weight: number;
  /** Of the range that says so: 2 for the type itself, 1 for all of its kind, 0 for any type. */
  readonly specificity: number;
}

const UNLIKED: Rank = { weight: 0, specificity: 0 };

/**
 * The media type of `offers` that an Accept header likes best; null: it accepts none of them. Of types that it likes equally, the one that it
 * names comes before one that only a wildcard covers, and then the first offer. A header without a range that can be read asks for nothing,
 * like none.
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

/** The most specific range that fits a type speaks for it, also when it says no. */
function rankOf(type: string, weights: ReadonlyMap<string, number>): Rank {
  const ranges = ["*/*", type.replace(/\/.*/, "/*"), type];
  const specificity = ranges.findLastIndex((range) => weights.has(range));
  return specificity < 0 ? UNLIKED : { weight: weights.get(ranges[specificity] as string) ?? 0, specificity };
}

/** Weights by media range, in lower case; a range that is named twice counts by the higher. Parameters but q are ignored: no type of ours has two forms. */
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
