// The frame of every page of the docs: one head, one navigation, one look. No page but the reference has a script.
import { escapeHtml } from "./escape.ts";
import type { Section } from "./markdown.ts";

/** Names of files whose content is in their name, by what they are. */
export interface Assets {
  readonly style: string;
  readonly icon: string;
}

export interface NavigationLink {
  readonly path: string;
  readonly title: string;
}

export interface Page {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly html: string;
  readonly sections: readonly Section[];
}

/** A whole document. `html` and the titles of `sections` are trusted HTML; the rest is text. */
export function renderPage(page: Page, assets: Assets, navigation: readonly NavigationLink[]): string {
  return `<!doctype html>
<html lang="en">
<head>
${head(page, assets)}
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${banner}
<div class="columns">
<nav class="pages" aria-label="Pages">
<ul>
${navigation.map((link) => item(link, page.path)).join("\n")}
</ul>
</nav>
<main id="content" tabindex="-1">
${page.html}
</main>
${contents(page.sections)}
</div>
<footer><p>Ledge is open source, Apache-2.0. These pages are built from its repository.</p></footer>
</body>
</html>
`;
}

/** The elements of a page's head. */
export const head = ({ title, description }: Pick<Page, "title" | "description">, assets: Assets): string =>
  `<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)} · Ledge</title>
<meta name="description" content="${escapeHtml(description)}">
<link rel="icon" href="${assets.icon}" type="image/svg+xml">
<link rel="stylesheet" href="${assets.style}">`;

/** The strip on top of every page, the reference included. */
export const banner = `<header class="banner">
<a class="brand" href="/"><span aria-hidden="true" class="mark"></span>Ledge <span class="room">docs</span></a>
<nav aria-label="Docs"><ul><li><a href="/guides/first-transfer">Guides</a></li><li><a href="/reference">API reference</a></li><li><a href="/errors">Errors</a></li></ul></nav>
</header>`;

function item({ path, title }: NavigationLink, current: string): string {
  return `<li><a href="${path}"${path === current ? ' aria-current="page"' : ""}>${escapeHtml(title)}</a></li>`;
}

function contents(sections: readonly Section[]): string {
  if (sections.length === 0) return "";
  const items = sections.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join("\n");
  return `<nav class="on-this-page" aria-label="On this page">\n<p>On this page</p>\n<ul>\n${items}\n</ul>\n</nav>`;
}
