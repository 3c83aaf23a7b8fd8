// The cost of the audit log per posting, at a full call: the same batches with and without records, with the sequencer at work, and with nothing changed
// against itself. `npm run bench:events`.
import { test } from "vitest";
import { printCost } from "./support/posting-cost.ts";

test("the cost of the audit log", { timeout: 300_000 }, () =>
  printCost(500, [
    {
      name: "without records",
      plant: (admin) =>
        admin.query("ALTER TABLE idempotency.keys DISABLE TRIGGER append_keys; ALTER TABLE outbox.pending DISABLE TRIGGER append_acts"),
      beside: null,
    },
    { name: "with records", plant: null, beside: null },
    { name: "with records, once more", plant: null, beside: null },
    { name: "with records and sequencer", plant: null, beside: "SELECT audit.sequence(1000)" },
  ]),
);
