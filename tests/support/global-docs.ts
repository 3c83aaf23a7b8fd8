// Builds the files that the docs Worker serves, once per test run.
import { buildDocs } from "@ledge/tools/docs/build";

export default function setup(): void {
  buildDocs();
}
