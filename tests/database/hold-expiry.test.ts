// The expiry of holds (laws 8, 31): reads and captures use one clock, so that a hold that was read as expired is never captured, neither by a
// transaction in flight nor after the server's clock stepped back.
import { checkBooks } from "@ledge/database/books/books";
import type { Hold } from "@ledge/shared/contracts/holds";
import { encodeId } from "@ledge/shared/ids";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { findHolds } from "../../core-service/src/payments/hold-queries.ts";
import { getHold } from "../../core-service/src/payments/read-holds.ts";
import { readOne } from "../../core-service/src/database/read-by-id.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { shiftClock, stopClock } from "../support/database-clock.ts";
import { connect, connectWithoutTimeouts, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, placeHold } from "../support/hold-fixture.ts";
import { openAccount, openFunded } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { workOn, writeCall } from "../support/work.ts";

const HOUR_MS = 3_600_000;

// A separate database for each test, because a clock that was ahead stays ahead.
let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(async () => await database.drop());

async function shownHold(work: Work, id: string): Promise<Hold> {
  const read = await readOne(work, writeCall(), getHold, encodeId("hold", id));
  if (!read.ok) throw new Error("a hold that was placed is not there");
  return read.value;
}

/** Captures a hold before it expires and commits after it. @returns the hold's status as read before the commit and after it. */
async function readAroundALateCapture(on: TestDatabase): Promise<string[]> {
  const [admin, writer, reader] = await Promise.all([
    connect(on.adminUrl),
    connectWithoutTimeouts(on.runtimeUrl),
    connect(on.otherRuntimeUrl),
  ]);
  try {
    const work = workOn(reader as pg.Client);
    const [payer, payee] = [await openFunded(admin, 10n), await openAccount(admin)];
    const expiresMs = Date.now() + HOUR_MS;
    await stopClock(admin, new Date(expiresMs - 10));
    const { id } = await placeHold(writer, payer, payee, 10n, { expiresAt: new Date(expiresMs).toISOString() });
    await writer.query("BEGIN");
    expect((await captureHold(writer, id)).verdict).toBe("done");
    await stopClock(admin, new Date(expiresMs + 10));
    const read = [(await shownHold(work, id)).status];
    await writer.query("COMMIT");
    return [...read, (await shownHold(work, id)).status];
  } finally {
    for (const client of [admin, writer, reader]) await client.end();
  }
}

describe("a hold after its expiry", () => {
  test("is read as expired before the sweep runs, and is then not captured, even when the server's clock steps back", async () => {
    const [admin, runtime] = [await connect(database.adminUrl), await connect(database.runtimeUrl)];
    const work = workOn(runtime);
    const [payer, payee] = [await openFunded(admin, 10n), await openAccount(admin)];
    const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();
    const { id } = await placeHold(runtime, payer, payee, 10n, { expiresAt });
    expect((await shownHold(work, id)).status).toBe("open");
    await shiftClock(admin, 2 * HOUR_MS);
    expect(await shownHold(work, id)).toMatchObject({ status: "expired", resolved_at: expiresAt });
    await shiftClock(admin, 0);
    expect((await shownHold(work, id)).status).toBe("expired");
    expect(
      (
        await findHolds(
          work.database,
          { accounts: sql`SELECT ${payer}::uuid AS id`, named: null, status: "expired" },
          { limit: 10, before: null },
        )
      ).rows.map((row) => row.id),
    ).toEqual([id]);
    expect((await captureHold(runtime, id)).verdict).toBe("hold_expired");
    await runtime.query("SELECT payments.expire_holds(10)");
    expect((await shownHold(work, id)).status).toBe("expired");
    expect(await checkBooks(admin)).toEqual([]);
    await runtime.end();
    await admin.end();
  });

  test("is read as open while an earlier capture is in flight, and never as expired and then as captured", async () => {
    expect(await readAroundALateCapture(database)).toEqual(["open", "captured"]);
  });

  test("would be read as expired and then as captured if postings in flight were ignored (mutant)", async () => {
    await withMutant("payments.expired_until", { judged: "latest END; --" }, async (mutated) => {
      expect(await readAroundALateCapture(mutated)).toEqual(["expired", "captured"]);
    });
  });
});
