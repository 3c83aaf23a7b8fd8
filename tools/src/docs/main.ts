// `npm run build:docs`: writes the site of the docs. `npm start` and the tests do so by themselves.
import { buildDocs } from "./build.ts";

const written = buildDocs();
console.log(written === 0 ? "The docs are what the repository says." : `Wrote ${written} files of .build/docs.`);
