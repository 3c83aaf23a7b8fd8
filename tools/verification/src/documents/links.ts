// Links of the documents that lead nowhere: to a file that is not there, to a heading that a file does not have, to a page or an anchor that
// the docs origin does not have. What leads out of the repository is not asked.
import { dirname, join, normalize } from "node:path/posix";
import type { Document } from "./documents.ts";

export interface Known {
  /** Every file of the repository, and every folder. */
  readonly paths: ReadonlySet<string>;
  /** The docs' files by their path below the origin's root. */
  readonly site: ReadonlyMap<string, string>;
}

/** Each broken link as "document: link". */
export function brokenLinks(documents: readonly Document[], known: Known): string[] {
  const anchors = new Map(documents.map((document) => [document.path, document.anchors]));
  return documents.flatMap(({ path, links }) =>
    links.filter((link) => !isThere(path, link, anchors, known)).map((link) => `${path}: the link ${link} leads nowhere`),
  );
}

function isThere(from: string, link: string, anchors: ReadonlyMap<string, ReadonlySet<string>>, { paths, site }: Known): boolean {
  if (/^[a-z]+:/.test(link)) return true;
  if (link.startsWith("/")) return isOnSite(link, "/", site);
  const [path = "", anchor] = link.split("#");
  const target = path === "" ? from : normalize(join(dirname(from), path)).replace(/\/$/, "");
  return paths.has(target) && (anchor === undefined || anchors.get(target)?.has(anchor) === true);
}

/** Whether a link of a page leads to a page or a file of the docs, and to an anchor that is in it. */
function isOnSite(link: string, from: string, site: ReadonlyMap<string, string>): boolean {
  const base = new URL(from, "https://docs.test");
  const { origin, pathname, hash } = new URL(link, base);
  if (origin !== base.origin) return true;
  const file = pathname === "/" ? "index.html" : site.has(pathname.slice(1)) ? pathname.slice(1) : `${pathname.slice(1)}.html`;
  const target = site.get(file);
  // The reference's anchors are made in the page, by Scalar.
  return (
    target !== undefined && (hash === "" || pathname === "/reference" || target.includes(` id="${decodeURIComponent(hash.slice(1))}"`))
  );
}

/** Links and files of the docs' pages, and addresses of their search, that are not there; each as "page: link". */
export function brokenSiteLinks(site: ReadonlyMap<string, string>): string[] {
  return [...site].flatMap(([file, content]) => {
    const from = `/${file.replace(/(?:index)?\.html$/, "")}`;
    return linksOf(file, content)
      .filter((link) => !isOnSite(link, from, site))
      .map((link) => `${file}: the link ${link} leads nowhere`);
  });
}

function linksOf(file: string, content: string): string[] {
  if (file.endsWith(".html")) return [...content.matchAll(/ (?:href|src|data-index)="([^"]*)"/g)].map(([, link]) => link as string);
  if (!/^assets\/search-.*\.json$/.test(file)) return [];
  return (JSON.parse(content) as { readonly url: string }[]).map(({ url }) => url);
}
