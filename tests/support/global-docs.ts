// The files that the docs Worker serves, made once for a run of tests.
import { buildDocs } from "@ledge/dev/docs/build";

export default function setup(): void {
  buildDocs();
}
