// A rotation on an account's secrets store, which shows no value: what is published is said by its comment, and the login that serves is published once more
// beside its successor although nobody kept its password.
import { withClient } from "@ledge/database/postgres/connect";
import { logIn } from "@ledge/database/rotation/rotator";
import { Cloudflare } from "@ledge/delivery/deploy/cloudflare";
import { newNonce, runtimeUrl } from "@ledge/delivery/rotate/passwords";
import { rotate } from "@ledge/delivery/rotate/rotate";
import { accountStore } from "@ledge/delivery/rotate/stores";
import { readCredential } from "@ledge/shared/runtime-credential";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ACCOUNT_ID, type CloudflareStandIn, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import { STORE_ID } from "../stand-ins/cloudflare/worker.ts";
import { connect, type TestDatabase } from "../support/database.ts";
import { openOwnDatabase } from "./support/open-database.ts";

const TOKEN = "cloudflare-token-that-rotates";
const NAME = "RUNTIME_DATABASE";
let database: TestDatabase;
let cloud: CloudflareStandIn;
let cloudflare: Cloudflare;
let rotatorNow = "";

beforeAll(async () => {
  database = await openOwnDatabase();
  cloud = await startCloudflare("cloudflare-token-of-releases", null, TOKEN);
  const wait = async (): Promise<void> => undefined;
  cloudflare = new Cloudflare({ name: "Cloudflare", baseUrl: cloud.url, token: TOKEN, permissions: "" }, ACCOUNT_ID, wait);
  cloud.account.secrets.set(NAME, { id: "slot", name: NAME, value: "placeholder", comment: "No login yet", scopes: ["workers"] });
});
afterAll(async () => {
  await session?.end();
  await Promise.all([cloud?.stop(), database?.drop()]);
});

const secret = () => cloudflare.storedSecret({ store_id: STORE_ID, secret_name: NAME });
const comment = (): string => cloud.account.secrets.get(NAME)?.comment ?? "";
const published = () => readCredential(cloud.account.secrets.get(NAME)?.value ?? "");
const logins = (): string[] => published().urls.map((url) => new URL(url).username);

/** The platform's one session: with the first login that is published. */
let session: pg.Client | null = null;
async function serve(): Promise<void> {
  await session?.end();
  session = await connect(published().urls[0] ?? "");
}

/** How many logins each publication had, in their order. */
let written: number[] = [];

/** @param stopAfter ends it after this step, as a kill does. */
async function rotateOnce(rotatorUrl: string, stopAfter = "", isLeak = false, smoke = serve): Promise<void> {
  const store = accountStore(secret(), rotatorUrl);
  written = [];
  await rotate({
    ...{ rotatorUrl, isLeak, drainMs: 0, settleMs: 0, smoke },
    store: {
      read: store.read,
      async write(publication) {
        written.push(publication.entries.length);
        await store.write(publication);
      },
    },
    wait: async () => undefined,
    nowMs: Date.now,
    onStep(step) {
      if (stopAfter !== "" && step.endsWith(stopAfter)) throw new Error("killed");
    },
    alert: (words) => void (isLeak || expect.fail(words)),
  });
}

test("before a first login is published a rotation changes nothing", async () => {
  await expect(rotateOnce(database.rotatorUrl)).rejects.toThrow("No login is published");
});

test("a rotation publishes the new login before the one that serves, and in the end alone; cut short between, it goes on", async () => {
  const nonce = newNonce();
  const first = runtimeUrl(database.rotatorUrl, "ledge_runtime_a", nonce);
  await withClient(database.adminUrl, (admin) => admin.query(`ALTER ROLE ledge_runtime_a PASSWORD '${new URL(first).password}'`));
  await secret().publish({ generation: 1, urls: [first] }, [nonce]);
  await expect(rotateOnce(database.rotatorUrl, "is published")).rejects.toThrow("killed");
  expect([published().generation, logins()]).toEqual([2, ["ledge_runtime_b", "ledge_runtime_a"]]);
  expect(comment()).toMatch(/^generation 2: ledge_runtime_b@[0-9a-f]{32}, ledge_runtime_a@[0-9a-f]{32}$/);
  expect(published().urls[1]).toBe(first);
  for (const url of published().urls) await logIn(url);
  await rotateOnce(database.rotatorUrl);
  expect(await changes()).toEqual(["ledge_runtime_b password_set", "ledge_runtime_b published", "ledge_runtime_a revoked"]);
  expect([published().generation, logins(), comment().includes(",")]).toEqual([3, ["ledge_runtime_b"], false]);
  await logIn(published().urls[0] ?? "");
  await expect(logIn(first)).rejects.toMatchObject({ code: expect.stringMatching(/^28/) as string });
});

/** What was done to logins. */
async function changes(): Promise<string[]> {
  const { rows } = await withClient(database.adminUrl, (admin) =>
    admin.query<{ login: string; change: string }>("SELECT login, change FROM rotation.pending ORDER BY seq"),
  );
  return rows.map(({ login, change }) => `${login} ${change}`);
}

test("a new password that lets nobody in is not published", async () => {
  const before = published();
  await withClient(database.adminUrl, (admin) => admin.query("ALTER ROLE ledge_runtime_a CONNECTION LIMIT 0"));
  await expect(rotateOnce(database.rotatorUrl)).rejects.toMatchObject({ code: "53300" }); // too_many_connections
  await withClient(database.adminUrl, (admin) => admin.query("ALTER ROLE ledge_runtime_a CONNECTION LIMIT -1"));
  expect(published()).toEqual(before);
});

