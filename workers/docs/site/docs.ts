// The script of the docs' own pages: it makes blocks copyable and the guides searchable. A page is whole without it; it asks nobody but its own
// origin, and keeps nothing.
import { makeCopyable } from "./copy.ts";
import { makeSearchable } from "./search.ts";

const indexUrl = (document.currentScript as HTMLScriptElement | null)?.dataset["index"];
makeCopyable(document);
if (indexUrl !== undefined) makeSearchable(document, indexUrl);
