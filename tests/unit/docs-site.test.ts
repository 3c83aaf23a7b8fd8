// The site of the docs as it is built: every link leads somewhere, every page has its place in the navigation, and no page brings code of its own.
import { renderMarkdown } from "@ledge/tools/docs/markdown";
import { renderSite } from "@ledge/tools/docs/site";
import { describe, expect, test } from "vitest";
import { cacheControlOf } from "../../workers/docs/src/cache-control.ts";

const site = renderSite();
const pages = [...site].filter(([path]) => path.endsWith(".html"));

/** The file behind an address of the origin. */
const fileOf = (pathname: string): string =>
  pathname === "/" ? "index.html" : site.has(pathname.slice(1)) ? pathname.slice(1) : `${pathname.slice(1)}.html`;

/** Links and files of a page that are not there, as a reader would click on them. */
function brokenLinks(file: string, html: string): string[] {
  const from = new URL(`https://docs.test/${file.replace(/(?:index)?\.html$/, "")}`);
  return [...html.matchAll(/ (?:href|src)="([^"]*)"/g)].flatMap(([, link]) => {
    const { origin, pathname, hash } = new URL(link as string, from);
    if (origin !== from.origin) return [];
    const target = site.get(fileOf(pathname));
    const isThere = target !== undefined && (hash === "" || target.includes(` id="${hash.slice(1)}"`));
    return isThere ? [] : [`${file}: ${link}`];
  });
}

describe("the site", () => {
  test("has every page, and each says which it is", () => {
    expect(pages.map(([path]) => path).sort()).toEqual([
      "404.html",
      "errors.html",
      "guides/events-and-webhooks.html",
      "guides/first-transfer.html",
      "guides/holds-and-reversals.html",
      "guides/idempotency.html",
      "guides/statements.html",
      "index.html",
      "reference.html",
    ]);
    const titles = pages.map(([, html]) => /<title>(.+) · Ledge<\/title>/.exec(html)?.[1]);
    expect(new Set(titles).size).toBe(pages.length);
    for (const [path, html] of pages.filter(([name]) => name !== "404.html" && name !== "reference.html")) {
      expect([path, html.match(/aria-current="page"/g)]).toEqual([path, ['aria-current="page"']]);
      expect([path, html.match(/<h1>/g)]).toEqual([path, ["<h1>"]]);
    }
  });

  test("links only to what is there", () => {
    expect(pages.flatMap(([path, html]) => brokenLinks(path, html))).toEqual([]);
    expect(brokenLinks("errors.html", '<a href="/nowhere"> <a href="#nobody"> <img src="/assets/x.svg">')).toHaveLength(3);
  });

  test("no page has a script, a style or a handler in it: the policy would refuse them", () => {
    for (const [path, html] of pages) {
      expect([path, html.match(/<style|<script(?![^>]* src=)| style="| on[a-z]+="|javascript:/g)]).toEqual([path, null]);
      expect([path, /<script/.test(html)]).toEqual([path, path === "reference.html"]);
    }
  });

  test("is the same each time it is built", () => {
    expect([...renderSite()]).toEqual([...site]);
  });
});

describe("a guide's Markdown", () => {
  test("of headings that make one anchor, or of code in a language that nobody knows, is refused", () => {
    expect(() => renderMarkdown("# A\n\n## B c\n\n## B, c\n")).toThrow("#b-c");
    expect(() => renderMarkdown("```klingon\nx\n```")).toThrow("klingon");
  });

  test("is escaped where it is text", () => {
    expect(renderMarkdown("`<b>` & x").html).toBe("<p><code>&lt;b&gt;</code> &amp; x</p>\n");
    expect(renderMarkdown('```json\n{ "a": "<b>" }\n```').html).not.toContain("<b>");
  });
});

describe("how long a file is kept", () => {
  test.each([
    ["/assets/style-0123456789abcdef.css", 200, "public, max-age=31536000, immutable"],
    ["/assets/style-0123456789abcdef.css", 304, "public, max-age=31536000, immutable"],
    ["/assets/gone.css", 404, "no-store"],
    ["/errors", 200, "public, max-age=300"],
    ["/errors/", 307, "public, max-age=300"],
    ["/", 200, "public, max-age=300"],
  ])("%s, answered %i: %s", (path, status, kept) => {
    expect(cacheControlOf(path, status)).toBe(kept);
  });
});
