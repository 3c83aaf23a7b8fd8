// The built docs site: every link leads somewhere, every page has its position in the navigation, and no page contains inline code.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { brokenSiteLinks } from "@ledge/verification/documents/links";
import { renderMarkdown } from "@ledge/dev/docs/markdown";
import { readGuides, readStart, siteLink } from "@ledge/dev/docs/guides";
import { renderSite } from "@ledge/dev/docs/site";
import { ROOT } from "@ledge/repository/root";
import { describe, expect, test } from "vitest";
import { cacheControlOf } from "../../workers/docs/src/cache-control.ts";

const site = renderSite();
const pages = [...site].filter(([path]) => path.endsWith(".html"));
const nextOf = (html: string): string | null => /<a rel="next" href="([^"]+)"/.exec(html)?.[1] ?? null;

describe("the site", () => {
  test("has every page, each with its own title", () => {
    expect(pages.map(([path]) => path).sort()).toEqual([
      "404.html",
      "errors.html",
      "guides/authentication.html",
      "guides/client.html",
      "guides/close-a-month-in-duckdb.html",
      "guides/conditional-requests.html",
      "guides/events-and-webhooks.html",
      "guides/finance-at-psql.html",
      "guides/first-transfer.html",
      "guides/holds-and-reversals.html",
      "guides/idempotency.html",
      "guides/limits.html",
      "guides/pagination.html",
      "guides/prove-it-to-an-auditor.html",
      "guides/statements.html",
      "guides/testing.html",
      "guides/values.html",
      "guides/verification.html",
      "guides/verify.html",
      "guides/versioning.html",
      "guides/what-happened-to-my-request.html",
      "index.html",
      "reference.html",
    ]);
    const titles = pages.map(([, html]) => /<title>(.+) · Ledge<\/title>/.exec(html)?.[1]);
    expect(new Set(titles).size).toBe(pages.length);
    for (const [path, html] of pages.filter(([name]) => name !== "404.html")) {
      expect([path, html.match(/aria-current="page"/g)]).toEqual([path, ['aria-current="page"']]);
      expect([path, html.match(/<h1>/g)]).toEqual([path, ["<h1>"]]);
    }
  });

  test("shows every guide, and every other file of docs/guides belongs to one", () => {
    const shown = [readStart(), ...readGuides().flatMap(({ guides }) => guides)].map(({ file }) => file);
    const there = readdirSync(join(ROOT, "docs/guides")).map((file) => `docs/guides/${file}`);
    expect(there.filter((file) => !shown.includes(file))).toEqual([]);
  });

  test("links only to existing targets, from its search too", () => {
    expect(brokenSiteLinks(site)).toEqual([]);
    const planted = new Map([...site, ["errors.html", '<a href="/nowhere"> <a href="#nobody"> <img src="/assets/x.svg">']]);
    planted.set("assets/search-0.json", '[{"url":"/guides/idempotency#gone"},{"url":"/guides/idempotency#how-to-retry"}]');
    const broken = brokenSiteLinks(planted).filter((fault) => fault.startsWith("errors.html") || fault.includes("search-0.json"));
    expect(broken).toHaveLength(4);
  });

  test("leads from every page to the next, and back, until all have been read", () => {
    const html = (path: string): string => site.get(path === "/" ? "index.html" : `${path.slice(1)}.html`) as string;
    const read = ["/"];
    for (let next = nextOf(html("/")); next !== null && read.length < pages.length; next = nextOf(html(next))) {
      expect(/<a rel="prev" href="([^"]+)"/.exec(html(next))?.[1] ?? null).toBe(next === "/reference" ? null : read.at(-1));
      read.push(next);
    }
    expect(read).toHaveLength(pages.length - 1);
    expect(new Set(read).size).toBe(read.length);
  });

  test("has one script file per page, and no inline script, style or handler, which the policy would refuse", () => {
    for (const [path, html] of pages) {
      expect([path, html.match(/<style|<script(?![^>]* src=)| style="| on[a-z]+="|javascript:/g)]).toEqual([path, null]);
      expect([path, html.match(/<script src="\/assets\/(\w+)-/g)]).toEqual([
        path,
        [`<script src="/assets/${path === "reference.html" ? "reference" : "docs"}-`],
      ]);
    }
  });

  test("marks every answer as shortened, and offers none for copying", () => {
    const figures = pages.flatMap(([, html]) => html.match(/<figure class="code answer">.*?<figcaption>[^<]*/gs) ?? []);
    expect(figures.length).toBeGreaterThan(30);
    for (const figure of figures) expect(figure).toContain("<figcaption>Answer, shortened");
  });

  test("is the same after every build", () => {
    expect([...renderSite()]).toEqual([...site]);
  });
});

describe("a guide's Markdown", () => {
  test("with two headings of the same anchor, or code in an unknown language, is refused", () => {
    expect(() => renderMarkdown("# A\n\n## B c\n\n## B, c\n")).toThrow("B, c");
    expect(() => renderMarkdown("```klingon\nx\n```")).toThrow("klingon");
  });

  test("has GitHub's anchors, so that a link works in both places", () => {
    const { html, passages } = renderMarkdown("# A\n\n## It's `x`, or y?\n\ntext\n");
    expect(html).toContain('<h2 id="its-x-or-y">');
    expect(passages).toEqual([
      { anchor: null, title: "A", text: "" },
      { anchor: "its-x-or-y", title: "It's x, or y?", text: "text" },
    ]);
  });

  test("leads to the pages of other files, and not to files that the docs do not show", () => {
    const from = "docs/guides/01-first-transfer.md";
    expect(siteLink(from, "02-idempotency.md#how-to-retry")).toBe("/guides/idempotency#how-to-retry");
    expect(siteLink(from, "../../openapi/client/README.md")).toBe("/guides/client");
    expect(siteLink("openapi/client/README.md", "../../README.md")).toBe("/");
    expect([siteLink(from, "/errors#x"), siteLink(from, "#here"), siteLink(from, "https://x.test")]).toEqual([
      "/errors#x",
      "#here",
      "https://x.test",
    ]);
    expect(() => siteLink(from, "../runbooks/rotate.md")).toThrow("docs/runbooks/rotate.md");
  });

  test("is escaped where it is text", () => {
    expect(renderMarkdown("`<b>` & x").html).toBe("<p><code>&lt;b&gt;</code> &amp; x</p>\n");
    expect(renderMarkdown('```json\n{ "a": "<b>" }\n```').html).not.toContain("<b>");
  });
});

describe("how long a file is cached", () => {
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
