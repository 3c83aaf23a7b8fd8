// The first page of the docs, and the page for what is not there.
import { escapeHtml } from "./escape.ts";
import type { Guide } from "./guides.ts";
import type { Page } from "./page.ts";

export const indexPage = (guides: readonly Guide[]): Page => ({
  path: "/",
  title: "Core banking at the edge",
  description: "Guides and the API reference of Ledge: accounts, a double-entry ledger and payments behind one HTTP API.",
  sections: [],
  html: `<h1>Core banking at the edge</h1>
<p class="lead">Customers, accounts, a double-entry ledger and payments behind one HTTP API. Every write happens exactly once, every balance is the sum of its
entries, and every refusal says what to do.</p>
<ul class="cards">
${[
  ...guides,
  { path: "/reference", title: "API reference", description: "Every operation: what it takes, what it answers, how it refuses." },
  { path: "/errors", title: "Errors", description: "Every problem code, what it means, and what to do about it." },
]
  .map(
    ({ path, title, description }) =>
      `<li><a href="${path}"><h2>${escapeHtml(title)}</h2><p>${escapeHtml(firstSentence(description))}</p></a></li>`,
  )
  .join("\n")}
</ul>`,
});

export const missingPage: Page = {
  path: "/404",
  title: "There is no such page",
  description: "There is no such page.",
  sections: [],
  html: `<h1>There is no such page</h1>
<p>It may have moved: the <a href="/">overview</a> leads to every page there is.</p>`,
};

const firstSentence = (text: string): string => /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
