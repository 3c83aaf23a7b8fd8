// The search: a dialog over an index, which is a file of this origin, fetched when the dialog is first opened and searched in the page. Results
// are links, so that keys, new tabs and screen readers work as usual.
import MiniSearch, { type SearchResult } from "minisearch";

/** As tools/dev/src/docs/search-index.ts writes it. */
interface Entry {
  readonly id: number;
  readonly url: string;
  readonly page: string;
  readonly title: string;
  readonly text: string;
}

const MOST_RESULTS = 8;
/** A match in a heading counts more than one in the text below it. */
const BOOST = { title: 4, page: 2 };
/** One letter in five may be wrong. */
const FUZZY = 0.2;
/** How many characters of a passage are shown, and how many of them before the word that was found. */
const EXCERPT_LENGTH = 140;
const EXCERPT_BEFORE = 40;

/** Puts a button into the banner that opens the search, as `/` and Ctrl+K (on a Mac ⌘K) do. */
export function makeSearchable(document: Document, indexUrl: string): void {
  const dialog = makeDialog(document, loader(indexUrl));
  document.body.append(dialog);
  const open = (): void => {
    if (!dialog.open) dialog.showModal();
  };
  const button = document.createElement("button");
  button.type = "button";
  button.className = "open-search";
  button.setAttribute("aria-keyshortcuts", "/ Control+K Meta+K");
  button.innerHTML = 'Search <kbd aria-hidden="true">/</kbd>';
  button.addEventListener("click", open);
  document.querySelector(".banner .sections")?.before(button);
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    // A dialog that was just closed keeps the focus in its field until the page is drawn again: nobody types there.
    const isTyping = target.closest("input, textarea, [contenteditable]") !== null && target.closest("dialog:not([open])") === null;
    const asks = (event.key === "/" && !isTyping) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey));
    if (!asks || event.altKey) return;
    event.preventDefault();
    open();
  });
}

type Load = () => Promise<MiniSearch<Entry>>;

/** Loads the index once; a failure is tried again by the next search. */
function loader(indexUrl: string): Load {
  let loading: Promise<MiniSearch<Entry>> | null = null;
  return () => {
    loading ??= fetch(indexUrl)
      .then(async (response) => {
        if (!response.ok) throw new Error(`${indexUrl} answered ${response.status}`);
        const index = new MiniSearch<Entry>({
          fields: ["title", "page", "text"],
          storeFields: ["url", "page", "title", "text"],
          searchOptions: { boost: BOOST, prefix: true, fuzzy: FUZZY, combineWith: "AND" },
        });
        index.addAll((await response.json()) as Entry[]);
        return index;
      })
      .catch((error: unknown) => {
        loading = null;
        throw error;
      });
    return loading;
  };
}

function makeDialog(document: Document, load: Load): HTMLDialogElement {
  const dialog = document.createElement("dialog");
  dialog.className = "search";
  dialog.setAttribute("aria-label", "Search the docs");
  dialog.innerHTML = `<input type="text" inputmode="search" enterkeyhint="go" aria-label="Search the docs" placeholder="Search the docs" autocomplete="off" spellcheck="false">
<p class="status" role="status"></p><ol></ol>
<p class="keys" aria-hidden="true"><kbd>↑</kbd> <kbd>↓</kbd> to choose, <kbd>Enter</kbd> to open, <kbd>Esc</kbd> to close</p>`;
  const part = <Part extends HTMLElement>(selector: string): Part => dialog.querySelector(selector) as Part;
  const [input, status, list] = [part<HTMLInputElement>("input"), part(".status"), part("ol")];
  const show = async (): Promise<void> => {
    const query = input.value.trim();
    try {
      const index = await load();
      if (query !== input.value.trim()) return; // the user has typed on meanwhile
      const found = query === "" ? [] : index.search(query).slice(0, MOST_RESULTS);
      list.replaceChildren(...found.map((result) => resultItem(document, result)));
      status.textContent = query === "" ? "" : countWords(found.length, query);
    } catch {
      status.textContent = "The search could not be loaded. Try again.";
    }
  };
  input.addEventListener("input", () => void show());
  input.addEventListener("focus", () => void load().catch(() => undefined));
  // A click on the dialog itself hits its backdrop; a result on the present page would leave the dialog open.
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog || (target as HTMLElement).closest("a") !== null) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => moveByKeys(event, input, [...list.querySelectorAll("a")]));
  return dialog;
}

const countWords = (count: number, query: string): string =>
  count === 0 ? `Nothing is found for “${query}”.` : count === 1 ? "1 result" : `${count} results`;

/** Arrow keys move between the field and its results, and wrap around; Enter in the field opens the first result. */
function moveByKeys(event: KeyboardEvent, input: HTMLInputElement, links: readonly HTMLAnchorElement[]): void {
  const stops = [input, ...links];
  const place = stops.indexOf(document.activeElement as HTMLAnchorElement);
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step !== 0) {
    event.preventDefault();
    stops[(place + step + stops.length) % stops.length]?.focus();
  } else if (event.key === "Enter" && place === 0) {
    event.preventDefault();
    links[0]?.click();
  }
}

function resultItem(document: Document, { url, title, page, text, terms }: SearchResult): HTMLLIElement {
  const link = document.createElement("a");
  link.href = url;
  link.append(line(document, "title", marked(document, title, terms)), line(document, "page", [page]));
  link.append(line(document, "excerpt", marked(document, excerptOf(text, terms), terms)));
  const item = document.createElement("li");
  item.append(link);
  return item;
}

function line(document: Document, name: string, parts: readonly (Node | string)[]): HTMLSpanElement {
  const span = document.createElement("span");
  span.className = name;
  span.append(...parts);
  return span;
}

const pattern = (terms: readonly string[]): RegExp =>
  new RegExp(`(${terms.map((term) => term.replace(/[^\p{L}\p{N}]/gu, "\\$&")).join("|")})`, "giu");

/** The text around the first word that was found. */
function excerptOf(text: string, terms: readonly string[]): string {
  const at = Math.max(0, text.search(pattern(terms)));
  const from = at <= EXCERPT_BEFORE ? 0 : text.indexOf(" ", at - EXCERPT_BEFORE) + 1;
  const cut = text.slice(from, from + EXCERPT_LENGTH);
  return `${from > 0 ? "… " : ""}${cut}${from + EXCERPT_LENGTH < text.length ? " …" : ""}`;
}

const marked = (document: Document, text: string, terms: readonly string[]): (Node | string)[] =>
  text.split(pattern(terms)).map((part, index) => {
    if (index % 2 === 0) return part;
    const mark = document.createElement("mark");
    mark.textContent = part;
    return mark;
  });
