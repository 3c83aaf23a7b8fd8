// `npm run rotate:credential`, of the database's logins, which have one password each: whenever it is killed, the person's authority works or what GitHub holds does; run
// again, everybody has the one that opens. And the next rotation of the runtime's login is right, though its passwords are made of the rotator's.
import { readFileSync, writeFileSync } from "node:fs";
import { withClient } from "@ledge/database/postgres/connect";
import { logIn } from "@ledge/database/rotation/rotator";
import { newNonce, runtimeUrl } from "@ledge/delivery/rotate/passwords";
import { rotate } from "@ledge/delivery/rotate/rotate";
import type { Publication } from "@ledge/delivery/rotate/stores";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { connect, type TestDatabase } from "../support/database.ts";
import { openOwnDatabase } from "./support/open-database.ts";
import { openReplacing, type Replacing } from "./support/replacing.ts";

let database: TestDatabase;
let replacing: Replacing;
beforeAll(async () => {
  database = await openOwnDatabase();
  replacing = openReplacing({ cloudflare: "", neon: "" }, "no branch");
});
afterAll(async () => {
  await database?.drop();
  replacing?.remove();
});
beforeEach(() => replacing.begin());

const opens = (url: string): Promise<boolean> =>
  logIn(url).then(
    () => true,
    () => false,
  );
const sinceOf = (login: string): Promise<unknown> =>
  withClient(
    database.adminUrl,
    async (admin) => (await admin.query("SELECT rotated_at FROM rotation.credentials WHERE login = $1", [login])).rows[0]?.rotated_at,
  );

describe("a login that only the owner changes", () => {
  test.each([
    ["AUDITOR_DATABASE_URL", "ledge_auditor"],
    ["RETENTION_DATABASE_URL", "ledge_retention"],
  ])("%s: in the end everybody has a URL that opens, nobody has another, and its age is noted", async (secret, login) => {
    replacing.shell = { OWNER_DATABASE_URL: database.adminUrl };
    let before = secret.startsWith("AUDITOR") ? database.auditorUrl : database.retentionUrl;
    const { host, pathname } = new URL(before);
    let since: unknown;
    const killed = await replacing.killAfterEach(secret, {
      async begin() {
        replacing.hold({ [secret]: before });
        since = await sinceOf(login);
      },
      judge: () => undefined,
      async end() {
        const [url = "", ...others] = new Set(replacing.heldAs(secret));
        expect([others, await opens(url), await opens(before)]).toEqual([[], true, false]);
        expect(new URL(url)).toMatchObject({ username: login, host, pathname });
        expect(await sinceOf(login)).not.toEqual(since);
        before = url;
      },
    });
    expect(killed).toBeGreaterThan(3);
  });

  test("whoever may not change it changes nothing, and publishes nothing", async () => {
    replacing.hold({ AUDITOR_DATABASE_URL: "before" });
    replacing.shell = { OWNER_DATABASE_URL: database.analystUrl };
    await expect(replacing.run("AUDITOR_DATABASE_URL")).rejects.toThrow("permission denied");
    expect(replacing.heldAs("AUDITOR_DATABASE_URL")).toEqual(["before", "before"]);
  });
});

