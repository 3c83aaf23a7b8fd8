// What a rotation's checks find: faults of the product that are planted, and each costs a request or an alert.
import { bundleWorkers, type Bundle } from "@ledge/dev/workerd/bundle-workers";
import { withRotator } from "@ledge/database/rotation/rotator";
import { beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { type Bank, startBank } from "./support/bank.ts";
import { answersOfTheLate, Killed, kindOf, rotateOnce, rotateUnderLoad, servingLogin, unheard } from "./support/rotations.ts";

let bundles: readonly Bundle[];
beforeAll(async () => {
  bundles = await bundleWorkers();
});

/** A bank for one fault. @param maxAgeMs of sessions. */
async function withBank<T>(use: (bank: Bank) => Promise<T>, workers = bundles, maxAgeMs?: number): Promise<T> {
  const bank = await startBank(workers, () => 0, maxAgeMs);
  try {
    return await use(bank);
  } finally {
    await bank.stop();
  }
}

/** Workers that do not read the secret again when a login is refused. */
const withoutSecondRead = (all: readonly Bundle[]): Bundle[] =>
  all.map(({ configPath, script }) => {
    const parts = script.split(/\brefused\d*\.size === 1/);
    if (configPath.startsWith("core-service/") && parts.length !== 2)
      throw new Error("The core reads the secret elsewhere: adapt the mutant.");
    return { configPath, script: parts.join("false") };
  });

/** Sessions of the runtime that wait for a lock. */
async function waiting({ admin }: Bank): Promise<number> {
  const { rows } = await admin.query<{ n: string }>(
    "SELECT count(*) AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND usename LIKE 'ledge_runtime_%'",
  );
  return Number(rows[0]?.n);
}

describe("the checks find", () => {
  test("a login that is revoked before its sessions are gone", async () => {
    const failed = await withBank(async (bank) => {
      // A payment is under way while it is revoked.
      const holder = await connect(bank.database.adminUrl);
      const load = await bank.underLoad(async () => {
        const old = await servingLogin(bank);
        await holder.query("BEGIN; SELECT FROM ledger.accounts ORDER BY id FOR UPDATE");
        await expect.poll(() => waiting(bank)).toBeGreaterThan(0);
        const killed = rotateOnce(bank, {}, (step) => {
          if (kindOf(step) === "it is published") throw new Killed();
        });
        await expect(killed).rejects.toThrow(Killed);
        await withRotator(bank.rotation.rotatorUrl, (rotator) => rotator.revoke(old));
        await holder.query("COMMIT");
      });
      await holder.end();
      return load.failed;
    });
    expect(Object.keys(failed)).toEqual(["503 service_unavailable"]);
  });

  test("a Worker that reads the secret only once", async () => {
    expect(await withBank(answersOfTheLate, withoutSecondRead(bundles))).toContain(503);
  });

  test("URLs that are published the wrong way round: sessions stay where they were", async () => {
    await withBank(async (bank) => {
      bank.store.planted = ({ generation, entries }) => ({ generation, entries: entries.toReversed() });
      await expect(rotateUnderLoad(bank, { drainMs: 4_000 })).rejects.toThrow("still opens sessions by");
    });
  });

  test("nothing where sessions have no age, and hear of the rotation (the control)", async () => {
    const { failed, alerts } = await withBank((bank) => rotateUnderLoad(bank), bundles, 3_600_000);
    expect([failed, alerts]).toEqual([{}, []]);
  });

  test("a Worker whose sessions have no age, when nobody hears of the rotation", async () => {
    const { alerts } = await withBank((bank) => unheard(bank, () => rotateUnderLoad(bank)), bundles, 3_600_000);
    expect(alerts).toEqual([expect.stringContaining("sessions still")]);
  });
});
