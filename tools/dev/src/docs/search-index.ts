// Makes the index of the docs' search: every passage of every page, every problem code and every operation, each with its URL.
import { type Contract, shortTitle } from "./contract.ts";
import type { Page } from "./page.ts";

/** An entry as the script of the docs reads it (workers/docs/site/search.ts). */
interface SearchEntry {
  readonly id: number;
  readonly url: string;
  /** The label of the page; for an operation, its method and path. */
  readonly page: string;
  readonly title: string;
  readonly text: string;
}

/** The index as JSON. */
export function searchIndex(pages: readonly Page[], contract: Contract): string {
  const passages = pages.flatMap(({ path, label: page, passages: ofPage }) =>
    ofPage.map(({ anchor, title, text }) => ({ url: anchor === null ? path : `${path}#${anchor}`, page, title, text })),
  );
  const operations = Object.entries(contract.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { operationId, summary, tags }]) => ({
      url: referenceUrl(tags[0] ?? "", method, path),
      page: `${method.toUpperCase()} ${path}`,
      title: shortTitle(operationId),
      text: summary,
    })),
  );
  const entries: readonly SearchEntry[] = [...passages, ...operations].map((entry, id) => ({ id, ...entry }));
  return JSON.stringify(entries);
}

/** The URL under which Scalar shows an operation. */
const referenceUrl = (tag: string, method: string, path: string): string =>
  `/reference#tag/${tag.toLowerCase().replaceAll(" ", "-")}/${method.toUpperCase()}${path}`;
