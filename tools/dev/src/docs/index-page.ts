// Makes the first page of the docs, and the page for paths that do not exist.
import { escapeHtml } from "./escape.ts";
import type { Guide, GuideGroup } from "./guides.ts";
import type { Page } from "./page.ts";

const REFERENCE = {
  title: "Reference",
  guides: [
    { path: "/reference", title: "API reference", description: "Every operation: what it takes, what it answers, how it refuses." },
    { path: "/errors", title: "Errors", description: "Every problem code, what it means, and what to do about it." },
  ],
};

export const indexPage = (start: Page, groups: readonly GuideGroup[]): Page => ({
  ...start,
  sections: [],
  html: `${start.html}\n${[...groups, REFERENCE].map(cards).join("\n")}`,
});

const cards = ({
  title,
  guides,
}: {
  readonly title: string;
  readonly guides: readonly Pick<Guide, "path" | "title" | "description">[];
}): string =>
  `<h2>${escapeHtml(title)}</h2>
<ul class="cards">
${guides.map((guide) => `<li><a href="${guide.path}"><h3>${escapeHtml(guide.title)}</h3><p>${escapeHtml(firstSentence(guide.description))}</p></a></li>`).join("\n")}
</ul>`;

export const missingPage: Page = {
  path: "/404",
  label: "",
  title: "There is no such page",
  description: "There is no such page.",
  sections: [],
  passages: [],
  html: `<h1>There is no such page</h1>
<p>It may have moved: the <a href="/">overview</a> leads to every page there is.</p>`,
};

const firstSentence = (text: string): string => /^.*?\.(?=\s|$)/.exec(text)?.[0] ?? text;
