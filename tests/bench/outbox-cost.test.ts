// The cost of the outbox per posting: the same batches with and without events, with the sequencer at work. Only the ratios are portable; the absolute
// numbers belong to this machine. `npm run bench:events`.
import { plant } from "@ledge/verification/chaos/plant";
import { test } from "vitest";
import { printCost } from "./support/posting-cost.ts";

test("the cost of the outbox", { timeout: 300_000 }, () =>
  printCost(200, [
    { name: "without events", plant: (admin) => plant(admin, "payments.book", { event: "false AND" }), beside: null },
    { name: "with events", plant: null, beside: null },
    { name: "with events and relay", plant: null, beside: "SELECT outbox.sequence(500)" },
  ]),
);
