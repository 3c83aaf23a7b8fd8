// A rotation costs no request: whatever step it is killed at, whatever the store of secrets shows meanwhile, and whoever holds a session. And the checks
// find it when it would.
import { bundleWorkers, type Bundle } from "@ledge/dev/workerd/bundle-workers";
import { type Publication } from "@ledge/delivery/rotate/stores";
import { layWire } from "@ledge/database/postgres/wire";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { type Bank, startBank } from "./support/bank.ts";
import {
  answersOfTheLate,
  expectRotated,
  holdIdle,
  kindOf,
  NOTHING_FAILED,
  rotateKilled,
  rotateOnce,
  rotateUnderLoad,
  STEPS,
  unheard,
} from "./support/rotations.ts";

const SEED = Number(process.env["LEDGE_SEED"] ?? Math.floor(Math.random() * 1e9));
/** What a person runs kills each rotation after every step; CI kills one after each step in turn. */
const ROTATIONS = Number(process.env["LEDGE_ROTATIONS"] ?? 5);
const KILLS_ALL = ROTATIONS > 5;
const draw = random(SEED);

let bundles: readonly Bundle[];
let bank: Bank;
beforeAll(async () => {
  console.log(`rotations: seed ${SEED}`);
  bundles = await bundleWorkers();
  bank = await startBank(bundles, () => draw(1_000) / 1_000);
});
afterAll(async () => await bank?.stop());
beforeEach(() => Object.assign(bank.store, { mood: "good", behindMs: 0, failures: 0, planted: (publication: Publication) => publication }));

describe("a rotation", () => {
  test(`${ROTATIONS} times in a row, killed after ${KILLS_ALL ? "every step" : "each step in turn"} and run again, costs no request, no effect and no double`, async () => {
    const killed: number[] = [];
    const load = await bank.underLoad(async () => {
      for (let rotation = 0; rotation < ROTATIONS; rotation += 1) {
        const before = ((await bank.store.read()) as Publication).generation;
        const { alerts } = await rotateKilled(bank, (step) => KILLS_ALL || step % ROTATIONS === rotation);
        for (let step = 0; step < STEPS.length; step += 1) if (KILLS_ALL || step % ROTATIONS === rotation) killed.push(step);
        expect(alerts).toEqual([]);
        // More than once, when it was killed after it had published its end: the next run is another rotation.
        expect(((await bank.store.read()) as Publication).generation - before).toBeGreaterThanOrEqual(2);
        await expectRotated(bank);
      }
    });
    console.log(`${ROTATIONS} rotations, ${killed.length} kills: ${JSON.stringify(load)}`);
    expect(new Set(killed).size).toBe(STEPS.length);
    expect(load.failed).toEqual(NOTHING_FAILED);
    expect(load.answered).toBeGreaterThan(100);
    await bank.requireBooks();
  });

  test("has these steps, and is done when it says so", async () => {
    const { steps, alerts } = await rotateOnce(bank);
    expect([steps.map(kindOf), alerts]).toEqual([STEPS, []]);
    await expectRotated(bank);
  });
});

