// Whether a state folder may use a database: it may, or the command says what to do. tests/database/claim-database tests how the database records its
// owner.
import { claimFault } from "@ledge/database/local/claim-database";
import { expect, test } from "vitest";

test.each([
  ["no Ledge was in", { kind: "none" }, true, true],
  ["no Ledge was in", { kind: "none" }, false, true],
  ["says the folder's own id", { kind: "named", id: "mine" }, false, true],
  ["says another id", { kind: "named", id: "theirs" }, false, false],
  ["says another id", { kind: "named", id: "theirs" }, true, false],
  ["a Ledge without an id was in", { kind: "unnamed" }, false, true],
  ["a Ledge without an id was in", { kind: "unnamed" }, true, false],
] as const)("a database that %s, claimed as %j by a folder with new secrets: %s, is accepted: %s", (_what, found, isNew, isHad) => {
  const fault = claimFault(found, { id: "mine", isNew });
  if (isHad) expect(fault).toBeNull();
  else expect(fault).toMatch(/another state folder.*--state.*secrets\.json.*--reset-passwords/);
});
