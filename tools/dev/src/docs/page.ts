// Makes the frame of every docs page: head, banner and navigation. A page is complete without its script, which adds copying and searching.
import { escapeHtml } from "./escape.ts";
import type { Section } from "./markdown.ts";
import type { Passage } from "./passages.ts";

/** URLs of the shared files, whose names contain a digest of their content. */
export interface Assets {
  readonly style: string;
  readonly icon: string;
  readonly script: string;
  /** The index that the script searches. */
  readonly searchIndex: string;
}

interface NavigationLink {
  readonly path: string;
  /** Must fit one line of the navigation. */
  readonly label: string;
}

export interface NavigationGroup {
  readonly title: string;
  readonly links: readonly NavigationLink[];
}

export interface Page {
  readonly path: string;
  /** The label in the navigation and in search results. */
  readonly label: string;
  readonly title: string;
  readonly description: string;
  readonly html: string;
  readonly sections: readonly Section[];
  readonly passages: readonly Passage[];
}

/** The HTML document of a page. `html` and the titles of `sections` are trusted HTML; the rest is text, which is escaped. */
export function renderPage(page: Page, assets: Assets, navigation: readonly NavigationGroup[]): string {
  return `<!doctype html>
<html lang="en">
<head>
${head(page, assets)}
<script src="${assets.script}" data-index="${assets.searchIndex}" defer></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${banner}
<div class="columns">
${pages(navigation, page.path)}
<main id="content" tabindex="-1">
${page.html}
${neighbours(navigation, page.path)}
</main>
${contents(page.sections)}
</div>
<footer><p>Ledge is open source, Apache-2.0. These pages are built from its repository.</p></footer>
</body>
</html>
`;
}

/** The elements of a page's head. */
export const head = ({ title, description }: Pick<Page, "title" | "description">, assets: Pick<Assets, "icon" | "style">): string =>
  `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Ledge</title>
<meta name="description" content="${escapeHtml(description)}">
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style}">`;

const PAGES_ID = "pages";

/** The contents of the banner. On a narrow screen a button opens the navigation, without a script. */
const bannerContent = `<a class="brand" href="/"><span aria-hidden="true" class="mark"></span>Ledge <span class="kind">docs</span></a>
<nav class="sections" aria-label="Docs"><ul><li><a href="/guides/first-transfer">Guides</a></li><li><a href="/reference">API reference</a></li><li><a href="/errors">Errors</a></li></ul></nav>
<button type="button" class="menu" popovertarget="${PAGES_ID}">Menu</button>`;

/** The banner on top of a page. */
const banner = `<header class="banner">\n${bannerContent}\n</header>`;

/** The banner of the reference, on which Scalar makes the one `header` that a page may have. */
export const bannerBesideAnother = `<section class="banner" aria-label="Ledge docs">\n${bannerContent}\n</section>`;

/** The navigation: beside the page, or opened by the banner's button on a narrow screen. */
export function pages(navigation: readonly NavigationGroup[], current: string): string {
  const groups = navigation.map(
    ({ title, links }) => `<h2>${escapeHtml(title)}</h2>\n<ul>\n${links.map((link) => item(link, current)).join("\n")}\n</ul>`,
  );
  return `<nav class="pages" id="${PAGES_ID}" popover aria-label="Pages">\n${groups.join("\n")}\n</nav>`;
}

function item({ path, label }: NavigationLink, current: string): string {
  return `<li><a href="${path}"${path === current ? ' aria-current="page"' : ""}>${escapeHtml(label)}</a></li>`;
}

/** Links to the previous and the next page in reading order. The reference comes last, because its page has no such links. */
function neighbours(navigation: readonly NavigationGroup[], current: string): string {
  const links = navigation.flatMap(({ links: inGroup }) => inGroup);
  const place = links.findIndex(({ path }) => path === current);
  if (place < 0) return "";
  const link = (target: NavigationLink | undefined, rel: string, word: string): string =>
    target === undefined ? "" : `<a rel="${rel}" href="${target.path}"><span>${word}</span> ${escapeHtml(target.label)}</a>`;
  return `<nav class="neighbours" aria-label="Previous and next page">${link(links[place - 1], "prev", "Previous")}${link(links[place + 1], "next", "Next")}</nav>`;
}

function contents(sections: readonly Section[]): string {
  if (sections.length === 0) return "";
  const items = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join("\n");
  return `<nav class="on-this-page" aria-label="On this page">\n<p>On this page</p>\n<ul>\n${items}\n</ul>\n</nav>`;
}
