// Finds broken links: to a file that does not exist, to a heading that a file does not have, to a page or an anchor that the docs site does not
// have. Links out of the repository are not checked.
import { dirname, join, normalize } from "node:path/posix";
import type { Document } from "./documents.ts";

export interface Known {
  /** Every file and every folder of the repository. */
  readonly paths: ReadonlySet<string>;
  /** The contents of the docs site's files, by their path on the site. */
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

/** Whether a link of a page leads to a page or file of the docs site, and to an anchor in it. */
function isOnSite(link: string, from: string, site: ReadonlyMap<string, string>): boolean {
  const base = new URL(from, "https://docs.test");
  const { origin, pathname, hash } = new URL(link, base);
  if (origin !== base.origin) return true;
  const file = pathname === "/" ? "index.html" : site.has(pathname.slice(1)) ? pathname.slice(1) : `${pathname.slice(1)}.html`;
  const target = site.get(file);
  // Scalar makes the anchors of the reference in the browser.
  return (
    target !== undefined && (hash === "" || pathname === "/reference" || target.includes(` id="${decodeURIComponent(hash.slice(1))}"`))
  );
}

/** Links and files of the docs site's pages, and addresses of its search index, that do not exist; each as "page: link". */
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
