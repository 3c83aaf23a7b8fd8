// Buttons that copy the text of a code block that a reader may paste, never that of an answer. Without a clipboard (an old browser, plain http)
// there are no buttons.

/** How long "Copied" is shown: long enough to be read. */
const SAID_MS = 2_000;

export function makeCopyable(document: Document): void {
  const { clipboard } = navigator as { readonly clipboard?: Clipboard };
  if (clipboard === undefined) return;
  for (const block of document.querySelectorAll("figure.code:not(.answer)")) {
    const caption = block.querySelector("figcaption");
    const code = block.querySelector("code");
    if (caption !== null && code !== null) caption.append(copyButton(document, code, clipboard));
  }
}

function copyButton(document: Document, code: HTMLElement, clipboard: Clipboard): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  // A screen reader announces changes of the button's text.
  button.setAttribute("aria-live", "polite");
  const say = (word: string): void => {
    button.textContent = word;
    setTimeout(() => (button.textContent = "Copy"), SAID_MS);
  };
  button.addEventListener("click", () => {
    clipboard.writeText(code.textContent ?? "").then(
      () => say("Copied"),
      () => say("Not copied"),
    );
  });
  return button;
}