/** Gives the rotator another password. @returns its URL. */
async function rekey(rotatorUrl: string, password: string): Promise<string> {
  await withClient(rotatorUrl, (rotator) => rotator.query("SELECT rotation.set_password('ledge_rotator', $1)", [password]));
  return Object.assign(new URL(rotatorUrl), { password }).toString();
}

test("after the rotator has another password, the new login alone is published: that of before is not known any more", async () => {
  const rotatorUrl = await rekey(database.rotatorUrl, "another-password-of-the-rotator-0123456789");
  await expect(rotateOnce(rotatorUrl, "is published")).rejects.toThrow("killed");
  expect(logins()).toEqual(["ledge_runtime_a"]);
  await logIn(published().urls[0] ?? "");
  await serve();
  await rotateOnce(rotatorUrl);
  await logIn(published().urls[0] ?? "");
  // Also of a rotation that was cut short with two published, of which nobody can make either password any more.
  await expect(rotateOnce(rotatorUrl, "is published")).rejects.toThrow("killed");
  expect(logins()).toHaveLength(2);
  await session?.end();
  session = null;
  const again = await rekey(rotatorUrl, "a-third-password-of-the-rotator-0123456789");
  await rotateOnce(again);
  expect(logins()).toHaveLength(1);
  await logIn(published().urls[0] ?? "");
  rotatorNow = again;
});

test("after a leak, the login that is published first goes, also in the middle of a rotation", async () => {
  await expect(rotateOnce(rotatorNow, "is published")).rejects.toThrow("killed");
  const [leaked = "", before = ""] = published().urls;
  await rotateOnce(rotatorNow, "", true);
  for (const url of [leaked, before]) await expect(logIn(url)).rejects.toMatchObject({ code: expect.stringMatching(/^28/) as string });
  expect(written).toEqual([1, 1]);
  await logIn(published().urls[0] ?? "");
});

test("after a leak nobody waits for a rotation that is under way: it is ended, and publishes nothing any more", async () => {
  const smoke = Promise.withResolvers<void>();
  const isSmoking = Promise.withResolvers<void>();
  const other = rotateOnce(rotatorNow, "", false, async () => (isSmoking.resolve(), await smoke.promise)).catch((error: unknown) => error);
  await isSmoking.promise;
  const { urls } = published();
  await rotateOnce(rotatorNow, "", true);
  const after = published();
  for (const url of urls) await expect(logIn(url)).rejects.toMatchObject({ code: expect.stringMatching(/^28/) as string });
  smoke.resolve();
  expect(await other).toBeInstanceOf(Error);
  expect(published()).toEqual(after);
  await logIn(after.urls[0] ?? "");
});

test("after a leak a publication that comes late, of a login that is void, is taken back", async () => {
  await serve();
  const held = cloud.account.secrets.get(NAME);
  if (held === undefined) throw new Error("nothing is published");
  const [late, generation] = [{ ...held }, published().generation];
  await rotateOnce(rotatorNow, "", true, async () => void cloud.account.secrets.set(NAME, late));
  await logIn(published().urls[0] ?? "");
  expect([published().generation, written]).toEqual([generation + 3, [1, 1, 1]]);
});

test("a rotation that finds another generation than it began with publishes nothing", async () => {
  const isSecond = { is: false };
  const another = async (): Promise<void> => {
    await serve();
    const held = cloud.account.secrets.get(NAME);
    if (isSecond.is && held !== undefined)
      cloud.account.secrets.set(NAME, { ...held, comment: held.comment.replace(/^generation /, "generation 9") });
    isSecond.is = true;
  };
  await expect(rotateOnce(rotatorNow, "", false, another)).rejects.toThrow(
    /^Generation 9\d+ is published, and not \d+: another rotation is under way/,
  );
  expect(written).toEqual([2]);
  await rotateOnce(rotatorNow, "", true);
});

const red = async (): Promise<void> => {
  throw new Error("red");
};

test("after a smoke test that is red the login before goes first again, and the next run voids the new one", async () => {
  const [before = ""] = published().urls;
  await expect(rotateOnce(rotatorNow, "", false, red)).rejects.toThrow("red");
  expect([published().urls[0], published().urls.length]).toEqual([before, 2]);
  await rotateOnce(rotatorNow);
  expect(published().urls).toEqual([before]);
});

test("after a smoke test that is red a login is published first again only if it opens: not one whose password nobody knows any more", async () => {
  rotatorNow = await rekey(rotatorNow, "a-fourth-password-of-the-rotator-0123456789");
  await expect(rotateOnce(rotatorNow, "", false, red)).rejects.toThrow("red");
  expect(published().urls).toHaveLength(1);
  await logIn(published().urls[0] ?? "");
});

test("the token of rotations may do nothing else, and the values are in no call but that which publishes", async () => {
  await expect(cloudflare.workers()).rejects.toThrow("may not do this");
  const texts = cloud.calls.filter(({ method }) => method === "GET").map(({ path, query }) => `${path}?${query.toString()}`);
  expect(texts.join("\n")).not.toContain("postgres");
});