describe("a rotation costs no request", () => {
  test("while the store shows any of what was published in the last while", async () => {
    bank.store.behindMs = 4_000;
    const { failed, alerts } = await rotateUnderLoad(bank, { settleMs: 5_000, drainMs: 12_000 });
    expect([failed, alerts]).toEqual([NOTHING_FAILED, []]);
    bank.store.behindMs = 0;
    await expectRotated(bank);
  });

  test.each(["silent", "failing", "damaged"] as const)("while the store is %s, whatever is opened meanwhile", async (mood) => {
    const load = await bank.underLoad(async () => {
      await rotateOnce(bank);
      bank.store.mood = mood;
      // Longer than a session lives: each is opened anew, with what was read last.
      await bank.rotation.wait(100);
      for (let waited = 0; waited < 50; waited += 1) await bank.rotation.wait(100);
      bank.store.mood = "good";
    });
    expect(load.failed).toEqual(NOTHING_FAILED);
    await expectRotated(bank);
  });

  test("when it cannot publish: it fails, the login before serves, and the next run does it", async () => {
    bank.store.failures = 1;
    const load = await bank.underLoad(async () => {
      await expect(rotateOnce(bank)).rejects.toThrow("the store takes nothing");
      await rotateOnce(bank);
    });
    expect(load.failed).toEqual(NOTHING_FAILED);
    await expectRotated(bank);
  });

  test("when the password is set and the answer is lost", async () => {
    const wire = await layWire(bank.database.rotatorUrl);
    wire.cutAfter("set_password");
    const load = await bank.underLoad(async () => {
      await expect(rotateOnce(bank, { rotatorUrl: wire.url })).rejects.toThrow();
      await rotateOnce(bank);
    });
    await wire.close();
    expect(load.failed).toEqual(NOTHING_FAILED);
    await expectRotated(bank);
  });

  test("when the new login is refused for a while after it was published", async () => {
    let idle = "";
    const { failed, alerts } = await rotateUnderLoad(bank, { drainMs: 12_000 }, (step) => {
      if (kindOf(step) !== "it is published") return;
      idle = step.split(" ")[0] as string;
      void bank.admin.query(`ALTER ROLE ${idle} NOLOGIN`);
      setTimeout(() => void bank.admin.query(`ALTER ROLE ${idle} LOGIN`), 2_000);
    });
    expect([failed, alerts]).toEqual([NOTHING_FAILED, []]);
    await expectRotated(bank);
  });

  test("when nobody hears of it: sessions come to the new login at their age", async () => {
    const { failed, alerts } = await unheard(bank, () => rotateUnderLoad(bank));
    expect([failed, alerts]).toEqual([NOTHING_FAILED, []]);
    await expectRotated(bank);
  });

  test("when a release takes over after the new login is published, and a rollback before the one before is voided", async () => {
    const { smoke } = bank.rotation;
    let asked = 0;
    const { failed, alerts } = await rotateUnderLoad(bank, {
      async smoke() {
        asked += 1;
        // Once the new login is announced, and once nobody is left on the one before.
        if (asked <= 2) await bank.release();
        await smoke();
      },
    });
    expect([failed, alerts, asked]).toEqual([NOTHING_FAILED, [], 3]);
    await expectRotated(bank);
    await bank.requireBooks();
  });

  test("when somebody holds a session on the idle login: it is reported, and ended once it cannot be the runtime's", async () => {
    const held = await holdIdle(bank);
    const { failed, alerts } = await rotateUnderLoad(bank);
    expect([failed, alerts]).toEqual([NOTHING_FAILED, [expect.stringMatching(/^ledge_runtime_[ab] has 1 sessions, though another/)]]);
    await expect(held.query("SELECT")).rejects.toThrow();
    await expectRotated(bank);
  });
});

describe("a rotation is refused", () => {
  test("while another one is under way", async () => {
    let second: Promise<unknown> = Promise.resolve();
    await rotateOnce(bank, {}, (step) => {
      if (kindOf(step) === "it has a new password") second = rotateOnce(bank).catch((error: unknown) => error);
      return undefined;
    });
    expect(await second).toMatchObject({ message: "Another rotation of this database is under way." });
    await expectRotated(bank);
  });

  test("when sessions are opened by the login that is not published: nothing is changed", async () => {
    const held = await holdIdle(bank);
    let other: Promise<pg.Client> | null = null;
    const before = await bank.store.read();
    const wait = async (ms: number): Promise<void> => {
      other ??= connect(
        Object.assign(new URL(bank.database.runtimeUrl), {
          username: "ledge_runtime_a" === new URL(before!.entries[0]!.url).username ? "ledge_runtime_b" : "ledge_runtime_a",
          password: "held-by-somebody",
        }).toString(),
      );
      await other;
      await bank.rotation.wait(ms);
    };
    await expect(rotateOnce(bank, { wait })).rejects.toThrow("though another login is published: nothing was changed");
    expect(await bank.store.read()).toEqual(before);
    await held.end();
    await (await (other as unknown as Promise<pg.Client>)).end();
    await rotateOnce(bank);
  });
});

test("a login that leaked is cut off at once: what is in flight may fail, nothing is lost, and the platform serves", async () => {
  const { failed, steps } = await rotateUnderLoad(bank, { isLeak: true });
  expect(steps.map(kindOf)).not.toContain("it has no sessions of the runtime");
  for (const what of Object.keys(failed)) expect(what).toBe("503 service_unavailable");
  const after = await bank.underLoad(async () => void (await bank.rotation.wait(100)));
  expect(after.failed).toEqual(NOTHING_FAILED);
  await expectRotated(bank);
});

test("a login that is voided between its reading and its use is read once more, and no request fails", async () => {
  expect(new Set(await answersOfTheLate(bank))).toEqual(new Set([201]));
  await expectRotated(bank);
});
