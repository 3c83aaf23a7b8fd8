// `npm run retention`: makes the partitions of the next months, and drops those whose time has passed. It may run at any time, and twice at once; what may be
// dropped is decided in the database, which refuses windows below its minimum.
import { setTimeout as delay } from "node:timers/promises";
import { BadArguments, exitCodes, readArguments, runCommand } from "@ledge/command/command-line";
import { givenDatabaseUrl } from "../database-url.ts";
import { withClient } from "../postgres/connect.ts";
import { applyRetention, planRetention, type RetentionStep } from "./retention.ts";

/** Half a year of refusals: a supplier's file or a batch of salaries that failed is looked into within a quarter. */
const REFUSALS_DAYS = 180;
/** A quarter of deliveries: what receivers ask about. The events themselves are kept for good. */
const DELIVERIES_DAYS = 90;

const USAGE = `npm run retention -- [--url URL] [--refusals-days N] [--deliveries-days N] [--dry-run]

Makes the partitions of the next months, and drops those of which everything is older than its window. A month with a delivery that is pending is kept.
Exits 1 when the tables were in use at every try, or a partition is late: then run it again.
  --url               of ledge_retention: postgres://…; else RETENTION_DATABASE_URL
  --refusals-days     how long the body of a refusal is kept: at least 90 days, ${REFUSALS_DAYS} by default
  --deliveries-days   how long a delivery and its attempts are kept: at least 30 days, ${DELIVERIES_DAYS} by default
  --dry-run           changes nothing, and says what would be made, dropped and kept`;

function readDays(text: string | undefined, name: string, byDefault: number): number {
  if (text === undefined) return byDefault;
  if (!/^[1-9]\d{0,4}$/.test(text)) throw new BadArguments(`--${name} is a number of days: 1 to 99999.`);
  return Number(text);
}

const PAST = { make: "made", drop: "dropped", keep: "kept", late: "late" } as const;

/** `dropped idempotency.refusals of 2026-01: all of it is older than 180 days` */
const wordsOf = (verb: string, { relations, month, reason }: RetentionStep): string =>
  `${verb.padEnd("dropped".length)} ${relations.join(", ")} of ${month.toISOString().slice(0, "2026-01".length)}: ${reason}`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, {
    url: { type: "string" },
    "refusals-days": { type: "string" },
    "deliveries-days": { type: "string" },
    "dry-run": { type: "boolean", default: false },
  });
  const windows = {
    refusalsDays: readDays(values["refusals-days"], "refusals-days", REFUSALS_DAYS),
    deliveriesDays: readDays(values["deliveries-days"], "deliveries-days", DELIVERIES_DAYS),
  };
  const url = givenDatabaseUrl(values.url, "RETENTION_DATABASE_URL", "the URL of ledge_retention", process.env);
  const at = new Date();
  return await withClient(url, async (client) => {
    if (values["dry-run"]) {
      const steps = await planRetention(client, at, windows);
      for (const step of steps) console.log(wordsOf(step.action, step));
      if (steps.length === 0) console.log("Nothing is to be done.");
      return 0;
    }
    let count = 0;
    const isDone = await applyRetention(
      client,
      at,
      windows,
      (step) => {
        count += 1;
        console.log(wordsOf(PAST[step.action], step));
      },
      delay,
    );
    const left = (await planRetention(client, at, windows)).filter(({ action }) => action === "keep" || action === "late");
    for (const step of left) console.log(wordsOf(PAST[step.action], step));
    if (!isDone) console.error("The tables were in use at every try: run it again.");
    else if (count === 0) console.log("Nothing was to be done.");
    return isDone && !left.some(({ action }) => action === "late") ? 0 : exitCodes.failed;
  });
});