describe("the rotator's login", () => {
  let now = "";
  beforeAll(() => void (now = database.rotatorUrl));

  test("gives itself its next password: whenever it is killed, its own or the one that all of GitHub holds opens; a run after the end changes nothing", async () => {
    for (let steps = 1; ; steps += 1) {
      replacing.hold({ ROTATOR_DATABASE_URL: now });
      replacing.shell = { ROTATOR_DATABASE_URL: now };
      const done = await replacing.run("ROTATOR_DATABASE_URL", steps);
      const [one = "", other = ""] = replacing.heldAs("ROTATOR_DATABASE_URL");
      const isInForce = one === other && (await opens(one));
      expect(isInForce || (await opens(now)), `after ${steps} steps`).toBe(true);
      if (!(await opens(now))) {
        await expect(replacing.run("ROTATOR_DATABASE_URL")).rejects.toThrow("all is done, and GitHub has the one in force");
        expect(await opens(one)).toBe(true);
        now = one;
      }
      if (done) break;
      expect(steps).toBeLessThan(20);
    }
    expect(now).not.toBe(database.rotatorUrl);
  });

  test("while a rotation is under way, nothing is changed", async () => {
    replacing.hold({ ROTATOR_DATABASE_URL: now });
    replacing.shell = { ROTATOR_DATABASE_URL: now };
    await withClient(now, async (rotator) => {
      await rotator.query("SELECT pg_advisory_lock(7662537)");
      await expect(replacing.run("ROTATOR_DATABASE_URL")).rejects.toThrow("A rotation of this database is under way");
    });
    expect(replacing.heldAs("ROTATOR_DATABASE_URL")).toEqual([now, now]);
    expect(await opens(now)).toBe(true);
  });

  test("is the owner's to set where nobody has it, and the next rotation is right although the runtime's password is made of the one before", async () => {
    const nonce = newNonce();
    const first = runtimeUrl(now, "ledge_runtime_a", nonce);
    await withClient(database.adminUrl, (admin) => admin.query(`ALTER ROLE ledge_runtime_a PASSWORD '${new URL(first).password}'`));
    replacing.hold({ ROTATOR_DATABASE_URL: "lost" });
    replacing.shell = { OWNER_DATABASE_URL: database.adminUrl };
    // Also while somebody with the one that leaked holds the lock of rotations.
    await withClient(now, async (rotator) => {
      await rotator.query("SELECT pg_advisory_lock(7662537)");
      await replacing.run("ROTATOR_DATABASE_URL");
    });
    const [rotatorUrl = ""] = replacing.heldAs("ROTATOR_DATABASE_URL");
    expect([await opens(rotatorUrl), await opens(now)]).toEqual([true, false]);
    // As an account's store does: of what is published it keeps the numbers, and makes the passwords anew.
    let published: Publication = { generation: 1, entries: [{ nonce, url: first }] };
    const written: string[] = [];
    let session = await connect(first);
    await rotate({
      ...{ rotatorUrl, isLeak: false, drainMs: 0, settleMs: 0, nowMs: Date.now, wait: async () => undefined, onStep: () => undefined },
      store: {
        read: async () => ({
          ...published,
          entries: published.entries.map((one) => ({ ...one, url: runtimeUrl(rotatorUrl, new URL(one.url).username, one.nonce) })),
        }),
        async write(publication) {
          published = publication;
          for (const { url } of publication.entries) written.push(`${new URL(url).username} ${await opens(url)}`);
        },
      },
      async smoke() {
        await session.end();
        session = await connect(published.entries[0]?.url ?? "");
      },
      alert: (words) => expect.fail(words),
    });
    await session.end();
    // The one before is never published with a password that it does not have, and is revoked all the same.
    expect(new Set(written)).toEqual(new Set(["ledge_runtime_b true"]));
    expect(await opens(first)).toBe(false);
  });
});

describe("finance's login", () => {
  test("is what finance's login goes into, which GitHub does not have: without one, nothing is made", async () => {
    replacing.shell = { OWNER_DATABASE_URL: database.adminUrl };
    await expect(replacing.run("ANALYST_DATABASE_URL")).rejects.toThrow("Only people have ANALYST_DATABASE_URL");
    expect(await opens(database.analystUrl)).toBe(true);
    writeFileSync(replacing.file, `ANALYST_DATABASE_URL='${database.analystUrl}'\n`);
    await replacing.run("ANALYST_DATABASE_URL");
    const [, url = ""] = /^ANALYST_DATABASE_URL='(.*)'$/m.exec(readFileSync(replacing.file, "utf8")) ?? [];
    expect([await opens(url), await opens(database.analystUrl)]).toEqual([true, false]);
  });
});
