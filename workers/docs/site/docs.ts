// The script of the docs' own pages: it makes code blocks copyable and the guides searchable. A page is complete without it. It must request
// nothing from other origins, and store nothing.
import { makeCopyable } from "./copy.ts";
import { makeSearchable } from "./search.ts";

const indexUrl = (document.currentScript as HTMLScriptElement | null)?.dataset["index"];
makeCopyable(document);
if (indexUrl !== undefined) makeSearchable(document, indexUrl);
