// Builds the files that the docs Worker serves, once per test run.
import { buildDocs } from "@ledge/dev/docs/build";

export default function setup(): void {
  buildDocs();
}
