// The files that the docs Worker serves, made once for a run of tests.
import { buildDocs } from "@ledge/tools/docs/build";

export default function setup(): void {
  buildDocs();
}
